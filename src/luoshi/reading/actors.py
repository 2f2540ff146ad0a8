"""Organisations, firms, schools, hospitals, parks, bodies of government and places, as named.

Three ways to know one: by the last word of its name (…大学, …局; `catalogue/data/name_parts.csv`), by a list that says what it
holds (甲、乙等骨干企业), and, for places and zones, by the catalogue of regions. Every further mention by name joins in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast

from ..catalogue.common import is_common
from ..catalogue.name_parts import by_prefix
from ..catalogue.regions import Region, Zone, regions
from .facts import Actor
from .mentions import find_forms, merged, unquoted
from .name_words import find_words
from .phrases import cut, is_general, is_name, skip_openings

Kind = Literal["government", "firm", "school", "hospital", "park", "place", "organisation"]

_STOP = re.compile(r"[,.+。;:!?、\n“”《》|\[\] <>=%~…]")
_LAST_STOP = re.compile(r".*[,.+。;:!?、\n“”《》|\[\] <>=%~…]", re.DOTALL)
_NO_NAME_BEFORE = frozenset("生制化派业家长员们性级型庄民域口头产系委令债券金法网所毕城市")
_NO_OFFICE_AFTER = frozenset("格布结全大时当")
_BODY = re.compile(  # begins with one set of characters, so that other text is passed over quickly
    r"[党国中省市区县州](?:(?<=党)中央|(?<=国)务院|(?<=中)(?:央军委|共中央)|(?<=[省市区县州])委(?!员|托|会|办|常|书|组|宣|统|政|党|深|十|经)"
    r"|(?<=[省市区县州])(?<![级区市县].)(?:人民)?政府(?!性|投资|债|采|部|职|工作|令|规|系|网|主|办|与|购))"
)
_LEAGUE = re.compile(r"团[省市区县州旗](?=委)")
_ONE_OF_A_LEVEL = frozenset(
    "总工会 红十字会 妇联 残联 工商联 科协 文联 图书馆 博物馆 文化馆 档案馆 美术馆 体育馆 科技馆 纪念馆 少年宫 电视台".split()
)
"""Of these a place has one, so that 县 before them is name enough."""
_FIRM_OF_A_LEVEL = re.compile(
    r"[省市区县州旗](?:[城交文水国农产建旅科金能][投发建旅控水文]|国资|水务|水利|公交|燃气|热力|粮油|担保|供水|文旅投?){1,2}(?:投资|发展|控股|运营|建设)?"
)
"""县城投公司, 区国投集团: firms of a place's government."""
_ALIAS = re.compile(r"\((?:以下)?(?:统一)?简称(?:为)?[:“]{0,2}([^()“”《》,;。\n]{2,20})”?[^()\n]{0,10}\)")
_FIRMS = re.compile(
    r"等(?:[\d一二三四五六七八九十百余多]{1,5}(?:家|个|户))?(?:(?!领域)[\u4e00-\u9fff“”]){0,12}?(?:企业|公司|集团|厂商|服务商|运营商|央企|国企|商家|巨头|车企|药企|房企)(?!家|群|合作|在|为|对)"
)
_NO_FIRM = re.compile(
    r"[的了]|等|(?:产业|领域|行业|技术|材料|项目|平台|装备|服务|经济|制造|设备|产品|国家|地区|城市|高校|大学|学院|人才|资源|要素|方面|方式|政策|环节|机构|类)$|[\d%]{2}"
)
_AND = frozenset("和与及")
_NOT_ONE = re.compile(r"相关|有关|其他|各|首个|首家|首批|双A|^.国家|\+|同类|^(?:中|大)$|中$(?<=普通中)|新改扩建")
_BEFORE_PLACE = frozenset(",.。;:!?、\n“”《》| ()县区市镇乡道办场")
_LIST_STOP = re.compile(r"[,。;:!?\n]")
_NOT_PLACE = re.compile(
    r"隆重庆|.阿里[云巴健]|[汉江河湖城东西]南通|.南通[过达向至]|.?新建区|.{2,5}[市县区州]域|.大同[小步]|.{0,1}海南[北岸]"
)
_OWN_LEVEL = frozenset("省市区县州")
_NOT_OWN = frozenset("区县内级域属直管外城场")
_GOES_ON = frozenset("路街桥湖山港站江河道口镇乡村关门岛")
_LONGEST = 22
_LONGEST_FIRM = 14
_SHORTEST_FORM = 3


@cache
def _kinds() -> dict[str, Kind]:
    return cast("dict[str, Kind]", by_prefix("actor"))


@dataclass(slots=True)
class _Found:
    """An actor while its mentions are gathered."""

    kind: Kind
    name: tuple[int, int]
    spans: list[tuple[int, int]] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


def find_actors(text: str, folded: str, start: int, end: int, **_: object) -> tuple[Actor, ...]:
    """The actors named in `text[start:end]`, in the order of their first mention, names as first written."""
    found: dict[str, _Found] = {}
    places = [(start + one.start, start + one.end, one.places) for one in regions().find_in(folded[start:end])]
    begins = {low: high for low, high, _ in places}
    _by_last_word(folded, start, end, found, begins)
    _firms_in_lists(folded, start, end, found)
    for match in _BODY.finditer(folded, start, end):
        low = match.start()
        if low > start and _LEAGUE.match(folded, low - 1, end):
            _add(found, folded, "organisation", low - 1, match.end())  # 团县委
            continue
        for back in range(max(start, low - 4), low):
            if begins.get(back) in (low, low + 1) and _clean(folded, back, start):
                low = back
        _add(found, folded, "government", low, match.end())
    _join(folded, found)
    _by_name(folded, start, end, found)
    taken = sorted(span for actor in found.values() for span in actor.spans)
    _places(folded, found, places, taken)
    actors = []
    for actor in found.values():
        mentions = merged(actor.spans)
        actors.append(Actor(mentions[0].start, mentions[0].end, text[slice(*actor.name)], actor.kind, mentions))
    return tuple(sorted(actors, key=lambda actor: (actor.start, actor.end)))


def _add(found: dict[str, _Found], folded: str, kind: Kind, low: int, high: int) -> _Found:
    actor = found.setdefault(unquoted(folded[low:high]), _Found(kind, (low, high)))
    actor.spans.append((low, high))
    return actor


def _by_last_word(folded: str, start: int, end: int, found: dict[str, _Found], begins: dict[int, int]) -> None:
    kinds = _kinds()
    last_end = passed = start
    for edge, high in find_words(folded, start, end).actors:
        if edge < passed:
            continue
        word = folded[edge:high]
        if high < end and folded[high] in _NO_NAME_BEFORE and not (word == "政协" and folded[high] == "委"):
            continue
        if word == "局" and edge > 0 and folded[edge - 1] in _NO_OFFICE_AFTER:
            continue
        passed = high
        kind = kinds[word]
        if kind == "place" and not _place_may_begin(folded, start, edge):
            continue
        low = window = max(start, last_end if folded[last_end : last_end + 1] in _AND else start, edge - _LONGEST)
        if stop := _LAST_STOP.match(folded, low, edge):
            low = stop.end()
        dash = folded.rfind("--", low, edge)
        low = dash + 2 if dash >= 0 else low
        bracket = folded.rfind("(", low, edge)
        if bracket >= 0 and folded.find(")", bracket, edge) < 0:
            low = bracket + 1
        if low == edge or (low == window > start and window != last_end and cut(folded, low, edge) == low):
            continue  # it begins further back than names do
        begin = _begin(folded, low, edge, word, begins)
        if begin is None:
            continue
        actor = _add(found, folded, kind, begin, high)
        last_end = high
        if alias := _ALIAS.match(folded, high, end):
            actor.aliases.append(alias[1])
            actor.spans.append(alias.span(1))


def _begin(folded: str, low: int, edge: int, word: str, begins: dict[int, int]) -> int | None:
    """Where the name begins whose last word starts at `edge`, or None where there is no name or no telling."""
    last = edge + len(word)
    kind = _kinds()[word]
    begin = skip_openings(folded, cut(folded, low, edge), edge)
    if folded.startswith(("建设", "服务"), begin) and edge - begin > 3 and word != "银行":
        begin += 2
    if begin >= edge:
        return None
    if begin - 1 > low and folded[begin - 1] in _AND:
        left = folded[low : begin - 1]
        if len(left) > 1 and not left.endswith(tuple(_kinds())):
            return None  # 网络和数据安全…中心: where the name begins cannot be told
    anchor = next((at for at in range(begin + 1, edge - 1) if at in begins), None)
    if begin not in begins and anchor is not None and is_common(folded[begin:anchor]):
        begin = anchor
    core = folded[begin:edge]
    if is_general(folded, begin, last) or _NOT_ONE.search(core) or core.count("(") != core.count(")"):
        return None
    if kind == "place":
        return begin if _is_place(folded, begin, core, word) else None
    placed = begins.get(begin, last)
    if placed <= edge:  # it begins with a place's name
        rest = folded[placed:edge]
        if kind == "government":
            return begin if is_common(rest) or not rest else None
        if kind == "park" or "区域" in rest:
            return begin if rest and not is_common(rest) else None
        return begin if rest or kind in ("school", "firm") or word.endswith(("馆", "会", "院")) else None
    if kind == "firm" and _FIRM_OF_A_LEVEL.fullmatch(core):
        return begin
    own = core[0] in _OWN_LEVEL and core[1:2] not in _NOT_OWN
    if own and len(core) == 1 and word in _ONE_OF_A_LEVEL:
        return begin
    if kind == "government":
        return begin if own and is_common(core[1:]) and last - begin > 2 else None
    if own and len(core) > 1 and is_common(core[1:]) and kind in ("hospital", "organisation", "school"):
        return begin
    return begin if len(core) > 1 and is_name(folded, begin, edge, last) else None


def _place_may_begin(folded: str, start: int, edge: int) -> bool:
    """Whether two or three characters before `edge` something ends: a cheap look before the careful one."""
    return any(edge - width <= start or folded[edge - width - 1] in _BEFORE_PLACE for width in (2, 3))


def _is_place(folded: str, begin: int, core: str, word: str) -> bool:
    """Whether this is a town, a street office or a village: 青圩镇; a village only after the place it belongs to."""
    if not 2 <= len(core) <= 3 or is_common(core) or is_common(core + word) or core[-1] in "城乡集小重农建":
        return False
    below = begin > 0 and folded[begin - 1] in "县区市镇乡道办场"
    return below or (word not in ("乡", "村") and (begin == 0 or _STOP.match(folded, begin - 1) is not None))


def _firms_in_lists(folded: str, start: int, end: int, found: dict[str, _Found]) -> None:
    """Firms named in a list that says they are: 甲、乙等龙头企业."""
    for closing in _FIRMS.finditer(folded, start, end):
        break_at = max(start, closing.start() - 80)
        for stop in _LIST_STOP.finditer(folded, break_at, closing.start()):
            break_at = stop.end()
        items: list[tuple[int, int]] = []
        at = break_at
        for piece in folded[break_at : closing.start()].split("、"):
            first, last = at, at + len(piece)
            at = last + 1
            begin = skip_openings(folded, cut(folded, first, last), last)
            if first > break_at and begin > first and folded[begin - 1] not in _AND:
                items.clear()  # a verb inside the list: what stood before belongs to another
            items.append((begin, last))
        words = [folded[low:high] for low, high in items]
        if any(is_common(word) for word in words):
            continue
        for (low, high), word in zip(items, words, strict=True):
            if (
                2 <= len(word) <= _LONGEST_FIRM
                and not _NO_FIRM.search(word)
                and not is_general(folded, low, high)
                and word.count("(") == word.count(")")
                and "“" not in word
            ):
                _add(found, folded, "firm", low, high)


def _join(folded: str, found: dict[str, _Found]) -> None:
    """Joins what is one: another name given in brackets, and a name with a stray verb before it (借江城公司)."""
    for actor in list(found.values()):
        for alias in actor.aliases:
            if (same := found.get(unquoted(alias))) is not None and same is not actor:
                actor.spans += same.spans
                del found[unquoted(alias)]
    for key in list(found):
        for extra in (1, 2, 3):
            inner = found.get(key[extra:]) if len(key) - extra > 3 else None
            if inner is not None and inner.kind == found[key].kind and not regions().by_name(key[:extra]):
                if key[:extra] in ("中国", "国家") or key[extra - 1] in "省市区县州":
                    continue
                inner.spans += [
                    (high - len(key) + extra, high) for low, high in found[key].spans if high - low == len(key)
                ]
                del found[key]
                break


def _by_name(folded: str, start: int, end: int, found: dict[str, _Found]) -> None:
    """Further mentions by name or by another name given."""
    forms, owners = [], []
    for key, actor in found.items():
        for form in (key, *actor.aliases):
            if len(form) >= _SHORTEST_FORM:
                forms.append(form)
                owners.append(actor)
    for low, high, which in find_forms(folded, start, end, forms):
        owners[which].spans.append((low, high))


def _places(
    folded: str,
    found: dict[str, _Found],
    places: list[tuple[int, int, tuple[Region | Zone, ...]]],
    taken: list[tuple[int, int]],
) -> None:
    """Regions and zones, each under all its names, where they are not part of another actor's name."""
    by_bearer: dict[Region | Zone | str, _Found] = {}
    at = reach = 0
    last_end = -1
    for low, high, bearers in places:
        while at < len(taken) and taken[at][0] <= low:
            reach = max(reach, taken[at][1])
            at += 1
        before, last_end = last_end, high
        name, one = folded[low:high], bearers[0]
        if high <= reach or not _stands_alone(folded, low, high, one, before):
            continue
        key = one if len(bearers) == 1 else name
        actor = by_bearer.get(key)
        if actor is None:
            actor = found.get(name) or _Found("park" if isinstance(one, Zone) else "place", (low, high))
            found.setdefault(f"place:{name}", actor)
            by_bearer[key] = actor
        actor.spans.append((low, high))


def _stands_alone(folded: str, low: int, high: int, one: Region | Zone, before: int) -> bool:
    """Whether the place is meant and not two other words (建成县…), nor part of a road's or a hill's name."""
    if _NOT_PLACE.match(folded, max(low - 1, 0), high + 1):
        return False
    if isinstance(one, Zone):
        return True
    if folded[high - 1] not in "省市区县州旗盟":
        return folded[high : high + 1] not in _GOES_ON
    if one.level != "district" or high - low > 3:
        return True
    return low == before or _clean(folded, low, 0)


def _clean(folded: str, low: int, start: int) -> bool:
    """Whether a name may begin at `low`: after punctuation, a word of grammar or a verb."""
    if low == start or not "\u4e00" <= folded[low - 1] <= "\u9fff":
        return True
    return (
        folded[low - 1] in "在与和及对向到由从至为的省市区县州给于"
        or skip_openings(folded, max(start, low - 2), low + 1) >= low
    )
