"""Cutting words: a question or a clause into the words of the field, with what each does. Pure.

The dictionary is the catalogue's own (indicators, common words, units of the trade) with the words people ask with. The cut
with the fewest words is taken; what no word covers is a name or something unheard of, and stays in one piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from luoshi.asking import words
from luoshi.catalogue.common import common_words
from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.names import writings
from luoshi.catalogue.offices import offices
from luoshi.ledger.words.bigrams import same_length

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Label = Literal[
    "asking", "filling", "target", "done", "estimated", "growth", "level", "flow", "stage", "soft", "content", "code",
    "name", "thing", "mark",
]  # fmt: skip
"""content: a word of the field; name: what no dictionary knows; thing: a name the ledger has; code: letters and digits (5G, 4号线); mark: punctuation."""

_CODE = re.compile(
    r"每[百千万][\u4e00-\u9fff]{0,4}人口|每[百千万]人(?!次)|(?:(?![有哪几这那的和])[\u4e00-\u9fff]){2}[一二三四五六七八九十]条(?![线路例])|(?:\d+(?:\.\d+)?)?(?:[百千万亿]+)?元(?:以上|以下|以内)(?=[\u4e00-\u9fff])|\d+(?:\.\d+)?[百千万亿]+元(?=[\u4e00-\u9fff]{2})"
    r"|[a-z]+\.?\d*(?:\.\d+)?[a-z]*(?:[+&·.-][a-z0-9]+)*(?:[号线级])?|\d+(?:[+.]\d+)*(?:\+[a-z])?(?:号线|国道|省道|线|号楼)?(?:[a-z]+)?(?:\+[\da-z]+)*",
    re.IGNORECASE,
)
_PHRASE = re.compile(r".(?:增长|完成|入驻|以内|以上|以下)$|^完成.|^[万亿].$|^[一二三四五]年$")
"""Of the common words those that are two: how much they say is for each to say."""
_WHOLE = 5
"""Characters; a longer word of the catalogue is made of others."""
_LONGEST = 26
_HAN = re.compile(r"[\u3400-\u9fff〇]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, with what it does."""

    text: str
    label: Label
    start: int
    end: int

    @property
    def tells(self) -> bool:
        """Whether it says what is spoken of, rather than how it is asked or put."""
        return self.label in ("content", "code", "name", "thing", "stage", "flow")


@cache
def _dictionary(fine: bool = False) -> dict[str, Label]:
    found: dict[str, Label] = {word: "content" for word in common_words() if len(word) > 1 and not _PHRASE.search(word)}
    for office in offices():
        found.update((word, "content") for word in (*office.strong, *office.words) if 1 < len(word) < 7 and not _PHRASE.search(word))
    names: tuple[str, ...] = ()
    if not fine:
        names = tuple(name for indicator in indicators() for name in indicator.all_names if len(name) < _LONGEST)
    if names:
        found.update((form.lower(), "content") for form, _ in writings(names))
    found.update((same_length(name), "content") for name in names if "(" in name or "（" in name)
    found.update((word, "content") for word in words.MORE)
    if fine:
        found = {word: label for word, label in found.items() if len(word) < _WHOLE}
    for group in words.ALIKE:
        found.update((word, "content") for word in group if len(word) > 1)
    groups: tuple[tuple[Label, frozenset[str]], ...] = (
        ("flow", words.FLOW),
        ("stage", frozenset(words.STAGE_OF)),
        ("soft", words.SOFT),
        ("level", words.LEVEL),
        ("growth", words.GROWTH),
        ("done", words.DONE),
        ("estimated", words.ESTIMATED),
        ("target", words.TARGET),
        ("filling", words.FILLING | words.STOCK - words.LEVEL),
        ("asking", words.ASKING),
    )
    for label, some in groups:
        found.update(dict.fromkeys(some, label))
    return found


@cache
def _search(fine: bool) -> tuple[AhoCorasick, list[str]]:
    from ahocorasick_rs import AhoCorasick

    every = list(_dictionary(fine))
    return AhoCorasick(every), every


@lru_cache(maxsize=8192)
def cut(text: str, names: tuple[str, ...] = (), fine: bool = False) -> tuple[Token, ...]:
    """The words of a folded text in small letters, in order. `names` are held together wherever they stand.

    `fine`: without the names of indicators, which are cut into the words they are made of.
    """
    search, every = _search(fine)
    known = _dictionary(fine)
    ends: dict[int, list[tuple[int, Label]]] = {}
    for pattern, start, end in search.find_matches_as_indexes(text, overlapping=True):
        ends.setdefault(end, []).append((start, known[every[pattern]]))
    for code in _CODE.finditer(text):
        if code.end() > code.start():
            ends.setdefault(code.end(), []).append((code.start(), "code"))
    for name in names:
        at = text.find(name) if name else -1
        while at >= 0:
            ends.setdefault(at + len(name), []).append((at, "thing"))
            at = text.find(name, at + 1)
    return _joined(text, _best(text, ends))


def _best(text: str, ends: dict[int, list[tuple[int, Label]]]) -> list[Token]:
    """The cheapest cut: a word costs one, a little less the longer it is; a character of no word more than one."""
    cost = [0.0] + [1e9] * len(text)
    came: list[tuple[int, Label]] = [(0, "mark")] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        here: Label = "name" if _HAN.match(text[end - 1]) else "mark"
        cost[end], came[end] = cost[end - 1] + 1.2, (end - 1, here)
        for start, label in ends.get(end, ()):
            long = end - start
            price = cost[start] + (1.15 if long == 1 else 1 - 0.02 * min(long, 12)) - (0.3 if label == "thing" else 0)
            if price < cost[end]:
                cost[end], came[end] = price, (start, label)
    tokens: list[Token] = []
    at = len(text)
    while at:
        start, label = came[at]
        tokens.append(Token(text[start:at], label, start, at))
        at = start
    return tokens[::-1]


def _joined(text: str, tokens: list[Token]) -> tuple[Token, ...]:
    """With characters that no word covers joined to one piece where they stand side by side."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if last and last.label == token.label == "name" and last.end == token.start and len(token.text) == 1:
            found[-1] = Token(text[last.start : token.end], "name", last.start, token.end)
        elif not token.text.isspace():
            found.append(token)
    return tuple(found)
