"""`luoshi ratchet`: one indicator's targets for one year down the levels of government. Needs no database and no server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from luoshi.cli.files import files, say_passed_over
from luoshi.cli.indicators import code_of
from luoshi.cli.papers import read_whole, write_findings
from luoshi.cli.writing import chosen_form, destination
from luoshi.errors import ReadError
from luoshi.reading.child import run_in_child

_FORMATS = ("jsonl", "csv", "xlsx")


@click.command("ratchet", no_args_is_help=True)
@click.argument("paths", metavar="FILES…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--indicator", "name", required=True, help="Code or name, as gdp or 地区生产总值. 指标")
@click.option("--year", type=click.IntRange(1900, 2099), required=True, help="The year the targets are for. 年度")
@click.option("--format", "form", type=click.Choice(_FORMATS), default=None, help="jsonl unless -o names another. 格式")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file, not the screen. 存为文件")
def command(paths: tuple[Path, ...], name: str, year: int, form: str | None, output: Path | None) -> None:
    """Lay one indicator's targets for one year down the levels: nation, province, city, district, each beside the nearest one above.

    A line a place, for each kind and unit: `place`, `level`, `target` (file, start, end, text, value, unit, bound; null where `missing` says
    that its paper or its target is), `above`, `gap` in points, `pressed`, `wording`, `announced` and `announced_how`, `said` (in Chinese).
    Amounts are shown and not ranked.

    \b
    Examples 例:
      luoshi ratchet 湖北省.docx 武汉市.docx 东西湖区.docx --indicator gdp --year 2025 -o 层层加码.xlsx
      luoshi ratchet reports/ --indicator 固定资产投资 --year 2025
    """
    form = chosen_form(form, output)
    code = code_of(name)
    passed_over: list[Path] = []
    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        click.echo(str(error), err=True)

    found = read_whole(files(paths, passed_over=passed_over, failures=failures), failed=failed)
    say_passed_over(passed_over)
    rows = run_in_child(_rungs, found, code, year, form == "jsonl", subject=str(paths[0]))
    if not rows:
        click.echo(f"这些文件没有{year}年的“{name}”目标 / these papers set no target of {name} for {year}", err=True)
    with destination(output) as stream:
        from luoshi.reckoning.rungs import COLUMNS, in_chinese

        write_findings(rows, form, stream, sheet="层层加码", columns=COLUMNS, in_chinese=in_chinese)
    if failures:
        raise SystemExit(1)


def _rungs(read: list[Any], code: str, year: int, nested: bool) -> list[dict[str, Any]]:
    """In a child: the rungs of every ladder as records."""
    from luoshi.reckoning.ratchet import ratchet
    from luoshi.reckoning.rungs import record, row
    from luoshi.reckoning.threads import papers_of

    ladders = ratchet((paper for file in read for paper in papers_of(file)), code, year)
    told = record if nested else row
    return [told(ladder, rung) for ladder in ladders for rung in ladder.rungs]
