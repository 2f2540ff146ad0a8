"""What a term means, as the documents' own glossaries say; else the sentence that says 指, or the paper it is short for."""

from __future__ import annotations

import re

from luoshi.asking import absent
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.ledger import lookup
from luoshi.ledger.lookup import Wanted
from luoshi.ledger.models import Named, Passage
from luoshi.ledger.search import Where, search
from luoshi.ledger.words.bigrams import normal, same_length
from luoshi.ledger.words.query import Query

_ASKS = re.compile(
    r"请问|请|麻烦|解释(?:一下|下)?|说明一下|什么(?:是|叫做?|意思|东西|概念|含义|材料)?|何谓|何为|啥(?:是|叫|意思|东西|材料|玩意)?|的(?:含义|意思|定义|概念|解释)|是(?:指)?(?=$|[?？])|指的?(?:是)?(?=$|[?？])"
    r"|怎么(?:理解|解释|讲)|如何理解|到底|究竟|含义|定义|名词解释|一下|包括哪些|[?？。!！,，]|^(?:那么?|这个|所谓)|代表|表示|是个|(?:里|中)(?:说|讲|提到)的|报告|规划|(?:一个|这个)?(?:政策|概念|词|说法|名词)$"
)
_MARKS = " \"“”"
_QUOTED = re.compile(r'"([^"]{2,16})"')
_WHAT = re.compile(r"什么|啥|是指|界定|全称|含义|意思|怎么理解|是哪|哪几|哪些")
_MOST = 6


def answer(inquiry: Inquiry) -> Answer | None:
    """The definition, or several where papers define the term differently."""
    term = subject(inquiry)
    if len(term) < 2:
        return None
    found = _glossary(inquiry, term)
    if found:
        return _told(inquiry, found)
    passage = _said_so(inquiry, term)
    if passage is not None:
        return inquiry.reply("answered", f"{passage.text.strip()}[1]", passages=[passage])
    return absent.no_words(inquiry, what=f"什么是“{term}”，名词解释里也没有")


def of_a_name(inquiry: Inquiry) -> Answer | None:
    """What a term is that the question puts in quotation marks (老听说的“三品一标”到底是哪些东西), however it asks."""
    plain = same_length(inquiry.question.text)
    if not _WHAT.search(plain):
        return None
    for term in map(normal, _QUOTED.findall(plain)):
        if found := _glossary(inquiry, term):
            return _told(inquiry, found)
        if (passage := _said_so(inquiry, term)) is not None:
            return inquiry.reply("answered", f"{passage.text.strip()}[1]", passages=[passage])
    return None


def subject(inquiry: Inquiry) -> str:
    """The term asked about, plain."""
    plain = inquiry.question.plain
    for place in inquiry.question.places:
        if place.full or plain.startswith(place.name + "的"):
            plain = plain.replace(place.name, "", 1)
    for _ in range(3):
        plain = _ASKS.sub("", plain).strip(_MARKS)
    return normal(plain).strip(_MARKS + "的是指里")


def _glossary(inquiry: Inquiry, term: str) -> list[Named]:
    rows = lookup.named(inquiry.person, "term", Wanted(places=inquiry.around))
    key = re.sub(r'["《》]', "", term)
    found = list(rows.filter(key=key)[:20])
    if not found:
        near = list(rows.filter(key__contains=key)[:20]) + list(rows.filter(key__in=_pieces(key))[:20])
        found = [row for row in near if min(len(row.key), len(key)) >= 0.5 * max(len(row.key), len(key))]
        best = max((_overlap(row.key, key) for row in found), default=0)
        found = [row for row in found if _overlap(row.key, key) == best]
    return sorted(found, key=lambda row: -(row.standing.year or 0))


def _pieces(key: str) -> list[str]:
    return [key[a:b] for a in range(len(key)) for b in range(a + 2, len(key) + 1)][:400]


def _overlap(one: str, other: str) -> float:
    return min(len(one), len(other)) / max(len(one), len(other))


def _told(inquiry: Inquiry, found: list[Named]) -> Answer:
    by_meaning: dict[str, Named] = {}
    for row in found:
        by_meaning.setdefault(normal(row.definition), row)
    lines: list[str] = []
    passages: list[Passage] = []
    for row in list(by_meaning.values())[:_MOST]:
        spots = list(
            Passage.objects.filter(standing=row.standing_id, start__lt=row.end, end__gt=row.start).exclude(role="outside").order_by("ordinal")[:4]
        )
        for passage in spots:
            passage.standing = row.standing
        mark = f"[{len(passages) + 1}]"
        passages += spots
        about = f"（{row.standing.title}）" if len(by_meaning) > 1 else ""
        lines.append(f"{row.name.strip('“”')}：{row.definition}{about}{mark}")
    return inquiry.reply("answered", "\n".join(lines), passages=passages)


def _said_so(inquiry: Inquiry, term: str) -> Passage | None:
    """A sentence that says what it is: X是指…, “X”指…, …(以下简称“X”), X(…)."""
    escaped = re.escape(term)
    quoted = rf'["“”\']?{escaped}["“”\']?'
    patterns = (
        rf"{quoted}(?:是指|指的是|指|,?即(?![将可])|的简称)",
        rf"以下简称{quoted}",
        rf"(?:是|为){quoted}的简称",
        rf"{quoted}[(（][^)）]{{4,}}",
        rf"等{quoted}",
        rf"(?:[^,。、;]+、){{2,}}[^,。、;]+{quoted}",
    )
    hits = search(inquiry.person, Query(every=(term,)), Where(places=inquiry.around), limit=200).hits
    for pattern in patterns:
        for hit in hits:
            if re.search(pattern, same_length(hit.passage.text)):
                return hit.passage
    return None
