"""What the page of one submission shows: what its sender said, what the reader found, what has been done and may be done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from luoshi.errors import LuoshiError
from luoshi.intake.models import Receipt, Submission
from luoshi.intake.queue import receipt_of, same_bytes
from luoshi.intake.states import State, Way, steps_from
from luoshi.intake.twins import twins
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.kinds import STRUCK
from luoshi.ledger.models import Document, Source, Statement, TakeDown
from luoshi.ledger.shelf import reading_of
from luoshi.people.access import may, visible_to
from luoshi.web.send import facts_at, fields
from luoshi.web.send.correcting import quoted
from luoshi.web.send.forms import told
from luoshi.web.send.preview import preview

DOCUMENTS = 100
"""Of one file that are listed."""


def review_page(request: HttpRequest, submission: Submission, *, error: str = "") -> dict[str, Any]:
    """The template's context."""
    events = list(submission.events.select_related("person", "source", "take_down").order_by("number"))
    last, receipt = events[-1], receipt_of(submission)
    permitted = [
        step
        for step in steps_from(submission.way, last.state)
        if may(request.user, step.permission, submission.workspace)
    ]
    context: dict[str, Any] = {
        "submission": submission,
        "state": State(last.state),
        "last": last,
        "events": [(each, State(each.state).label) for each in events],
        "receipt": receipt,
        "may_go": {step.after.value for step in permitted},
        "error": error,
        "way": Way(submission.way).label,
        "working": [],
        "public": [],
    }
    if last.state == State.TAKEN_UP and last.source is not None:
        context["working"] = _documents(request, last.source)
    elif last.state == State.PUBLISHED and last.source is not None:
        context["public"] = _documents(request, last.source)
        context["down"] = TakeDown.standing().filter(source=last.source).first()
    if submission.way == Way.REPORT:
        context["report"] = _report(request, submission)
    elif receipt is not None and last.state in (State.WAITING, State.DECLINED):
        context |= _read(request, submission, receipt)
    return context


def _read(request: HttpRequest, submission: Submission, receipt: Receipt) -> dict[str, Any]:
    """Luoshi's own reading of a file that is not in the ledger, and where its bytes were met before."""
    asked = request.GET.get("document", "0")
    ordinal = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    found: dict[str, Any] = {
        "ordinal": ordinal,
        "twins": [twin for twin in twins(submission.workspace, receipt) if not twin.put_away],
        "same": same_bytes(submission, receipt)[:5],
    }
    try:
        found["preview"] = preview(receipt, ordinal, fact=request.GET.get("fact", ""), at=request.GET.get("at", ""))
    except LuoshiError as error:
        found["unread"] = told(error)
    return found


def _documents(request: HttpRequest, source: Source) -> list[dict[str, Any]]:
    """The documents of a source as they stand, corrections and all; of an older version, as the reader took them to be."""
    rows = visible_to(request.user, Document.objects.filter(rendition__source=source))
    said = visible_to(request.user, Statement.objects.filter(retracts__isnull=True, retracted_by__isnull=True))
    listed = []
    for row in rows.select_related("standing", "workspace").order_by("start")[:DOCUMENTS]:
        here = said.filter(
            anchor__rendition=row.rendition_id, anchor__start__gte=row.start, anchor__end__lte=row.end
        )  # fmt: skip
        about = getattr(row, "standing", None) or reading_of(row)
        if about is not None:
            listed.append({"row": row, "about": about, "corrections": here.count()})
    return listed


def _report(request: HttpRequest, submission: Submission) -> dict[str, Any] | None:
    """The fact that was said to be wrong, as it stands; None where its document is not there any more."""
    report = submission.report
    document = (
        visible_to(request.user, Document.objects.filter(pk=report.document_id))
        .select_related("rendition__source")
        .first()
    )
    found = facts_of(document, person=request.user) if document is not None else None
    if document is None or found is None:
        return None
    start, end = report.anchor.start, report.anchor.end
    at = facts_at.fact_at(document, found, "", f"{start}-{end}", report.record)
    now = facts_at.current(at, found) if at is not None else {}
    field = (
        "不该标出"
        if report.field == STRUCK
        else fields.label_of(report.record, report.field)
        if report.field
        else "其他"
    )
    return {
        "row": report,
        "document": document,
        "title": found.reading.document.title or "无标题",
        "label": fields.RECORDS.get(report.record, report.record),
        "quoted": quoted(document, start, end),
        "field": field,
        "now": [
            (each.label, fields.said(report.record, each.name, now[each.name]))
            for each in fields.fields_of(report.record)
        ]
        if now
        else [],
        "correctable": bool(now),
    }
