"""The files to read among the paths a user names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
"""What a folder is searched for. A file named by itself is tried whatever it is called."""

_LEFTOVER = re.compile(r"\.|~\$|#.*#$|.*~$|__MACOSX$", re.DOTALL)
"""Hidden files, and what editors and office programs leave beside a file that is open."""


def walk(paths: Iterable[str | Path], *, passed_over: list[Path] | None = None) -> Iterator[Path]:
    """The files to read, in a fixed order: each path as given, a folder's files sorted by name, folders and all.

    Never yields a file twice. Hidden files and editors' leftovers are skipped; other files of a folder that are of no
    known suffix are added to `passed_over`, to be told to the user. A path that is not there, or a folder with nothing
    to read in it, is yielded itself, so that reading it says what is wrong.
    """
    passed_over = passed_over if passed_over is not None else []
    seen: set[str] = set()
    for given in map(Path, paths):
        if _is_folder(given) and _first_time(given, seen):
            empty = True
            for file in _files(given, seen, passed_over):
                empty = False
                if _first_time(file, seen):
                    yield file
            if empty:
                yield given
        elif _first_time(given, seen):
            yield given


def _files(folder: Path, seen: set[str], passed_over: list[Path]) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path is folder or (_is_folder(path) and _first_time(path, seen)):  # by real path: a loop of links ends
            try:
                names = sorted(os.listdir(path))
            except OSError:
                yield path  # reading it says why it cannot be read
                continue
            waiting.extend(path / name for name in reversed(names) if not _LEFTOVER.match(name))
        elif _is_folder(path):
            continue
        elif path.suffix.lower() in SUFFIXES:
            yield path
        else:
            passed_over.append(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _first_time(path: Path, seen: set[str]) -> bool:
    try:
        real = os.path.realpath(path)
    except (OSError, ValueError):
        real = str(path)
    if real in seen:
        return False
    seen.add(real)
    return True
