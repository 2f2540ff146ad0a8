"""The numbers of one sentence that are measures, each with the words around it in its clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .counted import Reason, fate_in_name, why_not
from .number_words import Suffix, Tail, read_suffix, read_tail, strip_lead
from .quantities import Quantity
from .subjects import verb_at_start

_MARK = re.compile(r"“[^”\n]{0,60}”|[,;:。!?|]")
_JOINS = ("、", "和", "及", "与", "以")


@dataclass(slots=True)
class ClauseNumber:
    """A number taken for a measure, with the words around it."""

    quantity: Quantity
    tail: Tail
    suffix: Suffix
    left: int
    """Where its clause begins."""
    first: int
    """Where the words begin that are its own: behind an earlier number of the clause."""
    follows: bool
    """An earlier number stands in the same clause."""
    item: bool
    """It continues a list: `、42家`."""
    before: str = ""
    after: str = ""


class Clauses:
    """Where the clauses of a sentence begin and end; marks inside quotation marks part nothing."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self.folded, self.start, self.end = folded, start, end
        self.marks = [mark.start() for mark in _MARK.finditer(folded, start, end) if folded[mark.start()] != "“"]

    def begin(self, at: int) -> int:
        """Where the clause that holds `at` begins."""
        return self.mark_before(at, self.start - 1) + 1

    def close(self, at: int, end: int) -> int:
        """Where the clause that holds `at..end` ends."""
        index = bisect_left(self.marks, max(at, end))
        return self.marks[index] if index < len(self.marks) else self.end

    def mark_before(self, at: int, otherwise: int) -> int:
        """The last mark between clauses before `at`."""
        index = bisect_left(self.marks, at) - 1
        return self.marks[index] if index >= 0 else otherwise


def clause_numbers(
    clauses: Clauses, quantities: Sequence[Quantity], names: Sequence[tuple[int, int, str]], reasons: dict[int, Reason]
) -> list[ClauseNumber]:
    """The measures among the numbers of a sentence; `reasons` is told of every other why it is none.

    `names` are the spans of names that hold numbers, in order.
    """
    kept: list[ClauseNumber] = []
    name_at = 0
    for position, quantity in enumerate(quantities):
        while name_at < len(names) and names[name_at][1] <= quantity.start:
            name_at += 1
        if name_at < len(names) and names[name_at][0] < quantity.end:
            reasons[quantity.start] = fate_in_name(quantity, names[name_at][2])
            continue
        number = _with_words(clauses, quantity, kept[-1] if kept else None)
        if number is None:
            reasons[quantity.start] = ("threshold", "inside a subject")
            continue
        after = clauses.folded[quantity.end : min(clauses.end, quantity.end + 40)]
        following = quantities[position + 1] if position + 1 < len(quantities) else None
        reason = why_not(clauses.folded, quantity, number.before, number.tail, number.suffix, after, following)
        if reason is None:
            kept.append(number)
        else:
            reasons[quantity.start] = reason
    for number, next_number in zip(kept, [*kept[1:], None], strict=False):
        _take_words_behind(clauses, number, next_number)
    return kept


def _with_words(clauses: Clauses, quantity: Quantity, earlier: ClauseNumber | None) -> ClauseNumber | None:
    """The number with the words before it; None where it stands right on an earlier one."""
    folded = clauses.folded
    left = first = clauses.begin(quantity.start)
    follows = earlier is not None and earlier.quantity.end > left
    listed = False
    if earlier is not None and follows:
        first = earlier.quantity.end + earlier.suffix.length
        if first >= quantity.start and read_suffix(folded[quantity.end : quantity.end + 8]).bound:
            return None  # 230个50户以上村寨
        between = folded[first : quantity.start]
        if not between.startswith(_JOINS):  # 1个街道综合体、4个服务中心: the noun before is the other's
            mark = between.rfind("、")
            if mark < 0 and between.endswith(("和", "及", "与")):
                mark = len(between) - 1
            listed = mark >= 0
            first += max(mark, 0)
    bracket = folded.rfind("(", first, quantity.start)
    if bracket >= 0 and folded.find(")", bracket, quantity.start) < 0:
        first = bracket + 1
    before = folded[first : quantity.start]
    suffix = read_suffix(folded[quantity.end : min(clauses.end, quantity.end + 40)])
    item = follows and (listed or before.startswith(_JOINS))
    return ClauseNumber(quantity, read_tail(before), suffix, left, first, follows, item, before)


def _take_words_behind(clauses: Clauses, number: ClauseNumber, following: ClauseNumber | None) -> None:
    """Give a number the words behind it that belong to it."""
    folded, quantity = clauses.folded, number.quantity
    right = clauses.close(quantity.start, quantity.end)
    if following is None or following.quantity.start >= right:
        number.after = folded[quantity.end : right]
        return
    between = folded[quantity.end : following.quantity.start]
    cut = max(between.rfind("、"), len(between) - 1 if between.endswith("和") else -1)
    acts = (i for i, c in enumerate(between) if c == "、" and verb_at_start(between[i + 1 :]))
    cut = min(cut, next(acts, cut))
    number.after = between[:cut] if cut >= 0 else between
    if number.after == "的":  # 总投资2万亿元的389个项目: what the first sorts stands behind the second
        number.after = ""
        own = number.before[strip_lead(number.before) :]
        thing = folded[following.quantity.end : min(right, following.quantity.end + 20)]
        number.tail.head = len(thing) + len(own) - (len(number.before) - number.tail.head)
        number.before = thing + own
