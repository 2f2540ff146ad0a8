"""The rows of a panel, in no order yet: from files, each read in a child, or from the ledger."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import click
import orjson

from luoshi.cli.files import files, say_passed_over
from luoshi.cli.ledger import open_ledger
from luoshi.cli.progress import bar
from luoshi.cli.waiting import waiting
from luoshi.cli.writing import json_line
from luoshi.errors import ReadError
from luoshi.reading.child import read_many
from luoshi.reading.facts import Reading
from luoshi.reading.load import load
from luoshi.reading.records import Record
from luoshi.reckoning.panels import Chosen, Column, FirmnessTable, Source, WordLists
from luoshi.reckoning.panels import feedback as feedback_rows
from luoshi.reckoning.panels import growth_targets as target_rows
from luoshi.reckoning.panels import word_shares as share_rows
from luoshi.reckoning.panels.feedback import COLUMNS as FEEDBACK_COLUMNS
from luoshi.reckoning.panels.growth_targets import COLUMNS as TARGET_COLUMNS
from luoshi.reckoning.panels.growth_targets import sort_key as target_key
from luoshi.reckoning.panels.growth_targets import with_main
from luoshi.reckoning.panels.source import known_by, place_key
from luoshi.reckoning.panels.word_shares import COLUMNS as SHARE_COLUMNS
from luoshi.reckoning.panels.word_shares import sort_key as share_key
from luoshi.reckoning.threads import Paper


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of panel."""

    title: str
    columns: tuple[Column, ...]
    key: Callable[[Record], Any]
    """What the rows are sorted by."""
    finish: Callable[[Iterator[Record]], Iterator[Record]] = iter
    """What is done with the rows once they are in order."""


KINDS = {
    "targets": Kind("Growth-target panel 目标面板: codebook 编码手册", TARGET_COLUMNS, target_key, with_main),
    "feedback": Kind("Target–feedback panel 目标与结果面板: codebook 编码手册", FEEDBACK_COLUMNS, target_key, with_main),
    "shares": Kind("Word-share panel 词频占比面板: codebook 编码手册", SHARE_COLUMNS, share_key),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which panel, of what, by which tables."""

    kind: str
    chosen: Chosen
    firmness: FirmnessTable | None = None
    lists: WordLists | None = None


class _Job(NamedTuple):
    """A file to read and where its rows go meanwhile."""

    path: Path
    wanted: Wanted
    spool: str

    def __str__(self) -> str:
        return str(self.path)


def from_files(
    paths: tuple[Path, ...], wanted: Wanted, folder: Path, failures: list[ReadError], read: list[Path]
) -> Iterator[Record]:
    """The rows of these files and folders; `failures` and `read` fill as it goes."""
    spools: dict[str, list[str]] = defaultdict(list)
    for spool in _spools(paths, wanted, folder, failures, read):
        if wanted.kind == "feedback":
            with open(spool, "rb") as stored:
                for place in sorted({place for place, _, _ in pickle.load(stored)}):
                    spools[place].append(spool)
            continue
        with open(spool, "rb") as lines:
            yield from map(orjson.loads, lines)
        Path(spool).unlink()
    for place, some in spools.items():
        yield from _feedback(place, some, wanted)


def _spools(
    paths: tuple[Path, ...], wanted: Wanted, folder: Path, failures: list[ReadError], read: list[Path]
) -> Iterator[str]:
    """What each file gave, in a file of its own."""
    passed_over: list[Path] = []
    found = files(paths, passed_over=passed_over, failures=failures)
    jobs = [_Job(path, wanted, str(folder / f"file-{number}")) for number, path in enumerate(found, 1)]
    with bar(jobs, "阅读 reading") as progress:
        for job, result in read_many(_read, progress, workers=1):
            if isinstance(result, ReadError):
                failures.append(result)
                click.echo(str(result), err=True)
                Path(job.spool).unlink(missing_ok=True)
            else:
                read.append(job.path)
                yield job.spool
    say_passed_over(passed_over)


def _feedback(place: str, spools: list[str], wanted: Wanted) -> Iterator[Record]:
    """The rows of one place: its papers, out of the files that hold some."""
    papers: list[tuple[Paper, Source]] = []
    for spool in spools:
        with open(spool, "rb") as stored:
            papers += [(paper, source) for whose, paper, source in pickle.load(stored) if whose == place]
    assert wanted.firmness is not None
    yield from feedback_rows(papers, wanted.firmness, wanted.chosen)


def from_ledger(wanted: Wanted) -> Iterator[Record]:
    """The rows of all documents that stand now in the ledger, as whoever keeps it."""
    open_ledger()
    from luoshi.ledger import panels
    from luoshi.people.access import KEEPER

    with waiting("整理 building") as progress:
        if wanted.kind == "feedback" and wanted.firmness is not None:
            yield from panels.feedbacks(KEEPER, wanted.firmness, wanted.chosen, progress)
        elif wanted.firmness is not None:
            yield from panels.growth_targets(KEEPER, wanted.firmness, wanted.chosen, progress)
        if wanted.lists is not None:
            yield from panels.word_shares(KEEPER, wanted.lists, wanted.chosen.years, progress)


def _read(job: _Job) -> None:
    """In a child: read one file and write its rows down, document by document."""
    from luoshi.reading.reader import readings

    rendition = load(job.path)
    name = os.fsencode(job.path).decode("utf-8", "replace")
    try:
        with open(job.spool, "wb", buffering=1 << 20) as stream:
            found = ((Source(name, n, each.document, each.reader), each) for n, each in enumerate(readings(rendition)))
            if job.wanted.kind == "feedback":
                papers = [(place_key(each.document.place), Paper(name, rendition.text, each), source) for source, each in found]
                pickle.dump([one for one in papers if one[0]], stream, pickle.HIGHEST_PROTOCOL)
                return
            for source, reading in found:
                stream.writelines(map(json_line, _rows(job.wanted, reading, rendition.text, source)))
    except OSError as error:
        raise ReadError("L301", tempfile.gettempdir(), reason=error.strerror or str(error)) from error


def _rows(wanted: Wanted, reading: Reading, text: str, source: Source) -> Iterator[Record]:
    """The rows of one document."""
    if wanted.firmness is not None:
        yield from target_rows(reading, text, source, wanted.firmness, wanted.chosen)
    if wanted.lists is not None and wanted.chosen.year(known_by(reading.document)):
        yield from share_rows(reading, text, source, wanted.lists)
