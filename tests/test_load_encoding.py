"""Encodings are found out: whatever a report was saved in, its characters come back, line ends and all."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.errors import ReadError
from luoshi.reading.load import load_bytes
from luoshi.reading.load.encoding import decode
from tests.load_samples import PROSE, REPORT

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")
clauses = st.lists(
    st.sampled_from(
        [*PROSE.replace("。", "，").split("，"), "第三季度", "“1+3”体系", "\r\n", "\n\n", "\t", " ", "①", "㎡"]
    ),
    min_size=1,
    max_size=30,
).map(lambda parts: PROSE[:12] + "，".join(parts))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_report_comes_back_from_each_encoding(encoding: str) -> None:
    for text in (REPORT, REPORT.replace("\n", "\r\n"), PROSE):
        assert decode(text.encode(encoding))[0] == text


@given(clauses, st.sampled_from(ENCODINGS))
def test_any_text_of_the_genre_comes_back_exactly(text: str, encoding: str) -> None:
    rendition = load_bytes(text.encode(encoding), "a.txt")
    assert rendition.text == text
    assert codecs.lookup(rendition.encoding).name in (codecs.lookup(encoding).name.removesuffix("-sig"), "utf-8") or (
        encoding in ("utf-16", "utf-32") and rendition.encoding.startswith(encoding)
    )


def test_traditional_characters_in_big5() -> None:
    text = "各位代表，現在我代表區人民政府向大會報告工作，請予審議。去年全區經濟社會發展完成預期目標，地區生產總值增長百分之六。"
    assert decode(text.encode("big5")) == (text, "big5hkscs")


def test_the_declared_encoding_is_believed_only_where_it_fits() -> None:
    assert decode(PROSE.encode(), declared="gb2312") == (PROSE, "utf-8")
    assert decode(PROSE.encode("gb18030"), declared="utf-8") == (PROSE, "gb18030")
    assert decode(PROSE.encode("gb18030"), declared="no-such-thing")[0] == PROSE


def test_a_page_with_one_stray_byte_is_still_read_as_declared() -> None:
    text = PROSE * 30
    broken = text.encode("gb18030")[:1000] + b"\xff" + text.encode("gb18030")[1000:]
    assert decode(broken, declared="gbk")[0].replace("\ufffd", "") == text
    with pytest.raises(ReadError, match="L109"):
        decode(broken)  # a text file that says nothing of itself is not guessed at


def test_ascii_and_a_single_heading() -> None:
    assert decode(b"GDP 5.5%\r\n") == ("GDP 5.5%\r\n", "utf-8")
    assert decode("第一章 发展基础".encode("gb18030"))[0] == "第一章 发展基础"


@pytest.mark.parametrize("seed", range(40))
def test_random_bytes_are_no_text(seed: int) -> None:
    chance = random.Random(seed)
    with pytest.raises(ReadError, match=r"L108|L109"):
        decode(chance.randbytes(chance.choice((64, 500, 5000, 100_001))))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\0" * 1000, "nothing but null characters"),
        (PROSE.encode() + b"\0", "a database could not hold the null character"),
        (PROSE.encode() + b"\0" * 5000, "a file whose end was never written"),
        (b"\x01\x02\x03\x04abc" * 100, "control characters"),
        (codecs.BOM_UTF16_LE + b"\0\0" * 100, "null characters in UTF-16"),
    ],
)
def test_what_holds_control_characters_is_no_text(data: bytes, why: str) -> None:
    with pytest.raises(ReadError, match="L108"):
        decode(data)
