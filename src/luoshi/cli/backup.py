"""`luoshi backup`: the whole ledger in one file."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from luoshi.cli.waiting import waiting
from luoshi.errors import LuoshiError


@click.command("backup", no_args_is_help=True)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> None:
    """Save the whole ledger in FILE (a .tar.gz): database, originals, key and the journal's heads. People may go on working.

    The file holds everything there is, passwords' digests too: keep it where only those may look who may see all of it.

    \b
    Examples 例:
      luoshi backup /mnt/other-disk/luoshi.tar.gz
      luoshi backup luoshi-$(date +%F).tar.gz
    """
    ready()
    from luoshi.ledger.backups import backup

    with waiting("备份 backing up") as progress:
        made = backup(file, progress)
    for name in made.damaged:
        click.echo(f"{name}: 原件已损坏,照原样存入 / this original is damaged; saved as it is", err=True)
    click.echo(
        f"已备份:{len(made.manifest.members)} 个文件,{size_word(made.size)} → {file} / "
        f"saved {len(made.manifest.members)} files, {size_word(made.size)}"
    )


def ready() -> None:
    """Make the settings ready, and touch nothing: a ledger is backed up before it is upgraded. Raises L305."""
    if importlib.util.find_spec("django") is None:
        raise LuoshiError("L305")
    from luoshi.ledger.database import configure

    configure()


def size_word(size: int) -> str:
    """A size as people say it."""
    return f"{size / (1 << 20):,.1f} MB" if size >= 1 << 20 else f"{size / (1 << 10):.1f} KB"
