"""Numbers inside names: sentences of the genre, what is a name in them and what must stay an amount."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import luoshi.catalogue
from luoshi.reading.names import name_spans
from luoshi.reading.text import fold

NAMES = [
    (
        "新建5G基站210个,推广3D打印,建成8.6代线。",
        {"5G", "3D打印", "8.6代线"},
        "technology, and the amount 210个 left alone",
    ),
    ("改造312国道,提速G42高速,打通S213省道。", {"312国道", "G42高速", "S213省道"}, "road codes"),
    ("地铁9号线开通,十二号线开工,四环线贯通。", {"9号线", "十二号线", "四环线"}, "lines and rings"),
    ("在市第十六届人民代表大会第二次会议上", {"第十六届", "第二次"}, "editions are no amounts"),
    ("引进世界500强企业6家、中国民营企业100强2家。", {"500强", "100强"}, "lists, the counts left alone"),
    ("打造20分钟养老服务圈和一刻钟便民生活圈。", {"20分钟养老服务圈", "一刻钟便民生活圈"}, "circles"),
    ("构建“2468”现代产业体系,出台“1+6”政策包。", {"“2468”", "“1+6”"}, "quoted number patterns"),
    ("产业园二期竣工,医院3期动工。", {"二期", "3期"}, "phases"),
    ("PM2.5平均浓度降至31微克,推进IPv6改造,启用T3航站楼。", {"PM2.5", "IPv6", "T3航站楼"}, "letter codes"),
    ("新增5A级景区1家、4A级景区2家。", {"5A级", "4A级"}, "grades"),
    ("“三农”投入只增不减,三品一标达40个。", {"“三农”", "三品一标"}, "fixed expressions"),
    ("忠诚拥护“两个确立”,落实八五普法规划。", {"“两个确立”", "八五普法"}, "slogans"),
    ("十四五以来,党的二十大精神", {"十四五", "党的二十大"}, "plan period and congress"),
    ("形成一轴三带、四横五纵的格局。", {"一轴三带", "四横五纵"}, "patterns of space"),
    ("开展三年行动,打好百日攻坚战。", {"三年行动", "百日攻坚"}, "programmes named by their length"),
    ("12345热线办结率98%,110接警下降。", {"12345", "110"}, "hotlines"),
    ("万达广场开业,三一重工投产,九江路通车。", {"万达广场", "三一重工", "九江"}, "firms and places with numerals"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), NAMES)
def test_names(sentence: str, expected: set[str], why: str) -> None:
    folded = fold(sentence)
    assert {folded[a:b] for a, b, _ in name_spans(folded, 0, len(folded))} >= expected, why


AMOUNTS = [
    ("完成投资120亿元,增长8.5%。", "plain amounts"),
    ("引进三家企业,建成五个园区,新增两万人。", "counted things"),
    ("投入5千万元,销售618万元,受理12345件。", "amounts that look like a fixed expression"),
    ("一年三次、三年五个百分点", "units after both numerals make amounts"),
    ("总装机5GW,总长15.2公里", "a unit that begins like a code"),
    ("拨付二十亿元,共六十三人", "amounts in numerals"),
]


@pytest.mark.parametrize(("sentence", "why"), AMOUNTS)
def test_amounts_are_left_alone(sentence: str, why: str) -> None:
    folded = fold(sentence)
    assert name_spans(folded, 0, len(folded)) == [], why


def test_both_widths_read_the_same() -> None:
    narrow = "建成5G基站9个,获批“3+2”试点,改造107国道;PM2.5下降。"
    wide = "建成５Ｇ基站９个，获批“３＋２”试点，改造１０７国道；ＰＭ２．５下降。"
    assert name_spans(fold(narrow), 0, len(narrow)) == name_spans(fold(wide), 0, len(wide))


ALPHABET = "一二三四五十百千万两第期届次大个年行动号线路环桥级类国道5G13.+-AK代强圈分钟《》“”,。、建成投资亿元\n"


@given(st.text(ALPHABET, max_size=120), st.integers(0, 20), st.integers(0, 20))
def test_spans_lie_in_range_in_order_and_apart(text: str, before: int, after: int) -> None:
    folded = fold(text)
    start = min(before, len(folded))
    end = max(start, len(folded) - after)
    spans = name_spans(folded, start, end)
    assert spans == name_spans(folded, start, end)
    last = start
    for low, high, reason in spans:
        assert last <= low < high <= end
        assert reason
        last = high


@pytest.mark.parametrize("unit", ["一", "5", "“", "《", "第", "一,", "5G", "A1", "“一", "《五", "+1", "百年", ".5"])
def test_time_is_bounded(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.perf_counter()
    name_spans(text, 0, len(text))
    assert time.perf_counter() - began < 3


def test_the_data_file_is_sound() -> None:
    path = Path(luoshi.catalogue.__file__).parent / "data" / "fixed_names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = [row["word"] for row in rows]
    assert len(words) == len(set(words)) > 300
    assert all(set(word) & set("0123456789一二三四五六七八九十百千万亿两") for word in words), "each holds a numeral"
    assert all(row["reason"] and row["word"] == fold(row["word"]).strip() for row in rows)
