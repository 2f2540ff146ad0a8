"""The task table 任务分解表 on paper: the columns an office hands round, as .xlsx and as an official .docx lying across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import IO

from luoshi.delivering.paper.official import Paper, numeral
from luoshi.ledger.writing import safe

NO_LEAD = "待定"
NO_DATE = "待办理方案明确"
PARTS = {1: "主要目标", 2: "重点任务"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown: every field in words."""

    number: str
    part: int
    heading: str
    """The heading it stands under in the report."""
    words: str
    act: str
    measures: str
    theme: str
    lead: str
    joiners: str
    supplier: str
    leader: str
    due: str
    source: str
    reason: str = ""
    place: str = ""
    """Where its words stand, as `start-end` of the text."""


COLUMNS: dict[str, tuple[str, int]] = {
    "number": ("序号", 6), "part": ("部分", 10), "heading": ("报告章节", 22), "words": ("任务内容（原文）", 64), "act": ("办理类型", 9),
    "measures": ("量化指标", 24), "theme": ("主题", 12), "lead": ("牵头单位", 16), "joiners": ("配合单位", 22),
    "supplier": ("数据提供单位", 14), "leader": ("责任领导", 12), "due": ("完成时限", 16), "source": ("任务来源", 14),
    "reason": ("分工依据", 30), "place": ("原文位置", 13),
}  # fmt: skip
"""Field → its head and its width in characters."""
_ON_PAPER = {
    1: ("number", "words", "measures", "lead", "supplier", "leader", "due", "source"),
    2: ("number", "words", "measures", "lead", "joiners", "leader", "due", "source"),
}
"""Of a target who gives its figure; of a task who joins in."""
_SHARES = (5, 40, 14, 12, 14, 8, 11, 9)


def as_xlsx(lines: Iterable[Line], stream: IO[bytes]) -> None:
    """One sheet: a row of heads, then a row a task; heads stay in sight, columns may be filtered, it prints across."""
    import xlsxwriter

    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet = book.add_worksheet("任务分解表")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F2EFE8"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for column, (title, width) in enumerate(COLUMNS.values()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    row = 0
    for row, line in enumerate(lines, 1):
        for column, field in enumerate(COLUMNS):
            value = PARTS[line.part] if field == "part" else getattr(line, field)
            sheet.write_string(row, column, str(safe(value))[:32_767], cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(row, 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()


def as_docx(title: str, lines: Sequence[Line], stream: IO[bytes]) -> None:
    """The table lying across, in official format: part by part, the report's headings as lines across."""
    paper = Paper(title, landscape=True)
    for number, (part, of_part) in enumerate(groupby(lines, key=lambda line: line.part), 1):
        paper.heading(f"{numeral(number)}、{PARTS[part]}")
        rows: list[Sequence[str]] = []
        for heading, under in groupby(of_part, key=lambda line: line.heading):
            if heading and part == 2:
                rows.append((heading,))
            rows += [[str(getattr(line, field)) for field in _ON_PAPER[part]] for line in under]
        paper.table([COLUMNS[field][0] for field in _ON_PAPER[part]], rows, widths=_SHARES)
    if not lines:
        paper.paragraph("本文没有可分解的目标和任务。")
    paper.save(stream)
