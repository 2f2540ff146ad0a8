"""A rung of a ladder as a record: what `luoshi ratchet` prints, a line a rung."""

from __future__ import annotations

from typing import Any

from .ratchet import Ratchet, Rung
from .threads.records import plain, said_record

COLUMNS: dict[str, str] = {
    "indicator": "指标", "code": "指标代码", "year": "年度", "kind": "类别", "unit": "单位", "place": "地区", "level": "层级",
    "target_text": "目标原文", "target_value": "目标值", "target_unit": "目标单位", "target_bound": "界限", "above": "可比上级",
    "gap": "比上级（百分点）", "pressed": "加码", "wording": "措辞比上级", "announced": "公布日期", "announced_how": "日期依据",
    "order": "先后", "said": "说明", "target_file": "目标文件", "target_start": "目标起", "target_end": "目标止", "place_code": "行政区划代码",
}  # fmt: skip
"""Columns of the table, with what they are called in Chinese."""
_KINDS = {"level": "总量", "growth": "增速", "change": "百分点增减", "multiple": "倍数", "rank": "位次"}
_LEVELS = {"nation": "国家", "province": "省级", "city": "市级", "district": "县区级", "zone": "功能区", "town": "乡镇街道"}
_BOUNDS = {"eq": "等于", "ge": "不低于", "le": "不高于", "approx": "左右", "range": "区间"}
_PRESSED = {True: "是", False: "否", None: ""}


def record(ladder: Ratchet, rung: Rung) -> dict[str, Any]:
    """The rung with `target` (`file`, `start`, `end`, `text`, `value`, `unit`, `bound`) and `also`, what else its papers say of it; where it
    has none `target` is null, and `missing` tells whether a `paper` or a `target` is missing. `gap` is in points."""
    return {
        "indicator": ladder.name, "code": ladder.indicator, "year": ladder.year, "kind": ladder.kind, "unit": ladder.unit,
        "place": rung.place.name, "place_code": rung.place.code, "level": rung.place.level,
        "target": said_record(rung.target) if rung.target is not None else None, "also": [said_record(each) for each in rung.also],
        "above": rung.above, "gap": plain(rung.gap), "pressed": rung.pressed, "wording": rung.wording,
        "announced": rung.announced.day, "announced_how": rung.announced.how, "order": rung.order, "missing": rung.missing, "said": rung.said,
    }  # fmt: skip


def row(ladder: Ratchet, rung: Rung) -> dict[str, Any]:
    """The same on one level, for a table: a range as `2-3`, what is not there empty."""
    told = record(ladder, rung)
    target = told["target"] or {}
    value = target.get("value")
    flat = {name: told.get(name) for name in COLUMNS}
    flat |= {f"target_{name}": target.get(name) for name in ("file", "start", "end", "text", "unit", "bound")}
    return {**flat, "target_value": "-".join(f"{end:g}" for end in value) if isinstance(value, list) else value}


def in_chinese(flat: dict[str, Any]) -> dict[str, Any]:
    """A row for people: columns, levels and kinds by their Chinese names."""
    told = {
        **flat, "kind": _KINDS.get(flat["kind"], flat["kind"]), "level": _LEVELS.get(flat["level"], ""), "pressed": _PRESSED[flat["pressed"]],
        "target_bound": _BOUNDS.get(flat["target_bound"] or "", ""),
    }  # fmt: skip
    return {said: told[name] for name, said in COLUMNS.items()}
