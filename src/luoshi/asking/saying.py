"""What the documents say of something: why, how, what is to be done. Answered only by sentences that hold all it asks about."""

from __future__ import annotations

import re

from luoshi.asking import wording, words
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.passages import Found, ahead, find, in_time
from luoshi.catalogue.indicators import indicators

_WHY = re.compile(r"为什么|为何|为啥|原因|凭什么|依据|怎么考虑|考虑")
_REASON = re.compile(r"受[^,。]{1,30}影响|因为|由于|主要是|原因|主要考虑|综合考虑|考虑到|有利于|因[\u4e00-\u9fff]{2,}|导致|为的是|旨在|为了")
_SHORT = 6


def answer(inquiry: Inquiry, *, most: int = 4, listing: bool = False) -> Answer | None:
    """The sentences that say it; None where none holds all the words."""
    why = _WHY.search(inquiry.question.plain) is not None
    found = _spoken(inquiry, _words(inquiry), [], why)
    known = indicators().get(inquiry.topic.indicator) if inquiry.topic.indicator else None
    if not found and known is not None:
        names = sorted({*known.all_names, inquiry.topic.name}, key=len)
        found = _spoken(inquiry, list(inquiry.topic.words), names, why)
    if not found and listing and (verb := _done_with(inquiry)):  # 打响哪些品牌: what is done with them may be put in another word
        found = _spoken(inquiry, [word for word in _words(inquiry) if word != verb], [], why)
    if not found:
        return None
    found.sort(key=lambda one: (one.beyond, -one.score))
    kept = found[: most if listing else min(most, 4)]
    best = kept[0].score
    kept = [one for one in kept if listing or one.score > best - 0.6]
    if listing:
        kept.sort(key=lambda one: (one.passage.standing_id, one.passage.ordinal))
    passages = [one.passage for one in kept]
    mark = wording.marks(passages)
    lines = [f"{passage.text.strip()}{mark[passage.pk]}" for passage in passages]
    return inquiry.reply("answered", "\n".join(lines), passages=passages)


def _done_with(inquiry: Inquiry) -> str:
    """The verb right before 哪些, where enough words are left without it."""
    at = re.search(r"哪", inquiry.question.plain)
    verb = next((token.text for token in inquiry.question.topic if at and token.end == at.start()), "")
    left = [word for word in _words(inquiry) if word != verb]
    return verb if len(left) > 1 and sum(map(len, left)) >= _SHORT - 2 else ""


def _spoken(inquiry: Inquiry, wanted: list[str], names: list[str], why: bool) -> list[Found]:
    """The sentences that hold all the words and one of the names, of the time and firmness asked about."""
    if not wanted and not names:
        return []
    found = [one for one in find(wanted, inquiry, limit=120, names=names) if _holds(one, wanted, inquiry)]
    if why:
        return [one for one in found if _REASON.search(one.plain)]
    if inquiry.question.modality == "target" and any(ahead(one.passage) for one in found):
        return [one for one in found if ahead(one.passage)]
    if inquiry.question.modality == "done" and any(not ahead(one.passage) for one in found):
        return [one for one in found if not ahead(one.passage)]
    return found


def _words(inquiry: Inquiry) -> list[str]:
    """The words all of which a sentence must hold."""
    found = [
        token.text for token in inquiry.question.topic
        if not (token.label == "flow" and len(token.text) < 3) and token.text not in ("推进", "依据", "考虑", "原因", "低于")
    ]  # fmt: skip
    return [word for word in found if word not in words.SOFT]


def _holds(one: Found, wanted: list[str], inquiry: Inquiry) -> bool:
    if one.passage.role in ("outside", "heading") or len(one.plain) < _SHORT or not in_time(one.passage, inquiry):
        return False
    if any(claim.text not in one.plain for claim in inquiry.question.claims):
        return False
    if not one.lacking:
        return not one.beyond or one.beyond < len(wanted) or len(wanted) == 1
    return False
