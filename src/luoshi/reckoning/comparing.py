"""One indicator across places and years. Ranks are given only among figures that can be held against one another; what is missing is missing.

Alike are figures of one kind and unit, of one year, and all done, all expected or all meant. Of several a place gave for a year the last
stands, and that they differ is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from luoshi.reading.facts import Modality

from .series import Said, Series, Year

_ELSE: dict[str, tuple[str, ...]] = {"actual": ("estimated",), "estimated": ("actual",), "target": ()}
"""What is shown, without a rank, where a place has no figure of the modality asked for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one place says of one year."""

    year: int
    said: Said | None
    """None where nothing is said of it: missing, which is not zero."""
    rank: int | None
    """From 1, equal figures alike; None where it cannot be ranked: see `why`."""
    among: int
    """How many are ranked with it."""
    why: str
    """Why it has no rank, in Chinese; empty where it has one."""
    differing: tuple[Said, ...]
    """Other figures of the same year and modality that say otherwise."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place's line."""

    place_key: str
    series: Series | None
    """None where nothing of this kind and unit is said in the place."""
    cells: tuple[Cell, ...]


def compare(several: Iterable[Series], places: Sequence[str], years: Sequence[int], modality: Modality) -> tuple[Row, ...]:
    """A row for each place, in their order, with a cell for each year. Raises ValueError for series of several kinds, units or things."""
    by_place = {each.place_key: each for each in several}
    if len({(each.thing, each.kind, each.unit) for each in by_place.values()}) > 1:
        raise ValueError("only series of one thing, kind and unit are compared")
    told = {
        key: {year.year: year for year in by_place[key].years if year.period == str(year.year)} if key in by_place else {} for key in places
    }  # fmt: skip
    good = next((each.good for each in by_place.values()), "")
    columns = {year: _column({key: told[key].get(year) for key in told}, year, modality, good) for year in years}
    return tuple(Row(key, by_place.get(key), tuple(columns[year][key] for year in years)) for key in told)


def lowest_first(good: str) -> bool:
    """Whether the first rank is the lowest figure's."""
    return good == "less"


def _column(of_place: Mapping[str, Year | None], year: int, modality: Modality, good: str) -> dict[str, Cell]:
    shown = {key: _shown(one, modality) for key, one in of_place.items()}
    why = {key: _why_not(said[-1] if said else None, modality) for key, said in shown.items()}
    values = {key: said[-1].value or 0.0 for key, said in shown.items() if said and not why[key]}
    return {
        key: Cell(
            year, said[-1] if said else None, _rank(values, key, good) if len(values) > 1 else None, len(values),
            why[key] or ("" if len(values) > 1 else "只有这一个地区有数"), _differing(said),
        )
        for key, said in shown.items()
    }  # fmt: skip


def _shown(year: Year | None, modality: str) -> tuple[Said, ...]:
    if year is None:
        return ()
    of = {"actual": year.actuals, "estimated": year.estimates, "target": year.targets}
    return next((of[each] for each in (modality, *_ELSE[modality]) if of[each]), ())


def _why_not(said: Said | None, modality: str) -> str:
    """Why a figure has no rank: it is of another modality, or it names no one value."""
    if said is None:
        return "缺"
    if said.modality != modality:
        return "口径不同"
    if modality != "target" and said.value_high is not None:
        return "是区间"
    if modality != "target" and said.bound in ("ge", "le"):
        return "只说界限"
    return ""


def _rank(values: Mapping[str, float], key: str, good: str) -> int | None:
    if key not in values:
        return None
    mine = values[key]
    return 1 + sum(other < mine if lowest_first(good) else other > mine for other in values.values())


def _differing(said: Sequence[Said]) -> tuple[Said, ...]:
    return tuple(one for one in said[:-1] if (one.value, one.value_high) != (said[-1].value, said[-1].value_high))
