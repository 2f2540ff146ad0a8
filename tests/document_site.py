"""The sample district served, for the browser tests of a document's page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.account_parts import served
from tests.homes import copied

SAMPLE = Path(__file__).parent.parent / "examples" / "chenghu"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, ready: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of a ledger with the sample district in it."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE, folder / "chenghu")
    with copied(ready, folder / "home") as environment:
        luoshi(environment, "load", str(folder / "chenghu"))
        yield {**environment, "SAMPLE": str(folder / "chenghu")}


def luoshi(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "luoshi.cli", *arguments], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(ledger: dict[str, str]) -> Iterator[str]:
    with served(ledger) as address:
        yield address


@pytest.fixture(scope="module")
def numbers(ledger: dict[str, str]) -> dict[str, int]:
    """Title → number of the document."""
    rows = (line.split(maxsplit=4) for line in luoshi(ledger, "list").splitlines())
    return {row[4]: int(row[0]) for row in rows if len(row) == 5 and row[0].isdigit()}


@pytest.fixture(scope="module")
def report(site: str, numbers: dict[str, int]) -> str:
    """The address of the work report of 2024."""
    return f"{site}/documents/{numbers['2024年澄湖区政府工作报告']}/"


def lit(page: Any, name: str) -> list[str]:
    return list(page.evaluate(f"[...(CSS.highlights.get('{name}') || [])].map((each) => each.toString())"))


def until(page: Any, condition: str) -> None:
    """Wait until the condition holds on the page, asked from outside: the page itself runs no string."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)
