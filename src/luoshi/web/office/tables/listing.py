"""All tables of tasks, and the beginning of a new one from a document."""

from __future__ import annotations

from django.db.models import Case, Count, F, Q, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.delivering import drafting
from luoshi.delivering.models import Task
from luoshi.delivering.rights import drafter, seen_tables, seen_tasks
from luoshi.errors import LedgerError, LuoshiError
from luoshi.ledger.models import Document, Standing
from luoshi.people.access import visible_to
from luoshi.web import asked
from luoshi.web.office.door import Desk, desk, refused
from luoshi.web.office.tables.shown import OPEN, WHOLE
from luoshi.web.office.typed import number as number_of

MOST = 200
"""Tables and documents of one list; a district makes a few a year."""


@desk
@require_safe
def tables(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Each table with where it stands and what is not settled in it."""
    rows = seen_tables(desk.person, on=desk.on).order_by("-year", "-pk")[:MOST]
    seen = Task.objects.filter(pk__in=seen_tasks(desk.person, on=desk.on).values("pk")).exclude(state__in=["dropped", "merged"])
    objected = Q(opinions__accepts=False, opinions__settled__in=OPEN)
    counted = seen.order_by().values("table").annotate(
        rows=Count("pk", distinct=True), no_lead=Count("pk", filter=Q(lead=None), distinct=True), objected=Count("pk", filter=objected, distinct=True)
    )  # fmt: skip
    counts = {each["table"]: each for each in counted}
    shown = [(row, counts.get(row.pk, {"rows": 0, "no_lead": 0, "objected": 0})) for row in rows]
    whole = bool(desk.duties & WHOLE)
    return render(request, "office/tables/tables.html", {"room": "tables", "tables": shown, "whole": whole, "drafts": "supervision" in desk.duties})


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form, with the documents this person sees; and a table begun from the one chosen."""
    words, title, page = asked.words(request.GET, "q"), request.POST.get("title", ""), reverse("office-tables")
    try:
        drafter(desk.person, desk.workspace, on=desk.on)
        if request.method == "POST":
            document = _document(desk, request.POST.get("document", ""))
            table = drafting.draft(document, workspace=desk.workspace, person=desk.person, on=desk.on, title=title.replace("\x00", ""))
            return HttpResponseRedirect(reverse("office-table", args=[table.pk]))
    except LuoshiError as error:
        return refused(request, error, back=page if error.number == "L710" else reverse("office-draft"))
    documents = visible_to(desk.person, Standing.objects.defer("counts", "coverage"))
    if words:
        documents = documents.filter(title__icontains=words)
    chosen = next(iter(asked.numbers(request.GET, "document")), 0)
    # What a government promises stands in its reports, the newest first; what the address names comes before all.
    first = Case(When(document=chosen, then=0), When(kind="work_report", then=1), default=2)
    found = documents.order_by(first, F("year").desc(nulls_last=True), "-document")[:MOST]
    return render(request, "office/tables/draft.html", {"room": "tables", "documents": found, "words": words, "chosen": chosen})


def _document(desk: Desk, number: str) -> Document:
    wanted = number_of(number) or 0
    found: Document | None = visible_to(desk.person, Document.objects.filter(pk=wanted)).first()
    if found is None:
        raise LedgerError("L207", number[:12])
    return found
