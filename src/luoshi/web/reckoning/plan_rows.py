"""A plan's monitoring as a page shows it: each figure with the address of its words, each standing in shape and word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from luoshi.delivering.clocks.wording import day_said
from luoshi.reckoning.plans import Amendment, Monitoring, PlanIndicator, Row, Step
from luoshi.reckoning.plans.figures import amount, figure
from luoshi.reckoning.plans.indicator import STANDINGS, Standing
from luoshi.reckoning.plans.rows import is_total
from luoshi.reckoning.threads.judging import OUTCOMES
from luoshi.reckoning.threads.thread import Saying
from luoshi.web.document.addresses import words_address
from luoshi.web.reckoning.rows import MARKS, Words, words_of

STANDING_MARKS: dict[Standing, tuple[str, str]] = {
    "ahead": ("●", "green"), "behind": ("▲", "yellow"), "kept": ("■", "green"), "broken": ("◆", "red"), "not_comparable": ("≠", "grey"),
    "silent": ("○", "grey"),
}  # fmt: skip
"""Standing → its shape and colour; the word always stands beside them."""
WIDEST = 120
"""Hundredths of the way at which a bar ends, however much further it got."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share beside the time, in hundredths: a bar so wide, and where the time stands."""

    width: float
    time: float


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the monitoring table."""

    number: int
    name: str
    nature: str
    year: int
    base: Words | None
    target: Words | None
    was: Words | None
    """The target as adopted, where it was amended."""
    latest: tuple[Words, ...]
    """The figure; of one that was added up, the figures of the years follow it."""
    total: str
    """A figure that was added up and that no paper says."""
    when: str
    also: tuple[Words, ...]
    """What else papers say, with its time where that is another."""
    done: str
    elapsed: str
    bar: Bar | None
    standing: Standing
    word: str
    mark: str
    colour: str
    why: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the way to a target."""

    year: int
    method: str
    figure: Words | None
    why: str


@dataclass(frozen=True, slots=True)
class Course:
    """One indicator through the plan's years."""

    number: int
    name: str
    words: Words
    """The row of the plan's table."""
    steps: tuple[Year, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An amendment."""

    name: str
    was: Words
    now: Words
    body: str
    day: str
    address: str
    """Of the words that say who approved it."""
    also: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a target when the plan was over."""

    number: int
    name: str
    target: Words
    result: Words | None
    gap: str
    word: str
    mark: str
    colour: str
    why: str


def line_of(row: Row) -> Line:
    one, latest = row.indicator, row.latest
    mark, colour = STANDING_MARKS[row.standing]
    added = latest is not None and bool(row.also) and latest.derived.startswith("各年")
    said = row.also if added else (latest,) if latest is not None else ()
    also = () if added or latest is None else _others(row.also, latest)
    bar = None if row.done is None else Bar(round(max(0.0, min(row.done * 100, WIDEST)), 1), round(row.elapsed * 100, 1))
    return Line(
        one.number, row.name, one.nature, row.year, _figure(row.base) if row.base else None, _target(row.target, row.amendment),
        _of_plan(row.amendment.target) if row.amendment else None, tuple(_figure(each) for each in said), figure(latest) if latest and added else "",
        _years(latest.period) if latest else "", also, share(row.done), share(row.elapsed), bar, row.standing, STANDINGS[row.standing], mark, colour, row.why,
    )  # fmt: skip


def counts_of(watched: Monitoring) -> Counter[Standing]:
    """How many targets stand how in the year."""
    return Counter(row.standing for row in watched.rows if row.year == watched.year)


def courses_of(watched: Monitoring) -> Iterator[Course]:
    """Every indicator, in the plan's order."""
    for one in watched.indicators:
        steps = tuple(_year(step) for step in watched.steps if step.number == one.number)
        yield Course(one.number, one.name, _row_words(one), steps, tuple(line_of(row) for row in watched.rows if row.indicator is one))


def changes_of(watched: Monitoring) -> Iterator[Change]:
    """The amendments, in the plan's order."""
    for each in watched.amendments:
        name = watched.indicators[each.number - 1].name
        address = words_address(int(each.now.paper.key), each.start, each.end)
        was = _target(each.target, None)
        assert was is not None, "what was changed had words"
        yield Change(name, was, _now(each), each.body, _day(each.day), address, tuple(_figure(one) for one in each.also))


def outcomes_of(watched: Monitoring, *, unreported: bool) -> Iterator[Came]:
    """What came of each target; `unreported` as in `row_of`. Empty before the plan's last year is reported on."""
    for one, thread in watched.threads:
        mark, colour = MARKS[thread.outcome]
        word = "未反馈" if thread.outcome == "silent" and unreported else OUTCOMES[thread.outcome]
        row = next((row for row in watched.rows if row.indicator is one and row.target == thread.promise and row.year == watched.year), None)
        name, change = (row.name, row.amendment) if row else (one.name, None)
        target = _target(thread.promise, change)
        assert target is not None, "what is promised has words"
        result = _figure(thread.result) if thread.result is not None else None
        yield Came(one.number, name, target, result, thread.gap_said, word, mark, colour, thread.why)


def share(part: float | None) -> str:
    """61.1%; empty where there is none."""
    return "" if part is None else f"{part * 100:.1f}%"


def _year(step: Step) -> Year:
    said = amount(step.low, step.high, step.unit, step.bound)
    if step.source is None:
        return Year(step.year, step.method, None, step.said)
    words = _of_plan(step.source) if "-" in step.source.paper.document.plan else words_of(step.source)
    return Year(step.year, step.method, replace(words, text=said or figure(step.source)), "" if step.method in ("年度计划", "上级分解") else step.said)


def _target(target: Saying | None, change: Amendment | None) -> Words | None:
    if target is None:
        return None
    words = _now(change) if change else _of_plan(target)
    return replace(words, note="年均" if target.kind == "growth" and "-" in target.period else "累计" if is_total(target) else words.note)


def _now(change: Amendment) -> Words:
    return replace(words_of(change.now), text=figure(change.now))


def _of_plan(one: Saying) -> Words:
    """A figure of the plan's table, at the figure itself: its row says a good deal more."""
    exact = replace(one, start=one.at, end=one.to) if one.form == "numeric" and one.at < one.to else one
    return replace(words_of(exact), text=figure(one))


def _figure(one: Saying) -> Words:
    return _of_plan(one) if "-" in one.paper.document.plan else replace(words_of(one), text=figure(one))


def _others(also: Iterable[Saying], latest: Saying) -> tuple[Words, ...]:
    """Figures that differ from the latest one, each once."""
    found: dict[str, Words] = {}
    for one in also:
        words = _figure(one)
        text = words.text if one.period == latest.period else f"{words.text}（{_years(one.period)}）"
        if one.low != latest.low:
            found.setdefault(text, replace(words, text=text))
    return tuple(found.values())


def _row_words(one: PlanIndicator) -> Words:
    text = " ".join(one.text.split())
    return Words(text, words_address(int(one.paper.key), one.start, one.end), one.paper.document.title, "")


def _day(iso: str) -> str:
    return day_said(date.fromisoformat(iso)) if iso else ""


def _years(period: str) -> str:
    return f"{period.replace('-', '—')}年" if period else ""
