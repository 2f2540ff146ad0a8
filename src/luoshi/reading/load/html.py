"""Web pages: the words of the main content, one block a line, one table row a line; no script is ever run.

Government pages carry their title and date in meta elements (ArticleTitle, PubDate: the national rules on government
websites, GB/T 39477 among them), often outside the words themselves; both are put before the text where it lacks them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from luoshi.errors import ReadError
from luoshi.reading.facts import Rendition
from luoshi.reading.load.characters import tidy
from luoshi.reading.load.encoding import decode
from luoshi.reading.load.html_content import main_content, mark_dropped
from luoshi.reading.load.html_lines import content_lines
from luoshi.reading.text import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_CHARSET = re.compile(
    rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})|<\?xml[^>]{0,99}encoding=[\"']([\w.-]{2,40})", re.I
)
_NESTING = re.compile(
    r"<(/?)(?:div|table|tbody|ul|ol|dl|blockquote|section|article|main|center|span|font|b|i|u|em|strong|form|fieldset"
    r"|figure|details|big|small|tt|code|sub|sup|svg|math|[a-z]+-[a-z]+)\b",
    re.IGNORECASE,
)
_MAX_DEPTH = 2000
_TITLE_NAMES = ("articletitle", "og:title", "dc.title")
_DATE_NAMES = ("pubdate", "publishdate", "article:published_time", "publishedtime")
_DATE = re.compile(r"(\d{4})\s{0,2}[-/.年]\s{0,2}(\d{1,2})\s{0,2}[-/.月]\s{0,2}(\d{1,2})")
_SHOWN_DATE = re.compile(
    r"(?:发布时间|发布日期|发文日期|成文日期|发表时间|日期|时间)\s{0,3}:\s{0,3}(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})"
)
_SITE_NAME = re.compile(r"\s*[-_|—–]+[^-_|—–]{0,40}$")


def load_html(data: bytes) -> Rendition:
    """The main content of a page. Raises ReadError L108 or L109 for bytes that are no text."""
    from selectolax.lexbor import LexborHTMLParser

    declared = _CHARSET.search(data[:8192])
    text, encoding = decode(data, declared=(declared[1] or declared[2]).decode("ascii") if declared else "")
    _check_depth(text)
    page = LexborHTMLParser(text)
    body = page.body
    if body is None:
        return Rendition(text="", media_type="text/html", loader="html/1", encoding=encoding)
    title, date = _title(page), _published(page)
    dropped = mark_dropped(body)
    content = main_content(body, dropped)
    lines = content_lines(content, dropped)
    whole = "\n".join(lines)
    if date is None and content.mem_id != body.mem_id and (shown := _SHOWN_DATE.search(fold(body.text(separator=" ")))):
        date = _iso(shown[1])
    front: list[str] = []
    if title and _squeezed(title) not in _squeezed(whole[:2000]):
        front.append(title)
    if date and not any(_iso(found[0]) == date for found in _DATE.finditer(whole)):
        front.append(f"发布时间:{date}")
    text = tidy("\n".join([*front, *lines]))
    return Rendition(text=text, media_type="text/html", loader="html/1", encoding=encoding)


def _check_depth(text: str) -> None:
    """Refuse elements within elements beyond what a person would write; the parser's time grows with their square."""
    depth = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _MAX_DEPTH:
            raise ReadError("L115", reason=f"> {_MAX_DEPTH} nested elements")


def _title(page: LexborHTMLParser) -> str:
    """What the page calls its document: meta first, the one heading next, the window's title last."""
    if title := _meta(page, _TITLE_NAMES):
        return title
    headings = [" ".join(node.text().split()) for node in page.css("h1")]
    headings = [heading for heading in headings if len(heading) > 3]
    if len(headings) == 1:
        return headings[0]
    node = page.css_first("title")
    if node is None:
        return ""
    return _SITE_NAME.sub("", " ".join(node.text().split()))


def _published(page: LexborHTMLParser) -> str | None:
    return _iso(_meta(page, _DATE_NAMES))


def _meta(page: LexborHTMLParser, names: tuple[str, ...]) -> str:
    for node in page.css("meta"):
        attributes = node.attributes
        if (attributes.get("name") or attributes.get("property") or "").lower() in names:
            content = " ".join((attributes.get("content") or "").split())
            if content:
                return content[:300]
    return ""


def _iso(words: str) -> str | None:
    found = _DATE.search(words)
    if found is None or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):
        return None
    return f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}"


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)
