"""`luoshi show`: one document of the ledger."""

from __future__ import annotations

import click

from luoshi.cli.ledger import open_ledger
from luoshi.cli.writing import destination, json_line
from luoshi.reading.records import TABLES


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
    from luoshi.ledger.export import export
    from luoshi.ledger.shelf import document as find
    from luoshi.people.access import KEEPER

    found = find(KEEPER, document)
    if what == "text":
        click.echo(found.rendition.text[found.start : found.end])
        return
    if what is not None:
        with destination(None) as stream:
            stream.writelines(map(json_line, export(KEEPER, what, documents=[document])))
        return
    lines = {
        "标题": found.title, "种类": found.kind, "地区": found.place_name, "回顾": found.review, "计划": found.plan,
        "日期": found.published, "会议": found.meeting, "报告人": found.speaker, "原件": found.rendition.source.name,
        "校验值": found.rendition.source.sha256,
    }  # fmt: skip
    for name, value in lines.items():
        if value:
            click.echo(f"{name}  {value}")
