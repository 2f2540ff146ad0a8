"""The same thing asked for less firmly, or more, than the year before: 确保 › 力争, 以上 › 左右, a number › words, and the figure itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.reckoned import acts
from luoshi.catalogue.units import amount_said
from luoshi.reckoning.threads.thread import Saying

from .finding import KINDS, Finding, Kind, Spot, named, quoted
from .firmness import FORMS, bound_step, firmness_step
from .same_thing import side_by_side
from .years import Years


def changed_wording(papers: Years) -> Iterator[Finding]:
    """A finding for each promise whose words or figure ask for less or more than the next year's of the same thing."""
    for year, one, other in side_by_side(papers):
        steps = [(way, step, said) for way, step, said in _steps(one, other) if step]
        if not steps:
            continue
        spots = Spot(one.paper, one.start, one.end, year, one), Spot(other.paper, other.start, other.end, year + 1, other)
        kind = _kind([(way, step) for way, step, _ in steps])
        words = "，".join(said for _, _, said in steps)
        yield Finding(
            kind, one.paper.document.place.name, named(one), one.thing.indicator, spots,
            f"{named(one)}：{quoted(spots[0])}，{quoted(spots[1])}；{words}，{KINDS[kind]}。",
            tuple(f"{'-' if step < 0 else '+'}{way}" for way, step, _ in steps),
        )  # fmt: skip


def _steps(one: Saying, other: Saying) -> Iterator[tuple[str, int, str]]:
    yield ("firmness", *firmness_step(one, other))
    if one.form == "numeric" and other.form == "numeric":
        yield ("bound", *bound_step(one, other))
        yield ("value", *value_step(one, other))
    elif "numeric" in (one.form, other.form):
        step = -1 if one.form == "numeric" else 1
        said = f"不再设数值（{FORMS[other.form]}）" if step < 0 else f"由{FORMS[one.form]}改为设数值"
        yield "number", step, said


def value_step(one: Saying, other: Saying) -> tuple[int, str]:
    """Below 0 where the second figure asks for less. 0 where the two are one figure or it is not known which side is good."""
    if one.low is None or other.low is None or one.high is None or other.high is None:
        return 0, ""
    before, after = (one.low + one.high) / 2, (other.low + other.high) / 2
    good = good_side(one, other)
    if before == after or not good:
        return 0, ""
    step = (1 if after > before else -1) * (1 if good == "more" else -1)
    return step, f"数值由{said(one)}改为{said(other)}"


def good_side(one: Saying, other: Saying) -> str:
    """`more` or `less`; empty where neither the catalogue nor the words say which is good, or the good is a band."""
    if (one.low or 0) < 0 or (other.low or 0) < 0:
        return "less"  # a promised fall: the further the better
    known = indicators().get(one.thing.indicator) if one.thing.indicator else None
    if known is not None:
        if one.kind in ("growth", "change") and known.good == "less" and known.form == "level":
            return ""
        return "" if known.good == "band" else known.good
    if "le" in (one.bound, other.bound):
        return "less"
    return "more" if one.thing.act in acts().flows or one.thing.act == "do" or "ge" in (one.bound, other.bound) else ""


def said(one: Saying) -> str:
    """A promise's figure in words: 8%, 48亿元, 9000人."""
    ends = [amount_said(Decimal(str(end)), one.unit) for end in dict.fromkeys((one.low, one.high)) if end is not None]
    return "—".join(ends)


def _kind(steps: list[tuple[str, int]]) -> Kind:
    wording = {step > 0 for way, step in steps if way != "value"}
    value = {step > 0 for way, step in steps if way == "value"}
    if not wording:
        return "raised" if True in value else "lowered"
    if len(wording | value) > 1:
        return "mixed"
    return "hardened" if True in wording else "softened"
