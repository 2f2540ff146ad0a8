"""Findings of drift as they are read: the words of each year a click away, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.reckoning.drift import KINDS, Finding, Spot
from luoshi.reckoning.drift.finding import one_line, quoted
from luoshi.reckoning.drift.records import COLUMNS, in_chinese, row
from luoshi.web.document.addresses import words_address

MARKS = {
    "dropped": "○", "softened": "▽", "hardened": "▲", "mixed": "◐", "lowered": "↓", "raised": "↑", "repeated": "＝", "restated": "↻", "name": "◇",
}  # fmt: skip
"""Kind → its shape; the word always stands beside it."""
_LINKS = {"first_link": "前一原文链接", "last_link": "后一原文链接"}


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one year."""

    year: int
    text: str
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A finding."""

    kind: str
    word: str
    mark: str
    subject: str
    quotes: tuple[Quote, ...]
    said: str
    """What was found, without the words that stand beside it."""


def row_of(finding: Finding) -> Row:
    return Row(finding.kind, KINDS[finding.kind], MARKS[finding.kind], finding.subject, tuple(map(_quote, finding.spots)), _said(finding))


def latest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Of each kind, those of the latest years first."""
    order = list(KINDS)
    return sorted(findings, key=lambda one: (order.index(one.kind), -one.spots[-1].year))


def longest_in_use(names: Iterable[Finding]) -> list[Finding]:
    """Names in use over the most years first, then those that came up last."""
    return sorted(names, key=lambda one: (one.spots[0].year - one.spots[-1].year, -one.spots[0].year))


def counts_of(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(each.kind for each in findings)


def wants(finding: Finding, words: Sequence[str], year: int) -> bool:
    """Whether all these words stand in what is found, and the year is one of its years; 0 is any year."""
    if year and year not in {spot.year for spot in finding.spots}:
        return False
    said = "".join((finding.subject, finding.said, *(spot.text for spot in finding.spots)))
    return all(word in said for word in words)


def heads() -> list[str]:
    return [*COLUMNS.values(), *_LINKS.values()]


def rows_of(findings: Iterable[Finding], absolute: Callable[[str], str]) -> Iterable[dict[str, Any]]:
    """The findings for people, with the titles of the documents and the addresses of the words."""
    for each in findings:
        told = in_chinese(row(each))
        ends = {"first": each.spots[0], "last": each.spots[-1] if len(each.spots) > 1 else None}
        for side, spot in ends.items():
            quote = _quote(spot) if spot is not None else None
            told[COLUMNS[f"{side}_file"]] = f"《{quote.title}》" if quote else ""
            told[_LINKS[f"{side}_link"]] = absolute(quote.address) if quote else ""
        yield told


def _quote(spot: Spot) -> Quote:
    return Quote(spot.year, one_line(spot.text), words_address(int(spot.paper.key), spot.start, spot.end), spot.paper.document.title)


def _said(finding: Finding) -> str:
    """The finding's sentence; where it begins with what stands beside it, without that."""
    said = finding.said
    opening = f"“{finding.subject}”：" if finding.kind == "name" else f"{finding.subject}：" if finding.subject else f"{KINDS[finding.kind]}："
    said = said.removeprefix(opening)
    if finding.kind == "restated":
        return f"{said.partition('：“')[0]}。"
    if finding.kind == "repeated":
        return f"{said.partition('，“')[0]}。"
    for spot in finding.spots:
        said = said.removeprefix(quoted(spot)).lstrip("，；")
    return said
