"""`luoshi list`: the ledger's documents."""

from __future__ import annotations

import click
import orjson

from luoshi.cli.ledger import kind_word, open_ledger


@click.command("list")
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="格式")
def command(form: str) -> None:
    """List the documents in the ledger: number, place, year, kind, title.

    \b
    Examples 例:
      luoshi list
      luoshi list --format jsonl
    """
    open_ledger()
    from luoshi.ledger.shelf import current_readings
    from luoshi.people.access import KEEPER

    count = 0
    for reading in current_readings(KEEPER):
        document = reading.document
        count += 1
        if form == "jsonl":
            record = {
                "ledger": document.pk, "document": reading.ordinal, "title": reading.title, "kind": reading.kind, "place": reading.place_name,
                "code": reading.place_code, "published": reading.published, "review": reading.review,
                "plan": reading.plan, "start": document.start, "end": document.end, "source": document.rendition.source.name,
            }  # fmt: skip
            click.echo(orjson.dumps(record, default=str).decode())
        else:
            years = reading.plan or reading.review
            click.echo(
                f"{document.pk:>6}  {reading.place_name or '—'}  {years or '—'}  {kind_word(reading.kind)}  {reading.title}"
            )
    if not count and form == "text":
        click.echo("账本是空的:用 luoshi load 载入文件 / the ledger is empty: load files with `luoshi load`", err=True)
