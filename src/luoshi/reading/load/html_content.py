"""Which part of a page holds its document: the words, without menus, lists of links, foot and side matter."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NEVER = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template iframe svg canvas object select option button input textarea head audio video"
        " map datalist dialog rt rp",
    )
)
"""Elements that hold no words of a document."""
_ASIDE = frozenset(("nav", "footer", "aside", "form"))
"""Elements that hold none either, unless nearly all the page stands in them (pages wrapped whole in a form)."""
_ASIDE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer?|copyright|crumbs?|breadcrumbs?|sidebar|side|share|comments?|related|recommend"
    r"|pager|pagination|toolbar|login|search|qrcode|banner|weizhi|dangqian)(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_KNOWN = (
    "#UCAP-CONTENT", "#zoom", "#Zoom", "#vsb_content", "#js_content", "#BodyLabel", "#contentText", ".TRS_Editor",
    ".trs_editor_view", ".trs_paper_default", ".v_news_content", ".pages_content", ".article-content",
    ".article_content", ".articleCon", ".view.TRS_UEDITOR", ".news_content", ".xxgk_content", "article", "main",
    "[role=main]",
)  # fmt: skip
"""Where the common systems of government websites put a document's words."""
_KNOWN_SHARE = 0.4
_HELD_SHARE = 0.8
_ASIDE_SHARE = 0.3
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


def children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def steps(root: LexborNode) -> Generator[tuple[bool, LexborNode], bool | None, None]:
    """(entering, node) through the tree below `root`, text nodes too; without recursion, whatever the depth.

    Sending True right after entering a node leaves out what is below it (its leaving included).
    """
    node = root.child
    depth = 0
    while node is not None:
        skip = yield True, node
        if not skip and (below := node.child) is not None:
            node = below
            depth += 1
            continue
        if not skip:
            yield False, node
        while (following := node.next) is None:
            if depth == 0:
                return
            parent = node.parent
            assert parent is not None
            node = parent
            depth -= 1
            yield False, node
        node = following


def prose(root: LexborNode, dropped: frozenset[int]) -> dict[int, int]:
    """How much prose each element holds, by its id: characters of words outside links."""
    amounts: dict[int, int] = {}
    totals = [0]
    links = 0
    walk = steps(root)
    skip: bool | None = None
    while True:
        try:
            entering, node = walk.send(skip)
        except StopIteration:
            break
        skip = None
        if node.is_text_node:
            if entering and not links:
                totals[-1] += len((node.text_content or "").strip())
        elif entering:
            if node.tag in NEVER or node.mem_id in dropped:
                skip = True
            else:
                links += node.tag == "a"
                totals.append(0)
        else:
            links -= node.tag == "a"
            amount = totals.pop()
            amounts[node.mem_id] = amount
            totals[-1] += amount
    amounts[root.mem_id] = totals[0]
    return amounts


def mark_dropped(body: LexborNode) -> frozenset[int]:
    """Ids of the elements beside the document: side matter by tag, class or id, or hidden; never most of the page."""
    amounts = prose(body, frozenset())
    most = _ASIDE_SHARE * amounts[body.mem_id]
    found = []
    for node in body.css("*"):
        if amounts.get(node.mem_id, 0) > most or node.tag in ("body", "html"):
            continue
        attributes = node.attributes
        if (
            node.tag in _ASIDE
            or "hidden" in attributes
            or _HIDDEN.search(attributes.get("style") or "")
            or _ASIDE_NAME.search(f"{attributes.get('id') or ''} {attributes.get('class') or ''}"[:400])
        ):
            found.append(node.mem_id)
    return frozenset(found)


def main_content(body: LexborNode, dropped: frozenset[int]) -> LexborNode:
    """The element that holds the document: a known container with enough of the prose, else the innermost element that
    holds nearly all of it, else the body."""
    amounts = prose(body, dropped)
    total = amounts[body.mem_id]
    if not total:
        return body
    for selector in _KNOWN:
        # Several parts of one page may have the container's name: then what holds them all is wanted.
        held = [node for node in body.css(selector) if amounts.get(node.mem_id, 0) >= _KNOWN_SHARE * total]
        if len(held) >= 1:
            return held[0]
    node = body
    while True:
        inner = next((c for c in children(node) if amounts.get(c.mem_id, 0) >= _HELD_SHARE * total), None)
        if inner is None or inner.tag in ("table", "p", "ul", "ol", "pre", "a", "span"):
            return node
        node = inner
