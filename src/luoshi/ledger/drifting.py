"""A place's papers with the names in them, for laying its years side by side, as a person may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet

from luoshi.ledger.models import Mention, Policy, Standing, Term
from luoshi.ledger.papers import fetched, ready
from luoshi.ledger.shelf import current_readings
from luoshi.ledger.standing_rows import report_year
from luoshi.people.access import Person, visible_to
from luoshi.reading import facts
from luoshi.reckoning.drift.years import NO_YEAR
from luoshi.reckoning.threads import Paper

MOST = 80
"""Documents that are laid side by side: those that set out a year before others, the latest first."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The papers of a place."""

    papers: list[Paper]
    left_out: int
    """Documents beyond `MOST`."""


def own_years(person: Person, place_key: str, *, as_of: datetime | None = None) -> list[int]:
    """The years that papers of the place set out, each for itself, the last first; as far as they were here by a time where one is given."""
    return sorted({int(row.plan) for row in _rows(person, place_key, as_of) if row.sets_out}, reverse=True)


def laid_out(person: Person, place_key: str, *, as_of: datetime | None = None) -> Laid:
    """The place's papers with programmes and glossaries, as they were read by a time where one is given. A paper's key is its document's number."""
    rows = sorted(_rows(person, place_key, as_of), key=lambda row: (not row.sets_out, -(row.year or 0), row.document))
    kept = [row.reading for row in rows[:MOST]]
    readings, names = ready(kept), _names(kept)
    papers = [_with_names(each.paper(), names[row.pk]) for row, each in zip(readings, fetched(person, readings, as_of=as_of), strict=True)]
    papers.sort(key=lambda paper: (paper.document.plan or paper.review, int(paper.key)))
    return Laid(papers, len(rows) - len(kept))


@dataclass(frozen=True, slots=True)
class _Row:
    """A document of the place."""

    document: int
    reading: int
    year: int | None
    plan: str
    kind: str

    @property
    def sets_out(self) -> bool:
        """Whether it sets out one year."""
        return self.year is not None and self.plan == str(self.year) and self.kind not in NO_YEAR


def _rows(person: Person, place_key: str, as_of: datetime | None) -> list[_Row]:
    standing: QuerySet[Standing] = visible_to(person, Standing.objects.filter(place_key=place_key))
    if as_of is None:
        return [_Row(*row) for row in standing.values_list("document", "reading", "year", "plan", "kind")]
    read = current_readings(person, as_of=as_of).filter(run__lineage__in=standing.values("lineage"))
    return [_Row(row.document_id, row.pk, report_year(row), row.plan, row.kind) for row in read]


@dataclass(frozen=True, slots=True)
class _Names:
    """The programmes and the glossary of a reading."""

    policies: tuple[facts.Policy, ...] = ()
    terms: tuple[facts.Term, ...] = ()


def _names(readings: Sequence[int]) -> dict[int, _Names]:
    mentions: dict[tuple[int, int], list[facts.Mention]] = defaultdict(list)
    said = Mention.objects.filter(reading__in=readings, of="policy").order_by("reading", "ordinal")
    for reading, entity, start, end in said.values_list("reading", "entity", "start", "end"):
        mentions[reading, entity].append(facts.Mention(start, end))
    policies: dict[int, list[facts.Policy]] = defaultdict(list)
    programmes = Policy.objects.filter(reading__in=readings, kind="programme").order_by("reading", "ordinal")
    for reading, at, start, end, name, kind in programmes.values_list("reading", "ordinal", "start", "end", "name", "kind"):
        policies[reading].append(facts.Policy(start, end, name, cast(Any, kind), tuple(mentions[reading, at])))
    terms: dict[int, list[facts.Term]] = defaultdict(list)
    glossary = Term.objects.filter(reading__in=readings).order_by("reading", "ordinal")
    for reading, start, end, name in glossary.values_list("reading", "start", "end", "name"):
        terms[reading].append(facts.Term(start, end, name, "", ()))
    return {key: _Names(tuple(policies[key]), tuple(terms[key])) for key in readings}


def _with_names(paper: Paper, names: _Names) -> Paper:
    """The paper with them; one whose reading was put together whole has its own."""
    if paper.reading.policies or paper.reading.terms:
        return paper
    return replace(paper, reading=replace(paper.reading, policies=names.policies, terms=names.terms))
