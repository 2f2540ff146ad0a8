"""A finding as a record: what `luoshi drift` prints, a line a finding."""

from __future__ import annotations

from typing import Any

from .finding import KINDS, Finding, Spot

COLUMNS: dict[str, str] = {
    "kind": "类别", "place": "地区", "subject": "事项", "indicator": "指标代码", "said": "说明", "ways": "变化", "first_year": "前一年度",
    "first_text": "前一原文", "last_year": "后一年度", "last_text": "后一原文", "years": "涉及年度", "first_file": "前一文件", "first_start": "前一起",
    "first_end": "前一止", "last_file": "后一文件", "last_start": "后一起", "last_end": "后一止",
}  # fmt: skip
"""Columns of the table, with what they are called in Chinese."""
_WAYS = {"firmness": "语气", "bound": "界限", "number": "有无数值", "value": "数值"}


def record(finding: Finding) -> dict[str, Any]:
    """The finding with `spots`: each `file`, `start`, `end`, `text`, `year`, in the order of years."""
    return {
        "kind": finding.kind, "place": finding.place, "subject": finding.subject, "indicator": finding.indicator, "said": finding.said,
        "ways": list(finding.ways), "spots": [_spot(each) for each in finding.spots],
    }  # fmt: skip


def row(finding: Finding) -> dict[str, Any]:
    """The same on one level, for a table: the first and the last words; `last_…` empty where nothing came after."""
    told = record(finding)
    flat = {name: told.get(name) for name in COLUMNS}
    flat["ways"] = "|".join(finding.ways)
    flat["years"] = "|".join(str(spot.year) for spot in finding.spots)
    for side, spot in (("first", finding.spots[0]), ("last", finding.spots[-1] if len(finding.spots) > 1 else None)):
        for name, value in (_spot(spot) if spot else {}).items():
            flat[f"{side}_{name}"] = value
    return flat


def in_chinese(flat: dict[str, Any]) -> dict[str, Any]:
    """A row for people: columns, kinds and ways by their Chinese names."""
    ways = "、".join(_WAYS[way[1:]] + ("放松" if way[0] == "-" else "收紧") for way in flat["ways"].split("|") if way)
    told = {**flat, "kind": KINDS[flat["kind"]], "ways": ways}
    return {said: told[name] for name, said in COLUMNS.items()}


def _spot(spot: Spot) -> dict[str, Any]:
    return {"file": spot.paper.key, "start": spot.start, "end": spot.end, "text": spot.text, "year": spot.year}
