"""对账单: a place's targets and promises of a year with what later papers say of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from luoshi.delivering.answering import with_entries
from luoshi.delivering.today import today
from luoshi.ledger.facets import Choice, on_shelf
from luoshi.ledger.reckoned import promised_years, threads_of_place, unreported
from luoshi.ledger.standing import Standing
from luoshi.reckoning.threads import Thread
from luoshi.reckoning.threads.judging import OUTCOMES
from luoshi.web.asked import day as day_of
from luoshi.web.asked import end_of, known_to_none, several, words
from luoshi.web.reckoning.files import FORMS, written
from luoshi.web.reckoning.rows import MARKS, row_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the scorecard is wanted, as the address says it."""

    outcomes: tuple[str, ...]
    headline: bool
    words: str
    day: str
    """ISO; empty for now."""

    @property
    def as_of(self) -> datetime | None:
        """The end of the day."""
        return end_of(self.day)

    def address(self, **changes: str) -> str:
        """The query of this state with these values otherwise; an empty one takes the name out."""
        given = {"q": self.words, "headline": "1" if self.headline else "", "as_of": self.day, **changes}
        outcomes = [] if "outcome" in changes else [("outcome", each) for each in self.outcomes]
        return f"?{urlencode([*((name, value) for name, value in given.items() if value), *outcomes])}"

    def wants(self, thread: Thread) -> bool:
        promise = thread.promise
        said = f"{promise.subject}{promise.text}{thread.result.text if thread.result else ''}"
        return (
            (not self.outcomes or thread.outcome in self.outcomes) and (promise.headline or not self.headline)
            and all(word in said for word in self.words.split())
        )  # fmt: skip


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks for; what cannot be taken is left out."""
    day = day_of(request.GET)
    outcomes = tuple(each for each in several(request.GET, "outcome") if each in OUTCOMES)
    return Asked(outcomes, words(request.GET, "headline") == "1", words(request.GET, "q"), day)


@require_safe
def scorecard(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """One place's year; 404 where the person sees no document of the place."""
    about, asked = _place(request, key), asked_of(request)
    threads = threads_asked_for(request, year, key, asked)
    counts: Counter[str] = Counter(thread.outcome for thread in threads)
    shown = sorted((each for each in threads if asked.wants(each)), key=lambda each: not each.promise.headline)
    silent_is_unreported = unreported(threads, year)
    later = {paper.key: paper.document.title for thread in threads for paper in thread.looked if paper.reports_on(year)}
    context = {
        "about": about, "year": year, "key": key, "asked": asked, "years": promised_years(request.user, key),
        "rows": [row_of(each, unreported=silent_is_unreported) for each in shown], "total": len(threads), "unreported": silent_is_unreported,
        "counts": [
            (
                asked.address(outcome=outcome), "未反馈" if outcome == "silent" and silent_is_unreported else word, *MARKS[outcome], counts[outcome],
                outcome in asked.outcomes,
            )
            for outcome, word in OUTCOMES.items() if counts[outcome]
        ],
        "later": sorted(later.items(), key=lambda each: int(each[0])), "forms": list(FORMS.items()), "query": asked.address(),
        "every": asked.address(outcome=""), "then": f"?as_of={asked.day}" if asked.day else "",
    }  # fmt: skip
    return render(request, "reckoning/scorecard.html", context)


@require_safe
def export(request: HttpRequest, year: int, key: str, form: str) -> HttpResponseBase:
    """What the scorecard shows, as a file."""
    about, asked = _place(request, key), asked_of(request)
    if form not in FORMS:
        raise Http404
    threads = [each for each in threads_asked_for(request, year, key, asked) if asked.wants(each)]
    stream, media = written(threads, form, request.build_absolute_uri)
    response = FileResponse(stream, content_type=media)
    response["Content-Disposition"] = content_disposition_header(True, f"{about.place}{year}年对账单.{form}") or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def threads_asked_for(request: HttpRequest, year: int, key: str, asked: Asked) -> list[Thread]:
    """What the papers answer, and for those who may see it what units reported."""
    threads = threads_of_place(request.user, key, year, as_of=asked.as_of)
    return with_entries(threads, request.user, on=min(today(), date.fromisoformat(asked.day)) if asked.day else today())


def _place(request: HttpRequest, key: str) -> Standing:
    rows = on_shelf(request.user, Choice(places=(key,)))
    about = None if known_to_none(key) else rows.order_by("-year", "-document").first()
    if about is None:
        raise Http404
    return about
