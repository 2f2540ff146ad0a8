"""Setting a document's text: every word once and in order, nothing of it taken for markup, highlights nested right."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.facts import Cell, Document, Measure, Place, Reading, Section, Sentence, Table
from luoshi.reading.tables import find_tables
from luoshi.web.document.layout import layout
from luoshi.web.document.marks import Mark, marks_of, pieces
from luoshi.web.document.set_text import set_text
from tests.ledger_parts import made


def body(text: str, reading: Reading | None = None, chosen: Mark | None = None) -> str:
    reading = reading or made(text).readings[0]
    return set_text(text, layout(text, reading), marks_of(reading), chosen=chosen)


def words(html: str) -> str:
    """What a reader sees, without white space."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


HOSTILE = '<script>alert(1)</script><img src=x onerror="a()">&lt; 投资310亿元 "引号" \'单引号\''


def test_hostile_text_is_shown_as_text():
    html = body(HOSTILE)
    assert "<script" not in html
    assert "<img" not in html
    assert "".join(HOSTILE.split()) == words(html)


def reading(text: str, **facts: object) -> Reading:
    return Reading(Document(0, len(text), "", "other", Place("")), "r", **facts)


def measure(start: int, end: int) -> Measure:
    return Measure(start, end, 1, "个", "", "level", "actual", "eq", "")


def test_facts_inside_facts_are_pieces_with_all_their_kinds_the_inner_one_linked():
    text = "我们将新建学校3所。"
    html = body(text, reading(text, sentences=(Sentence(0, 10, "commitment"),), measures=(measure(7, 9),)))
    found = re.findall(r'<a class="([^"]*)" data-k="([^"]*)" href="([^"]*)">([^<]*)</a>', html)
    assert found == [
        ("f commitment", "sentence-0", "?fact=sentence-0&amp;at=0-10#c0-10", "我们将新建学校"),
        ("f measure commitment", "measure-0 sentence-0", "?fact=measure-0&amp;at=7-9#c7-9", "3所"),
    ]
    assert html.endswith('<span class="f commitment" data-k="sentence-0">。</span></p>\n'), "too small to be a link"


def test_the_keyboard_stops_once_at_a_fact_that_others_cut():
    text = "我们将新建学校3所,改造学校5所。"
    marked = reading(text, sentences=(Sentence(0, 17, "commitment"),), measures=(measure(7, 9), measure(14, 16)))
    assert re.findall(r'href="\?fact=(\S+)-\d&amp;[^"]*"( tabindex="-1")?', body(text, marked)) == [
        ("sentence", ""),
        ("measure", ""),
        ("sentence", ' tabindex="-1"'),
        ("measure", ""),
    ]


def test_what_is_not_marked_is_no_link():
    text = "我们将新建学校3所。"
    marked = reading(text, sentences=(Sentence(0, 10, "commitment"),), measures=(measure(7, 9),))
    html = set_text(text, layout(text, marked), marks_of(marked), linked={"commitment"})
    assert re.findall(r"<a [^>]*>([^<]*)</a>", html) == ["我们将新建学校", "3所"]
    assert 'href="?fact=measure-0' not in html
    html = set_text(text, layout(text, marked), marks_of(marked), linked=())
    assert "<a " not in html
    assert '<span class="f measure commitment" data-k="measure-0 sentence-0" data-at="7-9">3所</span>' in html


def test_facts_that_overlap_half_way_are_cut_where_they_meet():
    marks = [Mark(0, 4, "project", "project-0"), Mark(2, 6, "policy", "policy-0")]
    (cut,) = pieces([(0, 8)], marks)
    assert [(p.start, p.end, {m.kind for m in p.marks}) for p in cut] == [
        (0, 2, {"project"}),
        (2, 4, {"project", "policy"}),
        (4, 6, {"policy"}),
        (6, 8, set()),
    ]


def test_a_fact_over_two_paragraphs_is_marked_in_both():
    text = "第一段\n第二段"
    assert body(text, reading(text, measures=(measure(1, 6),))).count('data-k="measure-0"') == 2


@pytest.mark.parametrize("inside", [False, True])
def test_a_heading_glued_to_prose_stands_alone(inside):
    text = ("前文。" if inside else "") + "一、2024年工作。这一年很好。"
    at = text.index("一、")
    html = body(text, reading(text, sections=(Section(at, at + 9, "一、2024年工作", 1, len(text), "numeral"),)))
    assert f'<h2 id="s0" class="numeral" data-s="{at}">一、2024年工作。</h2>' in html
    assert f'<p data-s="{at + 10}">这一年很好。</p>' in html


def test_a_lead_phrase_opens_its_paragraph_in_bold():
    text = "加快建设。全力推进。"
    html = body(text, reading(text, sections=(Section(0, 5, "加快建设", 1, 10, "lead"),)))
    assert html == '<p data-s="0"><span class="lead">加快建设。</span>全力推进。</p>\n'


def test_a_table_is_a_table():
    text = "指标 | 目标\n投资 | 3亿元"
    cells = tuple(tuple(Cell(*each) for each in row) for row in (((0, 2), (5, 7)), ((8, 10), (13, 16))))
    html = body(text, reading(text, tables=(Table(0, 16, "", cells),), measures=(measure(13, 16),)))
    assert '<tr><th data-s="0">指标</th><th data-s="5">目标</th></tr>' in html
    assert re.search(r'<td data-s="13"><a [^>]*>3亿元</a></td>', html)


def test_a_row_under_a_cell_that_spans_rows_keeps_its_columns():
    text = "类别 | 指标 | 目标\n经济 | 投资 | 3亿元\n | 消费 | 2亿元"
    tables = find_tables(text)
    assert [len(row) for row in tables[0].rows] == [3, 3, 2]
    html = body(text, reading(text, tables=tables))
    assert '<tr><td></td><td data-s="30">消费</td><td data-s="35">2亿元</td></tr>' in html
    marked = "| 指标 | 目标 |\n| 投资 | 3亿元 |"
    assert "<td></td>" not in body(marked, reading(marked, tables=find_tables(marked)))


def test_chosen_words_get_the_place_a_link_lands_on_once():
    text = "第一段\n第二段"
    html = body(text, reading(text), Mark(1, 6, "at"))
    assert html.count('id="c1-6"') == 1
    assert html.count('class="at"') == 2


@given(st.text(alphabet="一、年<>&\"' \r\n\u3000\x00310亿元将。", max_size=80))
def test_every_word_is_set_once_in_order(text):
    assert words(body(text)) == "".join(text.split())


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(st.lists(SPANS, max_size=8))
def test_pieces_fill_the_span_and_know_what_is_over_them(spans):
    marks = [Mark(start, end, "measure", f"measure-{n}") for n, (start, end) in enumerate(spans)]
    (cut,) = pieces([(0, 30)], marks)
    assert [piece.start for piece in cut] == [0, *(piece.end for piece in cut[:-1])]
    assert cut[-1].end == 30
    for piece in cut:
        assert set(piece.marks) == {mark for mark in marks if mark.start <= piece.start and piece.end <= mark.end}
