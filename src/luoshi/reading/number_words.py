"""The words that stand around a number: what bounds it, what leads to it, what says it grew.

A clause of the genre reads `[when] [will] subject [reached|grew] [bound] NUMBER [bound] [noun]`. The patterns here take the
words before a number off from its end (`Tail`), and the words before a subject off from its start (`strip_lead`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.catalogue.rows import parts, rows

from .facts import Bound

_CLASS = {word: row["class"] for row in rows("number_words.csv") for word in parts(row["words"])}
"""Each word that may stand between a subject and its number, and what it says."""
_COMPARED = r"(?:(?:期同|平水)?(?:年上|年去|期同|底年上|末年上|年\d{4}|初年|期五二十|期时”?五.十“?|末”?五.十“?|年前|月上|年往)(?:比|较|于))"
_GUARDS = {
    "增": "(?![新净倍递])", "超": "(?![赶反])", "近": "(?![附邻临])", "为": "(?![作行成认因以])", "是": "(?![但于特])", "达": "(?![直发雷])",
    "有": "(?![国私公所享含])", "占": "(?![侵])", "降": "(?![升])", "减": "(?![增])", "在": "(?![存所潜])", "将": "(?![名])", "要": "(?![主重需])",
    "共": "(?![公])", "可": "(?![许认])", "约": "(?![签节公合集履条契预邀])", "由": "(?![自])", "从": "(?![服])", "向": "(?![方面定投])", "就": "(?![成])",
    "率": "(?![^长速])", "各": "(?![社])", "均": "(?![平人户日月亩年])",
}  # fmt: skip
"""What may not stand before a short word: there it is the end of another (新增, 附近, 作为)."""
_TAIL = re.compile(
    f"(?P<compared>{_COMPARED}|的?[年底末]{{1,2}}\\d{{4}}(?=[至到由从为的自是在])|的年\\d{{4}}|的?[期末]{{0,2}}”?五.十“?(?=[从由自])|的?[底末]?(?:年上|年去)(?=[从由自]))|"
    + "|".join(re.escape(word[::-1]) + _GUARDS.get(word, "") for word in sorted(_CLASS, key=len, reverse=True))
    + "|(?P<space>[ ,])"
)
_KEEPS = frozenset({"增幅", "增速", "涨幅", "增长率", "降幅", "年均增长", "年均下降", "率"})
"""Words of growth that name the thing measured, too: they stay at the end of the subject."""


@dataclass(slots=True)
class Tail:
    """What was taken off the end of the words before a number."""

    head: int
    """Length of what is left of them."""
    bound: Bound | None = None
    grew: int = 0
    """1 it rose, -1 it fell, 0 nothing of the kind."""
    level: bool = False
    """Growth words lead up to a level: 提高到."""
    estimated: bool = False
    verb: str = ""
    """The growing word: part of what is counted where the amount grew by itself (农村贫困人口减少1109万人)."""
    annual: bool = False
    """年均: a rate over several years."""
    on_last_year: bool = False
    """同比, 比上年: of one year, whatever the text around speaks of."""
    summed: bool = False
    """累计: an amount over the whole period."""
    toward: bool = False
    words: tuple[str, ...] = ()
    """The bounding and willing words, as written, in the order of the text."""
    last: str = ""
    """The word next to the number."""
    kept: str = ""
    """A word of growth that belongs to the subject."""


def read_tail(before: str) -> Tail:
    """Take the bounding, reaching and growing words off the end of `before`, nearest to the number first."""
    reverse = before[:-49:-1]
    tail = Tail(len(before))
    position = 0
    words: list[str] = []
    while position < len(reverse) and (match := _TAIL.match(reverse, position)):
        if match.lastgroup == "space" and reverse[position] == ",":
            break
        word = match[0][::-1]
        tail.on_last_year = tail.on_last_year or "上年" in word or "去年" in word or "同比" in word or "同期" in word
        if match.lastgroup is None:
            kind = _CLASS[word]
            tail.annual = tail.annual or "年均" in word
            tail.summed = tail.summed or "累计" in word
            if kind in ("ge", "le", "approx"):
                tail.bound = tail.bound or kind  # type: ignore[assignment]
                words.append(word)
            elif kind == "up" or kind == "down":
                if not tail.grew and not tail.level:
                    tail.grew = 1 if kind == "up" else -1
                    tail.verb = word
                if word in _KEEPS:
                    tail.kept = word
            elif kind == "level":
                tail.level = tail.level or not tail.grew
                if word == "控制在":
                    words.append(word)
            elif kind == "estimated":
                tail.estimated = True
                words.append(word)
            elif kind == "firm":
                words.append(word)
            elif kind == "toward":
                tail.toward = True
            if word in ("至", "到") and not tail.grew and not tail.last:
                tail.level = True
            tail.last = tail.last or word
        position = match.end()
    tail.head = len(before) - position
    tail.words = tuple(reversed(words))
    return tail


_SUFFIX = re.compile(
    r"(?:\([\u4e00-\u9fff]{1,2}\))?(?P<unit>人民币)?(?P<bound>[及或]?以上|以内|之内|内(?![资陆部河环容涝源需外径销贸生景])|[及或]?以下|左右|上下|余|多|级)?"
    r"(?P<stage>(?:的)?(?:台阶|大关|关口|门槛|(?:年度|预期|年初|增长|既定)*目标|水平|规模|关|迈进|进军|跃升(?![至到])|跨越|的?标准))?"
)
_SUFFIX_BOUND = {"以上": "ge", "及以上": "ge", "或以上": "ge", "余": "ge", "多": "ge", "以内": "le", "之内": "le", "内": "le", "以下": "le",
                 "及以下": "le", "或以下": "le", "左右": "approx", "上下": "approx"}  # fmt: skip


@dataclass(slots=True)
class Suffix:
    """What stands right behind a number and its unit."""

    length: int
    bound: Bound | None
    word: str
    stage: str
    """台阶, 大关, 规模 …: the number is a mark on the way, not the size of what follows."""
    grade: bool
    """级: the number is a class (百亿级)."""


def read_suffix(after: str) -> Suffix:
    """The bounding words behind a number."""
    match = _SUFFIX.match(after)
    assert match is not None
    word = match["bound"] or ""
    bound = _SUFFIX_BOUND.get(word)
    return Suffix(match.end(), bound, word, match["stage"] or "", word == "级")  # type: ignore[arg-type]


_LEAD = re.compile(
    r"(?:"
    r"[ ,、:\-*·]+|\d{1,2}[.、](?!\d)|(?:截至|截止|到|至|力争到|自|从|在)?(?:20|19)\d\d年?(?:[-~至](?:20|19)\d\d年?)?(?:底|末|度|初)?(?:前)?|"
    r"(?:到|至)?“?十[一二三四五六]五”?(?:规划)?(?:期间|时期|以来|期末|末|期)?|[本该]?届政府(?:任期)?(?:以来|内)?|"
    r"同口径|可比口径|按可比价格?(?:计算)?|全年|今年|明年|去年|上年|当年(?!完成|投资)|年内|本年|年底前?|期末|期间|年末|目前|截至目前|截至年底|迄今|至今|现有|现|"
    r"[近]?[一两二三四五六七八九十]{1,2}年(?:来|间|内)?|过去[一二三四五]年|未来[一二三四五]年|今后[一二三四五]年|每年|"
    r"一季度|上半年|前三季度|(?:\d{1,2}[-~至])?\d{1,2}月(?:份|[底初末]|[上中下]旬)?前?|[一二三四]季度末?|[上下]半年|"
    r"力争|确保|预计|预期|努力|争取|积极|大力|着力|全力(?:以赴)?|奋力|持续|继续|切实|有效|有序|不断|加快|加速|全面|深入|成功|顺利|稳步|扎实|重点(?!实验室|项目|工程|企业|行业|领域|产业|群体|人群|地区|区域|片区|流域|高校|学校|院校|场所|单位)|统筹|进一步|"
    r"同时|其中|另外|此外|并(?!购|网)|且|还|又|再|共|累计|已(?:经)?|均|将|要|拟|计划|总计|合计|首次|率先|新?(?=新增)|"
    r"我们|我[市区县省州盟旗镇乡]|全[市区县省州盟旗国域镇乡](?!性)|区域内|市域|县域(?!经济)|区级(?=地区生产总值)|"
    r"(?:[比较]|相比)(?:(?:19|20)\d\d年|上年|去年|年初|上届|“?十[一二三四]五”?)(?:同期|底|末|初)?|"
    r"实现|完成|达到|推动|推进|促进|做到|保持|使|让|把|对(?![接标口外内])|为|与|通过|带动(?=.{6})|确保|保障(?=.{4}(?:率|达))|主要(?!污染物|指标|农产品|河流)|总体|(?:一|二|三|四|五|六)是|"
    r"是|有(?=[\u4e00-\u9fff]{3})|的"
    r")+"
)
"""Words of time, manner and will in front of a subject, and verbs that only say it was reached."""


_FIRM_LEAD = re.compile(r"力争|确保|争取|努力|预计|预期|力求|计划|拟")


def firm_lead(words: str) -> tuple[str, ...]:
    """The words in front of a subject that say how firm its number is: 力争工业投资增长12%."""
    return tuple(_FIRM_LEAD.findall(words, 0, strip_lead(words)))


def strip_lead(words: str) -> int:
    """How many characters at the start of `words` come before the subject."""
    match = _LEAD.match(words)
    return match.end() if match else 0
