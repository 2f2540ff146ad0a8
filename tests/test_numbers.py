"""Every number is accounted for: none of a text's digits or numerals is dropped without a word."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from luoshi.reading import FileReading, Number, read_text
from luoshi.reading.text import fold
from tests.measure_texts import Part, document

SOURCES = sorted((Path(__file__).parent.parent / "examples" / "source").glob("*.txt"))
_WRITTEN = re.compile(r"[0-9]+|[〇零一二两三四五六七八九十百千万亿]{2,}")
"""Numbers as a text shows them: a run of digits, or Chinese numerals of more than one character."""


def numbers_in(part: Part, sentence: str) -> list[tuple[str, Number]]:
    text, start = document(part, sentence)
    (reading,) = read_text(text).readings
    return [(text[n.start : n.end], n) for n in reading.numbers if start <= n.start < start + len(sentence)]


def unaccounted(reading: FileReading) -> list[str]:
    """The numbers of a file's documents of which some part lies in no record, with the words around them.

    A number beyond any sense (forty digits) may be several records.
    """
    text = fold(reading.rendition.text)
    missing = []
    for one in reading.readings:
        covered = bytearray(one.document.end - one.document.start)
        for number in one.numbers:
            covered[number.start - one.document.start : number.end - one.document.start] = b"1" * (
                number.end - number.start
            )
        for match in _WRITTEN.finditer(text, one.document.start, one.document.end):
            if 0 in covered[match.start() - one.document.start : match.end() - one.document.start]:
                missing.append(text[max(0, match.start() - 10) : match.end() + 10])
    return missing


FATES: list[tuple[str, Part, str, str, str]] = [
    ("an amount", "review", "完成投资320亿元。", "320亿元", "measure"),
    ("a growth", "review", "税收收入增长8.2%。", "8.2%", "measure"),
    ("a range is one number", "task", "引进团队2-3个。", "2-3个", "measure"),
    ("a rank", "review", "综合实力居全市第一。", "第一", "measure"),
    ("a multiple", "aims", "企业数量翻一番。", "翻一番", "measure"),
    ("numerals that count", "review", "新建三所学校。", "三所", "measure"),
    ("a year", "review", "2022年启动的工程全面完工。", "2022年", "date"),
    ("a month", "review", "6月成功举办湖滨文化节。", "6月", "date"),
    ("a day", "review", "9月28日大桥通车。", "9月28日", "date"),
    ("years from and to", "task", "编制2024—2026年行动方案。", "2024—2026年", "date"),
    ("a span of time", "task", "用三年时间补齐短板。", "三年", "date"),
    ("a year in numerals", "aims", "展望二〇三五年，建成现代化新城区。", "二〇三五年", "date"),
    ("a year alone", "review", "入选2023全国旅游名县。", "2023", "date"),
    ("a time of day", "review", "2023年6月1日 15:30，大桥通车。", "30", "date"),
    ("a note's mark", "review", "推行“四线并进”工作法[12]。", "12", "ordinal"),
    ("technology", "review", "加快5G网络建设。", "5", "name"),
    ("a road", "review", "107国道提档升级。", "107", "name"),
    ("a metro line", "review", "地铁12号线开工。", "12", "name"),
    ("a session", "review", "第十六届商品博览会圆满举办。", "第十六", "name"),
    ("a generation", "review", "10.5代线满产。", "10.5", "name"),
    ("a phase", "task", "推进产业园二期建设。", "二", "name"),
    ("a list of firms", "task", "引进世界500强。", "500", "name"),
    ("a circle", "task", "打造15分钟生活圈。", "15分钟", "name"),
    ("a plan's name", "task", "落实“十四五”规划。", "十四五", "name"),
    ("a hotline", "review", "办好12345热线。", "12345", "name"),
    ("a grade of scenery", "task", "创建4A级景区。", "4", "name"),
    ("a code of a system", "task", "构建“3335”现代产业体系。", "3335", "name"),
    ("round magnitudes of a class", "review", "新开工亿元以上项目36个。", "亿元", "threshold"),
    ("a figure of a class", "review", "新签约10亿元以上项目6个。", "10亿元", "threshold"),
    ("years of a class", "task", "改造20年以上小区12个。", "20年", "threshold"),
    ("an age", "review", "为80岁以上老人发放津贴。", "80岁", "threshold"),
    ("so many of each", "review", "每万人发明专利拥有量18件。", "万人", "threshold"),
    ("a class of firms", "task", "培育百亿级企业。", "百亿", "threshold"),
    ("a slogan", "review", "深刻领悟“两个确立”的决定性意义。", "两个", "slogan"),
    ("a quoted method", "review", "推行“四线并进”工作法。", "四", "slogan"),
    ("counted points", "task", "重点做好六个方面工作。", "六个", "slogan"),
    ("vague", "review", "一批重大项目落地。", "一批", "vague"),
    ("an ordinal", "task", "一是新建学校3所，二是改造道路5条。", "二", "ordinal"),
    ("an idiom", "review", "全区上下万众一心。", "万", "name"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "sentence", "said", "fate"), [row[1:] for row in FATES], ids=[row[0] for row in FATES]
)
def test_fates(part: Part, sentence: str, said: str, fate: str) -> None:
    found = numbers_in(part, sentence)
    assert (said, fate) in [(words, number.fate) for words, number in found], [
        (words, number.fate, number.reason) for words, number in found
    ]


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_every_number_of_the_sample_is_accounted_for(path: Path) -> None:
    reading = read_text(path.read_text(encoding="utf-8"))
    assert unaccounted(reading) == []
    for one in reading.readings:
        spans = [(number.start, number.end) for number in one.numbers]
        assert spans == sorted(spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans)), "spans overlap"
        measured = {(number.start, number.end) for number in one.numbers if number.fate == "measure"}
        assert measured == {(measure.start, measure.end) for measure in one.measures}
        assert all(number.reason for number in one.numbers if number.fate != "unresolved")


def test_few_numbers_of_the_sample_stay_unresolved() -> None:
    numbers = [
        (path.stem, fold(text)[number.start : number.end], number)
        for path in SOURCES
        for text in [path.read_text(encoding="utf-8")]
        for one in read_text(text).readings
        for number in one.numbers
    ]
    unresolved = [(name, said) for name, said, number in numbers if number.fate == "unresolved"]
    share = len(unresolved) / len(numbers)
    print(f"unresolved: {len(unresolved)} of {len(numbers)} numbers, {share:.2%}")
    assert share < 0.03, unresolved
