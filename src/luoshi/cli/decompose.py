"""`luoshi decompose`: a report taken apart into a proposed table of tasks. Needs no database and no server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from luoshi.cli.writing import destination, json_line
from luoshi.errors import LuoshiError, ReadError
from luoshi.reading.child import run_in_child

_FORMATS = ("jsonl", "xlsx", "docx")


@click.command("decompose", no_args_is_help=True)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="任务分解表.xlsx or .docx. 存为文件")
@click.option("--format", "form", type=click.Choice(_FORMATS), default=None, help="jsonl unless -o names another. 格式")
@click.option(
    "--earlier", type=click.Path(path_type=Path, dir_okay=False), multiple=True,
    help="This place's own table of a year before, .xlsx: its leads come first. 以往任务分解表",
)  # fmt: skip
def command(file: Path, output: Path | None, form: str | None, earlier: tuple[Path, ...]) -> None:
    """Propose the table of tasks of a report or plan: its headline targets, then its tasks in order.

    Each row keeps its place in the text (`start`, `end`: characters, end exclusive). Leads come from earlier tables where these
    have the same task, then from the catalogue, else the row says 待定; a date only where the text says one.

    \b
    Examples 例:
      luoshi decompose 2025年政府工作报告.docx -o 任务分解表.xlsx
      luoshi decompose report.txt -o 任务分解表.docx --earlier 2024年任务分解表.xlsx
      luoshi decompose report.txt --format jsonl
    """
    ending = output.suffix.lstrip(".").lower() if output else ""
    form = form or (ending if ending in _FORMATS else "jsonl")
    if form != "jsonl" and output is None and sys.stdout.isatty():
        raise LuoshiError("L302", form=form)
    documents = run_in_child(_proposed, file, earlier)
    if not any(tasks for _, _, tasks in documents):
        click.echo(f"{file}：没有读到目标或任务，表是空的 / no target or task was found: the table is empty", err=True)
    with destination(output) as stream:
        if form == "jsonl":
            stream.writelines(json_line(record) for _, records, _ in documents for record in records)
            return
        from luoshi.delivering.paper.task_table import as_docx, as_xlsx

        rows = [line for _, _, lines in documents for line in lines]
        if form == "xlsx":
            as_xlsx(rows, stream)
        else:
            as_docx(documents[0][0] if documents else "任务分解表", rows, stream)


def _proposed(file: Path, tables: tuple[Path, ...]) -> list[tuple[str, list[dict[str, Any]], list[Any]]]:
    """In a child: each document's title for the table, its records and its lines."""
    from luoshi.delivering.earlier_tables import earlier_tasks
    from luoshi.delivering.proposed import lines, record, source_of, title_of
    from luoshi.reading import read
    from luoshi.reckoning.tasks import proposal
    from luoshi.reckoning.tasks.earlier import EarlierTasks

    known = EarlierTasks([task for table in tables for task in earlier_tasks(table)])
    whole = read(file)
    text, found, first = whole.rendition.text, [], 0
    for reading in whole.readings:
        tasks = proposal(reading, text, earlier=known)
        numbered = list(lines(tasks, text, source=source_of(reading.document), first=first + 1))
        first += len(numbered)
        found.append((title_of(reading.document), [record(task, text, file=str(file)) for task in tasks], numbered))
    if not found:
        raise ReadError("L105", str(file))
    return found
