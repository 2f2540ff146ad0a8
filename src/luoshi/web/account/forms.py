"""What people fill in about accounts."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.errors import LuoshiError
from luoshi.people.models import Role
from luoshi.people.passwords import LONGEST


class SaidForm(forms.Form):
    """A form that can be told what came of it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""

    def say(self, error: LuoshiError, field: str | None = None) -> None:
        self.add_error(field, error.chinese)


def _name(label: str, autocomplete: str, **options: Any) -> forms.CharField:
    attributes = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(label=label, max_length=150, widget=forms.TextInput(attributes), **options)


def _password(label: str, autocomplete: str, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=LONGEST, strip=False, widget=widget, **options)


class SignIn(SaidForm):
    name = _name("用户名", "username")
    password = _password("密码", "current-password")
    keep = forms.BooleanField(label="两周内保持登录", required=False)


class NewPassword(SaidForm):
    """A password chosen, twice."""

    new = _password("新密码", "new-password", help_text="至少 10 个字符，不能全是数字。一句话就很好。")
    again = _password("再输一次新密码", "new-password")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "new" in given and "again" in given and given["new"] != given["again"]:
            self.say(LuoshiError("L406"), "again")
        return given


class ChangePassword(NewPassword):
    current = _password("现在的密码", "current-password")
    field_order = ("current", "new", "again")


class NewPerson(SaidForm):
    name = _name("用户名", "off", help_text="登录时用：汉字、字母、数字和 @ . + - _")
    full_name = forms.CharField(
        label="姓名", max_length=150, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(label="角色", choices=Role.choices, initial=Role.READER)


class NewRole(SaidForm):
    role = forms.ChoiceField(choices=Role.choices)
