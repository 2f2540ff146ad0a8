"""What people fill in: what they send, and what they know of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from luoshi.errors import IntakeError, LuoshiError
from luoshi.intake.addresses import LONGEST as LONGEST_ADDRESS
from luoshi.intake.names import clean_words
from luoshi.intake.sending import LONGEST_LINE, LONGEST_NOTE, LONGEST_TEXT, Said

WAYS = {"file": "文件", "text": "粘贴文字", "address": "网址"}


def told(error: LuoshiError) -> str:
    """An error as a page says it, with its number for whoever asks about it."""
    return f"{error.chinese}（{error.number}）"


def _line(label: str, help_text: str = "", **attributes: str) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off", **attributes})
    return forms.CharField(label=label, required=False, max_length=LONGEST_LINE, help_text=help_text, widget=widget)


class SentForm(forms.Form):
    """What every way of sending asks for, all of it optional."""

    title = _line("标题")
    place = _line("地区", "哪个省、市、县（区）的")
    year = _line("年度", "例：2024，或 2021—2025")
    where_from = _line("来处", "从哪里得来：网站、公报、政务公开栏……")
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        help_text="编辑需要知道的",
    )
    contact = _line("联系方式", "需要时编辑会找您；只有审核的人看得到", autocomplete="email")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""

    def say(self, error: LuoshiError) -> None:
        self.add_error(None, told(error))

    @property
    def first(self) -> list[forms.BoundField]:
        """What is sent."""
        return [field for field in self if field.name in WAYS]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What is said of it."""
        return [field for field in self if field.name not in WAYS]

    @property
    def said(self) -> Said:
        given = self.cleaned_data
        return Said(**{name: given[name] for name in ("title", "place", "year", "where_from", "note", "contact")})


class SendFile(SentForm):
    file = forms.FileField(label="文件", required=False, allow_empty_file=True, max_length=None)


class SendText(SentForm):
    text = forms.CharField(
        label="全文", required=False, max_length=LONGEST_TEXT, strip=False, widget=forms.Textarea({"rows": 14})
    )


class SendAddress(SentForm):
    address = forms.CharField(
        label="网址",
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text="正文所在的那一页，或者文件本身的网址",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


FORMS: dict[str, type[SentForm]] = {"file": SendFile, "text": SendText, "address": SendAddress}


class WrongFact(forms.Form):
    """What a reader says of a fact."""

    field = forms.ChoiceField(label="哪里不对", required=False)
    suggested = forms.CharField(label="应为", required=False, max_length=LONGEST_NOTE, help_text="知道就写")
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text="为什么不对，依据在哪里",
    )
    contact = _line("联系方式", "需要时编辑会找您；只有审核的人看得到", autocomplete="email")

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.fields["field"] = forms.ChoiceField(label="哪里不对", required=False, choices=choices)

    def say(self, error: LuoshiError) -> None:
        self.add_error(None, told(error))


def reason_in(request: HttpRequest) -> str:
    """The reason given in the request. Raises L552 where there is none."""
    reason = clean_words(request.POST.get("reason", ""), LONGEST_NOTE)
    if not reason:
        raise IntakeError("L552")
    return reason
