"""Paragraphs put together again from the lines of PDF pages.

A Chinese paragraph starts two characters in and its lines but the last fill the column; so a line that fills it runs on
into the next, unless the next is set in or the letters change size. Lines that are centred (titles) run on in pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from luoshi.reading.load.pdf_page import Line
from luoshi.reading.text import fold

_ENDS = re.compile(r"[。!?;:][”’)]?$")
_STARTS = re.compile(
    r"第[一二三四五六七八九十百零\d]{1,5}[章节篇条]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)"
    r"|\d{1,2}[.、]\D|[①-⑳●■◆]|附件|附表|表\s?\d|专栏"
)
_UNDER_TITLE = re.compile(r"[-(二2]")
"""What stands below a title in a line of its own: a dash, a bracket, a date."""
_MAX_PITCH = 2.5
"""Ems from one line to the next; more is no paragraph's."""
_MIN_LINES = 10
"""Lines from which a page's own margins are taken; a page with fewer has the document's."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a page's text column begins and ends."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Habit:
    """How this document tells its paragraphs apart."""

    indented: bool
    """Their first lines are set in."""
    spaced: bool
    """They stand further apart than lines do."""
    pitch: float
    """From one line to the next."""
    em: float
    """Width of a hanzi of the running text."""


def paragraphs(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """The lines of each paragraph, title or table row, in order; a paragraph may run from one page to the next."""
    texts = [line for lines in pages for line in lines if not line.row]
    whole = _column(texts) if texts else _Column(0, 0)
    habit = _habit(pages, texts, whole)
    group: list[Line] = []
    own = whole
    for lines in pages:
        plain = [line for line in lines if not line.row]
        column = _column(plain) if len(plain) >= _MIN_LINES else whole
        for line in lines:
            if group and not _runs_on(group[-1], own, line, column, habit):
                yield group
                group = []
            group.append(line)
            own = column
    if group:
        yield group


def words_of(line: Line) -> str:
    return line.text if line.row else " ".join(piece.text for piece in line.pieces)


def _runs_on(last: Line, own: _Column, line: Line, column: _Column, habit: _Habit) -> bool:
    if last.row or line.row:
        return False
    em = last.em
    if abs(line.em - last.em) > 0.12 * em:
        return False
    if line.page == last.page and last.bottom - line.bottom > (1.6 if habit.indented else 1.25) * habit.pitch:
        return False
    words = fold(words_of(line))
    begins = _STARTS.match(words) is not None
    ended = _ENDS.search(fold(words_of(last))) is not None
    lacking = (own.right - last.right) / em
    large = em > 1.15 * habit.em
    if _centred(line, column, large=large):
        if _centred(last, own, large=large):  # a title; below it date, meeting and speaker stand smaller, a line each
            return large and not begins and not _UNDER_TITLE.match(words)
        return large and lacking < 1.8 and not ended
    if line.left - column.left > 1.2 * em:  # set in: a new paragraph, or the next line of one that is set in whole
        whole = lacking < 1.2 and abs(line.left - last.left) < 0.5 * em
        return whole and not (habit.indented or ended or begins)
    if lacking > 1.8:  # short of the edge by a long number or word, at most
        return habit.indented and lacking < 6 and not ended and not begins
    return habit.indented or habit.spaced or not (ended or begins)


def _centred(line: Line, column: _Column, *, large: bool) -> bool:
    """Whether a line stands in the middle; one in the letters of the text must not be a first line, set in by two."""
    before, after = line.left - column.left, column.right - line.right
    return min(before, after) > (1.2 if large else 2.5) * line.em and abs(before - after) < 1.5 * line.em


def _column(lines: list[Line]) -> _Column:
    """The left edge that most lines share, and the right edge that the fullest tenth of lines reach."""
    left = Counter(round(line.left / 2) for line in lines)
    most = max(left.values())
    edge = min(place for place, count in left.items() if count >= min(most, max(2, 0.3 * most)))
    reached = sorted(line.right for line in lines)
    return _Column(2.0 * edge, reached[-1 - len(reached) // 10])


def _habit(pages: list[list[Line]], texts: list[Line], column: _Column) -> _Habit:
    set_in = sum(1.4 * line.em < line.left - column.left < 2.8 * line.em for line in texts)
    steps = [
        one.bottom - other.bottom
        for lines in pages
        for one, other in pairwise(lines)
        if not one.row and not other.row and one.bottom > other.bottom
    ]
    em = median(line.em for line in texts) if texts else 12.0
    pitch = min(median(steps), _MAX_PITCH * em) if steps else _MAX_PITCH * em
    apart = sum(step > 1.25 * pitch for step in steps)
    indented = set_in >= max(2, 0.015 * len(texts))
    return _Habit(indented, not indented and apart >= max(2, 0.03 * len(steps)), pitch, em)
