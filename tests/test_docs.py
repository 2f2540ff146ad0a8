"""What is there is written down: every command, address and setting."""

from __future__ import annotations

import re
from pathlib import Path

from luoshi.cli import _COMMANDS
from tests.test_leaks import patterns

ROOT = Path(__file__).parent.parent
DOCS = "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])


def test_every_command_is_documented():
    assert [name for name in _COMMANDS if not re.search(rf"luoshi {name}\b", DOCS)] == []


def test_every_setting_is_documented():
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    settings = set(re.findall(r'"(LUOSHI_[A-Z_]+)"', code))
    assert settings
    assert sorted(name for name in settings if name not in DOCS) == []


def test_every_page_is_documented():
    pages = (ROOT / "docs" / "pages.md").read_text("utf-8")
    parts = {re.sub(r"^\^|\$$", "", pattern).split("/")[0].split("<")[0].split("(")[0] for pattern in patterns()}
    areas = {re.sub(r"\.(csv|json|parquet|xlsx|svg)$", "", part) for part in parts if part}
    assert len(areas) > 15
    assert sorted(area for area in areas if f"/{area}" not in pages) == []


def test_links_between_the_docs_lead_somewhere():
    broken = []
    for path in [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            if not (path.parent / target).exists():
                broken.append((path.name, target))
    assert broken == []
