"""Notes as a Word document, in the faces of official papers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from luoshi.notes.entries import Entry, by_document, signed

_UNHELD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
FACES: dict[str, tuple[str, float, bool]] = {
    "Normal": ("宋体", 12, False),
    "Title": ("黑体", 22, False),
    "Heading 1": ("黑体", 16, False),
    "Quote": ("仿宋", 12, False),
}
"""Style: its Chinese face, size in points, whether slanted (which Chinese is not)."""
SAFE = ":/?#[]@!$&'()*+,;=%~-._"
"""Signs of an address that stay as they are."""
SMALL = "Source"
"""Our own style for citations and signatures."""


def word(entries: Iterable[Entry], head: str, person: str) -> bytes:
    """The notes document by document. `head` stands under the heading, `person` is whose file it is."""
    paper = docx.Document()
    _dress(paper)
    about = paper.core_properties
    about.title, about.author, about.comments, about.language = "批注", _held(person)[:255], "", "zh-CN"
    _add(paper, "批注", "Title")
    _add(paper, head, SMALL)
    for title, members in by_document(entries):
        _add(paper, " ".join(title.split()), "Heading1")
        for entry in members:
            _note(paper, entry)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _note(paper: Any, entry: Entry) -> None:
    shown = entry.shown
    for line in _lines(shown.quotation):
        _add(paper, line, "Quote")
    _link(_add(paper, f"——{entry.citation}，", SMALL), entry.link)
    if entry.state:
        _add(paper, entry.state, SMALL)
    if shown.top.withdrawn:
        _add(paper, "（批注已撤回）")
    else:
        for line in _lines(shown.top.words):
            _add(paper, line)
        tags = f"标签：{'、'.join(shown.top.tags)}    " if shown.top.tags else ""
        _add(paper, f"{tags}{signed(shown.top)}", SMALL)
    for reply in shown.replies:
        for line in _lines(reply.words):
            _add(paper, line).paragraph_format.left_indent = Pt(24)
        _add(paper, f"回复：{signed(reply)}", SMALL).paragraph_format.left_indent = Pt(24)


def _add(paper: Any, words: str, style: str = "") -> Any:
    """A paragraph at the end, which is before the last section's settings. `style` is an id.

    The library's own way looks through the whole paper for that place each time.
    """
    element: Any = OxmlElement("w:p")
    paper.element.body[-1].addprevious(element)
    paragraph = Paragraph(element, paper._body)
    paragraph.add_run(_held(words))
    if style:
        element.style = style
    return paragraph


def _dress(paper: Any) -> None:
    """Give the styles their faces. A face is named for Latin and for Chinese apart."""
    small = paper.styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = paper.styles["Normal"]
    for name, (face, size, slanted) in {**FACES, SMALL: ("宋体", 10.5, False)}.items():
        style = paper.styles[name]
        style.font.name, style.font.size, style.font.italic = "Times New Roman", Pt(size), slanted
        style.font.color.rgb = RGBColor(0x59, 0x59, 0x59) if name == SMALL else RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's face would win
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), face)
    paper.styles["Quote"].paragraph_format.left_indent = Pt(24)
    paper.styles["Quote"].paragraph_format.space_before = Pt(12)
    small.paragraph_format.space_after = Pt(6)


def _link(paragraph: Any, address: str) -> None:
    """Add the address as a link that can be followed: a field, as a relation apiece would make a large paper slow."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f'HYPERLINK "{quote(address, safe=SAFE)}"')
    run = paragraph.add_run(address)
    run.font.underline = True
    field.append(run._r)
    paragraph._p.append(field)


def _lines(words: str) -> list[str]:
    return [line for each in words.splitlines() if (line := _held(each).strip())]


def _held(words: str) -> str:
    return _UNHELD.sub("", words)
