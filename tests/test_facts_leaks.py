"""What is private, internal or taken down stands in no page, count, facet, chart or export of another person."""

from __future__ import annotations

import io
import re

import openpyxl
import pyarrow.parquet
import pytest

from tests.facts_parts import load, work_report

SECRETS = {"public": "江岸区", "workspace": "江夏区", "private": "青山区", "withdrawn": "蔡甸区"}
"""Audience → the place whose document has it; each names itself in every fact of its own."""
CODES = {"public": "420102", "workspace": "420115", "private": "420107", "withdrawn": "420114"}
SEES = {
    "anonymous": {"public"},
    "stranger": {"public"},
    "member": {"public", "workspace"},
    "owner": {"public", "workspace", "private"},
}
LISTS = (
    "/", "/?title=报告", "/?kind=work_report&year=2024", "/coverage/", "/coverage/unresolved/", "/measures/", "/measures/?headline=1",
    "/measures/?view=chart&by=place", "/measures/?indicator=gdp&view=chart", "/commitments/", "/commitments/?view=chart&by=place",
    "/terms/", "/terms/口袋公园/", "/projects/", "/policies/", "/units/", "/units/区人民政府/", "/indicators/gdp/",
    "/measures.svg?by=place", "/commitments.svg?by=place", "/measures.json", "/measures.csv", "/commitments.json", "/commitments.csv",
)  # fmt: skip


@pytest.fixture
def house(workspace, tmp_path):
    """A document of each audience, one taken down, and persons."""
    from luoshi.ledger.actions import take_down
    from luoshi.ledger.models import Document
    from luoshi.people.models import Membership, Role, User, Workspace

    people = {name: User.objects.create(username=name) for name in SEES if name != "anonymous"}
    elsewhere = Workspace.objects.create(slug="elsewhere", name="别的单位")
    Membership.objects.create(workspace=elsewhere, user=people["stranger"], role=Role.ADMINISTRATOR)
    for name in ("member", "owner"):
        Membership.objects.create(workspace=workspace, user=people[name], role=Role.EDITOR)
    numbers = {}
    for audience, place in SECRETS.items():
        text = work_report("武汉市", place, 2024, glossary=f"指{place}就近可用的绿地。")
        kept = "public" if audience == "withdrawn" else audience
        numbers[audience] = load(tmp_path, workspace, text, f"{place}.txt", audience=kept, owner=people["owner"])
    source = Document.objects.get(pk=numbers["withdrawn"]).rendition.source
    take_down(source, person=people["owner"], reason="误发")
    return people, numbers


def said(response) -> str:
    assert response.status_code == 200
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return data.decode()


@pytest.mark.parametrize("name", SEES)
def test_every_list_count_chart_and_export_holds_what_is_the_persons_to_see(client, house, name):
    people, _ = house
    if name in people:
        client.force_login(people[name])
    for address in LISTS:
        text = said(client.get(address))
        found = {audience for audience, place in SECRETS.items() if place in text or CODES[audience] in text}
        assert found <= SEES[name], address
        if "indicator" not in address and "units/区" not in address:
            assert found, f"{address} shows nothing at all"
    for form in ("xlsx", "parquet"):
        data = b"".join(client.get(f"/measures.{form}").streaming_content)
        if form == "parquet":
            places = set(pyarrow.parquet.read_table(io.BytesIO(data)).column("place").to_pylist())
        else:
            head, *rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
            places = {row[head.index("地区")] for row in rows}
        assert places == {SECRETS[audience] for audience in SEES[name]}


@pytest.mark.parametrize("name", SEES)
def test_what_is_not_theirs_is_not_there_by_name_or_number(client, house, name):
    people, numbers = house
    if name in people:
        client.force_login(people[name])
    for audience, place in SECRETS.items():
        code, seen = CODES[audience], audience in SEES[name]
        for address in (
            f"/places/{code}/", f"/projects/{place}科创园二期/", f"/policies/{place}促进消费若干措施/", f"/series.svg?place={code}&thing=gdp",
            f"/series.svg?place={code}&thing=固定资产投资",
        ):  # fmt: skip
            assert client.get(address).status_code == (200 if seen else 404), address
        for query in (f"place={code}", f"document={numbers[audience]}", f"words={place}"):
            shown = client.get(f"/measures/?{query}").content.decode()
            assert bool(re.findall(r'<tr>\s*<td data-l="主体"', shown)) == seen, query
            assert bool(said(client.get(f"/commitments.json?{query}")).strip() != "[]") == seen, query
            if not seen and query.startswith("document"):
                assert place not in shown, "not even the title of the document"
        assert (f'href="/documents/{numbers[audience]}/"' in client.get(f"/?place={code}").content.decode()) == seen


def test_counts_are_the_same_whether_hidden_documents_are_there_or_not(client, house):
    page = client.get("/").content.decode()
    assert "1 份文件" in page
    assert re.search(r'全部地区 <b>1</b>', page)
    assert '<span class="count">8 条' in client.get("/measures/").content.decode()
    covered = client.get("/coverage/").content.decode()
    assert "1 份文件里，每个句子" in " ".join(re.sub(r"<[^>]*>", "", covered).split())


def test_a_picture_is_asked_for_again_each_time_so_that_what_is_taken_down_is_gone(client, house, workspace):
    from luoshi.ledger.actions import take_down
    from luoshi.ledger.models import Document

    people, numbers = house
    address = f"/series.svg?place={CODES['public']}&thing=gdp"
    first = client.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    assert "Cookie" in first["Vary"]
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    take_down(Document.objects.get(pk=numbers["public"]).rendition.source, person=people["owner"], reason="误发")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 404
