"""The sides of a comparison of places: which words, years and firmness the question gives to each. No figure is looked up here."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from luoshi.asking.inquiry import Inquiry
from luoshi.asking.question import Modality, PlaceAsked, firmness
from luoshi.asking.times import Years
from luoshi.asking.topic import Topic, topic_of

_JOIN = re.compile(r"相?比较?|还是|以及|对比|[和与跟同及较、,;]")


@dataclass(frozen=True, slots=True)
class Part:
    """What the question says of one place."""

    key: str
    topic: Topic
    """Its own; empty where its words name nothing."""
    years: tuple[Years, ...]
    modality: Modality


def of_places(inquiry: Inquiry) -> list[tuple[Inquiry, bool]]:
    """The question for each of its places, and whether it says by itself of when or how firm that side's figure is.

    东西湖区2024年实绩与经开区2025年目标: each side keeps its own. What only one side says (和…2025年的目标谁高) serves both.
    """
    parts = _parts(inquiry)
    found = []
    for at, part in enumerate(parts):
        others = [*reversed(parts[:at]), *parts[at + 1 :]]
        topic = part.topic if _names(part.topic) else next((each.topic for each in others if _names(each.topic)), inquiry.topic)
        years = part.years or next((each.years for each in others if each.years), inquiry.scope.years)
        earlier: Modality = next((each.modality for each in reversed(parts[:at]) if each.modality), "")
        later: Modality = next((each.modality for each in parts[at + 1 :] if each.modality), "") if not _names(part.topic) else ""
        modality: Modality = part.modality or earlier or later
        question = replace(inquiry.question, years=years, modality=modality)
        one = replace(inquiry, question=question, topic=topic, scope=replace(inquiry.scope, keys=(part.key,), foreign=(), years=years), notes=inquiry.notes)
        found.append((one, bool(part.years or part.modality)))
    return found


def _names(topic: Topic) -> bool:
    return bool(topic.indicator or topic.words)


def _parts(inquiry: Inquiry) -> list[Part]:
    question, scope = inquiry.question, inquiry.scope
    places: list[PlaceAsked] = []
    for place in question.places:
        if place.key in scope.keys and place.key not in {each.key for each in places}:
            places.append(place)
    plain = question.plain
    cuts = [0, *(_boundary(plain, one, other) for one, other in itertools.pairwise(places)), len(plain)]
    stated = dict(zip(question.years, scope.years, strict=False)) if len(question.years) == len(scope.years) else {}
    parts = []
    for place, (start, end) in zip(places, itertools.pairwise(cuts), strict=True):
        tokens = [token for token in question.tokens if start <= token.start < end]
        years = tuple(span for said, span in stated.items() if start <= plain.find(said.text) < end)
        parts.append(Part(place.key, topic_of(tokens, question.flow), years, firmness(plain[start:end])))
    known = {part.key for part in parts}
    return parts + [Part(key, Topic(()), (), "") for key in scope.keys if key not in known]


def _boundary(plain: str, one: PlaceAsked, other: PlaceAsked) -> int:
    """Where one side ends and the next begins: at the last word that joins them."""
    joins = list(_JOIN.finditer(plain, one.end, other.start))
    return joins[-1].start() if joins else other.start
