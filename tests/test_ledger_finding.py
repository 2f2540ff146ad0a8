"""Finding words again in a changed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.finding import find_again

OLD = "全区新建学校3所。投资310亿元,增长5%。税收310亿元,增长5%。"


@pytest.mark.parametrize(
    ("words", "new", "found", "why"),
    [
        ("3所", OLD, "新建学校3所", "nothing changed"),
        ("3所", "开头加一段话。" + OLD, "新建学校3所", "all moved together"),
        ("投资310亿元", OLD.replace("全区新建学校3所。", ""), "投资310亿元", "what stood before is gone"),
        ("310亿元", "完全不同的一段话,另有310亿元出让收入。", None, "the same words said of something else"),
        ("3所", OLD.replace("3所", "4所"), None, "the words are gone"),
        ("310亿元,增长5%", "甲310亿元,增长5%,乙310亿元,增长5%", None, "could be either"),
    ],
)
def test_found_or_lost(words, new, found, why):
    start = OLD.index(words)
    place = find_again(start, start + len(words), OLD, new)
    assert (place is None) == (found is None), why
    if found is not None:
        assert new[: place + len(words)].endswith(found), why


TEXTS = st.text(alphabet="投资增长亿元,。310", max_size=60)


@given(TEXTS, TEXTS, st.data())
def test_what_is_found_is_always_those_words(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    place = find_again(start, end, old, new)
    assert place is None or new[place : place + end - start] == old[start:end]


@given(TEXTS.filter(bool), st.data())
def test_in_the_same_text_words_are_found_where_they_were_or_not_at_all(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert find_again(start, end, text, text) in (start, None)
