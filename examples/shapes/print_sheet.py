"""A PDF as a congress hands it out: running head, page numbers, paragraphs broken into lines."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from .blocks import Block

_WIDTH, _PADDING = A4[0] - 56 * mm, 3.0
_FACE = "STSong-Light"  # one of the fonts a PDF may name without carrying it

_BODY = ParagraphStyle("body", fontName=_FACE, fontSize=15, leading=26, firstLineIndent=30, wordWrap="CJK")
_TITLE = ParagraphStyle("title", _BODY, fontSize=21, leading=32, firstLineIndent=0, alignment=1, spaceAfter=8)
_UNDER = ParagraphStyle("under", _BODY, firstLineIndent=0, alignment=1)
_HEADING = ParagraphStyle("heading", _BODY, fontSize=16, spaceBefore=6, spaceAfter=4)
_CELL = ParagraphStyle("cell", _BODY, fontSize=9, leading=13, firstLineIndent=0)


def pdf(blocks: list[Block], *, running_head: str) -> bytes:
    """The blocks as a PDF with a text layer; the same blocks give the same bytes."""
    registerFont(UnicodeCIDFont(_FACE))
    story = [_flow(block, first=block is blocks[0]) for block in blocks]

    def furniture(canvas: Any, sheet: Any) -> None:
        canvas.saveState()
        canvas.setFont(_FACE, 9)
        canvas.drawRightString(A4[0] - 28 * mm, A4[1] - 20 * mm, running_head)
        canvas.drawCentredString(A4[0] / 2, 15 * mm, f"— {sheet.page} —")
        canvas.restoreState()

    written = io.BytesIO()
    sheet = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=28 * mm,
        rightMargin=26 * mm,
        topMargin=30 * mm,
        bottomMargin=26 * mm,
        title=blocks[0].text,
        author="澄湖区人民政府办公室",
        invariant=1,
    )
    sheet.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return written.getvalue()


def _flow(block: Block, *, first: bool) -> Any:
    if block.kind == "table":
        cells = [[Paragraph(escape(text), _CELL) for text in row] for row in block.rows]
        grid = [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ]
        return Table(cells, colWidths=_widths(block.rows), repeatRows=1, style=grid)
    style = {"title": _TITLE if first else _UNDER, "heading": _HEADING, "prose": _BODY}[block.kind]
    return Paragraph(escape(block.text), style)


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Column widths in points: short columns as wide as their words, long ones broken within the cell."""
    longest = [min(max(len(row[x]) for row in rows), 9) + 0.5 for x in range(len(rows[0]))]
    room = _WIDTH - 2 * _PADDING * len(longest)
    letter = min(_CELL.fontSize, room / sum(longest))
    return [count * letter + 2 * _PADDING for count in longest]
