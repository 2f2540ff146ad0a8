"""The files a command is given: by name, or in folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from luoshi.errors import ReadError
from luoshi.reading.load import walk


def files(paths: tuple[Path, ...], *, passed_over: list[Path], failures: list[ReadError]) -> Iterator[Path]:
    """The files to read. A path that cannot be looked into is a line on standard error and the others go on."""
    for path in paths:
        try:
            yield from walk([path], passed_over=passed_over)
        except ReadError as error:
            failures.append(error)
            click.echo(str(error), err=True)


def say_passed_over(passed_over: list[Path]) -> None:
    """Tell how many files of other kinds the folders held."""
    if passed_over:
        click.echo(
            f"跳过 {len(passed_over)} 个其他类型的文件 / passed over {len(passed_over)} files of other kinds", err=True
        )
