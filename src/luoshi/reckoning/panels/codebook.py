"""The codebook of a panel: every column, the tables it was made with, and the versions. The same panel gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from .columns import Column
from .tables import FirmnessTable, WordLists

_TYPES = {int: "integer", float: "number", str: "text"}


def codebook(
    title: str, columns: Sequence[Column], *, facts: Mapping[str, object], firmness: FirmnessTable | None = None,
    lists: WordLists | None = None,
) -> str:  # fmt: skip
    """The codebook as Markdown. `facts` are what to say of the panel as a whole: versions, choices, counts."""
    lines = [f"# {title}", ""]
    lines += _table(("", ""), ((name, str(value)) for name, value in facts.items()))
    lines += ["", "An empty cell is a value that is not there, never nought. 空格表示没有该值，不是零。", "", "## Columns 变量", ""]
    lines += _table(
        ("name 名称", "type", "含义", "meaning", "unit 单位", "source rule 取值规则"),
        ((each.name, _TYPES[each.type], each.chinese, each.english, each.unit, each.rule) for each in columns),
    )
    if firmness is not None:
        lines += ["", f"## Wording table 措辞软硬表: {_cell(firmness.name)} ({firmness.digest})", ""]
        ordered = sorted(firmness.firmness.items(), key=lambda item: (item[1], item[0]))
        grouped = groupby(ordered, lambda item: item[1])
        lines += _table(("firmness", "words"), ((firm, "、".join(word for word, _ in words)) for firm, words in grouped))
    if lists is not None:
        lines += ["", f"## Word lists 词表: {_cell(lists.name)}", ""]
        lines += _table(
            ("list", "hash", "words"), ((each.name, each.digest, "、".join(each.words)) for each in lists.lists)
        )
    return "\n".join([*lines, ""])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(words: str) -> str:
    """Words that stay in their cell and are no markup."""
    safe = "".join(c if c.isprintable() else " " for c in words)
    for mark, written in (("\\", "\\\\"), ("|", "\\|"), ("<", "&lt;"), ("[", "\\[")):
        safe = safe.replace(mark, written)
    return safe
