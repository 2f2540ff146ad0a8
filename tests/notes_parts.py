"""What the tests of notes stand on: an office with people in it, and a report that may change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ledger_parts import TEXT, made_from

WORDS = "固定资产投资310亿元"


@pytest.fixture
def people(workspace: Any) -> dict[str, Any]:
    """Two members of the office who may note, somebody from elsewhere, and somebody who belongs nowhere."""
    from luoshi.people.models import Membership, Role, User, Workspace

    elsewhere = Workspace.objects.create(slug="elsewhere", name="别的单位")
    found = {}
    for name, full_name, where, role in (
        ("chen", "陈批注", workspace, Role.READER),
        ("li", "李同事", workspace, Role.EDITOR),
        ("stranger", "外单位", elsewhere, Role.ADMINISTRATOR),
        ("lone", "独行者", None, None),
    ):
        found[name] = User.objects.create(username=name, full_name=full_name)
        if where is not None:
            Membership.objects.create(workspace=where, user=found[name], role=role)
    return found


@pytest.fixture
def load(workspace: Any, tmp_path: Path) -> Any:
    """Puts a text under a file's name into the ledger; gives the document it holds now."""
    from luoshi.ledger.load import load_file
    from luoshi.ledger.models import Document

    def load(text: str = TEXT, name: str = "报告.txt", **options: Any) -> Any:
        path = tmp_path / name
        path.write_bytes(text.encode())
        result = load_file(path, workspace=workspace, **{"audience": "public", "read": made_from, **options})
        return Document.objects.get(pk=result.documents[0])

    return load


def span(text: str, words: str) -> tuple[int, int]:
    """Where the words stand first."""
    start = text.index(words)
    return start, start + len(words)


def noted(document: Any, person: Any, said: str = "此数待核", *, words: str = WORDS, **options: Any) -> Any:
    """A note on these words."""
    from luoshi.notes.actions import write

    return write(document, *span(document.rendition.text, words), said, person=person, **options)
