"""The years a document reports on and plans for, from its title, headings, dates and words such as 明年."""

from __future__ import annotations

import re
from collections import Counter

from luoshi.reading.dates import years_in_digits
from luoshi.reading.facts import DocumentKind

_BARE_HEAD = re.compile(r"(20\d\d)年(?:度)?(?:的)?工作(?=\n)")
"""二、2021年工作: the year's own report looks ahead to it, the next year's back."""
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


_HEADS = re.compile(r"\n[^\n]{0,5}\Z|(?:^|[:。!])[ 一二三四五六七八九十、(]{1,5}\)?\Z")
"""What stands before a heading's first words: a line's start, or its mark behind a sentence."""
_TERM_HEAD = re.compile(
    r"(?:^|[:。!]|(?=[一二]、))[ 一二三四五六七八九十、(]{0,4}\)?(?:过去(?:的)?(?P<count>[三四五])年|(?:本届|上届|[一-龥]{1,6}届)政府|“?(?P<plan>十[一二三四五六七八])五”?(?:时期|期间))"
    r"[^\n。,;、\d]{0,16}(?:回顾|总结|成就|成绩|主要工作)",
    re.MULTILINE,
)
_YEAR_HEAD = re.compile(
    r"(?:^|[:。!]|(?=[一二]、))[ 一二三四五六七八九十、(]{0,4}\)?[^\n。,;]{0,12}(?:20\d\d年|过去(?:的)?一年|去年)[^\n。,;]{0,10}(?:回顾|总结|成就|成绩|完成情况|工作情况)",
    re.MULTILINE,
)
_TERM_LENGTH = re.compile(r"([三四五])年(?=来|里|间|的|[,。])")
_COUNTS = {"三": 3, "四": 4, "五": 5}
_TASKS = re.compile(
    r"实事|民生(?:项目|工程|清单)|任务单|工作要点|(?:工作|年度|重点|目标)任务|任务清单|项目清单|工作(?:计划|安排|目标)|(?:主要|预期|提出的|奋斗)目标|工作重点"
)
_CAME_OF_IT = re.compile(r"(?:完成|落实|执行|进展|实施|办理|推进)(?:的)?情况|(?:完成|执行|落实)(?:结果|报告|通报)|年(?:度|终)?(?:工作)?总结")
_YEAR_MEANT = re.compile(
    r"(20\d\d)年(?:度)?[,，]?[^。;\n\d]{0,16}?(?:(?<!即)将|计划|拟|要|继续|力争|确保|预期目标|主要目标|目标是|重点工作|工作要点|实事|任务)"
)
_THIS_YEAR = re.compile(r"今年|年内|本年度")
_NEXT_YEAR = re.compile(r"明年|下一年|来年")
_OPENING = 300


def period_of_plan(number: int) -> tuple[int, int]:
    """First and last year of the n-th five-year plan (from the 3rd, 1966, on they follow without a gap)."""
    first = 1966 + 5 * (number - 3)
    return first, first + 4


def find_years(
    folded: str, start: int, end: int, *, kind: DocumentKind, title: str, meeting_date: str = "", published: str = ""
) -> tuple[str, str]:
    """(review, plan): `2024`, `2021-2025` or empty."""
    folded, start, end = years_in_digits(folded[start:end]), 0, end - start
    title = years_in_digits(title)
    in_title = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", title)]
    if kind in ("news", "policy", "other"):
        return _of_tasks(folded, title, in_title, published) if kind != "policy" else ("", "")
    if kind in ("plan", "midterm_evaluation", "final_evaluation"):
        return _of_plan(folded, start, end, kind, title, in_title)
    if kind == "bulletin":
        year = in_title[0] if in_title else _commonest(folded, start, end)
        return _text(year), ""
    if kind in ("task_table", "adjustment"):
        return "", _text(in_title[-1] if in_title else _year_meant(folded, published) or _commonest(folded, start, end))
    if kind in ("plan_report", "budget_report") and in_title:
        if len(set(in_title)) > 1:
            return _text(min(in_title)), _text(max(in_title))
        if "草案" not in title and re.search("执行|决算|完成", title):
            return _text(in_title[0]), ""
    plan = _year_ahead(folded, start, end, in_title, meeting_date or published)
    if not plan:
        return "", ""
    since = _first_of_term(folded, plan - 1) if kind == "work_report" else 0
    return (f"{since}-{plan - 1}" if since else _text(plan - 1)), _text(plan)


def _first_of_term(folded: str, last: int) -> int:
    """The first year reviewed where a report looks back on a term as a whole (本届政府工作回顾) and on no single year; else 0."""
    head = _TERM_HEAD.search(folded)
    if head is None or _YEAR_HEAD.search(folded):
        return 0
    if head.group("plan"):
        first, end = period_of_plan(_NUMERALS[head.group("plan")])
        return first if end == last else 0
    said = head.group("count") or next(iter(_TERM_LENGTH.findall(folded[head.end() : head.end() + 400])), "")
    return last - _COUNTS.get(said, 5) + 1


def _of_tasks(folded: str, title: str, in_title: list[int], published: str) -> tuple[str, str]:
    """A text that lays out a year's tasks (十件实事, 工作要点) plans for that year, one that tells what came of them (目标完成情况)
    reports on it; other news does neither."""
    if _CAME_OF_IT.search(title) and len(set(in_title)) == 1:
        return _text(in_title[0]), ""
    if _CAME_OF_IT.search(title) and _TASKS.search(title) and max(in_title, default=0) == min(in_title, default=0) + 1:
        return _text(min(in_title)), _text(max(in_title))  # 2023年工作总结和2024年工作计划
    if not _TASKS.search(title + folded[:_OPENING]):
        return "", ""
    plan = in_title[0] if len(set(in_title)) == 1 else _year_meant(folded, published)
    reported = re.search(rf"{plan - 1}年[^。\n]{{0,40}}(?:实现|完成|达到|增长|同比)", folded)
    return (_text(plan - 1) if plan and reported else ""), _text(plan)


def _year_meant(folded: str, published: str) -> int:
    """The year a text says it will do things in: `2023年,全区将…`, or 今年 by its date; 0 where it does not say."""
    votes: Counter[int] = Counter(int(match.group(1)) for match in _YEAR_MEANT.finditer(folded))
    if published:
        year = int(published[:4])
        votes[year] += len(_THIS_YEAR.findall(folded))
        votes[year + 1] += len(_NEXT_YEAR.findall(folded))
    return max(votes, key=lambda year: (votes[year], year)) if votes.total() else 0


_ANNUAL = re.compile(r"年(?:度)?国民经济和社会发展计划")


def _of_plan(folded: str, start: int, end: int, kind: DocumentKind, title: str, in_title: list[int]) -> tuple[str, str]:
    if _ANNUAL.search(title) and len(set(in_title)) == 1:
        return "", _text(in_title[0])
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
        looks_back = _BARE_HEAD.match(folded, match.start()) and int(match.group(1)) + 1 in in_title
        votes[int(match.group(1)) + bool(looks_back)] += 6 if _HEADS.search(folded, max(start, match.start() - 6), match.start()) else 2
    for match in _REVIEW_HEAD.finditer(folded, start, start + max(3000, (end - start) // 3)):
        votes[int(match.group(1)) + 1] += (
            6 if _HEADS.search(folded, max(start, match.start() - 6), match.start()) else 2
        )
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
