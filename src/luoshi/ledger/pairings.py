"""What people say of a pairing: that it is right, that it is wrong, that another passage is the answer, found by a rule or not. Each is a statement.

It holds on to the promise's words by its anchor and to the answer's by another, so a new reading of either paper keeps it; where words
are gone, it says nothing any more. The last word on a promise and an answer stands; what was taken back does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from luoshi.ledger.actions import anchor
from luoshi.ledger.database import writing
from luoshi.ledger.models import Anchor, Document, Statement
from luoshi.ledger.placing import chain, place
from luoshi.people.access import Person, require, visible_to
from luoshi.people.audience import Audience
from luoshi.people.models import User
from luoshi.reckoning.threads import Thread
from luoshi.reckoning.threads.judging import judged, judged_act, unanswered
from luoshi.reckoning.threads.milestones import told_in
from luoshi.reckoning.threads.papers import years
from luoshi.reckoning.threads.sayings import results_of
from luoshi.reckoning.threads.thread import Pairing, Saying

RECORD, FIELD = "thread", "pairing"
Verdict = Literal["confirm", "reject", "pair"]
VERDICTS: dict[Verdict, str] = {"confirm": "确认", "reject": "否定", "pair": "改定"}
Span = tuple[str, int, int]
"""A paper's key, and where words stand in it."""


def say(
    promise: tuple[Document, int, int], verdict: Verdict, answer: tuple[Document, int, int], *, person: User, reason: str
) -> Statement:
    """Say of a promise's words that other words are its answer (`confirm`, `pair`), or are not (`reject`).

    Seen by whoever sees both documents. Raises L203 without the right to correct, L209 for words outside a document.
    """
    document = promise[0]
    require(person, "correct", document.workspace)
    whose = _narrower(document, answer[0], person)
    with writing(f"workspace {document.workspace_id}"):
        held = anchor(*answer)
        made: Statement = Statement.objects.create(
            anchor=anchor(*promise), person=person, record=RECORD, field=FIELD, value={"verdict": verdict, "anchor": held.pk},
            reason=reason, owner=person, **whose,
        )  # fmt: skip
    return made


def _narrower(one: Document, other: Document, person: User) -> dict[str, Any]:
    """Workspace and audience of what is said of two documents: a reason may quote the one that fewer may see."""
    if Audience.PRIVATE in (one.audience, other.audience):
        return {"workspace": one.workspace, "audience": Audience.PRIVATE}
    if Audience.PUBLIC in (one.audience, other.audience):
        fewer = other if one.audience == Audience.PUBLIC else one
        return {"workspace": fewer.workspace, "audience": fewer.audience}
    same = one.workspace_id == other.workspace_id
    return {"workspace": one.workspace, "audience": Audience.WORKSPACE if same else Audience.PRIVATE}


def weighed(thread: Thread) -> list[Pairing]:
    """All that was weighed as an answer, the best first; of a promise without a figure, what answers it."""
    return list(thread.pairings) or ([Pairing(thread.result, True, thread.why)] if thread.result is not None else [])


def laid_over(
    threads: Iterable[Thread], documents: Sequence[Document], person: Person, *, as_of: datetime | None = None
) -> list[Thread]:
    """The threads as people have corrected them, by a time where one is given. `documents` are those of the papers, with their
    renditions and sources."""
    told = _standing(documents, person, as_of)
    return [_corrected(thread, said) if (said := told.get(_span(thread.promise))) else thread for thread in threads]


def _standing(
    documents: Sequence[Document], person: Person, as_of: datetime | None
) -> dict[Span, list[tuple[Statement, Span]]]:
    """What stands, by where the promise's words are now, in the order in which it was said; with where the answer's are."""
    lineages = {document.rendition.source.lineage_id for document in documents}
    seen = visible_to(person, Statement.objects.filter(record=RECORD, anchor__rendition__source__lineage__in=lineages))
    if as_of is not None:
        seen = seen.filter(recorded_at__lte=as_of)
    standing = seen.filter(retracts__isnull=True).exclude(pk__in=seen.filter(retracts__isnull=False).values("retracts"))
    rows = list(
        standing.select_related("anchor", "person").prefetch_related("anchor__rendition__source").order_by("recorded_at", "pk")
    )
    if not rows:
        return {}
    answers = Anchor.objects.prefetch_related("rendition__source").in_bulk([_answer(each) for each in rows])
    found: dict[Span, list[tuple[Statement, Span]]] = {}
    for statement in rows:
        held = answers.get(_answer(statement))
        span, answer = _now(statement.anchor, documents), _now(held, documents) if held is not None else None
        if span is not None and answer is not None:
            found.setdefault(span, []).append((statement, answer))
    return found


def _now(held: Anchor, documents: Sequence[Document]) -> Span | None:
    """Where an anchor's words stand now; None where they are in none of the documents."""
    for document in documents:
        if document.rendition.source.lineage_id != held.rendition.source.lineage_id:
            continue
        if any(each.rendition_id == held.rendition_id and each.start <= held.start and held.end <= each.end for each in chain(document)):
            span = place(held, document)
            return None if span is None else (str(document.pk), *span)
    return None


def _corrected(thread: Thread, said: Sequence[tuple[Statement, Span]]) -> Thread:
    """The thread as the last word has it: what was rejected is no answer, what was chosen is. A rejection of what is not among the answers
    says nothing, nor does a choice in a paper that was not looked through."""
    pairings = weighed(thread)
    found = {_span(each.result) for each in pairings}
    last: dict[Span, Statement] = {}
    for statement, answer in said:  # of several words on one answer the last, in the order of the last words
        if answer in found or _verdict(statement) == "pair":
            last.pop(answer, None)
            last[answer] = statement
    pairings += [
        pointed for answer, statement in last.items()
        if answer not in found and (pointed := pointed_at(thread, answer, f"由{statement.person}指认：{statement.reason}"))
    ]  # fmt: skip
    there = {_span(each.result) for each in pairings}
    last = {answer: statement for answer, statement in last.items() if answer in there}
    if not last:
        return thread
    rejected = {answer for answer, statement in last.items() if _verdict(statement) == "reject"}
    kept = [each for each in pairings if _span(each.result) not in rejected]
    whose = str(list(last.values())[-1].person)
    chosen = next((each for each in reversed(last.items()) if each[0] not in rejected), None)
    if chosen is not None:
        answer, statement = chosen
        kept.sort(key=lambda each: _span(each.result) != answer)
        if _verdict(statement) == "pair" and answer in found:
            kept[0] = replace(kept[0], comparable=_comparable(thread, kept[0].result), why=f"由{statement.person}改定：{statement.reason}")
    if kept == weighed(thread):
        return replace(thread, confirmed=whose)
    return replace(_judged(thread, kept), confirmed=whose)


def pointed_at(thread: Thread, answer: Span, why: str) -> Pairing | None:
    """Words of a later paper taken as the answer because a person says so; None where that paper was not looked through.

    A promise's figure is answered by the words' one figure of its kind and unit, an act by the stage they name; else they are not comparable.
    """
    key, start, end = answer
    promise = thread.promise
    paper = next((each for each in thread.looked if each.key == key), None)
    if paper is None:
        return None
    said = told_in(paper, promise, start, end)
    if promise.form == "act":
        return Pairing(said, bool(said.stage), why)
    figures = [each for each in results_of(paper) if start <= each.at and each.to <= end and (each.kind, each.unit) == (promise.kind, promise.unit)]
    if promise.form == "numeric" and len(figures) == 1:
        found = replace(figures[0], start=start, end=end)
        return Pairing(found, _comparable(thread, found), why)
    return Pairing(replace(said, low=None, high=None, unit="", bound=""), False, f"{why}；其中没有可以相比的一个数")


def _judged(thread: Thread, kept: Sequence[Pairing]) -> Thread:
    """What follows from the answers that are left."""
    promise, looked = thread.promise, thread.looked
    if not kept:
        return unanswered(promise, looked)
    if promise.form == "act" and kept[0].comparable:
        told = judged_act(promise, [each.result for each in kept], looked)
        return replace(told, why=f"{kept[0].why}；{told.why}", pairings=tuple(kept))
    if promise.low is not None:
        return judged(promise, kept, looked)
    if [kept[0]] == weighed(thread)[:1]:
        return replace(thread, pairings=tuple(kept))
    return judged(promise, [replace(kept[0], comparable=False), *kept[1:]], looked)  # a target without a figure is not judged anew


def _verdict(statement: Statement) -> Verdict:
    found: Verdict = (statement.value or {})["verdict"]
    return found


def _answer(statement: Statement) -> int:
    """The number of the anchor that holds the answer's words."""
    found: int = (statement.value or {})["anchor"]
    return found


def _comparable(thread: Thread, result: Saying) -> bool:
    """A person may say that two figures are of one thing; figures of different kinds, units or years stay not comparable."""
    promise = thread.promise
    meant, told = years(promise.period), years(result.period)
    return (result.kind, result.unit) == (promise.kind, promise.unit) and (meant is None or told is None or meant[1] == told[1])


def _span(said: Saying) -> Span:
    return said.paper.key, said.start, said.end
