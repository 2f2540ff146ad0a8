from django import template

from luoshi.web.wording import DOCUMENT_KINDS

register = template.Library()


@register.filter
def document_kind(kind: str) -> str:
    """What a kind of document is called."""
    return DOCUMENT_KINDS.get(kind, kind)
