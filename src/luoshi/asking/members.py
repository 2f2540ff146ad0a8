"""Which three, which two: the members a sentence lists right before the word for what they are (膳食健康、医疗健康两大方向)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.asking import wording, words
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.lexicon import cut
from luoshi.asking.passages import Found, find, in_time
from luoshi.catalogue.verbs import verbs
from luoshi.ledger.words.bigrams import same_length

COUNTS = {"两": 2, **{word: n for n, word in enumerate("一二三四五六七八九十", 1)}}
_MEASURE = r"[大个类项条种家所块张座]"
_ASKS = re.compile(rf"哪(?:(?P<count>[两二三四五六七八九十])|几|一?(?=些|类|种))(?:些|{_MEASURE})?(?P<head>[\u4e00-\u9fff]{{2,8}})?[?？。呢啊]*$")
_COUNTED = re.compile(rf"(?P<count>[两二三四五六七八九十]){_MEASURE}?(?P<head>(?!{_MEASURE})[\u4e00-\u9fff]{{2,10}}?)(?:分别|都)?(?:是|指|有|包括|为)")
_FRAMES = re.compile(r"围绕|聚焦|瞄准|分为|涵盖|主攻|布局|突出|紧扣")
"""Verbs after which a clause lists what its subject is about."""
_OPEN = frozenset("领域 板块 方向 行业 环节 支柱产业 主导产业 优势产业 特色产业 新兴产业 主攻方向 重点领域".split())
"""What is listed whole in one place, so that the list is known to be all where no number is asked for."""
_LONGER = "区块|企业|项目|园|集群|基地|链|人才|基金|政策|体系|示范"
"""What makes another thing of a head it follows (新兴产业区块)."""
_HALF = re.compile(r"[性级型式化的类新]$")
"""The end of a word that only says of what sort the head is (战略性 of 战略性新兴产业)."""
_JOIN = re.compile(r"、|以及|[和与及]")


def answer(inquiry: Inquiry) -> Answer | None:
    """The members, with the sentence that lists them; None where none lists just so many of just that."""
    plain = inquiry.question.plain
    asks = _ASKS.search(plain)
    if asks is None:
        return None
    said = _COUNTED.search(plain[: asks.start()])
    count = COUNTS.get(asks["count"] or "", 0) or (COUNTS[said["count"]] if said else 0)
    head = asks["head"] or (said["head"] if said else "") or _last(inquiry, asks.start())
    if len(head) < 2 or (not count and head not in _OPEN):
        return None
    subject = _subject(inquiry, head, asks.start())
    found = [one for one in find([*subject, head], inquiry, limit=60) if not one.lacking and one.beyond <= len(subject) / 2 and in_time(one.passage, inquiry)]
    told = [(one, members) for one in found if (members := listed(one.plain, head, count, subject if not count else ()))]
    if not told or (len({one.passage.standing.place_key for one, _ in told}) > 1 and not inquiry.keys):
        return None
    if not subject and len({tuple(members) for _, members in told}) > 1:
        return None  # several lists of just that: which is meant cannot be told
    best, members = min(told, key=lambda pair: (not _whose(pair[0], subject), pair[0].passage.role == "heading", -pair[0].score))
    text = f"{'、'.join(members)}[1]。"
    if best.passage.text.strip() != text:
        text += f"\n{wording.shortened(best.passage.text)}"
    return inquiry.reply("answered", text, passages=[best.passage])


def phrase(inquiry: Inquiry) -> str:
    """The counted thing whose members are asked for (三大战略产业 of 三大战略产业是哪三个); empty where none is."""
    plain = inquiry.question.plain
    asks = _ASKS.search(plain)
    said = _COUNTED.search(plain[: asks.start()]) if asks else None
    if asks is None or said is None or asks["count"] != said["count"]:
        return ""
    return re.sub(r"(?:分别|都)?(?:是|指|有|包括|为)$", "", said[0])


def listed(plain: str, head: str, count: int, subject: Sequence[str] = ()) -> list[str]:
    """What the sentence lists right before or right behind the head; so many, where a number is asked for.

    With no number the clause must begin with its subject and say what that is about (智能制造产业围绕A、B、C三大领域).
    """
    for match in re.finditer(rf"{re.escape(head)}(?!{_LONGER})", plain):
        before = re.split(r"[,;。:|!?]", plain[: match.start()])[-1]
        number = re.search(rf"([一两二三四五六七八九十]|\d+){_MEASURE}?(?:[\u4e00-\u9fff]{{2,3}})?$", before)
        said = (COUNTS.get(number[1]) or (int(number[1]) if number[1].isdigit() else 0)) if number else 0
        body = re.sub(r"等$", "", before[: number.start()] if number and said else before)
        if said and count and said != count:
            continue
        if not count and not (subject and _FRAMES.search(body) and all(word in body for word in subject)):
            continue
        if (found := _split(body, count or said)) and (said or before.endswith("等") or not _HALF.search(found[-1])):
            own = any(part.endswith(head) for part in found[:-1])  # 产业示范区、绿色示范区和融合示范区
            return [*found[:-1], found[-1] + head] if own else found
        behind = re.match(r"[\"”]?(?:分别)?(?:是|为|包括|有|指|即|:)+([^,;。:|!?]+)", plain[match.end() :])
        if count and behind and (found := _split(behind[1], count)):
            return found
    return []


def _split(body: str, count: int) -> list[str]:
    """The members of a list, the first without what leads to it; none where there are not so many."""
    body = body.strip("\"“” ")
    for parts in (body.split("、"), _JOIN.split(body)):
        parts = [part.strip("\"“” ") for part in parts]
        if len(parts) > 1 and all(parts) and (len(parts) == count or (not count and "、" in body)):
            parts[0] = _unled(parts[0]).strip("\"“” ")
            return parts if all(1 < len(part) < 26 for part in parts) else []
    return []


def _unled(first: str) -> str:
    """The first member without the subject and the verb before it (推动电子信息 → 电子信息)."""
    tokens = cut(first)
    lead = 0
    for at, token in enumerate(tokens[:-1]):
        word = token.text
        if verbs().senses.get(word) in ("make", "shape", "frame", "help", "ask", "join") or word in verbs().adverbs or _FRAMES.fullmatch(word):
            lead = at + 1
    return first[tokens[lead].start :] if tokens else first


def _last(inquiry: Inquiry, end: int) -> str:
    """The last word before the asking, which says of what sort the members are (武汉市的产业集群是哪几个)."""
    before = [token for token in inquiry.question.topic if token.end <= end and token.label in ("content", "name", "thing")]
    return before[-1].text if before else ""


def _subject(inquiry: Inquiry, head: str, asked_at: int) -> list[str]:
    """The words of whose members they are, without the asking verbs and the head itself."""
    found: list[str] = []
    for token in inquiry.question.topic:
        word = token.text
        if token.end == asked_at and (found or len(head) > 5):
            continue  # 申请哪三类…: what is done with them, in whatever word
        if word in head or head in word or word in words.SOFT or word in verbs().senses or token.label == "flow" or _FRAMES.fullmatch(word):
            continue
        if word in COUNTS or re.fullmatch(rf"[一二两三四五六七八九十几]{_MEASURE}?", word) or word == "产业":
            continue
        found.append(word)
    return found


def _whose(one: Found, subject: Sequence[str]) -> bool:
    """Whether the sentence itself begins with the subject."""
    return all(word in same_length(one.passage.text)[:30] for word in subject)
