"""Comparing places in a whole field (谁的工业目标高): only by an indicator that both have; else why their figures cannot be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from luoshi.asking import absent, wording
from luoshi.asking.answer import Answer
from luoshi.asking.evidence import Evidence
from luoshi.asking.fitting import counted_alike
from luoshi.asking.gathering import spoken_of
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.passages import nearest
from luoshi.asking.sides import of_places
from luoshi.asking.topic import Topic, holds
from luoshi.catalogue.indicators import indicators

_LEAST = 3
"""Indicators that have a word in their names, where the word is a field rather than a thing that is counted."""


@lru_cache(maxsize=256)
def _in_names(word: str) -> int:
    return sum(any(word in name for name in known.all_names) for known in indicators())


def is_field(topic: Topic) -> bool:
    """Whether the topic is a field with several indicators of its own (工业, 投资) rather than a thing one figure is of."""
    return not topic.indicator and len(topic.words) == 1 and 1 < len(topic.words[0]) < 4 and _in_names(topic.words[0]) >= _LEAST


def answer(inquiry: Inquiry) -> Answer:
    """The comparison by the one indicator of the field that all the places have for the same year; else what each has, and why not."""
    asked = of_places(inquiry)
    pools = [_of_field(one) for one, _ in asked]
    shared = _shared([[one for one in pool if _fits(one, side)] for (side, _), pool in zip(asked, pools, strict=True)])
    if len(shared) == 1:
        return _compared(inquiry, shared[0])
    lacking = [inquiry.place(one.keys[0]) for (one, _), pool in zip(asked, pools, strict=True) if not pool]
    lacking += list(inquiry.scope.foreign)
    what = f"“{inquiry.topic.words[0]}”不是一项指标"
    figures = [figure for group in shared[:2] for figure in group] or [_likest(one, pool) for (one, _), pool in zip(asked, pools, strict=True) if pool]
    passages = absent.passages_of(figures)
    mark = wording.marks(passages)
    lines = "；".join(wording.statement(one, inquiry.place(one.figure.place_key), mark.get(one.passage.pk, "")) for one in figures)
    if len(shared) > 1:
        text = f"{what}，请写明比哪一项。有的是：{lines}。"
    elif lacking:
        text = f"{what}，没有{'、'.join(lacking)}这方面的数据，不能比较。{f'有的是：{lines}。' if lines else ''}"
    else:
        text = f"{what}，这些地区没有同一项指标、同一年份的数据，不能比较。最接近的是：{lines}。{why_not(figures)}"
    passages = passages or nearest(inquiry, absent.wanted_words(inquiry))
    return inquiry.reply("absent", text, citations=wording.cited(passages, nearest=True))


def why_not(figures: Sequence[Evidence]) -> str:
    """In what the figures of two sides differ, so that neither is more than the other; empty where in nothing."""
    if len(figures) < 2:
        return ""
    one, other = figures[0], figures[-1]
    why = []
    if one.kind != other.kind:
        sorts = {"growth": "增速", "level": "数额", "multiple": "倍数", "rank": "位次", "change": "增减数"}
        why.append(f"一个是{sorts[one.kind]}，一个是{sorts[other.kind]}")
    elif not counted_alike(one.figure.unit, other.figure.unit):
        why.append("单位不同")
    if (one.modality == "target") != (other.modality == "target"):
        why.append("一个是目标，一个是完成数")
    if one.indicator != other.indicator or (not one.indicator and one.subject != other.subject):
        why.append("说的不是同一项指标")
    if (one.first, one.last) != (other.first, other.last):
        why.append("年份不同")
    return f"两者不可比：{'；'.join(why)}。" if why else ""


def more(figures: Sequence[Evidence], names: Sequence[str]) -> str:
    """Which is more, in a sentence; with a word of caution where the lesser is only said to be above its number."""
    ordered = sorted(zip(figures, names, strict=True), key=lambda pair: pair[0].value or 0, reverse=True)
    (top, first), (next_, second) = ordered[0], ordered[1]
    if top.value == next_.value:
        return "两者相同。" if top.figure.bound == next_.figure.bound else "写明的数相同。"
    word = "多" if top.kind == "level" and top.figure.unit != "%" else "高"
    text = f"{first}的更{word}。"
    if len(ordered) == 2 and next_.figure.bound == "ge" and top.figure.bound != "ge":
        text = f"按写明的数，{text}{second}的只是下限。"
    return text


def _of_field(one: Inquiry) -> list[Evidence]:
    """The place's figures whose own clause has the word."""
    word = one.topic.words[0] if one.topic.words else ""
    some = [each for each in spoken_of(one.topic, one.person, one.keys) if each.value is not None and each.kind in ("growth", "level")]
    return [each for each in some if holds(f"{each.subject}|{each.before}", word) and not each.changed]


def _fits(one: Evidence, inquiry: Inquiry) -> bool:
    wanted, spans = inquiry.question.modality, inquiry.scope.years
    if wanted in ("target", "done") and (one.modality == "target") != (wanted == "target"):
        return False
    if inquiry.question.aspect in ("growth", "level") and one.kind != inquiry.question.aspect:
        return False
    return not spans or any(span.first <= (one.last or 0) <= span.last for span in spans)


def _shared(pools: Sequence[Sequence[Evidence]]) -> list[list[Evidence]]:
    """The figures of one indicator, year, kind and firmness that every place has exactly one of."""
    by_sort: dict[tuple[object, ...], dict[int, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for at, pool in enumerate(pools):
        for one in pool:
            if one.indicator:
                by_sort[one.indicator, one.kind, one.figure.unit, one.first, one.last, one.modality == "target"][at].append(one)
    found = []
    for rows in by_sort.values():
        if len(rows) == len(pools) > 1 and all(len({one.value for one in some}) == 1 for some in rows.values()):
            found.append([some[0] for some in rows.values()])
    return found


def _likest(inquiry: Inquiry, pool: Sequence[Evidence]) -> Evidence:
    """The figure of a pool that comes nearest to what is asked: of that firmness and year, of an indicator, of the headline targets."""
    return min(
        pool,
        key=lambda one: (
            not _fits(one, inquiry), bool(inquiry.question.modality) and (one.modality == "target") != (inquiry.question.modality == "target"),
            one.passage.role != "goal", not one.indicator, -(one.last or 0), one.figure.pk,
        ),
    )  # fmt: skip


def _compared(inquiry: Inquiry, figures: Sequence[Evidence]) -> Answer:
    passages = absent.passages_of(figures)
    mark = wording.marks(passages)
    text = "；".join(wording.statement(one, inquiry.place(one.figure.place_key), mark.get(one.passage.pk, "")) for one in figures) + "。"
    text += more(figures, [inquiry.place(one.figure.place_key) for one in figures])
    return inquiry.reply("answered", text, values=wording.values(figures), passages=passages)
