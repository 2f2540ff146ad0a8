"""Letters, circulars and meeting packs on paper: the official format in the file's XML, and a unit's own template filled in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from luoshi.errors import DeliverError, LuoshiError
from tests.office_parts import Office, begun, issued, set_up

pytestmark = pytest.mark.django_db
LATE = date(2024, 7, 15)
SIGNED = {"number": "云督〔2024〕3号", "sent_on": LATE, "state": "sent"}


@pytest.fixture
def office(workspace: Any, tmp_path: Path) -> Office:
    return issued(begun(set_up(workspace), tmp_path))


def letter_of(office: Office, kind: str = "remind", words: str = "请抓紧办理。\n并于7月底前反馈。") -> Any:
    from luoshi.delivering.models import Letter
    from luoshi.delivering.supervising.letters import write_letter

    letter = write_letter(
        kind, office.units["教育局"], [office.task("第二小学")], words, date(2024, 7, 31), person=office["li"], on=LATE
    )
    Letter.objects.filter(pk=letter.pk).update(**SIGNED)
    letter.refresh_from_db()
    return letter


def on_paper(write: Callable[[Any, Any], None], row: Any) -> Any:
    stream = io.BytesIO()
    write(row, stream)
    return Document(io.BytesIO(stream.getvalue()))


def lines(paper: Any) -> list[str]:
    return [line.text for line in paper.paragraphs if line.text.strip()]


def font_of(paper: Any, words: str) -> tuple[str, float]:
    """The Chinese font named for these words, and its size in points."""
    run = next(run for line in paper.paragraphs for run in line.runs if run.text.startswith(words))
    return run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")), run.font.size.pt


def test_a_letter_in_the_format_of_letters(office: Office) -> None:
    from luoshi.delivering.paper.letters import letter_docx

    paper = on_paper(letter_docx, letter_of(office, "letter"))
    said = ["云督〔2024〕3号", "关于重点任务办理情况的督办函", "区教育局：", "请抓紧办理。", "并于7月底前反馈。", "区人民政府", "2024年7月15日"]
    assert lines(paper) == said, "a 督办函 goes out in the government's name"
    section = paper.sections[0]
    assert [round(each.mm) for each in (section.page_width, section.page_height, section.left_margin)] == [210, 297, 28]
    assert section.different_first_page_header_footer, "no page number on the first page"
    head = section.first_page_header.paragraphs[0]
    assert head.text == "区人民政府"
    assert str(head.runs[0].font.color.rgb) == "FF0000"
    rules = [line._p.pPr.find(qn("w:pBdr"))[0] for line in (head, section.first_page_footer.paragraphs[0])]
    assert [rule.get(qn("w:val")) for rule in rules] == ["thickThinSmallGap", "thinThickSmallGap"], "the red double lines"
    assert font_of(paper, "关于") == ("方正小标宋简体", 22)
    assert font_of(paper, "请抓紧") == ("仿宋_GB2312", 16)
    assert paper.paragraphs[0].paragraph_format.line_spacing.pt == 29, "22 lines a page"


def bulletin_of(office: Office, way: str = "down") -> Any:
    from luoshi.delivering.supervising import bulletins

    paper = bulletins.draft_bulletin(office.workspace, way, LATE, person=office["li"], on=LATE)
    bulletins.send_bulletin(paper, version=paper.version, person=office["li"], on=LATE)
    bulletins.sign_bulletin(paper, f"云督{'报' if way == 'up' else '通'}〔2024〕1号", version=paper.version, person=office["zhao"], on=LATE)
    return paper


def test_a_circular_with_its_table_lying_across(office: Office) -> None:
    from luoshi.delivering.paper.bulletin import bulletin_docx

    bulletin = bulletin_of(office)
    paper = on_paper(bulletin_docx, bulletin)
    said = lines(paper)
    assert said[:4] == ["区人民政府办公室文件", "云督通〔2024〕1号", "关于2024年重点任务落实情况的通报", "各有关单位："]
    assert {font_of(paper, "一、"), font_of(paper, "二、")} == {("黑体", 16)}
    assert all(each["words"] in said for each in bulletin.paragraphs)
    upright, across = paper.sections
    assert (round(upright.page_width.mm), round(across.page_width.mm)) == (210, 297)
    (table,) = paper.tables
    marks = [row._tr.find(qn("w:trPr")) for row in table.rows]
    assert marks[0].find(qn("w:tblHeader")) is not None, "the heads stand again on every page"
    assert all(mark.find(qn("w:cantSplit")) is not None for mark in marks)
    written = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[1:3] for row in written[1:-2]] == [[each["unit"], str(each["total"])] for each in bulletin.table_rows]
    assert written[-2][1:3] == ["合计", "7"]
    order = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
    assert order.index("tblBorders") < order.index("tblLayout"), "Word wants the schema's order"


def test_a_paper_that_goes_up_names_its_signer_and_ends_with_who_printed_it_and_when(office: Office) -> None:
    from luoshi.delivering.paper.bulletin import bulletin_docx

    paper = on_paper(bulletin_docx, bulletin_of(office, "up"))
    head = next(line for line in paper.paragraphs if line.text.startswith("云督报"))
    assert head.text == "云督报〔2024〕1号\t签发人：区长", "the number at the left, the signer at the right"
    assert head.alignment is None
    assert font_of(paper, "区长") == ("楷体_GB2312", 16)
    foot = next(line for line in paper.paragraphs if line.text.endswith("印发"))
    assert foot.text == "区人民政府办公室\t2024年7月15日印发"
    assert {run.font.size.pt for run in foot.runs} == {14}
    frame, rules = foot._p.pPr.find(qn("w:framePr")), foot._p.pPr.find(qn("w:pBdr"))
    assert (frame.get(qn("w:vAnchor")), frame.get(qn("w:yAlign"))) == ("margin", "bottom")
    assert [rule.get(qn("w:sz")) for rule in rules] == ["8", "8"], "0.35 mm"
    order = [child.tag.rpartition("}")[2] for child in foot._p.pPr]
    assert order.index("framePr") < order.index("pBdr") < order.index("tabs") < order.index("spacing") < order.index("ind")
    down = lines(on_paper(bulletin_docx, bulletin_of(office, "down")))
    assert not any("签发人" in line for line in down)


def test_a_meeting_pack_as_document_and_as_sheet(office: Office) -> None:
    from openpyxl import load_workbook

    from luoshi.delivering.paper.meeting_pack import meeting_docx, meeting_xlsx
    from luoshi.delivering.supervising import meetings

    meeting = meetings.prepare(office.workspace, "dispatch", LATE, chair=office.posts["zhao"], person=office["li"], on=LATE)
    meetings.choose(meeting, tasks=[office.task("口袋公园")], person=office["li"], on=LATE)
    (item,) = meetings.choose(meeting, words="=HYPERLINK(1)", why="-1+1", person=office["li"], on=LATE)
    meetings.decide(item, "查清", lead=office.units["园林局"], due=date(2024, 8, 1), person=office["li"], on=LATE)
    paper = on_paper(meeting_docx, meeting)
    assert lines(paper)[:3] == ["调度会材料", "会议时间：2024年7月15日", "主持：区长"]
    assert round(paper.sections[0].page_width.mm) == 297
    stream = io.BytesIO()
    meeting_xlsx(meeting, stream)
    sheet = load_workbook(io.BytesIO(stream.getvalue())).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0][:3] == ("1", "新建口袋公园10个", "区园林和林业局")
    assert (rows[1][1], rows[1][5], rows[1][6]) == ("'=HYPERLINK(1)", "'-1+1", "查清")
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value is not None), "no cell is a formula"


def template(body: list[Any], *, header: str = "") -> bytes:
    """A .docx with these paragraphs, each its words or the pieces Word cut them into."""
    document = Document()
    for words in body:
        line = document.add_paragraph()
        for piece in [words] if isinstance(words, str) else words:
            line.add_run(piece).bold = True
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.sections[0].left_margin = Mm(11)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


WHOLE = [["{{", "标题", "}} 内部"], "{{ 文号 }}致{{主送}}", "{{正文}}", "{{日期}}"]


def give(office: Office, kind: str, data: bytes, name: str = "我的.docx") -> Any:
    from luoshi.delivering.paper.templates import set_template

    return set_template(office.workspace, kind, name, data, person=office["li"], on=LATE)


def test_a_template_keeps_its_page_and_takes_the_words(office: Office) -> None:
    from luoshi.delivering.paper.letters import letter_docx

    give(office, "remind", template(["{{标题}}{{文号}}{{主送}}{{日期}}", "{{正文}}"]))
    give(office, "remind", template(WHOLE, header="{{落款}}专用"))
    paper = on_paper(letter_docx, letter_of(office, words="请办。\n{{标题}}不是占位符。"))
    assert lines(paper) == [
        "关于重点任务办理情况的提醒函 内部", "云督〔2024〕3号致区教育局", "请办。", "{{标题}}不是占位符。", "2024年7月15日",
    ], "the last one given is used; what the words say is not looked at again"  # fmt: skip
    assert round(paper.sections[0].left_margin.mm) == 11
    assert paper.sections[0].header.paragraphs[0].text == "区人民政府办公室专用"
    assert all(run.bold for line in paper.paragraphs for run in line.runs if run.text), "each in the shape of its placeholder"
    other = on_paper(letter_docx, letter_of(office, "notice"))
    assert round(other.sections[0].left_margin.mm) == 28, "another kind stays in official format"


def test_the_blank_templates_can_be_given_back_as_they_are(office: Office) -> None:
    from luoshi.delivering.paper.bulletin import bulletin_docx
    from luoshi.delivering.paper.templates import KINDS, blank

    for kind in KINDS:
        stream = io.BytesIO()
        blank(kind, stream)
        give(office, kind, stream.getvalue())
    paper = on_paper(bulletin_docx, bulletin_of(office))
    assert font_of(paper, "二、") == ("黑体", 16), "headings stand out in a template too"
    assert [cell.text for cell in paper.tables[0].rows[0].cells][:2] == ["序号", "牵头单位"]
    assert not any("{{" in line for line in lines(paper))


def with_part(name: str, content: bytes, data: bytes | None = None) -> bytes:
    stream = io.BytesIO(data or template(WHOLE))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def with_link(target: str) -> bytes:
    document = Document(io.BytesIO(template(WHOLE)))
    document.part.relate_to(target, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", is_external=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_field(code: str) -> bytes:
    document = Document(io.BytesIO(template(WHOLE)))
    run = document.paragraphs[0].add_run()
    field = run._r.makeelement(qn("w:instrText"), {})
    field.text = code
    run._r.append(field)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


BAD = [
    (lambda: b"not a file of Word", "L114", "no archive"),
    (lambda: b"x" * (2 << 20) + b"x", "L734", "too large"),
    (lambda: with_part("word/media/a.bin", b"\0" * (30 << 20)), "L115", "a bomb"),
    (lambda: with_part("word/vbaProject.bin", b"macro"), "L734", "macros"),
    (lambda: with_part("word/embeddings/oleObject1.bin", b"x"), "L734", "an embedded object"),
    (lambda: with_part("word/extra.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "L115", "entities"),
    (lambda: with_link("http://elsewhere.example/a.dotm"), "L734", "a template fetched from elsewhere"),
    (lambda: with_field(" DDEAUTO c:\\\\x.exe "), "L734", "a field that runs"),
    (lambda: template(WHOLE[:3]), "L735", "no day"),
    (lambda: template([*WHOLE[:2], "正文：{{正文}}", "{{日期}}"]), "L735", "the text within other words"),
    (lambda: template([*WHOLE, "{{标提}}"]), "L736", "a slip of the pen"),
]


@pytest.mark.parametrize(("made", "error", "why"), BAD)
def test_files_that_cannot_serve_as_templates(office: Office, made: Callable[[], bytes], error: str, why: str) -> None:
    from luoshi.delivering.models import PaperTemplate

    with pytest.raises(LuoshiError, match=error):
        give(office, "remind", made())
    assert not PaperTemplate.objects.exists(), why


def test_only_the_office_sets_a_template_and_only_for_papers_there_are(office: Office) -> None:
    from luoshi.delivering.paper.templates import set_template

    for name in ("chen", "wang", "zhao", "wu"):
        with pytest.raises(DeliverError, match="L710"):
            set_template(office.workspace, "remind", "a.docx", template(WHOLE), person=office[name], on=LATE)
    with pytest.raises(DeliverError, match="L716"):
        give(office, "poster", template(WHOLE))
    assert give(office, "remind", template(WHOLE), name="../../etc/模板.docx").name == "模板.docx"
