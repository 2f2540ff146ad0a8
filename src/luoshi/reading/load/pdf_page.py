"""What stands on a PDF page: glyphs in reading position, gathered into lines, and the straight rules drawn on it.

Coordinates are PDF points with y growing upwards, turned so that the page's main text runs from left to right.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from luoshi.reading.load.characters import tidy

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MAX_RULES = 20_000
"""Edges looked at on a page; drawings and maps have more, tables do not."""
_PATH = 2  # FPDF_PAGEOBJ_PATH
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_MOVE = 2  # FPDF_SEGMENT_MOVETO; a line is 0, a curve 1


class Glyph(NamedTuple):
    character: str
    left: float
    right: float
    bottom: float
    top: float
    spaced: bool
    """Whether a space character stands before it in the file."""


class Rule(NamedTuple):
    """A straight edge, drawn along an axis: at `at` across it, from `low` to `high` along it."""

    level: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class Line:
    """A line of text: its pieces are parted by wide gaps."""

    pieces: list[Piece]
    bottom: float
    top: float
    row: bool = False
    """A row of a table, whose text is final."""
    text: str = ""
    page: int = 0

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def em(self) -> float:
        return max(piece.em for piece in self.pieces)


@dataclass(slots=True)
class Piece:
    text: str
    left: float
    right: float
    em: float
    """Width of a hanzi in it."""


@dataclass(slots=True)
class PageContent:
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0


def read_page(page: PdfPage) -> PageContent:
    """The glyphs and rules of a page. Text that runs askew of the page's main direction (a watermark) is left out."""
    import pypdfium2.raw as pdfium

    width, height = pdfium.FPDF_GetPageWidthF(page.raw), pdfium.FPDF_GetPageHeightF(page.raw)
    text = pdfium.FPDFText_LoadPage(page.raw)
    if not text:
        return PageContent(width, height)
    try:
        count = pdfium.FPDFText_CountChars(text)
        angles = [pdfium.FPDFText_GetCharAngle(text, at) for at in range(0, count, 7)]
        turns = Counter(_quarter(angle) for angle in angles if _quarter(angle) is not None)
        turn = turns.most_common(1)[0][0] if turns else 0
        glyphs = _glyphs(text, count, turn or 0)
    finally:
        pdfium.FPDFText_ClosePage(text)
    rules, pictures = _drawn(page, turn or 0)
    corner = [ctypes.c_float() for _ in range(4)]  # left, bottom, right, top
    if pdfium.FPDFPage_GetCropBox(page.raw, *corner) or pdfium.FPDFPage_GetMediaBox(page.raw, *corner):
        left, bottom, right, top = (value.value for value in corner)
        shown = _turned((left, right, bottom, top), turn or 0)
        return _shown(PageContent(width, height, glyphs, rules, pictures), shown)
    return PageContent(width, height, glyphs, rules, pictures)


def _shown(content: PageContent, shown: tuple[float, float, float, float]) -> PageContent:
    """What of a page's content is in the part shown, measured from that part's corner."""
    left, right, bottom, top = shown
    glyphs = [
        Glyph(glyph[0], glyph[1] - left, glyph[2] - left, glyph[3] - bottom, glyph[4] - bottom, glyph[5])
        for glyph in content.glyphs
        if glyph[1] < right and glyph[2] > left and glyph[3] < top and glyph[4] > bottom
    ]
    rules = [
        Rule(True, rule.at - bottom, rule.low - left, rule.high - left)
        if rule.level
        else Rule(False, rule.at - left, rule.low - bottom, rule.high - bottom)
        for rule in content.rules
    ]
    return PageContent(right - left, top - bottom, glyphs, rules, content.pictures)


def _quarter(angle: float) -> int | None:
    """The quarter turn (clockwise) an angle is, or None for one in between; negative angles are pdfium's failures."""
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if angle >= 0 and abs(turns - round(turns)) < 0.03 else None


def _turned(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """A box (left, right, bottom, top) with text turned clockwise by so many quarters set upright."""
    left, right, bottom, top = box
    if turn == 3:
        return bottom, top, -right, -left
    if turn == 2:
        return -right, -left, -top, -bottom
    if turn == 1:
        return -top, -bottom, left, right
    return box


def _glyphs(text: ctypes.c_void_p, count: int, turn: int) -> list[Glyph]:
    import pypdfium2.raw as pdfium

    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    generated, angle_of = pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetCharAngle
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    glyphs: list[Glyph] = []
    spaced = askew = False
    previous: tuple[int, float, float] = (0, 0.0, 0.0)
    high = 0
    for at in range(count):
        code = unicode_of(text, at)
        if code in (0x20, 0xA0, 0x3000, 0x09):
            spaced = spaced or not generated(text, at)
            continue
        if code in (0, 2, 10, 13, 0xFFFE, 0xFFFF):  # line ends and hyphens that pdfium made
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if not box_of(text, at, pointer) or box.right <= box.left:
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if turn:
            left, right, bottom, top = _turned((left, right, bottom, top), turn)
        if not glyphs or spaced or abs(bottom - previous[2]) > 0.1:  # a run of text keeps its direction
            quarter = _quarter(angle_of(text, at))
            askew = (quarter is not None and quarter != turn) or (quarter is None and angle_of(text, at) >= 0)
        if askew:
            continue
        if code == previous[0] and abs(left - previous[1]) < 0.3 * (right - left) and abs(bottom - previous[2]) < 1:
            continue  # drawn twice to look bold
        previous = (code, left, bottom)
        glyphs.append(Glyph(tidy(chr(code)), left, right, bottom, top, spaced))
        spaced = False
    return glyphs


def _drawn(page: PdfPage, turn: int) -> tuple[list[Rule], int]:
    """The straight edges along the axes, and how many pictures there are."""
    import pypdfium2.raw as pdfium

    rules: list[Rule] = []
    pictures = 0
    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = pdfium.FS_MATRIX()
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        pictures += kind == _IMAGE
        if kind != _PATH or len(rules) > _MAX_RULES or not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
            continue
        last = start = (0.0, 0.0)
        for step in range(min(pdfium.FPDFPath_CountSegments(drawn), _MAX_RULES)):
            segment = pdfium.FPDFPath_GetPathSegment(drawn, step)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            if pdfium.FPDFPathSegment_GetType(segment) == _MOVE:
                start = point
            else:
                _add_rule(rules, last, point, turn)
                if pdfium.FPDFPathSegment_GetClose(segment):
                    _add_rule(rules, point, start, turn)
            last = point
    return rules, pictures


def _add_rule(rules: list[Rule], one: tuple[float, float], other: tuple[float, float], turn: int) -> None:
    left, right, bottom, top = _turned(
        (min(one[0], other[0]), max(one[0], other[0]), min(one[1], other[1]), max(one[1], other[1])), turn
    )
    if top - bottom < 1 and right - left > 5:
        rules.append(Rule(True, (top + bottom) / 2, left, right))
    elif right - left < 1 and top - bottom > 5:
        rules.append(Rule(False, (left + right) / 2, bottom, top))


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """Glyphs gathered into lines from the top down, each line's pieces from left to right."""
    rows: list[list[Glyph]] = []
    current: list[Glyph] = []
    for glyph in glyphs:  # first by what follows what in the file, which is nearly always a line's own order
        if current and not _beside(current[-1], glyph):
            rows.append(current)
            current = []
        current.append(glyph)
    if current:
        rows.append(current)
    rows.sort(key=lambda row: -_middle(row))
    merged: list[list[Glyph]] = []
    for row in rows:  # then what stands at one height is one line
        if merged and _same_height(merged[-1], row):
            merged[-1].extend(row)
        else:
            merged.append(list(row))
    return [_line(sorted(row, key=lambda glyph: glyph.left)) for row in merged]


def _beside(one: Glyph, other: Glyph) -> bool:
    height = min(one.top - one.bottom, other.top - other.bottom)
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * height and other.left > one.left


def _middle(row: list[Glyph]) -> float:
    return sum(glyph.top + glyph.bottom for glyph in row) / (2 * len(row))


def _same_height(one: list[Glyph], other: list[Glyph]) -> bool:
    height = min(one[0].top - one[0].bottom, other[0].top - other[0].bottom)
    return abs(_middle(one) - _middle(other)) < 0.4 * height


def _line(row: list[Glyph]) -> Line:
    wide = [glyph.right - glyph.left for glyph in row if _is_wide(glyph.character)]
    em = median(wide) if wide else 0.75 * median(glyph.top - glyph.bottom for glyph in row)
    em = max(em, 1.0)
    row = [_whole(glyph, em) for glyph in row]
    usual = median(after.left - before.right for before, after in pairwise(row)) if len(row) > 2 else 0.0
    pieces: list[Piece] = []
    words: list[str] = []
    left = row[0].left
    for before, glyph in zip([None, *row[:-1]], row, strict=True):
        if before is not None:
            gap = glyph.left - before.right
            if gap > 1.3 * em:
                pieces.append(Piece("".join(words), left, before.right, em))
                words, left = [], glyph.left
            elif _parts(before, glyph, (gap - max(0.0, usual)) / em):
                words.append(" ")
        words.append(glyph.character)
    pieces.append(Piece("".join(words), left, row[-1].right, em))
    return Line(pieces, min(glyph.bottom for glyph in row), max(glyph.top for glyph in row))


def _whole(glyph: Glyph, em: float) -> Glyph:
    """A hanzi with its full width: where a font has two codes for one shape, pdfium gives the edges of the ink."""
    lacking = em - (glyph.right - glyph.left)
    if 0.03 * em < lacking < em and "㐀" <= glyph.character <= "鿿":
        return glyph._replace(left=glyph.left - lacking / 2, right=glyph.right + lacking / 2)
    return glyph


def _parts(before: Glyph, glyph: Glyph, gap: float) -> bool:
    """Whether a space stands between two glyphs that are `gap` ems further apart than is usual in their line.

    Writers set figures and Latin words off from hanzi by up to a third of an em with no space meant.
    """
    if _is_wide(before.character) == _is_wide(glyph.character):
        return gap > 0.15
    return gap > (0.15 if glyph.spaced else 0.45)


def _is_wide(character: str) -> bool:
    return ("⺀" <= character <= "\U0003ffff" and not "￡" <= character <= "￮") or character in "“”‘’—…"
