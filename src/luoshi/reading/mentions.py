"""Every place where one of several names stands, with or without quotation marks inside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .facts import Mention

_MARK = re.compile(r"[“”]")
_WORD = re.compile(r"[A-Za-z0-9]")


def unquoted(words: str) -> str:
    """The words without quotation marks and spaces: what two ways of writing one name have in common."""
    return words.replace("“", "").replace("”", "").replace(" ", "")


@lru_cache(maxsize=1)  # for the finders that ask about the same document one after the other
def _stripped(folded: str, start: int, end: int) -> tuple[str, list[int]]:
    """`folded[start:end]` without quotation marks, and before which of its characters each of them stood."""
    removed = [match.start() - start - count for count, match in enumerate(_MARK.finditer(folded, start, end))]
    return folded[start:end].replace("“", "").replace("”", ""), removed


def find_forms(folded: str, start: int, end: int, forms: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where the names stand in `folded[start:end]`, as (low, high, position in `forms`) in the order of the text.

    Names are looked for without regard to quotation marks (三品一标 is found in “三品一标”); where both marks stand right
    around what was found they belong to it. Of names that overlap the longest counts. Names in letters and digits are
    found as whole words only. Time grows with the text, not with the number of names.
    """
    from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick, Implementation

    bare = [unquoted(form) for form in forms]
    wanted = [index for index, form in enumerate(bare) if len(form) > 1]
    if not wanted or start >= end:
        return []
    automaton = AhoCorasick(
        [bare[index] for index in wanted],
        matchkind=MATCHKIND_LEFTMOST_LONGEST,
        implementation=Implementation.ContiguousNFA,  # made once a document: quick to make counts for more than to run
    )
    stripped, removed = _stripped(folded, start, end)
    found = []
    for which, low, high in automaton.find_matches_as_indexes(stripped):
        if _within_word(stripped, low, high):
            continue
        first = start + low + bisect_right(removed, low)
        last = start + high - 1 + bisect_right(removed, high - 1) + 1
        words = folded[first:last]
        opened, closed = words.rfind("“"), words.rfind("”")
        before = first > start and folded[first - 1] == "“"
        after = last < end and folded[last] == "”"
        if before and after and opened == closed:
            first, last = first - 1, last + 1
        elif before and words.find("”") >= 0 and (words.find("“") < 0 or words.find("“") > words.find("”")):
            first -= 1
        elif after and opened > closed:
            last += 1
        found.append((first, last, wanted[which]))
    return found


def _within_word(text: str, low: int, high: int) -> bool:
    """Whether a name that begins or ends in a letter or digit goes on in one: AI in FAIR."""
    before = low > 0 and _WORD.match(text[low]) and _WORD.match(text[low - 1])
    after = high < len(text) and _WORD.match(text[high - 1]) and _WORD.match(text[high])
    return bool(before or after)


def merged(spans: Iterable[tuple[int, int]]) -> tuple[Mention, ...]:
    """The spans as mentions in the order of the text, the longest of those that overlap."""
    kept: list[tuple[int, int]] = []
    for low, high in sorted(spans, key=lambda span: (span[0], -span[1])):
        if kept and low < kept[-1][1]:
            if high - low > kept[-1][1] - kept[-1][0]:
                kept[-1] = (low, high)
            continue
        kept.append((low, high))
    return tuple(Mention(low, high) for low, high in kept)
