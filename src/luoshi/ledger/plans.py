"""The ledger's plans of several years, each with the papers of its place that tell what came of it, as a person may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from luoshi.errors import LedgerError
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.models import Document
from luoshi.ledger.reckoned import papers_of_place
from luoshi.ledger.shelf import current_readings, successor
from luoshi.ledger.shelf import document as visible_document
from luoshi.ledger.standing import Standing
from luoshi.ledger.wording import DOCUMENT_KINDS
from luoshi.people.access import Person, visible_to
from luoshi.reckoning.threads import Paper
from luoshi.reckoning.threads.papers import years

NO_PLANS = ("midterm_evaluation", "final_evaluation", "adjustment")
"""Kinds that speak of a plan's years and are not the plan."""


def is_plan(kind: str, plan: str) -> bool:
    """Whether a document of that kind, which plans for those years, is a plan of several years."""
    span = years(plan)
    return span is not None and span[0] < span[1] and kind not in NO_PLANS


def plans_of_place(person: Person, place_key: str) -> list[Standing]:
    """The place's plans of several years, the last first."""
    rows = visible_to(person, Standing.objects.filter(place_key=place_key, plan__contains="-")).order_by("-plan", "document")
    return [each for each in rows if is_plan(each.kind, each.plan)]


def plan_standing(person: Person, number: int) -> Standing | None:
    """The plan of that number, or, where its file has changed since, what stands instead; None where the person sees no such plan."""
    try:
        document = visible_document(person, number)
    except LedgerError:
        return None
    standing = visible_to(person, Standing.objects.filter(document=document)).first()
    if standing is None and (newest := successor(person, document)) is not None:
        standing = visible_to(person, Standing.objects.filter(document=newest)).first()
    return standing if standing is not None and is_plan(standing.kind, standing.plan) else None


def plan_and_later(person: Person, about: Standing, *, as_of: datetime | None = None) -> tuple[Paper, list[Paper]] | None:
    """The plan, with its tables, and the place's papers of its years and after; as they were read by a time where one is given.

    None where the plan was not here by then. A paper's key is its document's number, and none is without a title. Of a plan whose place
    cannot be told no paper is told to be of its place.
    """
    document = _document(person, about, as_of)
    found = facts_of(document, person=person, as_of=as_of) if document is not None else None
    if document is None or found is None or not is_plan(found.reading.document.kind, found.reading.document.plan):
        return None
    plan = _titled(Paper(str(document.pk), document.rendition.text, found.reading))
    first, _ = years(plan.document.plan) or (0, 0)
    others = papers_of_place(person, about.place_key, as_of=as_of) if about.place_key else []
    return plan, [_titled(each) for each in others if each.key != plan.key and _reaches(each, first)]


def _document(person: Person, about: Standing, as_of: datetime | None) -> Document | None:
    """The plan's document, or the one that stood in its file at that time."""
    number = about.document_id
    if as_of is not None:
        read = current_readings(person, as_of=as_of).filter(run__lineage=about.lineage_id)
        rows = [key for key, kind, plan in read.values_list("document", "kind", "plan") if key == number or (is_plan(kind, plan) and plan == about.plan)]
        if not rows:
            return None
        number = number if number in rows else rows[0]
    return visible_document(person, number)


def _reaches(paper: Paper, first: int) -> bool:
    """Whether it speaks of that year or of later ones, as far as can be told."""
    spans = [span for span in (years(paper.document.plan), paper.reviewed) if span]
    return not spans or max(last for _, last in spans) >= first


def _titled(paper: Paper) -> Paper:
    """The paper; one without a title is called by its place and kind."""
    about = paper.document
    if about.title:
        return paper
    return replace(paper, reading=replace(paper.reading, document=replace(about, title=f"{about.place.name}{DOCUMENT_KINDS[about.kind]}")))
