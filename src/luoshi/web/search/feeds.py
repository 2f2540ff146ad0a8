"""Atom feeds of what is public: newly loaded documents, and what a search finds, the latest documents first.

No feed holds what is not public, whoever asks: feed readers hand what they fetch to others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from luoshi.errors import LuoshiError
from luoshi.ledger.models import Standing
from luoshi.ledger.search import latest
from luoshi.people.access import visible_to
from luoshi.searches.actions import by_token
from luoshi.web.document.addresses import words_address
from luoshi.web.search.asked import Asked
from luoshi.web.search.snippets import Part, snippet
from luoshi.web.wording import DOCUMENT_KINDS

ENTRIES = 50
NOBODY = None
"""Whoever reads a feed."""
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    key: str
    """The same for the same thing whenever it is asked for."""
    title: str
    address: str
    html: str
    at: datetime


@require_safe
def new_documents(request: HttpRequest) -> HttpResponse:
    """The public documents loaded last."""
    rows = visible_to(NOBODY, Standing.objects.select_related("document")).order_by("-document")[:ENTRIES]
    entries = [
        Entry(
            f"document {row.document_id}",
            row.title or row.file,
            reverse("document", args=[row.document_id]),
            _about(row),
            row.document.recorded_at,
        )
        for row in rows
    ]
    return _feed(request, "落实：新入账的文件", reverse("shelf"), entries)


@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """What the search of this address finds."""
    return _search_feed(request, Asked.of(request.GET), "")


@require_safe
def kept(request: HttpRequest, token: str) -> HttpResponse:
    """What a saved search finds; 404 when its owner has given it up."""
    try:
        search = by_token(token)
    except LuoshiError as error:
        raise Http404 from error
    return _search_feed(request, Asked.of(QueryDict(search.address)), search.name)


def _search_feed(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    entries = []
    for hit in latest(NOBODY, asked.query, asked.where, limit=ENTRIES):
        each, row = hit.passage, hit.passage.standing
        start, end = hit.spots[0] if hit.spots else (0, each.end - each.start)
        entries.append(
            Entry(
                f"passage {row.document_id} {each.start}-{each.end}",
                f"{row.place} {row.title or row.file}".strip(),
                words_address(row.document_id, each.start + start, each.start + end),
                f"<p>{_html(snippet(each.text, hit.spots))}</p>{_about(row)}",
                row.document.recorded_at,
            )
        )
    address = f"{reverse('search')}?{asked.address()}"
    return _feed(request, f"落实检索：{name or asked.in_words or '没有要找的词'}", address, entries)


def _feed(request: HttpRequest, title: str, address: str, entries: Iterable[Entry]) -> HttpResponse:
    entries = list(entries)
    feed = _Feed(
        title=_writable(title),
        link=request.build_absolute_uri(address),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
        feed_guid=_urn(f"feed {address}"),
    )
    for each in entries:
        feed.add_item(
            title=_writable(each.title),
            link=request.build_absolute_uri(each.address),
            description=_writable(each.html),
            unique_id=_urn(each.key),
            updateddate=each.at,
            pubdate=each.at,
        )
    body = feed.writeString("utf-8")
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    answer = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(answer, HttpResponse)
    return answer


class _Feed(Atom1Feed):
    """An empty feed is as old as can be, so that asking again gives the same bytes."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_BEFORE_ALL)


def _about(row: Standing) -> str:
    said = [row.place, f"{row.year}年" if row.year else "", DOCUMENT_KINDS.get(row.kind, ""), row.published]
    return f"<p>{escape(' · '.join(filter(None, said)))}</p>"


def _html(parts: Iterable[Part]) -> str:
    return "".join(f"<b>{escape(part.words)}</b>" if part.lit else escape(part.words) for part in parts)


def _writable(words: str) -> str:
    return _UNWRITABLE.sub("\ufffd", words)


def _urn(key: str) -> str:
    return uuid5(NAMESPACE_URL, f"luoshi {key}").urn
