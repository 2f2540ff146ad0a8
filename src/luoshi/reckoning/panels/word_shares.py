"""Word-share panels: how much of a document's body is about something, by a list of words.

The body is the document's sentences without headings, table rows and glossary notes. Words are found as they stand, the
longest at each place, none overlapping: 环境保护 is not 环保 and 保护 besides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from luoshi.reading.facts import Reading
from luoshi.reading.text import fold

from .columns import Column
from .source import PLACE_COLUMNS, SOURCE_COLUMNS, Record, Source, known_by
from .tables import WordList, WordLists, plain

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_LETTERS = "Letters, Han characters and digits; no punctuation and no space"
COLUMNS = (
    *PLACE_COLUMNS,
    Column("year", int, "年度", "The year the document is known by", "year", "As `said_in`"),
    Column("list", str, "词表", "The list's name"),
    Column("list_hash", str, "词表指纹", "Hash of the list's words", rule="First 12 digits of the SHA-256 of the words, sorted, a line each"),
    Column("times", int, "词频", "How often words of the list stand in the body", "occurrences", "The longest word at each place, none overlapping; full width and capitals make no difference"),
    Column("word_characters", int, "词的字数", "Numerator: characters of those words", "characters", _LETTERS),
    Column("sentence_characters", int, "含词句字数", "Numerator: characters of the sentences that hold one", "characters", _LETTERS),
    Column("characters", int, "正文字数", "Denominator: characters of the body", "characters", f"{_LETTERS}. The body leaves out headings, table rows and glossary notes"),
    Column("share_word_characters", float, "词的字数占比", "word_characters / characters", "ratio", "Empty where the body is"),
    Column("share_sentence_characters", float, "含词句字数占比", "sentence_characters / characters", "ratio", "Empty where the body is"),
    Column("sentences_found", int, "含词句数", "Numerator: sentences that hold a word of the list", "sentences"),
    Column("sentences", int, "正文句数", "Denominator: sentences of the body", "sentences", "Parted at 。 ； ！ ？ and line ends"),
    Column("share_sentences", float, "含词句数占比", "sentences_found / sentences", "ratio", "Empty where the body is"),
    Column("words", str, "词及次数", "The words found and how often, joined by |", rule="`生态:12|污染:3`: most often first, then as the list has them"),
    *SOURCE_COLUMNS,
)  # fmt: skip

OUTSIDE_BODY = frozenset({"heading", "term", "outside"})
"""Roles of sentences that are not of the body."""
_MARKS = re.compile(r"[\W_]+")


def word_shares(reading: Reading, text: str, source: Source, lists: WordLists) -> Iterator[Record]:
    """The rows of one document that was read, one a list."""
    body = [text[each.start : each.end] for each in reading.sentences if each.role not in OUTSIDE_BODY]
    return share_rows(body, source, lists, reading.document.start, reading.document.end)


def share_rows(sentences: Iterable[str], source: Source, lists: WordLists, start: int, end: int) -> Iterator[Record]:
    """One row a list, from the words of the body's sentences (table rows may be among them). `start`, `end`: the document's."""
    lines = [line for line in plain("\n".join(sentences)).split("\n") if line and " |" not in line and "| " not in line]
    sizes = [_size(line) for line in lines]
    body, firsts = "\n".join(lines), list(accumulate((len(line) + 1 for line in lines), initial=0))
    total = sum(sizes)
    for each in lists.lists:
        found, holding = Counter[str](), set[int]()
        for pattern, at, _ in _search(each).find_matches_as_indexes(body):
            found[each.words[pattern]] += 1
            holding.add(bisect_right(firsts, at) - 1)
        characters = sum(_size(fold(word)) * times for word, times in found.items())
        around = sum(sizes[index] for index in holding)
        order = {word: place for place, word in enumerate(each.words)}
        words = sorted(found.items(), key=lambda item: (-item[1], order[item[0]]))
        yield {
            **source.place_columns(),
            "year": known_by(source.about), "list": each.name, "list_hash": each.digest, "times": found.total(),
            "word_characters": characters, "sentence_characters": around, "characters": total,
            "share_word_characters": _share(characters, total), "share_sentence_characters": _share(around, total),
            "sentences_found": len(holding), "sentences": len(lines), "share_sentences": _share(len(holding), len(lines)),
            "words": "|".join(f"{word}:{times}" for word, times in words), **source.columns(start, end),
        }  # fmt: skip


def _size(line: str) -> int:
    return len(_MARKS.sub("", line))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 8) if whole else None


@lru_cache(maxsize=64)
def _search(words: WordList) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick([plain(word) for word in words.words], matchkind=MatchKind.LeftmostLongest)


def sort_key(row: Record) -> tuple[str | int, ...]:
    """The order of the rows: place, year, list, document."""
    return (
        row["place_key"], row["year"] or 0, row["list"], row["file"], row["document"], row.get("ledger", 0), row["start"],
    )  # fmt: skip
