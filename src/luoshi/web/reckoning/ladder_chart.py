"""A ladder drawn: each place's target as a point, with a line where the target above it stands. Pure."""

from __future__ import annotations

from luoshi.reckoning.plans.figures import figure
from luoshi.reckoning.ratchet import SHARES, Ratchet, Rung, key_of
from luoshi.web.charts import Look, Specification, specification
from luoshi.web.reckoning.ladder_rows import COMPARED, DEPTHS, name_of, stand_of, upper_of

MOST = 40
"""Places that one chart shows, the upper levels first; the table has them all."""
LONGEST = 12
"""Characters of a name."""
NAMES = 12 * LONGEST + 10
"""What the names take up beside the points."""
_SHAPES = {"加码": "triangle-up", "高于上级": "triangle-up", "持平": "square", "低于上级": "triangle-down", "宽于上级": "triangle-down", "不比": "circle", "": "circle"}


def ladder_chart(ladder: Ratchet, look: Look) -> bytes | None:
    """The specification; None where there are not two targets to draw, or where they are amounts, which grow with the place."""
    drawn = _drawn(ladder)
    if not drawn:
        return None
    rungs = {key_of(each.place): each for each in ladder.rungs}
    points = [_point(n, rung, upper_of(rung, rungs)) for n, rung in enumerate(_kept(drawn))]
    before, room = 0 if look.narrow else NAMES, 110
    step = 38 if look.narrow else 26
    y: Specification = {"field": "row", "type": "nominal", "sort": [each["row"] for each in points], "title": None, "axis": None, "scale": {"padding": 0.5}}
    if not look.narrow:
        names = {"labelLimit": NAMES, "labelExpr": "slice(datum.value, 4)", "labelAlign": "left", "labelPadding": NAMES - 10}
        y["axis"] = {"ticks": False, "domain": False, **names}
    x: Specification = {
        "field": "low", "type": "quantitative", "title": None, "scale": {"zero": False, "padding": 12},
        "axis": {"tickCount": 4, "grid": True, "gridColor": look.line, "domain": False, "ticks": False, "labelColor": look.soft},
    }  # fmt: skip
    down = {"yOffset": 8} if look.narrow else {}
    words = list(_SHAPES)
    shape = {"field": "word", "type": "nominal", "legend": None, "scale": {"domain": words, "range": list(_SHAPES.values())}}
    solid = {"condition": {"test": "datum.word === '加码'", "value": look.fill}, "value": "transparent"}
    layers: list[Specification] = [
        {"transform": [{"filter": "datum.high > datum.low"}], "mark": {"type": "rule", "color": look.fill, "strokeWidth": 3, **down},
         "encoding": {"x": x, "x2": {"field": "high"}, "y": y}},
        {"transform": [{"filter": "isValid(datum.above)"}], "mark": {"type": "tick", "color": look.soft, "thickness": 2, "size": 18, **down},
         "encoding": {"x": x | {"field": "above"}, "y": y}},
        {"mark": {"type": "point", "size": 70, "stroke": look.fill, "strokeWidth": 1.5, "opacity": 1, **down},
         "encoding": {"x": x, "y": y, "shape": shape, "fill": solid}},
        {"mark": {"type": "text", "align": "left", "dx": 9, "color": look.ink, "fontSize": 12, **down},
         "encoding": {"x": x | {"field": "high"}, "y": y, "text": {"field": "label"}}},
    ]  # fmt: skip
    if look.narrow:
        name = {"type": "text", "align": "left", "x": 0, "dy": -8, "color": look.ink, "fontSize": 12}
        layers.append({"encoding": {"y": y, "text": {"field": "name"}}, "mark": name})
    return specification(title_of(ladder), _key(ladder, len(drawn)), points, layers, look, height=step * len(points) + step, room=room, before=before)


def title_of(ladder: Ratchet) -> str:
    """What the chart shows, in words; empty where there is nothing to draw."""
    if not _drawn(ladder):
        return ""
    stands = [word for rung in ladder.rungs if (word := stand_of(rung)) in COMPARED]
    told = "，".join(f"{number}个{word}" for word in COMPARED if (number := stands.count(word)))
    return f"{ladder.year}年{name_of(ladder)}目标：{f'{len(stands)}个地区有上级可比，{told}' if stands else '没有上级可比的'}"


def _drawn(ladder: Ratchet) -> list[Rung]:
    if ladder.unit not in SHARES:
        return []
    found = [each for each in ladder.rungs if each.target is not None and each.target.form == "numeric" and each.target.low is not None]
    return found if len(found) > 1 else []


def _kept(drawn: list[Rung]) -> list[Rung]:
    """In their own order; where there are too many, the upper levels."""
    first = sorted(range(len(drawn)), key=lambda n: (DEPTHS.get(drawn[n].place.level, 5), n))[:MOST]
    return [drawn[n] for n in sorted(first)]


def _point(n: int, rung: Rung, upper: Rung | None) -> Specification:
    """Names may be alike, so that each has its number before it."""
    target = rung.target
    assert target is not None, "only targets are drawn"
    word = stand_of(rung)
    above = upper.target.low if rung.gap is not None and upper is not None and upper.target is not None else None
    name = rung.place.name if len(rung.place.name) <= LONGEST else f"{rung.place.name[: LONGEST - 1]}…"
    low, high = target.low or 0, target.high or 0
    return {
        "row": f"{n:03} {name}", "name": name, "low": low, "high": high, "above": above, "word": word,
        "label": f"{figure(target)} {word}" if word in COMPARED else figure(target),
    }  # fmt: skip


def _key(ladder: Ratchet, drawn: int) -> str:
    unit = f"单位：{ladder.unit}"
    return f"实心三角为加码，短竖线为可比的上级目标；{unit}{'；其余见表' if drawn > MOST else ''}"
