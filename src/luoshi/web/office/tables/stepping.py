"""Steps with the whole table: each name in the address stands for one verb of the flow."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.delivering import issuing
from luoshi.delivering.clocks.periods import Frequency
from luoshi.delivering.models import TaskTable
from luoshi.web.office.door import Desk, desk, take
from luoshi.web.office.typed import clean

Taken = Callable[[Desk, TaskTable, QueryDict], object]


@desk
@require_POST
def step(request: HttpRequest, desk: Desk, number: int, step: str) -> HttpResponse:
    """Take the step and go back to the table."""
    return take(request, STEPS, step, desk, desk.table(number), back=reverse("office-table", args=[number]))


def _sign(desk: Desk, table: TaskTable, given: QueryDict) -> None:
    frequency = cast(Frequency, given.get("frequency", "quarterly"))
    issuing.sign(table, clean(given.get("number", "")), person=desk.person, on=desk.on, frequency=frequency)


STEPS: dict[str, Taken] = {
    "consult": lambda desk, table, given: issuing.consult(table, person=desk.person, on=desk.on),
    "send-up": lambda desk, table, given: issuing.send_up(table, person=desk.person, on=desk.on),
    "redraft": lambda desk, table, given: issuing.redraft(table, clean(given.get("why", "")), person=desk.person, on=desk.on),
    "approve": lambda desk, table, given: issuing.approve(table, person=desk.person, on=desk.on),
    "sign": _sign,
}
