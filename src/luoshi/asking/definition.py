"""What a term means, as the documents' own glossaries say; else the sentence that says 指, or the paper it is short for."""

from __future__ import annotations

import re

from luoshi.asking import absent, wording
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.running import Explained, explained
from luoshi.ledger import lookup
from luoshi.ledger.lookup import Wanted
from luoshi.ledger.models import Named, Passage
from luoshi.ledger.words.bigrams import normal, same_length

_ASKS = re.compile(
    r"请问|请|麻烦|解释(?:一下|下)?|说明一下|什么(?:是|叫做?|意思|东西|概念|含义|材料)?|何谓|何为|啥(?:是|叫|意思|东西|材料|玩意)?|的(?:含义|意思|定义|概念|解释)|是(?:指)?(?=$|[?？])|指的?(?:是)?(?=$|[?？])"
    r"|怎么(?:理解|解释|讲)|如何理解|到底|究竟|含义|定义|名词解释|一下|包括哪些|[?？。!！,，]|^(?:那么?|这个|所谓)|代表|表示|是个|^(?:[\u4e00-\u9fff\d]{0,14}(?:里|中|上)|所)?(?:说|讲|提到?|写)的|(?:里|中|所)(?:说|讲|提到)的|报告|规划|(?:一个|这个)?(?:政策|概念|词|说法|名词)$"
)
_MARKS = " \"“”"
_QUOTED = re.compile(r'"([^"]{2,16})"')
_WHAT = re.compile(r"什么|啥|是指|界定|全称|含义|意思|怎么理解|是哪|哪几|哪些")
_WHICH_OF_TERM = re.compile(
    r'(?:"(?P<quoted>[^"]{2,12})"|(?P<bare>[\u4e00-\u9fff]+?))(?:里面?)?(?:(?:分别|都)?(?:是|指|有|包括|包含|代表)(?:的是|的)?)+(?:哪|什么)'
)
_NUMBERED = re.compile(r"[一二两三四五六七八九十][\u4e00-\u9fff]{1,7}$")
_MOST = 6


def answer(inquiry: Inquiry) -> Answer | None:
    """The definition, or several where papers define the term differently."""
    term = subject(inquiry)
    if len(term) < 2:
        return None
    found = _glossary(inquiry, term)
    if found:
        return _told(inquiry, found)
    if passages := explained(inquiry, _several(inquiry) or [term]):
        return _quoted(inquiry, passages)
    return absent.no_words(inquiry, what=f"什么是“{term}”，名词解释里也没有")


def of_a_name(inquiry: Inquiry) -> Answer | None:
    """What a term is that the question puts in quotation marks (老听说的“三品一标”到底是哪些东西), however it asks."""
    plain = same_length(inquiry.question.text)
    if not _WHAT.search(plain):
        return None
    for term in map(normal, _QUOTED.findall(plain)):
        if found := _glossary(inquiry, term):
            return _told(inquiry, found)
        if passages := explained(inquiry, [term]):
            return _quoted(inquiry, passages)
    return None


def of_a_number(inquiry: Inquiry) -> Answer | None:
    """What a term made with a number takes in (三区融合是哪三区): what is listed right before it, or said to be meant by it."""
    plain = same_length(inquiry.question.text)
    match = _WHICH_OF_TERM.search(plain)
    if match is None:
        return None
    term = subject(inquiry) if match["bare"] else normal(match["quoted"])
    term = re.sub(r"(?:都?是|指的?是?|包括|包含|都?有|分别).*$", "", term)
    if not _NUMBERED.match(term):
        return None
    if found := _glossary(inquiry, term):
        return _told(inquiry, found)
    passages = explained(inquiry, [term])
    return _quoted(inquiry, passages) if passages else None


def _several(inquiry: Inquiry) -> list[str]:
    """Several terms asked about at once, each in its own quotation marks; else none."""
    terms = [normal(term) for term in re.findall(r'"([^"]{2,16})"', same_length(inquiry.question.text))]
    return terms if len(terms) > 1 else []


def _quoted(inquiry: Inquiry, found: list[Explained]) -> Answer:
    passages = [one.passage for one in found]
    mark = wording.marks(passages)
    return inquiry.reply("answered", "\n".join(f"{one.words}{mark[one.passage.pk]}" for one in found), passages=passages)


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
