"""A laid-out document as HTML. The one place where text becomes markup: all of it is escaped here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from types import MappingProxyType
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from luoshi.reading.facts import Page
from luoshi.web.document.layout import Block
from luoshi.web.document.marks import Mark, Piece, pieces


def set_text(
    text: str,
    blocks: Sequence[Block],
    marks: Sequence[Mark],
    *,
    chosen: Mark | None = None,
    pages: Iterable[Page] = (),
    linked: Collection[str] | None = None,
    notes: Mapping[int, Sequence[int]] = MappingProxyType({}),
) -> SafeString:
    """The document's body.

    `chosen` is the fact or the words the address points at: it gets the id a link lands on. Facts of the `linked` kinds are
    links (of every kind, where that is None): nobody should come upon a link they cannot see. `notes` are the numbers of the
    footnotes that stand after the mark that ends at a place.
    """
    every = [*marks, chosen] if chosen is not None and chosen.kind == "at" else marks
    setter = _Setter(text, chosen, [page for page in pages if page.number], linked, notes)
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
    return f"?fact={_quoted(mark.key)}&at={place}#c{place}"


_quoted = lru_cache(maxsize=8192)(quote)


class _Setter:
    """Sets one document; remembers whether the chosen words have had their id yet, and the page it is on."""

    def __init__(
        self,
        text: str,
        chosen: Mark | None,
        pages: Sequence[Page],
        linked: Collection[str] | None,
        notes: Mapping[int, Sequence[int]],
    ) -> None:
        self._text = text
        self._linked = linked
        self._notes = notes
        self._hits = 0
        self._stops: set[tuple[str, int]] = set()
        self._chosen = chosen
        self._landed = chosen is None
        self._pages = sorted(pages, key=lambda page: page.start, reverse=True)

    def block(self, block: Block, cut: Sequence[Piece]) -> str:
        inside = self._page(block.start) + "".join(map(self._piece, cut))
        where = f' data-s="{block.start}"'
        if block.shape == "heading":
            rank = min(block.level + 1, 6)
            return f'<h{rank} id="s{block.section}" class="{block.style}"{where}>{inside}</h{rank}>\n'
        if block.shape == "title":
            name = "" if block.section is None else f' id="s{block.section}"'
            return f'<p class="title"{name}{where}>{inside}</p>\n'
        name = f' class="{block.shape}"' if block.shape in ("salutation", "front") else ""
        return f"<p{name}{where}>{inside}</p>\n"

    def table(self, cells: Iterable[tuple[Block, Sequence[Piece]]]) -> Iterator[str]:
        yield '<div class="table"><table>\n'
        for row, group in groupby(cells, key=lambda each: each[0].row[1] if each[0].row else 0):
            tag = "th" if row == 0 else "td"
            cells_of_row = list(group)
            first = cells_of_row[0][0].row
            inside = [f"<{tag}></{tag}>"] * (first[2] if first else 0)
            inside += [f'<{tag} data-s="{b.start}">{"".join(map(self._piece, cut))}</{tag}>' for b, cut in cells_of_row]
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
        marks = piece.marks
        if any(mark.kind == "hit" for mark in marks):
            words = self._hit(piece, words)
            marks = tuple(mark for mark in marks if mark.kind != "hit")
        kinds = " ".join(dict.fromkeys([mark.kind for mark in marks]))
        name = self._landing(piece)
        notes = self._references(piece) if self._notes else ""
        facts = [mark for mark in marks if mark.key]
        if not facts:
            return f'<span class="{kinds}"{name}>{words}</span>{notes}' if kinds else f"{words}{notes}"
        keys = " ".join(dict.fromkeys([mark.key for mark in facts]))
        on = " on" if self._chosen and self._chosen.key and self._chosen.key in keys.split(" ") else ""
        marked = f'class="f {kinds}{on}" data-k="{escape(keys)}"'
        if self._is_crumb(piece, facts[0]):
            return f"<span {marked}{name}>{words}</span>{notes}"
        inner = next((mark for mark in facts if self._linked is None or mark.kind in self._linked), None)
        if inner is None:
            return f'<span {marked} data-at="{facts[0].start}-{facts[0].end}"{name}>{words}</span>{notes}'
        # The keyboard stops once at a fact, however many pieces others cut it into.
        stop = (inner.key, inner.start)
        again = ' tabindex="-1"' if stop in self._stops else ""
        self._stops.add(stop)
        return f'<a {marked} href="{escape(address(inner))}"{again}{name}>{words}</a>{notes}'

    def _is_crumb(self, piece: Piece, mark: Mark) -> bool:
        """A character or a sign left over of a fact that has larger pieces: too small to be a link."""
        if piece.end - piece.start > 3 or mark.end - mark.start < 5:
            return False
        return sum(map(str.isalnum, self._text[piece.start : piece.end])) < 2

    def _hit(self, piece: Piece, words: str) -> str:
        """Words that were looked for; each hit gets its number as an id where it begins."""
        number = next(mark.fact for mark in piece.marks if mark.kind == "hit")
        name = f' id="h{number}"' if number > self._hits else ""
        self._hits = max(self._hits, number)
        return f"<mark{name}>{words}</mark>"

    def _references(self, piece: Piece) -> str:
        """The numbers of the notes to what ends here, held to the words by a sign that no line breaks at."""
        numbers = self._notes.get(piece.end, ())
        return "".join(f'\u2060<sup class="ref"><a id="r{n}" href="#n{n}">{n}</a></sup>' for n in numbers)

    def _landing(self, piece: Piece) -> str:
        chosen = self._chosen
        if self._landed or chosen is None or not chosen.start <= piece.start < chosen.end:
            return ""
        self._landed = True
        return f' id="c{chosen.start}-{chosen.end}"'
