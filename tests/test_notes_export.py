"""Notes as Markdown and Word: with quotations and citations, and what people wrote is text and nothing else."""

# ruff: noqa: F401, F811 (fixtures come from notes_parts)
from __future__ import annotations

import io
import re
from html import unescape

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.ledger_parts import TEXT
from tests.notes_parts import WORDS, load, noted, people, span
from tests.test_notes_shown import GONE, MOVED

AT = "{}-{}".format(*span(TEXT, WORDS))


@pytest.fixture
def taken(client, people):
    """What chen takes out: as Markdown, and the Word document opened."""

    def taken(query=""):
        client.force_login(people["chen"])
        text = client.get(f"/notes/export.md?{query}")
        paper = client.get(f"/notes/export.docx?{query}")
        assert text["Content-Type"] == "text/markdown; charset=utf-8"
        assert re.fullmatch(r"attachment; filename\*=utf-8''%E6%89%B9%E6%B3%A8-\d{8}\.md", text["Content-Disposition"])
        return text.content.decode(), docx.Document(io.BytesIO(paper.content))

    return taken


def paragraphs(paper):
    """(style, text) of each, with the words of links."""
    return [
        (each.style.name, "".join(part.text or "" for part in each._p.iter(qn("w:t")))) for each in paper.paragraphs
    ]


def test_both_hold_quotation_citation_note_tags_and_replies(load, people, workspace, taken):
    from luoshi.notes.actions import reply

    document = load()
    note = noted(document, people["chen"], "与公报核对\n第二段", tags=["口径", "投资"], workspace=workspace)
    reply(note, "已核对", person=people["li"])
    source = "《云岭区2024年政府工作报告》，云州市云岭区，2024年"
    link = f"http://testserver/documents/{document.pk}/?at={AT}#c{AT}"
    text, paper = taken()
    for part in (
        f"## 云岭区2024年政府工作报告\n\n> {WORDS}\n\n——{source}，<{link}>\n\n与公报核对\n\n第二段\n\n标签：口径、投资\n\n陈批注，",
        "“督查室”工作区可见\n\n- 回复（李同事，",
        "）\n\n  已核对\n\n* * *\n",
    ):
        assert part in text
    found = paragraphs(paper)
    assert [style for style, _ in found][:5] == ["Title", "Source", "Heading 1", "Quote", "Source"]
    words = [words for _, words in found]
    assert words[2:7] == ["云岭区2024年政府工作报告", WORDS, f"——{source}，{link}", "与公报核对", "第二段"]
    assert words[7].startswith("标签：口径、投资    陈批注，")
    assert words[8] == "已核对"
    assert "回复：李同事" in words[9]
    (field,) = paper.element.body.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == f'HYPERLINK "{link}"'


def test_the_word_document_has_the_faces_of_official_papers(load, people, taken):
    noted(load(), people["chen"])
    _, paper = taken()
    for style, face in (("Normal", "宋体"), ("Quote", "仿宋"), ("Heading 1", "黑体")):
        fonts = paper.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == face
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    about = paper.core_properties
    assert (about.title, about.author, about.comments) == ("批注", "陈批注", "")


def test_a_note_that_is_adrift_or_was_found_again_says_so(load, people, taken):
    noted(load(), people["chen"])
    load(MOVED)
    text, _ = taken()
    assert "*原件改动过，这里是按原来的字句重新找到的地方。*" in text
    old = load(GONE)
    text, paper = taken()
    assert "这里引的是改动前的文本" in text
    assert f"> {WORDS}" in text
    assert f"/documents/{old.pk}/" not in text
    assert any("这里引的是改动前的文本" in words for _, words in paragraphs(paper))


def test_what_is_shown_is_what_is_taken_out_in_the_order_of_the_text(load, people, taken):
    first, second = load(), load(TEXT.replace("云岭区2024", "云岭区2025"), "另一份.txt")
    noted(first, people["chen"], "后面的", words="新建口袋公园6个", tags=["民生"])
    noted(first, people["chen"], "前面的", tags=["口径"])
    noted(second, people["chen"], "别处的", tags=["口径"])
    text, _ = taken()
    assert text.index("2025年政府") < text.index("2024年政府") < text.index("前面的") < text.index("后面的")
    text, paper = taken("tag=口径&q=前面")
    assert "后面的" not in text
    assert "共 1 条" in text
    assert [words for style, words in paragraphs(paper) if style == "Quote"] == [WORDS]


def test_an_empty_export_is_a_file_that_says_so(people, workspace, taken):
    text, paper = taken()
    assert "共 0 条" in text
    assert len(paper.paragraphs) == 2


def test_no_more_than_a_file_can_hold_and_it_says_how_many_are_left_out(load, people, taken, monkeypatch):
    from luoshi.web.notes import views

    monkeypatch.setattr(views, "MOST", 2)
    document = load()
    for start in range(3):
        noted(document, people["chen"], f"第{start}条", words=TEXT[start : start + 10])
    text, _ = taken()
    assert "共 2 条。另有 1 条没有导出，请用标签或文件筛选后分别导出。" in text
    assert "第0条" not in text


HOSTILE = "# 标题 <script>alert(1)</script> [点](javascript:a) ![](x) **粗** `码` &lt; | $x$ ~~删~~ 'HYPERLINK \"http://evil\"'"


def test_hostile_words_are_text_in_both(load, people, workspace, taken):
    from luoshi.notes.actions import reply

    people["chen"].full_name = HOSTILE
    people["chen"].save()
    document = load(f"{TEXT}{HOSTILE}\x01\n")
    note = noted(
        document, people["chen"], f"{HOSTILE}\n- 列\n1. 序\n===\n    缩进\x0b\x1f", words=HOSTILE, workspace=workspace
    )
    reply(note, f"> {HOSTILE}", person=people["li"])
    text, paper = taken()
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    assert not re.search(r"<(script|img|strong|code|s|table|a (?!href=\"http://testserver))", html)
    assert set(re.findall(r"<(\w+)", html)) <= {"h1", "h2", "blockquote", "p", "a", "ul", "li", "hr"}
    assert unescape(html).count(HOSTILE) == 5, "quotation, note, its author, reply, and nothing of it is lost"
    words = [words for _, words in paragraphs(paper)]
    assert sum(HOSTILE in each for each in words) == 5
    for line in ("- 列", "1. 序", "===", "缩进"):
        assert line in words
    assert [field.get(qn("w:instr"))[:21] for field in paper.element.body.iter(qn("w:fldSimple"))] == [
        'HYPERLINK "http://tes'
    ]


@given(st.text(max_size=80))
@example("1. 一")
@example("1) 一")
@example("---")
@example("+ 一")
@example(": 一")
@example("\\")
@example("\t码")
@example("a_b_c*d*")
@example("&amp;")
@example("<http://a>")
def test_any_line_is_one_plain_paragraph(words):
    from luoshi.notes.markdown import plain

    line = plain(words)
    if not line:
        return
    tokens = MarkdownIt("commonmark").parse(f"> {line}\n\n- 甲\n\n  {line}\n")
    plain_ones = [token for token in tokens if token.type == "inline" and token.content != "甲"]
    assert len(plain_ones) == 2
    for token in plain_ones:
        assert {child.type for child in token.children} <= {"text", "text_special"}
        told = "".join(child.content for child in token.children)
        assert told == plain_text(words)


def plain_text(words):
    """What is left of a text on one line: no control signs, single blanks."""
    return " ".join(re.sub("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "", words).split())


UNHELD = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=80), st.text(max_size=300))
def test_any_words_can_stand_in_a_word_document(words, name):
    from luoshi.notes.word import word

    paper = docx.Document(io.BytesIO(word([], words, name)))
    assert [style for style, _ in paragraphs(paper)] == ["Title", "Source"]
    assert paper.core_properties.author == re.sub(UNHELD, "", name)[:255]
