"""One indicator in one place: every version of each year's figure side by side, and growth held against level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.catalogue.indicators import indicators
from luoshi.ledger.lookup import Wanted
from luoshi.people.access import Person
from luoshi.reckoning import Series
from luoshi.reckoning.series import SCOPES
from luoshi.reckoning.vintages import STAGES, Check, Vintage, YearOf, checks, vintages
from luoshi.web import asked
from luoshi.web.asked import known_to_none
from luoshi.web.document.addresses import words_address
from luoshi.web.facts.filters import MEASURE_KINDS
from luoshi.web.facts.series import Chart, chart_of, series_as_of, series_of, with_unit

VERDICTS = {"agrees": "相符", "differs": "不符", "not_checkable": "不可核"}


@dataclass(frozen=True, slots=True)
class Version:
    """A figure with which version it is, who says it, and where."""

    stage: str
    text: str
    address: str
    title: str
    modality: str
    wording: str


@dataclass(frozen=True, slots=True)
class Table:
    """The years of one kind and unit."""

    kind: str
    unit: str
    chart: Chart
    years: tuple[tuple[YearOf, tuple[Version, ...]], ...]


@require_safe
def place_series(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """404 for what is no indicator, or where nothing is said of it in a place that the person may see."""
    known, day = indicators().get(code), asked.day(request.GET)
    found = [] if known is None or known_to_none(key) else _found(request.user, code, key, asked.end_of(day))
    if not found:
        raise Http404
    tables = [Table(MEASURE_KINDS.get(each.kind, each.kind), each.unit, chart_of(each, day), _years(vintages(each))) for each in found]
    rises = [each for each in found if each.kind == "growth"]
    told = [check for rise in rises for level in found if level.kind == "level" for check in checks(level, rise)]
    context = {
        "known": known, "place": found[0].place, "scope": SCOPES[found[0].scope], "key": key, "day": day, "tables": [each for each in tables if each.years],
        "checks": [(check, VERDICTS[check.verdict], _address(check)) for check in sorted(told, key=lambda each: -each.year)],
    }  # fmt: skip
    return render(request, "facts/vintages.html", context)


def _found(person: Person, code: str, key: str, as_of: datetime | None) -> list[Series]:
    return series_as_of(person, [key], code, as_of) if as_of else series_of(person, Wanted(places=(key,), indicators=(code,)))


def _years(found: list[YearOf]) -> tuple[tuple[YearOf, tuple[Version, ...]], ...]:
    return tuple((each, tuple(map(_version, each.vintages))) for each in reversed(found))


def _version(vintage: Vintage) -> Version:
    said = vintage.said
    address = words_address(said.document, said.start, said.end)
    return Version(STAGES[vintage.stage], with_unit(said), address, said.title, said.modality, said.wording)


def _address(check: Check) -> str:
    return words_address(check.said.document, check.said.start, check.said.end)
