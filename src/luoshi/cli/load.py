"""`luoshi load`: files into the ledger."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from luoshi.cli.files import files, say_passed_over
from luoshi.cli.ledger import open_ledger, shelf
from luoshi.cli.progress import bar
from luoshi.errors import LuoshiError, ReadError

_SAID = {"new": "新载入", "unchanged": "未变", "new rendition": "有新版本", "new reading": "重新阅读"}


@click.command("load", no_args_is_help=True)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option(
    "--audience", type=click.Choice(("public", "workspace")), default="public", show_default=True,
    help="Who may see it: everyone, or the workspace's members. 可见范围",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Files read at once. 并行数")
def command(paths: tuple[Path, ...], audience: str, workers: int) -> None:
    """Read files, or folders of them, into the ledger; returns when everything is recorded.

    The same file again changes nothing; a changed file becomes a new version, and the old one stays. A file that cannot be
    read is one line on standard error; the others go on, and the exit status is 1.

    \b
    Examples 例:
      luoshi load report.docx
      luoshi load reports/ --workers 2
      LUOSHI_HOME=~/ledger luoshi load 2024/ 2025/
    """
    open_ledger()
    from luoshi.ledger.load import load_files
    from luoshi.people.audience import Audience

    failures: list[ReadError] = []
    passed_over: list[Path] = []
    found = list(files(paths, passed_over=passed_over, failures=failures))
    failed = len(failures)
    outcomes: Counter[str] = Counter()
    documents = 0
    with bar(found, "载入 loading") as progress:
        for path, result in load_files(progress, workspace=shelf(), audience=Audience(audience), workers=workers):
            if isinstance(result, LuoshiError):
                failed += 1
                click.echo(str(result), err=True)
                continue
            outcomes[result.outcome] += 1
            documents += len(result.documents)
            if result.taken_down:
                click.echo(f"{path}: 此文件已被撤下,不再显示 / was taken down and is not shown", err=True)
    say_passed_over(passed_over)
    said = "、".join(f"{_SAID[outcome]} {count}" for outcome, count in outcomes.items()) or "没有文件载入"
    click.echo(f"{said};共 {documents} 份文件 / {documents} documents; {failed} 个失败 failed")
    if failed:
        sys.exit(1)
