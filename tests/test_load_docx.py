"""Word files: all the words of the body in its order, with drawn numbers, and nothing of what was struck out."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.errors import ReadError
from luoshi.reading.load import load_bytes
from luoshi.reading.load.docx_numbering import numeral
from tests.load_samples import PROSE, REPORT, docx_bytes, with_part, zip_bytes


def element(xml: str) -> Any:
    from docx.oxml import parse_xml

    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    head, _, rest = xml.partition(">") if not xml.partition(">")[0].endswith("/") else (xml[:-2], "", "")
    return parse_xml(f"{head} {names}>{rest}" if rest else f"{head} {names}/>")


def text_of(*blocks: Any, change: Any = None) -> str:
    return load_bytes(docx_bytes(*blocks, change=change), "a.docx").text


def paragraph_with(*inner: str) -> str:
    """The text of a file whose one paragraph is 前, the given runs, 后."""

    def change(document: Any) -> None:
        paragraph = document.add_paragraph("前")
        for xml in inner:
            paragraph._p.append(element(xml))
        paragraph.add_run("后")

    return text_of(change=change)


def test_paragraphs_and_tables_in_order() -> None:
    text = text_of("云溪区政府工作报告", PROSE, [["指标", "目标"], ["GDP", ""]], "", "结尾")
    assert text == f"云溪区政府工作报告\n{PROSE}\n指标 | 目标\nGDP | \n结尾"
    rendition = load_bytes(docx_bytes(REPORT), "随便.bin")
    assert (rendition.loader, rendition.encoding, rendition.pages) == ("docx/1", "", ())


@pytest.mark.parametrize(
    ("xml", "text", "why"),
    [
        ("<w:ins><w:r><w:t>新增</w:t></w:r></w:ins>", "前新增后", "an insertion under revision stands"),
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "前后", "a deletion does not"),
        ("<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>", "前后", "nor what was moved away"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "前链接后", "words of a link"),
        ("<w:smartTag><w:r><w:t>智能</w:t></w:r></w:smartTag>", "前智能后", "words in a wrapper"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "前控件后", "words of a control"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>", "前后", "hidden words"),
        ("<w:r><w:instrText>PAGEREF x</w:instrText></w:r>", "前后", "a field's code"),
        ("<w:r><w:br/><w:t>次行</w:t></w:r>", "前\n次行后", "a line break"),
        ("<w:r><w:tab/><w:t>右</w:t></w:r>", "前 右后", "a tab"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "前1-2后", "a hyphen kept together"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "前后", "a symbol font's picture"),
        ("<w:r><w:footnoteReference w:id='3'/></w:r>", "前后", "the mark of a note"),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>一</w:t></mc:Choice>"
            "<mc:Fallback><w:t>二</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "前一后",
            "one of two ways to say it",
        ),
        (
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r>",
            "前后\n框内",
            "a text box stands after its paragraph",
        ),
    ],
)
def test_runs(xml: str, text: str, why: str) -> None:
    assert paragraph_with(xml) == text, why


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    def change(document: Any) -> None:
        first = document.add_paragraph("上半句")
        first._p.get_or_add_pPr().append(element("<w:rPr><w:del/></w:rPr>"))
        document.add_paragraph("下半句")

    assert text_of(change=change) == "上半句下半句"


def test_merged_cells_say_their_words_once() -> None:
    def change(document: Any) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "表1 主要指标"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "经济"
        table.cell(1, 1).text, table.cell(1, 2).text = "投资", "5%"
        table.cell(2, 1).merge(table.cell(2, 2)).text = "消费|内需\n增长"

    assert text_of(change=change) == "表1 主要指标\n经济 | 投资 | 5%\n | 消费/内需 增长 | "


def test_a_table_inside_a_table_and_a_struck_row() -> None:
    def change(document: Any) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text = "外"
        inner = table.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "内", "容"
        table.cell(1, 0).text = "删去的行"
        table.rows[1]._tr.get_or_add_trPr().append(element("<w:del/>"))

    assert text_of(change=change) == "外 | 内 / 容"


def test_a_frame_of_one_column_is_no_table() -> None:
    assert text_of([[PROSE], ["第二段"]]) == f"{PROSE}\n第二段"


def numbered(levels: list[tuple[str, str]], paragraphs: list[tuple[int, str]], *, extra: str = "") -> str:
    """The text of paragraphs (level, words) in a list whose levels are (format, text)."""

    def change(document: Any) -> None:
        part = document.part.numbering_part.element
        drawn = "".join(
            f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{style}'/><w:lvlText w:val='{words}'/></w:lvl>"
            for at, (style, words) in enumerate(levels)
        )
        part.insert(0, element(f"<w:abstractNum w:abstractNumId='77'>{drawn}</w:abstractNum>"))
        part.append(element(f"<w:num w:numId='77'><w:abstractNumId w:val='77'/>{extra}</w:num>"))
        for level, words in paragraphs:
            place = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='77'/></w:numPr>"
            document.add_paragraph(words)._p.get_or_add_pPr().append(element(place))

    return text_of(change=change)


def test_drawn_numbers_are_read() -> None:
    levels = [("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")]
    text = numbered(levels, [(0, "回顾"), (1, "产业"), (2, "工业"), (2, "农业"), (1, "民生"), (2, "就业"), (0, "安排")])
    assert text == "一、回顾\n（一）产业\n1.工业\n2.农业\n（二）民生\n1.就业\n二、安排"


@pytest.mark.parametrize(
    ("levels", "paragraphs", "extra", "text", "why"),
    [
        ([("chineseCountingThousand", "第%1章")], [(0, "总则")], "", "第一章 总则", "a space where no mark parts them"),
        ([("bullet", "\uf06c")], [(0, "要点")], "", "要点", "a bullet is no number"),
        ([("decimal", "%1"), ("decimal", "%1.%2")], [(0, "甲"), (1, "乙")], "", "1 甲\n1.1 乙", "both counts"),
        (
            [("decimal", "%1.")],
            [(0, "甲"), (0, "乙")],
            "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>",
            "5.甲\n6.乙",
            "a list that starts anew",
        ),
        ([("decimal", "%1.")], [(0, ""), (0, "甲")], "", "1.甲", "an empty paragraph draws no number"),
        ([("decimal", "%9%8x")], [(0, "甲"), (7, "乙")], "", "x 甲\n乙", "levels that are not there"),
    ],
)
def test_lists(
    levels: list[tuple[str, str]], paragraphs: list[tuple[int, str]], extra: str, text: str, why: str
) -> None:
    assert numbered(levels, paragraphs, extra=extra) == text, why


@pytest.mark.parametrize(
    ("number", "style", "drawn"),
    [
        (10, "chineseCounting", "十"), (12, "japaneseCounting", "十二"), (20, "chineseCounting", "二十"),
        (101, "chineseCountingThousand", "一百零一"), (110, "chineseCounting", "一百一十"), (3, "chineseLegalSimplified", "叁"),
        (2, "ideographTraditional", "乙"), (11, "decimalEnclosedCircleChinese", "⑪"), (3, "decimalFullWidth", "３"),
        (27, "upperLetter", "AA"), (4, "lowerRoman", "iv"), (0, "chineseCounting", "0"), (7, "no such style", "7"),
    ],
)  # fmt: skip
def test_numerals(number: int, style: str, drawn: str) -> None:
    assert numeral(number, style) == drawn


def test_contents_heads_and_notes() -> None:
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "页眉"
        document.sections[0].footer.paragraphs[0].text = "第1页"
        from docx.enum.style import WD_STYLE_TYPE

        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("一、回顾\t3", style="toc 1")
        document.add_paragraph("正文")

    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>专精特新：指……企业。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ).encode()
    data = with_part(docx_bytes(change=change), "word/footnotes.xml", notes)
    assert load_bytes(data, "a.docx").text == "正文\n专精特新：指……企业。"


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "啊啊啊啊啊啊啊啊啊啊"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
DOCX = docx_bytes(REPORT)


@pytest.mark.parametrize(
    ("data", "number", "why"),
    [
        (DOCX[: len(DOCX) // 2], "L114", "cut short"),
        (DOCX[:60], "L114", "cut very short"),
        (DOCX[:-10], "L114", "cut at the very end"),
        (with_part(DOCX, "word/document.xml", b"<w:document"), "L114", "broken XML"),
        (with_part(DOCX, "word/document.xml", b"<a/>"), "L114", "no body"),
        (with_part(DOCX, "word/document.xml", ENTITIES.encode()), "L115", "entities"),
        (with_part(DOCX, "word/document.xml", ENTITIES.encode("utf-16")), "L115", "entities in UTF-16"),
        (with_part(DOCX, "word/media/a.png", b"\0" * (64 << 20)), "L115", "a part that expands a thousand times"),
        (zip_bytes({f"word/{at}": b"" for at in range(6000)}), "L115", "thousands of parts"),
        (zip_bytes({"[Content_Types].xml": b"<a/>"}), "L114", "an office file with nothing in it"),
        (docx_bytes(" ", ""), "L106", "no words"),
        (zip_bytes({"xl/workbook.xml": b""}), "L110", "a sheet"),
        (zip_bytes({"OFD.xml": b""}), "L110", "an OFD file"),
        (zip_bytes({"a.txt": b"x"}), "L111", "a plain archive"),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) else str(value),
)
def test_what_is_refused(data: bytes, number: str, why: str) -> None:
    with pytest.raises(ReadError, match=number):
        load_bytes(data, "报告.docx" if number != "L111" else "a.zip")


def test_a_zip_bomb_of_the_text_itself() -> None:
    body = b"<w:p><w:r><w:t>" + b"a" * (80 << 20) + b"</w:t></w:r></w:p>"
    with pytest.raises(ReadError, match="L115"):
        load_bytes(with_part(DOCX, "word/document.xml", body), "a.docx")


def test_deep_nesting_is_a_read_error() -> None:
    deep = "<w:body>" + "<w:tbl><w:tr><w:tc>" * 5000
    root = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{deep}'
    with pytest.raises(ReadError, match="L114"):
        load_bytes(with_part(DOCX, "word/document.xml", root.encode()), "a.docx")
