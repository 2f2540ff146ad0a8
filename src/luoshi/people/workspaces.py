"""The one workspace there is for now."""

from __future__ import annotations

from luoshi.people.models import Workspace

MAIN = ("main", "本机文件")
"""Its slug and name."""


def main_workspace() -> Workspace:
    """The workspace everyone belongs to and the command line loads into; made where there is none yet."""
    workspace, _ = Workspace.objects.get_or_create(slug=MAIN[0], defaults={"name": MAIN[1]})
    return workspace
