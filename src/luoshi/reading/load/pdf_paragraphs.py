"""Paragraphs put together again from the lines of PDF pages.

A Chinese paragraph starts two characters in and its lines but the last fill the column; so a line that fills it runs on
into the next, unless the next is set in or the letters change size. Lines that are centred (titles) run on in pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from luoshi.reading.load.pdf_page import Line
from luoshi.reading.load.pdf_tables import joined

_ENDS = re.compile(r"[。!?;:!?;:][”’」』))]?$")
_STARTS = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]{1,5}[章节篇条]|[一二三四五六七八九十]{1,3}、|[((][一二三四五六七八九十\d]{1,3}[))]"
    r"|\d{1,2}[.、．]\D|[①-⑳●■◆]|附件|附表|表\s?\d|专栏)"
)
_MIN_LINES = 10
"""Lines from which a page's own margins are taken; a page with fewer has the document's."""


class _Column:
    """Where a page's text column begins and ends."""

    def __init__(self, left: float, right: float) -> None:
        self.left, self.right = left, right


def paragraphs(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """The lines of each paragraph, title or table row, in order; a paragraph may run from one page to the next."""
    texts = [line for lines in pages for line in lines if not line.row]
    whole = _column(texts) if texts else _Column(0, 0)
    indented = sum(line.left - whole.left > 1.2 * line.em for line in texts) >= 0.08 * len(texts)
    pitch = _pitch(pages)
    group: list[Line] = []
    own = whole
    for lines in pages:
        plain = [line for line in lines if not line.row]
        column = _column(plain) if len(plain) >= _MIN_LINES else whole
        for line in lines:
            if group and not _runs_on(group[-1], own, line, column, indented=indented, pitch=pitch):
                yield group
                group = []
            group.append(line)
            own = column
    if group:
        yield group


def text_of(group: list[Line]) -> str:
    """The paragraph's text."""
    text = ""
    for line in group:
        text = joined(text, words_of(line))
    return text


def words_of(line: Line) -> str:
    return line.text if line.row else " ".join(piece.text for piece in line.pieces)


def _runs_on(last: Line, own: _Column, line: Line, column: _Column, *, indented: bool, pitch: float) -> bool:
    if last.row or line.row:
        return False
    em = max(last.em, 1.0)
    if abs(line.em - last.em) > 0.12 * em:
        return False
    if line.page == last.page and last.bottom - line.bottom > 1.7 * pitch:
        return False
    words = words_of(last)
    if _centred(last, own, em) and _centred(line, column, em):
        return not _STARTS.match(words_of(line)) and not words_of(line).startswith(("—", "(", "（", "20", "二"))
    lacking = own.right - last.right
    ended = _ENDS.search(words) is not None
    if line.left - column.left > 1.2 * em:  # set in: a new paragraph, or the next line of one that is set in whole
        return (
            lacking < 1.2 * em
            and not ended
            and abs(line.left - last.left) < 0.5 * em
            and not _STARTS.match(words_of(line))
        )
    if indented:  # then a line that is not set in goes on with the one before, if that is about full
        return lacking < (1.8 if ended else 4) * em and not (lacking > 1.8 * em and _STARTS.match(words_of(line)))
    return lacking < 1.8 * em and not ended and not _STARTS.match(words_of(line))


def _centred(line: Line, column: _Column, em: float) -> bool:
    before, after = line.left - column.left, column.right - line.right
    return before > 2.5 * em and after > 2.5 * em and abs(before - after) < 1.5 * em


def _column(lines: list[Line]) -> _Column:
    """The left edge that most lines share, and the right edge that the fullest tenth of lines reach."""
    left = Counter(round(line.left / 2) for line in lines)
    most = max(left.values())
    edge = min(place for place, count in left.items() if count >= max(2, 0.3 * most) or len(lines) < 4)
    reached = sorted(line.right for line in lines)
    return _Column(2.0 * edge, reached[-1 - len(reached) // 10])


def _pitch(pages: list[list[Line]]) -> float:
    steps = [
        one.bottom - other.bottom
        for lines in pages
        for one, other in pairwise(lines)
        if not one.row and not other.row and one.bottom > other.bottom
    ]
    return median(steps) if steps else 20.0
