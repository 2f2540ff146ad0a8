"""The index gives exactly the passages that hold the words, on either database, whatever is looked for."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.ledger.words.bigrams import normal
from luoshi.ledger.words.query import LONGEST, Query, parse

LETTERS = "水招商資资引aAＡ１1%％“”\"'\\、。 \n\t\x00\x01\x7f\u200b*:&|!()<->😀𠮷后後ß\u2028"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=12)
HOSTILE = [
    '"', '""', '" OR 1', "'", "''", "' OR '1'='1", "\\", "\\'", "%", "_", "*", "a*", "NEAR(a b)", "AND", "OR", "NOT", "a AND", "words:a", "^a",
    "{a b}:c", "a:*", "!", "!!a", "&", "|", "<->", "a <2> b", "(", ")", "((", "()", ":", ";--", "\x00", "a\x00b", "\ud800", "\udfff水", "😀", "𠮷",
    "👨‍👩‍👧", "%s", "%(x)s", "{}", "$1", "?", "水" * 5000, "水 " * 5000, "-" * 50, "\n", "\u200b", "\ufeff", "ﷺ", "İ", "e\u0301",
]  # fmt: skip


def found(query: Query) -> set[int]:
    from django.db import connection

    from luoshi.ledger.words.index import keys_with

    asked = keys_with(query)
    if asked is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        keys = [key for (key,) in cursor.fetchall()]
    assert len(keys) == len(set(keys)), "a passage is found once"
    return set(keys)


def held(texts: Iterable[str], query: Query) -> set[int]:
    """The same, found by looking at every text."""
    every, some, none = (list(filter(None, map(normal, words))) for words in (query.every, query.some, query.none))
    if not every and not some:
        return set()
    return {
        key
        for key, text in enumerate(map(normal, texts), 1)
        if all(word in text for word in every)
        and (not some or any(word in text for word in some))
        and not any(word in text for word in none)
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_exactly_those_that_hold_the_words(db, data):
    from luoshi.ledger.words import index

    rows = list(enumerate(data.draw(st.lists(TEXTS, min_size=1, max_size=6)), 1))
    texts = [text for _, text in rows]
    whole = "".join(texts)
    words = st.one_of(
        TEXTS, st.tuples(st.integers(0, len(whole)), st.integers(1, 10)).map(lambda at: whole[at[0] : sum(at)])
    )
    some = st.lists(words, max_size=3).map(tuple)
    index.add(rows)
    try:
        for _ in range(4):
            query = Query(data.draw(some), data.draw(some), data.draw(some))
            assert found(query) == held(texts, query)
    finally:
        index.remove(rows)
    assert found(Query(tuple(word for word in texts if normal(word))[:1])) == set()


LONG = {
    "one character over and over": "水" * 20_000 + "招商",
    "one character too often for a row": "水" * 290 + "招商",
    "two in turn": "水利" * 12_000 + "招商水",
    "all different": "".join(chr(0x4E00 + n) for n in range(20_000)) + "招商引资",
    "one word at every edge": ("长" * 97 + "招商引资") * 200,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_very_long_passage_is_found_as_a_whole(db, text):
    from luoshi.ledger.words import index

    texts = [text, "招商", "水" * 300]
    rows = list(enumerate(texts, 1))
    index.add(rows)
    first, middle, last = text[:LONGEST], text[7950:8050], text[-LONGEST:]
    queries = [
        *(Query((word,)) for word in (first, middle, last, "招商", "水" * 100, "商水", "资长", "不在", "水", text[0], text[-1])),
        Query((first, last)),
        Query((last,), none=(first,)),
        Query(some=("不在", last), none=("也不在",)),
        Query((first,), ("不在", "招商")),
        Query(("招商",), none=("水",)),
        *(Query((text[at : at + n],)) for at in range(0, len(text), 1499) for n in (1, 2, 10, LONGEST)),
    ]
    for query in queries:
        assert found(query) == held(texts, query)
    index.remove(rows)
    assert found(Query((first,))) == set()


@pytest.mark.parametrize("typed", HOSTILE, ids=ascii)
def test_nothing_typed_is_taken_for_more_than_words(db, typed):
    from luoshi.ledger.words import index

    texts = [typed.replace("\x00", "")[:300], "a b c", "水", "words a AND b OR c NOT d", "%s '' \" \\ * : & | ! ( )"]
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    index.add(enumerate(texts, 1))
    for query in (parse(typed), parse("水", typed), parse("水", "", typed), Query((typed,)), Query((), (typed,), (typed,))):
        assert found(query) == held(texts, query)


def test_twenty_words_in_each_box(db):
    from luoshi.ledger.words import index

    texts = ["".join(map(chr, range(0x4E00 + n, 0x4E00 + n + 60))) for n in range(40)]
    index.add(enumerate(texts, 1))
    boxes = [" ".join(chr(0x4E00 + at + n) * 1 for n in range(20)) for at in (39, 60, 5)]
    assert found(parse(*boxes)) == held(texts, parse(*boxes))
    assert found(parse(boxes[0])) == held(texts, parse(boxes[0])) != set()


def test_marks_leave_out_what_has_another_and_no_word_is_a_mark(db):
    from django.db import connection

    from luoshi.ledger.words import index

    index.add([(1, "新建小学", "commitment"), (2, "新建小学", "review"), (3, "水" * 9000 + "新建小学", "commitment")])
    asked = index.keys_with(parse("小学"), marks=["commitment"])
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        keys = {key for (key,) in cursor.fetchall()}
    assert {1, 3} <= keys
    assert 2 not in keys or connection.vendor != "postgresql"
    for words in ("commitment", "\x01commitment", "\x01", "\x01c"):
        assert found(parse(words)) == set(), words
