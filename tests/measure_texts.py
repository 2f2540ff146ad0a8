"""Small documents in the genre around one sentence: what a table of sentences is read in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["review", "goal", "task", "term", "base", "aims", "chapter"]
"""Where the sentence stands: the year's review, headline targets or tasks of an annual report; the review of five years in
the report of a term's end; the foundations, headline targets or tasks of a five-year plan."""

MODALITY = {"review": "actual", "goal": "target", "task": "target", "term": "actual", "base": "actual", "aims": "target",
            "chapter": "target"}  # fmt: skip
PERIOD = {"review": "2023", "goal": "2024", "task": "2024", "term": "2017-2021", "base": "2016-2020", "aims": "2021-2025",
          "chapter": "2021-2025"}  # fmt: skip
"""What a measure of that part is, and is for, where its sentence says no more."""

_ANNUAL = """政府工作报告
——2024年1月10日在澄湖区第六届人民代表大会第三次会议上
澄湖区人民政府区长　周远航

各位代表：

现在，我代表区人民政府，向大会报告工作，请予审议。

一、2023年工作回顾

过去的一年，全区上下同心同德、奋力拼搏，各项事业取得新进展。

{review}

二、2024年工作总体要求和主要目标

做好今年的工作，要坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念。

{goal}

三、2024年重点工作

（一）着力扩大有效需求

{task}
"""
_TERM = """政府工作报告
——2022年1月8日在澄湖区第六届人民代表大会第一次会议上
澄湖区人民政府代区长　周远航

各位代表：

现在，我代表区人民政府，向大会报告工作，请予审议。

一、过去五年工作回顾

本届政府任期的五年，是澄湖发展史上极不平凡的五年。五年来，我们攻坚克难、砥砺前行。

{term}

二、今后五年奋斗目标和2022年主要工作

今后五年，我们要加快建设现代化新城区。
"""
_PLAN = """澄湖区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要

第一章　发展基础

“十三五”时期，全区经济社会发展取得重大成就。

{base}

第二章　主要目标

锚定二〇三五年远景目标，综合考虑发展条件，今后五年要努力实现以下主要目标。

{aims}

第三章　构建现代产业体系

第一节　做强主导产业

{chapter}
"""
_WHOLE = {
    "review": _ANNUAL,
    "goal": _ANNUAL,
    "task": _ANNUAL,
    "term": _TERM,
    "base": _PLAN,
    "aims": _PLAN,
    "chapter": _PLAN,
}
_LEADS = {"goal": "全区经济社会发展的主要预期目标是：", "aims": "经济社会发展主要目标："}
"""What a block of headline targets begins with."""
_FILLERS = {
    "review": "营商环境持续优化。", "goal": "全区经济社会发展的主要预期目标是：经济稳定增长。", "task": "持续优化营商环境。",
    "base": "综合实力显著增强。", "aims": "经济发展取得新成效。", "chapter": "加快产业转型升级。",
}  # fmt: skip


def document(part: Part, sentence: str) -> tuple[str, int]:
    """A whole document that holds the sentence in that part, and where the sentence begins in it."""
    said = dict(_FILLERS, **{part: _LEADS.get(part, "") + sentence})
    whole = _WHOLE[part].format_map({"term": "", **said})
    return whole, whole.index(sentence)


@dataclass(frozen=True)
class Expected:
    """A measure that should be found: its words, what they come to, and of what."""

    said: str
    value: float | int | tuple[float | int, float | int]
    unit: str
    subject: str
    """The subject; after `~`, words that it must hold."""
    kind: str = "level"
    bound: str = "eq"
    modality: str = ""
    """Empty: that of the part."""
    period: str | None = None
    """None: that of the part."""


@dataclass(frozen=True)
class Case:
    """A sentence, where it stands, and every measure in it."""

    reason: str
    part: Part
    sentence: str
    expected: tuple[Expected, ...]
