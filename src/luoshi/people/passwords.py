"""What a password must be, and making one up."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from luoshi.errors import LuoshiError
from luoshi.people.models import User

LONGEST = 256
"""Characters: no more is hashed, whatever is sent."""
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Those that cannot be taken for one another when read out or copied by hand."""

_REASONS = {
    "password_too_short": ("至少要 {min_length} 个字符", "at least {min_length} characters"),
    "password_too_common": ("这个密码太常见", "it is too common"),
    "password_entirely_numeric": ("不能全是数字", "not digits alone"),
    "password_too_similar": ("与用户名或姓名太相似", "too like the name"),
    "too_long": ("最多 {longest} 个字符", "at most {longest} characters"),
    "same": ("不能与原来的密码相同", "it is the one you had"),
}
"""Why a password will not do, in Chinese and English: Django's own words are half translated."""


def made_up() -> str:
    """A password nobody can guess (80 bits), easy to read out: four groups of four."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def check(password: str, person: User) -> None:
    """Raise L405 where the password is not fit for this person, with the reasons."""
    if len(password) > LONGEST:
        raise refused("too_long", longest=LONGEST)
    try:
        validate_password(password, person)
    except ValidationError as error:
        first = error.error_list[0]
        raise refused(first.code or "", **(first.params or {})) from error


def refused(reason: str, **details: object) -> LuoshiError:
    """L405 for one of the reasons."""
    chinese, english = (words.format(**details) for words in _REASONS[reason])
    return LuoshiError("L405", chinese=chinese, english=english)
