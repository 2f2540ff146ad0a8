"""The words of an element as lines: a line a block, a line a table row, spaces as a browser shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.reading.load.html_content import NEVER, steps
from luoshi.reading.load.rows import GridCell, grid_lines

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article blockquote body caption center colgroup dd details div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
_LAYOUT_CELL = 400
"""Characters in one cell from which a table is taken for a frame of the page's layout, not for data."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BETWEEN_HANZI = re.compile(r"(?<=[⺀-鿿、-】＀-￮“”])[ \t]*[\r\n][ \t\r\n]*(?=[⺀-鿿、-】＀-￮“”])")
_UNSEEN = str.maketrans({"\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200b": "", "\ufeff": ""})
_EDGES = " \t\r\n\f\u3000"


def content_lines(root: LexborNode, dropped: frozenset[int]) -> list[str]:
    """The lines of what is below `root`, in the order of the page."""
    return _Lines(dropped, _data_tables(root)).read(root)


class _Lines:
    def __init__(self, dropped: frozenset[int], tables: frozenset[int]) -> None:
        self._dropped = dropped
        self._tables = tables
        self._lines: list[str] = []
        self._line: list[str] = []
        self._preformatted = 0

    def read(self, root: LexborNode) -> list[str]:
        walk = steps(root)
        skip: bool | None = None
        while True:
            try:
                entering, node = walk.send(skip)
            except StopIteration:
                break
            skip = self._step(entering, node) or None
        self._end_line()
        return self._lines

    def _step(self, entering: bool, node: LexborNode) -> bool:
        """Take one step; True where what is below is left out or was dealt with."""
        if node.is_text_node:
            if entering:
                self._words(node.text_content or "")
            return False
        tag = node.tag or ""
        if entering and (tag in NEVER or node.mem_id in self._dropped):
            return True
        if entering and node.mem_id in self._tables:
            self._end_line()
            self._lines.extend(_table_lines(node, self._dropped))
            return True
        if tag in _BLOCKS or (tag == "br" and entering):
            self._end_line()
        if tag == "pre":
            self._preformatted += 1 if entering else -1
        return False

    def _words(self, text: str) -> None:
        if self._preformatted:
            first, *others = text.splitlines() or [""]
            self._line.append(first)
            for other in others:
                self._end_line()
                self._line.append(other)
        elif text:
            self._line.append(text)

    def _end_line(self) -> None:
        if self._line:
            # A line end in the source shows as a space between words; between hanzi it is nobody's space.
            line = _SPACES.sub(" ", _BETWEEN_HANZI.sub("", "".join(self._line)).translate(_UNSEEN)).strip(_EDGES)
            self._line = []
            if line:
                self._lines.append(line)


def _data_tables(root: LexborNode) -> frozenset[int]:
    """Ids of the tables that hold data: two columns or more, no table inside, no cell as long as a page's text."""
    data: set[int] = set()
    wide: set[int] = set()
    around: list[list[int]] = []  # for each table we are in: its id, its present cell's length, its present row's cells
    for entering, node in steps(root):
        if node.is_text_node:
            if entering and around:
                around[-1][1] += len((node.text_content or "").strip())
                if around[-1][1] > _LAYOUT_CELL:
                    data.discard(around[-1][0])
        elif node.tag == "table":
            if entering:
                if around:
                    data.discard(around[-1][0])
                data.add(node.mem_id)
                around.append([node.mem_id, 0, 0])
            else:
                around.pop()
        elif around and node.tag == "tr":
            around[-1][2] = 0
        elif around and node.tag in ("td", "th"):
            around[-1][1] = 0
            around[-1][2] += entering
            if around[-1][2] > 1:
                wide.add(around[-1][0])
    return frozenset(data & wide)


def _table_lines(table: LexborNode, dropped: frozenset[int]) -> list[str]:
    lines = []
    for caption in table.css("caption"):
        lines.extend(_Lines(dropped, frozenset()).read(caption))
    rows = []
    for row in table.css("tr"):
        cells = []
        for cell in row.iter():
            if cell.tag in ("td", "th") and cell.mem_id not in dropped:
                words = " ".join(_Lines(dropped, frozenset()).read(cell))
                cells.append(GridCell(words, _span(cell, "colspan"), _span(cell, "rowspan")))
        rows.append(cells)
    return lines + grid_lines(rows)


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1
