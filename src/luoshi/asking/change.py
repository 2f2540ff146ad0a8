"""How a figure changed over the years: what was meant and what was done, year by year."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import replace

from luoshi.asking import absent, wording
from luoshi.asking.answer import Answer
from luoshi.asking.evidence import Evidence
from luoshi.asking.figure import consider
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.selection import Chosen, Weighed, choose


def answer(inquiry: Inquiry) -> Answer | None:
    """The years in a row; None where the question does not say of what."""
    if not inquiry.topic.indicator and not inquiry.topic.words:
        return None
    told = _years_told(inquiry)
    if told.status == "absent" and inquiry.question.modality and _of_both(inquiry):  # from what was done to what is meant
        both = _years_told(replace(inquiry, question=replace(inquiry.question, modality=""), notes=inquiry.notes))
        return both if both.status != "absent" else told
    return told


def _of_both(inquiry: Inquiry) -> bool:
    """Whether the years asked about begin among those reported on and end ahead of them."""
    spans = [span for span in inquiry.scope.years if not span.term]
    reported = {year for key in inquiry.keys for year in inquiry.shelf.reported(key)}
    return bool(spans) and min(span.first for span in spans) < max(span.last for span in spans) and max(span.last for span in spans) not in reported


def _years_told(inquiry: Inquiry) -> Answer:
    question = inquiry.question
    open_ended = replace(question, years=(), unit="" if question.aspect == "growth" else question.unit)
    scope = replace(inquiry.scope, years=())
    asked = replace(inquiry, question=open_ended, scope=scope)
    weighed = consider(asked, every=True)
    by_place: dict[str, list[Evidence]] = defaultdict(list)
    for one in weighed.fitting:
        if one.value is not None and _wanted(one, inquiry):
            by_place[one.figure.place_key].append(one)
    rows = {place: _by_year(some, asked) for place, some in by_place.items()}
    rows = {place: years for place, years in rows.items() if len(years) > 1}
    if not rows or len(rows) > 3:
        return _too_few(inquiry, weighed)
    return _told(inquiry, rows)


def _wanted(one: Evidence, inquiry: Inquiry) -> bool:
    """A figure of one year, among those asked about."""
    if one.last is None or (one.first or one.last) != one.last or one.unsure or one.yearly:
        return False
    spans = inquiry.scope.years
    if not spans:
        return True
    if any(span.term for span in spans):  # 五年里: what one sentence tells of both ends of so many years
        return one.own_year is not None and one.modality != "target" and _length(one) in {abs(span.term) for span in spans}
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return first <= one.last <= last


def _length(one: Evidence) -> int:
    """How many years a sentence's 由2015年的…升至2020年的… spans."""
    years = [int(year) for year in re.findall(r"(?:由|从|为|至|到)(20\d\d)年", one.plain)]
    return max(years) - min(years) if years else 0


def _by_year(some: list[Evidence], inquiry: Inquiry) -> list[Chosen]:
    """For each year what stands, all of one kind."""
    question = inquiry.question
    kinds: dict[str, set[int]] = defaultdict(set)
    for one in some:
        kinds[one.kind].add(one.last or 0)
    order = ("growth", "level") if question.aspect == "growth" else ("level", "growth")
    kind = max(order, key=lambda name: (len(kinds[name]) > 1, name == order[0], len(kinds[name])))
    same = [one for one in some if one.kind == kind]
    units = defaultdict(int)  # type: ignore[var-annotated]
    for one in same:
        units[one.figure.unit] += 1
    if units:
        unit = max(units, key=lambda name: units[name])
        same = [one for one in same if one.figure.unit == unit]
    found = []
    for year in sorted({one.last or 0 for one in same}):
        here = [one for one in same if one.last == year]
        dated = replace(question, years=(), aspect="", unit="")
        chosen = choose(here, dated, modality=question.modality)
        found += [each for each in chosen if each.main]
    return found


def _told(inquiry: Inquiry, rows: dict[str, list[Chosen]]) -> Answer:
    lines, figures = [], []
    shown = [one for years in rows.values() for each in years for one in each.main]
    passages = absent.passages_of(shown)
    mark = wording.marks(passages)
    for place, years in rows.items():
        parts = []
        for each in years:
            words = [f"{wording.told(one)}{mark.get(one.passage.pk, '')}" for one in each.main]
            firm = {"target": "目标", "estimated": "预计", "done": ""}[each.modality]
            if inquiry.question.modality == "target":
                firm = ""
            joined = "，后调整为".join(words) if each.modality == "target" and len(words) == 2 else "、".join(words)
            parts.append(f"{wording.period_of(each.main[0])}{firm}{joined}")
            figures += each.main
        first = years[0].main[0]
        name = wording.name_of(first)
        if len(years[0].main) > 1:
            name = re.sub(r"[(（][^()（）]*[)）]$", "", name)
        what = f"{inquiry.place(place)}{name}{'的目标' if inquiry.question.modality == 'target' else ''}"
        lines.append(f"{what}：{'；'.join(parts)}。{_trend(years)}")
    return inquiry.reply("answered", "\n".join(lines), values=wording.values(figures), passages=passages)


def _trend(years: list[Chosen]) -> str:
    """Up or down, in one word; nothing where targets and results stand mixed."""
    if len({each.modality == "target" for each in years}) > 1:
        return ""
    if any(len(each.main) > 1 and each.modality != "target" for each in years):
        return ""  # several things in each year, as the shares of an industrial structure
    some = [each.main[-1].value or 0 for each in years]
    pairs = list(itertools.pairwise(some))
    every = "逐年" if all(b - a == 1 for a, b in itertools.pairwise(each.main[-1].last or 0 for each in years)) else ""
    if all(b > a for a, b in pairs):
        return f"{every}上升。"
    if all(b < a for a, b in pairs):
        return f"{every}下降。"
    return "有升有降。" if any(b != a for a, b in pairs) else "没有变化。"


def _too_few(inquiry: Inquiry, weighed: Weighed) -> Answer:
    return absent.no_figure(inquiry, weighed)
