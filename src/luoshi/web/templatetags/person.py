from django import template

from luoshi.people.access import Person, may
from luoshi.people.models import Workspace
from luoshi.people.workspaces import MAIN

register = template.Library()


@register.filter(name="may")
def person_may(person: Person, permission: str) -> bool:
    """Whether the person may do this in the workspace: `{% if user|may:"review" %}`."""
    workspace = Workspace.objects.filter(slug=MAIN[0]).first()
    return workspace is not None and may(person, permission, workspace)
