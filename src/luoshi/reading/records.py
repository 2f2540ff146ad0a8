"""Facts as flat records: what the command line prints, the ledger exports and a program reads.

One dictionary a fact, with `file`, `start`, `end` and the fields of the guides (`GUIDE.md` for measures, the scoring scripts
for sentences and documents). `TABLES` names the kinds and their columns; writers of tables take them from there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, Literal

from .facts import FileReading, Mention, Page, Reading

Record = dict[str, Any]
What = Literal[
    "documents", "outline", "sentences", "measures", "targets", "numbers", "projects", "policies", "terms", "actors", "tables"
]  # fmt: skip

_PLACE = ("file", "document", "page", "start", "end")
TABLES: dict[str, tuple[str, ...]] = {
    "documents": (
        *_PLACE, "title", "kind", "place", "level", "code", "parent", "tie", "tied_to", "published", "review", "plan", "meeting",
        "speaker", "reader",
    ),
    "outline": (*_PLACE, "title", "level", "style", "body_end", "parent"),
    "sentences": (*_PLACE, "text", "role", "section", "act", "lead", "lead_scores", "lead_words", "deliverables"),
    "measures": (
        *_PLACE, "sid", "value_text", "nth", "value", "unit", "subject", "kind", "modality", "bound", "period", "wording",
        "indicator", "sentence",
    ),
    "targets": (
        *_PLACE, "subject", "target_form", "text", "value", "unit", "kind", "bound", "period", "wording", "indicator",
        "refers_to", "nature", "base", "base_period",
    ),
    "numbers": (*_PLACE, "text", "fate", "reason"),
    "projects": (*_PLACE, "name", "stage", "amount", "mentions"),
    "policies": (*_PLACE, "name", "kind", "mentions"),
    "terms": (*_PLACE, "name", "definition", "mentions"),
    "actors": (*_PLACE, "name", "kind", "mentions"),
    "tables": (*_PLACE, "title", "rows"),
}  # fmt: skip
"""Kind of record → its fields, in the order they are written. `page` stands only in records of paged sources."""


def records(
    reading: Reading, text: str, what: str, *, file: str = "", position: int = 0, pages: tuple[Page, ...] = ()
) -> Iterator[Record]:
    """The records of one kind (a key of `TABLES`, or `all`) in one reading of `text`.

    `position` is the document's place among those of its file. With `all`, each record has `record`, its kind, first.
    """
    if what == "all":
        for kind in TABLES:
            for one in records(reading, text, kind, file=file, position=position, pages=pages):
                yield {"record": kind, **one}
        return
    fields = _FIELDS[what]
    starts = [page.start for page in pages]
    for start, end, rest in fields(reading, text):
        record: Record = {"file": file, "document": position}
        if starts:
            record["page"] = pages[max(0, bisect_right(starts, start) - 1)].number
        record["start"] = start
        record["end"] = end
        record.update(rest)
        yield record


_Rows = Iterator[tuple[int, int, Record]]


def _documents(reading: Reading, text: str) -> _Rows:
    document, place = reading.document, reading.document.place
    yield document.start, document.end, {
        "title": document.title, "kind": document.kind, "place": place.name, "level": place.level, "code": place.code,
        "parent": place.parent, "tie": place.tie, "tied_to": place.tied_to, "published": document.published,
        "review": document.review, "plan": document.plan, "meeting": document.meeting, "speaker": document.speaker,
        "reader": reading.reader,
    }  # fmt: skip


def _outline(reading: Reading, text: str) -> _Rows:
    for section in reading.sections:
        yield section.start, section.end, {
            "title": section.title, "level": section.level, "style": section.style, "body_end": section.body_end,
            "parent": section.parent,
        }  # fmt: skip


def _sentences(reading: Reading, text: str) -> _Rows:
    for sentence in reading.sentences:
        rest: Record = {
            "text": text[sentence.start : sentence.end], "role": sentence.role, "section": sentence.section, "act": sentence.act,
            "lead": [lead.office for lead in sentence.leads],
            "lead_scores": [round(lead.score, 3) for lead in sentence.leads],
            "lead_words": [list(lead.words) for lead in sentence.leads],
            "deliverables": [
                {"start": part.start, "end": part.end, "quantified": part.quantified} for part in sentence.deliverables
            ],
        }  # fmt: skip
        yield sentence.start, sentence.end, rest


def _measures(reading: Reading, text: str) -> _Rows:
    at: int | None = None
    before: dict[str, tuple[int, int]] = {}  # words → how often they stand in the sentence, up to where
    for measure in reading.measures:
        said = text[measure.start : measure.end]
        index = measure.sentence
        if index != at:
            at, before = index, {}
        nth = 0
        if index is not None:
            nth, upto = before.get(said, (0, reading.sentences[index].start))
            nth += text.count(said, upto, measure.start)
            before[said] = nth, measure.start
        yield measure.start, measure.end, {
            "sid": "" if index is None else f"s{index:04d}", "value_text": said, "nth": nth, "value": measure.value,
            "unit": measure.unit, "subject": measure.subject, "kind": measure.kind, "modality": measure.modality,
            "bound": measure.bound, "period": measure.period, "wording": measure.wording, "indicator": measure.indicator,
            "sentence": index,
        }  # fmt: skip


def _targets(reading: Reading, text: str) -> _Rows:
    for target in reading.targets:
        yield target.start, target.end, {
            "subject": target.subject, "target_form": target.form, "text": target.text, "value": target.value,
            "unit": target.unit, "kind": target.kind, "bound": target.bound, "period": target.period,
            "wording": target.wording, "indicator": target.indicator, "refers_to": target.refers_to,
            "nature": target.nature, "base": target.base, "base_period": target.base_period,
        }  # fmt: skip


def _numbers(reading: Reading, text: str) -> _Rows:
    for number in reading.numbers:
        said = text[number.start : number.end]
        yield number.start, number.end, {"text": said, "fate": number.fate, "reason": number.reason}


def _mentions(mentions: tuple[Mention, ...]) -> list[Record]:
    return [{"start": mention.start, "end": mention.end} for mention in mentions]


def _projects(reading: Reading, text: str) -> _Rows:
    for project in reading.projects:
        yield project.start, project.end, {
            "name": project.name, "stage": project.stage, "amount": project.amount, "mentions": _mentions(project.mentions),
        }  # fmt: skip


def _policies(reading: Reading, text: str) -> _Rows:
    for policy in reading.policies:
        rest = {"name": policy.name, "kind": policy.kind, "mentions": _mentions(policy.mentions)}
        yield policy.start, policy.end, rest


def _terms(reading: Reading, text: str) -> _Rows:
    for term in reading.terms:
        rest = {"name": term.name, "definition": term.definition, "mentions": _mentions(term.mentions)}
        yield term.start, term.end, rest


def _actors(reading: Reading, text: str) -> _Rows:
    for actor in reading.actors:
        yield actor.start, actor.end, {"name": actor.name, "kind": actor.kind, "mentions": _mentions(actor.mentions)}


def _tables(reading: Reading, text: str) -> _Rows:
    for table in reading.tables:
        rows = [[text[cell.start : cell.end] for cell in row] for row in table.rows]
        yield table.start, table.end, {"title": table.title, "rows": rows}


_FIELDS: dict[str, Callable[[Reading, str], _Rows]] = {
    "documents": _documents, "outline": _outline, "sentences": _sentences, "measures": _measures, "targets": _targets,
    "numbers": _numbers, "projects": _projects, "policies": _policies, "terms": _terms, "actors": _actors, "tables": _tables,
}  # fmt: skip


def file_records(reading: FileReading, what: str) -> Iterator[Record]:
    """The records of one kind in all documents of a file."""
    rendition = reading.rendition
    for position, one in enumerate(reading.readings):
        yield from records(one, rendition.text, what, file=reading.file, position=position, pages=rendition.pages)
