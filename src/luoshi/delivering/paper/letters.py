"""提醒函, 督办通知 and 督办函 on paper, in the format of letters."""

from __future__ import annotations

from typing import IO

from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.models import Letter
from luoshi.delivering.paper.content import Content, Part
from luoshi.delivering.paper.issuers import government, office
from luoshi.delivering.paper.templates import write
from luoshi.people.establishment import name_on

_SHORT = 24
"""Characters of a task's words that go into a title."""


def letter_docx(letter: Letter, stream: IO[bytes]) -> None:
    """Write the letter, by the workspace's template for its kind where there is one."""
    write(letter.workspace, letter.kind, content_of(letter), stream)


def content_of(letter: Letter) -> Content:
    """The letter in words. A 督办函 goes out in the government's name, the others in the office's."""
    by = (government if letter.kind == "letter" else office)(letter.workspace)
    return Content(
        title=title_of(letter), parts=[Part(line.strip()) for line in letter.words.split("\n") if line.strip()], mast=by, letter=True,
        number=letter.number, to=name_on(letter.unit, letter.sent_on) if letter.sent_on else str(letter.unit), by=by,
        day=day_said(letter.sent_on) if letter.sent_on else "",
    )  # fmt: skip


def title_of(letter: Letter) -> str:
    """关于……办理情况的提醒函: by the task where it is one with few words."""
    tasks = list(letter.tasks.all()[:2])
    about = " ".join(tasks[0].words.split()).rstrip("。；") if len(tasks) == 1 else ""
    plain = 0 < len(about) <= _SHORT and not set(about) & set("，；、。：")
    return f"关于{about if plain else '重点任务'}办理情况的{letter.get_kind_display()}"
