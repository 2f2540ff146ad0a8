"""`luoshi drift`: what a place's papers drop, soften, repeat and restate. Needs no database and no server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from luoshi.cli.files import files, say_passed_over
from luoshi.cli.papers import read_whole, write_findings
from luoshi.cli.writing import chosen_form, destination
from luoshi.errors import ReadError
from luoshi.reading.child import run_in_child

_FORMATS = ("jsonl", "csv", "xlsx")
_KINDS = ("dropped", "softened", "hardened", "mixed", "lowered", "raised", "repeated", "restated", "name")


@click.command("drift", no_args_is_help=True)
@click.argument("paths", metavar="FILES…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", "kinds", type=click.Choice(_KINDS), multiple=True, help="Only findings of this kind; may be given again. 类别")
@click.option("--format", "form", type=click.Choice(_FORMATS), default=None, help="jsonl unless -o names another. 格式")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file, not the screen. 存为文件")
def command(paths: tuple[Path, ...], kinds: tuple[str, ...], form: str | None, output: Path | None) -> None:
    """Lay a place's papers of several years side by side: targets dropped, worded less or more firmly, or repeated unchanged, tasks restated,
    names of programmes by first and last use.

    A line a finding: `kind`, `subject`, `said` (in Chinese), `ways` (firmness, bound, number, value, each - or +) and `spots`, the words it
    stands on (each file, start, end, text, year).

    \b
    Examples 例:
      luoshi drift 2022年政府工作报告.docx 2023年政府工作报告.docx 2024年政府工作报告.pdf -o 变化.xlsx
      luoshi drift reports/ --kind softened --kind dropped
    """
    form = chosen_form(form, output)
    passed_over: list[Path] = []
    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        click.echo(str(error), err=True)

    found = read_whole(files(paths, passed_over=passed_over, failures=failures), failed=failed)
    say_passed_over(passed_over)
    rows = run_in_child(_found, found, kinds, form == "jsonl", subject=str(paths[0]))
    if not rows:
        click.echo("没有发现变化；至少要有同一地方相邻两年的文件 / nothing found: give papers of one place of two years running", err=True)
    with destination(output) as stream:
        from luoshi.reckoning.drift.records import COLUMNS, in_chinese

        write_findings(rows, form, stream, sheet="变化", columns=COLUMNS, in_chinese=in_chinese)
    if failures:
        raise SystemExit(1)


def _found(read: list[Any], kinds: tuple[str, ...], nested: bool) -> list[dict[str, Any]]:
    """In a child: the findings as records."""
    from luoshi.reckoning.drift import drift
    from luoshi.reckoning.drift.records import record, row
    from luoshi.reckoning.threads import papers_of

    findings = drift(paper for file in read for paper in papers_of(file))
    return [record(each) if nested else row(each) for each in findings if not kinds or each.kind in kinds]
