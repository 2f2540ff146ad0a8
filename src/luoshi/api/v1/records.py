"""Rows of the ledger as records for programs: each with its sentence, its document, a link to the words and a citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.urls import reverse

from luoshi.asking import Answer
from luoshi.ledger import models
from luoshi.ledger.citing import about_of, citation, title_of
from luoshi.ledger.lookup import sentences_of
from luoshi.ledger.mentions import passages_at
from luoshi.ledger.search import Hit
from luoshi.people.access import Person, visible_to
from luoshi.reckoning import Series
from luoshi.reckoning.threads import Thread
from luoshi.reckoning.threads.records import record

Record = dict[str, Any]
Absolute = Callable[[str], str]
"""From a path to the address under which a program reaches it."""
MENTIONS = 200
"""Mentions of a named thing that are given of one document."""


def link_to(number: int, start: int, end: int) -> str:
    """The path to these words of a document."""
    return f"{reverse('document', args=[number])}?at={start}-{end}#c{start}-{end}"


def document(paper: models.Standing, absolute: Absolute) -> Record:
    about = about_of(paper)
    names = (
        "kind", "place", "place_key", "level", "code", "parent", "province", "city", "year", "published", "review", "plan",
        "meeting", "speaker", "length", "counts", "file",
    )  # fmt: skip
    return {
        **_fields(paper, names),
        "number": paper.document_id,
        "title": title_of(about),
        "link": absolute(reverse("document", args=[paper.document_id])),
        "citation": citation(about, title_of(about)),
    }


def source(paper: models.Standing, start: int, end: int, sentence: models.Passage | None, absolute: Absolute) -> Record:
    """Where some words stand: the document, the sentence around them, and the link to them."""
    about = about_of(paper)
    return {
        "document": paper.document_id, "title": title_of(about), "place": paper.place, "place_key": paper.place_key,
        "kind": paper.kind, "year": paper.year, "date": paper.published,
        "sentence": {"text": sentence.text, "start": sentence.start, "end": sentence.end} if sentence else None,
        "link": absolute(link_to(paper.document_id, start, end)), "citation": citation(about, title_of(about)),
    }  # fmt: skip


def sentence(hit: Hit, absolute: Absolute) -> Record:
    row = hit.passage
    first, last = hit.spots[0] if hit.spots else (0, row.end - row.start)
    where = source(row.standing, row.start + first, row.start + last, row, absolute)
    return {"role": row.role, "heading": row.heading, "spots": hit.spots, "source": where}


def figures(found: Sequence[models.Figure], absolute: Absolute) -> list[Record]:
    names = (
        "record", "indicator", "theme", "text", "value", "value_high", "unit", "kind", "modality", "bound", "wording", "period",
        "year", "form", "nature", "refers_to", "base", "base_period", "office", "start", "end",
    )  # fmt: skip
    around = sentences_of(found)

    def where(row: models.Figure) -> Record:
        stands_in = None if row.sentence is None else around.get((row.standing_id, row.sentence))
        return source(row.standing, row.start, row.end, stands_in, absolute)

    return [{**_fields(row, names), "subject": row.subject.words, "source": where(row)} for row in found]


def tasks(found: Iterable[models.Passage], absolute: Absolute) -> list[Record]:
    names = ("text", "heading", "act", "office", "theme", "year", "quantified", "start", "end")
    return [{**_fields(row, names), "source": source(row.standing, row.start, row.end, row, absolute)} for row in found]


def named(found: Sequence[models.Named], absolute: Absolute) -> list[Record]:
    names = ("record", "name", "key", "kind", "stage", "amount", "definition", "start", "end")
    around = passages_at((row.standing_id, row.start) for row in found)

    def where(row: models.Named) -> Record:
        return source(row.standing, row.start, row.end, around.get((row.standing_id, row.start)), absolute)

    return [{**_fields(row, names), "mentions": row.mentions[:MENTIONS], "source": where(row)} for row in found]


def series(found: Sequence[Series], person: Person, absolute: Absolute) -> list[Record]:
    """The series, every figure with its sentence."""
    papers = _papers(person, {one.document for each in found for one in each.said})
    around = passages_at({(papers[one.document].pk, one.start) for each in found for one in each.said if one.document in papers})
    names = ("period", "modality", "bound", "value", "value_high", "text", "headline", "start", "end")

    def said(each: Series) -> list[Record]:
        return [
            {
                **_fields(one, names),
                "year": year.year,
                "source": source(paper, one.start, one.end, around.get((paper.pk, one.start)), absolute),
            }
            for year in each.years
            for one in (*year.targets, *year.estimates, *year.actuals)
            if (paper := papers.get(one.document)) is not None
        ]

    own = ("place", "place_key", "thing", "name", "kind", "unit", "good", "scope")
    return [{**_fields(each, own), "said": said(each)} for each in found]


def answer(told: Answer, question: str, person: Person, absolute: Absolute) -> Record:
    papers = _papers(person, {each.document for each in told.citations})
    names = ("file", "document", "title", "place", "start", "end", "text", "is_nearest")
    citations = []
    for each in told.citations:
        paper = papers.get(each.document)
        about = about_of(paper) if paper else None
        citations.append({
            **_fields(each, names),
            "date": paper.published if paper else "",
            "link": absolute(link_to(each.document, each.start, each.end)),
            "citation": citation(about, title_of(about)) if about else "",
        })  # fmt: skip
    return {
        **_fields(told, ("status", "answer", "understood", "kind")),
        "question": question,
        "values": [{"value": each.value, "unit": each.unit} for each in told.values],
        "citations": citations,
    }


def _papers(person: Person, numbers: Iterable[int]) -> dict[int, models.Standing]:
    seen = visible_to(person, models.Standing.objects.filter(document__in=list(numbers)))
    return {paper.document_id: paper for paper in seen}


def _fields(row: object, names: Iterable[str]) -> Record:
    return {name: getattr(row, name) for name in names}


def thread(told: Thread, absolute: Absolute) -> Record:
    """A thread with its documents by number and a link to each of its words."""
    flat = record(told)
    words = [flat["promise"], *([flat["result"]] if flat["result"] else []), *flat["also"]]
    for said in words:
        said["document"] = int(said.pop("file"))
        said["link"] = absolute(link_to(said["document"], said["start"], said["end"]))
    return {**flat, "later": [int(key) for key in flat["later"]]}
