"""A letter prepared for the office: what is late of each task, and of which degree, by the letters there were before.

Nobody is written to: the office reads it, changes it, and decides whether it goes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.delivering.clocks.light import Light
from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.clocks.workdays import add_workdays
from luoshi.delivering.lights import light_of
from luoshi.delivering.models import Letter, Task
from luoshi.delivering.paper.official import numeral
from luoshi.delivering.steps import LETTER_KINDS
from luoshi.people.models import Unit

REPLY_WITHIN = {"remind": 5, "notice": 5, "letter": 3}
"""Working days to answer in, by degree, unless the office says otherwise."""
_LATE = frozenset({"overdue", "behind"})
_ASKED = {
    "remind": "请抓紧办理，并于{day}前反馈办理情况。",
    "notice": "请查明原因，明确整改措施和完成时间，并于{day}前书面反馈。",
    "letter": "请单位主要负责同志亲自研究，采取有力措施限期完成，并于{day}前书面报告办理结果。",
}


@dataclass(frozen=True, slots=True)
class ProposedLetter:
    """What `write_letter` may be given, once the office has gone over it."""

    kind: str
    why_kind: str
    """Why of this degree, in a sentence for the office; it is no part of the letter."""
    tasks: tuple[Task, ...]
    """Those of the given ones that something is late of."""
    words: str
    """Empty where nothing is late."""
    reply_by: date


def proposed_letter(unit: Unit, tasks: Sequence[Task], on: date) -> ProposedLetter:
    """What could be written to the unit about these tasks as of a day. The caller has asked whether the reader may see them."""
    late = [(task, found) for task in tasks if _is_late(found := light_of(task, on))]
    before = list(_before(unit, [task for task, _ in late], on))
    degrees = list(LETTER_KINDS)
    highest = max((degrees.index(letter.kind) for letter in before), default=-1)
    kind = degrees[min(highest + 1, len(degrees) - 1)]
    reply_by = add_workdays(on, REPLY_WITHIN[kind]).day
    return ProposedLetter(
        kind, _why(before), tuple(task for task, _ in late), _words(kind, late, reply_by, on) if late else "", reply_by
    )  # fmt: skip


def late_of(found: Light) -> str:
    """What is late, in words: the reason of a red or yellow light, and the periods that were not reported."""
    said = found.why if found.state in _LATE else ""
    return said + (f"{'、'.join(found.unreported)}进展未报送。" if found.unreported else "")


def _is_late(found: Light) -> bool:
    return found.state in _LATE or bool(found.unreported)


def _before(unit: Unit, tasks: Sequence[Task], on: date) -> Sequence[Letter]:
    """Letters sent to the unit about any of the tasks, in the order they went; what was taken back does not count."""
    sent = Letter.objects.filter(unit=unit, tasks__in=tasks, sent_on__lte=on).exclude(state="withdrawn")
    return list(sent.distinct().order_by("sent_on", "pk"))


def _why(before: Sequence[Letter]) -> str:
    if not before:
        return "此前未就这些任务发过函，建议先发提醒函。"
    last = before[-1]
    return f"此前已发函{len(before)}次，最近一次为{day_said(last.sent_on or date.min)}的{last.get_kind_display()}（{last.number}）。"


def _words(kind: str, late: Sequence[tuple[Task, Light]], reply_by: date, on: date) -> str:
    lines = [f"截至{day_said(on)}，你单位承担的下列任务未按要求推进："]
    lines += [f"（{numeral(n)}）{task.words.rstrip('。；')}。{late_of(found)}" for n, (task, found) in enumerate(late, 1)]
    return "\n".join([*lines, _ASKED[kind].format(day=day_said(reply_by))])
