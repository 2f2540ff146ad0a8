"""The one form in which words are looked for, and the pairs of characters an index holds of them. Pure.

Text and query go through the same `normal`: full-width and half-width, traditional and simplified, capitals and small
letters come out the same, blanks fall away. A text is indexed by each character with the one after it, so that a run of n
characters is found as n-1 pairs standing one after another: exactly where it stands, whatever a dictionary takes for a word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from luoshi.reading.text import fold

_BLANK = re.compile(r"\s+")
_ASCII = str.maketrans({chr(0x21 + i): chr(0xFF01 + i) for i in range(94)})
"""ASCII signs as their full-width forms: a tokenizer that splits at ASCII signs leaves these alone."""


_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_STAND_INS = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
"""Radicals and compatibility characters: PDF loaders give them for the characters they look like."""
_BLANKS = (*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
"""Control and format characters: nobody sees them, nobody looks for them."""


@cache
def _one_form() -> dict[int, str]:
    """Characters → the one they are looked for as, one for one: simplified (OpenCC's t2s), visible, in pairs of quotes."""
    import opencc

    every = [chr(code) for first, last in _HAN for code in range(first, last + 1)]
    turned = opencc.OpenCC("t2s").convert("\n".join(every)).split("\n")
    table = {ord(old): new for old, new in zip(every, turned, strict=True) if old != new and len(new) == 1}
    for code in (code for first, last in _STAND_INS for code in range(first, last + 1)):
        meant = unicodedata.normalize("NFKC", chr(code))
        if len(meant) == 1 and ord(meant) != code:
            table[code] = table.get(ord(meant), meant)
    table |= dict.fromkeys(_BLANKS, " ")
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a character: no database holds it
    table |= dict.fromkeys(map(ord, "“”‘’'"), '"')  # a sentence may hold one of a pair only
    return table


def same_length(text: str) -> str:
    """The text with each character in its one form; the length is unchanged, blanks still stand."""
    folded = fold(text).translate(_one_form())
    lower = folded.lower()
    if len(lower) != len(folded):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
    return lower.replace("ς", "σ")  # the one letter whose small form depends on its neighbours


def normal(text: str) -> str:
    """The text as it is looked for: each character in its one form, no blanks."""
    return _BLANK.sub("", same_length(text))


def grams(text: str) -> list[str]:
    """What the index holds of a text, in order: each character with its next, the last one alone."""
    signs = normal(text).translate(_ASCII)
    return [signs[i : i + 2] for i in range(len(signs))]


def phrase(word: str) -> tuple[list[str], bool]:
    """A word as grams standing one after another, and whether the last is only the beginning of a gram."""
    signs = normal(word).translate(_ASCII)
    if len(signs) < 2:
        return ([signs] if signs else []), True
    return [signs[i : i + 2] for i in range(len(signs) - 1)], False


def spots(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text, as spans of it, in order, overlapping ones joined."""
    looked, found = same_length(text), []
    for word in words:
        if signs := normal(word):
            pattern = r"\s*".join(map(re.escape, signs))
            found += [match.span() for match in re.finditer(pattern, looked)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
