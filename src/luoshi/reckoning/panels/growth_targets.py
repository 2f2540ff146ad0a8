"""Growth-target panels: a row for each headline target a document sets, with its ends, its wording and how firm that is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from luoshi.catalogue.indicators import indicators
from luoshi.reading.facts import Reading, Target
from luoshi.reading.text import fold

from .columns import Column
from .source import PLACE_COLUMNS, SOURCE_COLUMNS, Record, Source, last_year
from .tables import FirmnessTable

COLUMNS = (
    *PLACE_COLUMNS,
    Column("year", int, "目标年度", "The year the target is for", "year", "The last year of the period"),
    Column("period", str, "目标期间", "The period the target is for", rule="`2024`, `2021-2025`; empty where it cannot be told"),
    Column("indicator", str, "指标代码", "The catalogue's code", rule="Empty where the catalogue does not know the subject (only with --all)"),
    Column("indicator_name", str, "指标名称", "The catalogue's name"),
    Column("subject", str, "指标原文", "What is aimed at, in the document's words"),
    Column("kind", str, "数值种类", "level, growth, change, multiple or rank", rule="Figures of different kinds are never of one series"),
    Column("target_form", str, "目标形式", "numeric, relative (与经济增长同步), assigned (完成市定目标) or direction", rule="Only numeric targets have low and high"),
    Column("low", float, "下限", "The lowest figure that reaches it", "see `unit`", "A point (bound eq or approx): the figure itself. 以上 and its like: the figure; empty for 以内. Of a fall (a negative figure) 以上 is at least so much of a fall: its high end"),
    Column("high", float, "上限", "The highest figure that reaches it", "see `unit`", "As `low`; empty where the target is open above"),
    Column("unit", str, "单位", "The unit of low and high", rule="Multipliers expanded: 900亿元 is 90000000000 元"),
    Column("bound", str, "界限", "eq, ge, le, approx (左右) or range, of the amount as written"),
    Column("aim", str, "目标原文", "The target in its own words"),
    Column("wording", str, "措辞", "The words that say how firm it is, as written, joined by |"),
    Column("hardness", str, "软硬", "hard, soft or neutral", rule="By the wording table below: soft where any of its words is soft, else hard where any is hard, else neutral. A word of one's own table that the reader does not know as wording counts wherever it stands in the target's clause; 预期目标 is one word, the name of targets"),
    Column("hardness_words", str, "软硬依据", "The words that decided it, joined by |"),
    Column("refers_to", str, "参照", "What a relative target is tied to, or who sets an assigned one"),
    Column("nature", str, "属性", "预期性 or 约束性, where a table says it"),
    Column("main", int, "主行", "1 for the one row to use where a figure is set several times", rule="Among rows of one place, period, indicator, kind and unit: a paper that plans for that very year or period before one that speaks of it besides; then the work report, the plan report, the plan, other papers, adjustments last; then the first in order. 0 for the others"),
    Column("sentence", str, "原句", "The sentence or table row it stands in, exactly"),
    *SOURCE_COLUMNS,
)  # fmt: skip

_RANK = {"work_report": 0, "plan_report": 1, "plan": 2, "adjustment": 9}
_OTHERS = 5
_TERM = ("预期|目标", "预期目标")
"""预期目标 is what targets are called and says nothing of how firm they are, as 预期 alone does."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which targets are wanted."""

    indicators: frozenset[str] = frozenset()
    """Codes; empty for any of the catalogue."""
    unknown: bool = False
    """Whether subjects outside the catalogue are wanted too."""
    years: tuple[int, int] | None = None
    """First and last."""

    def year(self, year: int | None) -> bool:
        """Whether the year is wanted; one that is not known is where none is asked for."""
        return self.years is None or (year is not None and self.years[0] <= year <= self.years[1])

    def indicator(self, code: str) -> bool:
        """Whether the indicator is wanted."""
        return code in self.indicators if self.indicators else bool(code) or self.unknown


def growth_targets(
    reading: Reading, text: str, source: Source, firmness: FirmnessTable, chosen: Chosen
) -> Iterator[Record]:
    """The rows of one document that was read, without `main`, in the order of the text."""
    for target in reading.targets:
        if not chosen.indicator(target.indicator) or not chosen.year(last_year(target.period)):
            continue
        stands = reading.sentences[target.sentence] if target.sentence is not None else target
        sentence, clause = text[stands.start : stands.end], text[target.start : target.end]
        yield target_row(target, source, sentence, clause, firmness)


def target_row(target: Target, source: Source, sentence: str, clause: str, firmness: FirmnessTable) -> Record:
    """One row. `sentence` and `clause` are the exact words of the target's sentence and of the target itself."""
    known = indicators().get(target.indicator) if target.indicator else None
    low, high = ends(target.value, target.bound)
    hardness, why = hardness_of(target.wording, clause, firmness)
    return {
        **source.place_columns(),
        "year": last_year(target.period), "period": target.period, "indicator": target.indicator,
        "indicator_name": known.name if known else "", "subject": target.subject, "kind": target.kind,
        "target_form": target.form, "low": low, "high": high, "unit": target.unit, "bound": target.bound, "aim": target.text,
        "wording": target.wording, "hardness": hardness, "hardness_words": "|".join(why), "refers_to": target.refers_to,
        "nature": target.nature, "main": 0, "sentence": sentence, **source.columns(target.start, target.end),
    }  # fmt: skip


def ends(
    value: float | int | tuple[float | int, float | int] | None, bound: str
) -> tuple[float | int | None, float | int | None]:
    """The lowest and the highest figure that reaches a target; None where it is open, or has no number."""
    if value is None:
        return None, None
    if isinstance(value, tuple):
        low, high = sorted(map(figure, value))
        return low, high
    one = figure(value)
    if bound not in ("ge", "le"):
        return one, one
    above = (bound == "ge") == (one >= 0)  # the bound is of the amount: -20 with ge is a fall of 20 or more
    return (one, None) if above else (None, one)


def figure(value: float | int) -> float | int:
    """A figure as any table can hold it: a whole number without a fraction, one beyond all amounts as the largest there is."""
    try:
        made = float(value)
    except OverflowError:
        return sys.float_info.max
    return int(made) if made.is_integer() and abs(made) < 2**53 else made


def hardness_of(
    wording: str, clause: str, firmness: FirmnessTable
) -> tuple[Literal["hard", "soft", "neutral"], list[str]]:
    """How firm a target is, and the words that decided it."""
    words = [word for word in wording.replace(_TERM[0], _TERM[1]).split("|") if word]
    rest = fold(clause)
    for word in firmness.own:
        if word in rest:
            words.append(word)
            rest = rest.replace(word, "\n")  # 务必确保 is not 确保 as well
    for wanted in ("soft", "hard"):
        found = [word for word in dict.fromkeys(words) if firmness.firmness.get(fold(word)) == wanted]
        if found:
            return wanted, found
    return "neutral", []


def sort_key(row: Record) -> tuple[str | int, ...]:
    """The order of the rows: place, year, indicator, document, start."""
    return (
        row["place_key"], row["year"] or 0, row["indicator"] or f"~{row['subject']}", row["file"], row["document"],
        row.get("ledger", 0), row["start"], row["end"], row["kind"], row["aim"],
    )  # fmt: skip


def with_main(rows: Iterable[Record]) -> Iterator[Record]:
    """The sorted rows, with the one marked that is to be used where a figure is set several times."""
    for (place, _, _), group in groupby(rows, lambda row: sort_key(row)[:3]):
        together = list(group)
        best: dict[tuple[str, ...], Record] = {}
        for row in together:
            where = place or row["file"]  # two papers whose places are unknown do not speak of one place
            key = (str(where), row["period"], row["kind"] or row["target_form"], row["unit"])
            if key not in best or _rank(row) < _rank(best[key]):
                best[key] = row
        for row in best.values():
            row["main"] = 1
        yield from together


def _rank(row: Record) -> tuple[bool, int]:
    return last_year(row["plan"]) != row["year"], _RANK.get(row["document_kind"], _OTHERS)
