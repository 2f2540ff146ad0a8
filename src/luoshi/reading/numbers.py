"""Every number of a document and what became of it: nothing is dropped without a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from .counted import Reason, fate_in_name
from .facts import Measure, Number, Section, Sentence
from .quantities import Quantity


def account(
    quantities: Sequence[Quantity],
    measures: Sequence[Measure],
    names: Sequence[tuple[int, int, str]],
    reasons: Mapping[int, Reason],
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    rows: Mapping[int, int | None] | None = None,
) -> tuple[Number, ...]:
    """One record for each number, in the order of the text.

    `names` are spans of names that hold numbers, `reasons` why a number (by its start) was no measure;
    `rows`: for each sentence that is a row of an indicator table, where the cell with the row's number starts.
    """
    measured = {measure.start: measure for measure in measures}
    numbered = {section.start for section in sections}
    starts = [sentence.start for sentence in sentences]
    name_at = 0
    found: list[Number] = []
    for quantity in quantities:
        while name_at < len(names) and names[name_at][1] <= quantity.start:
            name_at += 1
        if quantity.start in measured:
            measure = measured[quantity.start]
            found.append(Number(measure.start, measure.end, "measure", measure.kind))
            continue
        fate, reason = reasons.get(quantity.start, ("unresolved", ""))
        if fate == "unresolved":
            if name_at < len(names) and names[name_at][0] < quantity.end:
                fate, reason = fate_in_name(quantity, names[name_at][2])
            elif quantity.form == "date":
                fate, reason = "date", "date"
            elif quantity.start in numbered or quantity.start - 1 in numbered:
                fate, reason = "ordinal", "number of a heading"
            elif quantity.form == "word":
                fate, reason = "name", "part of a word"
            else:
                place = bisect_right(starts, quantity.start) - 1
                role = sentences[place].role if place >= 0 else "other"
                if rows and place in rows:
                    fate, reason = _in_row(quantity, rows[place])
                elif role == "term":
                    fate, reason = "definition", "glossary"
                elif place >= 0 and quantity.start == starts[place]:
                    fate, reason = "ordinal", "number of an item"
                elif role == "heading":
                    fate, reason = "name", "heading"
        found.append(Number(quantity.start, quantity.end, fate, reason))
    return tuple(found)


def _in_row(quantity: Quantity, index: int | None) -> Reason:
    """A number of an indicator table's row that is no value of it."""
    if quantity.start == index:
        return "ordinal", "number of a row"
    if quantity.bare:
        return "name", "unit of a row"  # 亿元, 每千人口
    if not quantity.unit or quantity.unit == "%":
        return "unresolved", "cell of a row"
    return "threshold", "inside a subject"
