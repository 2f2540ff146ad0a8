"""Measures: the numbers that say how much of something there was, is, or is meant to be (`GUIDE.md`).

One pass over the document's numbers, sentence by sentence: leave out what is no measure, read the words around the rest,
name their subjects, and say of each whether it happened, is expected or is meant, and when.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from .clause_numbers import Clauses, clause_numbers
from .counted import Reason
from .facts import Bound, Document, Measure, Modality, Section, Sentence
from .number_naming import Named, Namer
from .number_words import firm_lead
from .periods import Periods, figure
from .quantities import Quantity, Value

_FALLS = re.compile(r"降幅|下降$|降低$|减少$|下降率$|降低率$|削减")
_ALREADY = re.compile(
    r"(?:现有|目前|已建成|已有|已累计|截至目前|截至20\d\d年|去年底|上年)(?!.{0,20}(?:今年|明年|年内|再建|再增|力争|新增))"
)
_MEANS = re.compile(
    r"(?P<told>(?:预期|年度|全年)目标|年度计划)|^-*计划|拟安排|(?:到|至)(?P<year>20\d\d)年(?:底|末)?[,实力建达基形]|计划(?:总?投资|于|到|在)|拟|将(?:建|新|投|实|达|于|在|打|吸|引|带)|建成后|达产后|投产后|投运后|力争到"
)
_AT_LEAST = re.compile(r"(?:至少|不少于)[\u4e00-\u9fff]{1,4}$")
"""With the verb between it and the number: 至少建设1个."""
_EXPECTED_ALL = re.compile(
    r"(?:[^,;:。]{0,14}[:,])?(?:经?初步|全年|[12][0-9]{3}年(?:全年|度)?|到?年[底末]|一年来|[^,;:。]{2,6}方面){0,4}[,]?预计"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What earlier steps found in the document, all in the order of the text."""

    sections: tuple[Section, ...]
    sentences: Sequence[Sentence]
    quantities: Sequence[Quantity]
    names: Sequence[tuple[int, int, str]] = ()
    """Spans of names that hold numbers, and what sort of name."""
    skipped: Collection[int] = ()
    """Positions of the sentences that are read otherwise: headings, glossary, rows of indicator tables."""


def find_measures(
    text: str, folded: str, document: Document, given: Given
) -> tuple[tuple[Measure, ...], dict[int, Reason]]:
    """The measures of one document, and for every other quantity (by its start) why it is none."""
    periods = Periods(folded, document, given.sections)
    measures: list[Measure] = []
    reasons: dict[int, Reason] = {}
    quantities, names = given.quantities, given.names
    position, name_at = 0, 0
    last: Named | None = None
    for index, whole in enumerate(given.sentences):
        for sentence in _pieces(folded, whole):
            while position < len(quantities) and quantities[position].start < sentence.start:
                position += 1
            inside = position
            while inside < len(quantities) and quantities[inside].start < sentence.end:
                inside += 1
            here, position = quantities[position:inside], inside
            if index in given.skipped or all(quantity.form in ("word", "date") for quantity in here):
                continue
            while name_at < len(names) and names[name_at][1] <= here[0].start:
                name_at += 1
            near = name_at
            while near < len(names) and names[near][0] < sentence.end:
                near += 1
            same_paragraph = last is not None and "\n" not in folded[last.number.quantity.end : sentence.start]
            clauses = Clauses(folded, sentence.start, sentence.end)
            numbers = clause_numbers(clauses, here, names[name_at:near], reasons)
            found = Namer(clauses, last.naming if last is not None and same_paragraph else None).name(numbers)
            if found:
                last = found[-1]
                about = _Sentence(text, folded, document, sentence, index, _chain_start(folded, given.sentences, index))
                measures.extend(_measure(one, about, periods) for one in found)
    return tuple(measures), reasons


_LONGEST_READ = 1200
"""Characters of a sentence read at once. Each number looks back over what stands before it, and a text that never ends its
sentence must not take for ever."""


def _pieces(folded: str, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, or, where it is longer than any of the genre, pieces of it cut behind a comma."""
    start = sentence.start
    while sentence.end - start > _LONGEST_READ:
        limit = start + _LONGEST_READ
        cut = max(folded.rfind(mark, limit - 200, limit) for mark in ",;:") + 1 or limit
        yield replace(sentence, start=start, end=cut)
        start = cut
    yield sentence if start == sentence.start else replace(sentence, start=start)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what its measures are told by."""

    text: str
    folded: str
    document: Document
    sentence: Sentence
    index: int
    chain: int
    """Where the chain of sentences joined to it by `;` or `:` begins."""


_RANKED_BEFORE = re.compile(r"(?<!自)[由从][^,]{0,12}$")
"""由全市第9位上升至第5位: the first is where it stood."""
_LONGEST_CHAIN = 40
"""Sentences; no list of the genre is longer, and a text of nothing but semicolons must not take for ever."""


def _chain_start(folded: str, sentences: Sequence[Sentence], index: int) -> int:
    for first in range(index, max(0, index - _LONGEST_CHAIN), -1):
        before, here = sentences[first - 1], sentences[first]
        if folded[before.end - 1] not in ";:" or "\n" in folded[before.end : here.start]:
            return here.start
    return sentences[max(0, index - _LONGEST_CHAIN)].start


def _measure(found: Named, said: _Sentence, periods: Periods) -> Measure:
    quantity, sentence, document = found.number.quantity, said.sentence, said.document
    modality = _modality(found, said)
    subject = found.naming.subject
    planned = modality == "target" and sentence.role != "review"  # what a review tells of is for the year it reviews
    about = figure(subject, found.number.tail, planned=planned, grew=_grew(found))
    if found.kind == "rank" and _RANKED_BEFORE.search(found.number.before):
        about = replace(about, from_before=True)
    period = periods.of(sentence.start, quantity.start, about, carry=said.chain)
    if planned and period and document.plan and period[-4:] < document.plan[:4]:
        modality = "actual"  # “十三五”期间累计…, told in the part that lays out coming work
    elif modality == "actual" and _to_come(period, document):
        modality = "target"  # 2025年…由900亿元调整为820亿元, told in a report of 2023
    return Measure(
        start=quantity.start,
        end=quantity.end,
        value=_value(found),
        unit="倍" if found.kind == "multiple" else quantity.unit,
        subject=_as_written(subject, said),
        kind=found.kind,
        modality=modality,
        bound=_bound(found),
        period=period,
        wording="|".join(
            (
                *firm_lead(found.number.before[: found.number.tail.head]),
                *found.number.tail.words,
                *([found.number.suffix.word] if found.number.suffix.bound else []),
            )
        ),
        sentence=said.index,
    )


def _to_come(period: str, document: Document) -> bool:
    """Whether it is a year after the last that the paper reports on or plans for: nobody has seen it yet."""
    known = max(document.review[-4:], document.plan[-4:])
    return bool(known) and len(period) == 4 and period > known


def _as_written(subject: str, said: _Sentence) -> str:
    """The subject with the text's own punctuation, where it stands in the sentence in one piece."""
    at = said.folded.find(subject, said.sentence.start, said.sentence.end)
    return said.text[at : at + len(subject)] if at >= 0 else subject


def _grew(found: Named) -> bool:
    """A growth is over the years; a ratio to a base year (是2015年的2.6倍) is as of the last."""
    return found.kind in ("growth", "change") or found.number.quantity.form == "multiple" or bool(found.grew)


def _modality(found: Named, said: _Sentence) -> Modality:
    """Did it happen, is it expected, or is it meant? The sentence's role decides, its words may say otherwise.

    预计 at the head of a sentence reaches all of it, and those it is joined to by semicolons; elsewhere its own clause.
    """
    sentence, document = said.sentence, said.document
    before = said.folded[sentence.start : found.number.quantity.start]
    if sentence.role in ("goal", "commitment") or (sentence.role == "guidance" and document.plan):
        return "actual" if _ALREADY.search(before[-24:]) else "target"
    if found.number.suffix.stage.endswith("目标"):
        return "target"  # 未完成13%的预期目标
    meant = _MEANS.search(before)
    if meant and meant["told"] and meant.start() < found.number.left - sentence.start:
        meant = _MEANS.search(before, meant.end())  # 预期目标 speaks of its own clause
    if meant and meant["year"] and meant["year"] <= document.review[-4:]:  # 到2020年, in a review of the years up to it
        meant = _MEANS.search(before, meant.end())
    if meant and before.rfind("预计") < meant.start():
        return "target"
    if found.expected or _EXPECTED_ALL.match(said.folded, said.chain, found.number.quantity.start):
        return "estimated"
    return "actual"


def _value(found: Named) -> Value:
    value = found.number.quantity.value
    if (
        found.kind == "multiple"
        and found.number.quantity.form == "number"
        and found.grew > 0
        and not isinstance(value, tuple)
    ):
        return value + 1
    falls = found.grew < 0 or (not found.grew and _FALLS.search(found.naming.subject) is not None)
    if found.kind in ("growth", "change") and falls:
        if isinstance(value, tuple):
            return (-value[0], -value[1])
        return -value if value > 0 else value
    return value


def _bound(found: Named) -> Bound:
    if isinstance(found.number.quantity.value, tuple):
        return "range"
    if found.number.quantity.form == "rank" and found.number.quantity.more:
        return "le"
    if found.number.suffix.bound:
        return found.number.suffix.bound
    if found.number.quantity.more:
        return "ge"
    if found.number.tail.bound:
        return found.number.tail.bound
    if found.number.tail.head and _AT_LEAST.search(found.number.before):
        return "ge"
    return "approx" if found.number.tail.toward else "eq"
