"""`luoshi up`: the pages."""

from __future__ import annotations

import socket

import click

from luoshi.cli.ledger import open_ledger
from luoshi.errors import LuoshiError


@click.command("up")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. 监听地址")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口")
def command(host: str, port: int) -> None:
    """Serve the ledger's pages until interrupted (Ctrl-C).

    \b
    Examples 例:
      luoshi up                      http://127.0.0.1:8000
      luoshi up --port 9000
    """
    _free(host, port)
    open_ledger()
    from luoshi.web import serve

    shown = f"[{host}]" if ":" in host else host
    click.echo(f"落实已启动 / Luoshi is up: http://{shown}:{port}  (Ctrl-C 停止 to stop)")
    serve(host, port)


def _free(host: str, port: int) -> None:
    """Raise L304 where another program listens there already."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], found[1]) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(found[4])
    except OSError as error:
        raise LuoshiError("L304", host, port=port) from error
