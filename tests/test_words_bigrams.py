"""The one form in which words are looked for, the grams of an index, and what people type."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.words.bigrams import grams, normal, phrase, same_length, spots
from luoshi.ledger.words.query import LONGEST, MOST, Query, parse

TEXTS = st.text(max_size=60)


@pytest.mark.parametrize(
    ("written", "also", "why"),
    [
        ("招商引资", "招商引資", "traditional"),
        ("发展", "發展", "one of several traditional forms"),
        ("5%", "５％", "full width"),
        ("ICT产业", "ｉｃｔ產業", "width, capitals and script at once"),
        ("“三个年”", '"三个年"', "straight quotation marks"),
        ("“三个年”", "「三個年」", "quotation marks of another script"),
        ("2021—2025年", "2021-2025年", "dashes"),
        ("大力", "\u2f24力", "a radical that a PDF gives for a character"),
        ("龍", "\uf9c4", "a compatibility character"),
        ("龙", "\uf9c4", "a compatibility character of the other script"),
        ("招商引资", "招 商\u3000引\n资", "blanks"),
        ("招商引资", "招\u200b商\u00ad引\u2060资", "characters nobody sees"),
        ("ΑΣΑ", "ας" + "α", "a letter whose small form depends on where it stands"),
        ("（一）", "(一)", "brackets"),
    ],
)
def test_found_by_one_another(written, also, why):
    assert normal(written) == normal(also), why


@pytest.mark.parametrize(("one", "other"), [("水", "冰"), ("5%", "5"), ("就业", "就 医"), ("A", "B"), ("已", "己")])
def test_what_differs_stays_different(one, other):
    assert normal(one) != normal(other)


@given(TEXTS)
def test_the_form_keeps_the_length_and_is_final(text):
    assert len(same_length(text)) == len(text)
    assert normal(normal(text)) == normal(text)


@given(TEXTS, TEXTS)
def test_the_form_of_a_part_is_part_of_the_form(one, other):
    assert normal(one + other) == normal(one) + normal(other)


@given(TEXTS)
def test_grams_hold_nothing_a_tokenizer_splits_at(text):
    for gram in grams(text):
        assert 1 <= len(gram) <= 2
        assert not any(c.isspace() or ord(c) < 0xA0 for c in gram)


@given(TEXTS, st.data())
def test_a_word_of_the_text_is_its_grams_one_after_another(text, data):
    looked = normal(text)
    start = data.draw(st.integers(0, len(looked)))
    pairs, beginning = phrase(looked[start : data.draw(st.integers(start, len(looked)))])
    held = grams(text)
    if beginning:
        assert not pairs or any(gram.startswith(pairs[0]) for gram in held)
    else:
        assert any(held[at : at + len(pairs)] == pairs for at in range(len(held)))


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_spots_are_the_words(text, words):
    found = spots(text, words)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    for word in filter(None, map(normal, words)):
        assert (word in normal(text)) == any(word in normal(text[start:end]) for start, end in found)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("招商 投资", Query(every=("招商", "投资"))),
        ("招商　投资", Query(every=("招商", "投资"))),
        ("招商 -投资", Query(every=("招商",), none=("投资",))),
        ("招商|投资", Query(some=("招商", "投资"))),
        ("招商 OR 投资 就业", Query(every=("就业",), some=("招商", "投资"))),
        ("OR", Query(every=("OR",))),
        ("招商 OR", Query(every=("招商", "OR"))),
        ('"招商 投资" -“就业 岗位”', Query(every=("招商 投资",), none=("就业 岗位",))),
        ('"没有收尾', Query(every=("没有收尾",))),
        ("2021-2025", Query(every=("2021-2025",))),
        ("招商 招商", Query(every=("招商",))),
        ("-", Query(every=("-",))),
        ('|| "" \x00 \u200b', Query()),
    ],
)
def test_what_is_typed_is_understood(typed, wanted):
    assert parse(typed) == wanted


def test_the_other_boxes_add_to_the_first():
    assert parse("甲", "乙 丙|丁", "戊|己 -庚") == Query(("甲",), ("乙", "丙", "丁"), ("戊", "己", "庚"))


def test_what_only_excludes_asks_for_nothing():
    assert not parse("-招商")
    assert not parse("", "", "招商")


def test_too_much_is_cut_off():
    query = parse("长" * 500 + " " + " ".join(map(str, range(100))))
    assert len(query.every) == MOST
    assert len(query.every[0]) == LONGEST


@given(st.text(), st.text(), st.text())
def test_anything_may_be_typed(every, some, none):
    query = parse(every, some, none)
    assert all(normal(word) for words in (query.every, query.some, query.none) for word in words)
