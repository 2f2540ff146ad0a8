"""Named projects: what is built, signed or put to use under a name of its own, how far it is, and its money.

Read clause by clause (`project_lists.py`). A list shares its verb (推进甲、乙等项目建设; 甲、乙等12个项目投产). An item is a
project when it is named (more than common words), ends as things built do or stands in a list called 项目, and
something is done with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from ..catalogue.name_parts import any_of, name_parts
from .facts import Project, ProjectStage, Role, Sentence
from .mentions import find_forms, merged, unquoted
from .name_words import find_words
from .project_lists import STAGES, Head, Item, find_heads, items_of, stage_in_cell, tables
from .project_tables import rows_of_projects

_BREAK = re.compile(r"[,。;:!?\n|]")
_LAST_BREAK = re.compile(r".*[,。;:!?\n|]", re.DOTALL)
_AMOUNT = re.compile(
    r"(?:总投资|计划投资|投资)(?:总?额)?(?:约|近|超过|超|达到|达|为|共|逾|突破){0,2}(\d[\d,]{0,12}(?:\.\d{1,4})?)(万亿|亿|万)?(?:多|余)?元"
)
_TIMES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, None: 1}
_BUILT = re.compile(r"[\u4e00-\u9fff]{2,20}[厂园桥路站馆院校速道库心]")
_LIST_END = re.compile("等")
_COMING = ("commitment", "goal")
_SHORTEST_FORM = 4
_LONGEST_CLAUSE = 800  # a longer one is no sentence of a report


@dataclass(slots=True)
class _Found:
    """A project while its mentions are gathered."""

    name: tuple[int, int]
    stage: ProjectStage = ""
    amount: float | int | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


def _clauses(folded: str, start: int, end: int) -> Iterator[tuple[int, int, list[Head]]]:
    """The clauses that may name projects or say their money, each with what names may end in there.

    Found outwards from where a name may end, a list does (等) or an amount is said; a clause must also hold a word
    without which none names a project.
    """
    heads = find_heads(folded, find_words(folded, start, end).built, end)
    anchors = [head.low for head in heads if head.ends]
    anchors += [match.start() for match in _LIST_END.finditer(folded, start, end)]
    anchors += [match.start() for match in _AMOUNT.finditer(folded, start, end)]
    anchors.sort()
    at = start
    passed = 0
    for anchor in anchors:
        if anchor < at:
            continue
        break_before = _LAST_BREAK.match(folded, at, anchor)
        break_after = _BREAK.search(folded, anchor, end)
        low = max(break_before.end() if break_before else at, anchor - _LONGEST_CLAUSE // 2)
        at = high = min(break_after.start() if break_after else end, low + _LONGEST_CLAUSE)
        if _speaks_of_works(folded, low, high):
            passed = bisect_left(heads, (low,), passed)
            yield low, high, heads[passed : bisect_left(heads, (high,), passed)]


@cache
def _of_works() -> re.Pattern[str]:
    """Words that speak of projects without saying what is done."""
    return re.compile(any_of(["项目", "工程", "投资", *name_parts("phase")]))


def _speaks_of_works(folded: str, low: int, high: int) -> bool:
    """Whether the clause holds a word without which it names no project; 建设 counts where what is built follows."""
    return _of_works().search(folded, low, high) is not None or any(
        said[0] != "建设" or _BUILT.match(folded, said.end(), high)
        for said in tables().stage.finditer(folded, low, high)
    )


def find_projects(
    text: str, folded: str, start: int, end: int, *, sentences: Sequence[Sentence] = (), soon: bool = True
) -> tuple[Project, ...]:
    """The projects named in `text[start:end]`, in the order of their first mention; money in yuan.

    Money is taken only where it is said of one project alone. `sentences` tell headings, which name no project, and
    coming work, whose stages are only meant; `soon` is false where what is planned lies more than a year off.
    """
    roles = _Roles(sentences)
    found: dict[str, _Found] = {}
    last: list[_Found] = []
    last_end = start - 1
    for low, high, heads in _clauses(folded, start, end):
        role = roles.at(low)
        if role == "heading":
            continue
        items = items_of(folded, low, high, heads, meant=role in _COMING, soon=soon)
        here = []
        for item in items:
            project = found.setdefault(_key(folded[item.low : item.high]), _Found((item.low, item.high)))
            project.spans.append((item.low, item.high))
            project.stage = max(project.stage, item.stage, key=STAGES.index)
            here.append(project)
        amounts = list(_AMOUNT.finditer(folded, low, high)) if folded.find("投资", low, high) >= 0 else []
        if len(amounts) > 1:
            _own_amounts(folded, here, items, amounts)
        elif amounts:
            (amount,) = amounts
            follows = low == last_end + 1 and amount.start() - low < 4  # 甲项目,总投资50亿元
            owners = here or (last if follows else [])
            if len(owners) == 1 and owners[0].amount is None:
                owners[0].amount = _yuan(amount)
        last, last_end = here, high
    _in_tables(folded, start, end, found)
    _by_name(folded, start, end, found)
    projects = []
    for one in found.values():
        mentions = merged(one.spans)
        projects.append(
            Project(mentions[0].start, mentions[0].end, text[slice(*one.name)], one.stage, one.amount, mentions)
        )
    return tuple(sorted(projects, key=lambda project: (project.start, project.end)))


def _in_tables(folded: str, start: int, end: int, found: dict[str, _Found]) -> None:
    """The projects that tables name in their rows."""
    for row in rows_of_projects(folded, start, end):
        project = found.setdefault(_key(folded[row.low : row.high]), _Found((row.low, row.high)))
        project.spans.append((row.low, row.high))
        if project.amount is None and row.amount is not None:
            project.amount = int(row.amount) if row.amount == int(row.amount) else row.amount
        project.stage = max(project.stage, stage_in_cell(row.stage), key=STAGES.index)


def _own_amounts(folded: str, here: list[_Found], items: list[Item], amounts: list[re.Match[str]]) -> None:
    """Money told of each of several: 总投资52亿元的甲、总投资18亿元的乙."""
    if len(amounts) != len(items):
        return
    for project, item, amount in zip(here, items, amounts, strict=True):
        if project.amount is None and folded[amount.end() : item.low] == "的":
            project.amount = _yuan(amount)


class _Roles:
    """What the sentence at a place does; asked in the order of the text."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._next = 0

    def at(self, place: int) -> Role | Literal[""]:
        """The role of the sentence that holds `place`, empty where none does."""
        sentences = self._sentences
        while self._next < len(sentences) and sentences[self._next].end <= place:
            self._next += 1
        if self._next < len(sentences) and sentences[self._next].start <= place:
            return sentences[self._next].role
        return ""


def _key(name: str) -> str:
    bare = unquoted(name)
    for tail in ("项目", "工程"):
        if bare.endswith(tail) and len(bare) > 5:
            bare = bare[: -len(tail)]
    return bare


def _yuan(amount: re.Match[str]) -> float | int:
    value = round(float(amount[1].replace(",", "")) * _TIMES[amount[2]], 2)
    return int(value) if value == int(value) else value


def _by_name(folded: str, start: int, end: int, found: dict[str, _Found]) -> None:
    """Further mentions of each project by its name."""
    forms, owners = [], []
    for project in found.values():
        form = folded[slice(*project.name)]
        if len(form) >= _SHORTEST_FORM:
            forms.append(form)
            owners.append(project)
    for low, high, which in find_forms(folded, start, end, forms):
        owners[which].spans.append((low, high))
