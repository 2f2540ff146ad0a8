"""The years a document reports on and plans for, from its title, headings, dates and words such as 明年."""

from __future__ import annotations

import re
from collections import Counter

from luoshi.reading.facts import DocumentKind

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d|199\d)年")
_NUMERALS = {
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
    "十三": 13,
    "十四": 14,
    "十五": 15,
    "十六": 16,
    "十七": 17,
    "十八": 18,
}
_FIVE_YEARS = re.compile(
    r"第?(十[一二三四五六七八]|九|十)个?五(?:年)?(?=[”规年计时]|$)|“(十[一二三四五六七八]|九|十)五”"
)
_REVIEW_HEAD = re.compile(r"(20\d\d)年(?:度)?(?:和[^\n。,]{2,14})?(?:[^\n。,、]{0,10})(?:回顾|执行情况|完成情况|总结)")
_PLAN_HEAD = re.compile(
    r"(20\d\d)年(?:度)?[^\n。,、年]{0,16}(?:安排|任务|目标|部署|打算|工作重点|重点工作|总体要求|工作的总体|计划草案|预算草案|工作建议|工作思路|工作(?=\n))"
)
_CLOSING_YEAR = re.compile(
    r"(今年|明年|(20\d\d)年)[^。\n]{0,40}“(十[一二三四五六七八])五”(?:规划)?[^。\n]{0,6}(收官|开局|谋划|关键之年)?"
)


def period_of_plan(number: int) -> tuple[int, int]:
    """First and last year of the n-th five-year plan (from the 3rd, 1966, on they follow without a gap)."""
    first = 1966 + 5 * (number - 3)
    return first, first + 4


_SPELLED = re.compile(r"[二一][〇○零O0九][〇○零O0一二三四五六七八九]{2}(?=年)")
_SPELLED_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")


def _in_digits(text: str) -> str:
    """Years spelled out (二〇二五年) as digits; the length is unchanged."""
    return _SPELLED.sub(lambda match: match.group().translate(_SPELLED_DIGITS), text)


def find_years(
    folded: str, start: int, end: int, *, kind: DocumentKind, title: str, meeting_date: str = "", published: str = ""
) -> tuple[str, str]:
    """(review, plan): `2024`, `2021-2025` or empty."""
    if kind in ("news", "policy", "other"):
        return "", ""
    folded, start, end = _in_digits(folded[start:end]), 0, end - start
    title = _in_digits(title)
    in_title = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", title)]
    if kind in ("plan", "midterm_evaluation", "final_evaluation"):
        return _of_plan(folded, start, end, kind, title, in_title)
    if kind == "bulletin":
        year = in_title[0] if in_title else _commonest(folded, start, end)
        return _text(year), ""
    if kind in ("task_table", "adjustment"):
        return "", _text(in_title[-1] if in_title else _commonest(folded, start, end))
    if kind in ("plan_report", "budget_report") and in_title:
        if len(set(in_title)) > 1:
            return _text(min(in_title)), _text(max(in_title))
        if "草案" not in title and re.search("执行|决算|完成", title):
            return _text(in_title[0]), ""
    plan = _year_ahead(folded, start, end, in_title, meeting_date or published)
    return (_text(plan - 1), _text(plan)) if plan else ("", "")


def _of_plan(folded: str, start: int, end: int, kind: DocumentKind, title: str, in_title: list[int]) -> tuple[str, str]:
    number = _FIVE_YEARS.search(title) or _FIVE_YEARS.search(folded, start, min(end, start + 3000))
    if number is None:
        if len(in_title) >= 2:
            return "", f"{min(in_title)}-{max(in_title)}"
        return "", _text(in_title[0]) if in_title else ""
    first, last = period_of_plan(_NUMERALS[number.group(1) or number.group(2)])
    if kind == "final_evaluation":
        return f"{first}-{last}", ""
    if kind == "midterm_evaluation":
        return f"{first}-{first + 2}", f"{first}-{last}"
    before = f"“{_name(first - 5)}五”"
    opening = folded[start : start + max(4000, (end - start) // 4)]
    reviews = before in opening or re.search("发展基础|过去五年|取得.{0,8}成[就效]|“.{1,2}五”(?:时期|期间)", opening)
    return (f"{first - 5}-{first - 1}" if reviews else ""), f"{first}-{last}"


def _name(first: int) -> str:
    number = (first - 1966) // 5 + 3
    return next((name for name, value in _NUMERALS.items() if value == number), "")


def _year_ahead(folded: str, start: int, end: int, in_title: list[int], dated: str) -> int:
    """The year an annual report lays out. Several signs vote; a heading that says so outweighs the others."""
    votes: Counter[int] = Counter()
    for match in _PLAN_HEAD.finditer(folded, start, end):
        line_start = folded.rfind("\n", 0, match.start()) + 1
        votes[int(match.group(1))] += 6 if match.start() - line_start <= 6 else 2
    for match in _REVIEW_HEAD.finditer(folded, start, start + max(3000, (end - start) // 3)):
        line_start = folded.rfind("\n", 0, match.start()) + 1
        votes[int(match.group(1)) + 1] += 6 if match.start() - line_start <= 6 else 2
    for year in in_title:
        votes[year] += 5
    if dated:
        year, month = int(dated[:4]), int(dated[5:7])
        votes[year + 1 if month >= 11 else year] += 3
    for match in _CLOSING_YEAR.finditer(folded, start, end):
        first, last = period_of_plan(_NUMERALS[match.group(3)])
        if match.group(4) in ("收官", "开局"):
            year = last if match.group(4) == "收官" else first
            votes[
                year + 1
                if match.group(2) and int(match.group(2)) == year and match.start() - start < (end - start) // 4
                else year
            ] += 2
    years = Counter(int(match.group(1)) for match in _YEAR.finditer(folded, start, end))
    if not votes and years:
        common = [year for year, count in years.items() if count * 3 >= max(years.values())]
        votes[max(common)] += 1
    return max(votes, key=lambda year: (votes[year], year)) if votes else 0


def _commonest(folded: str, start: int, end: int) -> int:
    years = Counter(int(match.group(1)) for match in _YEAR.finditer(folded, start, end))
    return years.most_common(1)[0][0] if years else 0


def _text(year: int) -> str:
    return str(year) if year else ""
