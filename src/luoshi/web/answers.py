"""What a series says in a few words: the title of its chart. Pure, and careful: nothing is said that the figures do not show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from luoshi.catalogue.indicators import indicators
from luoshi.reckoning import Said, Series

_OF_KIND = {"growth": "增速", "change": "增减", "multiple": "倍数", "rank": "位次"}
_SIGNS = {"ge": "≥", "le": "≤", "approx": "约"}
_SCALES = ((1e8, "亿"), (1e4, "万"))
Point = tuple[int, Said]
"""A year and what was said of it."""


def name_of(series: Series) -> str:
    """The indicator with what of it is meant (地区生产总值增速)."""
    known = indicators().get(series.thing)
    if known is not None and known.form in ("growth", "decline"):
        return series.name
    ending = _OF_KIND.get(series.kind, "")
    return series.name if series.name.endswith(ending) else f"{series.name}{ending}"


def answer(series: Series) -> str:
    """What the series says: how the targets of late years went, else the results, else the one figure there is."""
    return f"{name_of(series)}：{_course(series)}"


def _course(series: Series) -> str:
    scale, unit = scale_of([series])
    targets = _of_single_years([(year.year, year.target, year.period) for year in series.years])
    results = _of_single_years([(year.year, year.result, year.period) for year in series.years])
    if len(run := _latest_run(targets)) > 1:
        return f"目标{_trend(run, '上调', '下调')}"
    if len(run := _latest_run(results)) > 1:
        return _trend(run, "上升", "下降")
    if results:
        year, result = results[-1]
        return f"{year}年{'预计' if result.modality == 'estimated' else '完成'}{figure(result, scale)}{unit}"
    said = series.said[-1]
    verb = {"target": "目标", "estimated": "预计"}.get(said.modality, "完成")
    return f"{said.period}年{verb}{figure(said, scale)}{unit}"


def _of_single_years(points: Sequence[tuple[int, Said | None, str]]) -> list[Point]:
    return [(year, said) for year, said, period in points if said is not None and period == str(year)]


def _latest_run(points: Sequence[Point]) -> list[Point]:
    """The last points whose years follow one another."""
    run = list(points[-1:])
    for point in reversed(points[:-1]):
        if point[0] != run[0][0] - 1:
            break
        run.insert(0, point)
    return run


def _trend(run: Sequence[Point], up: str, down: str) -> str:
    """How the last step went, and whether those before it went the same way."""
    steps = [_step(before[1], after[1]) for before, after in pairwise(run)]
    alike = len(steps) > 1 and steps[-2] == steps[-1]
    always = len(set(steps)) == 1
    year = run[-1][0]
    if steps[-1] is None:
        return f"{year}年与上年不好比"
    if steps[-1] == 0:
        return "连年未变" if alike and always else f"{year}年与上年持平"
    way = up if steps[-1] > 0 else down
    return f"连年{way}" if alike else f"{year}年比上年{way}"


def _step(before: Said, after: Said) -> int | None:
    """1 up, -1 down, 0 the same; None where two ranges lie across each other, or more than the number changed."""
    ends = [(before.value, after.value), (before.value_high or before.value, after.value_high or after.value)]
    signs = {(new > old) - (new < old) for old, new in ends if old is not None and new is not None}
    if not signs or {1, -1} <= signs:
        return None
    return max(signs, key=abs)


def scale_of(several: Sequence[Series]) -> tuple[float, str]:
    """What the values are divided by and the unit they then have (1e8, 亿元)."""
    units = {series.unit for series in several}
    unit = units.pop() if len(units) == 1 else ""
    largest = max((abs(said.value or 0) for series in several for said in series.said), default=0)
    for scale, word in _SCALES:
        if largest >= scale and unit and unit not in ("%", "百分点"):
            return scale, f"{word}{unit}"
    return 1, unit


def figure(said: Said, scale: float) -> str:
    """The value, scaled, with the sign of its bound: ≥6, 约745, 5–6."""
    value = number((said.value or 0) / scale)
    if said.value_high is not None:
        return f"{value}–{number(said.value_high / scale)}"
    return f"{_SIGNS.get(said.bound, '')}{value}"


def number(value: float) -> str:
    """A number with no more places than it needs."""
    places = 2 if abs(value) < 100 else 1 if abs(value) < 10_000 else 0
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
