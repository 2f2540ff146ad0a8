"""规划监测: a plan of several years, watched up to a year through the papers of its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from luoshi.ledger.plans import plan_and_later, plan_standing
from luoshi.ledger.reckoned import unreported
from luoshi.ledger.standing import Standing
from luoshi.reckoning.plans import Monitoring, accounted, monitor
from luoshi.reckoning.plans.indicator import STANDINGS
from luoshi.reckoning.threads.papers import years
from luoshi.web.asked import day as day_of
from luoshi.web.asked import end_of, several, words
from luoshi.web.facts.pictures import look_of, picture
from luoshi.web.facts.series import Chart
from luoshi.web.reckoning.plan_chart import plan_chart, title_of
from luoshi.web.reckoning.plan_files import FILES, name_of, offered, written
from luoshi.web.reckoning.plan_rows import (
    STANDING_MARKS,
    changes_of,
    counts_of,
    courses_of,
    line_of,
    outcomes_of,
    share,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    year: int
    """0: the last one reported on."""
    day: str
    """ISO; empty for now."""
    standings: tuple[str, ...]

    @property
    def as_of(self) -> datetime | None:
        """The end of the day."""
        return end_of(self.day)

    def query(self, **changes: str) -> str:
        """The query of this state with these values otherwise; an empty one takes the name out."""
        given = {"year": str(self.year or ""), "as_of": self.day, **changes}
        standings = [] if "standing" in changes else [("standing", each) for each in self.standings]
        return f"?{urlencode([*((name, value) for name, value in given.items() if value), *standings])}"


@dataclass(frozen=True, slots=True)
class Found:
    """A plan as it is watched."""

    about: Standing
    watched: Monitoring
    reported: int
    """The plan's last year of which a paper gives account; 0 where none does."""


@require_safe
def plan_watched(request: HttpRequest, number: int) -> HttpResponseBase:
    """The plan's indicators against time; 404 where the person sees no plan of that number, or the year is none of its."""
    about = _about(request, number)
    if about.document_id != number:
        return HttpResponseRedirect(f"{reverse('plan-watched', args=[about.document_id])}?{request.GET.urlencode()}")
    asked = _asked(request, about)
    found = _found(request, about, asked)
    context: dict[str, object] = {"about": about, "asked": asked, "number": number, "span": years(about.plan)}
    if found is None:
        return render(request, "reckoning/plan.html", context)
    seen = found.watched
    counts = counts_of(seen)
    now = [line_of(row) for row in seen.rows if row.year == seen.year]
    silent_is_unreported = unreported([thread for _, thread in seen.threads], seen.last)
    context |= {
        "watched": seen, "reported": found.reported, "plan": seen.plan, "total": len(now), "elapsed": share((seen.year - seen.first + 1) / (seen.last - seen.first + 1)),
        "lines": [each for each in now if not asked.standings or each.standing in asked.standings],
        "years": [(year, asked.query(year=str(year))) for year in range(seen.first, (found.reported or seen.first) + 1)],
        "beyond": asked.year if found.reported and asked.year > found.reported else 0,
        "counts": [
            (asked.query(standing=standing), word, *STANDING_MARKS[standing], counts[standing], standing in asked.standings)
            for standing, word in STANDINGS.items() if counts[standing]
        ],
        "every": asked.query(standing=""), "courses": list(courses_of(seen)), "changes": list(changes_of(seen)),
        "outcomes": list(outcomes_of(seen, unreported=silent_is_unreported)), "later": [(each.key, each.document.title) for each in seen.later],
        "charts": _charts(seen, number, asked) if found.reported else [], "files": offered(seen, reported=bool(found.reported)),
        "query": asked.query(standing=""),
    }  # fmt: skip
    return render(request, "reckoning/plan.html", context)


@require_safe
def plan_picture(request: HttpRequest, number: int) -> HttpResponseBase:
    """The share of the way beside the share of time, as a picture; 404 where no share can be told."""
    about = _about(request, number)
    found = _found(request, about, _asked(request, about))
    specification = plan_chart(found.watched, look_of(request)) if found is not None and found.reported else None
    if specification is None:
        raise Http404
    return picture(request, specification)


@require_safe
def plan_file(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """The workbook, or a draft of the evaluation."""
    about = _about(request, number)
    found = _found(request, about, _asked(request, about)) if name in FILES else None
    if found is None or name not in offered(found.watched, reported=bool(found.reported)):
        raise Http404
    stream, media = written(found.watched, name, request.build_absolute_uri)
    response = FileResponse(stream, content_type=media)
    response["Content-Disposition"] = content_disposition_header(True, name_of(found.watched, name, about.place)) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _about(request: HttpRequest, number: int) -> Standing:
    about = plan_standing(request.user, number)
    if about is None:
        raise Http404
    return about


def _asked(request: HttpRequest, about: Standing) -> Asked:
    """What the address asks for: a day that is none is left out, a year that is none of the plan's is not there."""
    first, last = years(about.plan) or (0, 0)
    given = words(request.GET, "year")
    if given and given not in map(str, range(first, last + 1)):
        raise Http404
    return Asked(int(given or 0), day_of(request.GET), tuple(each for each in several(request.GET, "standing") if each in STANDINGS))


def _found(request: HttpRequest, about: Standing, asked: Asked) -> Found | None:
    """None where the plan was not here on that day. A year not yet reported on is watched as the last that is."""
    papers = plan_and_later(request.user, about, as_of=asked.as_of)
    if papers is None:
        return None
    plan, later = papers
    reported = accounted(plan, later)
    return Found(about, monitor(plan, later, year=asked.year if 0 < asked.year <= reported else None), reported)


def _charts(seen: Monitoring, number: int, asked: Asked) -> list[Chart]:
    title = title_of(seen)
    address = f"{reverse('plan-chart', args=[number])}{asked.query(standing='', year=str(seen.year))}"
    return [Chart(address, f"{title}。各项数字见表。")] if title else []
