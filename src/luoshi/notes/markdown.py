"""Notes as Markdown (CommonMark). What people and documents wrote is text there too: none of it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from luoshi.notes.entries import Entry, by_document, signed

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~$&^]")
_OPENING = re.compile(r"(\d{1,9})([.)])|([-+=:])")
"""What means something at the beginning of a line: a list, a rule, an underlined heading."""
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def markdown(entries: Iterable[Entry], head: str) -> str:
    """The notes document by document. `head` stands under the heading."""
    parts = ["# 批注", plain(head)]
    for title, members in by_document(entries):
        parts.append(f"## {plain(title)}")
        for entry in members:
            parts += _note(entry)
            parts.append("* * *")
    return "\n\n".join(parts) + "\n"


def plain(words: str) -> str:
    """One line of text, with every sign that Markdown or HTML would take for markup made a plain one."""
    line = _SIGNS.sub(r"\\\g<0>", " ".join(_UNPRINTED.sub("", words).split()))
    opening = _OPENING.match(line)
    if opening is None:
        return line
    return f"{opening[1] or ''}\\{line[len(opening[1] or '') :]}"


def _note(entry: Entry) -> Iterator[str]:
    shown = entry.shown
    yield "\n>\n".join(f"> {line}" for line in _lines(shown.quotation))
    yield f"——{plain(entry.citation)}，<{entry.link}>"
    if entry.state:
        yield f"*{entry.state}*"
    if shown.top.withdrawn:
        yield "（批注已撤回）"
    else:
        yield from _lines(shown.top.words)
        if shown.top.tags:
            yield f"标签：{plain('、'.join(shown.top.tags))}"
        yield plain(signed(shown.top))
    for reply in shown.replies:
        yield "\n\n".join((f"- 回复（{plain(signed(reply))}）", *(f"  {line}" for line in _lines(reply.words))))


def _lines(words: str) -> list[str]:
    return [line for each in words.splitlines() if (line := plain(each))]
