"""Exports of the tables: each row with its sentence, its link and a citation, and nothing that runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pyarrow.parquet
import pytest

from tests.facts_parts import TEXTS, load, shelf


@pytest.fixture
def numbers(workspace, tmp_path):
    return shelf(tmp_path, workspace)


def body(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows(client, table: str, form: str, query: str = "") -> list[dict]:
    """The rows as a program reads them from the file."""
    data = body(client.get(f"/{table}.{form}?{query}"))
    if form == "json":
        return json.loads(data)
    if form == "csv":
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    if form == "parquet":
        return pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    first, *rest = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rest]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
def test_each_row_has_its_sentence_its_link_and_a_citation(numbers, client, form):
    found = rows(client, "measures", form, f"document={numbers['江岸2024']}&words=新引进")
    assert len(found) == 1
    row = found[0]
    start = TEXTS["江岸2024"].index("42家")
    named = form in ("json", "parquet")
    sentence, link, cited, value = (
        row[programs if named else people]
        for programs, people in (("sentence", "原句"), ("link", "原文链接"), ("citation", "出处"), ("value", "数值"))
    )
    assert sentence.startswith("2023年，全区地区生产总值增长6.2%")
    assert link == f"http://testserver/documents/{numbers['江岸2024']}/?at={start}-{start + 3}#c{start}-{start + 3}"
    assert cited.startswith("《武汉市江岸区2024年政府工作报告》，")
    assert "江岸区" in cited
    assert float(value) == 42
    assert row["modality" if named else "口径"] == ("actual" if named else "实绩")


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "json"])
@pytest.mark.parametrize("query", ["", "place=420102", "headline=1", "indicator=gdp&modality=target", "words=没有的"])
def test_what_is_exported_is_what_is_shown(numbers, client, form, query):
    import re

    shown = int(re.search(r'<span class="count">(\d+) ', client.get(f"/measures/?{query}").content.decode())[1])
    assert len(rows(client, "measures", form, query)) == shown


def test_tasks_are_exported_too_in_the_order_shown(numbers, client):
    found = rows(client, "commitments", "json", "office=商务&sort=text")
    assert len(found) == 6
    assert {row["office"] for row in found} == {"商务"}
    assert [row["document"] for row in found] == sorted((row["document"] for row in found), reverse=True)
    assert rows(client, "commitments", "csv", "quantified=yes")[0]["量化"] == "是"


def test_types_hold_for_programs(numbers, client):
    schema = pyarrow.parquet.read_schema(io.BytesIO(body(client.get("/measures.parquet"))))
    kinds = {name: str(schema.field(name).type) for name in ("value", "year", "document", "start", "sentence")}
    assert kinds == {"value": "double", "year": "int64", "document": "int64", "start": "int64", "sentence": "string"}


def test_text_that_looks_like_a_formula_stays_text(workspace, tmp_path, client):
    text = "江岸区2024年政府工作报告\n一、2023年工作回顾\n=HYPERLINK(\"http://x\",\"点\")全区企业达到42家。\n+1+1园区面积完成3平方公里。\n@SUM(1)项目投资完成5亿元。\n"
    load(tmp_path, workspace, text, "=cmd.txt")
    for cells in rows(client, "measures", "csv"):
        assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in cells.values()), cells
    sheet = openpyxl.load_workbook(io.BytesIO(body(client.get("/measures.xlsx")))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells), "the words are there"
    assert not [cell for cell in cells if cell.data_type == "f"], "and none is a formula"
    assert not any(cell.hyperlink for cell in cells)


def test_a_file_is_cut_at_its_bound_and_its_name_says_so(numbers, client, monkeypatch):
    monkeypatch.setattr("luoshi.web.facts.export.ROWS", 10)
    monkeypatch.setattr("luoshi.web.facts.export.AT_ONCE", 3)
    response = client.get("/measures.json")
    assert len(json.loads(body(response))) == 10
    assert "%E5%89%8D10%E8%A1%8C" in response["Content-Disposition"], "前10行"
    whole = client.get("/measures.json?place=硚口区&modality=target&indicator=gdp")
    assert len(json.loads(body(whole))) == 2
    assert "%E5%89%8D" not in whole["Content-Disposition"]


def test_files_are_saved_and_not_kept_by_anyone_between(numbers, client):
    for form in ("csv", "xlsx", "parquet", "json"):
        response = client.get(f"/measures.{form}")
        body(response)
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_a_document_taken_down_while_a_file_is_sent_is_left_out(numbers, client, workspace, monkeypatch):
    from luoshi.ledger.actions import take_down
    from luoshi.ledger.models import Document
    from luoshi.people.models import Membership, Role, User

    monkeypatch.setattr("luoshi.web.facts.export.AT_ONCE", 1)
    person = User.objects.create(username="editor")
    Membership.objects.create(workspace=workspace, user=person, role=Role.EDITOR)
    lines = iter(client.get("/measures.csv?sort=text").streaming_content)
    begun = next(lines) + next(lines)
    source = Document.objects.get(pk=numbers["江岸2023"]).rendition.source
    take_down(source, person=person, reason="误发")
    rest = b"".join(lines).decode()
    assert begun
    assert f"/documents/{numbers['江岸2023']}/" not in rest
    assert f"/documents/{numbers['江岸2024']}/" in rest
