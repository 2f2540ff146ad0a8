"""What asking gives back: the answer in words, the figures in it, and the sentences it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["answered", "corrected", "absent"]
"""corrected: what the question takes for granted is contradicted; absent: not in the ledger, or of another scope, year or kind."""
Kind = Literal[
    "figure", "list", "count", "comparison", "change", "whether", "definition", "when", "where", "who", "passage", "unclear"
]
"""What is asked for."""
KIND_WORDS: dict[str, str] = {
    "figure": "数值", "list": "清单", "count": "数量", "comparison": "比较", "change": "变化", "whether": "是否落实",
    "definition": "名词解释", "when": "时间", "where": "地点", "who": "责任单位", "passage": "内容", "unclear": "未明确",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that answers the question, multipliers expanded as in the ledger (745亿元: 74500000000 元)."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence or a table's row the answer stands on; or, where nothing answers, one of those that come nearest."""

    file: str
    """The source's name."""
    document: int
    """The document's number in the ledger."""
    title: str
    place: str
    start: int
    end: int
    """Where the words stand in the document's text, end exclusive."""
    text: str
    is_nearest: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. Every number in `answer` stands in the citations or in the question."""

    status: Status
    answer: str
    """In Chinese, plain text; lines are parted by line ends."""
    values: tuple[Value, ...] = ()
    """Empty where the status is absent."""
    citations: tuple[Citation, ...] = ()
    understood: str = ""
    """How the question was understood, for the reader to check."""
    kind: Kind = "unclear"
