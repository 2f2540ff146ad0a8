"""What stands on a paper, whatever it looks like; and the same laid out in official format. Needs no database and no framework."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from luoshi.delivering.paper.masthead import imprint, issued_head, letter_head
from luoshi.delivering.paper.official import Paper

NO_NUMBER = "（文号待定）"
NO_DAY = "（日期待定）"
NO_SIGNER = "（待签发）"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the text, or a heading with its number."""

    words: str
    level: int = 0
    """0 for text, 1 for 一、, 2 for （一）."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table lying across."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    """Shares of the type area."""


@dataclass(frozen=True, slots=True)
class Content:
    """A paper in words."""

    title: str
    parts: Sequence[Part]
    mast: str = ""
    """发文机关标志; none for a paper of the office's own."""
    letter: bool = False
    """In the format of letters."""
    number: str = ""
    to: str = ""
    """主送机关."""
    by: str = ""
    """Who signs."""
    day: str = ""
    """In words; none while it is a draft."""
    table: Table | None = None
    signer: str = ""
    """签发人, of a paper that goes up."""
    printed: bool = False
    """Whether it ends with a 版记: a paper that is issued does, a letter does not."""

    def fields(self) -> dict[str, str]:
        """What stands in for the placeholders of a template that are one line each."""
        return {
            "标题": self.title, "文号": self.number or NO_NUMBER, "主送": self.to, "落款": self.by,
            "日期": self.day or NO_DAY, "签发人": self.signer or NO_SIGNER,
        }  # fmt: skip


def official(content: Content, stream: IO[bytes]) -> None:
    """Write it in official format. A paper without a masthead that has a table lies across as a whole."""
    paper = Paper(landscape=not content.mast and content.table is not None)
    if content.mast and content.letter:
        letter_head(paper, content.mast, content.number or NO_NUMBER)
    elif content.mast:
        issued_head(paper, content.mast, content.number or NO_NUMBER, content.signer)
    paper.titled(content.title)
    if content.to:
        paper.addressed(content.to)
    for part in content.parts:
        if part.level:
            paper.heading(part.words, part.level)
        else:
            paper.paragraph(part.words)
    table = content.table
    if table is not None and content.mast:
        paper.line("")
        paper.paragraph(f"附件：{table.title}")
    if content.by:
        paper.signed(content.by, content.day or NO_DAY)
    if table is not None:
        if content.mast:
            paper.attached(table.title)
        paper.table(table.heads, table.rows, widths=table.widths)
    if content.printed:
        imprint(paper, content.by, content.day or NO_DAY)
    paper.save(stream)
