"""Files made for the tests of loading, in the language of the genre; nothing in them is copied."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

PROSE = (
    "各位代表，现在我代表区人民政府向大会报告工作，请予审议。过去一年，我们锚定目标、真抓实干，经济运行稳中有进，"
    "预计地区生产总值增长6.2%，规模以上工业增加值增长8%左右，新引进亿元以上项目43个，民生支出占比保持在八成以上。"
)
HEADINGS = ("一、过去一年工作回顾", "（一）产业发展迈上新台阶", "二、今年工作安排")
REPORT = "\n".join(
    [
        "云溪区政府工作报告",
        HEADINGS[0],
        HEADINGS[1],
        PROSE,
        "指标 | 单位 | 目标",
        "地区生产总值 | % | 6左右",
        HEADINGS[2],
        PROSE,
    ]
)


def docx_bytes(*blocks: str | Sequence[Sequence[str]], change: Any = None) -> bytes:
    """A Word file of paragraphs and tables; `change(document)` may go on building it."""
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            table = document.add_table(len(block), len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    if change is not None:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_bytes(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(docx: bytes, name: str, data: bytes) -> bytes:
    """A Word file with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return zip_bytes({**parts, name: data})


def pdf_bytes(
    blocks: Sequence[Any], *, head: str = "", foot: str = "— {} —", indent: bool = True, **options: Any
) -> bytes:
    """A PDF as an office program would print it: A4, justified, a running head and page numbers.

    A block is a paragraph, `("title", words)` or `("small", words)` in the middle, or a table (a list of rows, ruled).
    """
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    common = {"fontName": "STSong-Light", "wordWrap": "CJK"}
    body = ParagraphStyle(
        "body", fontSize=16, leading=28, alignment=TA_JUSTIFY, firstLineIndent=32 if indent else 0, **common
    )
    title = ParagraphStyle("title", fontSize=22, leading=34, alignment=TA_CENTER, **common)
    small = ParagraphStyle("small", fontSize=16, leading=28, alignment=TA_CENTER, **common)
    cell = ParagraphStyle("cell", fontSize=10.5, leading=14, **common)
    flow: list[Any] = []
    for block in blocks:
        if isinstance(block, str):
            flow.append(Paragraph(block, body))
        elif isinstance(block, tuple):
            flow.append(Paragraph(block[1], title if block[0] == "title" else small))
        else:
            rows = [[Paragraph(words, cell) for words in row] for row in block]
            flow.append(Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *options.get("spans", ())]))

    def decorate(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 12)
        if head:
            canvas.drawCentredString(A4[0] / 2, A4[1] - 15 * mm, head)
        canvas.drawCentredString(A4[0] / 2, 20 * mm, foot.format(document.page))

    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=A4, topMargin=37 * mm, bottomMargin=35 * mm, leftMargin=28 * mm, rightMargin=26 * mm,
        encrypt=options.get("password"), invariant=1,
    ).build(flow, onFirstPage=decorate, onLaterPages=decorate)  # fmt: skip
    return out.getvalue()


def scanned_pdf(pages: int = 2) -> bytes:
    """Pages that are pictures."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (200, 280), 200)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
