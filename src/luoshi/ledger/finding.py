"""Finding words again in a text that has changed, or owning up to having lost them. Pure."""

from __future__ import annotations

CONTEXT = 30
"""Characters on either side by which one occurrence is told from another."""
ENOUGH = 8
"""Characters of context that must agree before one of several occurrences is believed."""
TELLING = 6
"""Words at least this long, and there only once, need no context."""


def find_again(start: int, end: int, old: str, new: str, *, within: tuple[int, int] | None = None) -> int | None:
    """Where `old[start:end]` stands in `new[within]`; None where it is gone, or could be any of several places.

    Of several occurrences the one whose surroundings agree best with the old ones is taken, if it is alone in that.
    """
    words = old[start:end]
    low, high = within or (0, len(new))
    places = _occurrences(words, new, low, high)
    if not places:
        return None
    before, after = old[max(0, start - CONTEXT) : start], old[end : end + CONTEXT]
    scores = [_agreement(before, after, new, place, place + len(words)) for place in places]
    best = max(scores)
    if scores.count(best) > 1:
        return None
    whole = min(ENOUGH, len(before) + len(after))  # the whole of a short text agrees as far as it goes
    if best >= whole or (len(places) == 1 and len(words) >= TELLING):
        return places[scores.index(best)]
    return None


def _occurrences(words: str, text: str, low: int, high: int) -> list[int]:
    places: list[int] = []
    place = text.find(words, low, high) if words else -1
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1, high)
    return places


def _agreement(before: str, after: str, text: str, start: int, end: int) -> int:
    """How many characters agree outwards from the words, on both sides together."""
    left = 0
    while left < len(before) and left < start and before[-1 - left] == text[start - 1 - left]:
        left += 1
    right = 0
    while right < len(after) and end + right < len(text) and after[right] == text[end + right]:
        right += 1
    return left + right
