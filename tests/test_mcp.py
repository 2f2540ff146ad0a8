"""`luoshi mcp` as a client of the Model Context Protocol speaks to it: another process, over its standard streams."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from tests.ledger_parts import TEXT

pytestmark = pytest.mark.slow
LUOSHI = [sys.executable, "-m", "luoshi.cli"]
HIDDEN = "麒麟山麓"


@pytest.fixture
def loaded(home: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A ledger with a public document, and one that only its workspace may see."""
    for name, text, audience in (("open.txt", TEXT, "public"), ("shut.txt", TEXT.replace("云岭", HIDDEN), "workspace")):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        code = (
            "from luoshi.ledger.database import configure, ensure; configure(); ensure();"
            "from luoshi.ledger.load import load_file; from luoshi.people.workspaces import main_workspace;"
            f"load_file(__import__('pathlib').Path({str(path)!r}), workspace=main_workspace(), audience={audience!r})"
        )
        subprocess.run([sys.executable, "-c", code], env=home, check=True, capture_output=True, timeout=300)
    return home


def said(home: dict[str, str], calls: list[tuple[str, dict[str, Any]]], *options: str) -> tuple[list[str], list[Any]]:
    """The names of the tools, and what each call gives."""

    async def talk() -> tuple[list[str], list[Any]]:
        parameters = StdioServerParameters(command=LUOSHI[0], args=[*LUOSHI[1:], "mcp", *options], env=home)
        async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            tools = await session.list_tools()
            return [tool.name for tool in tools.tools], [await session.call_tool(name, given) for name, given in calls]

    return anyio.run(talk)


def test_every_tool_gives_its_citations(loaded):
    calls = [
        ("search", {"query": "口袋公园"}), ("facts", {"kind": "measure", "words": "固定资产投资"}), ("facts", {"kind": "commitment"}),
        ("facts", {"kind": "project"}), ("ask", {"question": "云岭区2024年固定资产投资目标是多少"}), ("document", {"number": 1, "limit": 20}),
    ]  # fmt: skip
    tools, answers = said(loaded, calls, "--address", "https://example.org/")
    assert tools == ["search", "document", "facts", "ask"]
    for (name, given), answer in zip(calls, answers, strict=True):
        assert not answer.is_error, answer.content
        told = answer.structured_content
        assert answer.content[0].text == told["text"]
        assert HIDDEN not in str(answer.content)
        assert told["citations"] or given.get("kind") == "project", (name, told)
        for cited in told["citations"]:
            assert TEXT[cited["start"] : cited["end"]] == cited["words"]
            assert cited["link"].startswith("https://example.org/documents/1/?at=")
            assert cited["citation"].startswith("《云岭区2024年政府工作报告》")
            assert cited["number"] == 1
            assert cited["words"] in told["text"]
    assert answers[4].structured_content["status"] in ("answered", "corrected", "absent")
    assert answers[5].structured_content["next"] == 20


def test_what_is_not_public_comes_out_for_the_keeper_alone(loaded):
    asked = [("search", {"query": HIDDEN}), ("document", {"number": 2}), ("facts", {"kind": "measure", "document": 2})]
    _, answers = said(loaded, asked)
    assert [answer.is_error for answer in answers] == [False, True, False]
    assert answers[0].structured_content["citations"] == answers[2].structured_content["citations"] == []
    _, answers = said(loaded, asked, "--all")
    assert all(HIDDEN in answer.content[0].text for answer in answers)


def test_what_goes_wrong_is_told_in_both_languages(loaded):
    calls = [
        ("search", {"query": "-招商"}), ("search", {}), ("search", {"query": "长" * 501}), ("search", {"query": "a", "limit": 51}),
        ("document", {"number": 987654}), ("document", {"number": 10**30}), ("facts", {"kind": "nothing"}), ("ask", {"question": "\x00"}),
        ("nothing", {}), ("search", {"query": "\x00%_'\"\\"}),
    ]  # fmt: skip
    _, answers = said(loaded, calls)
    numbers = [answer.content[0].text.split("]")[0].rpartition("[")[2] if answer.is_error else "" for answer in answers]
    assert numbers == ["L640", "L660", "L660", "L660", "L207", "L660", "L660", "L660", "L667", ""]
    for answer in answers[:-1]:
        chinese, _, english = answer.content[0].text.partition(" / ")
        assert any("一" <= each <= "鿿" for each in chinese)
        assert english
        assert "Traceback" not in answer.content[0].text


def test_nothing_but_the_protocol_is_on_standard_output(loaded):
    done = subprocess.run([*LUOSHI, "mcp"], env=loaded, input=b"no json\n", capture_output=True, timeout=120)
    assert all(line.startswith(b"{") for line in done.stdout.splitlines())
    wrong = subprocess.run([*LUOSHI, "mcp", "--address", "file:///etc"], env=loaded, capture_output=True, timeout=120)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
