"""In whose name a workspace's papers go out."""

from __future__ import annotations

from luoshi.people.models import Duty, Post, Unit, UnitKind, Workspace


def office(workspace: Workspace) -> str:
    """The unit the supervision office belongs to; the government where nobody has set one up."""
    post = Post.objects.filter(unit__workspace=workspace, unit__until=None, duty=Duty.SUPERVISION).order_by("pk").first()
    return str(post.unit) if post else government(workspace)


def government(workspace: Workspace) -> str:
    """The government, as it is called now; the workspace's name where there is none."""
    unit = Unit.objects.filter(workspace=workspace, until=None, kind=UnitKind.GOVERNMENT).order_by("order", "pk").first()
    return str(unit) if unit else str(workspace)
