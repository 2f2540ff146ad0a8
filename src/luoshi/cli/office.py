"""`luoshi office`: the units of a government, the posts in them and who holds them, for whoever keeps the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from luoshi.cli.ledger import open_ledger, shelf
from luoshi.errors import LuoshiError

_DUTIES = click.Choice(("administrator", "supervision", "head", "officer", "leader", "chief", "auditor"))


@click.group("office", no_args_is_help=True, subcommand_metavar="COMMAND")
def command() -> None:
    """Units, posts and who holds them: what the office's pages stand on.

    \b
    Examples 例:
      luoshi office set-up --prefix 澄湖区                        a district's usual units, each with a head and a liaison
      luoshi office seat li 澄湖区人民政府办公室 督查室 --duty supervision
      luoshi office seat chen 澄湖区教育局 负责人
    """


@command.command("set-up")
@click.option("--prefix", default="区", show_default=True, metavar="WORDS", help="What the names of units begin with. 单位名称的开头")
def set_up(prefix: str) -> None:
    """Make a district's usual units from the catalogue; those that are there stay as they are 设立常见单位."""
    open_ledger()
    from luoshi.delivering.establishing import set_up_usual
    from luoshi.people.access import KEEPER

    made = set_up_usual(shelf(), prefix=prefix, by=KEEPER)
    click.echo(f"新设 {made} 个单位 / {made} units made")


@command.command("seat", no_args_is_help=True)
@click.argument("name")
@click.argument("unit")
@click.argument("title")
@click.option("--duty", type=_DUTIES, help="Of a post that is not there yet: what it does. 新岗位的职责")
@click.option("--fields", default="", metavar="UNITS", help="Of a leader's post: the units in its charge, by commas. 分管单位")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From which day; today if not said. 到岗日期")
def seat(name: str, unit: str, title: str, duty: str | None, fields: str, since: datetime | None) -> None:
    """Let a person hold a post; whoever held it before holds it no longer 任职."""
    open_ledger()
    from luoshi.delivering import establishing
    from luoshi.delivering.today import today
    from luoshi.people.access import KEEPER
    from luoshi.people.models import Post
    from luoshi.people.roll import person_named

    person, where = person_named(name), _unit(unit)
    charge = [_unit(each.strip()) for each in fields.replace("，", ",").split(",") if each.strip()]
    post = Post.objects.filter(unit=where, title=title).first()
    if post is None:
        if duty is None:
            raise LuoshiError("L706", f"{unit}{title}")
        post = establishing.add_post(where, title, duty, fields=charge, by=KEEPER)
    elif charge:
        establishing.put_in_charge(post, charge, by=KEEPER)
    establishing.seat(person, post, since=since.date() if since else today(), by=KEEPER)
    click.echo(f"{person} 任{post} / {person.username} holds the post")


@command.command("list")
def listed() -> None:
    """The units with their posts and who holds them 列出单位、岗位和任职."""
    open_ledger()
    from luoshi.delivering.today import today
    from luoshi.people.establishment import holders
    from luoshi.people.models import Unit

    rows = Unit.objects.filter(workspace=shelf(), until=None).prefetch_related("posts")
    for unit in rows:
        posts = "；".join(
            f"{post.title}（{post.get_duty_display()}）{'、'.join(map(str, holders(post, on=today()))) or '—'}" for post in unit.posts.all()
        )
        click.echo(f"{unit.name}  {posts}")
    if not rows:
        click.echo("还没有单位:用 luoshi office set-up 设立 / no units: `luoshi office set-up`", err=True)


def _unit(name: str) -> Any:
    """The standing unit of that name or short name. Raises L707."""
    from django.db.models import Q

    from luoshi.people.models import Unit

    found = Unit.objects.filter(Q(name=name) | Q(short=name), workspace=shelf(), until=None).first()
    if found is None:
        raise LuoshiError("L707", name)
    return found
