"""One name for two indicators that are the same thing in one place (一般公共预算收入, 地方一般公共预算收入)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from luoshi.catalogue.indicators import indicators

from .thread import Saying


def one_name(sayings: Sequence[Saying]) -> dict[str, str]:
    """One code for two indicators that are the same thing here: no paper of the place says both (`same_as_in_place`)."""
    by_paper: dict[tuple[str, int], set[str]] = {}
    for saying in sayings:
        by_paper.setdefault((saying.paper.key, saying.paper.document.start), set()).add(saying.thing.indicator)
    apart, names = set(), {}
    for codes in by_paper.values():
        for code in codes - {""}:
            known = indicators().get(code)
            if known and known.same_as_in_place:
                names[code] = min(code, known.same_as_in_place)
                if known.same_as_in_place in codes:
                    apart |= {code, known.same_as_in_place}
    return {code: name for code, name in names.items() if code not in apart}


def named(sayings: Iterable[Saying], names: Mapping[str, str]) -> list[Saying]:
    return [
        replace(one, thing=replace(one.thing, indicator=names[one.thing.indicator])) if one.thing.indicator in names else one
        for one in sayings
    ]  # fmt: skip
