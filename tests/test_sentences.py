"""Cutting into sentences: where a sentence ends, what is none, and that spans are exact."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.sentences import cut
from luoshi.reading.text import fold

CASES = [
    ("开工三个项目。完成投资2亿元!", ["开工三个项目。", "完成投资2亿元!"], "a mark closes its sentence"),
    ("一是增收；二是减负；", ["一是增收；", "二是减负；"], "full-width semicolons cut too"),
    ("一是增收;二是减负", ["一是增收;", "二是减负"], "and ASCII ones, with the rest of the line as the last"),
    ("(一)稳增长\n扩大投资。", ["(一)稳增长", "扩大投资。"], "a line end closes a heading"),
    ("　　全区GDP增长6.5%。 ", ["全区GDP增长6.5%。"], "outer white space of either width is left out"),
    (
        "他们说：“干得好！”大家鼓掌。",
        ["他们说：“干得好！”", "大家鼓掌。"],
        "a closing quotation mark stays with its sentence",
    ),
    ("完成了（见附表。）随后", ["完成了（见附表。）", "随后"], "and so does a closing bracket"),
    ("……。\n——\n好。", ["好。"], "a piece with no letters or digits is none"),
    (
        "1 | 粮食产量 | 8.6万吨；约束性 |",
        ["1 | 粮食产量 | 8.6万吨；约束性 |"],
        "a row of a table is one, marks and all",
    ),
    ("序号 | 指标\n1 | 总产值。", ["序号 | 指标", "1 | 总产值。"], "row by row"),
    ("增长1.5倍、3.2%,居全市第二", ["增长1.5倍、3.2%,居全市第二"], "a decimal point is no mark"),
    ("", [], "nothing in nothing"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CASES)
def test_cut(text: str, expected: list[str], reason: str) -> None:
    assert [text[a:b] for a, b in cut(fold(text))] == expected, reason


def test_cut_keeps_to_the_stretch_asked_for() -> None:
    text = "前文。正文一。正文二。后文。"
    assert [text[a:b] for a, b in cut(text, 3, 11)] == ["正文一。", "正文二。"]


@given(st.text(alphabet="开工增长12%,;。!?；！ \n“”（）|、a", max_size=200))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    folded = fold(text)
    spans = cut(folded)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    left = "".join(
        folded[a:b] for a, b in zip([0, *(b for _, b in spans)], [*(a for a, _ in spans), len(text)], strict=True)
    )
    assert not any(character.isalnum() for character in left)


@given(st.text(max_size=200))
def test_any_text_is_cut(text: str) -> None:
    for start, end in cut(fold(text)):
        assert text[start:end].strip() != ""
