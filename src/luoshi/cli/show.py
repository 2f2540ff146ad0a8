"""`luoshi show`: one document of the ledger."""

from __future__ import annotations

import click

from luoshi.cli.ledger import kind_word, open_ledger
from luoshi.cli.writing import destination, json_line
from luoshi.reading.records import TABLES, records


@click.command("show", no_args_is_help=True)
@click.argument("document", type=int, metavar="DOC")
@click.option("--what", type=click.Choice(("text", *TABLES, "all")), default=None, help="Facts of this kind. 事实种类")
def command(document: int, what: str | None) -> None:
    """Show one document by its number (see `luoshi list`): what it is, or its text, or its facts.

    \b
    Examples 例:
      luoshi show 3
      luoshi show 3 --what text
      luoshi show 3 --what measures
    """
    open_ledger()
    from luoshi.ledger.corrections import facts_of
    from luoshi.ledger.export import rendition_of
    from luoshi.ledger.shelf import document as find
    from luoshi.ledger.shelf import reading_of
    from luoshi.people.access import KEEPER

    found = find(KEEPER, document)
    if what == "text":
        click.echo(found.rendition.text[found.start : found.end])
        return
    if what is not None:
        facts = facts_of(found, person=KEEPER)  # of an earlier version of the file too, which an export leaves out
        if facts is None:
            return
        rendition = rendition_of(found.rendition)
        name, place = found.rendition.source.name, facts.row.ordinal
        shown = records(facts.reading, rendition.text, what, file=name, position=place, pages=rendition.pages)
        with destination(None) as stream:
            stream.writelines(map(json_line, shown))
        return
    reading = reading_of(found)
    lines = {"原件": found.rendition.source.name, "校验值": found.rendition.source.sha256}
    if reading is not None:
        lines = {
            "标题": reading.title, "种类": kind_word(reading.kind), "地区": reading.place_name, "回顾": reading.review, "计划": reading.plan,
            "日期": reading.published, "会议": reading.meeting, "报告人": reading.speaker, **lines,
        }  # fmt: skip
    for name, value in lines.items():
        if value:
            click.echo(f"{name}  {value}")
