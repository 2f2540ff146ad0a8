"""The sentences of a 督查专报 or 通报, in plain official wording. Every number in them is one of the figures. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from luoshi.delivering.clocks.light import LOOKS
from luoshi.delivering.clocks.wording import day_said
from luoshi.delivering.paper.official import numeral
from luoshi.delivering.paper.task_table import NO_LEAD
from luoshi.delivering.supervising.figures import Figures

_LISTED = 10
"""Tasks told one by one; the table has the rest."""


def title_of(way: str, year: int) -> str:
    """What the paper is called."""
    return f"关于{year}年重点任务落实情况的{'督查专报' if way == 'up' else '通报'}"


def paragraphs_of(way: str, found: Figures, as_of: date) -> list[dict[str, str]]:
    """The text: how it stands, what is red, what was not reported, then what is asked for (up) or what is required (down)."""
    last = ("需要协调的事项", list(_helped(found))) if way == "up" else ("有关要求", list(_required(found)))
    parts = [("总体情况", list(_whole(found, as_of))), ("存在的主要问题", list(_problems(found))), ("进展报送情况", list(_reporting(found))), last]
    paragraphs = []
    for number, (heading, bodies) in enumerate(parts, 1):
        paragraphs.append({"style": "heading", "words": f"{numeral(number)}、{heading}"})
        paragraphs += [{"style": "body", "words": words} for words in bodies]
    return paragraphs


def _whole(found: Figures, as_of: date) -> Iterator[str]:
    lights = "，".join(f"{look.word}{found.sum(state)}项" for state, look in LOOKS.items())
    yield (
        f"截至{day_said(as_of)}，列入督办的任务共{found.sum('total')}项，涉及{len(found.rows)}个牵头单位。其中，{lights}。"
        "各单位情况见附表。"
    )


def _problems(found: Figures) -> Iterator[str]:
    if not found.overdue and not found.sum("behind"):
        yield "没有逾期未完成和滞后的任务。"
        return
    for state, word in (("overdue", "逾期未完成"), ("behind", "滞后")):
        if units := found.units(state):
            yield f"{word}的任务共{found.sum(state)}项，涉及{len(units)}个单位：{_listed(units, '项')}。"
    if found.overdue:
        more = f"（列逾期时间最长的{_LISTED}项）" if len(found.overdue) > _LISTED else ""
        yield f"逾期未完成的任务如下{more}："
    for number, (task, seen) in enumerate(found.overdue[:_LISTED], 1):
        yield f"（{numeral(number)}）{_ended(task.words)}牵头单位：{task.lead or NO_LEAD}。{seen.why}"


def _reporting(found: Figures) -> Iterator[str]:
    missing, late = found.units("unreported"), found.units("late")
    if missing:
        yield f"有{found.sum('unreported')}项任务未按期报送进展，涉及{len(missing)}个单位：{_listed(missing, '项')}。"
    if late:
        yield f"今年以来逾期报送进展{found.sum('late')}次，涉及{len(late)}个单位：{_listed(late, '次')}。"
    if not missing and not late:
        yield "各单位均按期报送进展。"


def _helped(found: Figures) -> Iterator[str]:
    if not found.helped:
        yield "各单位最近一次报送的进展中没有提出需要协调的事项。"
        return
    yield f"有{len(found.helped)}项任务提出需要协调的事项{f'（列{_LISTED}项）' if len(found.helped) > _LISTED else ''}："
    for number, (task, asked) in enumerate(found.helped[:_LISTED], 1):
        yield f"（{numeral(number)}）{task.lead or NO_LEAD}：{_ended(' '.join(asked.split()))}（任务：{' '.join(task.words.split())}）"


def _required(found: Figures) -> Iterator[str]:
    yield "各单位要对照任务分解表和办理方案，逐项核对进度，按时限推进，并如实报送进展。"
    if found.overdue:
        yield "任务逾期未完成的单位，要查明原因，明确整改措施和完成时间，由主要负责同志负责推进。"


def _listed(units: Sequence[tuple[str, int]], counter: str) -> str:
    return "、".join(f"{unit}（{count}{counter}）" for unit, count in units)


def _ended(words: str) -> str:
    """The words as one sentence on one line."""
    return " ".join(words.split()).rstrip("。；") + "。"
