"""What people type into the fields of a fact, read kindly or refused plainly."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.errors import IntakeError
from luoshi.ledger.kinds import KINDS, checked, correctable
from luoshi.web.send import fields, places, values


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("745", "元", 745), ("745亿元", "元", 74_500_000_000), ("７４５亿", "元", 74_500_000_000), ("1,234.5", "个", 1234.5),
        ("5.80", "%", 5.8), ("6%", "%", 6), ("-3.2", "%", -3.2), ("−3.2%", "%", -3.2), ("5-6", "%", (5, 6)),
        ("5%至6%", "%", (5, 6)), ("5 ～ 6", "%", (5, 6)), ("5—6亿元", "元", (500_000_000, 600_000_000)), ("1.5万", "人", 15_000),
        ("3千万", "元", 30_000_000), ("2万亿", "元", 2_000_000_000_000), ("0.1", "个", 0.1), ("十", "个", None), ("", "个", None),
        ("6.5%", "元", None), ("1e999", "个", None), ("NaN", "个", None), ("inf", "个", None), ("9" * 40, "个", None),
        ("6-5", "%", None), ("1,2", "个", None), ("<b>", "个", None), ("5-6-7", "%", None),
    ],
)  # fmt: skip
def test_a_figure(typed, unit, value):
    if value is None:
        with pytest.raises(IntakeError, match="L558"):
            values.figure(typed, unit, "数值")
    else:
        assert values.figure(typed, unit, "数值") == value


@given(
    st.one_of(
        st.integers(-(10**17), 10**17),
        st.floats(-1e14, 1e14, allow_nan=False).map(lambda n: round(n, 4)),
        st.tuples(st.integers(0, 10**9), st.integers(10**9, 10**12)),
    )
)
def test_a_figure_as_it_is_shown_is_read_back_the_same(value):
    assert values.figure(values.shown(value), "元", "数值") == value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2024", "2024"), ("2024年", "2024"), ("2021—2025年", "2021-2025"), ("2021-2025", "2021-2025"), ("２０２４", "2024"),
        ("", ""), ("24", None), ("2025-2021", None), ("明年", None),
    ],
)  # fmt: skip
def test_years(typed, kept):
    if kept is None:
        with pytest.raises(IntakeError, match="L558"):
            values.years(typed, "年度")
    else:
        assert values.years(typed, "年度") == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2024-1-5", "2024-01-05"), ("2024年1月5日", "2024-01-05"), ("", ""), ("2024-02-30", None), ("一月", None)],
)
def test_a_day(typed, kept):
    if kept is None:
        with pytest.raises(IntakeError, match="L558"):
            values.day(typed, "发布日期")
    else:
        assert values.day(typed, "发布日期") == kept


@pytest.mark.parametrize("record", [*KINDS, "document"])
def test_every_field_that_may_be_corrected_is_asked_for_in_chinese(record):
    names = {field.name for field in fields.fields_of(record)}
    assert names | ({"struck"} if fields.can_be_struck(record) else set()) == set(correctable(record))
    for field in fields.fields_of(record):
        said = [field.label, *(label for _, label in field.options)]
        assert not any("a" <= c.lower() <= "z" for words in said for c in words), said


@pytest.mark.parametrize("record", [*KINDS, "document"])
@given(data=st.data())
def test_what_the_form_reads_is_what_the_ledger_takes(record, data):
    field = data.draw(st.sampled_from(fields.fields_of(record)))
    words = data.draw(st.one_of(st.text(max_size=20), st.sampled_from([each for each, _ in field.options] or ["12"])))
    try:
        value = fields.parsed(field, words, {"unit": "元"})
    except IntakeError:
        return
    checked(record, field.name, list(value) if isinstance(value, tuple) else value)


def given_place(**more: str) -> dict[str, Any]:
    return places.filled({"place_name": "甲", "place_level": "", "place_code": "", "place_parent": "", **more})


def test_a_place_from_the_catalogue_fills_its_fields():
    line = next(line for line in places.options() if line.startswith("东西湖区 "))
    filled = given_place(place=line)
    assert (filled["place_name"], filled["place_level"]) == ("东西湖区", "district")
    assert (filled["place_code"], filled["place_parent"]) == ("420112", "武汉市")
    zone = given_place(place="武汉经济技术开发区 武汉市 功能区")
    assert (zone["place_level"], zone["place_code"], zone["place_parent"]) == ("zone", "", "武汉市")
    assert given_place(place="东西湖")["place_code"] == "420112"
    assert given_place()["place_name"] == "甲"


@pytest.mark.parametrize("chosen", ["鼓楼区", "没有的地方", "某地 (999999)", "<script>"])
def test_a_place_that_is_none_or_several_is_asked_again(chosen):
    with pytest.raises(IntakeError, match="L558"):
        given_place(place=chosen)


def test_every_line_of_the_list_can_be_chosen():
    for line in places.options():
        assert given_place(place=line)["place_name"] == line.split(" ")[0]
