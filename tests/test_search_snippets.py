"""Cutting passages around words, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.words.bigrams import normal, spots
from luoshi.web.search.snippets import AROUND, LONGEST, STRETCHES, WHOLE, snippet

HAY = "我们将持续优化营商环境，"


@pytest.mark.parametrize(
    ("text", "words", "shown", "why"),
    [
        ("全年招商引资。", ["招商"], "全年[招商]引资。", "short: whole"),
        ("全年招商引资。", [], "全年招商引资。", "nothing to tell apart"),
        ("全年招商引资。", ["招商引", "商引资"], "全年[招商引资]。", "overlapping words are one"),
        (HAY * 30 + "招商" + HAY * 30, ["招商"], "…" + (HAY * 30)[-AROUND:] + "[招商]" + (HAY * 30)[:AROUND] + "…", "long: cut on both sides"),
        ("招商" + HAY * 30, ["招商"], "[招商]" + (HAY * 30)[:AROUND] + "…", "at the beginning"),
        (HAY * 30 + "招商", ["招商"], "…" + (HAY * 30)[-AROUND:] + "[招商]", "at the end"),
        (HAY * 30, ["没有"], (HAY * 30)[:WHOLE] + "…", "long and without the words"),
    ],
)
def test_cut_around_the_words(text, words, shown, why):
    assert "".join(f"[{part.words}]" if part.lit else part.words for part in snippet(text, spots(text, words))) == shown, why


def test_words_far_apart_are_shown_each():
    text = "招商" + HAY * 20 + "就业" + HAY * 20 + "投资" + HAY * 20 + "水利" + HAY * 20
    lit = [part.words for part in snippet(text, spots(text, ["招商", "就业", "投资", "水利"])) if part.lit]
    assert lit == ["招商", "就业", "投资"]


@given(st.text("水利招商，a ", max_size=700), st.lists(st.text("水利招商a", min_size=1, max_size=8), min_size=1, max_size=3))
def test_what_is_shown_stands_there_and_is_short(text, words):
    parts = snippet(text, spots(text, words))
    rest = text
    for part in parts:
        if part.words == "…":
            continue
        assert part.words in rest, "in order"
        rest = rest[rest.index(part.words) + len(part.words) :]
    assert len("".join(part.words for part in parts)) <= max(WHOLE + 1, STRETCHES * (LONGEST + 1) + 1)
    assert any(part.lit for part in parts) == any(normal(word) in normal(text) for word in words)
