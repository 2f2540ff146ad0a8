"""What a question asks, from its words alone: what kind of thing, of where, when, how firm, and what it takes for granted. Pure.

Nothing here looks into the ledger; the names of its places, and of things it names that stand in the question, are given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from luoshi.asking import words
from luoshi.asking.answer import Kind
from luoshi.asking.claims import Claim, blanked, find_claims, spans
from luoshi.asking.kinds import kind_of
from luoshi.asking.lexicon import Token, cut
from luoshi.asking.times import Years, find_years
from luoshi.catalogue.regions import regions
from luoshi.catalogue.units import unit_of
from luoshi.ledger.words.bigrams import same_length

Modality = Literal["target", "done", "estimated", ""]
Aspect = Literal["growth", "level", "rank", "change", ""]
_PLAN = re.compile(r"十[一二三四五六]五(?:规划)?$")
LONGEST = 300
"""Characters; what is longer is no question."""


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A place named in the question."""

    name: str
    key: str
    """Its key in the ledger; empty where the ledger has nothing of it."""
    start: int
    end: int
    full: bool
    """Named with the kind of place it is (东西湖区), so that it cannot be part of another name."""
    leads: bool = False
    """Stands right before other words, of whose name it may be a part (武汉数据中心)."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood."""

    text: str
    plain: str
    """Folded, in simplified characters and small letters; of the same length as `text`."""
    kind: Kind
    tokens: tuple[Token, ...]
    """The words, without places, years and figures."""
    places: tuple[PlaceAsked, ...] = ()
    years: tuple[Years, ...] = ()
    all_years: bool = False
    part_of_year: str = ""
    aspect: Aspect = ""
    unit: str = ""
    """The unit asked in (多少家), as the catalogue names it; empty where none is named."""
    modality: Modality = ""
    claims: tuple[Claim, ...] = ()
    confirms: bool = False
    """Whether it asks for yes or no."""
    flow: Literal["flow", "stock", ""] = ""
    """Whether it asks for what was added or for what there is."""

    @property
    def topic(self) -> tuple[Token, ...]:
        """The words that say what is spoken of."""
        return tuple(token for token in self.tokens if token.tells and token.text not in words.COMPARING)

    def has(self, pattern: str) -> bool:
        """Whether the plain question holds the pattern."""
        return re.search(pattern, self.plain) is not None


_MONEY = re.compile(r"多少(?:资金|钱|经费)|几个亿|(?:多少|几)[万亿千百]{0,2}元(?!以上|以下)|多少亿(?!元|吨|千瓦|人|块|斤|斤|立方)")
_SHORT_ENDS = "省市区县州盟旗"
_ASIDE = re.compile(r"\([^()]{1,6}\)")
"""每千人口拥有执业(助理)医师数: names are listed without."""
_CONFIRMS = re.compile(
    r"吗|是不是|是否|对不对|对吧|对么|[吧嘛没]$|(?<!什)(?<!怎)么$|没有$|有没有|了没|还是只|真的|没错|是真是假|属实|能不能|可不可以|还是(?:已|在|没|未|只|规划|计划|承诺)"
)
_GROWTH = re.compile(
    r"增长|增速|增幅|涨|增得|涨幅|降幅|下降|下滑|同比|几个点|百分点|升了|降了|(?<!加)[快慢](?!速)|回落|增了(?=多少$|几个点)|年均|跌|是升还是降|负增长"
)
_COUNTED_UP = re.compile(r"(?:增加|增长|增|减少)了?(?:多少|几)(?:个(?!点)|家|户|人|名|所|条|公里|套|亩|座|部|亿|万)")
_UP_OR_DOWN = re.compile(r"是?[升增涨多]还是[降减跌少]|变[多少高低]|怎么变")
_RANK = re.compile(r"第几|排名|排在|排第|位次|名次|排几|位居|名列")
_LEVEL = re.compile(r"总量|达到多少|达到了多少|是多少[万亿]|多少[万亿]?元|绝对|总共|一共|规模")
_TARGET = re.compile(
    r"目标|预期(?!寿命)|计划|打算|准备|力争|争取|拟|承诺|要达到|要新|要建|要有|要突破|要完成|要改|要增|要办|要做|将|任务|想|期望|控制在|定为|(?<![认确规决固稳约])定的|(?<![认确规决固稳约])定了|定在|定多少|要(?=[\u4e00-\u9fff]{0,4}(?:多少|几|哪))|安排|提到多少|增到|规划(?!用地|面积|建设|总)(?=.{0,6}(?:多少|几))|应达到|怎么定"
)
_DONE = re.compile(
    r"完成了?|实际(?!利用|使用|到位)|实现了|达到了|做到|去年|实现(?=多少|情况)|了多少|了几|建成了|装了|改造了|办了|新增了|增长了|涨了|降了|下降了|突破了|已经?(?!定)|(?<!人口拥)有(?=多少|几)|多少家|结果|现在|目前|核实|公报|怎么(?:实现|做到|完成)|降到了|达到\d|[达到了]{2,3}\d"
)
_OF_PLAN = re.compile(r"(?:完成|实现)(?!了|情况)[\u4e00-\u9fff]{2,}(?:多少|几)")
"""完成续建投资多少 asks for an amount, meant or done; 投资完成多少 for what was done."""
_ESTIMATED = re.compile(r"预计|初步核算|预估")


def parse(text: str, places: Mapping[str, str], names: Collection[str] = ()) -> Question:
    """The question in `text`.

    `places`: what the ledger's places are called → their keys (empty for one it only knows of); `names`: names of things in
    the ledger that stand in the question, plain.
    """
    text = text[:LONGEST]
    plain = same_length(text)
    held = sorted({name for name in names if name and name in plain and not _PLAN.match(name)}, key=len, reverse=True)
    years, blank = find_years(plain, spans(plain, held))
    found = _places(plain, blank, places, spans(plain, held))
    for place in found:
        blank = blanked(blank, place.start, place.end)
    claims, blank = find_claims(plain, blank, held)
    unit, blank = _unit(plain, blank)
    blank = _ASKED_AGAIN.sub(lambda match: "\x01" * len(match[0]), blank)
    if part := words.PART_OF_YEAR.search(plain):
        blank = blanked(blank, part.start(), part.end())
    if every := words.ALL_YEARS.search(plain):
        blank = blanked(blank, every.start(), every.end())
    tokens = cut(_ASIDE.sub("", blank) if not claims else blank, tuple(held))
    tokens = tuple(token for token in tokens if token.label != "mark")
    confirms = _CONFIRMS.search(plain) is not None
    kind = kind_of(plain, tokens, many_places=len(found) > 1, many_years=len(years) > 1, claims=bool(claims))
    return Question(
        text=text,
        plain=plain,
        kind=kind,
        tokens=tokens,
        places=found,
        years=years,
        all_years=every is not None,
        part_of_year=part[0] if part else "",
        aspect=_aspect(plain, tokens, unit),
        unit=unit,
        modality=firmness(plain),
        claims=claims,
        confirms=confirms,
        flow=_flow(plain, tokens),
    )


def _places(
    plain: str, blank: str, known: Mapping[str, str], held: list[tuple[int, int]]
) -> tuple[PlaceAsked, ...]:
    """The places asked about, in order. A short name in the middle of other words is part of a name (中金武汉数据中心)."""
    found: list[PlaceAsked] = []
    taken = list(held)

    def free(start: int, end: int) -> bool:
        return not any(start < b and a < end for a, b in taken)

    spans: list[tuple[int, int, str, str]] = []
    for name, key in known.items():
        at = plain.find(name)
        while at >= 0:
            spans.append((at, at + len(name), name, key))
            at = plain.find(name, at + 1)
    for hit in regions().find_in(plain):
        spans.append((hit.start, hit.end, plain[hit.start : hit.end], ""))
    for start, end, name, key in sorted(spans, key=lambda span: (span[0] - span[1], not span[3])):
        if not free(start, end):
            continue
        full = name[-1] in _SHORT_ENDS
        if plain[:start].endswith(("国家级", "省级", "全国", "其他", "各", "市级")) or plain.startswith(("各区", "各个区", "所有区"), end):
            continue  # 国家级经开区, 在武汉各区: what it is one of
        if not full and _inside(blank, start, end):
            continue
        taken.append((start, end))
        after = cut(blank[end:])
        leads = not full and bool(after) and after[0].start == 0 and after[0].label in ("name", "content", "code", "thing")
        found.append(PlaceAsked(name, key, start, end, full, leads))
    unheard = _UNHEARD.match(blank)
    if unheard and not _NO_PLACE.search(unheard[1]) and free(*unheard.span(1)):
        found.append(PlaceAsked(unheard[1], known.get(unheard[1], ""), *unheard.span(1), True))
    return tuple(sorted(found, key=lambda place: place.start))


_UNHEARD = re.compile(r"(?:请问|想问一?下?|那么?)?([\u4e00-\u9fff]{2,5}?[区县市])(?=的?(?:\x01|gdp|地区生产总值|今年|去年|明年))")
_NO_PLACE = re.compile(r"(?:[全我本各该城园社景新片]|开发|高新|示范|功能|集聚|主城|工业|经开|保税|自贸|文旅|度假)区$|[全我本各城超门]市$|[全我本各该]县$|^[全我本各]")
"""A place nobody here has heard of, at the head of the question: 某某区2024年…"""


def _inside(blank: str, start: int, end: int) -> bool:
    """Whether words of a name stand on both sides, with nothing between."""
    before, after = cut(blank[:start]), cut(blank[end:])
    if not before or not after or before[-1].end != start or after[0].start != 0:
        return False
    return before[-1].label in ("name", "content") and after[0].label in ("name", "content", "code")


_ASKED_AGAIN = re.compile(r"(?:多少|几)个?(?=[,，。?？]|$)|(?<=[收支投企人][入出资业口])(?:里面?|中)(?=的?[\u4e00-\u9fff]{2,6}占)")


def _unit(plain: str, blank: str) -> tuple[str, str]:
    """The unit asked in, and the rest of the question without those words."""
    if length := re.search(r"(?:有|是)?多长(?!时间)", plain):
        return "公里", blanked(blank, length.start(), length.end())
    if money := _MONEY.search(plain):
        return "元", blanked(blank, money.start(), money.end())
    for match in re.finditer(r"多少|几(?!何)", plain):
        if plain.startswith("个点", match.end()):
            return "%", blanked(blank, match.start(), match.end() + 2)
        scale = re.compile(r"[万亿百千十]{1,2}").match(plain, match.end())
        for at in (match.end(), scale.end() if scale else match.end()):
            for long in (6, 5, 4, 3, 2, 1):
                name = plain[at : at + long]
                unit = unit_of(name) if len(name) == long and not name.startswith(("万", "亿")) else None
                if unit is not None and (long > 1 or name not in "期年月日时点种级次线号口"):
                    if name == "个" and plain.startswith("百分点", at + 1):
                        continue
                    again = re.compile(rf"(?:多少|几){re.escape(name)}")  # 从多少张增加到多少张
                    return unit.name, again.sub(lambda other: "\x01" * len(other[0]), blanked(blank, match.start(), at + long))
    return "", blank


def _aspect(plain: str, tokens: tuple[Token, ...], unit: str) -> Aspect:
    if _RANK.search(plain):
        return "rank"
    if _UP_OR_DOWN.search(plain) and not re.search(r"增长|增速|增幅|涨幅", plain):
        return ""
    told = "".join(token.text if not token.tells else "\x01" for token in tokens)
    if _GROWTH.search(told) and not _COUNTED_UP.search(plain):
        if re.search(r"百分点", told):
            return "change"
        return "growth" if unit in ("", "%", "百分点") else "level"
    if unit and unit not in ("%", "百分点"):
        return "level"
    return "level" if _LEVEL.search(plain) else ""


def firmness(plain: str) -> Modality:
    """Whether words ask for what is meant, what was done or what was reckoned so far; empty where they do not say."""
    if _TARGET.search(plain):
        if re.search(r"目标.{0,6}(?:完成|实现|达到)了?(?:没|吗|了吗)", plain):
            return ""
        return "target"
    if _ESTIMATED.search(plain):
        return "estimated"
    if _OF_PLAN.search(plain) and not re.search(r"了|实际|已", plain):
        return ""
    return "done" if _DONE.search(plain) else ""


def _flow(plain: str, tokens: tuple[Token, ...]) -> Literal["flow", "stock", ""]:
    if re.search(r"新增|净增|增加|新建|新登记|新引进|新签约|加装|新开工", plain) or re.match(
        r".*(?<![已在])(?:建|装|修|改造|造|增|招引|引进)了?(?:多少|几)", plain
    ):
        return "flow"
    if re.search(r"总数|总量|累计|拥有|现有|共有|存量|保有|现在有|目前有|总里程|一共有|有(?:多少|几)", plain):
        return "stock"
    return ""
