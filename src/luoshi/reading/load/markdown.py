"""Markdown as the plain text a reader of the rendered page would see; offsets are characters of that text.

Marks of headings, emphasis, links, quotes, lists and code are taken away, table rows become cells parted by ` | `. Line
ends stay where they are: Chinese authors break lines where they mean to.
"""

from __future__ import annotations

import html
import re

from luoshi.reading.facts import Rendition
from luoshi.reading.load.characters import tidy
from luoshi.reading.load.encoding import decode
from luoshi.reading.load.rows import cell_text, row_line

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_BREAK = re.compile(r"\s{0,3}(?:(?:-\s{0,3}){3,}|(?:\*\s{0,3}){3,}|(?:_\s{0,3}){3,}|={2,}\s*)$")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|(?=[^#\s])|$)(.*?)(?:\s+#+)?\s*$")
_LEAD = re.compile(r"(?:\s{0,12}>)*\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?)?")
_REFERENCE = re.compile(r"\s{0,3}\[[^\]^]{1,200}\]:\s*\S+")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(
    r"!?\[([^\[\]]{0,500})\](?:\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\[\]]{0,200}\])"
)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,1000})>")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,2000})\1")
_EMPHASIS = re.compile(
    r"(\*{2,3}|~~|(?<![0-9A-Za-z*])\*(?!\*))(?=\S)([^*~\n]{0,2000}[^*~\s])\1(?![0-9A-Za-z](?<=[^*]\*[0-9A-Za-z]))"
)
"""A single star between figures (3*5*2) is a sign of multiplication."""
_UNDERLINED = re.compile(r"(?<![A-Za-z0-9_])(_{1,3})(?=[^\s_])([^_\n]{0,2000}[^_\s])\1(?![A-Za-z0-9_])")
_NEWLINE_TAG = re.compile(r"<(?:br|/?p|/?div|/?tr|hr)\b[^<>\n]{0,200}>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|sub|sup|center|table|tbody|thead|td|th|img|h[1-6]|ul|ol|li|small|mark|details"
    r"|summary|code|pre|blockquote)(?:\s[^<>\n]{0,1000})?/?>",
    re.IGNORECASE,
)
_KEPT = re.compile("\ue000(\\d+)\ue001")
_MAX_LINE = 20_000
"""A line longer than this is prose with its line ends lost; its marks are looked for all the same, in pieces."""


def load_markdown(data: bytes) -> Rendition:
    """The rendered text. Raises ReadError L108 or L109 for bytes that are no text."""
    text, encoding = decode(data)
    return Rendition(text=tidy(render(text)), media_type="text/markdown", loader="md/1", encoding=encoding)


def render(text: str) -> str:
    """Markdown's text without its marks."""
    source = _COMMENT.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines: list[str] = []
    fence = ""
    in_table = False
    for number, line in enumerate(source):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
                continue
            if mark[1].startswith(fence) and not line.strip(" `~\t"):
                fence = ""
                continue
        if fence:
            lines.append(line)
            continue
        if _BREAK.match(line) or _REFERENCE.match(line):
            in_table = False
            continue
        following = source[number + 1] if number + 1 < len(source) else ""
        if "|" in line and _is_rule(line) and in_table:
            continue
        in_table = "|" in line and (in_table or _is_rule(following) or line.strip().startswith("|"))
        if in_table:
            lines.append(_row(line))
            continue
        heading = _HEADING.match(line)
        lines.append(_inline(heading[1] if heading else line[_LEAD.match(line).end() :]))  # type: ignore[union-attr]
    return "\n".join(lines)


def _is_rule(line: str) -> bool:
    return len(line) < 2000 and "-" in line and "|" in line and _TABLE_RULE.match(line) is not None


def _row(line: str) -> str:
    cells = line.replace("\\|", "/").strip().removeprefix("|").removesuffix("|").split("|")
    return row_line([cell_text(_inline(cell)) for cell in cells])


def _inline(line: str) -> str:
    if len(line) > _MAX_LINE:
        return "".join(_inline(line[at : at + _MAX_LINE]) for at in range(0, len(line), _MAX_LINE))
    kept: list[str] = []

    def keep(words: str) -> str:  # what is put by is not looked at again, so an escaped mark stays one
        kept.append(words)
        return f"\ue000{len(kept) - 1}\ue001"

    line = line.replace("\ue000", "").replace("\ue001", "")
    if "\\" in line:
        line = _ESCAPED.sub(lambda found: keep(found[1]), line)
    if "`" in line:
        line = _CODE.sub(lambda found: keep(found[2].strip()), line)
    if "<" in line:
        line = _AUTOLINK.sub(lambda found: keep(found[1]), line)
        line = _TAG.sub("", _NEWLINE_TAG.sub("\n", line))
    for _ in range(3):  # marks within marks: ***a*** and a link round a picture
        before = line
        if "[" in line:
            line = _LINK.sub(r"\1", line)
        if "*" in line or "~" in line:
            line = _EMPHASIS.sub(r"\2", line)
        if "_" in line:
            line = _UNDERLINED.sub(r"\2", line)
        if line == before:
            break
    if "&" in line:
        line = html.unescape(line)
    while "\ue000" in line:  # code may hold what was put by before it
        line = _KEPT.sub(lambda found: kept[int(found[1])], line)
    return line.strip()
