"""Targets of a plan that were changed in mid-course, with who approved it and when, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from luoshi.reading.dates import iso
from luoshi.reading.facts import Measure
from luoshi.reckoning.threads.adjusting import changed
from luoshi.reckoning.threads.papers import Paper, years
from luoshi.reckoning.threads.sayings import saying_of
from luoshi.reckoning.threads.thread import Saying

from .indicator import Amendment, PlanIndicator

_BODY = r"[^,;。:!?()《》\n]{2,36}?(?:会议|大会|常务委员会|常委会|人大|人民政府|政府|委员会)"
_DATED = re.compile(rf"(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日,?经?({_BODY})(?:审议|审查|表决)?(?:并)?(?:批准|通过|同意|审定)")
_UNDATED = re.compile(rf"(?:经|报经|报)({_BODY})(?:审议|审查|表决)?(?:并)?(?:批准|通过|同意|审定)")
_HEAD = 400
"""Characters within which the head of a paper that is itself the change says who approved it."""


@dataclass(frozen=True, slots=True)
class _Approval:
    body: str
    day: str
    start: int
    end: int


def amendments_of(found: Sequence[PlanIndicator], later: Iterable[Paper]) -> list[Amendment]:
    """What later papers say was changed in the plan's targets, in the plan's order; papers that tell of one change are told together.

    A change counts where it names the target as it was: the same thing, the same figure, and the plan or its last year.
    """
    kept: dict[tuple[int, int, float | None, float | None], Amendment] = {}
    for paper in later:
        for old, new in changed(paper):
            was, now = saying_of(paper, old), saying_of(paper, new)
            for indicator in found:
                for target in indicator.targets:
                    if _is_of(paper, indicator, target, was):
                        told = _amendment(indicator, target, was, now, _approval(paper, old))
                        key = (indicator.number, target.at, told.now.low, told.now.high)
                        kept[key] = _together(kept[key], told) if key in kept else told
    return [kept[key] for key in sorted(kept, key=lambda key: (key[0], key[1]))]


def _is_of(paper: Paper, indicator: PlanIndicator, target: Saying, was: Saying) -> bool:
    if target.form != "numeric" or target.thing.key != was.thing.key or (target.low, target.high, target.unit) != (was.low, was.high, was.unit):
        return False
    line = paper.folded.rfind("\n", 0, was.at) + 1
    words = paper.folded[line : was.at]
    last = (years(indicator.paper.document.plan) or (0, 0))[1]
    return bool(re.search(rf"规划|纲要|{last}年", words)) or paper.document.plan == indicator.paper.document.plan


def _amendment(indicator: PlanIndicator, target: Saying, was: Saying, now: Saying, approval: _Approval | None) -> Amendment:
    fresh = replace(
        now, subject=target.subject, thing=target.thing, kind=target.kind, unit=target.unit, period=target.period, modality="target",
        form="numeric", cumulative=target.cumulative, start=min(was.start, now.start),
    )  # fmt: skip
    where = approval or _Approval("", "", fresh.start, fresh.end)
    return Amendment(indicator.number, target, fresh, where.body, where.day, where.start, where.end)


def _approval(paper: Paper, old: Measure) -> _Approval | None:
    """Who approved it: in the sentence before the figure, else in the sentence above, else, of a paper on the change itself, in its head."""
    sentence = paper.sentence(old.sentence)
    if sentence is None:
        return None
    line = paper.folded.rfind("\n", 0, sentence.start) + 1
    spans = [(sentence.start, sentence.end), (line, sentence.end)]
    if paper.document.kind == "adjustment":
        spans.append((paper.document.start, min(paper.document.start + _HEAD, paper.document.end)))
    for start, end in spans:
        if hit := _last(_DATED, paper.folded, start, end):
            return _Approval(hit[4], iso(hit[1], hit[2], hit[3]), *hit.span())
        if hit := _last(_UNDATED, paper.folded, start, end):
            return _Approval(hit[1], "", *hit.span())
    return None


def _last(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    hits = list(pattern.finditer(folded, start, end))
    return hits[-1] if hits else None


def _together(one: Amendment, other: Amendment) -> Amendment:
    """One change that two papers tell of: the one that says more of the approval first."""
    first, second = (other, one) if (bool(other.day), bool(other.body)) > (bool(one.day), bool(one.body)) else (one, other)
    return replace(first, also=(*first.also, second.now, *second.also))


def in_force(target: Saying, amendments: Iterable[Amendment], year: int | None = None) -> Amendment | None:
    """The last amendment of a target that holds at the end of the year (whenever, where none is given)."""
    held = [each for each in amendments if each.target == target and (year is None or since(each) <= year)]
    return max(held, key=since, default=None)


def since(amendment: Amendment) -> int:
    """The year from which it holds: that of its approval, else the one before the paper sets out."""
    if amendment.day:
        return int(amendment.day[:4])
    span = years(amendment.now.paper.review) or years(amendment.now.paper.document.plan)
    return span[1] if span else 0
