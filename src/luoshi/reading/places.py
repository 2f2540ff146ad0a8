"""Whom a document speaks for: its place, from title, meeting, speaker, self-references and the regions it names.

Places come from the catalogue where it knows them, and from the grammar of names where it does not: what stands before
人民政府, 第…届人民代表大会 or 政府工作报告 names the place.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from luoshi.catalogue.common import is_common
from luoshi.catalogue.regions import PlaceFound, Region, Zone, regions
from luoshi.reading.facts import DocumentKind, Level, Place

_HAN = r"[\u4e00-\u9fff]"
_ZONE = r"(?:开发区|高新区|新区|示范区|合作区|保税区|经开区|产业园区|管理区|风景区|度假区)"
_OWNER = re.compile(
    rf"({_HAN}{{1,22}}?(?:{_ZONE}|[省市区县州盟旗镇乡]|街道))"
    r"(?=第[一二三四五六七八九十\d]{1,4}届|人民政府|政府|两会|(?:19|20)\d\d年|国民经济|统计局|发展和改革|财政局"
    r"|管委会|管理委员会|街道办|代?[区县市]长)"
)
"""A name, with whatever stands before it, where it says whose assembly, government or report this is."""
_BEFORE_NAME = re.compile(r"^.*(?:关于|代表|现在|委托|[年月日]在?|[在受由向])")
_ABOVE_NAME = re.compile(rf"({_HAN}{{2,8}}?(?:省|自治区|市|自治州|州|盟|地区))+?(?={_HAN}{{2,14}}$)")
_NO_NAME = re.compile(
    r"[各全本我该两其]|有关|所属|以及|[社园地片街城校库景灾山辖小郊老特专战院湖牧林矿港新]区$|[上入城超]市$"
)
_IN_NEWS = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|[着在是于为对与和使])({_HAN}{{2,3}}[区县市])(?![域间内外别分块位级场民])", re.MULTILINE
)
_OURS = re.compile(
    r"代表([省市区县州旗盟镇乡])(?:人民)?政府|(?:我|向)([省市区县州旗盟镇])(?!场|值)|全([省市区县州旗盟镇])(?!场)"
)
_WEIGHTS = (10, 3, 1)
_LEVELS: dict[str, Level] = {
    "省": "province", "市": "city", "区": "district", "县": "district", "州": "city", "旗": "district", "盟": "city",
    "镇": "town", "乡": "town", "道": "town",
}  # fmt: skip
_ENDS_ZONE = re.compile(rf"{_ZONE}$")
_STANDS_IN = re.compile(r"(?:位于|坐落于?|落户|落地|落子)[^,。;]{0,6}$")
_FRONT = 700
_OPENING = 260
_ENOUGH = 120_000
"""Characters from the start in which a document names its own place, if it ever does; a report has 20,000 to 60,000."""
_LEAST_SHORT = 3
"""Mentions of a district by its short name alone before it counts as the place."""


def find_place(folded: str, start: int, end: int, *, title: str, meeting: str, kind: DocumentKind) -> Place:
    """The place a document speaks for; empty where the text does not tell."""
    if kind == "news":
        return _of_news(folded, start, end, title)
    front = "\n".join(
        (title, meeting) if kind == "task_table" else (title, meeting, folded[start : min(end, start + _FRONT)])
    )
    if "国务院" in front[:200] and "全国人民代表大会" in front:
        return Place("中华人民共和国", "nation")
    return _owner(front, folded, start, end) or _commonest(folded, start, end)


def _owner(front: str, folded: str, start: int, end: int) -> Place | None:
    """The place named as the one whose assembly, government or report it is."""
    for match in _OWNER.finditer(front):
        run = match.group(1)
        known = _known_at_end(run, front)
        if known is not None:
            return _place(known)
        name = _BEFORE_NAME.sub("", run)
        above = _ABOVE_NAME.match(name)
        if above:
            name = name[above.end() :]
        stem = _ENDS_ZONE.sub("", name) if _ENDS_ZONE.search(name) else name[:-1]
        if len(stem) > 1 and not _NO_NAME.search(name) and not is_common(name):
            return _unknown(name, above.group() if above else _parent_in(folded, start, end, name))
    return None


def _known_at_end(run: str, context: str) -> Region | Zone | None:
    """The longest name the catalogue knows that `run` ends with."""
    table = regions()
    for first in range(len(run) - 1):
        name = run[first:]
        zone = table.zone(name)
        if zone is not None:
            return zone
        found = [region for region in table.by_name(name) if region.name == name]
        if len(found) > 1:
            named = [r for r in found if any(up.short and up.short in context for up in table.above(r))]
            found = named if len(named) == 1 else []
        if found:
            return found[0]
    return None


def _unknown(name: str, above: str) -> Place:
    level: Level = "zone" if _ENDS_ZONE.search(name) else _LEVELS.get(name[-1], "")
    return Place(name, level, parent=above)


def _parent_in(folded: str, start: int, end: int, name: str) -> str:
    """The city or province written before the name somewhere in the document."""
    position = folded.find(name, start, end)
    while position >= 0:
        before = re.search(
            rf"(?:^|[^\u4e00-\u9fff]|[在是为和与、])({_HAN}{{2,6}}[省市州盟])$",
            folded[max(start, position - 10) : position],
        )
        if before:
            return before.group(1)
        position = folded.find(name, position + 1, end)
    return ""


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


def _resolved(found: tuple[PlaceFound, ...]) -> list[tuple[PlaceFound, Region | Zone]]:
    """Each mention with its place; a name that several bear is the one whose city or province is named too."""
    named = {place.code for mention in found for place in mention.places if isinstance(place, Region)}
    resolved = []
    for mention in found:
        choices = mention.places
        if len(choices) > 1:
            table = regions()
            inside = [p for p in choices if isinstance(p, Region) and any(up.code in named for up in table.above(p))]
            choices = tuple(inside) if len(inside) == 1 else choices
        if len(choices) == 1:
            resolved.append((mention, choices[0]))
    return resolved


def _of_news(folded: str, start: int, end: int, title: str) -> Place:
    """The narrowest place that the title, the opening or the words 位于… name; among several the most mentioned."""
    mentions = _resolved(regions().find_in(folded[start:end]))
    counts = Counter(place for _, place in mentions)
    in_title = {place for place in counts for name in _names(place) if name in title}
    in_opening = {place for mention, place in mentions if mention.start < _OPENING + len(title)}
    standing = {
        place
        for mention, place in mentions
        if _STANDS_IN.search(folded[max(start, start + mention.start - 12) : start + mention.start])
        or (
            _is_deep(place)
            and _STANDS_IN.search(folded[max(start, start + mention.start - 16) : start + mention.start - 3])
        )
    }
    for group in (in_title, in_opening, standing):
        deep = [place for place in group if _is_deep(place)]
        if deep:
            return _place(max(deep, key=lambda place: (counts[place], _key(place))))
    for group in (in_title, in_opening, set(counts)):
        if group:
            return _place(max(group, key=lambda place: (_depth(place), counts[place], _key(place))))
    return _owner(folded[start : min(end, start + _FRONT)], folded, start, end) or _named_in_news(folded, start, end)


def _named_in_news(folded: str, start: int, end: int, least: int = 1) -> Place:
    """A district or city the catalogue does not know, by the shape of its name and how often it stands."""
    names = Counter(
        name for name in _IN_NEWS.findall(folded, start, end) if not is_common(name) and not _NO_NAME.search(name)
    )
    if not names:
        return Place("")
    name = max(names, key=lambda name: (names[name], name))
    if names[name] < least:
        return Place("")
    return _unknown(name, _parent_in(folded, start, end, name))


def _names(place: Region | Zone) -> tuple[str, ...]:
    return (place.name, *place.names) if isinstance(place, Zone) else tuple(filter(None, (place.name, place.short)))


def _depth(place: Region | Zone) -> int:
    return 2 if _is_deep(place) else 1 if isinstance(place, Region) and place.level == "city" else 0


def _key(place: Region | Zone) -> str:
    return place.name


def _commonest(folded: str, start: int, end: int) -> Place:
    """The most mentioned place of the level the document calls its own (我区, 全市, 代表区人民政府)."""
    body = folded[start : min(end, start + _ENOUGH)]
    ours: Counter[str] = Counter()
    for match in _OURS.finditer(body):
        for group, weight in zip(match.groups(), _WEIGHTS, strict=True):
            if group:
                ours[group] += weight
    own = ours.most_common(1)[0][0] if ours else ""
    counts: Counter[Region | Zone] = Counter()
    for _, place in _resolved(regions().find_in(body)):
        counts[place] += 1
    for place in counts:
        if isinstance(place, Region) and len(place.short) > 1:
            counts[place] += body.count(place.short)
    fitting = [place for place in counts if _fits(place, own) and (own or counts[place] > 1)]
    if fitting:
        return _place(max(fitting, key=lambda place: (counts[place], _key(place))))
    if own in ("区", "县", "市"):
        named = _named_in_news(folded, start, end, least=2)
        if named.name.endswith(own):
            return named
    short = _by_short_name(body, own)
    return _place(short) if short else Place("")


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
    for region in regions().all:
        if region.level == "district" and region.name.endswith(own) and len(region.short) > 1:
            count = body.count(region.short)
            if count > most and len(regions().by_name(region.short)) == 1 and not is_common(region.short):
                best, most = region, count
    return best
