"""The form of a letter: proposed from what is late, gone over by the office, kept as a draft. Sending it is another step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.delivering.models import Letter, Task
from luoshi.delivering.rights import office_step, seen_tasks
from luoshi.delivering.steps import LETTER_KINDS, OPEN
from luoshi.delivering.supervising.letters import MOST_TASKS, change_letter, letters_seen, write_letter
from luoshi.delivering.supervising.proposing import proposed_letter
from luoshi.errors import DeliverError, LuoshiError
from luoshi.people.establishment import below
from luoshi.people.models import Unit
from luoshi.web.office import typed
from luoshi.web.office.door import Desk, desk, refused

MOST_LISTED = 300
_WORST_FIRST = Case(When(light="overdue", then=0), When(light="behind", then=1), default=2, output_field=IntegerField())


@dataclass
class TypedLetter:
    """A letter as it stands in the form."""

    kind: str = "remind"
    words: str = ""
    reply_by: str = ""
    tasks: set[int] = field(default_factory=set)
    version: int = 0

    @classmethod
    def of_form(cls, given: QueryDict) -> TypedLetter:
        return cls(
            typed.words(given, "kind", longest=8), typed.words(given, "words"), typed.words(given, "reply_by", longest=20),
            set(typed.numbers(given, "task")), typed.version(given),
        )  # fmt: skip

    @classmethod
    def of_letter(cls, letter: Letter) -> TypedLetter:
        return cls(letter.kind, letter.words, letter.reply_by.isoformat(), {task.pk for task in letter.tasks.all()}, letter.version)

    def fields(self, theirs: QuerySet[Task]) -> dict[str, Any]:
        """What `write_letter` takes. Raises L716 for no day, L731 for tasks that are not the unit's."""
        if not self.tasks or len(found := list(theirs.filter(pk__in=self.tasks))) != len(self.tasks):
            raise DeliverError("L731", most=MOST_TASKS)
        try:
            reply_by = date.fromisoformat(self.reply_by.strip())
        except ValueError:
            raise DeliverError("L716", what="请填答复时限") from None
        return {"kind": self.kind, "tasks": found, "words": self.words, "reply_by": reply_by}


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A letter to `?unit=` about each `?task=`: the form with the proposed degree and words. Without a unit it is asked for."""
    try:
        office_step(desk.person, "write-letter", desk.workspace, on=desk.on)
    except LuoshiError as error:
        return refused(request, error, back=reverse("office-letters"))
    asked_for = typed.numbers(request.GET, "task")
    units = Unit.objects.filter(workspace=desk.workspace, until=None)
    unit = typed.row_if_any(units, request.GET.get("unit", "")) or _lead_of(desk, asked_for)
    if unit is None:
        open_now = Q(leading__table__state="issued", leading__state__in=OPEN)
        context = {"room": "letters", "desk": desk, "units": units.filter(open_now).distinct()}
        return render(request, "office/supervise/letter_to.html", context)
    theirs = _theirs(desk, unit)
    if request.method == "POST":
        given = TypedLetter.of_form(request.POST)
        try:
            letter = write_letter(unit=unit, **given.fields(theirs), person=desk.person, on=desk.on)
        except LuoshiError as error:
            return _form(request, desk, unit, given, theirs, error=error)
        return HttpResponseRedirect(reverse("office-letter", args=[letter.pk]))
    proposed = proposed_letter(unit, list(theirs.filter(pk__in=asked_for) if asked_for else theirs[:MOST_LISTED]), desk.on)
    chosen = {task.pk for task in proposed.tasks[:MOST_TASKS]}
    given = TypedLetter(proposed.kind, proposed.words, proposed.reply_by.isoformat(), chosen | set(asked_for))
    return _form(request, desk, unit, given, theirs, why_kind=proposed.why_kind, nothing_late=not proposed.tasks)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The draft written anew; what was typed stays in the form whatever is refused."""
    letter = typed.row(letters_seen(desk.person, on=desk.on).select_related("unit", "workspace"), number)
    page = reverse("office-letter", args=[number])
    try:
        office_step(desk.person, "write-letter", letter.workspace, on=desk.on, row=letter)
    except LuoshiError as error:
        return refused(request, error, back=page)
    theirs = _theirs(desk, letter.unit)
    if request.method != "POST":
        return _form(request, desk, letter.unit, TypedLetter.of_letter(letter), theirs, letter=letter)
    given = TypedLetter.of_form(request.POST)
    try:
        change_letter(letter, **given.fields(theirs), version=given.version, person=desk.person, on=desk.on)
    except LuoshiError as error:
        letter.refresh_from_db()
        given.version = letter.version
        return _form(request, desk, letter.unit, given, theirs, letter=letter, error=error)
    return HttpResponseRedirect(page)


def _form(
    request: HttpRequest, desk: Desk, unit: Unit, given: TypedLetter, theirs: QuerySet[Task], *, letter: Letter | None = None,
    error: LuoshiError | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    """Chosen tasks and late ones in sight, the unit's others folded away."""
    rows = list(theirs.order_by(_WORST_FIRST, "due", "pk")[:MOST_LISTED])
    first = [task for task in rows if task.pk in given.tasks or task.light in ("overdue", "behind") or task.unreported]
    context: dict[str, Any] = {
        "room": "letters", "desk": desk, "unit": unit, "given": given, "kinds": LETTER_KINDS.items(), "tasks": first,
        "others": [task for task in rows if task not in first], "letter": letter, "error": error, "most": MOST_TASKS, **more,
    }  # fmt: skip
    status = 200 if error is None else 409 if error.number in ("L711", "L712") else 422
    return render(request, "office/supervise/letter_form.html", context, status=status)


def _theirs(desk: Desk, unit: Unit) -> QuerySet[Task]:
    """The open tasks in which the unit, or one below it, has a part: what a letter to it may be about."""
    units = below([unit])
    part = Q(lead__in=units) | Q(joiners__in=units) | Q(supplier__in=units)
    there = Q(table__workspace=unit.workspace_id, table__state="issued", state__in=OPEN)
    return Task.objects.filter(pk__in=seen_tasks(desk.person, on=desk.on).filter(part, there).values("pk")).select_related("table", "lead")


def _lead_of(desk: Desk, tasks: list[int]) -> Unit | None:
    """The lead of the first of these tasks, where there is one. Raises 404 for a task this person may not see."""
    return desk.task(tasks[0]).lead if tasks else None
