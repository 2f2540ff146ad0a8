"""Web pages: the document's words and nothing of what stands round them."""

from __future__ import annotations

import pytest

from luoshi.errors import ReadError
from luoshi.reading.load import load_bytes
from tests.load_samples import PROSE


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def text_of(body: str, head: str = "") -> str:
    return load_bytes(page(body, head), "a.html").text


MENU = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/x'>政务公开</a></li></ul>当前位置</div>"
FOOT = "<div class='footer'>版权所有 云溪区人民政府办公室 网站标识码 备案号</div>"


@pytest.mark.parametrize(
    ("wrap", "why"),
    [
        ("<div id='zoom'>{}</div>", "a container of a well-known system"),
        ("<div class='left TRS_Editor'>{}</div>", "another, with other classes"),
        ("<article>{}</article>", "HTML's own element"),
        ("<div class='x1'><div class='x2'>{}</div></div>", "no known name: where the prose is"),
        ("<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>", "laid out with tables"),
        ("<form id='aspnetForm'><div>{}</div></form>", "the whole page in a form"),
    ],
)
def test_menus_and_foot_are_left_out(wrap: str, why: str) -> None:
    text = text_of(MENU + wrap.format(f"<p>{PROSE}</p><p>{PROSE}</p>") + FOOT)
    assert text == f"{PROSE}\n{PROSE}", why


@pytest.mark.parametrize(
    ("body", "text", "why"),
    [
        ("<h2>一、回顾</h2>正文<br>又一行<div>三</div>四", "一、回顾\n正文\n又一行\n三\n四", "blocks are lines"),
        ("<p>　　首行\n缩进&emsp;</p><p>&nbsp;</p>", "首行缩进", "indents, empty blocks and the source's line ends go"),
        ("<p>A\nB  C</p>", "A B C", "between words a line end is a space"),
        ("<p>增长<b>6</b><span>.2</span>%&lt;&#24180;</p>", "增长6.2%<年", "inline elements and entities"),
        ("<script>var a='甲'</script><style>p{}</style><p>乙</p><!-- 丙 --><template>丁</template>", "乙", "no words"),
        ("<p>甲</p><p style='display: none'>乙</p><p hidden>丙</p>" + "<p>丁戊己庚辛</p>", "甲\n丁戊己庚辛", "hidden"),
        ("<pre>一\n  二</pre>三", "一\n二\n三", "preformatted lines"),
        ("<ruby>汉<rt>hàn</rt></ruby>字", "汉字", "reading aids"),
        ("<ul><li>一是</li><li>二是</li></ul>", "一是\n二是", "list items"),
        ("<p>部首 ⼤ ⻓</p>", "部首 大 长", "radicals are the characters meant"),
    ],
)
def test_lines(body: str, text: str, why: str) -> None:
    assert text_of(body) == text, why


@pytest.mark.parametrize(
    ("rows", "lines", "why"),
    [
        (
            "<tr><th>指标</th><th>目标</th></tr><tr><td>GDP</td><td>6%</td></tr>",
            "指标 | 目标\nGDP | 6%",
            "rows are lines",
        ),
        ("<tr><td>甲</td><td></td><td>乙</td></tr>", "甲 |  | 乙", "an empty cell is empty"),
        (
            "<tr><td colspan=3>表1 主要指标</td></tr><tr><td>甲</td><td colspan=2>乙</td></tr>",
            "表1 主要指标\n甲 | 乙 | ",
            "merged columns say their words once",
        ),
        (
            "<tr><td rowspan=2>经济</td><td>GDP</td></tr><tr><td>投资</td></tr>",
            "经济 | GDP\n | 投资",
            "merged rows too",
        ),
        ("<tr><td>甲|乙</td><td><p>一</p><p>二</p></td></tr>", "甲/乙 | 一 二", "a cell is one line without bars"),
        ("<tr><td> </td><td></td></tr><tr><td>甲</td></tr>", "甲", "empty rows are no lines"),
    ],
)
def test_tables(rows: str, lines: str, why: str) -> None:
    assert text_of(f"<p>前</p><table>{rows}</table><p>后</p>") == f"前\n{lines}\n后", why


def test_title_and_date_from_meta_come_first_where_the_text_lacks_them() -> None:
    meta = (
        "<meta name='ArticleTitle' content='云溪区2025年政府工作报告'><meta name='PubDate' content='2025-01-20 09:30'>"
        "<title>云溪区2025年政府工作报告_云溪区人民政府</title>"
    )
    assert text_of(f"<p>{PROSE}</p>", meta) == f"云溪区2025年政府工作报告\n发布时间:2025-01-20\n{PROSE}"
    own = f"<h1>云溪区2025年 政府工作报告</h1><p>2025年1月20日</p><p>{PROSE}</p>"
    assert text_of(own, meta) == f"云溪区2025年 政府工作报告\n2025年1月20日\n{PROSE}"


def test_title_of_the_window_without_the_sites_name() -> None:
    assert text_of(f"<p>{PROSE}</p>", "<title>云溪区计划报告 - 云溪区人民政府门户网站</title>").startswith(
        "云溪区计划报告\n"
    )


def test_a_date_shown_outside_the_content_is_kept() -> None:
    body = f"<div>发布时间：2024-03-05 来源：区政府办</div><div id='zoom'><p>{PROSE}</p></div>"
    assert text_of(body) == f"发布时间:2024-03-05\n{PROSE}"


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "GB18030"])
def test_declared_chinese_encodings(declared: str) -> None:
    data = f"<html><head><meta charset={declared}></head><body><p>{PROSE}朱镕基</p></body></html>".encode("gb18030")
    rendition = load_bytes(data, "a")
    assert rendition.text == PROSE + "朱镕基"
    assert (rendition.media_type, rendition.loader, rendition.encoding) == ("text/html", "html/1", "gb18030")


def test_what_is_a_page_is_told_by_its_bytes() -> None:
    assert load_bytes(page("<p>甲</p>"), "报告.txt").media_type == "text/html"
    assert load_bytes("甲<p>乙".encode(), "片段.htm").text == "甲\n乙"
    assert load_bytes("目标<p>不是网页".encode(), "a.txt").media_type == "text/plain"
    assert load_bytes(page("<p>甲</p>").decode().encode("utf-16"), "a.html").text == "甲"


def test_odd_nesting_is_refused_at_once_and_empty_pages_say_so() -> None:
    with pytest.raises(ReadError, match="L115"):
        load_bytes(page("<div>" * 300_000), "a.html")
    with pytest.raises(ReadError, match="L106"):
        load_bytes(page("<script>x</script>"), "a.html")
