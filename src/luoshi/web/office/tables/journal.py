"""What the journal says of a row: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from luoshi.delivering.models import Task
from luoshi.delivering.telling import act_of, when_of, who_of
from luoshi.ledger.journal import JournalEntry
from luoshi.web.office.tables.shown import DECISIONS
from luoshi.web.office.tables.typed import FIELDS

MOST = 200
_ACTS = {"split": "拆分", "merged": "与相邻行合并", "added": "新增", "moved": "调整顺序"}


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as people read it."""

    at: datetime
    who: str
    what: str
    changes: tuple[tuple[str, str, str], ...]
    """Cell, what it said, what it says."""
    why: str


def told(task: Task) -> list[Told]:
    """The entries about the row and the opinions on it, the newest first."""
    opinions = [str(number) for number in task.opinions.values_list("pk", flat=True)]
    about = Q(target_kind="task", target_id=str(task.pk)) | Q(target_kind="opinion", target_id__in=opinions)
    rows = JournalEntry.objects.filter(about).select_related("who").order_by("-number")[:MOST]
    return [_told(entry) for entry in rows]


def _told(entry: JournalEntry) -> Told:
    content = entry.content
    changes = tuple(_changes(content or {}))
    return Told(when_of(entry), who_of(entry), "内容已抹去" if content is None else _act(entry, content), changes, entry.why)


def _act(entry: JournalEntry, content: dict[str, Any]) -> str:
    """What was done, in the office's words."""
    if "dropped" in content:
        return "删除" if content["dropped"] else "取回"
    for name, words in _ACTS.items():
        if name in content:
            return words
    if entry.action == "opine":
        return f"{content.get('unit', '')}{'同意' if content.get('accepts') else '提出异议'}"
    if entry.action == "settle":
        return f"裁定：{DECISIONS.get(str(content.get('decision')), '')}"
    return act_of(entry)


def _changes(content: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    was, now = content.get("was") or {}, content.get("now") or {}
    for name, value in now.items():
        if name in FIELDS:
            yield FIELDS[name], _short(was.get(name)) if name in was else "", _short(value)


def _short(value: Any) -> str:
    if isinstance(value, list):
        value = "、".join(str(each.get("words") or each.get("kind")) if isinstance(each, dict) else str(each) for each in value)
    words = str(value) if value not in (None, "") else "空"
    return words if len(words) <= 200 else f"{words[:200]}…"
