"""One question being answered: what it asks, where and when, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from luoshi.asking.answer import KIND_WORDS, Answer, Citation, Status, Value
from luoshi.asking.question import Question
from luoshi.asking.scope import Scope, Shelf
from luoshi.asking.times import Years
from luoshi.asking.topic import Topic
from luoshi.asking.wording import cited
from luoshi.catalogue.indicators import indicators
from luoshi.ledger.models import Passage
from luoshi.people.access import Person


def said(span: Years) -> str:
    """The years in a word."""
    if span.term:
        return "过去五年" if span.term < 0 else "今后五年"
    return str(span.last) if span.single else f"{span.first}—{span.last}"


_NUMERAL = re.compile(r"[一二三四五六七八九十]")


def called(topic: Topic) -> str:
    """The indicator's name; with the question's own where that counts otherwise (三品一标 for what is now 两品一标)."""
    known = indicators().get(topic.indicator) if topic.indicator else None
    if known is None:
        return ""
    asked = next((name for name in sorted(known.all_names, key=len, reverse=True) if name in topic.name), "")
    if asked and _NUMERAL.findall(asked) != _NUMERAL.findall(known.name):
        return f"{asked}（目录里叫“{known.name}”）"
    return known.name


@dataclass
class Inquiry:
    """A question with everything that is needed to answer it."""

    question: Question
    topic: Topic
    scope: Scope
    shelf: Shelf
    person: Person
    notes: list[str] = field(default_factory=list)
    """What was taken for granted in understanding it."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The places a figure must be of; none: of any."""
        return self.scope.keys

    @property
    def around(self) -> tuple[str, ...]:
        """The places whose papers may tell of a thing in the place asked about: itself and those in it."""
        return tuple(dict.fromkeys(key for one in self.scope.keys for key in self.shelf.within(one)))

    @property
    def particular(self) -> bool:
        """Whether it names a thing of its own (a project, a firm), which papers of a place inside may tell of as well."""
        if self.question.kind in ("when", "where", "who", "whether") or any(place.leads for place in self.question.places):
            return True
        return any(token.label in ("name", "thing", "code") and len(token.text) > 1 for token in self.question.topic)

    def place(self, key: str) -> str:
        """A place's name."""
        return self.shelf.names.get(key, "")

    def understood(self) -> str:
        """How the question was understood, for the reader."""
        question, topic = self.question, self.topic
        named = called(topic)
        what = named or "、".join(topic.words)
        if named and topic.words:
            what = f"{'、'.join(topic.words)}·{what}"
        parts = [f"问题类型:{KIND_WORDS[question.kind]}"]
        if self.scope.keys or self.scope.foreign:
            parts.append(f"地区:{'、'.join([*(self.place(key) for key in self.scope.keys), *self.scope.foreign])}")
        if self.scope.years:
            spans = [said(span) for span in self.scope.years]
            parts.append(f"年份:{'、'.join(spans)}")
        if what:
            parts.append(f"对象:{what}")
        if firm := {"target": "目标", "done": "完成数", "estimated": "预计数"}.get(question.modality):
            parts.append(f"口径:{firm}")
        if kind := {"growth": "增速", "level": "总量", "rank": "位次", "change": "增减"}.get(question.aspect):
            parts.append(f"类别:{kind}")
        return ";".join([*parts, *self.notes])

    def reply(
        self, status: Status, text: str, *, values: Iterable[Value] = (), passages: Sequence[Passage] = (),
        citations: Sequence[Citation] = (),
    ) -> Answer:  # fmt: skip
        """An answer in the shape all doors take."""
        found = tuple(values) if status != "absent" else ()
        return Answer(
            status, text, found, tuple(citations) or cited(passages), self.understood(), self.question.kind
        )
