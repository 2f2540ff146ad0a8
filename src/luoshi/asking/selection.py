"""Choosing among figures: those of the place, the year, the kind and the firmness asked for, the best word first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from luoshi.asking.evidence import Evidence
from luoshi.asking.fitting import another_of_them, aspect_fits, says, tells
from luoshi.asking.question import Question
from luoshi.asking.scope import Scope
from luoshi.asking.times import Years
from luoshi.asking.topic import Topic
from luoshi.asking.words import BASES

_BOUND = re.compile(r"(?:不低于|不少于|不超过|超过|超|突破|达到|达|近|约|为|力争|至少)+$")
LEAST = 0.5
"""How well a figure must be of the topic to answer."""
_FIRM = {"bulletin": 3, "final_evaluation": 2, "work_report": 1, "plan_report": 1, "adjustment": 1}


@dataclass
class Chosen:
    """What answers for one place and time."""

    place: str
    """Place key."""
    main: list[Evidence]
    """The answer; of a target that was changed, what it was and what it became."""
    others: list[Evidence] = field(default_factory=list)
    """What else was said of it: an estimate before, its growth."""
    modality: str = ""
    ambiguous: bool = False


@dataclass
class Weighed:
    """All figures of the topic, and which of them fit."""

    of_topic: list[Evidence]
    fitting: list[Evidence]
    reasons: dict[str, int] = field(default_factory=dict)
    """Why the others do not fit, and how many: year, kind, firmness."""


def weigh(found: Iterable[Evidence], question: Question, topic: Topic, scope: Scope, *, modality: str | None = None) -> Weighed:
    """Which of the figures are of the topic, and of those which fit what is asked."""
    scored = [(tells(one, topic), one) for one in found]
    scored = [(max(score, 1.0) if score and _word_for_word(one, question) else score, one) for score, one in scored]
    good = [(score, one) for score, one in scored if score >= LEAST]
    reasons: dict[str, int] = defaultdict(int)
    fitting: list[tuple[float, Evidence]] = []
    wanted = question.modality if modality is None else modality
    for score, one in good:
        reason = refused(one, question, scope, wanted)
        if reason:
            reasons[reason] += 1
        else:
            fitting.append((score, one))
    called = {_sort(one) for _, one in fitting if topic.indicator and says(one, topic)}
    fitting = [(score, one) for score, one in fitting if _sort(one) not in called or not another_of_them(one, topic, 0.75)]
    best: dict[tuple[bool, bool], float] = defaultdict(float)
    for score, one in fitting:
        best[_sort(one)] = max(best[_sort(one)], score)
    least = max(best.values(), default=0.0) - 0.21
    kept = [one for score, one in fitting if best[_sort(one)] > least and score > best[_sort(one)] - 0.1]
    return Weighed([one for _, one in good], kept, dict(reasons))


def _word_for_word(one: Evidence, question: Question) -> bool:
    """Whether the words right before it stand in the question as they are."""
    own = _BOUND.sub("", one.before)
    return len(own) > 3 and own in question.plain


def _sort(one: Evidence) -> tuple[bool, bool]:
    """Figures of different sorts do not vie with one another: what was meant, how much it grew."""
    return one.modality == "target", one.kind == "growth"


_GAINED = re.compile(r"累计(?:增加|增长|提高|提升|下降|降低|减少)")


def refused(one: Evidence, question: Question, scope: Scope, modality: str) -> str:
    """Why the figure does not answer: year, kind or firmness; empty where it does."""
    if one.value is None and not one.figure.text:
        return "kind"
    if not any(time_fits(one, span, question) for span in scope.years) if scope.years else one.part_of_year and not question.part_of_year:
        return "year"
    if question.part_of_year and question.part_of_year not in one.plain:
        return "year"
    if one.value is not None and not aspect_fits(one, question):
        return "kind"
    if _GAINED.search(question.plain) and "累计" not in one.before + one.subject:
        return "kind"
    if any(basis.search(question.plain) and not basis.search(one.before + one.subject) for basis in BASES):
        return "kind"
    if one.timeless and one.value is not None:
        return ""
    if modality == "target" and one.modality != "target":
        return "firmness"
    if modality == "done" and one.modality == "target":
        return "firmness"
    if modality == "estimated" and one.modality == "done":
        return "firmness"
    return ""


def time_fits(one: Evidence, span: Years, question: Question) -> bool:
    """Whether the figure is for these years."""
    if (one.part_of_year and not question.part_of_year) or one.unsure:
        return False
    if span.term:
        length = one.last - one.first + 1 if one.last is not None and one.first is not None else 0
        return length == abs(span.term) and (span.term < 0) == (one.modality != "target")
    if one.last is None:
        about = one.passage.standing
        return span.single and about.kind == "news" and about.year == span.last
    first = one.first or one.last
    if span.single:
        if first == one.last == span.last:
            return True
        return one.last == span.last and one.kind == "level" and one.stands
    if (first, one.last) == (span.first, span.last):
        return not span.at_end or one.kind == "level"
    if span.plan or span.term:
        return first == one.last == span.last and one.kind == "level" and (span.at_end or one.stands)
    return not span.whole and span.first <= first and one.last <= span.last


def choose(fitting: Sequence[Evidence], question: Question, *, modality: str | None = None) -> list[Chosen]:
    """For each place the answer among the figures that fit, of the latest year where none was asked for."""
    by_place: dict[str, list[Evidence]] = defaultdict(list)
    for one in fitting:
        by_place[one.figure.place_key].append(one)
    wanted = question.modality if modality is None else modality
    found = []
    for place, some in by_place.items():
        if not question.years:
            some = _latest(some, wanted)
        spans = {(span.first, span.last) for span in question.years if not span.single}
        some = [one for one in some if (one.first, one.last) in spans] or some
        if (chosen := _one(place, some, question, wanted)) is not None:
            found.append(chosen)
    return found


def _latest(some: list[Evidence], modality: str) -> list[Evidence]:
    """Those of the last year; where that is only meant and the question does not say so, of the last year told of."""
    if some and all(one.timeless for one in some):
        return some
    told = some if modality == "target" else [one for one in some if one.modality != "target"] or some
    undated = [one for one in told if one.last is None]
    years = [one.last for one in told if one.last is not None]
    if not years:
        return undated
    last = max(years)
    if modality == "target":
        newest = max(one.passage.standing.year or 0 for one in told)
        last = max((one.last for one in told if one.last and (one.passage.standing.year or 0) == newest), default=last)
    return [one for one in told if one.last == last]


def _one(place: str, some: list[Evidence], question: Question, modality: str) -> Chosen | None:
    if not some:
        return None
    groups = {
        name: [one for one in some if one.modality == name] for name in ("done", "estimated", "target")
    }
    if all(one.timeless for one in some):
        main, others, doubt = _settled([one for one in some if one.value is not None], "done")
        return Chosen(place, main, others, main[0].modality, doubt) if main else None
    kind = modality if modality in ("target",) else next((name for name in ("done", "estimated", "target") if groups[name]), "")
    if not question.years and not modality and not groups["estimated"] and groups["done"] and groups["target"]:
        kind = "done"
    rest = groups[kind]
    if not rest:
        return None
    main_kind = _main_kind(rest, question)
    same = [one for one in rest if one.kind == main_kind]
    if not any(one.value is not None for one in same):
        return Chosen(place, [_plainest(same)], [], kind)
    valued = [one for one in same if one.value is not None]
    main, others, doubt = _settled(_closest(valued, question), kind)
    growth = [one for one in rest if one.kind == "growth" != main_kind and one.passage.pk in {m.passage.pk for m in main}]
    before = []
    if kind == "done":
        before = [one for one in groups["estimated"] if one.kind == main_kind and one.key[:3] not in {m.key[:3] for m in main}]
    return Chosen(place, main, [*others, *growth[:1], *before[:1]], kind, doubt)


def _closest(some: list[Evidence], question: Question) -> list[Evidence]:
    """Of several things one indicator takes in, those called what the question calls it (人大代表建议, not 政协提案)."""
    if len({one.key[:3] for one in some}) < 2:
        return some
    asked = "".join(token.text for token in question.topic)
    ends = [one for one in some if len(own := _BOUND.sub("", one.before)) > 3 and asked[-4:] == own[-4:]]
    if len({one.key[:3] for one in ends}) == 1:
        return ends
    if level := re.search(r"总规模|规模|总量|总额|总数", question.plain):
        called = [one for one in some if level[0] in one.before or level[0] in one.subject]
        if len({one.key[:3] for one in called}) == 1:
            return called
    shares = [(_shared(asked, one.subject), one) for one in some]
    best = max(share for share, _ in shares)
    kept = [one for share, one in shares if share >= best - 0.15]
    return kept if best >= 0.5 and len({one.passage.pk for one in some}) == 1 else some


def _shared(asked: str, subject: str) -> float:
    """How much of what is asked the subject says, in pairs of characters."""
    pairs = [asked[i : i + 2] for i in range(len(asked) - 1)]
    return sum(pair in subject for pair in pairs) / len(pairs) if pairs else 0.0


def _main_kind(some: list[Evidence], question: Question) -> str:
    kinds = [one.kind for one in some if one.value is not None] or [one.kind for one in some]
    for kind in ("growth", "level", "multiple") if question.aspect == "growth" else ("level", "growth", "multiple", "change", "rank"):
        if kind in kinds:
            return kind
    return kinds[0]


def _settled(some: list[Evidence], modality: str) -> tuple[list[Evidence], list[Evidence], bool]:
    """The word that stands, what else was said, and whether several stand side by side."""
    by_value: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for one in some:
        by_value[one.key[:3]].append(one)
    groups = [_plainest(group) for group in by_value.values()]
    if len(groups) == 1:
        return groups, [], False
    if modality == "target":
        was = [one for one in groups if any(other.changed for other in by_value[one.key[:3]])]
        new = [one for one in groups if all(other.passage.standing.kind == "adjustment" for other in by_value[one.key[:3]])]
        became = [one for one in groups if one not in was]
        if new and len(new) < len(groups):
            was, became = [one for one in groups if one not in new], new
        if was and became:
            return [_plainest(was), _newest(became)], [], False
        ranked = sorted(groups, key=_weight, reverse=True)
        top = [one for one in ranked if _weight(one)[:2] == _weight(ranked[0])[:2]]
        return top, [one for one in ranked if one not in top], len(top) > 1
    ranked = sorted(groups, key=_weight, reverse=True)
    top = [one for one in ranked if _weight(one) == _weight(ranked[0])]
    exact = [one for one in top if one.figure.bound == "eq"]
    if len(top) > 1 and len(exact) == 1:
        return exact, [], False
    return top, [one for one in ranked if one not in top], len(top) > 1


def _weight(one: Evidence) -> tuple[int, int, int]:
    about = one.passage.standing
    return (_FIRM.get(about.kind, 0) > 1, _FIRM.get(about.kind, 0) > 0, (about.year or 0))


def _plainest(group: list[Evidence]) -> Evidence:
    """Of those that say the same, the one in prose, of the firmest paper."""
    return min(group, key=lambda one: ("|" in one.passage.text, -_FIRM.get(one.passage.standing.kind, 0), len(one.passage.text) > 160, one.figure.pk))


def _newest(some: list[Evidence]) -> Evidence:
    return max(some, key=lambda one: (one.passage.standing.kind == "adjustment", one.passage.standing.year or 0, -one.figure.pk))

