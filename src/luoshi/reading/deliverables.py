"""What of a commitment would be checked off: its clauses with an act of their own, cut again where the parts of an
enumeration would be checked apart.

Source of the rule: GUIDE-sentences.md. 新建道路3条、改造公园5个 is two; 完善预警、响应和救助机制 is one; prefaces
(围绕…, 坚持以…为导向) and closing purposes (提升群众获得感) are none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..catalogue.verbs import clause_endings
from .clause_signs import ACT, LED_ACT, LONGEST_LED, NUMERAL, QUANTITY, QUOTED, is_date, quantified, shape_of, weigh
from .clauses import Opening, clauses, opening, pieces
from .facts import Deliverable

_LONGEST = 400  # characters; a longer clause is no enumeration a person wrote, and is left whole
_VERB, _OBJECT = 2, 4  # characters of an act's verb and of what it acts on, at least
_AND = re.compile(r"[和及与]")
_FINISHED = re.compile(
    r"[^、]{3,40}(?:开工|动工|竣工|完工|投产|投用|投运|通车|封顶|交付|开业|开园|启用|运营|达产|验收)(?:建设|投产|投用|使用|通车|运营|达产)?"
)
_WHOSE = re.compile(
    r"[^,;。\d]{1,24}(?:[局委办区县市镇乡]|街道|公司|集团|部门|单位|政府)|[^,;。]{1,3}|[-\d.%~ 年月日至]{1,24}"
)
"""A cell of a row that says whose the task is, when, or nothing."""
_MODIFIER = re.compile(r"的[^,的]{2,14}$")


class Part(NamedTuple):
    """A deliverable with the words it opens with."""

    start: int
    end: int
    opening: Opening
    quantified: bool


def deliverables(folded: str, start: int, end: int) -> tuple[Deliverable, ...]:
    """The deliverables of the commitment `folded[start:end]`, in order; at least one unless it holds no words."""
    return tuple(Deliverable(part.start, part.end, part.quantified) for part in parts_of(folded, start, end))


def parts_of(folded: str, start: int, end: int) -> list[Part]:
    """The same with how each opens, for those who ask what kind of act it is."""
    everything = clauses(folded, start, end)
    spans = [(a, b) for a, b in everything if not is_date(folded, a, b)] or everything
    if folded.find("|", start, end) >= 0:
        spans = [(a, b) for a, b in spans if not _WHOSE.fullmatch(folded, a, b)] or spans
    found: list[Part] = []
    for clause in _kept(folded, spans):
        cut = _apart(folded, clause)
        if len(cut) < 2:
            found.append(clause)
            continue
        for a, b in cut:
            opened = clause.opening if a == clause.start else opening(folded, a, b)
            found.append(Part(a, b, opened if opened.sense else clause.opening, quantified(folded[a:b])))
    return found


def _kept(folded: str, spans: list[tuple[int, int]]) -> list[Part]:
    """The clauses with an act to tick off, what only continues one joined to it; the best where none reaches zero."""
    kept: list[Part] = []
    best: tuple[float, Part] | None = None
    loose = False  # the clause before was kept or continues one that was
    latest = len(spans) - 1
    for number, (first, last) in enumerate(spans):
        place = "only" if not latest else "first" if not number else "last" if number == latest else "mid"
        words = folded[first:last]
        opened = opening(folded, first, last)
        shape = shape_of(words, opened, first, place)
        act, quantity = shape[2:4]
        bare = not (opened.sense or act)
        if loose and bare and not quantity and _MODIFIER.search(words):
            kept[-1] = kept[-1]._replace(end=last)  # 开展面向社区,多层次、常态化的健康服务
            continue
        points = weigh(shape)
        loose = points > 0 or (loose and bare)
        if points > 0:
            kept.append(Part(first if opened.sense else _after_owner(folded, first, last), last, opened, quantity))
        elif best is None or points > best[0]:
            best = (points, Part(first, last, opened, quantity))
    return kept or ([best[1]] if best else [])


def _after_owner(folded: str, first: int, last: int) -> int:
    """Where the act begins once whose it is has been said: 东部片区 | 完善路网."""
    act = ACT.search(folded, first + 2, last)
    if act is None:
        return first
    led = LED_ACT.search(folded, max(first + 2, act.start() - LONGEST_LED), last)
    begins = led.start() if led else first
    return begins if folded.endswith(clause_endings("owner"), first, begins) else first


def _apart(folded: str, clause: Part) -> list[tuple[int, int]]:
    """Spans of one clause's parts that would be checked apart; one or none where it stays whole."""
    first, last, opened, _ = clause
    listed = folded.find("、", first, last) >= 0
    if not (listed or _AND.search(folded, first, last)) or last - first > _LONGEST:
        return []
    parts = pieces(folded, first, last)
    if "naming" in opened.marks and _is_named_thing(folded, first, last):
        named = _named_apart(folded, first, last, parts)
        if named:
            return named
    return _acts_apart(folded, parts) if listed else parts


def _named_apart(folded: str, first: int, last: int, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The named things of a clause that takes names: its `parts`, cut at 和 too, where each is one; or none."""
    words = folded[first:last]
    if "等" in words or "一批" in words:
        return []
    for cut in ([piece for part in parts for piece in _at_and(folded, *part)], parts):
        if len(cut) > 1 and all(_is_named_thing(folded, *piece) for piece in cut):
            return cut
    return []


def _acts_apart(folded: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts between 、, those that have neither an amount nor an act of their own joined to the one before."""
    joined = [parts[0]]
    counted = _is_counted(folded, *parts[0])
    for part in parts[1:]:
        before, counted = counted, _is_counted(folded, *part)
        if (counted and before) or _are_finished(folded, joined[-1], part) or _has_own_act(folded, joined[-1], part):
            joined.append(part)
        else:
            joined[-1] = (joined[-1][0], part[1])
    return joined


def _at_and(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The piece cut at its last 和, 及 or 与 where a named thing ends there."""
    cuts = [cut.start() for cut in _AND.finditer(folded, start + 3, end - 3)]
    for cut in reversed(cuts):
        if _is_named_thing(folded, start, cut) and not _inside_quotes(folded, start, cut):
            return [(start, cut), (cut + 1, end)]
    return [(start, end)]


def _inside_quotes(folded: str, start: int, at: int) -> bool:
    return folded.count("“", start, at) > folded.count("”", start, at)


def _is_named_thing(folded: str, start: int, end: int) -> bool:
    words = folded[start:end].removesuffix("建设").removesuffix("改造").rstrip("”")
    return len(words) >= 4 and words.endswith(clause_endings("named thing"))


def _is_counted(folded: str, start: int, end: int) -> bool:
    """Whether a piece names what it counts: 产业人才200名 does, 5万吨 alone does not."""
    if not NUMERAL.search(folded, start, end):
        return False
    words = QUOTED.sub("", folded[start:end])
    amount = QUANTITY.search(words)
    return amount is not None and len(words) - (amount.end() - amount.start()) >= 2


def _are_finished(folded: str, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    """Whether each says of its own thing that it begins or ends: 甲大桥6月底前开工、乙大道10月竣工."""
    return bool(_FINISHED.fullmatch(folded, *piece) and _FINISHED.fullmatch(folded, *before))


def _has_own_act(folded: str, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    """Whether 、 parts two acts: each has a verb and enough of an object."""
    if piece[1] - piece[0] < _VERB + _OBJECT:
        return False
    opened = opening(folded, *piece)
    if opened.sense not in ("make", "help", "ask") or opened.end - opened.verb < _VERB:
        return False
    earlier = opening(folded, *before)
    return (
        piece[1] - opened.end >= _OBJECT
        and earlier.sense in ("make", "shape", "help", "ask")
        and before[1] - earlier.end >= _OBJECT
    )
