"""`luoshi plan`: a five-year plan watched through later papers. Needs no database and no server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from luoshi.cli.papers import read_whole
from luoshi.cli.writing import destination, json_line
from luoshi.errors import LuoshiError
from luoshi.reading.child import run_in_child

_FORMATS = ("jsonl", "xlsx", "docx")


@click.command("plan", no_args_is_help=True)
@click.argument("plan", metavar="PLAN", type=click.Path(path_type=Path))
@click.argument("later", metavar="LATER…", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="监测表.xlsx or 评估.docx. 存为文件")
@click.option("--format", "form", type=click.Choice(_FORMATS), default=None, help="jsonl unless -o names another. 格式")
@click.option("--kind", type=click.Choice(("midterm", "final")), default="midterm", show_default=True, help="Which evaluation a .docx drafts. 中期或总结评估")
@click.option("--year", type=int, default=None, help="Watch up to this year; the last one reported on unless given. 监测年度")
def command(plan: Path, later: tuple[Path, ...], output: Path | None, form: str | None, kind: str, year: int | None) -> None:
    """The indicators of the five-year PLAN with base, target, nature and the way to each target; amendments; how far it got by what the LATER
    papers of the place say.

    A line an indicator (jsonl); a workbook with the year's monitoring table (xlsx); a draft of the evaluation, every figure with its source
    (docx). A year no paper gives a figure for has none: nothing is drawn between base and target.

    \b
    Examples 例:
      luoshi plan 十四五规划纲要.docx 2022年报告.docx 2023年报告.docx 2024年报告.pdf -o 监测表.xlsx
      luoshi plan 十四五规划纲要.docx reports/*.docx --year 2023 -o 中期评估.docx
      luoshi plan 十四五规划纲要.docx reports/*.docx --kind final -o 总结评估.docx
    """
    ending = output.suffix.lstrip(".").lower() if output else ""
    form = form or (ending if ending in _FORMATS else "jsonl")
    if form != "jsonl" and output is None and sys.stdout.isatty():
        raise LuoshiError("L302", form=form)
    files = read_whole([plan, *later])
    told = run_in_child(_watched, files, form, kind, year, subject=str(plan))
    if told is None:
        raise click.BadParameter(f"{plan}：不是多年规划，认不出规划期 / not a plan of several years", param_hint="PLAN")
    with destination(output) as stream:
        if form == "jsonl":
            stream.writelines(map(json_line, told))
        elif form == "xlsx":
            _book(told, stream)
        else:
            stream.write(told)


def _book(sheets: list[tuple[str, list[str], list[dict[str, Any]]]], stream: Any) -> None:
    from luoshi.ledger.writing import Book

    book = Book(stream)
    for name, heads, rows in sheets:
        book.sheet(name, heads)
        for row in rows:
            book.add(name, row)
    book.close()


def _watched(files: list[Any], form: str, kind: str, year: int | None) -> Any:
    """In a child: the records, the sheets or the paper's bytes; None where the first file holds no plan of several years."""
    from luoshi.reckoning.plans import monitor
    from luoshi.reckoning.plans.records import records, sheets
    from luoshi.reckoning.threads import papers_of

    first, *rest = ([*papers_of(file)] for file in files)
    plans = [paper for paper in first if "-" in paper.document.plan]
    if not plans:
        return None
    plan = next((paper for paper in plans if paper.document.kind == "plan"), plans[0])
    watched = monitor(plan, [paper for papers in rest for paper in papers], year=year)
    if form == "jsonl":
        return records(watched)
    if form == "xlsx":
        return sheets(watched)
    import io

    from luoshi.delivering.paper.plan_evaluation import Kind, evaluation_docx

    chosen: Kind = "final" if kind == "final" else "midterm"
    stream = io.BytesIO()
    evaluation_docx(watched, chosen, stream)
    return stream.getvalue()
