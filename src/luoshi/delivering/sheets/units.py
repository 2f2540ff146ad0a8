"""Units, posts, their holders and the offices' functions as a workbook: out, gone over, and in again as one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from luoshi.delivering import establishing
from luoshi.delivering.sheets.workbooks import Line, Sheet, bytes_of, lines, written
from luoshi.errors import LuoshiError
from luoshi.ledger.database import writing
from luoshi.people.access import require
from luoshi.people.models import Duty, Holding, OfficeUnit, Post, Unit, UnitKind, User, Workspace

UNITS = ("单位", ("名称", "简称", "类别", "上级", "设立", "撤销"))
POSTS = ("岗位", ("单位", "岗位", "职责", "分管单位"))
HOLDERS = ("任职", ("单位", "岗位", "用户名", "到岗"))
OFFICES = ("职能", ("职能", "单位"))
_KINDS = {str(kind.label): kind.value for kind in UnitKind}
_DUTIES = {str(duty.label): duty.value for duty in Duty}


@dataclass(slots=True)
class Read:
    """What an import did, each as (where, what) in Chinese. Where anything is wrong, nothing was written."""

    new: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def written(self) -> bool:
        return not self.wrong


class _Wrong(Exception):
    """A row cannot be taken, for the reason."""


class _Undone(Exception):
    """Leave the transaction, with nothing written."""


def export_units(workspace: Workspace, *, person: User, on: date) -> bytes:
    """The standing units and those that ended, the posts, who holds them on the day, and which unit does which office's work."""
    require(person, "manage people", workspace)
    units = Unit.objects.filter(workspace=workspace).select_related("parent")
    posts = Post.objects.filter(unit__workspace=workspace, unit__until=None).select_related("unit").prefetch_related("fields")
    held = Holding.objects.filter(post__unit__workspace=workspace, post__unit__until=None, until=None, since__lte=on)
    holdings = held.select_related("post__unit", "person").order_by("post", "pk")
    offices = OfficeUnit.objects.filter(workspace=workspace).select_related("unit").order_by("office")
    posts = posts.order_by("unit__order", "pk")
    sheets = {
        UNITS: [[u.name, u.short, u.get_kind_display(), str(u.parent or ""), _day(u.since), _day(u.until)] for u in units],
        POSTS: [[p.unit.name, p.title, p.get_duty_display(), "、".join(each.name for each in p.fields.all())] for p in posts],
        HOLDERS: [[h.post.unit.name, h.post.title, h.person.username, _day(h.since)] for h in holdings],
        OFFICES: [[each.office, each.unit.name] for each in offices],
    }
    return written([Sheet(name, heads, rows, (24,) * len(heads)) for (name, heads), rows in sheets.items()])


def import_units(workspace: Workspace, file: Path | IO[bytes], *, person: User, on: date) -> Read:
    """Set up what the workbook has and the ledger has not, in one transaction; what is missing in it stays as it is.

    New units, posts and holders, fields of a leader's post, and functions are taken. A unit is renamed, merged or moved on
    its page, where the day is asked for: such a change is told as wrong. Raises L203, L745.
    """
    require(person, "manage people", workspace)
    data = bytes_of(file)
    sheets = [(take, list(lines(data, name, heads))) for take, (name, heads) in _TAKES]
    read = Read()
    try:
        with writing(f"delivering {workspace.pk}"):
            for take, rows in sheets:
                for line in rows:
                    _row(take, line, _Import(workspace, person, on, read))
            if read.wrong:
                raise _Undone
    except _Undone:
        read.new, read.changed = [], []
    return read


@dataclass(frozen=True, slots=True)
class _Import:
    workspace: Workspace
    person: User
    on: date
    read: Read

    def unit(self, name: str) -> Unit:
        found = Unit.objects.filter(workspace=self.workspace, name=name, until=None).first()
        if found is None:
            raise _Wrong(f"没有名为“{name[:40]}”的现有单位")
        return found

    def post(self, line: Line) -> Post:
        found = Post.objects.filter(unit=self.unit(line["单位"]), title=line["岗位"]).first()
        if found is None:
            raise _Wrong(f"{line['单位']}没有岗位“{line['岗位'][:40]}”")
        return found


def _row(take: Callable[[Line, _Import], None], line: Line, into: _Import) -> None:
    try:
        if line.formulas:
            raise _Wrong(f"“{'、'.join(line.formulas)}”是公式，请改成文字")
        take(line, into)
    except _Wrong as error:
        into.read.wrong.append((str(line), str(error)))
    except LuoshiError as error:
        into.read.wrong.append((str(line), error.chinese))


def _take_unit(line: Line, into: _Import) -> None:
    kind, since = _KINDS.get(line["类别"]), _read_day(line["设立"])
    if kind is None:
        raise _Wrong(f"类别应为：{'、'.join(_KINDS)}")
    if until := _read_day(line["撤销"]):
        if not Unit.objects.filter(workspace=into.workspace, name=line["名称"], until=until).exists():
            raise _Wrong("撤销单位请在单位页办理：要写明并入哪个单位")
        return
    parent = into.unit(line["上级"]) if line["上级"] else None
    there = Unit.objects.filter(workspace=into.workspace, name=line["名称"], until=None).first()
    if there is None:
        establishing.add_unit(
            into.workspace, line["名称"], kind=kind, parent=parent, short=line["简称"], since=since, by=into.person
        )
        into.read.new.append((str(line), f"单位{line['名称']}"))
    elif (there.kind, there.parent, there.short, there.since) != (kind, parent, line["简称"], since):
        raise _Wrong(f"{there.name}已有，简称、类别、上级和设立日期不能由导入修改")


def _take_post(line: Line, into: _Import) -> None:
    unit, duty = into.unit(line["单位"]), _DUTIES.get(line["职责"])
    if duty is None:
        raise _Wrong(f"职责应为：{'、'.join(_DUTIES)}")
    fields = [into.unit(name.strip()) for name in line["分管单位"].replace("\n", "、").split("、") if name.strip()]
    there = Post.objects.filter(unit=unit, title=line["岗位"]).first()
    if there is None:
        establishing.add_post(unit, line["岗位"], duty, fields=fields, by=into.person)
        into.read.new.append((str(line), f"岗位{unit}{line['岗位']}"))
    elif there.duty != duty:
        raise _Wrong(f"岗位{there}已有，职责不能由导入修改：请另设岗位")
    elif {unit.pk for unit in fields} != set(there.fields.values_list("pk", flat=True)):
        establishing.put_in_charge(there, fields, by=into.person)
        into.read.changed.append((str(line), f"{there}分管{line['分管单位'] or '无'}"))


def _take_holder(line: Line, into: _Import) -> None:
    post = into.post(line)
    members = User.objects.filter(username=line["用户名"], is_active=True, memberships__workspace=into.workspace)
    someone = members.first()
    if someone is None:
        raise _Wrong(f"本工作区没有用户“{line['用户名'][:40]}”")
    if Holding.objects.filter(post=post, person=someone, until=None).exists():
        return
    establishing.seat(someone, post, since=_read_day(line["到岗"]) or into.on, by=into.person)
    into.read.new.append((str(line), f"{someone}任{post}"))


def _take_office(line: Line, into: _Import) -> None:
    unit = into.unit(line["单位"])
    there = OfficeUnit.objects.filter(workspace=into.workspace, office=line["职能"]).first()
    if there is not None and there.unit == unit:
        return
    establishing.give_office(into.workspace, line["职能"], unit, by=into.person)
    (into.read.changed if there else into.read.new).append((str(line), f"{line['职能']}归{unit}"))


_TAKES: tuple[tuple[Callable[[Line, _Import], None], tuple[str, Any]], ...] = (
    (_take_unit, UNITS), (_take_post, POSTS), (_take_holder, HOLDERS), (_take_office, OFFICES),
)  # fmt: skip
"""In this order: a post needs its unit, a holder the post."""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read_day(cell: str) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise _Wrong(f"日期“{cell[:20]}”应写作 2024-01-31") from error
