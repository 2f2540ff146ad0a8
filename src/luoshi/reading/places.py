"""Whom a document speaks for: its place, from title, meeting, speaker, self-references and the regions it names.

Places come from the catalogue where it knows them, and from the grammar of names where it does not. First comes what the
front says outright (…人民政府, …第十七届人民代表大会), then the place most named of the level the document calls its own (我区).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from luoshi.catalogue.common import is_common
from luoshi.catalogue.regions import PlaceFound, Region, Zone, regions
from luoshi.reading.facts import DocumentKind, Place
from luoshi.reading.place_names import (
    OWNER,
    ends_before_name,
    is_name,
    names_by_shape,
    parent_in,
    split_name,
    unknown_place,
)

_OURS = re.compile(
    r"代表([省市区县州旗盟镇乡])(?:人民)?政府"
    r"|(?:我|向|经|受)([省市区县州旗盟镇])(?!场|值|济|过|委托)"
    r"|(?<![\u4e00-\u9fff])([省市区县州旗盟])(?:委、|委常委|直(?:各)?(?:部门|单位)|人大|政协|发(?:展)?改|财政局|教育局|住建|人社|农业农村局|统计局)"
    r"|全([省市区县州旗盟镇])(?!场)"
)
_WEIGHTS = (10, 3, 3, 1)
_STANDS_IN = re.compile(r"(?:位于|坐落于?|落户|落地|落子)[^,。;]{0,6}$")
_FRONT = 700
_OPENING = 260
_ENOUGH = 120_000
"""Characters from the start in which a document names its own place, if it ever does; a report has 20,000 to 60,000."""
_LEAST_SHORT = 2
"""Mentions of a district by its short name alone, where a place's name would stand, before it counts as the place."""
_LEAST_AROUND = 2
"""Mentions of a city, or province, in a document before a name that several bear is taken for the one that lies there."""
_FREE = r"(?:[^\u4e00-\u9fff]|[是在为把让使对]|我们|建设|推动|打造|支持|走进|加快)"
_FREE_BEFORE = re.compile(rf"{_FREE}$|^$")
_FREE_AFTER = re.compile(r"人民|发展|转型|经济|保持|高质量|大地|实现|精神|力量|速度|实际|特色|的|未来|振兴|崛起|全")


def find_place(folded: str, start: int, end: int, *, title: str, meeting: str, kind: DocumentKind) -> Place:
    """The place a document speaks for; empty where the text does not tell."""
    body = folded[start : min(end, start + _ENOUGH)]
    if kind == "news":
        return _of_news(body, title)
    named = (title, meeting) if kind == "task_table" else (title, meeting, body[:_FRONT])
    front = "\n".join(named)
    if "国务院" in front[:200] and "全国人民代表大会" in front:
        return Place("中华人民共和国", "nation")
    return _owner(front, body) or _commonest(body)


def belongs_to(place: Place, folded: str, start: int, end: int) -> bool:
    """Whether a text that names no place of its own is of this one: it names it without saying what kind of place it is."""
    return len(place.name) > 2 and folded.find(place.name[:-1], start, end) >= 0


def _owner(front: str, body: str) -> Place | None:
    """The place named as the one whose assembly, government or report it is."""
    for match in OWNER.finditer(front):
        run = match.group(1)
        above, name = split_name(run)
        found = _named_at_end(run, above, name, front, body)
        if found is not None:
            return found
        in_title = match.end() <= front.find("\n")
        if is_name(name) or (in_title and _holds_another(name)):
            return unknown_place(name, above or parent_in(body, name))
    return None


def _holds_another(name: str) -> bool:
    """Whether a region's name stands in it behind one more character: it is a name then, though none like others."""
    return len(name) < 6 and any(region.name == name[1:] for region in regions().by_name(name[1:]))


def _named_at_end(run: str, above: str, name: str, front: str, body: str) -> Place | None:
    """The place whose name in the catalogue `run` ends with, longest first; None where no name there is whole.

    A name that several bear, with nothing to tell which, is given as said and without a code: a shorter one inside it
    (东区 in 河东区) is never meant. Nor is one inside a name that nobody bears (南县 in 江南县).
    """
    table = regions()
    for first in range(len(run) - 1):
        tail = run[first:]
        zone = table.zone(tail)
        bearers = () if zone is not None else tuple(r for r in table.by_name(tail) if r.name == tail)
        if zone is None and not bearers:
            continue
        if not ends_before_name(run[:first]) and not _ends_with_region(run[:first]):
            before = name.removesuffix(tail)
            if len(tail) < 3 or is_name(name) or not is_common(before):
                continue  # the middle of another name
        if zone is not None:
            return _place(zone)
        known = _told_apart(bearers, above if run[:first].endswith(above) else "", front, body)
        if known is not None:
            return _place(known)
        around = above if above and run == above + tail else ""
        return unknown_place(tail, around or parent_in(body, tail))
    return None


def _ends_with_region(before: str) -> bool:
    """Whether a region's name, short or in full, ends there (内蒙古 in 内蒙古包头市)."""
    found = (regions().by_name(before[-size:]) for size in range(2, min(len(before), 12) + 1))
    return any(region.level != "district" for regions_of_name in found for region in regions_of_name)


def _told_apart(bearers: tuple[Region, ...], above: str, front: str, body: str) -> Region | None:
    """Which of those who bear a name is meant: the one that lies where the text says; None where it does not tell."""
    if above:
        bearers = tuple(region for region in bearers if _lies_in(region, above))
    if len(bearers) < 2:
        return bearers[0] if bearers else None
    table = regions()
    named = [r for r in bearers if any(up.short and up.short in front for up in table.above(r))]
    if not named:
        named = [r for r in bearers if any(body.count(up.name) >= _LEAST_AROUND for up in table.above(r))]
    return named[0] if len(named) == 1 else None


def _lies_in(region: Region, above: str) -> bool:
    """Whether one of the regions around it is what the text wrote before its name (武汉市, 湖北省武汉市)."""
    return any(up.name in above or (len(up.short) > 1 and up.short in above) for up in regions().above(region))


def _place(known: Region | Zone) -> Place:
    table = regions()
    if isinstance(known, Zone):
        around, tied = table.by_code(known.region), table.by_code(known.tied_to)
        return Place(
            known.name, "zone", parent=around.name if around else "", tie=known.tie, tied_to=tied.name if tied else ""
        )
    above = table.above(known)
    zone = _zones_by_district().get(known.code)
    return Place(
        known.name,
        known.level,
        known.code,
        above[0].name if above else "",
        zone.tie if zone else "",
        zone.name if zone else "",
    )


@cache
def _zones_by_district() -> dict[str, Zone]:
    return {zone.tied_to: zone for zone in regions().zones if zone.tied_to}


def _is_deep(place: Region | Zone) -> bool:
    return isinstance(place, Zone) or place.level == "district"


def _resolved(body: str) -> list[tuple[PlaceFound, Region | Zone]]:
    """Each mention with its place; a name that several bear is the one whose city or province is named too."""
    table = regions()
    found = [mention for mention in table.find_in(body) if _is_whole(body, mention)]
    named = {place.code for mention in found for place in mention.places if isinstance(place, Region)}
    resolved = []
    for mention in found:
        choices = mention.places
        if len(choices) > 1:
            inside = [p for p in choices if isinstance(p, Region) and any(up.code in named for up in table.above(p))]
            choices = tuple(inside) if len(inside) == 1 else choices
        if len(choices) == 1:
            resolved.append((mention, choices[0]))
    return resolved


def _is_whole(body: str, mention: PlaceFound) -> bool:
    """Whether the words are the name and not the middle of others: 科技创新兴区 is 创新 + 兴区, not 新兴区."""
    name = body[mention.start : mention.end]
    if len(name) == 2 and name[-1] in "区县市旗":  # 江南县 is not 南县
        return ends_before_name(body[max(0, mention.start - 4) : mention.start])
    return not (
        name.endswith(("区", "县", "市"))
        and is_common(name[:-1])
        and is_common(body[max(0, mention.start - 1) : mention.start + 1])
    )


def _of_news(body: str, title: str) -> Place:
    """The narrowest place that the title, the opening or the words 位于… name; among several the most mentioned."""
    mentions = _resolved(body)
    counts = Counter(place for _, place in mentions)
    in_title = {place for place in counts for name in _names(place) if name in title}
    in_opening = {place for mention, place in mentions if mention.start < _OPENING + len(title)}
    standing = {
        place
        for mention, place in mentions
        if _STANDS_IN.search(body[max(0, mention.start - 12) : mention.start])
        or (_is_deep(place) and _STANDS_IN.search(body[max(0, mention.start - 16) : max(0, mention.start - 3)]))
    }
    for group in (in_title, in_opening, standing):
        deep = [place for place in group if _is_deep(place)]
        if deep:
            return _place(max(deep, key=lambda place: (counts[place], place.name)))
    unknown = names_by_shape(body)
    for place in counts:
        unknown.pop(place.name, None)
    for name in [name for name in unknown if name in title]:
        return unknown_place(name, parent_in(body, name))
    for group in (in_title, in_opening, set(counts)):
        if group:
            return _place(max(group, key=lambda place: (_depth(place), counts[place], place.name)))
    return _owner(body[:_FRONT], body) or _most_named(body, unknown)


def _most_named(body: str, unknown: Counter[str]) -> Place:
    if not unknown:
        return Place("")
    name = max(unknown, key=lambda name: (unknown[name], name))
    return unknown_place(name, parent_in(body, name))


def _names(place: Region | Zone) -> tuple[str, ...]:
    return (place.name, *place.names) if isinstance(place, Zone) else tuple(filter(None, (place.name, place.short)))


def _depth(place: Region | Zone) -> int:
    return 2 if _is_deep(place) else 1 if isinstance(place, Region) and place.level == "city" else 0


def _commonest(body: str) -> Place:
    """The most mentioned place of the level the document calls its own (我区, 全市, 代表区人民政府)."""
    own = _own(body)
    table = regions()
    counts: Counter[Region | Zone] = Counter()
    for _, place in _resolved(body):
        counts[place] += 1
        around = table.by_code(place.region) if isinstance(place, Zone) else None
        if around is not None:
            counts[around] += 1  # a zone's name has its city's in it
    for place in counts:
        if isinstance(place, Region) and len(place.short) > 1 and not is_common(place.short):
            counts[place] += body.count(place.short)
    fitting = [place for place in counts if _fits(place, own) and counts[place] > (0 if own else 1)]
    unknown = names_by_shape(body, own) if own in ("区", "县", "市", "旗") else Counter()
    for place in counts:
        unknown.pop(place.name, None)
    best = max(fitting, key=lambda place: (counts[place], place.name)) if fitting else None
    rival = max(unknown.values(), default=0)
    if best is not None and counts[best] >= rival:
        return _place(best)
    if rival > 1:
        return _most_named(body, unknown)
    short = _by_short_name(body, own)
    return _place(short) if short else Place("")


def _own(body: str) -> str:
    """What the document calls its own place: 区 where it says 我区, 区委, 全区."""
    ours: Counter[str] = Counter()
    for match in _OURS.finditer(body):
        for group, weight in zip(match.groups(), _WEIGHTS, strict=True):
            if group:
                ours[group] += weight
    return max(ours, key=lambda kind: (ours[kind], "区县旗镇乡市州盟省".find(kind) * -1)) if ours else ""


def _fits(place: Region | Zone, own: str) -> bool:
    if not own:
        return True
    if isinstance(place, Zone):
        return own == "区"
    return place.name.endswith(own) and (own != "区" or not place.name.endswith("自治区"))


def _by_short_name(body: str, own: str) -> Region | None:
    """A district the text calls by its short name only (硚口), if one alone bears it and it is no common word."""
    if own not in ("区", "县", "市", "旗"):
        return None
    best, most = None, _LEAST_SHORT - 1
    pairs = {body[at : at + 2] for at in range(len(body) - 1)}  # most names fall at their first two characters
    for region in regions().all:
        short = region.short
        if short[:2] not in pairs or region.level != "district" or len(short) < 2 or not region.name.endswith(own):
            continue
        if short not in body:
            continue
        if len(regions().by_name(short)) == 1 and not is_common(short):
            count = _free_standing(body, short)
            if count > most:
                best, most = region, count
    return best


def _free_standing(body: str, short: str) -> int:
    """How often a short name stands where a place's name would: behind 是 or a mark, before 人民 or 发展."""
    count = 0
    at = body.find(short)
    while at >= 0:
        after = at + len(short)
        count += bool(_FREE_BEFORE.search(body[max(0, at - 2) : at]) and _FREE_AFTER.match(body, after))
        at = body.find(short, after)
    return count
