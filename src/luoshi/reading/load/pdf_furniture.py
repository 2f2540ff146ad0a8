"""What stands on PDF pages beside the text: running heads and feet, page numbers, lines of a table of contents."""

from __future__ import annotations

import re
from collections import Counter

from luoshi.reading.load.pdf_page import Line
from luoshi.reading.text import fold

_EDGE = 2
"""Lines looked at from the top and from the bottom of each page."""
_HEAD_ZONE = 0.10
"""Share of the page's height at each end where a repeated line is a running head (27 to 37 mm margins are usual)."""
_NUMBER_ZONE = 0.17
_DIGITS = re.compile(r"[0-9]+")
_PAGE_NUMBER = re.compile(
    r"[-一\s·.]{0,6}(?:第\s?)?(?:[0-9]{1,4}|[ivxlc]{1,7})\s?(?:页)?"
    r"(?:\s?[/,]?\s?(?:共\s?)?[0-9]{1,4}\s?页?|\s?of\s?[0-9]{1,4})?[-一\s·.]{0,6}"
    r"|(?:page|p\.)\s?[0-9]{1,4}(?:\s?(?:of|/)\s?[0-9]{1,4})?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r".{1,80}?(?:[.·…⋯・]\s?){6,}\s?[-(]{0,2}\s?(?:[0-9]{1,4}|[ivx]{1,6})\s?[-)]{0,2}")


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The pages' lines less running heads, page numbers and tables of contents."""
    repeated = _repeated(pages, heights)
    numbered = len(pages) > 1
    kept = []
    for lines, height in zip(pages, heights, strict=True):
        edges = {id(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])}
        kept.append(
            [
                line
                for line in lines
                if not (
                    id(line) in edges
                    and not line.row
                    and (
                        (_in_zone(line, height, _HEAD_ZONE) and _pattern(line) in repeated)
                        or (_in_zone(line, height, _NUMBER_ZONE) and _is_page_number(line, numbered))
                    )
                )
                and not (not line.row and _CONTENTS.fullmatch(_words(line)))
            ]
        )
    return kept


def _repeated(pages: list[list[Line]], heights: list[float]) -> set[str]:
    """The edge lines, numbers aside, that come on several pages: two of two or three, else a third (or three)."""
    seen: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        edge = {id(line): line for line in (*lines[:_EDGE], *lines[-_EDGE:])}
        seen.update({_pattern(line) for line in edge.values() if not line.row and _in_zone(line, height, _HEAD_ZONE)})
    enough = 2 if len(pages) <= 3 else max(3, len(pages) // 3)
    return {pattern for pattern, count in seen.items() if count >= enough}


def _in_zone(line: Line, height: float, share: float) -> bool:
    middle = (line.top + line.bottom) / 2
    return middle > (1 - share) * height or middle < share * height


def _is_page_number(line: Line, numbered: bool) -> bool:
    words = _words(line)
    if not _PAGE_NUMBER.fullmatch(words):
        return False
    return numbered or not words.isdigit()


def _words(line: Line) -> str:
    return fold(" ".join(piece.text for piece in line.pieces))


def _pattern(line: Line) -> str:
    return _DIGITS.sub("#", "".join(_words(line).split()))
