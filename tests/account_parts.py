"""People of the one workspace, for tests of accounts."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import urlopen

PASSWORD = "湖边的路灯都亮了三遍"
OTHER = "桥头的早市散得很早呢"


def person(username: str, role: str = "reader", *, password: str = PASSWORD, **more: Any) -> Any:
    """An account opened from the command line's side."""
    from luoshi.people import actions
    from luoshi.people.access import KEEPER
    from luoshi.people.models import Role
    from luoshi.people.workspaces import main_workspace

    return actions.add(username, role=Role(role), password=password, workspace=main_workspace(), by=KEEPER, **more)


def sign_in(client: Any, name: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post("/sign-in/", {"name": name, "password": password, **more})


def signed_in(client: Any) -> str:
    """Whose name stands at the head of a page; empty for a visitor."""
    found = re.search(r'<div class="person"><details><summary>([^<]*)', client.get("/").content.decode())
    return found[1] if found else ""


@contextmanager
def served(home: dict[str, str]) -> Iterator[str]:
    """The address of the ledger's pages while they are served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = f"from luoshi.web import serve; serve(port={port})"
    server = subprocess.Popen([sys.executable, "-c", program], env=home, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urlopen(f"{address}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise TimeoutError(address)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(60)
