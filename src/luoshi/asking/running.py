"""Terms explained in running text rather than in a glossary: A、B、C“三区融合”, “一核”指…, X,就是…, 全称(X)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.asking import members
from luoshi.asking.inquiry import Inquiry
from luoshi.ledger.models import Passage
from luoshi.ledger.search import Where, search
from luoshi.ledger.words.bigrams import same_length
from luoshi.ledger.words.query import Query

_MARK = "[\"“”\\']?"
_COUNTS = {"双": 2, **members.COUNTS}
_LONG = 160
_PIECES = re.compile(r"[一二两三四五六七八九十][\u4e00-\u9fff]")
_JOIN = re.compile(r"、|和|与|及|以及")


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence that says what a term is, and those of its words that do."""

    passage: Passage
    words: str


def explained(inquiry: Inquiry, terms: Sequence[str]) -> list[Explained]:
    """The sentences that say what each of the terms is; none unless every term is explained.

    A term put together of several (一核两片) is explained where each of them is.
    """
    found: list[Explained] = []
    for term in terms:
        one = _says(inquiry, term)
        if one is not None:
            found.append(one)
            continue
        pieces = _PIECES.findall(term.replace("、", "").replace(",", ""))
        if len(pieces) < 2 or "".join(pieces) != re.sub("[、,]", "", term):
            return []
        several = [_says(inquiry, piece) for piece in pieces]
        if any(one is None for one in several):
            return []
        found += [one for one in several if one is not None]
    return list({(one.passage.pk, one.words): one for one in found}.values())


def _says(inquiry: Inquiry, term: str) -> Explained | None:
    """The sentence that says what the term is, the plainest way of saying so first."""
    named = _MARK + _MARK.join(map(re.escape, term)) + _MARK
    patterns = [
        rf"{named}(?:分别)?(?:是指|指的是|指|,?即(?![将可])|的简称|,?就是)",
        rf"以下简称{named}",
        rf"(?:是|为){named}的简称",
        rf"{named}[(（][^)）]{{4,}}",
        rf"等{named}",
    ]
    if term.isascii():
        patterns.append(rf"[\u4e00-\u9fff]{{4,}}[(（]{named}[)）]")
    places = Where(places=inquiry.around)
    hits = list(search(inquiry.person, Query(every=(term,)), places, limit=200).hits)
    if len(term) > 3:  # “五社”联动 for 五社联动
        hits += search(inquiry.person, Query(every=(term[:2], term[2:])), places, limit=60).hits
    texts = [(hit.passage, same_length(hit.passage.text)) for hit in hits]
    for pattern in patterns:
        for passage, plain in texts:
            if match := re.search(pattern, plain):
                return Explained(passage, _clause(passage.text, match))
    for passage, plain in texts:
        for match in re.finditer(named, plain):
            if _listed(plain[: match.start()], term):
                return Explained(passage, _clause(passage.text, match))
    return None


def _clause(text: str, match: re.Match[str]) -> str:
    """The sentence; of a very long one the clause with the explanation, as written."""
    if len(text) <= _LONG:
        return text.strip()
    start = max(text.rfind(mark, 0, match.start()) for mark in ",，;；。") + 1
    ends = [at for mark in ",，;；。" if (at := text.find(mark, match.end())) >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _listed(before: str, term: str) -> bool:
    """Whether right before the term stand as many things as it counts (大学校区、产业园区、城市社区“三区融合”); of no number, at least three."""
    clause = re.split(r"[,;。:]", before)[-1]
    clause = re.sub(r"等$", "", clause)
    wanted = _COUNTS.get(term[:1])
    if wanted is None:
        return len(clause.split("、")) > 2 and all(clause.split("、"))
    if wanted < 2:
        return False
    parts = [part for part in _JOIN.split(clause) if part]
    return len(parts) == wanted or (wanted > 2 and len(clause.split("、")) == wanted)
