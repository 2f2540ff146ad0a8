"""Looking up facts of the documents that stand now: measures and targets, tasks, named things. Every door asks here.

A filter says what is wanted; empty fields want anything. What comes back is what the person may see, as querysets with
`standing` joined, so that a door can page, count and sort it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, cast, get_args

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.ledger.models import Figure, Named, Passage, Standing, Subject
from luoshi.ledger.words.bigrams import normal
from luoshi.ledger.words.index import matching
from luoshi.ledger.words.query import parse
from luoshi.people.access import Person, visible_to
from luoshi.reading import facts
from luoshi.reckoning import Said
from luoshi.reckoning.series import scope_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts. Tuples are any-of."""

    places: tuple[str, ...] = ()
    """Place keys."""
    years: tuple[int, ...] = ()
    """The last year of the fact's own period."""
    documents: tuple[int, ...] = ()
    """Numbers of documents in the ledger."""
    document_kinds: tuple[str, ...] = ()
    said_in: tuple[int, ...] = ()
    """Years by which documents are known."""
    themes: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    words: str = ""
    """Words of the subject, of the task, or of the name: all of them must be there."""
    # of figures alone
    indicators: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    headline: bool = False
    """The headline targets, with and without a number, instead of measures."""
    # of tasks alone
    acts: tuple[str, ...] = ()
    quantified: bool | None = None
    # of named things alone
    stages: tuple[str, ...] = ()


def standing(person: Person, wanted: Wanted = Wanted()) -> QuerySet[Standing]:
    """The documents that stand now and that the person may see."""
    seen = visible_to(person, Standing.objects.all())
    pairs = (
        ("place_key", wanted.places), ("document", wanted.documents), ("kind", wanted.document_kinds), ("year", wanted.said_in),
    )  # fmt: skip
    return seen.filter(**{f"{column}__in": values for column, values in pairs if values})


def figures(person: Person, wanted: Wanted = Wanted()) -> QuerySet[Figure]:
    """Measures, or the headline targets, that are wanted."""
    found = _of(Figure.objects.filter(record="target" if wanted.headline else "measure"), person, wanted)
    wanted = _every_kind(wanted)
    pairs = (
        ("place_key", wanted.places), ("year", wanted.years), ("indicator", wanted.indicators), ("kind", wanted.kinds),
        ("modality", wanted.modalities), ("bound", wanted.bounds), ("theme", wanted.themes), ("office", wanted.offices),
    )  # fmt: skip
    found = found.filter(**{f"{column}__in": values for column, values in pairs if values})
    if words := _words(wanted.words):
        found = found.filter(subject__in=Subject.objects.filter(_all_in("normal", words)))
    return found.select_related("standing", "subject")


def tasks(person: Person, wanted: Wanted = Wanted()) -> QuerySet[Passage]:
    """Sentences that promise something, in their documents' words."""
    found = _of(Passage.objects.filter(role="commitment"), person, wanted)
    pairs = (
        ("place_key", wanted.places), ("year", wanted.years), ("act", wanted.acts), ("theme", wanted.themes),
        ("office", wanted.offices),
    )  # fmt: skip
    found = found.filter(**{f"{column}__in": values for column, values in pairs if values})
    if wanted.quantified is not None:
        found = found.filter(quantified=wanted.quantified)
    if wanted.words.split():
        found = found.filter(pk__in=_passages_with(wanted.words))
    return found.select_related("standing")


def named(person: Person, record: str, wanted: Wanted = Wanted()) -> QuerySet[Named]:
    """Projects, policies, terms or actors (`record`): a row a document that names one."""
    found = _of(Named.objects.filter(record=record), person, wanted)
    pairs = (("place_key", wanted.places), ("kind", wanted.kinds), ("stage", wanted.stages))
    found = found.filter(**{f"{column}__in": values for column, values in pairs if values})
    if words := _words(wanted.words):
        found = found.filter(_all_in("key", words))
    return found.select_related("standing")


def said(found: Iterable[Figure]) -> list[Said]:
    """The figures as the reckoning takes them."""
    return [
        Said(
            place=each.standing.place,
            place_key=each.standing.place_key,
            subject=each.subject.words,
            indicator=each.indicator,
            kind=each.kind,
            modality=each.modality,
            bound=each.bound,
            value=each.value,
            value_high=each.value_high,
            unit=each.unit,
            period=each.period,
            year=each.year,
            text=each.text,
            wording=each.wording,
            document=each.standing.document_id,
            title=each.standing.title,
            document_kind=each.standing.kind,
            said_in=each.standing.year,
            start=each.start,
            end=each.end,
            headline=each.record == "target",
            scope=scope_of(cast(facts.Level, each.standing.level)),
        )
        for each in found
    ]


def said_of(person: Person, *, place_key: str = "", indicator: str = "", subject: str = "") -> list[Said]:
    """Everything said of an indicator, or of exactly this subject, headline targets too; in one place or everywhere."""
    found = _of(Figure.objects.all(), person, Wanted())
    if place_key:
        found = found.filter(place_key=place_key)
    if indicator:
        found = found.filter(indicator=indicator)
    else:
        found = found.filter(subject__in=Subject.objects.filter(normal=normal(subject)))
    return said(found.select_related("standing", "subject").order_by("standing", "start")[:5000])


def sentences_of(found: Iterable[Figure]) -> dict[tuple[int, int], Passage]:
    """The passages the figures stand in, by (standing, sentence)."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for each in found:
        if each.sentence is not None:
            wanted[each.standing_id].add(each.sentence)
    passages, waiting = {}, iter(wanted.items())
    while some := list(islice(waiting, 100)):  # documents a query
        condition = Q()
        for document, ordinals in some:
            condition |= Q(standing=document, ordinal__in=ordinals)
        passages.update({(row.standing_id, row.ordinal): row for row in Passage.objects.filter(condition)})
    return passages


def _of(rows: QuerySet[Any], person: Person, wanted: Wanted) -> QuerySet[Any]:
    """Those of the documents that the person may see, and that are wanted.

    Where documents alone narrow the rows, the database had better begin with the documents, else with the rows.
    """
    documents = standing(person, wanted).order_by()
    if wanted.documents:
        return rows.filter(standing__in=list(documents.values_list("pk", flat=True)))
    if (wanted.document_kinds or wanted.said_in) and wanted == _of_documents_alone(wanted):
        return rows.filter(standing__in=documents.values("pk"))
    return rows.filter(Exists(documents.filter(pk=OuterRef("standing"))))


def _of_documents_alone(wanted: Wanted) -> Wanted:
    return Wanted(document_kinds=wanted.document_kinds, said_in=wanted.said_in, headline=wanted.headline)


def _every_kind(wanted: Wanted) -> Wanted:
    """The same, for the index that begins with modality, kind and bound: what is left open of these is written out."""
    if not (wanted.bounds or wanted.kinds) or wanted.years or wanted.words.split():
        return wanted
    if wanted.places or wanted.indicators or wanted.themes or wanted.offices or wanted.documents:
        return wanted
    return replace(
        wanted,
        modalities=wanted.modalities or get_args(facts.Modality),
        kinds=wanted.kinds or (*get_args(facts.MeasureKind), ""),
        bounds=wanted.bounds or (*get_args(facts.Bound), ""),
    )


def _words(words: str) -> list[str]:
    return [normal(word) for word in words[:200].split()[:10] if normal(word)]


def _all_in(column: str, words: Iterable[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(**{f"{column}__contains": word})
    return condition


def _passages_with(words: str) -> Any:
    """The keys of the passages that hold all these words, as the index knows them (a subquery)."""
    return matching(parse(words))
