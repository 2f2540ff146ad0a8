"""Questions to begin with, made from what the ledger holds for this person: each asks for something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from luoshi.catalogue.indicators import indicators
from luoshi.ledger.models import Figure, Named, Standing
from luoshi.people.access import Person, visible_to

LATEST = 30
"""Documents that are looked at, those that came last."""


def examples(person: Person) -> list[str]:
    """One question of each kind there is something for; none where the ledger is empty."""
    latest = visible_to(person, Standing.objects.exclude(place="")).order_by("-year", "-document").exclude(year=None)
    papers = list(latest.defer("coverage", "counts")[:LATEST])
    return list(dict.fromkeys(_questions(papers)))


def _questions(papers: list[Standing]) -> Iterator[str]:
    targets = _targets(papers)
    if targets:
        paper, thing = targets[0]
        yield f"{paper.place}{paper.year}年{thing}增长目标是多少"
    for paper, thing in targets:
        others = [other for other, same in targets if same == thing and other.place_key == paper.place_key and other.year != paper.year]
        if others:
            yield f"{paper.place}{thing}增长目标这几年怎么变"
            break
    for paper, thing in targets:
        others = [other for other, same in targets if same == thing and other.place_key != paper.place_key and other.year == paper.year]
        if others:
            yield f"{paper.place}和{others[0].place}{paper.year}年谁的{thing}增长目标高"
            break
    project = _named(papers, "project").filter(stage__in=("谋划", "开工")).first()
    if project is not None:
        yield f"{project.standing.place}{project.standing.year}年打算开工的项目有哪些"
    term = _named(papers, "term").exclude(definition="").first()
    if term is not None:
        yield f"什么是{term.name}"


def _targets(papers: list[Standing]) -> list[tuple[Standing, str]]:
    """Growth that is aimed at in the year of the paper: (paper, what of), the latest papers first."""
    by_key = {paper.pk: paper for paper in papers}
    rows = Figure.objects.filter(standing__in=by_key, modality="target", kind="growth").exclude(indicator="")
    found = []
    for standing, year, code in rows.order_by("standing", "ordinal").values_list("standing", "year", "indicator")[:1000]:
        known = indicators().get(code)
        if known is not None and year == by_key[standing].year:
            found.append((by_key[standing], known.name))
    order = {paper.pk: n for n, paper in enumerate(papers)}
    return sorted(dict.fromkeys(found), key=lambda each: order[each[0].pk])


def _named(papers: list[Standing], record: str) -> QuerySet[Named]:
    keys = [paper.pk for paper in papers]
    return Named.objects.filter(standing__in=keys, record=record).select_related("standing").order_by("-standing__year", "pk")
