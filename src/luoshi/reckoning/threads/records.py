"""A thread as a record: what `luoshi reckon` prints, a line a promise."""

from __future__ import annotations

from typing import Any

from luoshi.catalogue.indicators import indicators

from .judging import OUTCOMES
from .thread import Saying, Thread

COLUMNS: dict[str, str] = {
    "indicator": "指标", "code": "指标代码", "place": "地区", "year": "年度", "form": "目标形式", "promise_text": "目标原文", "promise_value": "目标值",
    "promise_unit": "目标单位", "promise_bound": "界限", "result_text": "结果原文", "result_value": "结果值", "result_unit": "结果单位",
    "gap": "差距", "gap_unit": "差距单位", "gap_said": "差距说明", "outcome": "结论", "official": "政府自评", "official_words": "自评原文", "why": "依据",
    "promise_file": "目标文件", "promise_start": "目标起", "promise_end": "目标止", "result_file": "结果文件", "result_start": "结果起",
    "result_end": "结果止",
}  # fmt: skip
"""Columns of the table, with what they are called in Chinese."""


def record(thread: Thread) -> dict[str, Any]:
    """The thread with `indicator`, `promise` and `result` (each `file`, `start`, `end`, `text`, `value`, `unit`, `bound`; `result` null
    where silent), `gap` (result less target, in `gap_unit`), `outcome`, `official` and `why`."""
    promise = thread.promise
    return {
        "indicator": name_of(promise),
        "code": key_of(promise),
        "place": promise.paper.document.place.name,
        "year": promise.period,
        "form": promise.form,
        "promise": said_record(promise),
        "result": said_record(thread.result) if thread.result is not None else None,
        "gap": thread.gap,
        "gap_unit": thread.gap_unit,
        "gap_said": thread.gap_said,
        "outcome": thread.outcome,
        "official": thread.official,
        "official_words": thread.official_words,
        "why": thread.why,
        "also": [said_record(each) for each in thread.also],
        "later": [paper.key for paper in thread.looked],
    }


def row(thread: Thread) -> dict[str, Any]:
    """The same on one level, for a table: a range as `2-3`, what is not there empty."""
    told = record(thread)
    flat = {name: told.get(name) for name in COLUMNS}
    for side in ("promise", "result"):
        said = told[side] or {}
        for name in ("file", "start", "end", "text", "value", "unit", "bound"):
            if f"{side}_{name}" in COLUMNS:
                value = said.get(name)
                flat[f"{side}_{name}"] = "-".join(f"{end:g}" for end in value) if isinstance(value, list) else value
    return flat


def in_chinese(flat: dict[str, Any]) -> dict[str, Any]:
    """A row for people: columns and outcomes by their Chinese names."""
    told = {**flat, "outcome": OUTCOMES[flat["outcome"]], "official": OUTCOMES.get(flat["official"], "")}
    return {said: told[name] for name, said in COLUMNS.items()}


def key_of(saying: Saying) -> str:
    """What the thing is known by: the catalogue's code, else a key of its own made of its words, the same in every run."""
    return saying.thing.indicator or f"subject:{saying.thing.object}"


def name_of(saying: Saying) -> str:
    """What it is of, in the promise's own words, with which way it goes."""
    if saying.kind == "growth" and saying.low is not None and not saying.subject.endswith(("增长", "下降", "降低", "增速", "涨幅", "减少")):
        return saying.subject + ("下降" if saying.low < 0 else "增长")
    known = indicators().get(saying.thing.indicator) if saying.thing.indicator else None
    return saying.subject or (known.name if known else saying.thing.object)


def said_record(saying: Saying) -> dict[str, Any]:
    """What was said, with `file`, `start`, `end`, `text`, `value`, `unit`, `bound`."""
    value = saying.value
    return {
        "file": saying.paper.key, "start": saying.start, "end": saying.end, "text": saying.text,
        "value": [plain(end) for end in value] if isinstance(value, tuple) else plain(value),
        "unit": saying.unit, "bound": saying.bound, "period": saying.period, "modality": saying.modality, "derived": saying.derived,
    }  # fmt: skip


def plain(value: float | None) -> float | int | None:
    """A whole number without its point."""
    return int(value) if value is not None and value.is_integer() else value
