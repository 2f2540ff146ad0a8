"""A ledger to practise with: the sample's papers, a district's usual units, its people and their keys, all by the command line."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "chenghu"
PREFIX = "澄湖区"
SINCE = "2022-12-01"
SEATS = {
    "li": ("李敏", "政府办", "督查室", "supervision", ""),
    "zhao": ("赵启明", f"{PREFIX}政府", "区长", "chief", ""),
    "qian": ("钱立群", f"{PREFIX}政府", "常务副区长", "leader",
             "发改局,经信局,科技局,商务局,投促局,财政局,住建局,更新局,交通局,自规分局,环境分局,水务局,农业农村局,园林局,城管局,国资局,统计局"),
    "sun": ("孙怡", f"{PREFIX}政府", "副区长", "leader", "教育局,卫健局,民政局,人社局,文旅局,市场监管局,退役军人局"),
    "wu": ("吴审言", "审计局", "审计员", "auditor", ""),
    # All other units are spoken for by one person, so that a rehearsal needs twenty accounts and not a hundred.
    "dai": ("代办", f"{PREFIX}政府", "演练代办", "head", ""),
}  # fmt: skip
"""Name → full name, unit, title, duty, fields."""
SPEAKING = {"教育局": "jy", "住建局": "zj", "经信局": "jx", "商务局": "sw", "农业农村局": "ny"}
"""Units with a head and an officer of their own: short name → what their accounts begin with."""


def luoshi(*arguments: str, env: Mapping[str, str], typed: str = "") -> str:
    """What the command says to what is typed. Raises SystemExit with its words where it fails."""
    command = [sys.executable, "-m", "luoshi.cli", *arguments]
    ran = subprocess.run(command, env=dict(env), input=f"{typed}\n", capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise SystemExit(f"luoshi {' '.join(arguments)}\n{ran.stderr}")
    return ran.stdout


def set_up(env: Mapping[str, str]) -> None:
    """Papers, units, people and posts; what is there already stays."""
    luoshi("load", str(SAMPLE), env=env)
    luoshi("office", "set-up", "--prefix", PREFIX, env=env)
    there = {json.loads(line)["name"] for line in luoshi("people", "list", "--format", "jsonl", env=env).splitlines()}
    for name, (full, unit, title, duty, fields) in everyone().items():
        if name not in there:
            luoshi("people", "add", name, "--role", "reader", "--full-name", full, "--password-stdin", env=env, typed=secrets.token_urlsafe(24))
            more = ["--fields", fields] if fields else []
            luoshi("office", "seat", name, unit, title, "--duty", duty, "--since", SINCE, *more, env=env)


def everyone() -> dict[str, tuple[str, str, str, str, str]]:
    heads = {f"{name}1": (f"{unit}负责人", unit, "负责人", "head", "") for unit, name in SPEAKING.items()}
    officers = {f"{name}2": (f"{unit}联络员", unit, "联络员", "officer", "") for unit, name in SPEAKING.items()}
    return {**SEATS, **heads, **officers}


def keys(env: Mapping[str, str]) -> dict[str, str]:
    """A key for each person; its command says nothing but the key on the last line."""
    return {name: luoshi("people", "key", name, "--label", "年度演练", env=env).strip().splitlines()[-1] for name in everyone()}


@contextmanager
def served(env: Mapping[str, str]) -> Iterator[str]:
    """The address of the ledger's pages and API, as long as this lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "luoshi.cli", "up", "--port", str(port)], env=dict(env), stdout=subprocess.DEVNULL)
    try:
        yield _ready(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(30)


def environment(folder: Path) -> dict[str, str]:
    """The environment of a rehearsal ledger in this folder."""
    plain = {name: value for name, value in os.environ.items() if name != "LUOSHI_DATABASE_URL"}
    secret = os.environ.get("LUOSHI_SECRET_KEY") or secrets.token_hex(32)
    return {**plain, "LUOSHI_HOME": str(folder), "LUOSHI_REHEARSAL": "1", "LUOSHI_SECRET_KEY": secret, "PYTHONUTF8": "1"}


def _ready(url: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{url}/api/v1/coverage", timeout=5):
                return url
        except (urllib.error.URLError, OSError):
            if server.poll() is not None:
                raise SystemExit("luoshi up 没有启动") from None
            time.sleep(0.2)
    raise SystemExit("luoshi up 启动超时")
