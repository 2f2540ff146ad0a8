"""What is late, unit by unit, made ready for the office to decide on. Nothing is written or sent by looking at it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from luoshi.delivering.clocks.light import Light
from luoshi.delivering.lights import light_of, with_work
from luoshi.delivering.models import Letter, Task
from luoshi.delivering.steps import OPEN
from luoshi.delivering.supervising.proposing import late_of
from luoshi.people.models import Unit
from luoshi.web.office.door import Desk

LATE = ("overdue", "behind")
"""The worst first."""
_UNDERWAY = ("draft", "signing", "sent")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LateTask:
    """A task that something is late of."""

    task: Task
    light: Light
    why: str
    letters: list[Letter]
    """Letters about it that are being written, or wait for an answer."""

    @property
    def waits(self) -> bool:
        """It was written about, and the answer is not late: no further letter is suggested."""
        return any(letter.state != "sent" or letter.reply_by >= self.light.as_of for letter in self.letters)


@dataclass(slots=True)
class LateUnit:
    """A unit with what is late of its tasks, the worst first."""

    unit: Unit
    tasks: list[LateTask] = field(default_factory=list)

    def count(self, light: str) -> int:
        return sum(each.light.state == light for each in self.tasks)

    @property
    def overdue(self) -> int:
        return self.count("overdue")

    @property
    def behind(self) -> int:
        return self.count("behind")

    @property
    def unreported(self) -> int:
        return sum(bool(each.light.unreported) for each in self.tasks)


def late_units(desk: Desk) -> list[LateUnit]:
    """The units whose own tasks are late as of today, those with most that is overdue first."""
    kept = Q(light__in=LATE) | Q(unreported__gt=0) | Q(lit_on__isnull=True) | ~Q(lit_on=desk.on)
    letters = Prefetch("letters", Letter.objects.filter(state__in=_UNDERWAY).order_by("pk"), to_attr="underway")
    tasks = Task.objects.filter(kept, table__workspace=desk.workspace, table__state="issued", state__in=OPEN, lead__until__isnull=True)
    found: dict[int, LateUnit] = {}
    for task in with_work(tasks.exclude(lead=None)).select_related("lead").prefetch_related(letters).iterator(chunk_size=_AT_ONCE):
        light = light_of(task, desk.on)
        if task.lead is not None and (why := late_of(light)):
            unit = found.setdefault(task.lead.pk, LateUnit(task.lead))
            unit.tasks.append(LateTask(task, light, why, task.underway))
    for unit in found.values():
        unit.tasks.sort(key=_worst_first)
    return sorted(found.values(), key=lambda each: (-each.overdue, -each.behind, -each.unreported, each.unit.order, each.unit.pk))


def _worst_first(late: LateTask) -> tuple[int, int, int]:
    state = late.light.state
    return (LATE.index(state) if state in LATE else len(LATE), -late.light.days_late, late.task.pk)
