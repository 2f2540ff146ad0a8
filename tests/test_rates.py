"""Rates: what counts, what is left out, and the same day giving the same figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office_parts import DAY, begun, issued, set_up

Q1 = (date(2024, 1, 1), date(2024, 3, 31))


def test_open_overdue_items_count_and_those_under_check_do_not() -> None:
    from luoshi.catalogue.rates import rates_on
    from luoshi.delivering.clocks.pauses import Pause
    from luoshi.delivering.rates.reckoning import CONDITIONS, ItemRow, Span, rate

    definitions = rates_on(DAY)
    assert {name for each in definitions for name in (each.numerator, each.denominator, *each.left_out)} <= CONDITIONS.keys()
    closed = next(each for each in definitions if each.code == "closed")
    day = date(2024, 3, 20)
    items = [
        ItemRow("on time", day, ((day, None),), day, date(2024, 4, 5), "closed"),
        ItemRow("open", day),
        ItemRow("long open", date(2023, 6, 30)),
        ItemRow("checking", day, ((day, None),)),
        ItemRow("carried", day, ((day, None),), day, day, "carried"),
        ItemRow("paused", day, pauses=(Pause(date(2024, 3, 1), date(2024, 4, 1), date(2024, 3, 1)),)),
    ]
    found = rate(closed, [], items, Span("2024Q1", *Q1, date(2024, 4, 10)))
    assert (found.numerator, set(found.denominator), found.said) == (("on time",), {"on time", "open", "long open"}, "33.3%")
    assert found.left_out == {"item-under-check": ("checking",), "item-ended-otherwise": ("carried",)}
    before = rate(closed, [], items, Span("2024Q1", *Q1, date(2024, 4, 1)))
    assert before.numerator == (), "what was approved later is not seen"


@pytest.mark.django_db
def test_the_same_day_gives_the_same_rates_later(workspace: Any, tmp_path: Path) -> None:
    from luoshi.delivering import working
    from luoshi.delivering.clocks.periods import period
    from luoshi.delivering.rates.ledger import export, rates_of
    from luoshi.errors import DeliverError

    office = issued(begun(set_up(workspace), tmp_path))
    school, late = office.task("第二小学"), date(2024, 4, 20)
    report = working.save_report(school, "2024Q1", words="封顶1栋", person=office["sun"], on=DAY)
    working.submit(report, version=report.version, person=office["chen"], on=date(2024, 4, 3))

    def said(as_of: date) -> list[tuple[int, int]]:
        found = rates_of(workspace, period("2024Q1"), as_of=as_of, person=office["li"], on=late)
        [unit] = [each for each in found if each.unit == office.units["教育局"]]
        return [(len(each.numerator), len(each.denominator)) for each in unit.rates]

    then = said(date(2024, 4, 10))
    assert then[0] == (1, 1)
    report.refresh_from_db()
    working.return_report(report, "没有数", version=report.version, person=office["li"], on=date(2024, 4, 11))
    assert said(date(2024, 4, 10)) == then
    assert said(late)[2] == (1, 1), "returned once"
    csv = export(workspace, period("2024Q1"), "csv", as_of=late, person=office["wu"], on=late).decode()
    assert "按期报送率（第1版）" in csv
    assert export(workspace, period("2024Q1"), "xlsx", as_of=late, person=office["zhao"], on=late).startswith(b"PK")
    with pytest.raises(DeliverError, match="L710"):
        export(workspace, period("2024Q1"), "csv", as_of=late, person=office["chen"], on=late)
