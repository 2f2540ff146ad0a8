"""`luoshi ask`: a question in plain Chinese, answered from the ledger with the sentences that say so."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from luoshi.cli.ledger import open_ledger
from luoshi.errors import LuoshiError

if TYPE_CHECKING:
    from luoshi.asking import Answer

_STATUS = {"answered": "", "corrected": "前提有误：", "absent": "没有："}
_LONGEST_LINE = 64_000
"""Bytes of a line of the file; what is longer is no question."""


@click.command("ask", no_args_is_help=True)
@click.argument("question", nargs=-1, metavar="[QUESTION]")
@click.option("--file", "path", type=click.Path(path_type=Path, allow_dash=True), default=None, metavar="QUESTIONS",
              help="A question a line, plain or {\"question\": …}; - reads standard input. 一行一问")  # fmt: skip
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="格式")
def command(question: tuple[str, ...], path: Path | None, form: str) -> None:
    """Answer a question from the documents in the ledger, each figure with the sentence it stands in.

    Where the question takes something for granted that a document contradicts, that is said; where the documents do not say,
    that is said, too, with the sentences that come nearest. As jsonl an answer has `question`, `status` (answered, corrected,
    absent), `answer`, `values` and `citations`.

    \b
    Examples 例:
      luoshi ask 2024年社零增长目标是多少
      luoshi ask --file questions.txt --format jsonl
    """
    if bool(question) == (path is not None):
        raise click.UsageError("给出一个问题，或者用 --file 给出问题文件 / either a question or --file")
    asked = iter([" ".join(question)]) if path is None else _questions(path)
    first = next(asked, None)  # a file that cannot be read is told of before the ledger is opened
    open_ledger()
    from luoshi.asking import answer
    from luoshi.people.access import KEEPER

    for number, words in enumerate(_with(first, asked)):
        try:
            told = answer(words, person=KEEPER)
        except Exception as error:  # one question that goes wrong must not keep the others from their answers
            if path is None:
                raise
            click.echo(str(LuoshiError("L602", f"第 {number + 1} 问", reason=type(error).__name__)), err=True)
            told = None
        if form == "jsonl":
            sys.stdout.buffer.write(orjson.dumps(_record(words, told), option=orjson.OPT_APPEND_NEWLINE))
        else:
            click.echo(_shown(words if path is not None else "", told, first=not number))
    sys.stdout.flush()


def _with(first: str | None, rest: Iterator[str]) -> Iterator[str]:
    if first is not None:
        yield first
        yield from rest


def _questions(path: Path) -> Iterator[str]:
    """The questions of the file, blank lines left out. Raises L601 where it cannot be read."""
    try:
        with sys.stdin.buffer if str(path) == "-" else path.open("rb") as lines:
            for at, line in enumerate(lines):
                words = _question(line[:_LONGEST_LINE].removeprefix(b"\xef\xbb\xbf") if not at else line[:_LONGEST_LINE])
                if words:
                    yield words
    except OSError as error:
        raise LuoshiError("L601", str(path), reason=error.strerror or str(error)) from error


def _question(line: bytes) -> str:
    """The question on a line: plain words, a JSON string, or an object with `question`. Broken bytes do not stop it."""
    try:
        words = line.decode("utf-8")
    except UnicodeDecodeError:
        words = line.decode("gb18030", errors="replace")
    words = words.replace("\x00", " ").strip()
    if words.startswith(("{", '"')):
        try:
            read = orjson.loads(words)
        except orjson.JSONDecodeError:
            return words
        if isinstance(read, dict):
            read = read.get("question", "")
        if isinstance(read, str):
            return read.strip() or words
    return words


def _record(words: str, told: Answer | None) -> dict[str, Any]:
    if told is None:
        return {"question": words, "status": "absent", "answer": "这个问题没有能够处理。", "values": [], "citations": []}
    return {
        "question": words,
        "status": told.status,
        "answer": told.answer,
        "values": [{"value": each.value, "unit": each.unit} for each in told.values],
        "citations": [{"file": each.file, "start": each.start, "end": each.end, "text": each.text} for each in told.citations],
    }


def _shown(words: str, told: Answer | None, *, first: bool) -> str:
    """The answer, and under it what it stands on."""
    lines = [] if first else [""]
    if words:
        lines.append(click.style(f"问：{words}", bold=True))
    if told is None:
        return "\n".join([*lines, "这个问题没有能够处理。"])
    lines.append(_STATUS[told.status] + told.answer)
    for number, each in enumerate(told.citations, 1):
        head = "最接近的原文" if each.is_nearest else "依据"
        where = click.style(f"{each.title or each.file} [{each.document}:{each.start}-{each.end}]", dim=True)
        lines.append(f"  [{number}] {head} {where}\n      {_plain(each.text)}")
    lines.append(click.style(f"  {told.understood}", dim=True))
    return "\n".join(lines)


def _plain(text: str) -> str:
    """The sentence on one line, without what could steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
