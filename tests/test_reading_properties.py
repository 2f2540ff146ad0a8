"""What holds of every reading, whatever the text: spans, sameness, twins in the two widths, time, and a light import."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.reading import FileReading, read_text
from luoshi.reading.text import fold
from tests.measure_cases import CASES
from tests.measure_texts import document
from tests.pathological import PATHOLOGICAL, SIZE
from tests.test_numbers import unaccounted

SECONDS_PER_MEGABYTE = 30
"""Of processor time; the worst text takes half of it (measured on a slow core), an ordinary report a tenth."""

_PIECES = [
    "政府工作报告\n", "——2024年1月10日在澄湖区第六届人民代表大会第三次会议上\n", "各位代表：\n", "一、2023年工作回顾\n", "（一）着力扩大需求\n",
    "二、2024年主要目标\n", "三、2024年重点工作\n", "第一章 发展基础\n", "第一节", "一是", "1.", "今年主要预期目标是：", "地区生产总值", "固定资产投资",
    "社会消费品零售总额", "居民收入与经济增长同步", "完成市下达目标", "持续改善", "分别", "增长", "下降", "达到", "突破", "预计", "力争", "不少于", "左右",
    "以上", "5%", "3.5%", "120亿元", "2-3家", "100-300亿元", "1.2万人", "翻一番", "是2015年的2.6倍", "居全市第一", "0.3个百分点", "亿元", "亿元以上项目",
    "两所", "十二座", "5G基站", "107国道", "“3335”现代产业体系", "第十六届", "“十四五”", "到2025年", "2021—2025年", "新建道路3条", "改造公园5个", "新增",
    "和", "、", "，", "；", "。", "：", "（", "）", "“", "”", "《", "》", "\n", " ", "　", "|", " | ", ",", ";", ":", "(", ")", "%", ".", '"', "-",
    "指标 | 单位 | 2020年 | 2025年 | 属性\n", "森林覆盖率 | % | 31.2 | >33 | 约束性\n", "某某产业园项目开工", "总投资30亿元", "《关于加快发展的意见》",
    "名词解释\n", "1.“五社联动”：指社区与社会组织联动。\n", "\r\n", "\t", "\0", "\x0b", "\x1c", "\x85", "\u2028", "\u200b", "\ufeff", "🙂", "é", "ẞ", "𠮷", "㎡", "½",
]  # fmt: skip
_letters = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
texts = st.lists(st.one_of(st.sampled_from(_PIECES), _letters), max_size=40).map("".join)
_quick = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TO_FULL = str.maketrans(",;:!?()%", "，；：！？（）％")
TO_ASCII = str.maketrans("，；：！？（）％０１２３４５６７８９", ",;:!?()%0123456789")


def spans(reading: FileReading) -> Iterator[tuple[str, int, int]]:
    """Every span of every fact, with the kind of fact."""
    for one in reading.readings:
        yield "document", one.document.start, one.document.end
        for kind in (
            "sections",
            "sentences",
            "measures",
            "targets",
            "numbers",
            "projects",
            "policies",
            "terms",
            "actors",
        ):
            for fact in getattr(one, kind):
                yield kind, fact.start, fact.end
                for inner in (*getattr(fact, "mentions", ()), *getattr(fact, "deliverables", ())):
                    yield kind, inner.start, inner.end
        for table in one.tables:
            yield "tables", table.start, table.end
            for row in table.rows:
                for cell in row:
                    yield "cells", cell.start, cell.end


def check(text: str) -> FileReading:
    """Read a text and see that what holds of every reading holds of this one."""
    reading = read_text(text)
    assert reading.rendition.text == text
    for kind, start, end in spans(reading):
        assert 0 <= start <= end <= len(text), (kind, start, end)
        assert start < end or kind in ("cells", "document"), (kind, start, end)
    assert all(one.document.end <= two.document.start for one, two in pairwise(reading.readings))
    for one in reading.readings:
        inside = one.document.start, one.document.end
        for number in one.numbers:
            assert inside[0] <= number.start < number.end <= inside[1]
        assert all(left.end <= right.start for left, right in pairwise(one.numbers)), "numbers overlap"
        assert all(left.end <= right.start for left, right in pairwise(one.sentences)), "sentences overlap"
        for section in one.sections:
            assert section.title in text
        for target in one.targets:
            assert target.text in text, target
        for entity in (*one.projects, *one.policies, *one.actors):
            assert entity.start in {mention.start for mention in entity.mentions}, entity
    assert unaccounted(reading) == []
    return reading


def figures(reading: FileReading) -> list[tuple[Any, ...]]:
    """The measures without their words, which keep the text's own punctuation."""
    return [
        (m.start, m.end, m.value, m.unit, m.kind, m.modality, m.bound, m.period, fold(m.subject))
        for one in reading.readings
        for m in one.measures
    ]


@_quick
@given(texts)
def test_any_text_is_read(text: str) -> None:
    check(text)


@_quick
@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_text(text) == read_text(text)


@_quick
@given(texts)
def test_both_widths_give_the_same_figures(text: str) -> None:
    narrow, wide = text.translate(TO_ASCII), text.translate(TO_FULL)
    assert figures(read_text(narrow)) == figures(read_text(wide))


def test_both_widths_of_every_case_give_the_same_facts() -> None:
    for case in CASES:
        text, _ = document(case.part, case.sentence)
        narrow, wide = read_text(text.translate(TO_ASCII)), read_text(text.translate(TO_FULL))
        assert figures(narrow) == figures(wide)
        assert [list(spans(narrow))] == [list(spans(wide))]


def test_a_reading_holds_the_words_it_stands_on() -> None:
    for case in CASES[::5]:
        text, _ = document(case.part, case.sentence)
        check(text)


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_the_head_of_a_pathological_text_is_read(name: str) -> None:
    check(PATHOLOGICAL[name][:1500])


@pytest.mark.slow
@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_time_per_megabyte_is_bounded(name: str) -> None:
    text = PATHOLOGICAL[name]
    assert len(text) >= SIZE
    read_text("一、增长5%。")  # patterns and word lists are made before the clock starts
    begun = time.process_time()
    read_text(text)
    taken = time.process_time() - begun
    assert taken / (len(text.encode()) / 1_000_000) < SECONDS_PER_MEGABYTE


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, max_size=6).map("\n".join))
def test_any_long_text_is_read(text: str) -> None:
    check(text)


def test_the_library_is_light() -> None:
    program = """
import sys, luoshi.reading
luoshi.reading.read_text("一、2023年工作回顾\\n地区生产总值增长5%。")
heavy = ("django", "psycopg", "sqlite3", "click", "pyarrow", "openpyxl", "docx", "pypdfium2", "lxml", "selectolax", "gunicorn")
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
