"""Writing, replying, revising, withdrawing: each a form, a verb, and back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.errors import LedgerError, LuoshiError, NoteError
from luoshi.ledger.models import Document
from luoshi.ledger.shelf import document as visible_document
from luoshi.notes import actions
from luoshi.notes.models import Note
from luoshi.notes.shown import seen
from luoshi.people.models import User
from luoshi.web.document.addresses import words_address
from luoshi.web.document.page import PLACE
from luoshi.web.notes.cited import about_of, title_of
from luoshi.web.notes.forms import NoteForm, ReplyForm, ReviseForm
from luoshi.web.views import said

View = Callable[..., HttpResponse]
HIDDEN = ("L207", "L209")
"""Errors of which nobody is told more than that there is no such page."""


def kindly(view: View) -> View:
    """Show what the ledger refuses as a page that says so."""

    @wraps(view)
    def answered(request: HttpRequest, **numbers: int) -> HttpResponse:
        try:
            return view(request, **numbers)
        except LuoshiError as error:
            if error.number in HIDDEN:
                raise Http404 from error
            if error.number == "L203":
                return said(request, 403, "没有权限", "批注没有写入。共享给工作区的批注，要由这个工作区的成员来写。")
            return said(request, 409, "批注没有写入", f"{error.chinese}。已有的批注没有改动。")

    return answered


@never_cache
@kindly
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, number: int) -> HttpResponse:
    """A note on the words `?at=start-end` of a document. A script that asks gets the form alone, to be laid over the page."""
    alone = "HX-Request" in request.headers
    if not isinstance(request.user, User):
        if alone:
            return render(request, "notes/sign_in.html")
        return redirect_to_login(request.get_full_path())
    document = visible_document(request.user, number)
    start, end = _place(request, document)
    form = NoteForm(
        request.POST if request.method == "POST" else None, document=document, person=request.user
    )  # fmt: skip
    if form.is_valid():
        try:
            given = form.cleaned_data
            actions.write(
                document, start, end, given["words"], person=request.user, tags=[given["tags"]], workspace=form.workspace
            )  # fmt: skip
        except NoteError as error:
            form.say(error)
        else:
            return HttpResponse(status=204) if alone else HttpResponseRedirect(words_address(number, start, end))
    about = about_of([number], request.user)
    context = {
        "form": form,
        "document": document,
        "title": title_of(about[number]),
        "quotation": document.rendition.text[start:end],
        "at": f"{start}-{end}",
        "back": words_address(number, start, end),
        "alone": alone,
    }
    status = 400 if form.is_bound else 200
    return render(request, "notes/form.html" if alone else "notes/new.html", context, status=status)


@never_cache
@kindly
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a note, or a reply under it."""
    note = _visible(request, number)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer = actions.reply(note, form.cleaned_data["words"], person=cast(User, request.user))
        except NoteError as error:
            form.say(error)
        else:
            return _back(request, answer)
    return _form_page(request, form, note, heading="回复批注")


@never_cache
@kindly
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change one's own note or reply, or take it back."""
    note = _own(request, number)
    last = note.revisions.order_by("pk").last()
    kind = ReplyForm if note.under_id else ReviseForm
    initial = {"words": last.words, "tags": " ".join(last.tags)} if last else {}
    form = kind(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        tags = [form.cleaned_data.get("tags", "")]
        try:
            actions.revise(note, form.cleaned_data["words"], person=cast(User, request.user), tags=tags)
        except NoteError as error:
            form.say(error)
        else:
            return _back(request, note)
    return _form_page(request, form, note, heading="修改批注", own=True)


def _form_page(request: HttpRequest, form: ReplyForm, note: Note, *, heading: str, own: bool = False) -> HttpResponse:
    context = {
        "form": form,
        "note": note,
        "heading": heading,
        "own": own,
        "quotation": note.anchor.words,
        "next": _asked_from(request),
        "back": _asked_from(request) or reverse("note", args=[note.under_id or note.pk]),
    }
    return render(request, "notes/edit.html", context, status=400 if form.is_bound else 200)


@never_cache
@kindly
@login_required
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take one's own note back."""
    actions.withdraw(_own(request, number), person=cast(User, request.user))
    return HttpResponseRedirect(_asked_from(request) or reverse("notes"))


def _visible(request: HttpRequest, number: int) -> Note:
    found = seen(request.user).select_related("anchor", "under", "workspace").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, number: int) -> Note:
    """A note of this person's that stands, or 404."""
    note = _visible(request, number)
    if note.owner != request.user or hasattr(note, "withdrawal"):
        raise Http404
    return note


def _place(request: HttpRequest, document: Document) -> tuple[int, int]:
    """The words asked for. Raises L505 where the address names none."""
    place = PLACE.fullmatch(request.GET.get("at", ""))
    if place is None:
        raise NoteError("L505")
    start, end = int(place[1]), int(place[2])
    if not document.start <= start <= end <= document.end:
        raise LedgerError("L209", f"{start}-{end}")
    if not document.rendition.text[start:end].strip():
        raise NoteError("L505")
    return start, end


def _back(request: HttpRequest, note: Note) -> HttpResponse:
    """Where one was, with the note in view."""
    address = _asked_from(request) or reverse("note", args=[note.under_id or note.pk])
    return HttpResponseRedirect(f"{address}#note-{note.pk}")


def _asked_from(request: HttpRequest) -> str:
    """The page of ours that the form says it was on; empty for any other."""
    given: Any = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(given, allowed_hosts=None) and given.startswith("/")
    return given.partition("#")[0] if own else ""
