"""The tables a panel is made with: which wording is hard or soft, and the lists of words. Both may be a user's own.

A table of one's own is a CSV file with a header, in UTF-8 or GB18030, as spreadsheets save it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast, get_args

from luoshi.catalogue.rows import parts, rows
from luoshi.catalogue.wording import Firmness, wordings
from luoshi.errors import LuoshiError
from luoshi.reading.text import fold

_LARGEST = 1 << 20
"""Bytes of a table."""
_MOST = 20_000
"""Words in a table."""
_LONGEST = 60
"""Characters of a word, and of a list's name."""
_WORD_LISTS = "panels/word_lists.csv"


@dataclass(frozen=True, slots=True)
class FirmnessTable:
    """How firm each word beside a target is."""

    name: str
    digest: str
    firmness: dict[str, Firmness]
    """Word, as rules see it → hard, soft or neutral."""
    own: tuple[str, ...]
    """Words that the reader does not know as wording, the longest first."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that are counted together."""

    name: str
    words: tuple[str, ...]
    """As written in the table, in its order."""
    digest: str
    """Of the words in alphabetical order: the same words give the same hash."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of one table."""

    name: str
    lists: tuple[WordList, ...]


def firmness_table(path: Path | None = None) -> FirmnessTable:
    """The catalogue's table, or that of a file with the columns words and firmness. Raises L801–L804."""
    known = {fold(each.words): each.firmness for each in wordings()}
    if path is None:
        return FirmnessTable("catalogue wording.csv", _digest(f"{w},{f}" for w, f in known.items()), known, ())
    found: dict[str, Firmness] = {}
    for line, (words, firmness) in _cells(path, ("words", "firmness")):
        if firmness not in get_args(Firmness):
            raise _wrong(path, line, f"firmness 应为 {'、'.join(get_args(Firmness))}", "firmness is hard, soft or neutral")
        for word in _words(path, line, words):
            firm = cast(Firmness, firmness)
            if found.setdefault(fold(word), firm) != firm:
                raise _wrong(path, line, "同一个词有两种硬度", "a word is given two kinds of firmness")
    _count(path, len(found))
    own = sorted(found.keys() - known.keys(), key=lambda word: (-len(word), word))
    return FirmnessTable(path.name, _digest(f"{w},{f}" for w, f in found.items()), found, tuple(own))


def word_lists(path: Path | None = None) -> WordLists:
    """The catalogue's lists, or those of a file with the columns list and words (parted by `|`; a list may go on in
    several rows). Raises L801–L804."""
    found: dict[str, dict[str, str]] = {}
    if path is None:
        for row in rows(_WORD_LISTS):
            found[row["list"]] = {word: word for word in parts(row["words"])}
    else:
        for line, (name, words) in _cells(path, ("list", "words")):
            if not name or len(name) > _LONGEST:
                raise _wrong(path, line, f"词表名应为 1 到 {_LONGEST} 字", f"a list's name has 1 to {_LONGEST} characters")
            found.setdefault(name, {}).update((plain(word), word) for word in _words(path, line, words))
        _count(path, sum(map(len, found.values())))
    lists = tuple(WordList(name, tuple(words.values()), _digest(words.values())) for name, words in found.items())
    return WordLists("catalogue panels/word_lists.csv" if path is None else path.name, lists)


def plain(words: str) -> str:
    """As words are looked for: full-width and capital letters are the same as the others."""
    return fold(words).lower()


def _cells(path: Path, wanted: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The wanted columns of each row that is not empty, with its line."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in wanted if name not in header]
        if missing:
            raise LuoshiError("L802", str(path), columns=", ".join(missing), wanted=",".join(wanted))
        at = [header.index(name) for name in wanted]
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) <= max(at):
                raise _wrong(path, reader.line_num, "缺少单元格", "cells are missing")
            yield reader.line_num, [row[index].strip() for index in at]
    except csv.Error as error:
        raise _wrong(path, reader.line_num, "引号不成对或单元格过长", "its quotation marks or cells are broken") from error


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise LuoshiError("L801", str(path), reason="not a file")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise LuoshiError("L801", str(path), reason=error.strerror or str(error)) from error
    if len(data) > _LARGEST:
        raise LuoshiError("L801", str(path), reason=f"over {_LARGEST >> 20} MB")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LuoshiError("L801", str(path), reason="neither UTF-8 nor GB18030")


def _words(path: Path, line: int, cell: str) -> Iterator[str]:
    """The words in a cell."""
    for word in (each.strip() for each in cell.split("|")):
        if not any(map(str.isalnum, word)) or not word.isprintable() or len(word) > _LONGEST:
            raise _wrong(path, line, f"词应为 1 到 {_LONGEST} 个可见字符", f"a word has 1 to {_LONGEST} visible characters")
        yield word


def _count(path: Path, number: int) -> None:
    if not number:
        raise LuoshiError("L804", str(path))
    if number > _MOST:
        raise LuoshiError("L801", str(path), reason=f"over {_MOST} words")


def _wrong(path: Path, line: int, chinese: str, english: str) -> LuoshiError:
    return LuoshiError("L803", str(path), line=line, chinese=chinese, english=english)


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()[:12]
