"""Tables on a PDF page: from the rules drawn round their cells, or from pieces of text that stand in columns."""

from __future__ import annotations

from bisect import bisect_right

from luoshi.reading.load.pdf_page import Glyph, Line, PageContent, Piece, Rule, lines_of
from luoshi.reading.load.rows import cell_text, row_line

_NEAR = 3.0
"""Points within which two edges are one rule: a drawn rule is often a thin box."""
_MAX_CELLS = 20_000
_ALIGNED_LINES = 3
"""Lines in a row that must share their columns to be a table without rules."""


def take_ruled(content: PageContent) -> tuple[list[Line], list[Glyph]]:
    """The rows of the page's ruled tables as finished lines, and the glyphs that stand outside them."""
    glyphs = content.glyphs
    rows: list[Line] = []
    for group in _connected(content.rules):
        grid = _Grid(group)
        if grid.is_table:
            inside = [glyph for glyph in glyphs if grid.holds(glyph)]
            if inside:
                glyphs = [glyph for glyph in glyphs if not grid.holds(glyph)]
                rows.extend(grid.rows(inside))
    return rows, glyphs


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Rules in groups that touch or cross."""
    rules = _merged(rules)
    if len(rules) < 4 or len(rules) > 3000:
        return []
    parents = list(range(len(rules)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    level = [at for at, rule in enumerate(rules) if rule.level]
    upright = [at for at, rule in enumerate(rules) if not rule.level]
    for one in level:
        across = rules[one]
        for other in upright:
            down = rules[other]
            if (
                across.low - _NEAR <= down.at <= across.high + _NEAR
                and down.low - _NEAR <= across.at <= down.high + _NEAR
            ):
                parents[root(other)] = root(one)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return [group for group in groups.values() if len(group) >= 4]


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one rule, drawn cell by cell, put together."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.level, round(rule.at / _NEAR), rule.low)):
        last = merged[-1] if merged else None
        if last and last.level == rule.level and abs(last.at - rule.at) < _NEAR and rule.low <= last.high + _NEAR:
            merged[-1] = last._replace(high=max(last.high, rule.high))
        else:
            merged.append(rule)
    return merged


class _Grid:
    """The cells between the rules of one group; cells without a rule between them are one."""

    def __init__(self, rules: list[Rule]) -> None:
        self._rules = rules
        self._xs = _places([rule.at for rule in rules if not rule.level])
        self._ys = _places([-rule.at for rule in rules if rule.level])  # from the top down
        self._columns, self._count = len(self._xs) - 1, len(self._ys) - 1

    @property
    def is_table(self) -> bool:
        return (
            self._columns >= 2
            and self._count >= 1
            and self._columns * self._count <= _MAX_CELLS
            and self._xs[-1] - self._xs[0] > 60
        )

    def holds(self, glyph: Glyph) -> bool:
        x, y = (glyph.left + glyph.right) / 2, -(glyph.bottom + glyph.top) / 2
        return self._xs[0] - 1 <= x <= self._xs[-1] + 1 and self._ys[0] - 1 <= y <= self._ys[-1] + 1

    def rows(self, glyphs: list[Glyph]) -> list[Line]:
        first = self._first_cells()
        held: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            row = bisect_right(self._ys, -(glyph.bottom + glyph.top) / 2) - 1
            column = bisect_right(self._xs, (glyph.left + glyph.right) / 2) - 1
            row, column = min(max(row, 0), self._count - 1), min(max(column, 0), self._columns - 1)
            held.setdefault(first[row, column], []).append(glyph)
        lines = []
        for row in range(self._count):
            cells = [_cell(held.get((row, column), [])) for column in range(self._columns)]
            one = len({first[row, column] for column in range(self._columns)}) == 1
            if text := row_line(cells, one=one):
                place = Piece(text, self._xs[0], self._xs[-1], 10.0)
                lines.append(Line([place], -self._ys[row + 1], -self._ys[row], row=True, text=text))
        return lines

    def _first_cells(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell, the first cell of the merged one it belongs to."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(self._count):
            for column in range(self._columns):
                own = (row, column)
                if column and not self._drawn(False, column, row):
                    own = first[row, column - 1]
                elif row and not self._drawn(True, row, column):
                    own = first[row - 1, column]
                first[row, column] = own
        return first

    def _drawn(self, level: bool, at: int, along: int) -> bool:
        """Whether a rule is drawn at a line of the grid, beside the cell in place `along`."""
        here = -self._ys[at] if level else self._xs[at]
        places = self._xs if level else self._ys
        middle = (places[along] + places[along + 1]) / 2
        middle = middle if level else -middle
        return any(
            rule.level == level and abs(rule.at - here) <= _NEAR and rule.low <= middle <= rule.high
            for rule in self._rules
        )


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _cell(glyphs: list[Glyph]) -> str:
    """A cell's words, its lines put together."""
    words = ""
    for line in lines_of(glyphs) if glyphs else ():
        words = joined(words, " ".join(piece.text for piece in line.pieces))
    return cell_text(words)


def joined(before: str, after: str) -> str:
    """Two parts of a broken line as one: a space only between Latin words."""
    if before and after and before[-1].isascii() and after[0].isascii() and (before[-1] + after[0]).isalpha():
        return f"{before} {after}"
    return before + after


def mark_columns(lines: list[Line]) -> None:
    """Give lines whose pieces stand in columns, three and more together, their text as table rows."""
    at = 0
    while at < len(lines):
        end = at + 1
        if len(lines[at].pieces) > 1:
            while end < len(lines) and _aligned(lines[end - 1], lines[end]):
                end += 1
            if end - at >= _ALIGNED_LINES:
                for line in lines[at:end]:
                    line.row = True
                    line.text = row_line([cell_text(piece.text) for piece in line.pieces])
        at = end


def _aligned(one: Line, other: Line) -> bool:
    """Whether two lines have as many pieces, each one's left edge, right edge or middle in line with the other's."""
    if one.row or other.row or len(one.pieces) != len(other.pieces):
        return False
    near = max(one.em, other.em)
    if one.bottom - other.top > 2.5 * near:
        return False
    return all(
        abs(a.left - b.left) < near
        or abs(a.right - b.right) < near
        or abs(a.left + a.right - b.left - b.right) < 2 * near
        for a, b in zip(one.pieces, other.pieces, strict=True)
    )
