"""措辞与目标变化: what a place's papers drop, soften, repeat and restate from one year to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.ledger.drifting import MOST, Laid, laid_out, own_years
from luoshi.ledger.facets import Choice, on_shelf
from luoshi.ledger.standing import Standing
from luoshi.reckoning.drift import KINDS, Finding, drift
from luoshi.reckoning.drift.records import record
from luoshi.web.asked import day, end_of, known_to_none, words, years
from luoshi.web.paging import Count, Page, page_number
from luoshi.web.reckoning.drift_rows import (
    MARKS,
    counts_of,
    heads,
    latest_first,
    longest_in_use,
    row_of,
    rows_of,
    wants,
)
from luoshi.web.reckoning.tables import FORMS, table_file

ROWS = 100
"""Findings on a page."""
NAMES = 30
"""Names shown below them; a page of their own has the others."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what cannot be taken is left out."""

    kind: str
    year: int
    """0: any."""
    words: str
    day: str
    """ISO; empty for now."""

    @property
    def as_of(self) -> datetime | None:
        return end_of(self.day)

    def address(self, **changes: str) -> str:
        """The query of this state with these values otherwise; an empty one takes the name out."""
        given = {"kind": self.kind, "year": str(self.year or ""), "q": self.words, "as_of": self.day, **changes}
        return f"?{urlencode([(name, value) for name, value in given.items() if value])}"

    def wants(self, finding: Finding) -> bool:
        return self.kind in ("", finding.kind)


@require_safe
def drifted(request: HttpRequest, key: str) -> HttpResponse:
    """One place's findings; 404 where the person sees no document of the place."""
    about, asked = _place(request, key), _asked(request)
    there = own_years(request.user, key, as_of=asked.as_of)
    laid = laid_out(request.user, key, as_of=asked.as_of) if len(there) > 1 else Laid([], 0)
    every = drift(laid.papers)
    within = [each for each in every if wants(each, asked.words.split(), asked.year)]
    counts = counts_of(within)
    findings = latest_first(each for each in within if asked.wants(each) and each.kind != "name")
    names = longest_in_use(each for each in within if asked.wants(each) and each.kind == "name")
    page = _page(request, names if asked.kind == "name" else findings)
    shown = [row_of(each) for each in page.rows]
    context = {
        "about": about, "key": key, "asked": asked, "years": there, "total": len(every), "within": len(within), "page": page,
        "rows": [] if asked.kind == "name" else shown, "names": shown if asked.kind == "name" else [row_of(each) for each in names[:NAMES]],
        "more_names": 0 if asked.kind == "name" else max(0, len(names) - NAMES), "found": len(findings), "left_out": laid.left_out, "most": MOST,
        "counts": [
            (asked.address(kind=kind), word, MARKS[kind], counts[kind], kind == asked.kind) for kind, word in KINDS.items() if counts[kind]
        ],
        "every": asked.address(kind=""), "all_names": asked.address(kind="name"), "query": asked.address(), "forms": list(FORMS.items()),
        "of_years": [(year, asked.address(year=str(year)), year == asked.year) for year in there], "any_year": asked.address(year=""),
        "all_of_them": asked.address(kind="", year="", q=""), "now": asked.address(as_of=""),
        "looked": [(each.key, each.document.title or f"第{each.key}号文件") for each in laid.papers],
    }  # fmt: skip
    return render(request, "reckoning/drift.html", context)


@require_safe
def drift_file(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """All the findings that the page narrows to, as a file."""
    if form not in FORMS:
        raise Http404
    about, asked = _place(request, key), _asked(request)
    papers = laid_out(request.user, key, as_of=asked.as_of).papers
    found = [each for each in drift(papers) if asked.wants(each) and wants(each, asked.words.split(), asked.year)]
    return table_file(
        f"{about.place}措辞与目标变化", form, sheet="变化", heads=heads(), rows=rows_of(found, request.build_absolute_uri), records=map(record, found)
    )  # fmt: skip


def _place(request: HttpRequest, key: str) -> Standing:
    rows = on_shelf(request.user, Choice(places=(key,)))
    about = None if known_to_none(key) else rows.order_by("-year", "-document").first()
    if about is None:
        raise Http404
    return about


def _asked(request: HttpRequest) -> Asked:
    kind = words(request.GET, "kind")
    return Asked(kind if kind in KINDS else "", (*years(request.GET, "year"), 0)[0], words(request.GET, "q"), day(request.GET))


def _page(request: HttpRequest, found: list[Finding]) -> Page:
    number, pages = page_number(request.GET.get("page"), count := Count(len(found)), ROWS)
    return Page(found[(number - 1) * ROWS : number * ROWS], count, number, pages)
