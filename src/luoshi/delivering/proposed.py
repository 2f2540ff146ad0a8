"""A proposal in words: as lines for paper and as records for programs. Needs no database and no framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.paper.task_table import NO_DATE, NO_LEAD, Line
from luoshi.reading.facts import Document, Measure
from luoshi.reckoning.tasks import Task

_BOUNDS = {"ge": "≥", "le": "≤", "approx": "约", "eq": "", "range": ""}
SOURCE = "政府工作报告"
"""任务来源 of what is taken from a report; another document is named by its title."""


def record(task: Task, text: str, *, file: str = "") -> dict[str, Any]:
    """The task as plain values: what `luoshi decompose --format jsonl` prints."""
    return {
        "file": file, "start": task.start, "end": task.end, "text": text[task.start : task.end], "part": task.part, "act": task.act,
        "lead": task.lead, "joiners": list(task.joiners), "reason": task.reason, "due": task.due and task.due.isoformat(),
        "due_words": task.due_words, "theme": task.theme, "supplier": task.supplier or None,
        "measures": [_measure(each, text) for each in task.measures], "target": task.target.text if task.target else None,
        "heading": task.heading, "sentence": list(task.sentence),
    }  # fmt: skip


def lines(tasks: Iterable[Task], text: str, *, source: str = SOURCE, first: int = 1) -> Iterator[Line]:
    """The tasks as lines of the table on paper, numbered from `first`."""
    for number, task in enumerate(tasks, first):
        yield Line(
            number=str(number), part=task.part, heading=task.heading, words=text[task.start : task.end], act=task.act,
            measures=measures_said(task, text), theme=task.theme, lead=task.lead or NO_LEAD, joiners="、".join(task.joiners),
            supplier=task.supplier, leader="", due=due_said(task.due), source=source, reason=task.reason,
            place=f"{task.start}-{task.end}",
        )  # fmt: skip


def measures_said(task: Task, text: str) -> str:
    """The figures to be reached, one a line: what, the bound, the figure as written. A target without a number in its words."""
    if task.target is not None:
        return f"{task.target.subject}：{task.target.text}"
    return "\n".join(
        f"{each.subject}：{_BOUNDS[each.bound]}{text[each.start : each.end]}" for each in task.measures if each.subject
    )


def due_said(due: date | None) -> str:
    """The day as an official writes it, or that the plan of work will say."""
    return day_said(due) if due else NO_DATE


def source_of(about: Document) -> str:
    """任务来源 of what this document promises."""
    return SOURCE if about.kind == "work_report" else about.title


def title_of(about: Document) -> str:
    """What the table is called: 云岭区2024年政府工作报告目标任务分解表."""
    year = f"{about.plan}年" if about.plan else ""
    return f"{about.place.name}{year}{SOURCE if about.kind == 'work_report' else ''}目标任务分解表"


def _measure(measure: Measure, text: str) -> dict[str, Any]:
    value = measure.value
    return {
        "start": measure.start, "end": measure.end, "text": text[measure.start : measure.end], "subject": measure.subject,
        "value": list(value) if isinstance(value, tuple) else value, "unit": measure.unit, "bound": measure.bound,
        "indicator": measure.indicator or None,
    }  # fmt: skip
