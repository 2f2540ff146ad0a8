"""A Word paper as an office writes it: fonts of the trade, header, page numbers, real tables with merged cells."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import dataclass
from typing import Any, Literal

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from .blocks import Block

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WRITTEN = datetime.datetime(2024, 1, 1)  # any fixed day: a file must not differ by when it was made


@dataclass(frozen=True)
class Look:
    """What differs from paper to paper."""

    header: str
    headings: Literal["styles", "bold"]
    """Whether headings use Word's heading styles or are bold paragraphs; offices do both."""


def docx(blocks: list[Block], *, look: Look) -> bytes:
    """The blocks as a Word file; the same blocks give the same bytes."""
    paper = Document()
    _font(paper.styles["Normal"], "仿宋_GB2312", 16)
    paper.core_properties.author = "澄湖区人民政府办公室"
    paper.core_properties.created = paper.core_properties.modified = _WRITTEN
    _furniture(paper.sections[0], look.header)
    for block in blocks:
        if block.kind == "table":
            _table(paper, block.rows)
        elif block.kind == "title":
            _title(paper, block.text, first=block is blocks[0])
        elif block.kind == "heading" and look.headings == "styles":
            heading = paper.add_heading(level=block.depth)
            _face(heading.add_run(block.text), "黑体", 16)
        else:
            paragraph = paper.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Pt(32)
            bold = len(block.text) if block.kind == "heading" else block.lead
            if bold:
                _face(paragraph.add_run(block.text[:bold]), "黑体", 16, bold=True)
            paragraph.add_run(block.text[bold:])
    return _same_bytes(paper)


def _title(paper: Any, text: str, *, first: bool) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _face(paragraph.add_run(text), "方正小标宋简体" if first else "楷体_GB2312", 22 if first else 16, bold=first)


def _table(paper: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    width = max(map(len, rows))
    table = paper.add_table(rows=len(rows), cols=width, style="Table Grid")
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    for y, row in enumerate(rows):  # the same words twice side by side stand in one wide cell, as such tables have it
        for x in range(1, len(row)):
            if len(row[x]) > 4 and row[x] == row[x - 1]:
                table.cell(y, x).text = ""
                table.cell(y, x - 1).merge(table.cell(y, x)).text = row[x]
    _merge_down(table, [row[0] for row in rows])


def _merge_down(table: Any, names: list[str]) -> None:
    start = 0
    for y in range(1, len(names) + 1):
        if y < len(names) and names[y] == names[start]:
            table.cell(y, 0).text = ""
            continue
        if y - start > 1:
            table.cell(start, 0).merge(table.cell(y - 1, 0)).text = names[start]
        start = y


def _furniture(section: Any, header: str) -> None:
    top = section.header.paragraphs[0]
    top.text, top.alignment = header, WD_ALIGN_PARAGRAPH.RIGHT
    bottom = section.footer.paragraphs[0]
    bottom.alignment = WD_ALIGN_PARAGRAPH.CENTER
    bottom.add_run("— ")
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = bottom.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
    bottom.add_run(" —")


def _face(run: Any, name: str, size: int, *, bold: bool = False) -> None:
    _font(run, name, size)
    run.bold = bold
    run.font.color.rgb = RGBColor(0, 0, 0)


def _font(styled: Any, name: str, size: int) -> None:
    styled.font.name, styled.font.size = name, Pt(size)
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _same_bytes(paper: Any) -> bytes:
    """The file with the zip's clock taken out."""
    written, fixed = io.BytesIO(), io.BytesIO()
    paper.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            after.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), before.read(entry), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
