"""What was typed into a row's cells, turned into what the flow's verbs take. Errors say which words were not understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict

from luoshi.delivering.models import Task
from luoshi.delivering.paper.issued_table import measures_said
from luoshi.delivering.paper.task_table import NO_DATE, NO_LEAD, PARTS
from luoshi.errors import DeliverError
from luoshi.people.models import Duty, Post, Unit, Workspace
from luoshi.web.office.tables.shown import short
from luoshi.web.office.typed import clean

ACTS = ("主办", "配合", "争取", "支持")
SOURCES = ("政府工作报告", "上级报告", "民生实事", "常务会议", "批示", "建议提案")
FIELDS = {
    "words": "任务内容", "measures": "量化指标", "act": "办理类型", "theme": "主题", "lead": "牵头单位", "joiners": "配合单位",
    "supplier": "数据来源单位", "leader": "责任领导", "due": "完成时限", "sources": "任务来源", "part": "部分",
}  # fmt: skip
"""Cells that may be changed, in the order of the sheet."""
_MOST = 20
"""Units, figures or sources of one row."""
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万|亿)?\s*([^\d，。；、\s]{0,6})")
_SCALE = {None: 1, "万": 10_000, "亿": 100_000_000}
_BOUNDS = {"≥": "ge", "≤": "le", "＞": "ge", "＜": "le", "以上": "ge", "不低于": "ge", "以下": "le", "以内": "le", "不超过": "le", "左右": "approx", "约": "approx"}


class Names:
    """The units and leaders' posts of a workspace by the names people type; asked for once a request."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def units(self) -> list[Unit]:
        """Those that stand."""
        return list(Unit.objects.filter(workspace=self.workspace, until=None).order_by("order", "pk"))

    @cached_property
    def leaders(self) -> list[Post]:
        """Posts that may be 责任领导."""
        duties = [Duty.LEADER, Duty.CHIEF]
        return list(Post.objects.filter(unit__workspace=self.workspace, duty__in=duties).select_related("unit").order_by("duty", "pk"))

    @cached_property
    def _by_name(self) -> dict[str, Unit]:
        return {unit.short: unit for unit in self.units if unit.short} | {unit.name: unit for unit in self.units}

    def unit(self, typed: str) -> Unit | None:
        """The unit of that name or short name; none for nothing. Raises L716."""
        if typed.strip() in ("", NO_LEAD):
            return None
        if (found := self._by_name.get(typed.strip())) is None:
            raise DeliverError("L716", what=f"没有“{typed.strip()[:40]}”这个单位，请从列表选择")
        return found

    def several(self, typed: str) -> list[Unit]:
        """The units named, each once, with 、 or a comma or a space between them."""
        found = [unit for each in re.split(r"[、，,；;\s]+", typed)[: 2 * _MOST] if (unit := self.unit(each))]
        if len(found) > _MOST:
            raise DeliverError("L716", what=f"配合单位至多 {_MOST} 个")
        return list(dict.fromkeys(found))

    def leader(self, typed: str) -> Post | None:
        """The post of that title. Raises L716."""
        if not typed.strip():
            return None
        for post in self.leaders:
            if typed.strip() in (post.title, str(post)):
                return post
        raise DeliverError("L716", what=f"没有“{typed.strip()[:40]}”这个领导岗位，请从列表选择")


def value_of(name: str, typed: str, task: Task, names: Names) -> Any:
    """The value of a cell. Raises L716 for what it cannot be, or a cell that nobody changes."""
    match name:
        case "words":
            return typed.strip()
        case "measures":
            return _measures(typed, task)
        case "lead" | "supplier":
            return names.unit(typed)
        case "joiners":
            return names.several(typed)
        case "leader":
            return names.leader(typed)
        case "due":
            return _day(typed)
        case "theme":
            return typed.strip()[:20]
        case "act":
            return _one_of(ACTS, typed.strip() or "主办", "办理类型")
        case "part":
            return 1 if typed.strip() in ("1", PARTS[1]) else 2
        case "sources":
            return _sources(typed, task)
    raise DeliverError("L716", what="没有这一栏")


def differing(typed: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Of what was typed, what is not there already."""
    return {name: value for name, value in typed.items() if name in FIELDS and _plain(value) != _plain(now[name])}


def typed_in(given: QueryDict) -> dict[str, str]:
    """The cells as they were typed: no longer than a row takes, without what no database holds."""
    return {name: clean(given.get(name, "")) for name in FIELDS if name in given}


def _one_of(choices: tuple[str, ...], typed: str, what: str) -> str:
    if typed not in choices:
        raise DeliverError("L716", what=f"{what}须是{'、'.join(choices)}之一")
    return typed


def _plain(words: str) -> str:
    return words.strip().replace("\r\n", "\n")


def _day(typed: str) -> date | None:
    if typed.strip() in ("", NO_DATE):
        return None
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", typed.strip()))
    try:
        return date(*(int(each) for each in found.groups())) if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise DeliverError("L716", what="完成时限请写日期，如 2025-06-30；空着就是待办理方案明确")


def _measures(typed: str, task: Task) -> list[dict[str, Any]]:
    """A line a figure, 指标：数值. A line that was there keeps all that was read from the report."""
    there = {measures_said([each]): each for each in task.measures}
    lines = [line.strip() for line in typed.split("\n") if line.strip()]
    if len(lines) > _MOST or any(len(line) > 200 for line in lines):
        raise DeliverError("L716", what=f"量化指标至多 {_MOST} 行，每行不超过 200 字")
    return [there.get(line) or _measure(line) for line in lines]


def _measure(line: str) -> dict[str, Any]:
    subject, _, words = line.rpartition("：") if "：" in line else ("", "", line)
    plain = unicodedata.normalize("NFKC", words)
    found = _FIGURE.search(plain)
    value, unit = None, ""
    if found:
        number = float(found[1].replace(",", "")) * _SCALE[found[2]]
        unit = re.sub(r"(以上|以下|左右|以内)$", "", found[3])
        value = int(number) if number == int(number) else round(number, 4)
    bound = next((name for mark, name in _BOUNDS.items() if mark in words), "eq")
    return {"words": words.strip(), "subject": subject.strip(), "value": value, "unit": unit, "bound": bound, "indicator": None}


def _sources(typed: str, task: Task) -> list[dict[str, str]]:
    """A line a source: its kind, and after a space which one."""
    there = {each.get("kind", ""): each for each in task.sources}
    found = []
    for line in [line.strip() for line in typed.split("\n") if line.strip()][:_MOST]:
        kind = next((each for each in (*there, *SOURCES) if each and line.startswith(each)), "")
        if not kind:
            raise DeliverError("L716", what=f"任务来源请以{'、'.join(SOURCES)}之一开头")
        words = line.removeprefix(kind).strip()[:200]
        found.append({"kind": kind, "words": words or there.get(kind, {}).get("words", "")})
    return found


def choices(names: Names) -> dict[str, Any]:
    """What the page offers to choose from, once for all rows."""
    return {"units": [(short(unit), unit.name) for unit in names.units], "leaders": [(post.title, str(post)) for post in names.leaders], "acts": ACTS, "kinds": SOURCES}
