"""The head of a table's page: where it stands, what keeps it there, and the steps this person may take now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luoshi.delivering.models import Opinion, TaskTable
from luoshi.delivering.rights import seen_tasks, table_step
from luoshi.delivering.steps import TABLE_STEPS
from luoshi.errors import DeliverError
from luoshi.people.models import Unit
from luoshi.web.office.door import Desk
from luoshi.web.office.tables.shown import OPEN

STAGES = {"drafting": "起草", "consulting": "征求意见", "reviewing": "审核", "signing": "签发", "issued": "已印发"}
STEPS = ("consult", "send-up", "approve", "sign", "redraft")
"""Steps with the whole table, in the order of their buttons."""
_WAITS = {
    "drafting": "督查室修改完善后，发出征求意见，或直接送分管领导审核。", "consulting": "各单位负责人反馈意见；分歧由分管领导裁定。",
    "reviewing": "等分管领导审核。", "signing": "等区长签发。",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way: done, now or ahead."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that keep the table from going up, or that should be looked at before it does."""

    only: str
    words: str
    number: int
    stops: bool


def stages(table: TaskTable) -> list[Stage]:
    """The whole way of the table."""
    at = list(STAGES).index(table.state) if table.state in STAGES else -1
    return [Stage(name, "done" if n < at or table.state == "issued" else "now" if n == at else "ahead") for n, name in enumerate(STAGES.values())]


def waits(table: TaskTable) -> str:
    """What it waits for, in a sentence."""
    return _WAITS.get(table.state, "")


def blocks(table: TaskTable, counts: Mapping[str, int]) -> list[Block]:
    """What is not settled, what stops the table first."""
    if table.state not in ("drafting", "consulting"):
        return []
    found = [Block("no-lead", "没有牵头单位", counts.get("no-lead", 0), True), Block("objected", "分歧未裁定", counts.get("objected", 0), True),
             Block("no-measure", "没有量化指标", counts.get("no-measure", 0), False)]  # fmt: skip
    return [each for each in found if each.number]


def offered(desk: Desk, table: TaskTable) -> dict[str, bool]:
    """Steps with the whole table and its rows that this person may take now, with `_` for `-` as templates need it."""
    return {name.replace("-", "_"): True for name in (*STEPS, "edit", "amend") if may(desk, table, name)}


def may(desk: Desk, table: TaskTable, name: str, unit: Unit | None = None) -> bool:
    """Whether the step is open; the database is asked only where the state and the duties allow it."""
    step = TABLE_STEPS[name]
    if (step.before and table.state not in step.before) or not desk.duties & step.duties.keys():
        return False
    try:
        table_step(desk.person, name, table, on=desk.on, unit=unit)
    except DeliverError:
        return False
    return True


def differences(desk: Desk, table: TaskTable) -> Sequence[tuple[Opinion, bool]]:
    """Objections nobody has settled, and whether this person may: what was passed up is for the head of government."""
    if table.state != "consulting" or not desk.duties & {"supervision", "leader", "chief"}:
        return []
    seen = seen_tasks(desk.person, on=desk.on).filter(table=table)
    rows = Opinion.objects.filter(task__in=seen.values("pk"), accepts=False, settled__in=OPEN).exclude(task__state__in=["dropped", "merged"])
    rows = rows.select_related("task__lead", "unit", "instead").order_by("task__part", "task__position", "pk")
    chief, answers = "chief" in desk.duties, {}
    for each in rows:
        if each.unit_id not in answers:
            answers[each.unit_id] = may(desk, table, "settle", each.unit)
    return [(each, answers[each.unit_id] and (not each.settled or chief)) for each in rows]
