"""Charts as Vega-Lite: each answers one question and is titled with the answer. Pure: figures in, a specification out.

A target is an outline, what was done is solid, an estimate is hatched, and where nothing was said there is a gap with a word in
it: told apart without colour, on a screen, on paper, in grey. `drawing` turns the specification into a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from luoshi.reckoning import Said, Series, Year
from luoshi.web.answers import answer, figure, name_of, number, scale_of
from luoshi.web.drawing import HATCH

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
PLACES = 6
"""Places that one chart compares: more lines cannot be told apart."""
BARS = 20
Specification = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """Whom the chart is drawn for."""

    dark: bool = False
    narrow: bool = False
    """For a phone: fewer years, so that the words keep their size."""

    @property
    def ink(self) -> str:
        return "#dcdad4" if self.dark else "#1f2328"

    @property
    def soft(self) -> str:
        return "#9a9da1" if self.dark else "#5c6166"

    @property
    def line(self) -> str:
        return "#34373c" if self.dark else "#e4e0d8"

    @property
    def fill(self) -> str:
        return "#77b6d6" if self.dark else "#2f6f8f"

    @property
    def width(self) -> int:
        return 300 if self.narrow else 600

    @property
    def years(self) -> int:
        return 5 if self.narrow else 8


def series_chart(series: Series, look: Look = Look()) -> bytes:
    """A series year by year: the target's bar beside the result's."""
    scale, unit = scale_of([series])
    shown, left_out = _latest(series.years, look.years)
    bars = [bar for year in shown for bar in _bars(year, scale)]
    order = [_label(year) for year in shown]
    x = {
        "field": "year", "type": "ordinal", "sort": order, "title": None,
        "axis": {"labelAngle": 0, "ticks": False, "domain": False, "labelPadding": 6}, "scale": {"paddingInner": 0.25},
    }  # fmt: skip
    side = {"field": "side", "type": "nominal", "sort": ["目标", "结果"], "scale": {"domain": ["目标", "结果"], "paddingInner": 0.12}}
    y = {"field": "value", "type": "quantitative", "title": None, "axis": None, "scale": {"zero": True}}
    place = {"x": x, "xOffset": side}
    subtitle = f"空框为目标，实心为实绩，斜纹为预计{f'；单位：{unit}' if unit else ''}{'；较早的年份见表' if left_out else ''}"
    size = 12 if len(shown) < look.years else 11
    layers = [
        _layer("目标", "bar", place | {"y": y}, fill=None, stroke=look.fill, strokeWidth=1.5),
        _layer("完成", "bar", place | {"y": y}, fill=look.fill, stroke=look.fill, strokeWidth=1.5),
        _layer("预计", "bar", place | {"y": y}, fill=HATCH, stroke=look.fill, strokeWidth=1.5),
        _layer("above", "text", place | {"y": y, "text": {"field": "label"}}, dy=-8, color=look.ink, fontSize=size),
        _layer("below", "text", place | {"y": y, "text": {"field": "label"}}, dy=10, color=look.ink, fontSize=size),
        _layer("gap", "text", place | {"y": y, "text": {"field": "label"}}, dy=-8, color=look.soft, fontSize=11),
        {"mark": {"type": "rule", "color": look.soft, "strokeWidth": 1}, "encoding": {"y": {"datum": 0}}},
    ]
    return specification(answer(series), subtitle, bars, layers, look, height=200)


def places_chart(several: Sequence[Series], look: Look = Look(), *, side: Literal["result", "target"] = "result") -> bytes:
    """One indicator in several places: what was done, or failing that expected, or what was meant; a line a place, labelled at its end."""
    several = [series for series in several if any(_of(year, side) for year in series.years)][:PLACES]
    scale, unit = scale_of(several)
    points: list[Specification] = [
        {
            "key": series.place_key, "place": series.place, "year": year.year, "value": _value(said) / scale, "kind": said.modality,
        }
        for series in several
        for year in series.years
        if (said := _of(year, side)) is not None and is_single(year)
    ]  # fmt: skip
    years = sorted({point["year"] for point in points})[-look.years :]
    points = [point | {"run": f"{point['key']} {_run(points, point)}"} for point in points if point["year"] in years]
    ends = [{**point, "label": f"{point['place']} {number(point['value'])}"} for point in _ends(points)]
    x = {
        "field": "year", "type": "quantitative", "title": None, "scale": {"nice": False, "zero": False, "padding": 8},
        "axis": {"format": "d", "values": years[:: max(1, len(years) - 1)] if look.narrow else years, "grid": False, "ticks": False, "domainColor": look.soft},
    }  # fmt: skip
    y = {
        "field": "value", "type": "quantitative", "title": None, "scale": {"zero": False, "padding": 14},
        "axis": {"tickCount": 4, "domain": False, "ticks": False, "gridColor": look.line},
    }  # fmt: skip
    place = {"x": x, "y": y, "detail": {"field": "run"}}
    shape = {"field": "key", "type": "nominal", "legend": None}
    hollow = {"condition": {"test": "datum.kind != 'actual'", "value": "transparent"}, "value": look.fill}
    layers = [
        {"mark": {"type": "line", "color": look.fill, "strokeWidth": 1.5}, "encoding": place},
        {"mark": {"type": "point", "size": 60, "stroke": look.fill, "opacity": 1}, "encoding": place | {"shape": shape, "fill": hollow}},
        {
            "data": {"values": _parted(ends, 200)},
            "mark": {"type": "text", "align": "left", "dx": 8, "color": look.ink, "fontSize": 12},
            "encoding": {"x": x, "y": {**y, "field": "at"}, "text": {"field": "label"}},
        },
    ]  # fmt: skip
    points_are = "空心为目标，区间取中间" if side == "target" else "实心为实绩，空心为预计"
    subtitle = f"{points_are}{f'；单位：{unit}' if unit else ''}"
    return specification(_highest(several, ends, unit, side), subtitle, points, layers, look, height=200, room=90 if look.narrow else 150)


def counts_chart(title: str, counts: Sequence[tuple[str, int]], look: Look = Look()) -> bytes:
    """How many there are of each, the most first."""
    bars = [{"name": name, "count": count} for name, count in counts[:BARS]]
    y = {
        "field": "name", "type": "nominal", "sort": [bar["name"] for bar in bars], "title": None,
        "axis": {"ticks": False, "domain": False, "labelLimit": 200, "labelPadding": 8},
    }  # fmt: skip
    x = {"field": "count", "type": "quantitative", "axis": None}
    layers = [
        {"mark": {"type": "bar", "fill": look.fill, "height": 14}, "encoding": {"x": x, "y": y}},
        {
            "mark": {"type": "text", "align": "left", "dx": 4, "color": look.ink, "fontSize": 12},
            "encoding": {"x": x, "y": y, "text": {"field": "count", "type": "quantitative", "format": ","}},
        },
    ]  # fmt: skip
    return specification(title, "", bars, layers, look, height=22 * max(len(bars), 1), room=150)


def specification(
    title: str, subtitle: str, values: Sequence[Any], layers: Sequence[Any], look: Look, *, height: int, room: int = 0, before: int = 0
) -> bytes:
    """The specification as it is drawn: `room` is what labels need beside the plot, `before` what they need before it."""
    letters = 20 if look.narrow else 44
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "usermeta": {"ink": look.fill},
        "width": look.width - room - before,
        "height": height,
        "padding": {"left": 4, "right": room or 4, "top": 4, "bottom": 4},
        "autosize": {"type": "pad"},
        "background": "transparent",
        "title": {
            "text": _lines(title, letters), "subtitle": _lines(subtitle, letters + 6) if subtitle else "", "anchor": "start",
            "fontSize": 15, "fontWeight": 600, "color": look.ink, "subtitleColor": look.soft, "subtitleFontSize": 12, "offset": 14,
            "lineHeight": 20, "subtitleLineHeight": 17,
        },
        "data": {"values": list(values)},
        "layer": list(layers),
        "config": {
            "font": FONT, "view": {"stroke": None}, "axis": {"labelColor": look.ink, "labelFontSize": 12},
            "bar": {"strokeJoin": "miter"},
        },
    }  # fmt: skip
    return orjson.dumps(whole)


def _lines(words: str, letters: int) -> list[str]:
    """The words cut into lines of so many letters, rather after a colon or a semicolon than elsewhere."""
    if len(words) <= letters:
        return [words]
    at = max(words.rfind(mark, 0, letters) for mark in "：；") + 1
    return [words[: at or letters], *_lines(words[at or letters :], letters)]


def _layer(style: str, mark: str, encoding: Specification, **look: Any) -> Specification:
    """The bars or words of one style."""
    test = {"field": "style", "equal": style}
    return {"transform": [{"filter": test}], "mark": {"type": mark, **look}, "encoding": encoding}


def is_single(year: Year) -> bool:
    """Whether it is one year, and not the last of a longer period."""
    return year.period == str(year.year)


def _latest(years: Sequence[Year], most: int) -> tuple[list[Year], bool]:
    """The last years with those nothing was said of between them, and whether earlier ones were left out.

    Of periods longer than a year only targets are shown: a result of five years stands beside no year's.
    """
    years = [year for year in years if is_single(year) or year.targets]
    known = {year.year for year in years if is_single(year)}
    between = set(range(min(known), max(known) + 1)) - known if known else set()
    every = [*years, *(Year(year, str(year), (), (), ()) for year in between)]
    every.sort(key=lambda year: (year.year, year.period))
    shown = every[-most:]
    while shown and not (shown[0].targets or shown[0].result):
        shown = shown[1:]
    return shown, len(shown) < len(every)


def _label(year: Year) -> str:
    return year.period.replace("-", "–") or str(year.year)


def _bars(year: Year, scale: float) -> list[Specification]:
    """The two bars of a year and what stands over them."""
    result = year.result
    style = "预计" if result is not None and result.modality == "estimated" else "完成"
    found = []
    for side, said, drawn in (("目标", year.target, "目标"), ("结果", result, style)):
        where = {"year": _label(year), "side": side}
        if said is None:
            word = "未见" if year.targets or year.result else "缺" if side == "目标" else ""
            found.append({**where, "value": 0, "style": "gap", "label": word})
            continue
        value = _value(said) / scale
        found.append({**where, "value": value, "style": drawn})
        found.append({**where, "value": value, "style": "below" if value < 0 else "above", "label": figure(said, scale)})
    return found


def _value(said: Said) -> float:
    """Where a figure stands on the scale: of a range, the middle."""
    value = said.value or 0.0
    return value if said.value_high is None else (value + said.value_high) / 2


def _run(points: Sequence[Specification], point: Specification) -> int:
    """The first of the unbroken years up to this point: a line does not run on over years nothing was said of."""
    there = {each["year"] for each in points if each["key"] == point["key"]}
    year: int = point["year"]
    while year - 1 in there:
        year -= 1
    return year


def _ends(points: Sequence[Specification]) -> list[Specification]:
    last: dict[str, Specification] = {}
    for point in sorted(points, key=lambda point: point["year"]):
        last[point["key"]] = point
    return sorted(last.values(), key=lambda point: -point["value"])


def _parted(ends: Sequence[Specification], height: int) -> list[Specification]:
    """The labels at the ends of the lines, moved apart where they would lie on each other."""
    if not ends:
        return []
    values = [end["value"] for end in ends]
    step = ((max(values) - min(values)) or abs(values[0]) or 1) * 16 / height
    placed: list[Specification] = []
    for end in ends:
        at = end["value"] if not placed else min(end["value"], placed[-1]["at"] - step)
        placed.append({**end, "at": at})
    return placed


def _of(year: Year, side: str) -> Said | None:
    return year.target if side == "target" else year.result


def _highest(several: Sequence[Series], ends: Sequence[Specification], unit: str, side: str) -> str:
    word = "目标" if side == "target" else "结果"
    name = name_of(several[0]) if several else ""
    if not ends:
        return f"{name}：没有可比的{word}"
    latest = max(end["year"] for end in ends)
    there = [end for end in ends if end["year"] == latest]
    if len(there) < 2 or there[0]["value"] == there[1]["value"]:
        return f"{name}：{len(several)} 个地区的{word}"
    return f"{name}：{latest}年{there[0]['place']}{'目标' if side == 'target' else ''}最高，{number(there[0]['value'])}{unit}"
