"""What a search found, tab by tab, as a page shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from luoshi.ledger import search as passages
from luoshi.ledger.models import Figure, Standing
from luoshi.ledger.search_facts import Name, count_figures, count_names, search_figures, search_names
from luoshi.ledger.words.bigrams import spots
from luoshi.notes.notebook import Notebook, notes_of
from luoshi.notes.shown import Shown
from luoshi.people.access import Person
from luoshi.people.models import User
from luoshi.web.document.addresses import page_of, words_address
from luoshi.web.paging import Count
from luoshi.web.search.asked import Asked
from luoshi.web.search.snippets import Part, snippet
from luoshi.web.wording import VALUES

SIZE = 20
"""Results a page."""
TABS = {
    "sentences": "句子", "measures": "数据", "commitments": "任务", "projects": "项目", "policies": "政策", "terms": "名词",
    "notes": "批注",
}  # fmt: skip
RECORDS = {"projects": "project", "policies": "policy", "terms": "term"}


@dataclass(frozen=True, slots=True)
class Line:
    """One result: what it says, with the words told apart, what it is from, and the address of the words."""

    parts: list[Part]
    address: str
    standing: Standing
    above: str = ""
    """The heading it stands under."""
    more: tuple[str, ...] = ()
    """What else is to be said of it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing: its name, its page if it has one, and what documents say of it."""

    parts: list[Part]
    address: str
    documents: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One of the person's own notes."""

    note: Shown
    address: str
    words: list[Part]
    quotation: list[Part]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of one tab."""

    rows: Sequence[Any]
    total: int
    """How many can be paged through."""
    more: bool = False
    """There are more than that."""


def results(person: Person, asked: Asked, tab: str, page: int) -> Results:
    """One page of what was found; pages begin with 1."""
    return _MAKERS[tab](person, asked, (page - 1) * SIZE)


def counts(person: Person, asked: Asked, known: dict[str, Count]) -> dict[str, Count]:
    """How many each tab holds, as far as they are counted; those `known` are not counted again."""
    where = asked.where
    names = count_names(person, [*RECORDS.values()], asked.query, where)
    makers: dict[str, Callable[[], Count]] = {
        "sentences": lambda: _bounded(passages.count(person, asked.query, where)),
        "measures": lambda: _bounded(count_figures(person, asked.query, where)),
        "commitments": lambda: _bounded(passages.count(person, asked.query, replace(where, roles=("commitment",)))),
        **{tab: partial(Count, *names[record]) for tab, record in RECORDS.items()},
    }
    if isinstance(person, User):
        makers["notes"] = lambda: Count(len(_notes(person, asked).found), False)
    return {tab: known[tab] if tab in known else maker() for tab, maker in makers.items()}


def _bounded(number: int) -> Count:
    return Count(min(number, passages.RANKED), number > passages.RANKED)


def _sentences(person: Person, asked: Asked, offset: int, *roles: str) -> Results:
    found = passages.search(person, asked.query, replace(asked.where, roles=roles), offset=offset, limit=SIZE)
    lines = []
    for hit in found.hits:
        each = hit.passage
        start, end = hit.spots[0] if hit.spots else (0, each.end - each.start)
        address = words_address(each.standing.document_id, each.start + start, each.start + end)
        above = each.heading if each.heading.strip() != each.text.strip() else ""
        more = (f"建议牵头：{each.office}" if each.office else "", each.act if each.act != "主办" else "")
        lines.append(Line(snippet(each.text, hit.spots), address, each.standing, above, tuple(filter(None, more)) if roles else ()))
    return Results(lines, found.total, found.more)


def _commitments(person: Person, asked: Asked, offset: int) -> Results:
    return _sentences(person, asked, offset, "commitment")


def _measures(person: Person, asked: Asked, offset: int) -> Results:
    found = search_figures(person, asked.query, asked.where, offset=offset, limit=SIZE)
    return Results([_measure(each, asked) for each in found.figures], found.total, found.more)


def _measure(figure: Figure, asked: Asked) -> Line:
    subject = figure.subject.words
    address = words_address(figure.standing.document_id, figure.start, figure.end)
    modality = VALUES["modality"].get(figure.modality, "")
    parts = snippet(subject, spots(subject, asked.query.lit))
    return Line(parts, address, figure.standing, figure.text, (modality, figure.period))


def _names(record: str) -> Callable[[Person, Asked, int], Results]:
    def made(person: Person, asked: Asked, offset: int) -> Results:
        found = search_names(person, record, asked.query, asked.where, offset=offset, limit=SIZE)
        return Results([_thing(record, name, asked) for name in found.names], found.total, found.more)

    return made


def _thing(record: str, name: Name, asked: Asked) -> Thing:
    lines = []
    for each in name.rows:
        said = snippet(each.definition, spots(each.definition, asked.query.lit)) if each.definition else []
        more = tuple(filter(None, (VALUES["kind"].get(each.kind, ""), each.stage)))
        lines.append(Line(said, words_address(each.standing.document_id, each.start, each.end), each.standing, "", more))
    return Thing(snippet(name.name, spots(name.name, asked.query.lit)), page_of(record, name.name), name.documents, lines)


def _notes(person: Person, asked: Asked) -> Notebook:
    """The person's own notes that hold the words, the newest first."""
    every = " ".join(asked.query.every)
    books = [notes_of(person, words=f"{every} {word}") for word in asked.query.some or ("",)]
    refused = {number for word in asked.query.none for number in notes_of(person, words=word).found}
    found = {number for book in books for number in book.found} - refused
    return replace(books[0], found=tuple(sorted(found, reverse=True)))


def _own_notes(person: Person, asked: Asked, offset: int) -> Results:
    notebook = _notes(person, asked)
    rows = []
    for each in notebook.shown(offset, offset + SIZE):
        words, lit = each.top.words, asked.query.lit
        rows.append(
            NoteLine(
                each,
                words_address(each.document.pk, each.start, each.end),
                snippet(words, spots(words, lit)),
                snippet(each.quotation, spots(each.quotation, lit)),
            )
        )
    return Results(rows, len(notebook.found))


_MAKERS: dict[str, Callable[[Person, Asked, int], Results]] = {
    "sentences": _sentences,
    "measures": _measures,
    "commitments": _commitments,
    **{tab: _names(record) for tab, record in RECORDS.items()},
    "notes": _own_notes,
}
