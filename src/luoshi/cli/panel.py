"""`luoshi panel`: data sets as published research uses them, from files or from the ledger, each with its codebook."""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import click

from luoshi.cli.indicators import code_of
from luoshi.cli.panel_rows import KINDS, Wanted, from_files, from_ledger
from luoshi.cli.sorting import Sorted
from luoshi.cli.writing import destination
from luoshi.errors import LuoshiError, ReadError
from luoshi.ledger.writing import csv_lines, write_parquet
from luoshi.reading.reader import reader_version
from luoshi.reading.records import Record
from luoshi.reckoning.panels import Chosen, Column, codebook, firmness_table, word_lists
from luoshi.reckoning.panels.source import LEDGER_COLUMN

_FORMATS = ("csv", "parquet")
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?", re.ASCII)


@click.command("panel", no_args_is_help=True)
@click.argument("kind", metavar="targets|shares|feedback", type=click.Choice([*KINDS]))
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="FILE.csv or FILE.parquet. 存为文件")
@click.option("--format", "form", type=click.Choice(_FORMATS), default=None, help="csv unless -o names parquet. 格式")
@click.option("--indicator", "names", multiple=True, help="Code or name; may be repeated. Not for shares. 指标")
@click.option("--all", "everything", is_flag=True, help="Targets of subjects outside the catalogue too. 含目录外指标")
@click.option("--year", "years", default=None, metavar="A[-B]", help="2024 or 2020-2024. 年度")
@click.option("--wording", type=click.Path(path_type=Path), help="A table of hard and soft of your own: words,firmness. 措辞表")
@click.option("--words", type=click.Path(path_type=Path), help="Word lists of your own: list,words. 词表")
@click.option("--codebook", "book_alone", is_flag=True, help="Print the codebook and read nothing. 只看编码手册")
def command(
    kind: str, paths: tuple[Path, ...], output: Path | None, form: str | None, names: tuple[str, ...], everything: bool,
    years: str | None, wording: Path | None, words: Path | None, book_alone: bool,
) -> None:  # fmt: skip
    """Build a data set for research from files, or without a PATH from the ledger.

    `targets`: a row for each headline target, with low, high, wording and how hard it is. `shares`: a row for each document and
    list of words, with numerators and denominators. `feedback`: each target beside its result. Beside the output FILE.codebook.md says what every column is. The same input,
    options and version give the same bytes.

    \b
    Examples 例:
      luoshi panel targets reports/ -o targets.csv --indicator gdp --year 2015-2024
      luoshi panel targets -o targets.parquet --wording mine.csv     from the ledger
      luoshi panel shares reports/ -o shares.csv --words lists.csv
      luoshi panel shares --codebook
    """
    _fitting(kind, names=names, everything=everything, wording=wording, words=words)
    form = _form(form, output)
    if form == "parquet" and output is None and not book_alone and sys.stdout.isatty():
        raise LuoshiError("L302", form=form)
    wanted = Wanted(
        kind,
        Chosen(frozenset(map(code_of, names)), everything, _years(years)),
        firmness_table(wording) if kind != "shares" else None,
        word_lists(words) if kind == "shares" else None,
    )
    book = _Book(wanted, ledger=not paths)
    if book_alone:
        sys.stdout.buffer.write(book.text())
        return
    failures: list[ReadError] = []
    read: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        rows = from_files(paths, wanted, Path(folder), failures, read) if paths else from_ledger(wanted)
        panel = Sorted(KINDS[kind].key, Path(folder))
        for row in rows:
            panel.add(row)
        if failures and not read:
            sys.exit(1)  # nothing was read: a file that is there already stays as it is
        with destination(output) as stream:
            found = book.counted(KINDS[kind].finish(iter(panel)))
            if form == "csv":
                stream.writelines(csv_lines(found, [column.name for column in book.columns]))
            else:
                write_parquet(found, {column.name: column.type for column in book.columns}, stream)
    if output is not None:
        with destination(_beside(output)) as stream:
            stream.write(book.text(output, failed=len(failures)))
    if not book.rows:
        click.echo("没有一行符合条件，表是空的 / nothing fits: the table is empty", err=True)
    if failures:
        sys.exit(1)


class _Book:
    """The codebook, counting the rows as they are written."""

    def __init__(self, wanted: Wanted, *, ledger: bool) -> None:
        self._wanted, self._ledger = wanted, ledger
        own = KINDS[wanted.kind].columns
        self.columns: tuple[Column, ...] = (LEDGER_COLUMN, *own) if ledger else own
        self.rows = 0
        self._readers: set[str] = set()

    def counted(self, rows: Iterable[Record]) -> Iterator[Record]:
        for row in rows:
            self.rows += 1
            self._readers.add(row["reader"])
            yield row

    def text(self, data: Path | None = None, *, failed: int = 0) -> bytes:
        """Its bytes; `data` is the file it describes."""
        wanted = self._wanted
        facts: dict[str, object] = {"Luoshi": version("luoshi"), "reader and catalogue 阅读器和目录": reader_version()}
        if wanted.kind != "shares":
            codes = sorted(wanted.chosen.indicators)
            facts["indicators 指标"] = ", ".join(codes) or ("all 全部" if wanted.chosen.unknown else "those of the catalogue 目录内全部")
        facts["years 年度"] = "-".join(map(str, wanted.chosen.years)) if wanted.chosen.years else "all 全部"
        facts["from 来自"] = "the ledger, corrections included 账本(含更正)" if self._ledger else "files 文件"
        if data is not None:
            facts["data 数据文件"] = data.name
            facts["sha256"] = _sha256(data)
            facts["rows 行数"] = self.rows
            facts["read with 各行阅读器"] = ", ".join(sorted(self._readers)) or "—"
            if failed:
                facts["files that could not be read 未能读取"] = failed
        return codebook(
            KINDS[wanted.kind].title, self.columns, facts=facts, firmness=wanted.firmness, lists=wanted.lists
        ).encode("utf-8", "replace")


def _fitting(kind: str, *, names: tuple[str, ...], everything: bool, wording: Path | None, words: Path | None) -> None:
    """Refuse options that say nothing of this panel."""
    of_targets = {"--indicator": bool(names), "--all": everything, "--wording": wording is not None}
    misplaced = [name for name, given in of_targets.items() if given] if kind == "shares" else ["--words"] if words else []
    if misplaced:
        raise click.UsageError(f"{misplaced[0]}: not for {kind} 不适用")
    if names and everything:
        raise click.UsageError("--indicator, --all: one of them 只能选一个")


def _form(form: str | None, output: Path | None) -> str:
    ending = output.suffix.lstrip(".").lower() if output else ""
    if form is None and output is not None and ending not in _FORMATS:
        raise click.UsageError("-o: FILE.csv or FILE.parquet, or say --format")
    return form or ending or "csv"


def _years(words: str | None) -> tuple[int, int] | None:
    """First and last year. Raises L806."""
    if words is None:
        return None
    hit = _YEARS.fullmatch(words.strip())
    span = (int(hit[1]), int(hit[2] or hit[1])) if hit else (1, 0)
    if span[0] > span[1]:
        raise LuoshiError("L806", words)
    return span


def _beside(output: Path) -> Path:
    """`targets.csv` → `targets.codebook.md`."""
    plain = output.suffix.lstrip(".").lower() in _FORMATS
    return output.with_name(f"{output.stem if plain else output.name}.codebook.md")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
