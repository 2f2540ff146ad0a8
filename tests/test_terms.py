"""Glossaries in the shapes the genre gives them, and the mentions of their terms."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.terms import find_terms
from luoshi.reading.text import fold

CASES = [
    (
        "推进“五好乡村路”建设,发展榆字号农品。\n名词解释:\n1.五好乡村路:建得好、管得好的路。\n2.榆字号农品:本区认证的农产品。\n",
        {"五好乡村路": ["“五好乡村路”"], "榆字号农品": ["榆字号农品"]},
        "numbered lines",
    ),
    (
        "推进链上贷。名词解释1.链上贷:一种贷款。2.“云享园”:指共享园区。3.MRO:运维。",
        {"链上贷": ["链上贷"], "云享园": [], "MRO": []},
        "line breaks lost: the numbers tell entries apart",
    ),
    (
        "附件:\n有关名词术语解释\n云享园:共享的园区。\n“双零”店:不收两种费的店。\n\n三、其他",
        {"云享园": [], "“双零”店": []},
        "no numbers, one a line",
    ),
    (
        "做强“四上”企业。\n[1]“四上”企业:指规模以上工业企业等四类企业。\n[2]飞地:是指合作园区。",
        {"“四上”企业": ["“四上”企业"], "飞地": []},
        "footnotes",
    ),
    (
        "指标注释:\n1. 云用户(CU):上云的用户。\n第二章 每万户CU数\n",
        {"云用户(CU)": ["CU"]},
        "what stands in brackets is a form",
    ),
    ("加强名词解释工作。注:本表为快报数。", {}, "neither heading nor note"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES)
def test_terms(text: str, expected: dict[str, list[str]], why: str) -> None:
    found = find_terms(text, fold(text), 0, len(text))
    assert {term.name: [text[one.start : one.end] for one in term.mentions] for term in found} == expected, why


def test_the_definition_ends_with_its_entry() -> None:
    text = "名词解释\n1.甲甲园:好园。分三处。\n2.乙乙园:大园。\n编辑:某人"
    first, second = find_terms(text, fold(text), 0, len(text))
    assert first.definition == "好园。分三处。"
    assert second.definition == "大园。"
    assert text[first.start : first.end] == "1.甲甲园:好园。分三处。"


ALPHABET = "名词术语解释说明注:12345.[]()①指是即“”甲乙园,。\n 《》"


@given(st.text(ALPHABET, max_size=120))
def test_spans_lie_in_range(text: str) -> None:
    folded = fold(text)
    found = find_terms(text, folded, 0, len(text))
    assert found == find_terms(text, folded, 0, len(text))
    for term in found:
        assert 0 <= term.start < term.end <= len(text)
        assert term.name in text[term.start : term.end]
        assert term.definition in text[term.start : term.end]
        assert all(one.end <= term.start or one.start >= term.end for one in term.mentions)


@pytest.mark.parametrize(
    "unit", ["名词解释", "名词解释1.甲甲:乙", "1.甲甲:乙", "\n[1]甲甲:指", "注:", "名词解释\n甲甲:乙\n", "1", "①"]
)
def test_time_is_bounded(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.perf_counter()
    find_terms(text, text, 0, len(text))
    assert time.perf_counter() - began < 4
