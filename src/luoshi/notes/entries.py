"""Notes made ready to leave the ledger: each with its citation and link, document by document, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.timezone import localtime

from luoshi.notes.shown import Said, Shown
from luoshi.people.audience import Audience

MOST = 2000
"""Notes in one export."""
ADRIFT = "原件改动后，这段字句找不到了；这里引的是改动前的文本。"
FOUND_AGAIN = "原件改动过，这里是按原来的字句重新找到的地方。"


@dataclass(frozen=True, slots=True)
class Entry:
    """A note with what it takes to cite its words."""

    shown: Shown
    title: str
    """Of the document."""
    citation: str
    """Title, place, date."""
    link: str
    """The address of the words."""

    @property
    def state(self) -> str:
        """What a reader must know of the place: nothing while the text is the one the note was written on."""
        return ADRIFT if self.shown.adrift else FOUND_AGAIN if self.shown.found_again else ""


def by_document(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """(title, its notes) for each document, in the order in which they first come."""
    found = list(entries)
    order = {number: n for n, number in enumerate(dict.fromkeys(each.shown.document.pk for each in found))}
    found.sort(key=lambda each: (order[each.shown.document.pk], each.shown.start, each.shown.top.note.pk))
    for _, group in groupby(found, key=lambda each: each.shown.document.pk):
        members = list(group)
        yield members[0].title, members


def head(count: int, person: str, now: datetime, *, left_out: int = 0) -> str:
    """What stands under the heading of an export."""
    more = f"另有 {left_out} 条没有导出，请用标签或文件筛选后分别导出。" if left_out else ""
    return f"{person} {day(now)}导出，共 {count} 条。{more}"


def signed(said: Said) -> str:
    """Who wrote it, when, and who sees it: a reply is seen by whoever sees the note."""
    note = said.note
    changed = f"，{day(said.revised_at)}修改" if said.revised_at else ""
    return f"{note.owner}，{day(note.recorded_at)}{changed}" + (f"，{audience(said)}" if note.under_id is None else "")


def audience(said: Said) -> str:
    """Who sees it."""
    return f"“{said.note.workspace}”工作区可见" if said.note.audience == Audience.WORKSPACE else "仅本人可见"


def day(moment: datetime) -> str:
    """`2026年1月9日`, where the ledger is."""
    local = localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日"
