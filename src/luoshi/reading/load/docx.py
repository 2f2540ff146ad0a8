"""Word documents: paragraphs and tables in the order of the body, with the numbers Word draws before headings.

Read straight from the XML parts that hold words (ECMA-376, wordprocessingml; both its namespaces): python-docx sees no
text boxes, numbers or revisions, and takes in every picture. Headers, footers, the table of
contents, deleted revisions, hidden words and field codes are left out; footnotes stand at the end, a line each.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from luoshi.errors import ReadError
from luoshi.reading.facts import Rendition
from luoshi.reading.load.archive import Archive
from luoshi.reading.load.characters import tidy
from luoshi.reading.load.docx_numbering import Numbering
from luoshi.reading.load.docx_xml import attribute, child, find, flag, name_of
from luoshi.reading.load.rows import GridCell, grid_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEFT_OUT = frozenset(
    re.findall(
        r"\w+",
        "del moveFrom instrText delText delInstrText rPr pPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr"
        " footnoteReference endnoteReference annotationRef rt Fallback",
    )
)
_LAYOUT_CELL = 800
"""Characters in one cell from which a table is taken for a frame round text, not for data."""


def load_docx(data: bytes) -> Rendition:
    """The text of a Word document. Raises ReadError L113 to L115."""
    archive = Archive(data)
    main = _main_part(archive)
    root = archive.xml(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise ReadError("L114", reason="no document in it")
    folder = posixpath.dirname(main)
    styles = archive.xml(posixpath.join(folder, "styles.xml"))
    numbering = archive.xml(posixpath.join(folder, "numbering.xml"))
    writer = _Writer(Numbering(numbering, styles))
    lines = writer.lines(body)
    for notes in ("footnotes.xml", "endnotes.xml"):
        part = archive.xml(posixpath.join(folder, notes))
        for note in part if part is not None else ():
            if attribute(note, "type") in ("", "normal"):  # the others are the drawn separators
                lines.extend(writer.lines(note))
    return Rendition(text=tidy("\n".join(lines)), media_type=MEDIA_TYPE, loader="docx/1")


def _main_part(archive: Archive) -> str:
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


class _Writer:
    """Turns block content into lines, counting numbered paragraphs as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def lines(self, container: _Element) -> list[str]:
        lines: list[str] = []
        unfinished = ""  # a paragraph whose mark was deleted in revision runs on into the next
        for block in _blocks(container):
            if name_of(block) == "tbl":
                lines.extend(self._table(block))
                continue
            words, boxes = self._paragraph(block)
            properties = child(block, "pPr")
            if properties is not None and find(properties, "rPr", "del") is not None:
                unfinished += words
            else:
                lines.extend(line for part in (unfinished + words).split("\n") if (line := _line(part)))
                unfinished = ""
            for box in boxes:
                lines.extend(self.lines(box))
        if line := _line(unfinished):
            lines.append(line)
        return lines

    def _paragraph(self, paragraph: _Element) -> tuple[str, list[_Element]]:
        """Its words with `\\n` for breaks, and the text boxes that hang on it."""
        properties = child(paragraph, "pPr")
        if self._numbering.is_contents(properties):
            return "", []
        words: list[str] = []
        boxes: list[_Element] = []
        _gather(paragraph, words, boxes)
        text = "".join(words)
        if text.strip():
            text = self._numbering.label(properties) + text
        return text, boxes

    def _table(self, table: _Element) -> list[str]:
        rows = [row for row in _rows(table) if not _deleted(row)]
        read: list[list[tuple[_Element, list[str]]]] = [
            [(cell, self.lines(cell)) for cell in _children_named(row, "tc")] for row in rows
        ]
        cells = [lines for row in read for _, lines in row]
        if any(sum(map(len, lines)) > _LAYOUT_CELL for lines in cells) or max(map(len, read), default=0) == 1:
            return [line for lines in cells for line in lines]
        grid = []
        for row, row_cells in zip(rows, read, strict=True):
            laid = [GridCell("", _number(row, "trPr", "gridBefore"))] if _number(row, "trPr", "gridBefore") else []
            for cell, lines in row_cells:
                merged = find(cell, "tcPr", "vMerge")
                aside = find(cell, "tcPr", "hMerge")
                covered = any(m is not None and attribute(m, "val") in ("", "continue") for m in (merged, aside))
                laid.append(GridCell("" if covered else " ".join(lines), max(1, _number(cell, "tcPr", "gridSpan"))))
            grid.append(laid)
        return grid_lines(grid)


def _blocks(container: _Element) -> Iterator[_Element]:
    """Paragraphs and tables of a body, cell, note or box, through the wrappers that may stand round them."""
    for element in container:
        name = name_of(element)
        if name in ("p", "tbl"):
            yield element
        elif name == "AlternateContent":
            yield from _blocks(_choice(element))
        elif name == "sdt":
            if not _is_contents_block(element) and (content := child(element, "sdtContent")) is not None:
                yield from _blocks(content)
        elif name not in _LEFT_OUT:  # customXml, ins, moveTo, txbxContent, ...
            yield from _blocks(element)


def _rows(table: _Element) -> Iterator[_Element]:
    for element in table:
        name = name_of(element)
        if name == "tr":
            yield element
        elif name not in _LEFT_OUT and name != "tc":
            yield from _rows(element)


def _children_named(element: _Element, wanted: str) -> Iterator[_Element]:
    for inner in element:
        name = name_of(inner)
        if name == wanted:
            yield inner
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _children_named(inner, wanted)


def _gather(element: _Element, words: list[str], boxes: list[_Element]) -> None:
    for inner in element:
        name = name_of(inner)
        if name == "t":
            words.append(inner.text or "")
        elif name == "r":
            if not flag(child(inner, "rPr"), "vanish"):
                _gather(inner, words, boxes)
        elif name in ("br", "cr"):
            words.append("\n")
        elif name in ("tab", "ptab"):
            words.append(" ")
        elif name == "noBreakHyphen":
            words.append("-")
        elif name == "sym":
            code = attribute(inner, "char")
            if re.fullmatch("[0-9A-Fa-f]{1,5}", code) and not 0xD800 <= int(code, 16) <= 0xF8FF:
                words.append(chr(int(code, 16)))  # the private ones are a symbol font's pictures
        elif name == "txbxContent":
            boxes.append(inner)
        elif name == "AlternateContent":
            _gather(_choice(inner), words, boxes)
        elif name not in _LEFT_OUT:  # hyperlink, ins, smartTag, sdt, fldSimple, drawing, oMath, ruby, ...
            _gather(inner, words, boxes)


def _choice(alternatives: _Element) -> _Element:
    """One of the ways the same thing is written down."""
    choice = child(alternatives, "Choice")
    if choice is None:
        choice = child(alternatives, "Fallback")
    return choice if choice is not None else alternatives


def _is_contents_block(block: _Element) -> bool:
    gallery = find(block, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"


def _deleted(row: _Element) -> bool:
    return find(row, "trPr", "del") is not None


def _number(element: _Element, *path: str) -> int:
    found = find(element, *path)
    value = attribute(found, "val") if found is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def _line(words: str) -> str:
    return re.sub(r"[ \t\r]+", " ", words.replace("\u00a0", " ")).strip(" \u3000")
