"""By when a task is to be done, where its own words say so; nothing is guessed.

年内, 6月底前, 上半年, 三季度末, 到2027年: the last day of the time named. Where a task names several, the last one holds for the
whole of it. 全年 says how much, not by when.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from luoshi.reading.text import HAN

_YEAR = r"(?:(?P<year>20\d\d)年|(?P<next>明年)|(?:今年|当年|本年))?"
_WHEN = re.compile(
    _YEAR
    + r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<part>[上中下]旬)|份)?[底末]?(?P<before>之?以?前)?"
    r"|(?P<half>[上下])半年"
    r"|(?:前|第?)?(?P<quarter>[一二三四])季度[末底]?前?"
    r"|(?P<end>年内|年底前?|年末前?|年前|底前|内))"
    r"|(?:到|至|在)(?P<until>20\d\d)年(?:[末底]|,|建成|实现|达到|全面)?"
    r"|(?P<within>20\d\d)年(?:底|末|年底)?(?:之?以?前|内)"
)
_SAYS_WHEN = re.compile(r"前|底|末|内|完成|建成|投用|投产|通车|竣工|开工|启用|实现|开业|开园|交付|动工|运营|启动|出台|到|至")
_NOT_A_TIME = re.compile(rf"(?:去年|上年|同比|比|较|自|从|截至){HAN}{{0,2}}$")
_QUARTER_ENDS = {"一": (3, 31), "二": (6, 30), "三": (9, 30), "四": (12, 31)}


def due(folded: str, start: int, end: int, *, plan: str) -> tuple[date, str] | None:
    """The day by which `folded[start:end]` is to be done, and the words that say so; None where none do.

    `plan` is the year or years the document plans for (`2025`, `2021-2025`): a bare month or quarter is of
    that year where it is one, else the words must name theirs.
    """
    single = int(plan) if plan.isdigit() else None
    found: tuple[date, str] | None = None
    for hit in _WHEN.finditer(folded, start, end):
        if _NOT_A_TIME.search(folded, max(start, hit.start() - 4), hit.start()):
            continue
        day = _day(hit, single)
        if day is None or (single is not None and day.year < single):
            continue
        if hit["month"] and not (hit["before"] or _SAYS_WHEN.search(folded, hit.end(), min(end, hit.end() + 24))):
            continue
        if found is None or day >= found[0]:
            found = day, hit.group()
    return found


def _day(hit: re.Match[str], single: int | None) -> date | None:
    if hit["until"] or hit["within"]:
        return date(int(hit["until"] or hit["within"]), 12, 31)
    year = int(hit["year"]) if hit["year"] else single + 1 if hit["next"] and single else single
    if year is None:
        return None
    if hit["month"]:
        month = int(hit["month"])
        last = monthrange(year, month)[1]
        day = int(hit["day"]) if hit["day"] else {"上旬": 10, "中旬": 20}.get(hit["part"] or "", last)
        return date(year, month, day) if day <= last else None
    if hit["half"]:
        return date(year, 6, 30) if hit["half"] == "上" else date(year, 12, 31)
    if hit["quarter"]:
        return date(year, *_QUARTER_ENDS[hit["quarter"]])
    if hit["end"] in ("底前", "内") and not hit["year"]:
        return None
    return date(year, 12, 31)
