"""My notes across documents, one note by itself, and notes taken out as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast, get_args
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luoshi.notes.entries import MOST, head
from luoshi.notes.markdown import markdown
from luoshi.notes.notebook import Notebook, Whose, notes_of
from luoshi.notes.shown import seen, shown, threads
from luoshi.notes.word import word
from luoshi.people.models import User
from luoshi.web.media import DOCX
from luoshi.web.notes.cited import about_of, entries, title_of

ROWS = 30
"""Notes a page."""
LONGEST_SEARCH = 200
WHOSE: dict[Whose, str] = {"mine": "我写的和回复过的", "private": "仅本人可见的", "shared": "工作区共享的"}
MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "docx": DOCX,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for."""

    whose: Whose
    words: str
    tag: str
    document: int | None

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        given = request.GET
        whose, number = given.get("whose", ""), given.get("document", "")
        return cls(
            cast(Whose, whose) if whose in get_args(Whose) else "mine",
            given.get("q", "")[:LONGEST_SEARCH].replace("\x00", ""),
            given.get("tag", "")[:LONGEST_SEARCH].replace("\x00", ""),
            int(number) if number.isascii() and number.isdigit() and len(number) <= 12 else None,
        )

    def notes(self, person: User) -> Notebook:
        return notes_of(person, whose=self.whose, words=self.words, tag=self.tag, document=self.document)

    @property
    def query(self) -> str:
        """As an address says it: what is asked for and nothing else."""
        whose = "" if self.whose == "mine" else self.whose
        given = {"whose": whose, "q": self.words, "tag": self.tag, "document": self.document or ""}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.tag or self.document)


@never_cache
@require_safe
def notebook(request: HttpRequest) -> HttpResponse:
    """My notes, the newest first; to a visitor, what notes are for."""
    person = request.user
    if not isinstance(person, User):
        return render(request, "notes/notes.html", {"visitor": True})
    asked = Asked.of(request)
    found = asked.notes(person)
    page = Paginator(found.found, ROWS).get_page(request.GET.get("page"))
    about = about_of({document.pk for document in found.documents}, person)
    context = {
        "entries": entries(found.shown((page.number - 1) * ROWS, page.number * ROWS), person),
        "page": page,
        "count": len(found.found),
        "asked": asked,
        "whose": WHOSE,
        "tags": found.tags,
        "documents": sorted((title_of(each), key) for key, each in about.items()),
        "most": MOST,
    }
    return render(request, "notes/notes.html", context)


@never_cache
@login_required
@require_safe
def note(request: HttpRequest, number: int) -> HttpResponse:
    """One note with its replies."""
    return render(request, "notes/note.html", {"entry": entry_of(request, number)})


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The notes that are shown, all pages of them, with quotations and citations."""
    person = cast(User, request.user)
    asked = Asked.of(request)
    found = asked.notes(person)
    some = entries(found.shown(0, MOST), person, base=request.build_absolute_uri("/").rstrip("/"))
    now = timezone.now()
    first = head(len(some), str(person), now, left_out=len(found.found) - len(some))
    content: Any = word(some, first, str(person)) if form == "docx" else markdown(some, first)
    response = HttpResponse(content, content_type=MEDIA[form])
    name = f"批注-{timezone.localdate(now):%Y%m%d}.{form}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def entry_of(request: HttpRequest, number: int) -> Any:
    """The note of that number with its replies, or 404 where this person may not see it. A reply's is its note's."""
    asked = seen(request.user).filter(pk=number).first()
    rows = threads(request.user).select_related("anchor", "owner", "workspace", "withdrawal")
    top = rows.filter(pk=asked.under_id or asked.pk).first() if asked is not None else None
    found = entries(shown([top], request.user), request.user) if top is not None else []
    if not found:
        raise Http404
    return found[0]
