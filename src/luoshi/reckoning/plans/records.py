"""A watched plan as records: what `luoshi plan` prints, a line an indicator, and the sheets of its workbook."""

from __future__ import annotations

from typing import Any

from luoshi.reckoning.threads.judging import OUTCOMES
from luoshi.reckoning.threads.thread import Saying

from .figures import amount, figure
from .indicator import STANDINGS, Amendment, Monitoring, PlanIndicator, Row, Step

Sheet = tuple[str, list[str], list[dict[str, Any]]]
"""A sheet's name, its heads and its rows."""


def records(watched: Monitoring) -> list[dict[str, Any]]:
    """A record an indicator: `name`, `nature`, `form`, `base`, `targets`, `path` (a step a year), `amendments`, `monitoring` (a row a year and
    target), `outcomes` (after the last year). Whatever was said has `file`, `start`, `end`, `text`, `value`, `unit`, `bound`, `period`."""
    return [
        {
            "number": one.number, "name": one.name, "indicator": one.code, "nature": one.nature, "form": one.form, "place": one.paper.document.place.name,
            "file": one.paper.key, "start": one.start, "end": one.end, "text": one.text, "base": _said(one.base), "targets": [_said(each) for each in one.targets],
            "path": [_step(each) for each in watched.steps if each.number == one.number],
            "amendments": [_amendment(each) for each in watched.amendments if each.number == one.number],
            "monitoring": [_row(each) for each in watched.rows if each.indicator is one],
            "outcomes": [
                {"outcome": thread.outcome, "gap_said": thread.gap_said, "why": thread.why, "result": _said(thread.result)}
                for indicator, thread in watched.threads if indicator is one
            ],
        }
        for one in watched.indicators
    ]  # fmt: skip


def sheets(watched: Monitoring) -> list[Sheet]:
    """The workbook: 监测表 for the year, 历年, 指标, 年度目标, 调整, and 结果 after the last year."""
    now = [_row_said(each) for each in watched.rows if each.year == watched.year]
    found: list[Sheet] = [
        (f"{watched.year}年监测表", list(_ROW), now),
        ("历年监测", list(_ROW), [_row_said(each) for each in watched.rows]),
        ("规划指标", list(_INDICATOR), [_indicator_said(each) for each in watched.indicators]),
        ("年度目标", list(_STEP), [_step_said(watched, each) for each in watched.steps]),
        ("指标调整", list(_AMENDMENT), [_amendment_said(watched, each) for each in watched.amendments]),
    ]
    if watched.threads:
        rows = [_outcome_said(indicator, thread.promise, OUTCOMES[thread.outcome], thread.gap_said, thread.why, thread.result) for indicator, thread in watched.threads]
        found.append(("期末结果", list(_OUTCOME), rows))
    return found


_ROW = ("序号", "指标", "属性", "年度", "目标", "目标依据", "基期", "最新数", "最新数年度", "最新数出处", "完成比例%", "时间比例%", "进度", "说明")
_INDICATOR = ("序号", "指标", "属性", "形式", "基期年", "基期", "目标", "原文", "文件", "起", "止")
_STEP = ("序号", "指标", "年度", "方式", "数", "说明", "文件", "起", "止")
_AMENDMENT = ("序号", "指标", "原目标", "调整后", "批准机关", "批准日期", "原文", "文件", "起", "止")
_OUTCOME = ("序号", "指标", "属性", "目标", "结果", "结论", "差距", "依据", "文件", "起", "止")
FORMS = {"numeric": "数值", "relative": "与他项比较", "assigned": "上级下达", "direction": "方向", "unset": "未设目标"}


def _row_said(row: Row) -> dict[str, Any]:
    one, latest = row.indicator, row.latest
    why = "调整后目标" if row.amendment else "规划" if row.target else ""
    return dict(zip(_ROW, (
        one.number, one.name, one.nature, row.year, figure(row.target) + _rate(row.target) if row.target else "未设", why, figure(row.base) if row.base else "",
        _latest(latest), latest.period if latest else "", cited(latest) if latest else "", _percent(row.done), _percent(row.elapsed), STANDINGS[row.standing], row.why,
    ), strict=True))  # fmt: skip


def _rate(target: Saying | None) -> str:
    return "（年均）" if target is not None and target.kind == "growth" and "-" in target.period else ""


def _latest(one: Saying | None) -> str:
    if one is None:
        return ""
    return figure(one) + ("（预计）" if one.modality == "estimated" else "") + ("（相加）" if one.derived.startswith("各年") else "")


def cited(one: Saying) -> str:
    """Where a saying stands, with its words: 《title》[start-end]“…”."""
    return f"《{one.paper.document.title or one.paper.key}》[{one.start}-{one.end}]“{' '.join(one.text.split())}”"


def _indicator_said(one: PlanIndicator) -> dict[str, Any]:
    aims = "；".join(figure(each) + _rate(each) + ("（累计）" if each.cumulative and each.kind == "level" else "") for each in one.targets)
    base = one.base
    return dict(zip(_INDICATOR, (
        one.number, one.name, one.nature, FORMS[one.form], base.period if base else "", figure(base) if base else "", aims, " ".join(one.text.split()),
        one.paper.key, one.start, one.end,
    ), strict=True))  # fmt: skip


def _step_said(watched: Monitoring, step: Step) -> dict[str, Any]:
    source = step.source
    return dict(zip(_STEP, (
        step.number, watched.indicators[step.number - 1].name, step.year, step.method, amount(step.low, step.high, step.unit, step.bound), step.said,
        source.paper.key if source else "", source.start if source else None, source.end if source else None,
    ), strict=True))  # fmt: skip


def _amendment_said(watched: Monitoring, one: Amendment) -> dict[str, Any]:
    return dict(zip(_AMENDMENT, (
        one.number, watched.indicators[one.number - 1].name, figure(one.target), figure(one.now), one.body or "原文未说", one.day or "原文未说",
        " ".join(one.now.text.split()), one.now.paper.key, one.start, one.end,
    ), strict=True))  # fmt: skip


def _outcome_said(one: PlanIndicator, target: Saying, outcome: str, gap: str, why: str, result: Saying | None) -> dict[str, Any]:
    return dict(zip(_OUTCOME, (
        one.number, one.name, one.nature, figure(target) + _rate(target), figure(result) if result else "", outcome, gap, why,
        result.paper.key if result else "", result.start if result else None, result.end if result else None,
    ), strict=True))  # fmt: skip


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _said(one: Saying | None) -> dict[str, Any] | None:
    if one is None:
        return None
    value = one.value
    return {
        "file": one.paper.key, "start": one.start, "end": one.end, "text": one.text, "form": one.form, "kind": one.kind,
        "value": list(value) if isinstance(value, tuple) else value, "unit": one.unit, "bound": one.bound, "period": one.period, "modality": one.modality,
        "said": figure(one), "derived": one.derived,
    }  # fmt: skip


def _step(one: Step) -> dict[str, Any]:
    return {
        "year": one.year, "method": one.method, "value": one.low if one.low == one.high else [one.low, one.high], "kind": one.kind, "unit": one.unit,
        "bound": one.bound, "said": one.said, "source": _said(one.source),
    }  # fmt: skip


def _amendment(one: Amendment) -> dict[str, Any]:
    return {
        "from": _said(one.target), "to": _said(one.now), "body": one.body, "day": one.day, "file": one.now.paper.key, "start": one.start, "end": one.end,
        "also": [_said(each) for each in one.also],
    }  # fmt: skip


def _row(one: Row) -> dict[str, Any]:
    return {
        "year": one.year, "target": _said(one.target), "amended": one.amendment is not None, "latest": _said(one.latest), "also": [_said(each) for each in one.also],
        "done": one.done, "elapsed": one.elapsed, "standing": one.standing, "why": one.why,
    }  # fmt: skip
