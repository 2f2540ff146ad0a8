"""Promises tied to another's figure (增速高于全市平均水平) or set by someone above (完成市下达任务) among the tasks, outside the headline targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from luoshi.reading.plain_targets import CLAUSE, clause_target, parted

from .papers import Paper
from .sayings import of_target
from .thread import Saying

_MAY = re.compile(r"同步|一致|高于|快于|优于|好于|不低于|持平|相适应|协调|下达|分解|核定|限额|[国省市区县州]定|上级|考核")
"""A sentence without any of these says no such thing."""
_CAME_ABOUT = re.compile(r"预计|已|同比|比上年|去年|年来|过去|以来|了")
"""It looks back, wherever it stands."""
_SET_ABOVE = re.compile(r"下达|分解|核定|[国省市区县州]定|上级|考核")


def tied_of(paper: Paper) -> Iterator[Saying]:
    """The paper's relative and assigned promises among its tasks, in order: those of the catalogue's indicators, which alone can be held
    against a figure. One that stands among the headline targets is not told again."""
    plan = paper.document.plan
    if not plan:
        return
    told: set[tuple[str, str]] = {(said.thing.key, said.form) for target in paper.reading.targets if (said := of_target(paper, target)).form != "numeric"}
    figures = [measure.start for measure in paper.reading.measures]
    for index, sentence in enumerate(paper.reading.sentences):
        words = paper.folded[sentence.start : sentence.end]
        if sentence.role not in ("commitment", "guidance") or not _MAY.search(words) or _CAME_ABOUT.search(words):
            continue
        for whole in CLAUSE.finditer(paper.folded, sentence.start, sentence.end):
            inner = [at for at in figures if whole.start() <= at < whole.end()]
            for start, end in parted(paper.folded, whole.start(), whole.end(), inner):
                if any(start <= at < end for at in inner):
                    continue
                saying = _tied(paper, start, end, plan[-4:], index)
                if saying is not None and (saying.thing.key, saying.form) not in told:
                    told.add((saying.thing.key, saying.form))
                    yield saying


def _tied(paper: Paper, start: int, end: int, period: str, index: int) -> Saying | None:
    target = clause_target(paper.text, paper.folded, start, end, period, index)
    if target is None or target.form not in ("relative", "assigned"):
        return None
    if target.form == "assigned" and not _SET_ABOVE.search(target.text):
        return None
    saying = replace(of_target(paper, target), headline=False)
    return saying if saying.thing.indicator else None
