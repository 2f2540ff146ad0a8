"""Slogans and names of programmes by their first and last use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Spot
from .years import Years

_QUOTED = re.compile(r"[“「]([^“”「」\n]{2,16})[”」]")
_HAS_A_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]\d|\d[\u4e00-\u9fff]|\d\+\d")
_NO_NAME = re.compile(r"[,。;:!?]|^(?:以上|以内|左右|十[一二三四五六七八九]五)$")
"""What is quoted and is neither slogan nor programme: half a sentence, the name of a plan's period."""
_HEAD = re.compile(r"[“「]([^“”「」]+)[”」]\w{0,6}$")
"""A quoted name and what kind of thing it is (“放管服”改革)."""


def names_in_use(papers: Years) -> Iterator[Finding]:
    """A finding for each name, with its first and its last use; none where a single year is at hand, which tells nothing of use."""
    if len(papers) < 2:
        return
    first_year, last_year = min(papers), max(papers)
    for name, places in _spots(papers).items():
        first, last = places[0], places[-1]
        years = sorted({spot.year for spot in places})
        told = f"“{name}”：首见于{first.year}年" + ("" if first.year == last.year else f"，最后见于{last.year}年")
        missing = [year for year in papers if first.year < year < last.year and year not in years]
        told += f"，{len(years)}个年度{len(places)}处"
        if missing:
            told += f"，其间{'、'.join(map(str, missing))}年没有用过"
        if last.year < last_year:
            told += f"，{min(year for year in papers if year > last.year)}年起这里的文件不再提"
        elif first.year > first_year and len(years) == 1:
            told += "，是最近一年的新提法"
        yield Finding("name", first.paper.document.place.name, name, "", (first, last) if first != last else (first,), f"{told}。")


def _spots(papers: Years) -> dict[str, list[Spot]]:
    """Every use of every name, in the order of years and texts; a quoted name and the programme of that name are one."""
    found: dict[str, list[Spot]] = {}
    for year, of_year in papers.items():
        for paper in of_year:
            document = paper.document
            uses = [(mention.start, mention.end) for policy in paper.reading.policies if policy.kind == "programme" for mention in policy.mentions]
            explained = [(term.start, term.end) for term in paper.reading.terms]
            inside = sorted(uses)
            for hit in _QUOTED.finditer(paper.folded, document.start, document.end):
                if _HAS_A_WORD.search(hit[1]) and not any(start <= hit.start() < end for start, end in inside):
                    uses.append(hit.span())
            for start, end in _apart(sorted(uses)):
                if not _NO_NAME.search(_name(paper.folded[start:end])) and not any(first <= start < last for first, last in explained):
                    found.setdefault(_name(paper.folded[start:end]), []).append(Spot(paper, start, end, year))
    return {name: sorted(spots, key=lambda one: one.year) for name, spots in sorted(found.items())}


def _apart(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans without those that stand within the one before."""
    kept = spans[:1]
    for other in spans[1:]:
        if other[0] >= kept[-1][1]:
            kept.append(other)
    yield from kept


def _name(words: str) -> str:
    """What is quoted, without the kind of thing it is: “放管服”改革 and “放管服” are one name."""
    head = _HEAD.fullmatch(words)
    return (head[1] if head else words).strip("“”").replace(" ", "")
