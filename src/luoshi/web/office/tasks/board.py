"""The board: issued tasks counted by theme, unit, leader or light, and the tasks behind each number. Every choice is in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count as Counted
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.delivering.clocks.light import LOOKS
from luoshi.delivering.counting import LIGHTS, Counts, counted, on_board
from luoshi.delivering.models import Report, Task
from luoshi.delivering.rights import seen_tables
from luoshi.delivering.steps import TASK_STATES
from luoshi.people.establishment import below
from luoshi.people.models import Post, Unit
from luoshi.web import asked
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.tasks.bars import Bar, bar
from luoshi.web.paging import COUNTED, Count, page_of

ROWS = 50
"""Tasks a page."""
BY = {"theme": "主题", "unit": "牵头单位", "leader": "责任领导", "light": "亮灯", "task": "逐项"}
_COLUMNS = {"theme": "theme", "unit": "lead", "leader": "leader", "light": "light"}
NONE = "-"
"""Stands in an address for a column that is empty."""
WAITING = {"plan": "方案待审", "report": "进展待审", "closing": "办结待核查"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    by: str
    values: Mapping[str, str]
    """table, unit (the lead), under (it and all below it), theme, leader, post (a leader's whole field), light, state, waits, silent
    and q; empty where nothing is asked."""

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        names = ("table", "unit", "under", "theme", "leader", "post", "light", "state", "waits", "silent", "q")
        by = asked.words(query, "by")
        return cls(by if by in BY else "theme", {name: asked.words(query, name) for name in names})

    def address(self, **other: Any) -> str:
        """The board as it is, with other choices in place of some."""
        chosen = {"by": self.by, **self.values, **other}
        kept = {name: value for name, value in chosen.items() if value not in ("", None) and (name, value) != ("by", "theme")}
        return reverse("office-board") + (f"?{urlencode(kept)}" if kept else "")

    def narrow(self, tasks: QuerySet[Task]) -> QuerySet[Task]:
        """The tasks that are asked for."""
        for name in ("table", "unit", "under", "leader", "post"):
            if value := self.values[name]:
                tasks = tasks.filter(_numbered(name, value))
        if theme := self.values["theme"]:
            tasks = tasks.filter(theme="" if theme == NONE else theme)
        if (light := self.values["light"]) in LIGHTS:
            tasks = tasks.filter(Q(light=light) | Q(light="") if light == "not_started" else Q(light=light))
        if (state := self.values["state"]) in TASK_STATES:
            tasks = tasks.filter(state=state)
        if self.values["waits"] in WAITING:
            tasks = tasks.filter(_waiting(self.values["waits"]))
        if self.values["silent"]:
            tasks = tasks.filter(unreported__gt=0)
        if words := self.values["q"]:
            tasks = tasks.filter(words__icontains=words)
        return tasks


@dataclass(frozen=True, slots=True)
class Group:
    """A row of the board."""

    name: str
    counts: Counts
    bar: Bar
    cells: list[tuple[str, str, str, int, str]]
    """Light, sign, word, how many, and the address of those tasks."""
    address: str
    silent: str


@desk
@require_safe
def board(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Groups with their counts, or with `?by=task` the tasks themselves."""
    wanted = Asked.of(request.GET)
    seen = on_board(desk.person, on=desk.on)
    tasks = wanted.narrow(seen)
    context: dict[str, Any] = {"room": "board", "desk": desk, "asked": wanted, "waiting": WAITING, "silent": wanted.values["silent"]}
    context["ways"] = [(label, wanted.address(by=name), name == wanted.by) for name, label in BY.items()]
    context |= _choices(seen, desk)
    context["within"] = _within(wanted, {post.unit.workspace_id for post in desk.posts})
    if wanted.by == "task":
        there = tasks.aggregate(count=Counted("pk"), lit_on=Max("lit_on"))
        ordered, count = tasks.order_by("table", "part", "position", "pk"), Count(min(there["count"], COUNTED), more=there["count"] > COUNTED)
        page = page_of(ordered, request.GET.get("page"), ROWS, count=count, joined=("lead",))
        context |= {"page": page, "rows": page.rows, "lit_on": there["lit_on"]}
    else:
        groups = _groups(tasks, wanted)
        total = _sum(groups)
        context |= {"groups": groups, "by_word": BY[wanted.by], "all": _group("合计", total, wanted, {}), "lit_on": total.lit_on}
    return render(request, "office/tasks/board.html", context)


def _groups(tasks: QuerySet[Task], wanted: Asked) -> list[Group]:
    found = counted(tasks, _COLUMNS[wanted.by])
    if wanted.by == "light":
        found = {light: found[light] for light in LIGHTS if light in found}
    names = _names(wanted.by, found)
    groups = [_group(names.get(key, "待定" if wanted.by != "theme" else "未分主题"), each, wanted, {wanted.by: key or NONE}) for key, each in found.items()]
    if wanted.by != "light":
        groups.sort(key=lambda group: (-group.counts.lights["overdue"], -group.counts.lights["behind"], -group.counts.total, group.name))
    return groups


def _group(name: str, counts: Counts, wanted: Asked, mine: dict[str, Any]) -> Group:
    drawn = bar(counts)
    cells = [(each.light, each.sign, each.word, each.number, wanted.address(**{"by": "task", **mine, "light": each.light})) for each in drawn.pieces]
    return Group(name, counts, drawn, cells, wanted.address(by="task", **mine), wanted.address(**{"by": "task", **mine, "silent": "1"}))


def _sum(groups: list[Group]) -> Counts:
    total = Counts()
    for group in groups:
        total.unreported += group.counts.unreported
        total.lit_on = max(filter(None, (total.lit_on, group.counts.lit_on)), default=None)
        for light, number in group.counts.lights.items():
            total.lights[light] += number
    return total


def _names(by: str, keys: Mapping[Any, Any]) -> dict[Any, str]:
    if by == "unit":
        return {unit.pk: unit.short or unit.name for unit in Unit.objects.filter(pk__in=[key for key in keys if key])}
    if by == "leader":
        return {post.pk: post.title for post in Post.objects.filter(pk__in=[key for key in keys if key])}
    if by == "light":
        return {light: f"{LOOKS[light].sign} {LOOKS[light].word}" for light in LOOKS}
    return {key: key for key in keys if key}


def _choices(seen: QuerySet[Task], desk: Desk) -> dict[str, Any]:
    """What the filters offer."""
    led = Task.objects.filter(lead=OuterRef("pk"), table__state="issued")
    units = Unit.objects.filter(Exists(led), workspace__in={post.unit.workspace_id for post in desk.posts})
    return {
        "tables": list(seen_tables(desk.person, on=desk.on).filter(state="issued").only("title")),
        "themes": sorted(seen.order_by().exclude(theme="").values_list("theme", flat=True).distinct()),
        "units": [(each.pk, each.short or each.name) for each in units],
        "lights": [(light, f"{LOOKS[light].sign} {LOOKS[light].word}") for light in LIGHTS],  # type: ignore[index]
        "states": [(state, word) for state, word in TASK_STATES.items() if state not in ("proposed", "dropped", "merged")],
    }


def _within(wanted: Asked, workspaces: set[int]) -> str:
    """Whose tasks only, where the address came from somebody's home."""
    if (number := asked_number(wanted.values["under"])) and (unit := Unit.objects.filter(pk=number, workspace__in=workspaces).first()):
        return f"{unit.name}及所属单位"
    if number := asked_number(wanted.values["post"]):
        post = Post.objects.select_related("unit").filter(pk=number, unit__workspace__in=workspaces).first()
        return f"{post}分管" if post else ""
    return ""


def _numbered(name: str, value: str) -> Q:
    """The condition for a table, a lead, a lead with all below it, a leader's post, or a leader's whole field."""
    number = asked_number(value)
    if value == NONE and name in ("unit", "leader"):
        return Q(lead__isnull=True) if name == "unit" else Q(leader__isnull=True)
    if number is None:
        return Q(pk__in=[])
    if name == "unit":
        return Q(lead=number)
    if name == "under":
        return Q(lead__in=below(Unit.objects.filter(pk=number)))
    if name == "post":
        return Q(leader=number) | Q(lead__in=below(Unit.objects.filter(led_by=number)))
    return Q(**{name: number})


def _waiting(name: str) -> Q:
    if name == "plan":
        return Q(plan__state="submitted", state="planning")
    if name == "report":
        return Q(pk__in=Report.objects.filter(state="submitted").values("task"))
    return Q(state="asked")


def asked_number(value: str) -> int | None:
    """The number in an address; nothing for what is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else None
