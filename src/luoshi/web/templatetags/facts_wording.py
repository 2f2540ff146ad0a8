from django import template

from luoshi.web.answers import number
from luoshi.web.wording import VALUES

register = template.Library()


@register.filter
def yuan(amount: float | None) -> str:
    """An amount of money as people say it: 8亿元. Empty for none."""
    if amount is None:
        return ""
    for scale, word in ((1e8, "亿"), (1e4, "万")):
        if abs(amount) >= scale:
            return f"{number(amount / scale)}{word}元"
    return f"{number(amount)}元"


@register.filter
def named_kind(kind: str) -> str:
    """What a kind of policy or unit is called."""
    return VALUES["kind"].get(kind, "")
