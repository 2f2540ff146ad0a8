"""A laid-out document as HTML. The one place where text becomes markup: all of it is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from luoshi.reading.facts import Page
from luoshi.web.layout import Block
from luoshi.web.marks import Mark, Piece, pieces


def set_text(
    text: str, blocks: Sequence[Block], marks: Sequence[Mark], *, chosen: Mark | None = None, pages: Iterable[Page] = ()
) -> SafeString:
    """The document's body. `chosen` is the fact or the words the address points at: it gets the id a link lands on."""
    every = [*marks, chosen] if chosen is not None and chosen.kind == "at" else marks
    setter = _Setter(text, chosen, [page for page in pages if page.number])
    cut = pieces([(block.start, block.end) for block in blocks], every)
    together = zip(blocks, cut, strict=True)
    out: list[str] = []
    for table, group in groupby(together, key=lambda each: each[0].row[0] if each[0].row else None):
        members = list(group)
        out += setter.table(members) if table is not None else [setter.block(*each) for each in members]
    return mark_safe("".join(out))  # every piece of text went through `escape`


def address(mark: Mark) -> str:
    """The link to a fact on its document's page. An entity has one key and many places, so the place is said too."""
    place = f"{mark.start}-{mark.end}"
    return f"?fact={mark.key}&at={place}#c{place}"


class _Setter:
    """Sets one document; remembers whether the chosen words have had their id yet, and the page it is on."""

    def __init__(self, text: str, chosen: Mark | None, pages: Sequence[Page]) -> None:
        self._text = text
        self._chosen = chosen
        self._landed = chosen is None
        self._pages = sorted(pages, key=lambda page: page.start, reverse=True)

    def block(self, block: Block, cut: Sequence[Piece]) -> str:
        inside = self._page(block.start) + "".join(map(self._piece, cut))
        where = f' data-s="{block.start}"'
        if block.shape == "heading":
            rank = min(block.level + 1, 6)
            return f'<h{rank} id="s{block.section}"{where}>{inside}</h{rank}>\n'
        if block.shape == "title":
            name = "" if block.section is None else f' id="s{block.section}"'
            return f'<p class="title"{name}{where}>{inside}</p>\n'
        name = ' class="salutation"' if block.shape == "salutation" else ""
        return f"<p{name}{where}>{inside}</p>\n"

    def table(self, cells: Iterable[tuple[Block, Sequence[Piece]]]) -> Iterator[str]:
        yield '<div class="table"><table>\n'
        for row, group in groupby(cells, key=lambda each: each[0].row[1] if each[0].row else 0):
            tag = "th" if row == 0 else "td"
            inside = (f'<{tag} data-s="{b.start}">{"".join(map(self._piece, cut))}</{tag}>' for b, cut in group)
            yield f"<tr>{''.join(inside)}</tr>\n"
        yield "</table></div>\n"

    def _page(self, start: int) -> str:
        """A mark in the margin where a page of the original begins."""
        number = 0
        while self._pages and self._pages[-1].start <= start:
            number = self._pages.pop().number
        return f'<span class="page" data-n="{number}"></span>' if number else ""

    def _piece(self, piece: Piece) -> str:
        words = escape(self._text[piece.start : piece.end])
        if not piece.marks:
            return words
        kinds = " ".join(dict.fromkeys(mark.kind for mark in piece.marks))
        name = self._landing(piece)
        facts = [mark for mark in piece.marks if mark.key]
        if not facts:
            return f'<span class="{kinds}"{name}>{words}</span>'
        keys = " ".join(dict.fromkeys(mark.key for mark in facts))
        on = " on" if self._chosen and self._chosen.key and self._chosen.key in keys.split(" ") else ""
        inner = facts[0]
        return f'<a class="f {kinds}{on}" data-k="{keys}" href="{escape(address(inner))}"{name}>{words}</a>'

    def _landing(self, piece: Piece) -> str:
        chosen = self._chosen
        if self._landed or chosen is None or not chosen.start <= piece.start < chosen.end:
            return ""
        self._landed = True
        return f' id="c{chosen.start}-{chosen.end}"'
