"""How many rows of a table of facts there are of what: where people would rather look than read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from luoshi.ledger.facets import place_names
from luoshi.ledger.lookup import Wanted, figures, tasks
from luoshi.people.access import Person
from luoshi.web.paging import COUNTED
from luoshi.web.wording import VALUES

TABLES = {"measures": "数据", "commitments": "任务"}
COUNTED_BY = {"theme": "领域", "office": "牵头（建议）", "year": "年份", "place": "地区", "modality": "口径"}
"""Name in addresses: what it is called. Tasks have no modality."""
_COLUMNS = {"place": "place_key"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each, the most first (of years, the latest first)."""

    table: str
    by: str
    rows: tuple[tuple[str, str, int], ...]
    """(value in addresses, what it is called, how many)."""
    of: int
    """Rows that were counted."""
    more: bool
    """There are more rows than were counted: these are the first."""

    @property
    def answer(self) -> str:
        """What the counts say: the title of their chart."""
        what = TABLES[self.table]
        told = f"前{self.of:,}条{what}" if self.more else f"{self.of:,}条{what}"
        if not self.rows:
            return f"没有符合条件的{what}"
        if self.by == "year":
            most = max(self.rows, key=lambda row: row[2])
        else:
            most = self.rows[0]
        return f"{told}中，{most[1]}最多：{most[2]:,}条"


def counts_of(person: Person, table: str, wanted: Wanted, by: str) -> Counts:
    """The counts by one column, over at most as many rows as a table is counted to."""
    rows = figures(person, wanted) if table == "measures" else tasks(person, wanted)
    values = list(rows.order_by().values_list(_COLUMNS.get(by, by), flat=True)[: COUNTED + 1])
    more = len(values) > COUNTED
    found = Counter(values[:COUNTED])
    if by == "year":
        order = sorted(found, key=lambda year: -(year or 0))
    else:
        order = sorted(found, key=lambda value: (-found[value], str(value)))
    names = place_names(person, (str(value) for value in order)) if by == "place" else VALUES.get(by, {})
    return Counts(
        table, by, tuple((_value(each), _label(by, each, names), found[each]) for each in order), min(len(values), COUNTED), more
    )


def _value(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _label(by: str, value: str | int | None, names: dict[str, str]) -> str:
    if value in (None, ""):
        return {"theme": "未归领域", "office": "未提示牵头", "year": "年份不详", "place": "地区不详"}.get(by, "不详")
    return f"{value}年" if by == "year" else names.get(str(value), str(value))
