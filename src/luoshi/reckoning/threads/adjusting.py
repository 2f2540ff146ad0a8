"""Targets changed in mid-course: what was 由12%以上调整为8%左右 is no longer held against anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from luoshi.reading.facts import Measure

from .papers import Paper

_CHANGED = re.compile(r"(?:调整|下调|上调|调减|调增|修订|修改|核减|调低|调高)(?:为|到|至)")

_OF = re.compile(
    r"(?:^|[将把]|同意|批准|决定|建议)(?:全[年市区县州]的?|年度的?|年初的?)*([^将把,]{2,30}?)(?:的?(?:年度|全年|年初|预期|既定|原定|计划))*的?(?:目标任务|目标|任务|指标|计划)?(?:数|值)?[由从]$"
)


def changed(paper: Paper) -> Iterator[tuple[Measure, Measure]]:
    """Pairs of figures of which the first is the target as it was and the second as it is now."""
    if not _CHANGED.search(paper.folded, paper.document.start, paper.document.end):
        return
    of_sentence: dict[int | None, list[Measure]] = {}
    for measure in paper.reading.measures:
        of_sentence.setdefault(measure.sentence, []).append(measure)
    for measures in of_sentence.values():
        for old, new in pairwise(measures):
            between = paper.folded[old.end : new.start]
            if len(between) <= 40 and _CHANGED.search(between) and ";" not in between and "。" not in between:
                yield old, new


def subject_of(paper: Paper, old: Measure) -> str:
    """What a changed target is of, from the words before its old figure (将全年实际使用外资目标由3亿美元下调为…); empty where they do not tell."""
    sentence = paper.sentence(old.sentence)
    first = sentence.start if sentence is not None else paper.document.start
    hit = _OF.search(paper.folded[paper.clause_start(first, old.start) : old.start])
    return hit[1] if hit else ""


def old_figures(papers: Sequence[Paper]) -> set[tuple[str, int]]:
    """Where the papers name figures that no longer hold: (the paper's key, where the figure starts)."""
    return {(paper.key, old.start) for paper in papers for old, _ in changed(paper)}
