"""The rows of a table, as they stand in the ledger, in the words that go on paper and on the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from luoshi.delivering.models import Task
from luoshi.delivering.paper.task_table import NO_LEAD, Line
from luoshi.delivering.proposed import SOURCE, due_said
from luoshi.people.models import Unit

_BOUNDS = {"ge": "≥", "gt": "＞", "le": "≤", "lt": "＜", "approx": "约"}


def lines(tasks: Iterable[Task], numbers: Mapping[int, str] | None = None) -> Iterator[Line]:
    """The rows as lines of the table on paper, numbered from 1; `numbers` (by key) where they are not all of the table's rows."""
    for number, task in enumerate(tasks, 1):
        yield Line(
            number=numbers[task.pk] if numbers is not None else str(number), part=task.part, heading=task.heading, words=task.words, act=task.act, measures=measures_said(task.measures),
            theme=task.theme, lead=str(task.lead or NO_LEAD), joiners=units_said(task.joiners.all()), supplier=str(task.supplier or ""),
            leader=str(task.leader.title if task.leader else ""), due=due_said(task.due), source=sources_said(task.sources),
            reason=task.reason, place=f"{task.anchor.start}-{task.anchor.end}" if task.anchor else "",
        )  # fmt: skip


def measures_said(measures: Iterable[dict[str, Any]]) -> str:
    """The figures to be reached, one a line: what, the bound where the words do not say it, the figure as written."""
    return "\n".join(_measure(each) for each in measures)


def units_said(units: Iterable[Unit]) -> str:
    """The units by name, in the government's order."""
    return "、".join(unit.name for unit in units)


def sources_said(sources: Iterable[dict[str, str]]) -> str:
    """Where the task comes from, each source once, one a line: its kind and, where it is not the report itself, which one."""
    return "\n".join(dict.fromkeys(_source(each.get("kind", ""), each.get("words", "")) for each in sources))


def _source(kind: str, words: str) -> str:
    return kind if kind == SOURCE or words in ("", kind) else f"{kind} {words}"


def _measure(measure: dict[str, Any]) -> str:
    words, subject = str(measure.get("words", "")), str(measure.get("subject") or "")
    bound = _BOUNDS.get(str(measure.get("bound")), "")
    if any(each in words for each in ("以上", "以下", "左右", "以内", "约", "不低于", "不超过", "≥", "≤", "＞", "＜")):
        bound = ""
    return f"{subject}：{bound}{words}" if subject else f"{bound}{words}"
