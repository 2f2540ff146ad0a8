"""PDF files: paragraphs whole again, tables as rows, nothing of the page's own, and every page's span known."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from luoshi.errors import ReadError
from luoshi.reading.load import load_bytes
from luoshi.reading.load.characters import tidy
from tests.load_samples import HEADINGS, PROSE, REPORT, pdf_bytes, scanned_pdf

LONG = PROSE * 4
BLOCKS = [
    ("title", "云溪区政府工作报告"),
    *[words for at in range(12) for words in (f"（{at + 1}）第{at}项任务", LONG)],
]


def plain(blocks: list[Any]) -> str:
    return "\n".join(block[1] if isinstance(block, tuple) else block for block in blocks)


@pytest.mark.parametrize("indent", [True, False])
@pytest.mark.parametrize("head", ["", "云溪区人民代表大会文件"])
def test_paragraphs_come_back_whole(indent: bool, head: str) -> None:
    rendition = load_bytes(pdf_bytes(BLOCKS, head=head, indent=indent), "a.pdf")
    assert rendition.text == plain(BLOCKS)
    assert (rendition.media_type, rendition.loader) == ("application/pdf", "pdf/1")


def test_a_title_of_two_lines_is_one_and_what_stands_below_it_is_not() -> None:
    small = [("small", "——2025年1月6日在云溪区第九届人民代表大会第一次会议上"), ("small", "云溪区区长 于远山")]
    blocks = [("title", "关于云溪区2024年国民经济和社会发展计划执行情况与2025年计划草案的报告"), *small, LONG]
    assert load_bytes(pdf_bytes(blocks), "a.pdf").text == plain(blocks)


@pytest.mark.parametrize("foot", ["— {} —", "- {} -", "第 {} 页 共 9 页", "{}", "第{}页", "{}/9", "Page {} of 9", ""])
def test_page_numbers_go(foot: str) -> None:
    assert load_bytes(pdf_bytes(BLOCKS, foot=foot), "a.pdf").text == plain(BLOCKS)


def test_pages_tile_the_text_and_know_their_words() -> None:
    rendition = load_bytes(pdf_bytes(BLOCKS), "a.pdf")
    assert [page.number for page in rendition.pages] == list(range(1, len(rendition.pages) + 1))
    assert rendition.pages[0].start == 0
    assert rendition.pages[-1].end == len(rendition.text)
    for one, other in zip(rendition.pages, rendition.pages[1:], strict=False):
        assert one.end == other.start
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf_bytes(BLOCKS))
    for page in rendition.pages:
        shown = re.sub(r"\s|— \d+ —", "", document[page.number - 1].get_textpage().get_text_range())
        assert re.sub(r"\s", "", rendition.text[page.start : page.end]) == shown


def test_a_ruled_table() -> None:
    table = [
        ["指标", "单位", "2024年", "2025年目标"],
        ["地区生产总值增长", "%", "5.8", "6左右"],
        ["规模以上工业企业研发经费支出占营业收入比重", "%", "", "2.1以上"],
    ]
    text = load_bytes(pdf_bytes([PROSE, table, PROSE]), "a.pdf").text
    assert text.split("\n") == [PROSE, *[" | ".join(row) for row in table], PROSE]


def test_merged_cells_of_a_ruled_table() -> None:
    table = [["表1 主要指标", "", ""], ["经济", "投资", "5%"], ["", "消费", "6%"]]
    spans = [("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 1), (0, 2))]
    text = load_bytes(pdf_bytes([PROSE, table], spans=spans), "a.pdf").text
    assert text == f"{PROSE}\n表1 主要指标\n经济 | 投资 | 5%\n | 消费 | 6%"


def drawn(*pages: list[tuple[float, float, str]], size: float = 12, **options: Any) -> bytes:
    """A PDF of words put at places."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in pages:
        if options.get("sideways"):
            canvas.translate(595, 0)
            canvas.rotate(90)
        canvas.setFont("STSong-Light", size)
        for x, y, words in page:
            canvas.drawString(x, y, words)
        if mark := options.get("watermark"):
            canvas.saveState()
            canvas.translate(200, 300)
            canvas.rotate(45)
            canvas.drawString(0, 0, mark)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_columns_without_rules() -> None:
    rows = [("指标", "单位", "目标"), ("投资增长", "%", "8"), ("外贸进出口", "亿元", "300"), ("新增就业", "人", "9000")]
    places = [
        (x, 700 - 20 * at, words) for at, row in enumerate(rows) for x, words in zip((80, 250, 400), row, strict=True)
    ]
    assert load_bytes(drawn(places), "a.pdf").text == "\n".join(" | ".join(row) for row in rows)


def test_two_wide_gaps_do_not_make_a_table() -> None:
    text = load_bytes(drawn([(80, 700, "主办单位"), (300, 700, "云溪区人民政府"), (80, 600, PROSE[:30])]), "a.pdf").text
    assert text == f"主办单位 云溪区人民政府\n{PROSE[:30]}"


def test_lines_that_share_no_edge() -> None:
    words = (HEADINGS[0], HEADINGS[2], "云溪区", "正文", "结尾")
    lines = [(80 + 30 * at, 700 - 40 * at, line) for at, line in enumerate(words)]
    assert load_bytes(drawn(lines), "a.pdf").text == "\n".join(words)


def test_what_lies_askew_is_left_out() -> None:
    lines = [(80, 700 - 20 * at, PROSE[at * 20 : at * 20 + 20]) for at in range(4)]
    assert "机密" not in load_bytes(drawn(lines, watermark="机密文件"), "a.pdf").text


def test_a_page_that_lies_on_its_side() -> None:
    lines = [(80, 500 - 20 * at, words) for at, words in enumerate((HEADINGS[0], HEADINGS[2]))]
    assert load_bytes(drawn(lines, sideways=True), "a.pdf").text == f"{HEADINGS[0]}\n{HEADINGS[2]}"


def test_tables_of_contents_go() -> None:
    lines = [
        (80, 700, "目录"),
        (80, 680, "一、回顾" + "." * 60 + "3"),
        (80, 660, "二、安排" + "…" * 20 + "12"),
        (80, 600, "正文"),
    ]
    assert load_bytes(drawn(lines), "a.pdf").text == "目录\n正文"


def test_a_blank_page_has_an_empty_span() -> None:
    rendition = load_bytes(drawn([(80, 700, HEADINGS[0])], [], [(80, 700, HEADINGS[2])]), "a.pdf")
    assert rendition.text == f"{HEADINGS[0]}\n{HEADINGS[2]}"
    assert [(page.start, page.end) for page in rendition.pages] == [(0, 11), (11, 11), (11, 19)]


def test_radicals_become_the_characters_meant() -> None:
    assert tidy("⼤⼒推进⻓江⼤保护，⻔类⾷品") == "大力推进长江大保护，门类食品"
    assert tidy("：，（）％①㎡") == "：，（）％①㎡"


PDF = pdf_bytes(BLOCKS[:5])


def empty_pdf() -> bytes:
    import pypdfium2

    out = io.BytesIO()
    pypdfium2.PdfDocument.new().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "number", "why"),
    [
        (PDF[: len(PDF) // 2], "L114", "cut in the middle"),
        (PDF[:-40], "L114", "cut near the end"),
        (PDF[:20], "L114", "only a header"),
        (b"%PDF-1.7\n%%EOF", "L114", "nothing inside"),
        (pdf_bytes([PROSE], password="secret"), "L113", "needs a password"),
        (scanned_pdf(), "L116", "pictures of pages"),
        (empty_pdf(), "L118", "no pages"),
        (drawn([]), "L106", "a blank page"),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) else str(value),
)
def test_what_is_refused(data: bytes, number: str, why: str) -> None:
    with pytest.raises(ReadError, match=number):
        load_bytes(data, "a.pdf")


def test_the_name_does_not_matter_and_the_same_bytes_give_the_same_text() -> None:
    data = pdf_bytes([REPORT.split("\n")[3]])
    assert load_bytes(data, "报告.txt") == load_bytes(data, "报告.pdf")
