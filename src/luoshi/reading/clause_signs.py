"""Is a clause of a commitment something to tick off? Signs that it is or is not, and points for each.

A task sentence in this genre runs: what it rests on, the acts, what will come of it (围绕…, 建设…, 提升…水平).
Only the acts are ticked off. No single sign decides: 提升 in the last clause is mostly a purpose, yet with a number
it is a target. So each sign adds its points (`catalogue/data/clause_points.csv`) and a clause above zero is kept.
The points are those of a plain logistic fit over the gold sentences' clauses, rounded to halves
(`scripts/fit_clause_points.py`); signs are grammar, never a document's own words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ..catalogue.verbs import Sense, clause_endings, clause_points
from .clauses import Opening

_DATE = re.compile(
    r"(?:力争|争取|预计|计划|力求)?(?:到|至|在|截至)?(?:“?[一二三四五六七八九十]{2,3}五”?|\d{4}年|本世纪|今年|明年|[一二三四五六七八九十\d]{1,2}月|年)"
    r"(?:\d{1,2}月|期间|时期|期末|中期|[初中上下]半?叶?)?(?:末|底|前|年底|年末|前后|以前|之前|内)?$"
)
_DATE_FIRST = frozenset("力争预计到至在截“一二三四五六七八九十本今明年0123456789")  # what such a clause begins with
QUANTITY = re.compile(
    r"(?:(?<![\d.])\d[\d.]{0,15}|(?<![第一二三四五六七八九十])[二两三四五六七八九十百千万]{1,6})(?:[-~至到]\d[\d.]{0,15})?(?:多|余|几)?[百千万亿]{0,3}(?:多|余)?"
    r"(?:%|‰|(?:个|多|余)?(?:百分点|百分比)|平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千瓦|兆瓦|标箱|人次|人|户|家|个|项|套|亩|吨|座|条|所|张|名"
    r"|处|件|台|辆|场|倍|位|册|次|批|艘|班|列|只|头|株|间|支|片|宗|类|对|部(?![门分署委队件位级长])|栋|幢|盏|棵|根(?![本据治源基])|万|亿|千|百|米|元|美元|户次|余|以上|左右|点)"
    r"|(?<=[超达破成增至到降在过])\d|翻[一两]?番(?!行动|计划|工程|攻坚|方案)|倍增(?!行动|计划|工程|攻坚|方案|式)"
)
NUMERAL = re.compile(r"[\d二两三四五六七八九十百千万番倍]")
QUOTED = re.compile(r"“[^“”]{0,60}”|《[^《》]{0,60}》|\d{4}年|\d{1,3}(?:号线|国道|省道|期|强|分钟|年)|\d{1,3}[A-Z]\b")
ACT = re.compile(
    r"(?:打造|建设|组织|实施|实行|开展|谋划|布局|培育|引进|构建|推进|推动|举办|建立|发展|开发|招引|布设|设立|支持|加快|提升|完善|优化|深化|突出"
    r"|征收|整合|引入|承诺|搭建|提供|组建|制定|落实|治理|拓展|带动|下放|给予|给与|预留|派驻|建成|纳入|规范|申报|争取|做强|壮大|新建|改造|启动|完成"
    r"|出台|推广|推行|负责|盘活|导入|植入|共建(?!共)|创建|争创|创成|兴建|扩建|编制)"
    r"(?![的和、与,]|规律|目标|方向|战略|理念|要求|机遇|重点|需求|趋势|为|作用|成果|基础)[^,]{2}"
)
LED_ACT = re.compile(rf"(?:加快|积极|大力|持续|重点|优先|全面|深入|进一步|稳步|扎实|探索|统筹){{0,2}}{ACT.pattern}")
LONGEST_LED = 6  # characters of the adverbs before the act of LED_ACT
_SHORT = 9  # characters: 加强要素保障, 优化投资结构 and their like
_TINY = 5
_UNLED = ("frame", "outcome", "")  # no act opens the clause


def quantified(words: str) -> bool:
    """Whether a clause's words hold an amount, names and years (“六个一”, 3号线, 2025年) left aside."""
    if not NUMERAL.search(words):
        return False
    return QUANTITY.search(QUOTED.sub("“", words)) is not None


def is_date(folded: str, start: int, end: int) -> bool:
    """Whether the clause `folded[start:end]` says only when: 到2025年, “十四五”期间."""
    return folded[start] in _DATE_FIRST and _DATE.match(folded, start, end) is not None


Shape = tuple[Sense | Literal[""], str, bool, bool, frozenset[str], bool, bool, str, bool, bool]
"""What of a clause is weighed: sense and place (see `shape_of`); whether it has an act within, a quantity; the marks of
its verb; whether it has a name, a list; what it ends in (concrete, abstract or nothing); whether it is short, tiny.
Shapes are few, so that each is weighed but once; a plain tuple, for one is made of every clause."""


def shape_of(words: str, opening: Opening, start: int, place: str) -> Shape:
    """The shape of a clause. `words` is the clause, from `start` on; `place` is only, first, mid or last."""
    sense, _, end, marks = opening
    length = len(words)
    listed, quoted = "、" in words, "“" in words
    return (
        sense,
        place,
        sense in _UNLED and ACT.search(words, max(end - start, 2)) is not None,
        quantified(words),
        marks,
        quoted or "《" in words,
        listed,
        _ending(words.rstrip("”")),
        length <= _SHORT and not (listed or quoted),
        length <= _TINY,
    )


def _ending(words: str) -> str:
    """What a clause ends in: concrete, abstract or nothing."""
    kinds = _endings().get(words[-1:])
    if kinds is None:
        return ""
    concrete, abstract = kinds
    return "concrete" if words.endswith(concrete) else "abstract" if words.endswith(abstract) else ""


@cache
def _endings() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The concrete and the abstract endings by their last character."""
    concrete, abstract = clause_endings("concrete"), clause_endings("abstract")
    return {
        last: (
            tuple(word for word in concrete if word[-1] == last),
            tuple(word for word in abstract if word[-1] == last),
        )
        for last in {word[-1] for word in (*concrete, *abstract)}
    }


def signs(shape: Shape) -> list[str]:
    """The signs a clause of that shape shows, by the names of `clause_points.csv`."""
    sense, place, act, quantity, marks, named, listed, ending, short, tiny = shape
    shown = ["any"]
    if quantity:
        shown.append("quantity")
    if sense in ("make", "shape"):
        shown.append(f"{sense} {place}")
        if place == "first" and short:
            shown.append("short first")
        if place == "first" and "broad" in marks:
            shown.append("broad first")
        if "purpose" in marks:
            shown.append(f"purpose {place}")
    elif sense in _UNLED:
        shown.append(f"{sense or 'no verb'}{' with act' if act else ''}")
        shown.append(f"unled {place}")
    else:
        shown.append(sense)
    if named:
        shown.append("named")
    if listed:
        shown.append("list")
    if ending:
        shown.append(ending if ending == "concrete" else f"{ending} {place}")
    if tiny:
        shown.append("tiny")
    return shown


@cache
def weigh(shape: Shape) -> float:
    """The sum of the points of the signs a clause shows; a sign the table does not hold counts nothing."""
    table = clause_points()
    return sum(table.get(sign, 0.0) for sign in signs(shape))
