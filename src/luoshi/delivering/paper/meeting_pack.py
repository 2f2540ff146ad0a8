"""What is laid before a meeting: its agenda with why each matter is there, and what was decided; as .docx and as .xlsx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from luoshi.delivering.clocks.light import LOOKS
from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.models import AgendaItem, Meeting
from luoshi.delivering.paper.content import Content, Part, Table
from luoshi.delivering.paper.task_table import NO_DATE, NO_LEAD
from luoshi.delivering.paper.templates import write
from luoshi.ledger.writing import safe

_HEADS = ("序号", "议题", "牵头单位", "完成时限", "亮灯", "提出理由", "议定事项")
_SHARES = (5, 28, 13, 12, 9, 30, 24)
_LONGEST_CELL = 32_767


def meeting_docx(meeting: Meeting, stream: IO[bytes]) -> None:
    """Write the pack, by the workspace's template for such meetings where there is one."""
    write(meeting.workspace, meeting.kind, content_of(meeting), stream)


def meeting_xlsx(meeting: Meeting, stream: IO[bytes]) -> None:
    """One sheet: a row of heads, then a row a matter."""
    import xlsxwriter

    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet(meeting.get_kind_display())
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F2EFE8"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for column, (title, share) in enumerate(zip(_HEADS, _SHARES, strict=True)):
        sheet.set_column(column, column, share * 1.4)
        sheet.write_string(0, column, title, head)
    for row, values in enumerate(_rows(meeting), 1):
        for column, value in enumerate(values):
            sheet.write_string(row, column, str(safe(value))[:_LONGEST_CELL], cell)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()


def content_of(meeting: Meeting) -> Content:
    """The pack in words; the lights are as of the day they were last reckoned."""
    parts = [Part(f"会议时间：{day_said(meeting.on)}")]
    if meeting.chair is not None:
        parts.append(Part(f"主持：{meeting.chair.title}"))
    parts += [Part(line.strip()) for line in meeting.notes.split("\n") if line.strip()]
    return Content(
        title=f"{meeting.get_kind_display()}{'议定事项' if meeting.held else '材料'}", parts=parts, day=day_said(meeting.on),
        table=Table("议题", _HEADS, list(_rows(meeting)), _SHARES),
    )  # fmt: skip


def _rows(meeting: Meeting) -> Iterator[list[str]]:
    items = meeting.items.select_related("task__lead", "became__lead")
    for number, item in enumerate(items, 1):
        task = item.task or item.became
        light = LOOKS[task.light].word if task and task.light in LOOKS else ""
        lead = str(task.lead or NO_LEAD) if task else ""
        due = (day_said(task.due) if task.due else NO_DATE) if task else ""
        yield [str(number), item.words, lead, due, light, item.why, _decided(item)]


def _decided(item: AgendaItem) -> str:
    if item.task is None or item.became is None or item.became.due is None:
        return item.decision
    return f"{item.decision}\n（{item.became.lead}，{day_said(item.became.due)}前）"
