"""`luoshi decompose`: what a supervision office gets from a report, as a workbook, an official paper and lines of JSON."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from luoshi.delivering.earlier_tables import earlier_tasks, table_rows
from luoshi.delivering.paper.official import Paper, numeral
from luoshi.delivering.paper.task_table import COLUMNS
from luoshi.errors import ReadError
from tests.test_tasks import REPORT


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "2024年政府工作报告.txt"
    path.write_text(REPORT, "utf-8")
    return path


def decompose(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "luoshi.cli", "decompose", *map(str, arguments)], capture_output=True, timeout=120)


def test_lines_of_json_hold_to_the_words(report: Path) -> None:
    done = decompose(report)
    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    text = report.read_text("utf-8")
    assert [row["part"] for row in found] == [1, 1, 1, 2, 2, 2, 2]
    for row in found:
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["lead"] is None or isinstance(row["lead"], str)
    school = next(row for row in found if "第二小学" in row["text"])
    assert (school["lead"], school["due"], school["act"]) == ("教育", "2024-06-30", "主办")
    assert [(each["subject"], each["value"], each["unit"]) for each in school["measures"]] == [("新增学位", 1200, "个")]


def test_a_workbook_has_one_row_of_heads_and_a_row_a_task(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "任务分解表.xlsx"
    assert decompose(report, "-o", target).returncode == 0
    sheet = openpyxl.load_workbook(target).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [head for head, _ in COLUMNS.values()]
    assert sheet.max_row == 1 + 7
    row = {head: cell.value for head, cell in zip(heads, sheet[8], strict=True)}
    assert (row["牵头单位"], row["完成时限"], row["任务来源"]) == ("科技", "待办理方案明确", "政府工作报告")
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"


def test_the_paper_lies_across_with_heads_on_every_page(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "任务分解表.docx"
    assert decompose(report, "-o", target).returncode == 0
    paper = Document(str(target))
    section = paper.sections[0]
    assert (section.orientation, *mm(section, "page_width", "page_height")) == (WD_ORIENT.LANDSCAPE, 297, 210)
    assert paper.paragraphs[0].text == "云岭区2024年政府工作报告目标任务分解表"
    assert len(paper.tables) == 2
    for table in paper.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in paper.tables[1].rows[0].cells][:2] == ["序号", "任务内容（原文）"]
    assert "新增学位1200个" in paper.tables[1].rows[3].cells[1].text


def test_official_format_as_the_standard_lays_it_down() -> None:
    paper = Paper("关于任务落实情况的通报")
    paper.addressed("各街道办事处，区直各部门")
    paper.heading(f"{numeral(1)}、总体情况")
    paper.heading("（一）进展", 2)
    paper.paragraph("截至9月底，共有任务142项。")
    buffer = io.BytesIO()
    paper.save(buffer)
    document = Document(buffer)
    section = document.sections[0]
    assert mm(section, "page_width", "page_height") == [210, 297]
    assert mm(section, "top_margin", "bottom_margin", "left_margin", "right_margin") == [37, 35, 28, 26]
    shown = {line.text: line for line in document.paragraphs}
    for words, font, size in (
        ("关于任务落实情况的通报", "方正小标宋简体", 22), ("一、总体情况", "黑体", 16), ("（一）进展", "楷体_GB2312", 16),
        ("截至9月底，共有任务142项。", "仿宋_GB2312", 16),
    ):  # fmt: skip
        run = shown[words].runs[0]
        assert run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
        assert run.font.size == Pt(size)
    text = shown["截至9月底，共有任务142项。"].paragraph_format
    assert (text.line_spacing, text.first_line_indent) == (Pt(29), Pt(32))
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert "PAGE" in odd._p.xml
    assert document.settings.odd_and_even_pages_header_footer
    assert (odd.alignment, even.alignment) == (2, 0)


def mm(section: Any, *names: str) -> list[int]:
    """Lengths of the section in whole millimetres: a file keeps twentieths of a point."""
    return [round(getattr(section, name).mm) for name in names]


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")])
def test_numerals(number: int, said: str) -> None:
    assert numeral(number) == said


def test_an_earlier_table_gives_its_leads(report: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["云岭区2023年任务分解表"], [], ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"],
        [1, "新建口袋公园8个", "区城管局、区园林局", "各街道", "年底"], [2, "其他事项若干", "待定", None, None],
    ):  # fmt: skip
        sheet.append(row)
    sheet.append([3, "推进老旧小区改造25个", None, None, None])
    sheet.merge_cells("C5:C6")
    table = tmp_path / "2023年任务分解表.xlsx"
    book.save(table)
    assert [(task.words, task.lead, task.joiners) for task in earlier_tasks(table)] == [
        ("新建口袋公园8个", "区城管局", ("区园林局", "各街道"))
    ], "待定 is nobody, also for the rows a cell is joined over"
    found = [json.loads(line) for line in decompose(report, "--earlier", table).stdout.splitlines()]
    park = next(row for row in found if "口袋公园" in row["text"])
    assert (park["lead"], park["joiners"]) == ("区城管局", ["区园林局", "各街道"])
    assert "第4行" in park["reason"]


def test_its_own_table_can_be_an_earlier_one(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "表.xlsx"
    decompose(report, "-o", target)
    rows = list(table_rows(target))
    assert [row.cells["words"] for row in rows][-1] == "新增高新技术企业20家以上，引进亿元以上项目15个"
    assert rows[-1].cells["lead"] == "科技"


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(ReadError, match="L125"):
        list(table_rows(tmp_path / "a.xlsx"))
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(ReadError, match="L126"):
        list(table_rows(tmp_path / "b.xlsx"))
    with pytest.raises(ReadError, match="L103"):
        list(table_rows(tmp_path / "none.xlsx"))


def test_a_text_without_tasks_is_an_empty_table_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "消息.txt"
    path.write_text("云岭区举办读书活动\n昨天下午，云岭区举办读书活动，居民踊跃参加。\n", "utf-8")
    done = decompose(path, "-o", tmp_path / "t.docx")
    assert done.returncode == 0
    assert "表是空的" in done.stderr.decode()
    assert "没有可分解的目标和任务" in "".join(line.text for line in Document(str(tmp_path / "t.docx")).paragraphs)


def test_formulas_and_control_characters_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT + "\n（三）其他\n=cmd|'/c calc'!A1新建\x0b学校3所。\n", "utf-8")
    for form in ("xlsx", "docx"):
        assert decompose(path, "-o", tmp_path / f"t.{form}").returncode == 0
    for row in openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0].iter_rows():
        assert all(cell.data_type in ("s", "n") for cell in row)


def test_needs_neither_database_nor_web(report: Path) -> None:
    program = (
        "import sys; from luoshi.cli import main\n"
        "try: main(['decompose', sys.argv[1]])\n"
        "except SystemExit: print([name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg', 'sqlite3')])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(report)], capture_output=True, text=True, timeout=60)
    assert done.stdout.rstrip().endswith("[]")
