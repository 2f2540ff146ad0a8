"""A plan's progress drawn: for each target the share of the way as a bar, with a line where the time stands. Pure."""

from __future__ import annotations

from luoshi.reckoning.plans import Monitoring, Row
from luoshi.reckoning.plans.indicator import STANDINGS
from luoshi.web.charts import Look, Specification, specification
from luoshi.web.drawing import HATCH
from luoshi.web.reckoning.plan_rows import WIDEST, share

MOST = 40
"""Targets that one chart shows; the table has them all."""
LONGEST = 18
"""Characters of a name."""
NAMES = 12 * LONGEST + 10
"""What the names take up beside the bars."""


def plan_chart(watched: Monitoring, look: Look) -> bytes | None:
    """The specification; None where no share can be told."""
    rows = _rows(watched)
    if not rows:
        return None
    room, before = 60, 0 if look.narrow else NAMES
    bars = [_bar(n, row, (look.width - room - before) / WIDEST) for n, row in enumerate(rows[:MOST])]
    step = 40 if look.narrow else 26
    order = [bar["row"] for bar in bars]
    y: Specification = {"field": "row", "type": "nominal", "sort": order, "title": None, "axis": None, "scale": {"paddingInner": 0, "paddingOuter": 0}}
    if not look.narrow:
        y["axis"] = {"ticks": False, "domain": False, "labelLimit": NAMES, "labelPadding": 8, "labelExpr": "slice(datum.value, 4)"}
    x: Specification = {"field": "done", "type": "quantitative", "scale": {"domain": [0, WIDEST], "nice": False}, "axis": None}
    down = {"yOffset": 8} if look.narrow else {}
    place = {"x": x, "y": y}
    layers: list[Specification] = [
        {"transform": [{"filter": {"field": "style", "equal": style}}], "encoding": place,
         "mark": {"type": "bar", "height": 12, "fill": fill, "stroke": look.fill, "strokeWidth": 1.5, **down}}
        for style, fill in (("实绩", look.fill), ("预计", HATCH))
    ]  # fmt: skip
    line = {"type": "tick", "size": 20 if look.narrow else step, **down}  # on a phone the names stand between the bars
    layers += [
        {"encoding": {"x": x | {"field": "time"}, "y": y}, "mark": {**line, "color": look.ink, "thickness": 2}},
        {"encoding": {"x": x | {"field": "goal"}, "y": y}, "mark": {**line, "color": look.soft, "thickness": 1}},
        {"encoding": place | {"text": {"field": "label"}, "x": x | {"field": "at"}},
         "mark": {"type": "text", "align": "left", "dx": 6, "color": look.ink, "fontSize": 12, **down}},
    ]  # fmt: skip
    if look.narrow:
        layers.append({"encoding": {"y": y, "text": {"field": "name"}}, "mark": {"type": "text", "align": "left", "x": 0, "dy": -8, "color": look.ink, "fontSize": 12}})
    return specification(title_of(watched), _key(rows), bars, layers, look, height=step * len(bars), room=room, before=before)


def title_of(watched: Monitoring) -> str:
    """What the chart shows, in words; empty where there is nothing to draw."""
    rows = _rows(watched)
    counts = [(word, number) for standing, word in STANDINGS.items() if (number := sum(row.standing == standing for row in rows))]
    told = "，".join(f"{number}个{word}" for word, number in counts)
    return f"到{watched.year}年的进度：{told}" if rows else ""


def _rows(watched: Monitoring) -> list[Row]:
    return [row for row in watched.rows if row.year == watched.year and row.done is not None]


def _bar(n: int, row: Row, across: float) -> Specification:
    """Where a row stands; names may be alike, so that each has its number before it. The figure stands behind the bar, or behind the line
    that would run through it; `across` is how wide a hundredth is."""
    assert row.done is not None, "only what has a share is drawn"
    label = share(row.done) if row.standing == "ahead" else f"{share(row.done)} {STANDINGS[row.standing][:2]}"
    room = (sum(7 if sign.isascii() else 12 for sign in label) + 8) / across
    done, time = max(0.0, min(row.done * 100, WIDEST)), row.elapsed * 100
    at = done
    for line in sorted((time, 100)):
        at = line if at <= line < at + room else at
    style = "预计" if row.latest is not None and row.latest.modality == "estimated" else "实绩"
    name = row.name if len(row.name) <= LONGEST else f"{row.name[: LONGEST - 1]}…"
    return {
        "row": f"{n:03} {name}", "name": name, "done": round(done, 2), "time": round(time, 2), "goal": 100, "at": round(at, 2), "style": style, "label": label,
    }  # fmt: skip


def _key(rows: list[Row]) -> str:
    times = dict.fromkeys(share(row.elapsed) for row in rows)
    time = f"竖线为时间比例{next(iter(times)) if len(times) == 1 else ''}"
    estimated = any(row.latest is not None and row.latest.modality == "estimated" for row in rows)
    left_out = "；其余见表" if len(rows) > MOST else ""
    return f"横条为完成比例{'（斜纹为预计）' if estimated else ''}；粗{time}；细竖线为目标{left_out}"
