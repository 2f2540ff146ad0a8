"""PDF files with a text layer: the text without what belongs to the page, and where each page's text stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.errors import ReadError
from luoshi.reading.facts import Page, Rendition
from luoshi.reading.load.pdf_furniture import without_furniture
from luoshi.reading.load.pdf_page import Line, PageContent, lines_of, read_page
from luoshi.reading.load.pdf_paragraphs import paragraphs, words_of
from luoshi.reading.load.pdf_tables import joined, mark_columns, take_ruled

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_ERROR_PASSWORD = 4  # FPDF_ERR_PASSWORD
_ERROR_SECURITY = 5  # FPDF_ERR_SECURITY
_MAX_PAGES = 5_000
_SCANNED_PAGE = 12
"""A page with a picture and fewer characters than this has no text layer worth the name."""
_NO_TEXT = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def load_pdf(data: bytes) -> Rendition:
    """The text of a PDF. Raises ReadError L113, L114, L116 to L118."""
    _check_whole(data)
    document = _opened(data)
    try:
        count = len(document)
        if count == 0:
            raise ReadError("L118")
        if count > _MAX_PAGES:
            raise ReadError("L107", size=f"{count} pages", limit=f"{_MAX_PAGES} pages")
        contents = [_content(document, number) for number in range(count)]
    finally:
        document.close()
    _check_text_layer(contents)
    pages = [_page_lines(content, number) for number, content in enumerate(contents)]
    text, spans = _put_together(without_furniture(pages, [content.height for content in contents]))
    return Rendition(text=text, media_type="application/pdf", loader="pdf/1", pages=spans)


def _check_whole(data: bytes) -> None:
    """Refuse a file cut short: a parser would mend it and read the half that is there, without a word."""
    end = data.rfind(b"%%EOF")
    if end < 0 or re.search(rb"\d\s+\d\s+obj\b", data[end:]):
        raise ReadError("L114", reason="no end of file")
    linear = re.search(rb"/Linearized.{0,200}?/L\s+(\d{1,12})", data[:1024], re.DOTALL)
    if linear and len(data) < int(linear[1]):
        raise ReadError("L114", reason=f"{len(data)} of {int(linear[1])} bytes")


def _opened(data: bytes) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # pdfium's last error may be an earlier file's: it sets none for a file without pages.
        if error.err_code in (_ERROR_PASSWORD, _ERROR_SECURITY) and b"/Encrypt" in data:
            raise ReadError("L113") from error
        if re.search(rb"/Count\s+0\b", data):
            raise ReadError("L118") from error
        raise ReadError("L114", reason="PDF") from error


def _content(document: PdfDocument, number: int) -> PageContent:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise ReadError("L114", reason=f"page {number + 1}") from error
    try:
        return read_page(page)
    finally:
        page.close()


def _check_text_layer(contents: list[PageContent]) -> None:
    written = [page for page in contents if len(page.glyphs) >= _SCANNED_PAGE]
    scanned = [page for page in contents if len(page.glyphs) < _SCANNED_PAGE and page.pictures]
    if scanned and len(scanned) >= len(written):
        raise ReadError("L116")
    glyphs = sum(len(page.glyphs) for page in contents)
    garbled = sum(bool(_NO_TEXT.match(glyph.character)) for page in contents for glyph in page.glyphs)
    if garbled > 0.1 * glyphs:
        raise ReadError("L117")


def _page_lines(content: PageContent, number: int) -> list[Line]:
    """A page's lines and table rows from the top down."""
    rows, glyphs = take_ruled(content)
    lines = lines_of(glyphs)
    mark_columns(lines)
    lines = sorted([*lines, *rows], key=lambda line: -(line.top + line.bottom)) if rows else lines
    for line in lines:
        line.page = number
    return lines


def _put_together(pages: list[list[Line]]) -> tuple[str, tuple[Page, ...]]:
    """The paragraphs a line each, and the span of every page: from its first words to the next page's."""
    parts: list[str] = []
    length = 0
    begins: dict[int, int] = {}
    for group in paragraphs(pages):
        text = ""
        for line in group:
            words = words_of(line)
            text = joined(text, words)
            begins.setdefault(line.page, length + len(text) - len(words))
        parts.append(text)
        length += len(text) + 1
    length = max(0, length - 1)
    starts = [0] * len(pages)
    following = length
    for number in range(len(pages) - 1, -1, -1):
        starts[number] = following = begins.get(number, following)
    if starts:
        starts[0] = 0
    ends = [*starts[1:], length]
    spans = tuple(Page(number + 1, start, end) for number, (start, end) in enumerate(zip(starts, ends, strict=True)))
    return "\n".join(parts), spans
