"""What is here and what is missing, place by place; and what was not understood of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.ledger.coverage import (
    EXPECTED,
    Coverage,
    Held,
    PlaceYears,
    Share,
    coverage,
    coverage_of,
    unresolved_numbers,
    with_unresolved,
    years_of,
)
from luoshi.ledger.facets import PlaceCount, place_counts
from luoshi.ledger.mentions import passages_at
from luoshi.ledger.models import Standing
from luoshi.web.document.addresses import words_address
from luoshi.web.paging import Count, Page, page_number
from luoshi.web.search.snippets import Part, snippet
from luoshi.web.shelf.choice import Shelf
from luoshi.web.shelf.tree import sort_key
from luoshi.web.wording import DOCUMENT_KINDS, VALUES

ROWS = 40
"""Places a page."""
PAPERS = 10
SHORT = {
    "work_report": "工", "plan_report": "计", "budget_report": "预", "plan": "规", "midterm_evaluation": "中", "final_evaluation": "终",
    "adjustment": "调", "bulletin": "公", "task_table": "分", "news": "闻", "policy": "政", "other": "他",
}  # fmt: skip
"""A sign for each kind of document, where a table has room for no more."""
FATES = {
    "measure": "数据", "date": "日期", "name": "名称里的数字", "threshold": "门槛", "slogan": "提法", "definition": "释义里的数字",
    "ordinal": "序号", "vague": "概数", "unresolved": "待认",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of document in a cell of the matrix."""

    kind: str
    sign: str
    label: str
    held: Held | None


@dataclass(frozen=True, slots=True)
class Signs:
    """One year of a place."""

    here: list[Sign]
    lacking: list[Sign]
    """Of what every year has."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the matrix."""

    place: PlaceCount
    cells: list[tuple[int, Signs | None]]
    """(year, the kinds of document); None outside the place's years, none here in a year that is missing."""
    complete: int
    """Years with all that every year has."""
    share: Coverage | None


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The matrix of places and years, and how much was read."""
    state = Shelf.asked(request.GET, request.user)
    every = sorted((place for place in place_counts(request.user, state.choice) if place.key), key=sort_key)
    number, pages = page_number(request.GET.get("page"), count := Count(len(every)), ROWS)
    shown = every[(number - 1) * ROWS : number * ROWS]
    keys = [place.key for place in shown]
    held, shares = years_of(request.user, keys), coverage_of(request.user, keys)
    years = range(
        min((min(each.years) for each in held.values() if each.years), default=0),
        max((max(each.years) for each in held.values() if each.years), default=-1) + 1,
    )
    rows = [_row(place, held[place.key], years, shares.get(place.key)) for place in shown]
    whole = coverage(request.user, state.choice)
    context = {
        "shelf": state,
        "whole": whole,
        "parts": parts(whole),
        "fates": [(label, whole.fates[fate]) for fate, label in FATES.items() if whole.fates[fate]],
        "years": years,
        "page": Page(rows, count, number, pages),
        "signs": [(sign, DOCUMENT_KINDS[kind]) for kind, sign in SHORT.items()],
        "expected": "、".join(DOCUMENT_KINDS[kind] for kind in EXPECTED),
        "open_documents": with_unresolved(request.user, state.choice).count(),
    }
    return render(request, "shelf/coverage.html", context)


@require_safe
def unresolved(request: HttpRequest) -> HttpResponse:
    """The numbers that were not understood, document by document, each in its sentence."""
    state = Shelf.asked(request.GET, request.user)
    rows = with_unresolved(request.user, state.choice).order_by("place_key", "-year", "document")
    number, pages = page_number(request.GET.get("page"), count := Count(rows.count()), PAPERS)
    papers = list(rows[(number - 1) * PAPERS : number * PAPERS])
    context = {"shelf": state, "page": Page([(paper, _numbers(paper)) for paper in papers], count, number, pages)}
    return render(request, "shelf/unresolved.html", context)


def parts(whole: Coverage) -> list[tuple[str, Share, list[tuple[str, int, str]]]]:
    """Of sentences and of numbers: (what, the share, [(what became of them, how many, per cent)])."""

    def told(share: Share, words: Sequence[str]) -> list[tuple[str, int, str]]:
        counts = (share.read, share.left, share.unresolved)
        return [(word, count, _percent(count, share.whole)) for word, count in zip(words, counts, strict=True)]

    return [
        ("句子", whole.sentences, told(whole.sentences, ("读成了事实", "有意不读", "含有待认的数字"))),
        ("数字", whole.numbers, told(whole.numbers, ("读成了数据", "有意不读", "待认"))),
    ]


def _percent(count: int, whole: int) -> str:
    """Never 0 % of something, never 100 % where something is left."""
    if not whole or count in (0, whole):
        return "100%" if count and count == whole else "0%"
    share = min(max(count / whole * 100, 0.1), 99.9)
    return f"{share:.1f}%"


def _row(place: PlaceCount, held: PlaceYears, years: range, share: Coverage | None) -> PlaceRow:
    cells = [(year, _signs(held, year) if year in held.span else None) for year in reversed(years)]
    return PlaceRow(place, cells, sum(not held.lacking(year) for year in held.years), share)


def _signs(held: PlaceYears, year: int) -> Signs:
    there = held.years.get(year, {})
    return Signs([_sign(kind, there[kind]) for kind in SHORT if kind in there], [_sign(kind) for kind in held.lacking(year)])


def _sign(kind: str, held: Held | None = None) -> Sign:
    return Sign(kind, SHORT[kind], DOCUMENT_KINDS[kind], held)


def _numbers(paper: Standing) -> list[tuple[str, str, list[Part]]]:
    """(address of the number, why, the sentence)."""
    found = unresolved_numbers(paper)
    passages = passages_at((paper.pk, start) for start, _, _ in found)
    listed = []
    for start, end, reason in found:
        passage = passages.get((paper.pk, start))
        words = snippet(passage.text, [(start - passage.start, end - passage.start)]) if passage else []
        why = VALUES["reason"].get(reason, VALUES["reason"][""])
        listed.append((words_address(paper.document_id, start, end), why, words))
    return listed
