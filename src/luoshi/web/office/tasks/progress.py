"""How far a task has come: the values of its reports against the plan's nodes and the target, and the picture of it. Like with like only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from luoshi.catalogue.units import amount_of
from luoshi.delivering.clocks.periods import period
from luoshi.delivering.clocks.promise import Target
from luoshi.delivering.clocks.wording import amount_said, day_said, target_said
from luoshi.delivering.life import plan_of
from luoshi.delivering.lights import target_of
from luoshi.delivering.models import Task
from luoshi.web.charts import FONT, Look
from luoshi.web.drawing import HATCH

_SCALES = (("亿元", Decimal(10) ** 8), ("万元", Decimal(10) ** 4))


@dataclass(frozen=True)
class Progress:
    """Amounts in one unit, `unit`, for people."""

    unit: str
    target: Decimal
    at_most: bool
    points: tuple[tuple[date, str, Decimal, bool], ...]
    """Last day and name of the period, value, whether it was accepted."""
    nodes: tuple[tuple[date, str, Decimal], ...]

    @property
    def latest(self) -> tuple[date, str, Decimal, bool] | None:
        return self.points[-1] if self.points else None

    @property
    def answer(self) -> str:
        """The title: where it stands now."""
        target = target_said(self.target, self.unit, at_most=self.at_most)
        if self.latest is None:
            return f"目标{target}，尚未报数"
        day, _, value, accepted = self.latest
        said = "" if accepted else "（待审）"
        return f"截至{day_said(day)}为{amount_said(value, self.unit)}{said}，目标{target}"

    @property
    def share(self) -> float:
        """How much of the target is reached, in hundredths, for a bar: never more than the whole."""
        if self.latest is None or not self.target:
            return 0.0
        return float(max(Decimal(0), min(Decimal(100), 100 * self.latest[2] / self.target)))

    def chart(self, look: Look) -> bytes:
        """The specification: a bar a period, hatched while it waits, nodes as short lines, the target as a long one."""
        bars: list[dict[str, Any]] = [
            {"day": day.isoformat(), "value": float(value), "style": "完成" if accepted else "待审", "label": amount_said(value)}
            for day, _, value, accepted in self.points
        ]
        nodes: list[dict[str, Any]] = [{"day": day.isoformat(), "value": float(value), "label": amount_said(value)} for day, _, value in self.nodes]
        days = sorted({each["day"] for each in [*bars, *nodes]})
        x: dict[str, Any] = {
            "field": "day", "type": "ordinal", "sort": days, "title": None, "scale": {"domain": days, "paddingInner": 0.3},
            "axis": {"labelAngle": 0, "ticks": False, "domain": False, "labelPadding": 6, "labelExpr": "substring(datum.value, 2, 10)"},
        }  # fmt: skip
        y = {"field": "value", "type": "quantitative", "title": None, "axis": None, "scale": {"zero": True}}
        place = {"x": x, "y": y}
        layers = [
            {"data": {"values": bars}, "transform": [{"filter": f"datum.style == '{style}'"}], "encoding": place,
             "mark": {"type": "bar", "size": 48, "fill": fill, "stroke": look.fill, "strokeWidth": 1.5}}
            for style, fill in (("完成", look.fill), ("待审", HATCH))
        ] + [
            {"data": {"values": nodes}, "encoding": place, "mark": {"type": "tick", "color": look.ink, "thickness": 2, "size": 64}},
            {"data": {"values": nodes}, "encoding": place | {"text": {"field": "label"}}, "mark": {"type": "text", "dy": -9, "color": look.soft, "fontSize": 12}},
            *(_figures(bars, style, place, mark) for style, mark in (
                ("完成", {"color": "#17191c" if look.dark else "#fff", "dy": 10, "baseline": "top"}), ("待审", {"color": look.ink, "dx": 28, "dy": 8, "align": "left"}),
            )),
            {"data": {"values": [{"value": float(self.target)}]}, "encoding": {"y": y}, "mark": {"type": "rule", "color": look.fill, "strokeDash": [5, 4]}},
        ]  # fmt: skip
        whole = {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "usermeta": {"ink": look.fill}, "width": look.width, "height": 150,
            "background": "transparent", "padding": 4,
            "title": {
                "text": self.answer if not look.narrow else _two_lines(self.answer), "anchor": "start", "fontSize": 15, "fontWeight": 600, "color": look.ink, "lineHeight": 20,
                "subtitle": _key(self.unit, look), "subtitleColor": look.soft, "subtitleFontSize": 12, "offset": 16, "subtitleLineHeight": 17, "subtitlePadding": 6,
            },
            "layer": layers,
            "config": {"font": FONT, "view": {"stroke": None}, "axis": {"labelColor": look.ink, "labelFontSize": 11}},
        }  # fmt: skip
        return orjson.dumps(whole)


def progress_of(task: Task, on: date) -> Progress | None:
    """Quick for tasks fetched `with_work`; nothing where no figure was promised, or nothing was planned or told in its unit yet."""
    target = target_of(task)
    if target is None:
        return None
    unit = _shown_in(target)
    scale = amount_of(Decimal(1), unit)[0] or Decimal(1)
    points = []
    for report in sorted(task.reports.all(), key=lambda each: each.period):
        value = _like(report.value, report.unit_of_value, target)
        if value is not None and report.state in ("submitted", "accepted") and not report.untrue:
            span = period(report.period)
            points.append((span.last, span.name, value / scale, report.state == "accepted"))
    plan, nodes = plan_of(task), []
    for node in plan.nodes if plan and plan.state == "accepted" else []:
        value = _like(node.get("value"), node.get("unit") or "", target)
        if value is not None:
            nodes.append((date.fromisoformat(node["on"]), node["what"], value / scale))
    if not points and not nodes:
        return None
    return Progress(unit, target.value / scale, target.at_most, tuple(points), tuple(nodes))


def usual_unit(task: Task) -> str:
    """The unit the task's values are told in: as they were last told, else as the target is best said."""
    last = max((report for report in task.reports.all() if report.unit_of_value), key=lambda report: report.period, default=None)
    target = target_of(task)
    return last.unit_of_value if last is not None else _shown_in(target) if target else ""


def _shown_in(target: Target) -> str:
    if target.unit == "元":
        return next((name for name, scale in _SCALES if abs(target.value) >= scale), "元")
    return target.unit


def _like(value: Any, unit: str, target: Target) -> Decimal | None:
    if value is None:
        return None
    amount, base = amount_of(Decimal(str(value)), unit)
    return amount if base in (target.unit, "") else None


def _figures(bars: list[dict[str, Any]], style: str, place: dict[str, Any], mark: dict[str, Any]) -> dict[str, Any]:
    """The figures of the bars of one style: inside the solid ones, beside the hatched ones."""
    return {
        "data": {"values": bars}, "transform": [{"filter": f"datum.style == '{style}'"}], "encoding": place | {"text": {"field": "label"}},
        "mark": {"type": "text", "fontSize": 12, "fontWeight": 600, **mark},
    }  # fmt: skip


def _two_lines(words: str) -> list[str]:
    at = words.find("，") + 1
    return [words[:at], words[at:]] if at else [words]


def _key(unit: str, look: Look) -> list[str]:
    said = f"实心为已采用，斜纹为待审，短横为方案节点，虚线为目标{f'；单位：{unit}' if unit else ''}"
    return [said] if not look.narrow else [said[:14], said[14:]]
