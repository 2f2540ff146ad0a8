"""The years a question names: 2025年, 25年, 二〇二五年, 2021到2023年, “十四五”, 去年. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading.quantities import chinese_number

_PLANS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_SHIFTS = {
    "今年": 0, "本年": 0, "本年度": 0, "当年": 0, "去年": -1, "上年": -1, "上一年": -1, "上年度": -1, "前年": -2, "明年": 1, "下一年": 1,
    "来年": 1, "后年": 2,
}  # fmt: skip
_YEAR = r"(?:(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?=\D|$)|(?<![\da-z.])[1-4]\d(?=年(?!均))|二[〇零0]二[〇零一二三四五六七八九0]|二[〇零]三[〇零五])"
_FOUND = re.compile(
    rf"(?P<first>{_YEAR})年?(?:[-~至到—]+|和|与|、|跟|及)?(?<=[-~至到—])(?P<last>{_YEAR})年?(?P<lastend>底|末)?"
    rf"|(?P<year>{_YEAR})(?:年度?(?P<end>底|末|初)?|(?=[^\d年.%亿万元个家户人名套条亩座场台部件吨所项处公只头多余余列辆册]|$))"
    r"|[\"“”']?(?P<plan>十[一二三四五六])五[\"“”']?(?:规划)?(?P<part>末|期末|收官|期间|时期|中期|规划末|以来)?"
    r"|(?:(?<![比较于])|(?=(?:上年|去年|上一年|上年度)的?(?:实际|实绩|完成|目标|计划)))(?P<shift>今年|本年度?|去年|上年度?|上一年|前年|明年|下一年|来年|后年)"
    r"|(?P<past>过去(?:的)?五年|(?<![第十一二三四每近今后未来])五年(?:来|间|内|里|累计|共)?(?!规划|计划|级|左右|[,，年])|五年来|上届政府|本届政府|过去5年|这五年)|(?:过去|近)?(?P<count>[两二三四])年(?:累计|来|间|共|合计)|(?P<coming>今后五年|未来五年|今后5年|下个五年)"
)


@dataclass(frozen=True, slots=True)
class Years:
    """A year, or years, named in a question."""

    first: int
    last: int
    text: str
    plan: bool = False
    """A five-year plan's years (十四五)."""
    at_end: bool = False
    """Their end: 到2025年, 十四五末."""
    shift: int | None = None
    """Counted from the year of the document at hand (去年: -1); `first` and `last` are 0 until that is known."""
    whole: bool = False
    """Those years taken together (三年累计), not each of them."""
    term: int = 0
    """So many years reported on (三年累计: -3) or ahead (今后五年: 5), whichever they are."""

    @property
    def single(self) -> bool:
        """One year."""
        return self.first == self.last


def find_years(plain: str, held: list[tuple[int, int]]) -> tuple[tuple[Years, ...], str]:
    """The years named outside of names, and the text with them blanked out."""
    found: list[Years] = []
    for match in _FOUND.finditer(plain):
        if any(match.start() < end and start < match.end() for start, end in held):
            continue
        one = _years(match, plain)
        if one is None:
            continue
        if one not in found:
            found.append(one)
        plain = plain[: match.start()] + "\x01" * (match.end() - match.start()) + plain[match.end() :]
    return tuple(found), plain


def _years(match: re.Match[str], plain: str) -> Years | None:
    text = match[0].strip("\"“”'")
    if match["first"]:
        first, last = _number(match["first"]), _number(match["last"])
        return Years(first, last, text) if first < last else None
    if match["year"]:
        year = _number(match["year"])
        ahead = plain[max(0, match.start() - 2) : match.start()]
        at_end = (bool(match["end"]) and match["end"] != "初") or ahead.endswith(("到", "至"))
        return Years(year, year, text, at_end=at_end)
    if match["plan"]:
        first = _PLANS[match["plan"]]
        return Years(first, first + 4, text, plan=True, at_end=match["part"] in ("末", "期末", "收官", "规划末"))
    if match["shift"]:
        return Years(0, 0, text, shift=_SHIFTS.get(match["shift"], 0))
    if match["count"]:
        return Years(0, 0, text, term=-(chinese_number(match["count"]) or 3))
    return Years(0, 0, text, term=-5 if match["past"] else 5)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text) if len(text) == 4 else 2000 + int(text)
    return chinese_number(text.replace("0", "〇")) or 0
