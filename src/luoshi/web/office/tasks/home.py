"""Everyone's home: what waits for whoever signed in, by the duties of the posts they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from luoshi.delivering.counting import Counts, counted, issued, on_board, whole
from luoshi.delivering.desk import Item, Pile, Row, journal_state, of_chief, of_leader, of_office, of_unit
from luoshi.delivering.models import Letter, Task, TaskTable
from luoshi.delivering.steps import OFFICE_STEPS
from luoshi.people.establishment import below
from luoshi.people.models import Duty, Post
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.papers.today import reminders
from luoshi.web.office.tasks.bars import Bar, bar

EMPTY = {
    Duty.SUPERVISION: "眼下没有等您办理的事项。送审稿或报告入库后，从“任务分解表”开始拟表；单位报来的方案、进展和办结申请会列在这里。",
    Duty.HEAD: "眼下没有待办。分解表印发后，本单位要报的办理方案、进展和要答复的来函会列在这里。",
    Duty.OFFICER: "眼下没有待办。分解表印发后，本单位要填的进展会列在这里。",
    Duty.LEADER: "分管范围内没有红灯，也没有等您决定的事项。",
    Duty.CHIEF: "没有等您签发的文稿，也没有红灯。",
    Duty.AUDITOR: "审计岗位可查看全部任务、函件和办理记录，不办理任何步骤。从亮灯总览进入。",
    Duty.ADMINISTRATOR: "系统管理岗位只管单位、岗位和账号，不经办任务。",
}


@dataclass(frozen=True)
class Place:
    """What one post finds on the page."""

    post: Post
    whose: str
    piles: list[tuple[Pile, list[tuple[Item, str, bool]]]]
    """Each item with the address of the page where it is dealt with, and whether its day is over."""
    counts: Counts | None
    bar: Bar | None
    board: str
    """The filter of the board that shows the same tasks."""
    empty: str


@desk
@require_safe
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page, a part for each post; a duty held twice over the same unit stands once."""
    tasks = on_board(desk.person, on=desk.on)
    everything = whole(tasks) if desk.duties & {"supervision", "chief", "auditor"} else Counts()
    places = list(_places(desk, everything))
    leads = counted(tasks, "lead__short") if "chief" in desk.duties else {}
    worst = sorted(((unit or "待定", each) for unit, each in leads.items()), key=lambda row: (-row[1].lights["overdue"], -row[1].lights["behind"]))
    context: dict[str, Any] = {
        "room": "home", "desk": desk, "places": places, "units": [(unit, each, bar(each)) for unit, each in worst[:10]],
        "reports": desk.duties & {"head", "officer"}, "journal": journal_state() if "auditor" in desk.duties else None,
        "reminders": reminders(desk), "rates": desk.duties & OFFICE_STEPS["rate"].duties.keys(),
    }  # fmt: skip
    return render(request, "office/tasks/home.html", context)


def _places(desk: Desk, everything: Counts) -> Iterator[Place]:
    told: set[object] = set()
    for post in desk.posts:
        duty = Duty(post.duty)
        about: object = (duty in (Duty.HEAD, Duty.OFFICER), post.unit_id) if duty in (Duty.HEAD, Duty.OFFICER) else (duty, post.pk)
        if about in told:
            continue
        told.add(about)
        piles, counts, board, whose = _of(post, desk, everything)
        shown = [(pile, [(item, address_of(pile.key, item), _late(pile.key, item, desk)) for item in pile.items]) for pile in piles]
        yield Place(post, whose, shown, counts, bar(counts) if counts else None, board, EMPTY[duty])


def _of(post: Post, desk: Desk, everything: Counts) -> tuple[list[Pile], Counts | None, str, str]:
    workspace, on = post.unit.workspace, desk.on
    match post.duty:
        case Duty.SUPERVISION:
            return of_office(workspace, on=on), everything, "", "全部任务"
        case Duty.CHIEF:
            return of_chief(workspace, on=on), everything, "", "全部任务"
        case Duty.AUDITOR:
            return [], everything, "", "全部任务"
        case Duty.LEADER:
            fields = below(post.fields.all())
            mine = issued().filter(Q(lead__in=fields) | Q(leader=post), table__workspace=workspace)
            return of_leader(fields, post.pk, workspace, on=on), whole(mine), f"post={post.pk}", "分管任务"
        case Duty.HEAD | Duty.OFFICER:
            units = below([post.unit])
            return of_unit(units, on=on), whole(issued().filter(lead__in=units)), f"under={post.unit_id}", "牵头任务"
    return [], None, "", ""


def _late(key: str, item: Item, desk: Desk) -> bool:
    """Whether a day of the unit's own is over; the days of what waits for the office are those it came on."""
    owed = key in ("reports", "plans", "red") or (isinstance(item.row, Letter) and item.row.state == "sent")
    return owed and item.due is not None and item.due < desk.on


def address_of(key: str, item: Item) -> str:
    """Where the item is dealt with."""
    row: Row = item.row
    if isinstance(row, Task):
        if key == "reports" or (key == "returned" and item.period):
            return reverse("office-report", args=[row.pk, item.period])
        if key == "plans" or key == "returned":
            return reverse("office-plan", args=[row.pk])
        return reverse("office-task", args=[row.pk])
    names = {TaskTable: "office-table", Letter: "office-letter"}
    try:
        return reverse(names.get(type(row), "office-bulletin"), args=[row.pk])
    except NoReverseMatch:
        return ""
