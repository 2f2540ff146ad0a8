"""Which of two is more: of two places, two years or two things. Only figures of one kind and unit are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from luoshi.asking import absent, broad, wording
from luoshi.asking.answer import Answer
from luoshi.asking.evidence import Evidence
from luoshi.asking.figure import consider, of_each_year
from luoshi.asking.fitting import counted_alike
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.passages import nearest
from luoshi.asking.question import Aspect
from luoshi.asking.selection import Chosen, Weighed, choose
from luoshi.asking.several import topics_of
from luoshi.asking.sides import of_places
from luoshi.asking.times import Years


@dataclass
class Side:
    """One of the things compared."""

    name: str
    inquiry: Inquiry
    chosen: Chosen | None
    weighed: Weighed
    settled: bool = False
    """Whether the question itself says of which year it is, or how firm."""


def answer(inquiry: Inquiry) -> Answer | None:
    """The comparison; None where the question does not say of what."""
    if len(inquiry.scope.keys) > 1 and broad.is_field(inquiry.topic):
        return broad.answer(inquiry)
    sides = _sides(inquiry)
    if len(sides) < 2:
        return None
    lacking = [side for side in sides if side.chosen is None]
    if lacking:
        return _one_sided(inquiry, sides, lacking)
    sides = _of_one_kind(sides)
    figures = [side.chosen.main[-1] for side in sides if side.chosen]
    alike = all(one.kind == figures[0].kind and counted_alike(one.figure.unit, figures[0].figure.unit) for one in figures)
    if not alike or any(one.value is None for one in figures):
        return _not_comparable(inquiry, sides)
    mixed = len({one.modality == "target" for one in figures}) > 1
    if mixed and len(inquiry.scope.keys) > 1 and not all(side.settled for side in sides):
        return _not_comparable(inquiry, sides)
    return _compared(inquiry, sides, figures)


def _sides(inquiry: Inquiry) -> list[Side]:
    question, scope = inquiry.question, inquiry.scope
    if len(scope.keys) + len(scope.foreign) > 1:
        sides = [_of_place(one, settled) for one, settled in of_places(inquiry)]
        return sides + [Side(name, inquiry, None, Weighed([], [])) for name in scope.foreign]
    topics = topics_of(question.tokens)
    if len(topics) > 1:
        return [_side(topic.name, replace(inquiry, topic=topic)) for topic in topics]
    if len(scope.years) > 1:
        return [_side(_year(one.scope.years[0]), one) for one in of_each_year(inquiry)]
    return []


def _of_place(one: Inquiry, settled: bool) -> Side:
    """A place's side. Of a year that is named and has no target, what was done in it is meant (跟2024年的家数哪个多)."""
    side = _side(one.place(one.keys[0]), one)
    if side.chosen is None and settled and one.question.modality == "target" and all(span.single for span in one.scope.years):
        reported = one.shelf.reported(one.keys[0])
        if one.scope.years and all(span.last in reported for span in one.scope.years):
            side = _side(side.name, replace(one, question=replace(one.question, modality="")))
    side.settled = settled
    return side


def _of_one_kind(sides: list[Side]) -> list[Side]:
    """The sides by their growth, or by their amount, where one was told by the one and one by the other and the question says neither."""
    if len({side.chosen.main[-1].kind for side in sides if side.chosen}) < 2 or any(side.inquiry.question.aspect for side in sides):
        return sides
    aspects: tuple[Aspect, ...] = ("growth", "level")
    for aspect in aspects:
        again = [_side(side.name, replace(side.inquiry, question=replace(side.inquiry.question, aspect=aspect))) for side in sides]
        if all(side.chosen is not None for side in again):
            for side, before in zip(again, sides, strict=True):
                side.settled = before.settled
            return again
    return sides


def _side(name: str, one: Inquiry) -> Side:
    weighed = consider(one)
    chosen = choose(weighed.fitting, one.question)
    return Side(name, one, chosen[0] if len(chosen) == 1 and not chosen[0].ambiguous else None, weighed)


def _year(span: Years) -> str:
    return f"{span.first}年" if span.single else f"{span.first}—{span.last}年"


def _line(side: Side, mark: dict[int, str]) -> str:
    assert side.chosen is not None
    one = side.chosen.main[-1]
    return wording.statement(one, side.inquiry.place(one.figure.place_key), mark.get(one.passage.pk, ""))


def _compared(inquiry: Inquiry, sides: Sequence[Side], figures: Sequence[Evidence]) -> Answer:
    passages = absent.passages_of(figures)
    mark = wording.marks(passages)
    text = "；".join(_line(side, mark) for side in sides) + "。"
    text += broad.more(figures, [side.name for side in sides])
    if len({one.last for one in figures}) > 1 and (len(inquiry.scope.years) < 2 or len(inquiry.scope.keys) > 1):
        text += "年份不同，只供参照。"
    if len({one.modality == "target" for one in figures}) > 1:
        text += "其中有目标，有完成数。"
    return inquiry.reply("answered", text, values=wording.values(figures), passages=passages)


def _one_sided(inquiry: Inquiry, sides: Sequence[Side], lacking: Sequence[Side]) -> Answer:
    """Of a side nothing fits: what there is of each, and how that of the one is another thing than that of the other."""
    known = [side.chosen.main[-1] for side in sides if side.chosen]
    near = [one for side in lacking if (one := _nearest(side, known)) is not None and one.key not in {each.key for each in known}]
    names = "、".join(side.name for side in lacking)
    text = f"没有{names}的同口径数据，不能比较。"
    passages = absent.passages_of([*known, *near])
    mark = wording.marks(passages)
    lines = [_line(side, mark) for side in sides if side.chosen]
    lines += [wording.statement(one, inquiry.place(one.figure.place_key), mark.get(one.passage.pk, "")) for one in near]
    if lines:
        text += f"有的是：{'；'.join(lines)}。{broad.why_not([*known, *near])}"
    passages = passages or nearest(inquiry, absent.wanted_words(inquiry))
    return inquiry.reply("absent", text, citations=wording.cited(passages, nearest=True))


def _nearest(side: Side, others: Sequence[Evidence]) -> Evidence | None:
    """Of what a side has of the thing, that which is likest to what the others have."""
    other = others[0] if others else None

    def far(one: Evidence) -> tuple[object, ...]:
        wanted = side.inquiry.question.modality
        return (
            bool(wanted) and (one.modality == "target") != (wanted == "target"),
            not any(span.first <= (one.last or 0) <= span.last for span in side.inquiry.scope.years),
            other is not None and (one.kind, one.figure.unit) != (other.kind, other.figure.unit),
            -(one.last or 0), "|" in one.passage.text, one.figure.pk,
        )  # fmt: skip

    some = [one for one in side.weighed.of_topic if one.value is not None and one.kind != "change"]
    return min(some, key=far, default=None)


def _not_comparable(inquiry: Inquiry, sides: Sequence[Side]) -> Answer:
    figures = [side.chosen.main[-1] for side in sides if side.chosen]
    passages = absent.passages_of(figures)
    lines = "；".join(_line(side, wording.marks(passages)) for side in sides)
    text = f"口径不同，不能比较：{lines}。{broad.why_not(figures)}"
    return inquiry.reply("absent", text, citations=wording.cited(passages, nearest=True))
