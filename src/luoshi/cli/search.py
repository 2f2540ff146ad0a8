"""`luoshi search`: the sentences that hold some words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.ledger import open_ledger
from luoshi.cli.writing import json_line
from luoshi.errors import LuoshiError

if TYPE_CHECKING:
    from luoshi.ledger.search import Hit


@click.command("search", no_args_is_help=True)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="At most so many; all without it. 最多条数")
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="格式")
def command(words: tuple[str, ...], limit: int | None, form: str) -> None:
    """Find every sentence or table row that holds all the words, those that say most with them first.

    Words are found as they stand, of one character or many; traditional characters find simplified ones, full-width signs
    half-width ones, and the other way round. Inside the words: `甲|乙` either, `-甲` not (after `--`), `"甲 乙"` as one.

    \b
    Examples 例:
      luoshi search 招商
      luoshi search 就业 高校毕业生 --limit 10
      luoshi search --format jsonl -- 水 -水利
    """
    from luoshi.ledger.words.query import parse

    query = parse(" ".join(words))
    if not query:
        raise LuoshiError("L640")
    open_ledger()
    from luoshi.ledger.search import Where, every_hit
    from luoshi.people.access import KEEPER

    found = 0
    for hit in islice(every_hit(KEEPER, query, Where(outside=True)), limit):
        found += 1
        if form == "jsonl":
            sys.stdout.buffer.write(json_line(_record(hit)))
        else:
            click.echo(_shown(hit, first=found == 1))
    if not found:
        click.echo("没有找到 / nothing found", err=True)


def _record(hit: Hit) -> dict[str, Any]:
    passage, standing = hit.passage, hit.passage.standing
    return {
        "file": standing.file, "start": passage.start, "end": passage.end, "text": passage.text, "place": standing.place,
        "year": standing.year, "role": passage.role, "document": standing.document_id, "title": standing.title,
    }  # fmt: skip


def _shown(hit: Hit, *, first: bool) -> str:
    """The sentence with the words standing out, under what it is from."""
    passage, standing = hit.passage, hit.passage.standing
    above = standing.title or standing.file
    if passage.heading and passage.heading != passage.text:
        above += f" · {passage.heading}"
    where = click.style(f"{above} [{standing.document_id}:{passage.start}-{passage.end}]", dim=True)
    return f"{'' if first else chr(10)}{where}\n{''.join(_lit(hit))}"


def _lit(hit: Hit) -> Iterator[str]:
    text, here = hit.passage.text, 0
    for start, end in hit.spots:
        yield text[here:start]
        yield click.style(text[start:end], bold=True, fg="red")
        here = end
    yield text[here:]
