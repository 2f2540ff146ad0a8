"""A plan's indicators, from the rows of its indicator table; from its headline targets where it has no such table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

from luoshi.catalogue.indicators import indicators
from luoshi.reading.facts import Cell, Measure, Table, Target, TargetForm
from luoshi.reckoning.threads.naming import thing_of
from luoshi.reckoning.threads.papers import Paper, years
from luoshi.reckoning.threads.sayings import saying_of
from luoshi.reckoning.threads.thread import Saying

from .indicator import PlanIndicator

_NATURES = ("预期性", "约束性")
_NUMBER = re.compile(r"\(?\d{1,3}[.、)]?")
Nature = Literal["预期性", "约束性", ""]


def indicators_of(paper: Paper) -> list[PlanIndicator]:
    """The plan's indicators in the order of its table: every row with a nature (预期性, 约束性), or that sets a target in such a table.

    A row that names an indicator and gives it no target is one too; only what the row says is told of it.
    """
    found = [each for table in paper.reading.tables if _is_indicators(paper, table) for each in _of_table(paper, table)]
    found = found or [_of_target(paper, target) for target in paper.reading.targets if _is_of_the_plan(paper, target)]
    return [replace(each, number=number) for number, each in enumerate(found, 1)]


def _is_indicators(paper: Paper, table: Table) -> bool:
    return any(_word(paper, cell) in _NATURES for row in table.rows for cell in row)


def _is_of_the_plan(paper: Paper, target: Target) -> bool:
    plan, span = years(paper.document.plan), years(target.period)
    return plan is None or (span is not None and span[1] == plan[1])


def _of_table(paper: Paper, table: Table) -> Iterator[PlanIndicator]:
    for row in table.rows:
        start = next((cell.start for cell in row if cell.end > cell.start), None)
        if start is None:
            continue
        end = max(cell.end for cell in row)
        nature = next((word for cell in row if (word := _word(paper, cell)) in _NATURES), "")
        targets = [one for one in paper.reading.targets if start <= one.start < end]
        if not nature and not targets:
            continue
        measures = [one for one in paper.reading.measures if start <= one.start < end]
        name = targets[0].subject if targets else _name(paper, row)
        if name:
            yield _indicator(paper, name, cast(Nature, nature), targets, measures, start, end)


def _of_target(paper: Paper, target: Target) -> PlanIndicator:
    measures = [one for one in paper.reading.measures if target.start <= one.start and one.end <= target.end and one.modality == "target"]
    return _indicator(paper, target.subject, target.nature, [target], measures, target.start, target.end)


def _indicator(
    paper: Paper, name: str, nature: Nature, targets: list[Target], measures: list[Measure], start: int, end: int
) -> PlanIndicator:
    code = next((one.indicator for one in targets if one.indicator), "") or _code(name)
    sayings = [replace(_saying(paper, measure, name, code), start=start, end=end) for measure in measures]
    meant = [one for one in sayings if one.modality == "target" and _ahead(paper, one)]
    spoken = [replace(_spoken(paper, one, code), start=start, end=end) for one in targets if one.form != "numeric"]
    aims = tuple(sorted([*meant, *spoken], key=_order))
    form: TargetForm | Literal["unset"] = aims[0].form if aims and aims[0].form != "act" else "unset" 
    return PlanIndicator(paper, 0, name, code, nature, form, start, end, _base(sayings, aims), aims)


def _saying(paper: Paper, measure: Measure, name: str, code: str) -> Saying:
    """The figure of a row: whatever the reader calls it (…累计增加), it is of what the row names."""
    one = replace(saying_of(paper, measure), subject=name, thing=thing_of(name, code, paper.document.place))
    return replace(one, unit="百分点") if is_total(one) and one.unit == "%" else one  # [5.4] of a rate is how far it rises


def _spoken(paper: Paper, target: Target, code: str) -> Saying:
    return Saying(
        paper, target.start, target.end, target.start, target.end, target.subject, thing_of(target.subject, code, paper.document.place),
        "target", target.period, target.form, wording=target.text, refers_to=target.refers_to, headline=True, sentence=target.sentence,
    )  # fmt: skip


def _base(sayings: list[Saying], aims: tuple[Saying, ...]) -> Saying | None:
    """The figure from which it starts: the last one reached that is of the target's kind and unit, where the target has any."""
    reached = [one for one in sayings if one.modality != "target"]
    for aim in aims:
        if like := [one for one in reached if (one.kind, one.unit) == (aim.kind, aim.unit)]:
            return like[-1]
    return reached[-1] if reached else None


def _order(one: Saying) -> tuple[int, int]:
    """The level at the end first, then words, then the yearly growth, the total last."""
    if one.form != "numeric":
        return 1, one.at
    return (3 if is_total(one) else 2 if one.kind in ("growth", "change") else 0), one.at


def is_total(one: Saying) -> bool:
    """Whether a target is a total over the plan's years ([45000以上]) and not a figure at their end."""
    span = years(one.period)
    return one.form == "numeric" and one.kind == "level" and span is not None and span[0] < span[1]


def _ahead(paper: Paper, one: Saying) -> bool:
    plan, span = years(paper.document.plan), years(one.period)
    return plan is None or span is None or span[1] >= plan[0]


def _name(paper: Paper, row: tuple[Cell, ...]) -> str:
    """The words behind the row's number; of a row without one, its longest words."""
    words = [_word(paper, cell) for cell in row]
    at = next((place for place, word in enumerate(words) if _NUMBER.fullmatch(word)), None)
    chosen = at + 1 if at is not None and at + 1 < len(row) else max(range(len(row)), key=lambda place: len(words[place]))
    return paper.text[row[chosen].start : row[chosen].end] if words[chosen] not in _NATURES else ""


def _word(paper: Paper, cell: Cell) -> str:
    return paper.folded[cell.start : cell.end]


def _code(name: str) -> str:
    found = indicators().find(name)
    return found.code if found else ""
