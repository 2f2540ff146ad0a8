"""A Word document in the format of official papers, as GB/T 9704-2012 lays it down.

A4; a type area of 156 mm × 225 mm with a top margin of 37 mm and a binding margin of 28 mm; 22 lines of 28 characters a page;
title in 小标宋 size 2, text in 仿宋 size 3, headings 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋; page numbers in 宋体 size 4 between
dashes, outside at the foot. Fonts are named, not shipped: a machine that lacks one shows its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt

from luoshi.delivering.clocks.wording import day_said

TITLE, TEXT, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)
"""字号 as points: 二号, 三号, 四号, 五号."""
LINE = Pt(29)
"""22 lines in 225 mm."""
_TOP, _BOTTOM, _BINDING, _OUTER = Mm(37), Mm(35), Mm(28), Mm(26)
_HEADINGS = {1: HEI, 2: KAI, 3: TEXT, 4: TEXT}
_NUMERALS = "〇一二三四五六七八九十"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
"""Drawn on the table itself: a template may lack the style that would draw them."""


class Paper:
    """An official paper being written, from its title to its date."""

    def __init__(self, title: str = "", *, landscape: bool = False) -> None:
        """With a title it begins with that; without one the head of the paper comes first (`masthead`), then `titled`."""
        self.document = Document()
        self._begin()
        section = self.document.sections[0]
        _page(section, landscape=landscape)
        self._numbered(section)
        if title:
            self.titled(title)

    def titled(self, title: str) -> None:
        """标题: centred, with a line left free below."""
        self.line(title, font=TITLE, size=SIZE_2, align=WD_ALIGN_PARAGRAPH.CENTER, spacing=Pt(36))
        self.line("")

    def heading(self, words: str, level: int = 1) -> None:
        """A heading with its number as the level has it: 一、 （一） 1. （1）; the words come with it."""
        self.line(words, font=_HEADINGS[level], indent=True, outline=level)

    def paragraph(self, words: str, *, indent: bool = True) -> None:
        """A paragraph of the text, two characters in."""
        self.line(words, indent=indent)

    def addressed(self, whom: str) -> None:
        """主送机关: flush left, with a colon."""
        self.line(f"{whom}：")

    def signed(self, who: str, when: date | str) -> None:
        """Who issues it, centred over the date of completion, which ends four characters from the right. `when` may be the day in words."""
        day = day_said(when) if isinstance(when, date) else when
        self.line("")
        for words, inside in ((who, 4 + (_breadth(day) - _breadth(who)) / 2), (day, 4)):
            line = self.line(words, align=WD_ALIGN_PARAGRAPH.RIGHT)
            line.paragraph_format.right_indent = Length(int(SIZE_3 * max(0, inside)))

    def attached(self, title: str) -> None:
        """An annex lying across on pages of its own: 附件 in 黑体 at the left, then its title."""
        self.new_section(landscape=True)
        self.line("附件", font=HEI)
        self.line("")  # the title stands on the third line
        self.titled(title)

    def new_section(self, *, landscape: bool) -> None:
        """A new page, upright or across."""
        section = self.document.add_section()
        _page(section, landscape=landscape)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[float]) -> None:
        """A ruled table whose heads stand again on every page. `widths` are shares of the type area.

        A row of one cell is a line across the table.
        """
        ruled_table(self.document, heads, rows, widths=widths)

    def save(self, stream: Any) -> None:
        """Write the file. The same paper gives the same parts, but for the time in the archive."""
        self.document.save(stream)

    def _begin(self) -> None:
        style = self.document.styles["Normal"]
        named(style.element.get_or_add_rPr(), TEXT)
        style.font.size = SIZE_3
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = "Luoshi 落实"

    def line(
        self, words: str, *, font: str = TEXT, size: Pt = SIZE_3, align: WD_ALIGN_PARAGRAPH | None = None, spacing: Length = LINE,
        indent: bool = False, outline: int | None = None,
    ) -> Any:  # fmt: skip
        """One paragraph at the end of the paper; `spacing` is its line height, exactly."""
        line = self.document.add_paragraph()
        shape = line.paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, spacing
        shape.space_before = shape.space_after = Pt(0)
        if align is not None:
            line.alignment = align
        if indent:
            shape.first_line_indent = Length(SIZE_3 * 2)
        if outline is not None:
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(outline - 1))
            line._p.get_or_add_pPr().append(level)
        run = line.add_run(clean(words))
        run.font.size = size
        named(run._r.get_or_add_rPr(), font)
        return line

    def _numbered(self, section: Any) -> None:
        """Page numbers outside at the foot: odd pages at the right, even ones at the left, one character in."""
        self.document.settings.odd_and_even_pages_header_footer = True
        for footer, align in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
            line = footer.paragraphs[0]
            line.alignment = align
            line.paragraph_format.right_indent = line.paragraph_format.left_indent = SIZE_4
            for piece in ("— ", None, " —"):
                run = line.add_run(piece or "")
                run.font.size = SIZE_4
                named(run._r.get_or_add_rPr(), SONG)
                if piece is None:
                    _field(run, "PAGE")


def ruled_table(document: Any, heads: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[float]) -> Any:
    """The table of `Paper.table` at the end of any document, a unit's own template too; its element."""
    _table_styles(document)
    section = document.sections[-1]
    whole = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    columns = [Length(int(whole * share / sum(widths))) for share in widths]
    table = document.add_table(rows=1, cols=len(heads))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{_BORDERS}</w:tblBorders>"))
    for column, width in zip(table.columns, columns, strict=True):
        column.width = width
    table._tbl.remove(table.rows[0]._tr)
    table._tbl.append(_row(heads, columns, style="LuoshiTableHead", marks="<w:cantSplit/><w:tblHeader/>"))
    for row in rows:
        style = "LuoshiTableAcross" if len(row) == 1 else "LuoshiTableText"
        table._tbl.append(_row(row, columns, style=style, marks="<w:cantSplit/>"))
    return table._tbl


def _table_styles(document: Any) -> None:
    for name, font in (("LuoshiTableHead", HEI), ("LuoshiTableAcross", KAI), ("LuoshiTableText", TEXT)):
        if name in document.styles:
            continue
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = SIZE_5
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
        if name == "LuoshiTableHead":
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        named(style.element.get_or_add_rPr(), font)


def numeral(number: int) -> str:
    """1 to 99 as 一 to 九十九, for headings."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + ("" if ones == 0 else _NUMERALS[ones])


def _page(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    if landscape:  # turned: the top of the page becomes the binding side
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = _BINDING, _OUTER, _BOTTOM, _TOP
    else:
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = _TOP, _BOTTOM, _BINDING, _OUTER
    section.footer_distance = Mm(28) if not landscape else Mm(18)


def named(properties: Any, font: str) -> None:
    """Name the font for Chinese characters and for the others; 西文 stands in Times New Roman."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(1 if properties.find(qn("w:rStyle")) is not None else 0, fonts)
    for kind, name in (("w:eastAsia", font), ("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman")):
        fonts.set(qn(kind), name)
        fonts.attrib.pop(qn(f"{kind}Theme"), None)  # a theme's font would go before the one named


def _row(cells: Sequence[str], widths: Sequence[Length], *, style: str, marks: str) -> Any:
    """A row of a table as XML, written at once: cell by cell through the library takes ten times as long.

    A single cell goes across all columns.
    """
    across = len(cells) == 1
    parts = []
    for words, width in zip(cells, [Length(sum(widths))] if across else widths, strict=True):
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(words).split("\n"))
        span = f'<w:gridSpan w:val="{len(widths)}"/>' if across else ""
        middle = '<w:jc w:val="center"/>' if words.isdecimal() else ""
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width.twips}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{middle}</w:pPr><w:r>{lines}</w:r></w:p></w:tc>'
        )
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr>{marks}</w:trPr>{''.join(parts)}</w:tr>")


def _field(run: Any, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("end", None)):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._r.append(part)


def _breadth(words: str) -> float:
    """In Chinese characters; a figure or a Latin letter is half of one, and a quarter stands free between the two."""
    own = sum(0.5 if char.isascii() else 1 for char in words)
    return own + sum(0.25 for one, next_one in pairwise(words) if one.isascii() != next_one.isascii())


def clean(words: str) -> str:
    """Without characters that a file of XML cannot hold."""
    return "".join(c for c in words if c in "\t\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF)))
