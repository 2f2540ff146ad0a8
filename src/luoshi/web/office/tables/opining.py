"""What units say to their rows while opinions are asked for, and how differences are settled."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.delivering import issuing
from luoshi.delivering.models import Opinion, Task
from luoshi.errors import DeliverError, LuoshiError
from luoshi.people.models import Unit
from luoshi.web.office.door import Desk, back_to, desk, refused
from luoshi.web.office.tables.shown import Shown
from luoshi.web.office.tables.typed import Names
from luoshi.web.office.typed import clean
from luoshi.web.office.typed import number as number_of


@desk
@require_POST
def settle(request: HttpRequest, desk: Desk, number: int, opinion: int) -> HttpResponse:
    """The leader in charge, or the head of government, settles a difference."""
    table, page = desk.table(number), reverse("office-table", args=[number])
    found = Opinion.objects.filter(pk=opinion, task__table=table).select_related("task__table__workspace", "task__lead", "unit", "instead").first()
    if found is None:
        raise Http404
    desk.task(found.task_id)
    try:
        issuing.settle(found, request.POST.get("decision", ""), clean(request.POST.get("why", "")), person=desk.person, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=page)
    return back_to(request, page)


def accept_rows(rows: list[Shown], desk: Desk) -> None:
    """The head accepts what is still to be answered in all these rows, or in none."""
    with transaction.atomic():
        for row in rows:
            for unit in row.mine:
                issuing.accept(row.task, unit, person=desk.person, on=desk.on)


def accept(task: Task, desk: Desk, given: QueryDict) -> None:
    """The unit accepts its part in the row."""
    issuing.accept(task, _unit(task, given), person=desk.person, on=desk.on)


def object_to(task: Task, desk: Desk, given: QueryDict) -> None:
    """The unit objects, with a reason and another unit. Raises L713, L716."""
    instead = Names(task.table.workspace).unit(clean(given.get("instead", "")))
    if instead is None:
        raise DeliverError("L716", what="请写明建议由哪个单位承担")
    issuing.object_to(task, _unit(task, given), clean(given.get("why", "")), instead, person=desk.person, on=desk.on)


def _unit(task: Task, given: QueryDict) -> Unit:
    """The unit that speaks; whether the person may speak for it the flow itself asks."""
    number = given.get("unit", "")
    wanted = number_of(number) or 0
    found = Unit.objects.filter(pk=wanted, workspace=task.table.workspace).first()
    if found is None:
        raise DeliverError("L714", str(task))
    return found
