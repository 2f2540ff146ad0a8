"""Policies and programmes: sentences of the genre and what is named in them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.policies import find_policies
from luoshi.reading.text import fold

CASES = [
    (
        "印发《青榆市促进低空经济发展若干措施(试行)》,放映影片《山河故人》。",
        [("青榆市促进低空经济发展若干措施(试行)", "document")],
        "a paper by title; a film is none",
    ),
    (
        "出台《青榆区产业园区提级三年行动方案(2023—2025年)》。",
        [("青榆区产业园区提级三年行动方案(2023—2025年)", "document")],
        "the years belong to the title",
    ),
    (
        "落实“2+5”政策包,开展“暖企春风”行动。",
        [("“2+5”政策包", "programme"), ("“暖企春风”行动", "programme")],
        "quoted, with kind",
    ),
    ("推进“百县强镇工程”。", [("“百县强镇工程”", "programme")], "the kind inside the quotation"),
    (
        "实施农村路网提升工程和气象能力提升工程。",
        [("农村路网提升工程", "programme"), ("气象能力提升工程", "programme")],
        "two joined by 和",
    ),
    (
        "深入实施先进制造业倍增计划、乡村振兴战略。",
        [("先进制造业倍增计划", "programme"), ("乡村振兴战略", "programme")],
        "unquoted, listed",
    ),
    (
        "启动危旧管网整治三年行动,开展春风行动。",
        [("危旧管网整治三年行动", "programme"), ("春风行动", "programme")],
        "by their verb",
    ),
    (
        "深化“证照联办”改革,编制“十五五”规划。",
        [("“证照联办”改革", "programme"), ("“十五五”规划", "programme")],
        "reforms and plans",
    ),
    ("忠诚拥护“两个确立”,推进“十四五”重大工程。", [], "slogans and the works of a period are no policies"),
    ("实施一批重点工程,落实年度投资计划,推进具体行动。", [], "kinds of things name nothing"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), CASES)
def test_policies(sentence: str, expected: list[tuple[str, str]], why: str) -> None:
    found = find_policies(sentence, fold(sentence), 0, len(sentence))
    assert [(policy.name, policy.kind) for policy in found] == expected, why


def test_another_name_joins_the_paper() -> None:
    text = "发布《关于建设区域创投中心的若干措施》(以下简称“创投八条”)。“创投八条”规定奖励。创投八条获好评。"
    (policy,) = find_policies(text, fold(text), 0, len(text))
    assert [text[mention.start : mention.end] for mention in policy.mentions] == [
        "《关于建设区域创投中心的若干措施》",
        "“创投八条”",
        "“创投八条”",
        "创投八条",
    ]


def test_a_short_title_stands_for_the_long_one() -> None:
    text = "印发《关于做优营商环境的意见》(以下简称《意见》),《意见》明确三点。"
    (policy,) = find_policies(text, fold(text), 0, len(text))
    assert len(policy.mentions) == 3


def test_both_widths_name_the_same() -> None:
    narrow = "实施“1+4”政策包(试行),开展“清源”行动;"
    wide = "实施「１+４」政策包（试行），开展「清源」行动；"
    spans = [[(one.start, one.end) for one in find_policies(text, fold(text), 0, len(text))] for text in (narrow, wide)]
    assert spans[0] == spans[1] != []


ALPHABET = "《》“”(),。、实施推进开展行动计划工程战略政策包三年提升以下简称方案意见的和等A1\n"


@given(st.text(ALPHABET, max_size=100))
def test_mentions_are_forms_of_the_name(text: str) -> None:
    folded = fold(text)
    found = find_policies(text, folded, 0, len(text))
    assert found == find_policies(text, folded, 0, len(text))
    for policy in found:
        assert policy.name in text
        assert (policy.start, policy.end) == (policy.mentions[0].start, policy.mentions[0].end)
        for one, other in zip(policy.mentions, policy.mentions[1:], strict=False):
            assert one.end <= other.start
        assert all(0 <= mention.start < mention.end <= len(text) for mention in policy.mentions)


@pytest.mark.parametrize(
    "unit", ["《", "“", "行动", "实施行动", "《意见》", "“a”行动", "(以下简称", "”", "提升行动", "和"]
)
def test_time_is_bounded(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.perf_counter()
    find_policies(text, text, 0, len(text))
    assert time.perf_counter() - began < 4
