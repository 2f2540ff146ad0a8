"""`luoshi audit`: the journal 流水, read and checked."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click
import orjson

from luoshi.cli.ledger import open_ledger
from luoshi.cli.waiting import waiting

_FORM = click.option(
    "--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="格式"
)


@click.group("audit", no_args_is_help=True, subcommand_metavar="COMMAND")
def command() -> None:
    """The journal: who did what, when and why; each entry chained to the one before it.

    \b
    Examples 例:
      luoshi audit verify                        exit status 1 where anything is wrong
      luoshi audit list --since 2026-01-01 --who zhang --target task:12
      luoshi audit erase 57 --why 当事人要求
    """


@command.command("verify")
@_FORM
def verify(form: str) -> None:
    """Walk the whole chain and say what is changed, missing, cut off or rewritten 核对流水."""
    open_ledger()
    if not said(form):
        sys.exit(1)


def said(form: str = "text") -> bool:
    """Verify the ledger that is open and tell what was found; whether it is sound. A sound chain's head is written down."""
    from django.utils.timezone import localtime

    from luoshi.ledger.journal import heads, verifying

    with waiting("核对流水 verifying") as progress:
        result = verifying.verify(progress)
    for finding in result.findings:
        if form == "jsonl":
            record = {
                "number": finding.number, "what": finding.what, "last_sound": finding.last_sound,
                "chinese": finding.message.chinese, "english": finding.message.english,
            }  # fmt: skip
            click.echo(orjson.dumps(record).decode())
        else:
            click.echo(str(finding.message), err=True)
    last = result.last
    if form == "jsonl":
        record = {
            "sound": result.sound, "entries": result.entries, "last": last.number if last else 0,
            "hash": last.hash if last else None, "restored": [[head.at, head.number, lost] for head, lost in result.restored],
        }  # fmt: skip
        click.echo(orjson.dumps(record).decode())
        return result.sound
    for head, lost in result.restored:
        chinese, english = (
            (f",到第 {lost} 条止的没有了", f"; those after it, up to {lost}, are lost") if lost else ("", "")
        )
        click.echo(
            f"{localtime(head.at):%Y-%m-%d %H:%M} 从备份恢复到第 {head.number} 条{chinese} / "
            f"restored from a backup up to entry {head.number}{english}"
        )
    if result.sound:
        if last is not None:
            heads.note(heads.Head(datetime.now().astimezone(), last.number, last.hash), now=True)
        click.echo(f"流水完好:{result.entries} 条 / the journal is sound: {result.entries} entries")
    return result.sound


@command.command("list")
@click.option("--since", type=click.DateTime(), default=None, help="From this moment on. 自何时起")
@click.option("--who", default=None, metavar="NAME", help="Done by this account. 何人")
@click.option("--target", default=None, metavar="KIND[:ID]", help="Done to this, such as task:12. 对象")
@_FORM
def listed(since: datetime | None, who: str | None, target: str | None, form: str) -> None:
    """List entries: number, when, who (post), what was done to what, why 列出流水."""
    open_ledger()
    from django.utils import timezone

    from luoshi.ledger.journal.listing import entries
    from luoshi.people.roll import person_named

    kind, _, identity = (target or "").partition(":")
    for entry in entries(
        since=timezone.make_aware(since) if since else None,
        who=person_named(who) if who is not None else None,
        target=(kind, identity) if target else None,
    ):
        click.echo(orjson.dumps(_record(entry)).decode() if form == "jsonl" else _line(entry))


@command.command("erase", no_args_is_help=True)
@click.argument("number", type=click.IntRange(1))
@click.option("--why", required=True, help="The reason, which stays in the journal. 理由")
def erased(number: int, why: str) -> None:
    """Erase what one entry says (its payload) for good; the chain stays whole, and the erasure is an entry 抹去内容."""
    open_ledger()
    from luoshi.ledger.journal import erase
    from luoshi.people.access import KEEPER

    done = erase(number, by=KEEPER, why=why)
    click.echo(
        f"第 {number} 条的内容已抹去,记为第 {done.number} 条 / erased: entry {number}, recorded as {done.number}"
    )


def _record(entry: Any) -> dict[str, Any]:
    return {
        "number": entry.number, "when": entry.recorded_at, "workspace": entry.workspace_id,
        "who": entry.who.username if entry.who else None, "post": entry.post, "action": entry.action,
        "target": {"kind": entry.target_kind, "id": entry.target_id}, "why": entry.why, "payload": entry.content,
        "hash": entry.hash,
    }  # fmt: skip


def _line(entry: Any) -> str:
    from django.utils.timezone import localtime

    who = entry.who.full_name or entry.who.username if entry.who else "命令行"
    post = f"({entry.post})" if entry.post else ""
    gone = "  内容已抹去" if entry.payload is None else ""
    line = (
        f"{entry.number:>6}  {localtime(entry.recorded_at):%Y-%m-%d %H:%M:%S}  {who}{post}  {entry.action}  "
        f"{entry.target_kind}:{entry.target_id}  {entry.why or '—'}{gone}"
    )
    return "".join(c if c.isprintable() else " " for c in line)  # people may have typed line ends or terminal codes
