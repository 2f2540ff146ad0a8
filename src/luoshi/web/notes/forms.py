"""What people fill in to write a note."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.errors import LuoshiError
from luoshi.ledger.models import Document
from luoshi.notes.actions import LONGEST, LONGEST_TAG, MOST_TAGS, workspaces_for
from luoshi.people.models import User, Workspace

_EMPTY = {"required": "请写下要说的话"}


class ReplyForm(forms.Form):
    """What a reply says."""

    words = forms.CharField(
        label="回复", error_messages=_EMPTY, widget=forms.Textarea({"rows": 6, "maxlength": LONGEST})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""

    def say(self, error: LuoshiError) -> None:
        """Show what the ledger refused."""
        self.add_error(None, error.chinese)


class ReviseForm(ReplyForm):
    """What a note says, and its tags."""

    words = forms.CharField(
        label="批注", error_messages=_EMPTY, widget=forms.Textarea({"rows": 6, "maxlength": LONGEST})
    )
    tags = forms.CharField(
        label="标签",
        required=False,
        help_text=f"用空格或逗号分开，最多 {MOST_TAGS} 个，每个不超过 {LONGEST_TAG} 字",
        widget=forms.TextInput({"autocomplete": "off", "maxlength": MOST_TAGS * (LONGEST_TAG + 2)}),
    )


class NoteForm(ReviseForm):
    """A new note: what it says, its tags, and who sees it."""

    shared = forms.ChoiceField(label="谁能看到", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, document: Document, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self._workspaces = {str(each.pk): each for each in workspaces_for(document, person)}
        shared = [(key, f"“{each.name}”工作区的成员") for key, each in self._workspaces.items()]
        self.fields["shared"].choices = [("", "仅本人"), *shared]  # type: ignore[attr-defined]

    @property
    def workspace(self) -> Workspace | None:
        """The one to share with, of a form that is valid."""
        return self._workspaces.get(self.cleaned_data["shared"])
