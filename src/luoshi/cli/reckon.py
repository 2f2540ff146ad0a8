"""`luoshi reckon`: what a paper meant against what later papers say. Needs no database and no server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from luoshi.cli.papers import read_whole, write_findings
from luoshi.cli.writing import chosen_form, destination
from luoshi.reading.child import run_in_child

_FORMATS = ("jsonl", "csv", "xlsx")


@click.command("reckon", no_args_is_help=True)
@click.argument("earlier", metavar="EARLIER", type=click.Path(path_type=Path))
@click.argument("later", metavar="LATER…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMATS), default=None, help="jsonl unless -o names another. 格式")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file, not the screen. 存为文件")
def command(earlier: Path, later: tuple[Path, ...], form: str | None, output: Path | None) -> None:
    """Hold every target and promise of EARLIER against the LATER papers: reached, missed, silent, and why.

    A line a promise: `indicator`, `promise`, `result` (each with file, start, end, text, value, unit, bound; result null where the later
    papers are silent), `gap`, `outcome` (met, exceeded, missed, partly, silent, adjusted, not_comparable, not_due), `official`, `why`.

    \b
    Examples 例:
      luoshi reckon 2022年政府工作报告.docx 2023年政府工作报告.docx 2022年统计公报.html -o 对账表.xlsx
      luoshi reckon 2022.txt 2023.txt --format jsonl
    """
    form = chosen_form(form, output)
    files = read_whole([earlier, *later])
    rows = run_in_child(_reckoned, files, form == "jsonl", subject=str(earlier))
    if not rows:
        click.echo(f"{earlier}：没有读到目标或任务 / no target or task was found", err=True)
    with destination(output) as stream:
        from luoshi.reckoning.threads.records import COLUMNS, in_chinese

        write_findings(rows, form, stream, sheet="对账", columns=COLUMNS, in_chinese=in_chinese)


def _reckoned(files: list[Any], nested: bool) -> list[dict[str, Any]]:
    """In a child: the records of the first file's promises."""
    from luoshi.reckoning.threads import papers_of, reckon
    from luoshi.reckoning.threads.records import record, row

    earlier, *later = ([*papers_of(file)] for file in files)
    threads = reckon(earlier, [paper for papers in later for paper in papers])
    return [record(thread) if nested else row(thread) for thread in threads]
