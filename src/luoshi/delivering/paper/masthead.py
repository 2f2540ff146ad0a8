"""The head and the foot of an official paper, after GB/T 9704-2012: of a paper that is issued (文件格式) and of a letter (信函格式)."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt, RGBColor

from luoshi.delivering.paper.official import KAI, SIZE_3, SIZE_4, TEXT, TITLE, Paper, clean, named

RED = RGBColor(0xFF, 0x00, 0x00)
_WIDTH = Mm(156)
_LETTER_WIDTH = Mm(170)
"""Of the red double lines of a letter, centred on the page; they stand out over the type area on either side."""
_LARGEST = Pt(48)


def issued_head(paper: Paper, who: str, number: str, signer: str = "") -> None:
    """Whose paper it is in red, 35 mm below the top of the type area; its number below; a red line as wide as the type area.

    A paper that goes up names its signer: the number stands at the left, 签发人 at the right, each one character in.
    """
    paper.line("", spacing=Mm(35))
    _mark(paper.line("", align=WD_ALIGN_PARAGRAPH.CENTER, spacing=Pt(62)), who)
    paper.line("")
    line = paper.line(number, align=None if signer else WD_ALIGN_PARAGRAPH.CENTER)
    if signer:
        line.paragraph_format.left_indent = SIZE_3
        _at_right(line, "\t签发人：", TEXT, _WIDTH)
        _at_right(line, signer, KAI, _WIDTH)
    _ruled(line, "bottom", "single", size=12, space=11)  # 4 mm are 11 points
    paper.line("")
    paper.line("")


def imprint(paper: Paper, who: str, day: str) -> None:
    """版记 at the foot of the last page: who had it printed and when, between two lines as wide as the type area."""
    section = paper.document.sections[-1]
    width = Length(int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0))
    line = paper.line(who, size=SIZE_4)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = SIZE_4
    _at_right(line, f"\t{day}印发", TEXT, width, size=SIZE_4)
    properties = line._p.get_or_add_pPr()
    rules = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="1" w:color="000000"/>' for side in ("top", "bottom"))  # 0.35 mm
    frame = f'<w:framePr {nsdecls("w")} w:w="{width.twips}" w:hRule="auto" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    for place, part in enumerate((frame, f'<w:pBdr {nsdecls("w")}>{rules}</w:pBdr>')):
        properties.insert(place, parse_xml(part))


def _at_right(line: Any, words: str, font: str, width: Length, *, size: Length = SIZE_3) -> None:
    """Words that end one character before the right end of the line, behind a tab."""
    run = line.add_run(clean(words))
    run.font.size = size
    named(run._r.get_or_add_rPr(), font)
    if words.startswith("\t"):
        line.paragraph_format.tab_stops.add_tab_stop(Length(int(width) - int(size)), WD_TAB_ALIGNMENT.RIGHT)


def letter_head(paper: Paper, who: str, number: str) -> None:
    """Whose letter it is in red, 30 mm below the top of the page; a red double line below, and another 20 mm above the foot.

    The number stands at the right, below the first line; the first page shows no page number.
    """
    section = paper.document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance, section.footer_distance = Mm(30), Mm(20)
    head = section.first_page_header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _mark(head, who)
    _wide(head)
    _ruled(head, "bottom", "thickThinSmallGap", size=24, space=11)
    foot = section.first_page_footer.paragraphs[0]
    _wide(foot)
    _ruled(foot, "top", "thinThickSmallGap", size=24, space=1)
    paper.line(number, align=WD_ALIGN_PARAGRAPH.RIGHT)
    paper.line("")
    paper.line("")


def _mark(line: Any, who: str) -> None:
    """发文机关标志: as large as one line holds."""
    run = line.add_run(clean(who))
    run.font.size = Length(min(_LARGEST, int(_WIDTH / max(1, len(who)))))
    run.font.color.rgb = RED
    named(run._r.get_or_add_rPr(), TITLE)
    if line.paragraph_format.line_spacing_rule is None:
        line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _wide(line: Any) -> None:
    over = Length(int((_LETTER_WIDTH - _WIDTH) / 2))
    # The page is bound at the left: its middle is 1 mm to the left of the type area's.
    line.paragraph_format.left_indent = Length(-int(over) - int(Mm(1)))
    line.paragraph_format.right_indent = Length(-int(over) + int(Mm(1)))
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)


def _ruled(line: Any, side: str, kind: str, *, size: int, space: int) -> None:
    """A red line above or below. `size` in eighths of a point, `space` in points."""
    properties = line._p.get_or_add_pPr()
    rule = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="FF0000"/></w:pBdr>'
    )
    after_style = 1 if properties.find(qn("w:pStyle")) is not None else 0  # the schema's order: style, lines, spacing
    properties.insert(after_style, rule)
