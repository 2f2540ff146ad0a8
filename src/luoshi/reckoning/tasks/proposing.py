"""The first proposal of a task table: what a report sets out to do, row by row, each tied to its words.

Part 1 has a row for each headline target, those without a number included: who answers for it, and who gives its figure. Part 2
has a row for each 责任事项 in the report's order: one deliverable, or neighbouring ones with one lead. The rows of a sentence
together hold all of it, so that nothing promised falls between two. A lead is proposed where the place's own earlier
tables or the catalogue's words decide clearly; else there is none: better none than a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.offices import accountable, offices, theme_of
from luoshi.reading.facts import Act, Deliverable, Lead, Measure, Reading, Sentence, Target
from luoshi.reading.leads import leads as leads_of
from luoshi.reading.text import fold

from .due import due
from .earlier import EarlierTasks

ENOUGH = 0.34
"""What share of all that speaks for anyone must speak for the first office, for it to be proposed."""
AHEAD = 1.25
"""How many times as much must speak for the first as for the second."""
_JOINS = 0.16
"""What share makes an office a joiner."""
_EDGES = " \t\n,，、;；。!！|"


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the proposed table. `start` and `end` are characters of the text, `end` exclusive."""

    start: int
    end: int
    part: int
    """1: headline targets; 2: tasks."""
    act: Act
    lead: str | None
    """An office's function as the catalogue names it (发展改革), or a unit as an earlier table names it; None: 待定."""
    joiners: tuple[str, ...]
    reason: str
    """Why this lead, or why none; for a person to judge by."""
    due: date | None
    due_words: str
    """The words that say so; empty: 待办理方案明确."""
    theme: str
    supplier: str
    """Part 1: the office that gives the figure; empty where the catalogue does not say."""
    sentence: tuple[int, int]
    """The whole sentence or table row it stands in."""
    heading: str
    """The heading above it, outermost first, joined by ›."""
    measures: tuple[Measure, ...]
    target: Target | None = None
    """Part 1: the target."""


def proposal(reading: Reading, text: str, *, earlier: EarlierTasks | None = None) -> tuple[Task, ...]:
    """The proposed rows of one document: part 1, then part 2, each in the order of the text.

    `text` is the rendition's text the reading is of. `earlier` are the place's own tables of years before.
    """
    maker = _Maker(reading, text, earlier or EarlierTasks(()))
    return (*maker.targets(), *maker.commitments())


class _Maker:
    def __init__(self, reading: Reading, text: str, earlier: EarlierTasks) -> None:
        self.reading, self.text, self.earlier = reading, text, earlier
        self.folded = fold(text)
        self.plan = reading.document.plan
        self.of_sentence: dict[int, list[Measure]] = {}
        for measure in reading.measures:
            if measure.sentence is not None:
                self.of_sentence.setdefault(measure.sentence, []).append(measure)

    def targets(self) -> Iterator[Task]:
        """A row for each headline target for the years planned."""
        for target in self.reading.targets:
            if self.plan and target.period and target.period[-4:] != self.plan[-4:] and target.nature == "":
                continue
            known = indicators().get(target.indicator)
            theme = known.theme if known else ""
            answers = accountable(target.indicator, theme)
            lead, joiners = answers.lead, tuple[str, ...]()
            reason = f"指标“{known.name}”的主管部门" if known and lead else ""
            if before := self._before(target.start, target.end):
                lead, reason, joiners = before
            elif not lead:
                lead, reason, joiners = self._lead(leads_of(self.folded, target.start, target.end, heading=""))
            sentence = self._sentence(target.sentence, target.start, target.end)
            inside = self.of_sentence.get(target.sentence if target.sentence is not None else -1, ())
            yield Task(
                target.start, target.end, 1, "主办", lead or None, joiners, reason or "指标不在目录，词语不足以判断",
                None, "", theme or (theme_of(lead) if lead else ""), answers.supplier, sentence, self._heading(target.sentence),
                tuple(each for each in inside if target.start <= each.start and each.end <= target.end), target,
            )  # fmt: skip

    def commitments(self) -> Iterator[Task]:
        """A row for each task; what stands among the headline targets as well is a row there."""
        targeted = [(target.start, target.end) for target in self.reading.targets]
        for number, sentence in enumerate(self.reading.sentences):
            if sentence.role != "commitment":
                continue
            if any(start <= sentence.start and sentence.end <= end for start, end in targeted):
                continue
            yield from self._rows(number, sentence)

    def _rows(self, number: int, sentence: Sentence) -> Iterator[Task]:
        heading = self._heading(number)
        for start, end, speaking in self._pieces(sentence):
            lead, reason, joiners = self._before(start, end) or self._lead(speaking)
            when = due(self.folded, start, end, plan=self.plan) or due(
                self.folded, sentence.start, sentence.end, plan=self.plan
            )
            yield Task(
                start, end, 2, sentence.act or "主办", lead or None, joiners, reason, when[0] if when else None,
                when[1] if when else "", theme_of(speaking[0].office) if speaking and lead else "", "",
                (sentence.start, sentence.end), heading,
                tuple(each for each in self.of_sentence.get(number, ()) if start <= each.start and each.end <= end),
            )  # fmt: skip

    def _pieces(self, sentence: Sentence) -> Iterator[tuple[int, int, Sequence[Lead]]]:
        """The sentence cut where another office takes over; neighbouring deliverables with one lead stay together.

        Another office takes over where a deliverable's own words say nothing for the sentence's first office, and one of them
        decides for another (`strong` in `offices.csv`).
        """
        groups: list[tuple[Deliverable, Sequence[Lead]]] = []
        first = _office(sentence.leads)
        for piece in sentence.deliverables:
            own = leads_of(self.folded, piece.start, piece.end, heading="")
            other = first not in {lead.office for lead in own} and _clear(own) and _outright(own[0])
            speaking: Sequence[Lead] = own if other else sentence.leads
            if not groups or _office(groups[-1][1]) != _office(speaking):
                groups.append((piece, speaking))
        if len(groups) < 2:
            yield (*self._trimmed(sentence.start, sentence.end), sentence.leads)
            return
        starts = [sentence.start, *(piece.start for piece, _ in groups[1:]), sentence.end]
        for (_, speaking), start, end in zip(groups, starts, starts[1:], strict=False):
            yield (*self._trimmed(start, end), speaking)

    def _before(self, start: int, end: int) -> tuple[str, str, tuple[str, ...]] | None:
        """The lead, why, and who joins, as an earlier table has them."""
        like = self.earlier.like(self.text[start:end])
        return (like.lead, f"以往分工：{like.where}", like.joiners) if like else None

    def _lead(self, speaking: Sequence[Lead]) -> tuple[str, str, tuple[str, ...]]:
        """The lead, why, and who joins; no lead where nobody stands out."""
        if not speaking:
            return "", "词语不指向任何部门", ()
        first, others = speaking[0], speaking[1:]
        joiners = tuple(lead.office for lead in others if lead.score >= _JOINS)
        words = "、".join(first.words)
        if not _clear(speaking):
            near = "、".join(lead.office for lead in speaking[:3])
            return "", f"不能断定：{near}都有关（{words}）", ()
        return first.office, f"词语：{words}", joiners

    def _sentence(self, number: int | None, start: int, end: int) -> tuple[int, int]:
        if number is None:
            return start, end
        return self.reading.sentences[number].start, self.reading.sentences[number].end

    def _heading(self, number: int | None) -> str:
        section = None if number is None else self.reading.sentences[number].section
        titles: list[str] = []
        while section is not None:
            above = self.reading.sections[section]
            titles.insert(0, above.title)
            section = above.parent
        return " › ".join(titles)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in _EDGES:
            start += 1
        while start < end and self.text[end - 1] in _EDGES:
            end -= 1
        return start, end


def _clear(found: Sequence[Lead]) -> bool:
    """Whether the first office stands out from the others."""
    return bool(found) and found[0].score >= ENOUGH and (len(found) < 2 or found[0].score >= AHEAD * found[1].score)


def _outright(lead: Lead) -> bool:
    """Whether a word that decides for this office alone is among those that speak for it."""
    return any(word in _decisive().get(lead.office, ()) for word in lead.words)


@cache
def _decisive() -> dict[str, frozenset[str]]:
    return {office.name: frozenset((*office.strong, *office.usual_units)) for office in offices()}


def _office(found: Iterable[Lead]) -> str:
    return next((lead.office for lead in found), "")
