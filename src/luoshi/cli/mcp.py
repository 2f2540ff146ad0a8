"""`luoshi mcp`: the ledger for language models, over standard input and output."""

from __future__ import annotations

import importlib.util

import click

from luoshi.cli.ledger import open_ledger
from luoshi.errors import LuoshiError


@click.command("mcp")
@click.option("--all", "everything", is_flag=True,
              help="Not only what is public: all that this ledger holds 连同未公开的一并提供")  # fmt: skip
@click.option("--address", default="", metavar="URL",
              help="Where the pages are served, for whole links 网页的网址，用来给出完整链接")  # fmt: skip
def command(everything: bool, address: str) -> None:
    """Serve the ledger to a language model's client, which starts this command by itself (Model Context Protocol, stdio).

    Its tools are search, document, facts and ask; each gives its citations. Only what is public is given, unless --all says
    otherwise: what a client sends to its model leaves this machine.

    \b
    In a client's settings 在客户端的设置里:
      {"mcpServers": {"luoshi": {"command": "luoshi", "args": ["mcp"]}}}
    """
    if address and not address.startswith(("http://", "https://")):
        raise click.BadParameter("应以 http:// 或 https:// 开头 / must begin with http:// or https://", param_hint="--address")
    if importlib.util.find_spec("mcp") is None:
        raise LuoshiError("L305")
    open_ledger()
    from luoshi.api.mcp import server
    from luoshi.people.access import KEEPER

    server(KEEPER if everything else None, address).run("stdio")
