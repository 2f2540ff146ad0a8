"""A place's papers with the names in them, for laying its years side by side, as a person may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from luoshi.ledger.models import Named, Reading, Standing
from luoshi.ledger.papers import fetched
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


def own_years(person: Person, place_key: str) -> list[int]:
    """The years that papers of the place set out, each for itself, the last first."""
    rows = visible_to(person, Standing.objects.filter(place_key=place_key)).order_by().values_list("year", "plan", "kind").distinct()
    return sorted({int(plan) for year, plan, kind in rows if _sets_out(year, plan, kind)}, reverse=True)


def laid_out(person: Person, place_key: str) -> Laid:
    """The place's papers with programmes and glossaries. A paper's key is its document's number."""
    columns = ("pk", "document", "reading", "year", "plan", "kind")
    rows = list(visible_to(person, Standing.objects.filter(place_key=place_key)).values_list(*columns))
    rows.sort(key=lambda row: (not _sets_out(*row[3:]), -(row[3] or 0), row[1]))
    kept = rows[:MOST]
    readings = Reading.objects.filter(pk__in=[row[2] for row in kept])
    ready = list(readings.select_related("run", "document__rendition__source").defer("document__rendition__pages"))
    names = _names([row[0] for row in kept])
    papers = [_with_names(each.paper(), names) for each in fetched(person, ready)]
    papers.sort(key=lambda paper: (paper.document.plan or paper.review, int(paper.key)))
    return Laid(papers, len(rows) - len(kept))


def _sets_out(year: int | None, plan: str, kind: str) -> bool:
    return year is not None and plan == str(year) and kind not in NO_YEAR


_Names = dict[int, list[tuple[Any, ...]]]


def _names(standing: Sequence[int]) -> _Names:
    """The programmes and the glossary of each document."""
    found: _Names = defaultdict(list)
    rows = Named.objects.filter(standing__in=standing, record__in=("policy", "term")).order_by("standing", "record", "ordinal")
    columns = ("standing__document", "record", "kind", "start", "end", "name", "mentions")
    for document, *row in rows.values_list(*columns):
        found[document].append(tuple(row))
    return found


def _with_names(paper: Paper, names: _Names) -> Paper:
    """The paper with them; one whose reading was put together whole has its own."""
    if paper.reading.policies or paper.reading.terms:
        return paper
    policies, terms = [], []
    for record, kind, start, end, name, mentions in names.get(int(paper.key), ()):
        if record == "term":
            terms.append(facts.Term(start, end, name, "", ()))
        elif kind == "programme":
            spans = tuple(facts.Mention(*span) for span in mentions)
            policies.append(facts.Policy(start, end, name, cast(Any, kind), spans))
    return replace(paper, reading=replace(paper.reading, policies=tuple(policies), terms=tuple(terms)))
