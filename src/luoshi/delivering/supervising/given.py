"""What people give is looked over before anything is written: words, numbers of papers, units."""

from __future__ import annotations

import unicodedata

from luoshi.errors import DeliverError
from luoshi.people.models import Unit, Workspace

LONGEST = 4000
LONGEST_NUMBER = 60
"""As long as the columns for numbers of papers are."""


def words(text: str, what: str, *, longest: int = LONGEST) -> str:
    """The text without control characters and outer blanks. Raises L716 naming `what` where it is empty or too long."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()
    if not kept or len(kept) > longest:
        raise DeliverError("L716", what=f"请写明{what}（{longest} 字以内）")
    return kept


def number(text: str, what: str = "文号") -> str:
    """The number of a paper, on one line."""
    return " ".join(words(text, what, longest=LONGEST_NUMBER).split())


def standing(unit: Unit, workspace: Workspace) -> Unit:
    """The unit, where it stands in this workspace. Raises L716."""
    if unit.workspace_id != workspace.pk or unit.until is not None:
        raise DeliverError("L716", what="请选现有单位")
    return unit
