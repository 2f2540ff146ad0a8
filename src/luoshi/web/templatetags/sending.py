from typing import Any

from django import template

from luoshi.intake.states import State
from luoshi.people.access import may
from luoshi.people.audience import Guarded
from luoshi.web.wording import LEVELS

register = template.Library()


@register.simple_tag(takes_context=True)
def allowed(context: Any, permission: str, row: Guarded) -> bool:
    """Whether who is looking may do this with the row: `{% allowed "correct" document as can %}`."""
    request = context.get("request")
    # Nobody in particular may do nothing, and the database need not be asked for that.
    return request is not None and request.user.is_authenticated and may(request.user, permission, row.workspace)


@register.filter
def state_word(state: str) -> str:
    """What a state of something sent is called."""
    return State(state).label if state in State.values else state


@register.filter
def level_word(level: str) -> str:
    """What a level of government is called."""
    return LEVELS.get(level, level)
