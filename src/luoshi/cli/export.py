"""`luoshi export`: the ledger's facts."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

import click

from luoshi.cli.ledger import open_ledger
from luoshi.cli.writing import FORMATS, chosen_form, destination, json_line, write_table
from luoshi.reading.records import TABLES


class _Moment(click.DateTime):
    """A moment, or a day, which stands for its end."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        moment = super().convert(value, param, ctx)
        day_alone = isinstance(value, str) and ":" not in value
        return datetime.combine(moment, time.max) if day_alone else moment


@click.command("export")
@click.option("--what", type=click.Choice((*TABLES, "all")), default="measures", show_default=True, help="事实种类")
@click.option("--format", "form", type=click.Choice(FORMATS), default=None, help="jsonl unless -o names another. 格式")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file, not the screen. 存为文件"
)
@click.option("--document", "documents", type=int, multiple=True, help="Only this document; may be repeated. 指定文件")
@click.option(
    "--as-of", type=_Moment(), default=None, help="As the ledger stood then, or when that day ended. 截至某日"
)
def command(
    what: str, form: str | None, output: Path | None, documents: tuple[int, ...], as_of: datetime | None
) -> None:
    """Print or save the ledger's facts, corrections included, with the fields of `luoshi read` and `ledger`, the document's number.

    \b
    Examples 例:
      luoshi export --what targets --format csv -o targets.csv
      luoshi export --what all -o facts.xlsx --document 3
      luoshi export --as-of 2026-01-31 > measures.jsonl
    """
    form = chosen_form(form, output)
    open_ledger()
    from django.utils import timezone

    from luoshi.ledger.export import export
    from luoshi.ledger.shelf import document as find
    from luoshi.people.access import KEEPER

    for number in documents:
        find(KEEPER, number)
    moment = timezone.make_aware(as_of) if as_of else None
    facts = export(KEEPER, what, documents=documents or None, as_of=moment)
    with destination(output) as stream:
        if form == "jsonl":
            stream.writelines(map(json_line, facts))
        else:
            write_table(facts, what, form, stream, ledger=True)
