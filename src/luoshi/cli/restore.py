"""`luoshi restore`: a backup, put back into an empty place."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from luoshi.cli.audit import said
from luoshi.cli.backup import ready
from luoshi.cli.ledger import open_ledger
from luoshi.cli.waiting import waiting


@click.command("restore", no_args_is_help=True)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(file: Path) -> None:
    """Put the ledger that FILE holds into LUOSHI_HOME, which must be empty, as must the PostgreSQL database where one is set.

    Everything is checked before anything is put in its place; then the ledger is opened and its journal verified.

    \b
    Examples 例:
      LUOSHI_HOME=~/again luoshi restore luoshi-2026-11-22.tar.gz
    """
    ready()
    from luoshi.ledger.backups import restore
    from luoshi.ledger.backups.restoring import record

    with waiting("恢复 restoring") as progress:
        manifest = restore(file, progress)
    open_ledger()
    record()
    from django.utils.timezone import localtime

    made = f"{localtime(datetime.fromisoformat(manifest.made_at)):%Y-%m-%d %H:%M}"
    count = len(manifest.members)
    click.echo(f"已恢复:{count} 个文件,备份于 {made} / restored {count} files, backed up {made}")
    if not said():
        sys.exit(1)
