"""`luoshi people`: accounts, for whoever keeps the ledger. A password is asked for, piped in or made up; never an argument."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click
import orjson

from luoshi.cli.ledger import open_ledger, shelf
from luoshi.errors import LuoshiError

_ROLES = click.Choice(("reader", "editor", "administrator"))
_MOST_BYTES = 4096


def _password_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How the password comes: two options, and without them it is asked for twice."""
    for option in (
        click.option("--generate", is_flag=True, help="Make one up and print it; it must be changed at first sign-in. 随机生成"),
        click.option("--password-stdin", "piped", is_flag=True, help="Read it from standard input. 从标准输入读密码"),
    ):  # fmt: skip
        command = option(command)
    return command


@click.group("people", no_args_is_help=True, subcommand_metavar="COMMAND")
def command() -> None:
    """Accounts: who may sign in, and as what.

    \b
    Examples 例:
      luoshi people add zhang --role administrator --full-name 张三    the first administrator
      luoshi people add li --role editor --generate                   prints a password for the first sign-in
      luoshi people password li                                       another password; ends their sessions
    """


@command.command("add", no_args_is_help=True)
@click.argument("name")
@click.option("--role", type=_ROLES, required=True, help="What they may do. 角色")
@click.option("--full-name", default="", metavar="NAME", help="As it is shown. 姓名")
@_password_options
def add(name: str, role: str, full_name: str, piped: bool, generate: bool) -> None:
    """Open an account 开通账号."""
    password = _password(piped=piped, generate=generate)
    open_ledger()
    from luoshi.people import actions
    from luoshi.people.access import KEEPER
    from luoshi.people.models import Role

    person = actions.add(
        name,
        role=Role(role),
        password=password,
        full_name=full_name,
        must_change=generate,
        workspace=shelf(),
        by=KEEPER,
    )
    _say(
        f"已开通:{person.username},{Role(role).label} / added: {person.username}, {role}", password if generate else ""
    )


@command.command("list")
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="格式")
def listed(form: str) -> None:
    """List the accounts: name, full name, role, state, last sign-in 列出账号."""
    open_ledger()
    from django.utils.timezone import localtime

    from luoshi.people.roll import roll

    rows = roll(shelf())
    for row in rows:
        person = row.person
        if form == "jsonl":
            record = {
                "name": person.username, "full_name": person.full_name, "role": row.role, "state": row.state,
                "waits_until": row.waits_until, "last_sign_in": person.last_login,
            }  # fmt: skip
            click.echo(orjson.dumps(record).decode())
        else:
            last = f"{localtime(person.last_login):%Y-%m-%d %H:%M}" if person.last_login else "从未登录"
            role = f"{row.role_word}({row.role})" if row.role else "—"
            click.echo(f"{person.username}  {person.full_name or '—'}  {role}  {row.state_word}  {last}")
    if not rows and form == "text":
        click.echo(
            "还没有账号:用 luoshi people add 名字 --role administrator 开通管理员 / "
            "no accounts: `luoshi people add NAME --role administrator`",
            err=True,
        )


@command.command("password", no_args_is_help=True)
@click.argument("name")
@_password_options
def password(name: str, piped: bool, generate: bool) -> None:
    """Give a person another password; ends their sessions and their waiting 重置密码."""
    person = _person(name)
    chosen = _password(piped=piped, generate=generate)
    from luoshi.people import actions
    from luoshi.people.access import KEEPER

    actions.reset_password(person, chosen, must_change=generate, workspace=shelf(), by=KEEPER)
    _say(f"已重置 {person.username} 的密码 / password of {person.username} reset", chosen if generate else "")


@command.command("role", no_args_is_help=True)
@click.argument("name")
@click.argument("role", type=_ROLES, metavar="ROLE")
def role(name: str, role: str) -> None:
    """Give a person another role 改角色."""
    person = _person(name)
    from luoshi.people import actions
    from luoshi.people.access import KEEPER
    from luoshi.people.models import Role

    actions.give_role(person, Role(role), workspace=shelf(), by=KEEPER)
    _say(f"{person.username} 现在是{Role(role).label} / {person.username} is now {role}")


@command.command("stop", no_args_is_help=True)
@click.argument("name")
def stop(name: str) -> None:
    """Close an account; ends its sessions. What the person wrote stays 停用账号."""
    person = _person(name)
    from luoshi.people import actions
    from luoshi.people.access import KEEPER

    actions.stop(person, workspace=shelf(), by=KEEPER)
    _say(f"已停用:{person.username} / stopped: {person.username}")


@command.command("start", no_args_is_help=True)
@click.argument("name")
def start(name: str) -> None:
    """Open a closed account again 恢复账号."""
    person = _person(name)
    from luoshi.people import actions
    from luoshi.people.access import KEEPER

    actions.start(person, workspace=shelf(), by=KEEPER)
    _say(f"已恢复:{person.username} / started: {person.username}")


@command.command("key", no_args_is_help=True)
@click.argument("name")
@click.option("--label", required=True, metavar="WORDS", help="What it is for. 用途说明")
@click.option("--calendar", is_flag=True, help="For a calendar's subscription instead of a program. 用于日历订阅")
def key(name: str, label: str, calendar: bool) -> None:
    """Make a key by which a program acts as this person; it is shown this once 生成个人密钥."""
    person = _person(name)
    from luoshi.people import personal_keys

    made = personal_keys.make(person, "calendar" if calendar else "api", label)
    click.echo(f"{person.username} 的密钥,只显示这一次 / the key of {person.username}, shown this once:", err=True)
    click.echo(made)


def _person(name: str) -> Any:
    """The person of that name. Raises L400."""
    open_ledger()
    from luoshi.people.roll import person_named

    return person_named(name)


def _password(*, piped: bool, generate: bool) -> str:
    """The password as the options say. Raises L406 where the two typed differ, L409 where nobody can be asked."""
    if piped and generate:
        raise click.UsageError("--password-stdin 与 --generate 只能用一个 / only one of them")
    if generate:
        open_ledger()
        from luoshi.people.passwords import made_up

        return made_up()
    if piped:
        line = sys.stdin.buffer.readline(_MOST_BYTES)
        try:
            return line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise LuoshiError("L405", chinese="不是 UTF-8 文字", english="it is not UTF-8") from error
    if not sys.stdin.isatty():
        raise LuoshiError("L409")
    first, second = (
        click.prompt(words, hide_input=True, err=True) for words in ("密码 password", "再输一次 once more")
    )  # fmt: skip
    if first != second:
        raise LuoshiError("L406")
    return str(first)


def _say(words: str, password: str = "") -> None:
    """What was done, on standard error where a password goes to standard output: alone there, to be piped on."""
    click.echo(words, err=bool(password))
    if password:
        click.echo(
            "首次登录时须改的密码,只显示这一次 / the password, shown this once, to be changed at first sign-in:",
            err=True,
        )
        click.echo(password)
