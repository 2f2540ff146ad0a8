"""Vintages side by side; growth against level only where that can be told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luoshi.reckoning.series import Said, series
from luoshi.reckoning.vintages import checks, vintages

ONE = Said(
    place="澄湖区", place_key="澄湖区", subject="社会消费品零售总额", indicator="retail_sales", kind="level", modality="actual", bound="eq",
    value=23_790_000_000.0, value_high=None, unit="元", period="2022", year=2022, text="237.9亿元", wording="", document=1, title="2022年公报",
    document_kind="bulletin", said_in=2022, start=0, end=8, headline=False,
)  # fmt: skip


def level(year: int, value: float, **more: object) -> Said:
    return replace(ONE, year=year, period=str(year), value=value, start=year, end=year + 8, said_in=year, **more)


def growth(year: int, value: float, **more: object) -> Said:
    return level(year, value, kind="growth", unit="%", text=f"{value}%", **more)


def test_every_version_of_a_figure_stands_beside_the_others_in_order() -> None:
    said = [
        level(2022, 24e9, modality="target", document_kind="work_report", document=2),
        level(2022, 23.9e9, modality="estimated", document_kind="work_report", document=3),
        level(2022, 23.79e9),
        replace(level(2022, 23.6e9, document=9, title="2024年报告", document_kind="work_report"), said_in=2024),
    ]
    ((only,),) = [vintages(each) for each in series(said)]
    assert [each.stage for each in only.vintages] == ["target", "estimate", "bulletin", "later"]
    assert "2022年公报" in only.contradiction
    assert "2024年报告" in only.contradiction


@pytest.mark.parametrize(("said", "verdict"), [(0.9, "agrees"), (1.3, "agrees"), (4.0, "differs")])
def test_growth_is_held_against_levels_of_one_price_basis(said: float, verdict: str) -> None:
    levels, rises = series([level(2021, 23.58e9), level(2022, 23.79e9)]), series([growth(2022, said)])
    (found,) = checks(levels[0], rises[0])
    assert (found.verdict, found.computed) == (verdict, 0.89)


@pytest.mark.parametrize(
    ("more", "why"),
    [({"indicator": "gdp", "subject": "地区生产总值"}, "不变价"), ({"bound": "approx"}, "约数"), ({"indicator": "", "subject": "甲"}, "目录")],
)
def test_what_cannot_be_told_is_not_checkable(more: dict[str, str], why: str) -> None:
    levels = series([level(2021, 23.58e9, **more), level(2022, 23.79e9, **more)])
    (found,) = checks(levels[0], series([growth(2022, 0.9, **more)])[0])
    assert found.verdict == "not_checkable"
    assert why in found.why


def test_without_last_years_level_nothing_is_computed() -> None:
    (found,) = checks(series([level(2022, 1.0)])[0], series([growth(2022, 3.0)])[0])
    assert (found.verdict, found.computed) == ("not_checkable", None)
