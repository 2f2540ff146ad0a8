"""Finding figures that could answer: by their indicator, by the words of their sentence, by the sentence before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from luoshi.asking import words
from luoshi.asking.evidence import Evidence
from luoshi.asking.topic import HEADS_OF_COLUMNS, Topic
from luoshi.catalogue.indicators import indicators
from luoshi.ledger import lookup
from luoshi.ledger.lookup import Wanted, sentences_of
from luoshi.ledger.models import Figure, Passage
from luoshi.ledger.search import Where, search
from luoshi.ledger.words.bigrams import same_length
from luoshi.ledger.words.query import Query
from luoshi.people.access import Person

_MOST = 500
_SENTENCES = 80


def known_by_code(topic: Topic, person: Person, keys: tuple[str, ...], years: tuple[int, ...] = ()) -> list[Evidence]:
    """The figures that bear the topic's indicator, in these places or (with none) anywhere; of any kind.

    With them those beside them that bear none (下降3.3%,扣除退税因素后增长3.1%). `years` narrows them where no place does.
    """
    if not topic.codes:
        return []
    wanted = Wanted(places=keys, indicators=(*topic.codes, *topic.siblings), years=() if keys else years)
    found = {row.pk: row for row in _light(lookup.figures(person, wanted)).order_by("-year", "pk")[:_MOST]}
    near = [row for row in found.values() if row.sentence is not None and (not years or row.year in years)]
    sentences = {(row.standing_id, row.sentence) for row in near[:_SENTENCES] if row.sentence is not None}
    beside = _in_sentences(sentences, person, keys)
    found.update({key: row for key, row in beside.items() if not row.indicator})
    return _evidence(found, {})


def spoken_of(topic: Topic, person: Person, keys: tuple[str, ...]) -> list[Evidence]:
    """The figures in sentences that hold the topic's words, or that go on about what such a sentence names."""
    figures: dict[int, Figure] = {}
    spoken = _spoken(topic)
    for query in spoken:
        hits = search(person, query, Where(places=keys), limit=_SENTENCES).hits
        figures.update(_in_sentences({(hit.passage.standing_id, hit.passage.ordinal) for hit in hits}, person, keys))
    led = _going_on(topic, person, keys, figures) if topic.particular else {}
    return _evidence(figures, led)


def _light(rows: QuerySet[Figure]) -> QuerySet[Figure]:
    """Without the columns of the document that nothing here reads."""
    return rows.defer("standing__counts", "standing__coverage", "standing__meeting", "standing__speaker")


def _in_sentences(sentences: Collection[tuple[int, int]], person: Person, keys: tuple[str, ...]) -> dict[int, Figure]:
    """The measures of these sentences, by key."""
    by_paper: dict[int, list[int]] = defaultdict(list)
    for paper, ordinal in sentences:
        by_paper[paper].append(ordinal)
    wanted = Q()
    for paper, ordinals in by_paper.items():
        wanted |= Q(standing=paper, sentence__in=ordinals)
    if not by_paper:
        return {}
    return {row.pk: row for row in _light(lookup.figures(person, Wanted(places=keys))).filter(wanted)}


def _evidence(figures: dict[int, Figure], led: dict[tuple[int, int], str]) -> list[Evidence]:
    passages = sentences_of(figures.values())
    found = []
    for row in figures.values():
        if row.sentence is not None and (passage := passages.get((row.standing_id, row.sentence))) is not None:
            passage.standing = row.standing
            found.append(Evidence(row, passage, led.get((row.standing_id, row.sentence), "")))
    return found


_GOES_ON = re.compile(r"^(?:该|其中|其|项目|[一二三]期|园区|全部|建成后|总投资|目前|这一项目|预计|力争|并)")


def _going_on(topic: Topic, person: Person, keys: tuple[str, ...], figures: dict[int, Figure]) -> dict[tuple[int, int], str]:
    """The figures of sentences that go on about the thing the sentence before names; which sentence led to which."""
    led: dict[tuple[int, int], str] = {}
    heads: dict[int, dict[int, str]] = defaultdict(dict)
    for hit in search(person, Query(every=topic.particular), Where(places=keys), limit=40).hits:
        heads[hit.passage.standing_id][hit.passage.ordinal] = same_length(hit.passage.text)
    for paper, named in heads.items():
        ordinals = {ordinal + step for ordinal in named for step in (1, 2)} - set(named)
        rows = {row.ordinal: same_length(row.text) for row in Passage.objects.filter(standing=paper, ordinal__in=ordinals)}
        for ordinal, text in rows.items():
            if not _GOES_ON.match(text):
                continue
            if ordinal - 1 in named:
                led[paper, ordinal] = named[ordinal - 1]
            elif ordinal - 2 in named and _GOES_ON.match(rows.get(ordinal - 1, "")):
                led[paper, ordinal] = named[ordinal - 2]
    figures.update(_in_sentences(led, person, keys))
    return led


def _spoken(topic: Topic) -> list[Query]:
    """What to look for in the sentences, the narrowest first."""
    known = indicators().get(topic.indicator) if topic.indicator else None
    if known is not None:
        names = tuple(sorted({name for name in known.all_names if len(name) > 1}, key=len)[:12])
        queries = [Query(every=topic.words, some=tuple(dict.fromkeys((*names, topic.name)))[:14])]
        if share := re.match(r"(.+?)占.+比重$", known.name):  # 民生支出占一般公共预算支出的81.6%
            queries.append(Query(every=(*topic.words, share[1], "占")))
        return queries
    plain = [word for word in topic.words if words.alike(word) == (word,)]
    loose = [word for word in topic.words if words.alike(word) != (word,)]
    queries = []
    if plain or loose:
        queries.append(Query(every=tuple(plain), some=tuple(words.alike(loose[0])) if loose else ()))
    if len(topic.words) > 1 and topic.words[-1] in HEADS_OF_COLUMNS:
        queries.append(Query(every=topic.words[:-1]))
    if topic.particular and len(topic.words) > len(topic.particular):  # what is asked of it may be the head of a column
        queries.append(Query(every=topic.particular))
    return [query for query in queries if query]
