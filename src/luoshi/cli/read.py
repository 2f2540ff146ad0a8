"""`luoshi read`: files in, facts out. Needs no database."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import orjson

from luoshi.cli.files import files, say_passed_over
from luoshi.cli.progress import bar
from luoshi.cli.writing import FORMATS, chosen_form, destination, json_line, write_table
from luoshi.errors import ReadError
from luoshi.reading.child import read_many
from luoshi.reading.load import load
from luoshi.reading.records import TABLES, Record, records

WHATS = (*TABLES, "all")


class _Job(NamedTuple):
    """A file to read and where its records go meanwhile."""

    path: Path
    what: str
    spool: str

    def __str__(self) -> str:
        return str(self.path)


@click.command("read", no_args_is_help=True)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option(
    "--what", type=click.Choice(WHATS), default="measures", show_default=True, help="The kind of facts. 事实种类"
)
@click.option("--format", "form", type=click.Choice(FORMATS), default=None, help="jsonl unless -o names another. 格式")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file, not the screen. 存为文件"
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Files read at once. 并行数")
def command(paths: tuple[Path, ...], what: str, form: str | None, output: Path | None, workers: int) -> None:
    """Read files, or folders of them, and print the facts in them.

    Reads .txt, .md, .html, .docx and .pdf. Each record has `file`, `start` and `end`: characters of the text as decoded, end
    exclusive. A file that cannot be read is one line on standard error; the others go on, and the exit status is 1.

    \b
    Examples 例:
      luoshi read report.txt                            measures, one JSON record a line
      luoshi read report.docx --what targets            the headline targets, numeric or not
      luoshi read reports/ --what sentences --format csv -o sentences.csv
      luoshi read reports/ --what all -o facts.xlsx     a sheet for each kind of fact
    """
    form = chosen_form(form, output)
    failures: list[ReadError] = []
    read: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        results = _results(paths, what, Path(folder) / "records", workers, failures, read)
        with destination(output) as stream:
            if form == "jsonl":
                for spool in results:
                    with open(spool, "rb") as whole:
                        shutil.copyfileobj(whole, stream, 1 << 20)
            else:
                write_table(_records(results), what, form, stream)
            if failures and not read:
                sys.exit(1)  # nothing was read: a file that is there already stays as it is
    if failures:
        sys.exit(1)


def _results(
    paths: tuple[Path, ...], what: str, spool: Path, workers: int, failures: list[ReadError], read: list[Path]
) -> Iterator[Path]:
    """The files of records, one for each file read (`read`, filled as it goes), each there only while it is being used."""
    passed_over: list[Path] = []
    found = files(paths, passed_over=passed_over, failures=failures)
    jobs = [_Job(path, what, f"{spool}-{number}") for number, path in enumerate(found, 1)]
    with bar(jobs, "阅读 reading") as progress:
        for job, result in read_many(_read, progress, workers=workers):
            if isinstance(result, ReadError):
                failures.append(result)
                click.echo(str(result), err=True)
            else:
                read.append(job.path)
                yield Path(job.spool)
            Path(job.spool).unlink(missing_ok=True)
    say_passed_over(passed_over)


def _read(job: _Job) -> None:
    """In a child: read one file and write its records down, document by document."""
    from luoshi.reading.reader import readings

    rendition = load(job.path)
    try:
        with open(job.spool, "wb", buffering=1 << 20) as stream:
            for position, reading in enumerate(readings(rendition)):
                lines = records(
                    reading, rendition.text, job.what, file=str(job.path), position=position, pages=rendition.pages
                )
                stream.writelines(map(json_line, lines))
    except OSError as error:
        raise ReadError("L301", tempfile.gettempdir(), reason=error.strerror or str(error)) from error


def _records(spools: Iterable[Path]) -> Iterator[Record]:
    for spool in spools:
        with open(spool, "rb") as lines:
            yield from map(orjson.loads, lines)
