"""REST under /api/v1 as a program asks for it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.ledger_parts import TEXT
from tests.test_people_access import SECRET, SEES, found, house  # noqa: F401
from tests.test_search_ledger import load  # noqa: F401

V1 = "/api/v1"
LISTS = (
    "documents", "search?q=投资", "measures", "targets", "commitments", "projects", "policies", "terms", "actors", "places",
    "series?thing=固定资产投资",
)  # fmt: skip


def got(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(f"{V1}/{path}")
    assert answer.status_code == status, answer.content.decode()[:500]
    assert answer.headers["Content-Type"].startswith("application/json")
    return answer.json()


def refused(answer: Any) -> str:
    """The number of the error; every error has this shape and no other."""
    assert answer.headers["Content-Type"].startswith("application/json"), answer.content[:200]
    told = answer.json()
    assert told.keys() == {"error"}
    assert told["error"].keys() == {"number", "chinese", "english"}
    assert all(isinstance(value, str) and value for value in told["error"].values())
    return str(told["error"]["number"])


def test_every_fact_comes_with_its_words(client, load):  # noqa: F811
    number = load()
    asked = {
        "search?q=公园": 2, "measures?indicator=fixed_asset_investment": None, "commitments": None, "projects": None,
        "policies": None, "terms": None,
    }  # fmt: skip
    for path in asked:
        items = got(client, path)["items"]
        assert items or asked[path] is None, path
        for item in items:
            source = item["source"]
            sentence = source["sentence"]
            assert TEXT[sentence["start"] : sentence["end"]] == sentence["text"], path
            assert source["document"] == number
            assert source["title"] == "云岭区2024年政府工作报告"
            assert source["citation"] == "《云岭区2024年政府工作报告》，云州市云岭区，2024年"
            link = re.fullmatch(rf"http://testserver/documents/{number}/\?at=(\d+)-(\d+)#c(\d+)-(\d+)", source["link"])
            assert link
            if "start" in item:
                assert (int(link[1]), int(link[2])) == (item["start"], item["end"])
            else:
                assert TEXT[int(link[1]) : int(link[2])] == "公园"


def test_measures_say_what_the_text_says(client, load):  # noqa: F811
    load()
    found = {item["text"]: item for item in got(client, "measures?words=投资")["items"]}
    assert found["310亿元"]["value"] == 31_000_000_000
    assert found["310亿元"]["unit"] == "亿元"
    assert TEXT[found["310亿元"]["start"] : found["310亿元"]["end"]] == "310亿元"
    assert got(client, "measures?place=云岭区")["items"] == got(client, "measures?place=000001")["items"] != []
    assert got(client, "measures?place=无此地")["items"] == []
    assert got(client, "measures?said_in=2023")["items"] == []
    assert [item["record"] for item in got(client, "targets")["items"]] == ["target"] * len(got(client, "targets")["items"])
    assert got(client, "measures?headline=1")["items"] == got(client, "targets")["items"]


def test_a_document_with_its_outline_and_text(client, load):  # noqa: F811
    number = load()
    whole = got(client, f"documents/{number}")
    assert [each["title"] for each in whole["outline"]] == ["一、2023年工作回顾", "二、2024年工作安排"]
    assert whole["citation"] == got(client, "documents")["items"][0]["citation"]
    text, at = "", 0
    while at is not None:
        part = got(client, f"documents/{number}/text?offset={at}&limit=50")
        assert part["start"] == at
        text, at = text + part["text"], part["next"]
    assert text == TEXT
    assert got(client, f"documents/{number}/text?offset=999999999")["text"] == ""
    assert refused(client.get(f"{V1}/documents/987654/text")) == "L207"


def test_series_coverage_places_and_asking(client, load):  # noqa: F811
    number = load()
    said = got(client, "series?thing=固定资产投资&place=云岭区")["items"]
    assert said
    for each in said:
        for one in each["said"]:
            assert TEXT[one["start"] : one["end"]] == one["text"]
            assert one["source"]["document"] == number
    place = got(client, "places")["items"][0]
    assert (place["key"], place["documents"], place["years"]) == ("000001", 1, {"2024": {"work_report": 1}})
    covered = got(client, "coverage?place=云岭区")
    assert covered["documents"] == 1
    assert covered == got(client, "coverage") == place["coverage"]
    assert got(client, "coverage?year=1999")["documents"] == 0
    told = got(client, "ask?q=云岭区2024年固定资产投资目标是多少")
    assert told["status"] in ("answered", "corrected", "absent")
    assert told["citations"]
    for each in told["citations"]:
        assert TEXT[each["start"] : each["end"]] == each["text"]
        assert each["citation"].startswith("《云岭区2024年政府工作报告》")


@pytest.mark.parametrize("path", LISTS)
def test_pages_give_each_row_once(client, load, path):  # noqa: F811
    load()
    load(TEXT.replace("云岭", "云谷"))
    join = "&" if "?" in path else "?"
    every = got(client, f"{path}{join}limit=200")
    assert every["next"] == ""
    rows, cursor, steps = [], "", 0
    while True:
        page = got(client, f"{path}{join}limit=1{f'&cursor={cursor}' if cursor else ''}")
        assert len(page["items"]) <= 1
        rows += page["items"]
        cursor, steps = page["next"], steps + 1
        if not cursor:
            break
    assert rows == every["items"]
    assert steps == max(len(rows), 1)


@pytest.mark.parametrize("path", ["documents", "measures", "commitments", "search?q=投资"])
def test_what_comes_in_between_two_pages_shifts_nothing(client, load, path):  # noqa: F811
    load()
    load(TEXT.replace("云岭", "云谷"))
    join = "&" if "?" in path else "?"
    before = got(client, f"{path}{join}limit=200")["items"]
    first = got(client, f"{path}{join}limit=1")
    load(TEXT.replace("云岭", "云川").replace("投资", "投资投资"))
    rest = got(client, f"{path}{join}limit=200&cursor={first['next']}")["items"]
    old = [row for row in [*first["items"], *rest] if row in before]
    assert old == before


def test_a_cursor_is_good_for_its_own_list_only(client, load):  # noqa: F811
    load()
    load(TEXT.replace("云岭", "云谷"))
    cursor = got(client, "measures?limit=1")["next"]
    assert refused(client.get(f"{V1}/commitments?cursor={cursor}")) == "L662"
    for bad in (cursor[:-1], f"x{cursor}", "eyJhIjoxfQ", ":", "%00", "a" * 1000, "%ff%fe", "😀"):
        answer = client.get(f"{V1}/measures?cursor={bad}")
        assert (answer.status_code, refused(answer)) == (404, "L662"), bad


REFUSED = [
    ("measures?limit=0", 422, "L660"), ("measures?limit=201", 422, "L660"), ("measures?limit=abc", 422, "L660"),
    ("measures?limit=1e2", 422, "L660"), ("measures?limit=１", 422, "L660"), ("measures?year=99999999999999999999", 422, "L660"),
    ("measures?year=-1", 422, "L660"), ("measures?year=2024.5", 422, "L660"), ("measures?kind=nothing", 422, "L660"),
    ("measures?modality=", 422, "L660"), ("measures?document=0", 422, "L660"), ("measures?words=" + "长" * 201, 422, "L660"),
    ("measures?" + "&".join(f"place={n}" for n in range(21)), 422, "L660"), ("measures?theme=没有", 422, "L660"),
    ("measures?headline=yes", 422, "L660"), ("measures?cursor=" + "a" * 1001, 422, "L660"), ("commitments?quantified=1", 422, "L660"),
    ("measures?indicater=gdp", 422, "L661"), ("measures?%00=1", 422, "L661"), ("search", 422, "L660"), ("search?q=", 422, "L660"),
    ("search?q=" + "长" * 501, 422, "L660"), ("search?q=a&since=yesterday", 422, "L660"),
    ("search?q=a&since=2024-01-01T00:00:00", 422, "L660"), ("series", 422, "L660"), ("ask", 422, "L660"),
    ("documents/0", 422, "L660"), ("documents/abc", 422, "L660"), ("documents/-1", 422, "L660"), ("documents/１", 422, "L660"),
    ("documents/99999999999999999999", 422, "L660"), ("documents/%00", 422, "L660"), ("documents/987654", 404, "L207"),
    ("documents/1/text?offset=-1", 422, "L660"), ("documents/1/text?limit=50001", 422, "L660"),
    ("", 404, "L664"), ("nothing", 404, "L664"), ("documents/1/nothing", 404, "L664"), ("documents/", 404, "L664"),
    ("%00", 404, "L664"), ("../../etc/passwd", 404, "L664"), ("openapi.json?x=1", 422, "L661"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "status", "number"), REFUSED)
def test_what_makes_no_sense_is_told_in_one_shape(client, load, path, status, number):  # noqa: F811
    load()
    answer = client.get(f"{V1}/{path}")
    assert (answer.status_code, refused(answer)) == (status, number)


HOSTILE = (
    "\x00", "投\x00资", "%", "_", "'; DROP TABLE ledger_passage; --", '"', '"未闭合', "-", "|", "()", "*", "\\", "NEAR(a b)", "\ud800",
    "\u202e", "😀", "<script>alert(1)</script>", "${7*7}", "{{7*7}}", "a" * 200, "\n\r\t", "\ufeff",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_find_nothing_and_break_nothing(client, load, words):  # noqa: F811
    load()
    for path, name in (
        ("search", "q"), ("measures", "words"), ("measures", "place"), ("measures", "indicator"), ("commitments", "words"),
        ("projects", "words"), ("documents", "title"), ("documents", "province"), ("series", "thing"), ("ask", "q"), ("places", "place"),
    ):  # fmt: skip
        answer = client.get(f"{V1}/{path}", {name: words.encode("utf-8", "replace").decode()})
        assert answer.status_code in (200, 422), (path, name, answer.content)
        raw = client.get(f"{V1}/{path}?{name}=%ED%A0%80%FF%00")
        assert raw.status_code == 200, (path, name, raw.content)
    for since in ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "2024-05-01T00:00:00Z"):
        assert "items" in got(client, f"search?q=a&since={since}")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_it_can_only_be_read(client, db, method):
    for path in (f"{V1}/measures", f"{V1}/documents/1", f"{V1}/openapi.json"):
        answer = getattr(client, method)(path)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD"
        assert refused(answer) == "L663"
    assert client.head(f"{V1}/measures").status_code == 200


def test_what_breaks_is_told_in_the_same_shape(client, load, monkeypatch):  # noqa: F811
    load()
    monkeypatch.setattr("luoshi.api.v1.views.lookup.figures", lambda *_: 1 / 0)
    answer = client.get(f"{V1}/measures")
    assert (answer.status_code, refused(answer)) == (500, "L665")
    assert "ZeroDivision" not in answer.content.decode()


@pytest.mark.parametrize("who", SEES)
def test_everyone_sees_what_is_theirs(house, who):  # noqa: F811
    people, documents = house
    client = Client()
    if people[who] is not None:
        client.force_login(people[who])
    for path in ("documents", "search?q=标记", "measures", "targets", "commitments", "projects", "policies", "terms"):
        assert found(client.get(f"{V1}/{path}").content.decode()) == SEES[who], path
    for name, row in documents.items():
        statuses = {client.get(f"{V1}/documents/{row.pk}{more}").status_code for more in ("", "/text")}
        assert statuses == ({200} if name in SEES[who] else {404}), name
        asked = client.get(f"{V1}/ask", {"q": f"{SECRET[name]}固定资产投资目标是多少"}).json()
        cited = {each["document"] for each in asked["citations"]}
        assert cited <= {documents[one].pk for one in SEES[who]}
    assert client.get(f"{V1}/coverage").json()["documents"] == len(SEES[who])


def test_the_description_tells_all(client, db):
    schema = got(client, "openapi.json")
    assert schema["openapi"].startswith("3.")
    reading = {path: methods for path, methods in schema["paths"].items() if "/office/" not in path}
    assert len(reading) == 16
    bounds = {each["name"]: each["schema"] for each in schema["paths"]["/api/v1/measures"]["get"]["parameters"]}
    assert (bounds["limit"]["minimum"], bounds["limit"]["maximum"], bounds["limit"]["default"]) == (1, 200, 50)
    assert (bounds["year"]["maxItems"], bounds["year"]["items"]["maximum"]) == (20, 2099)
    assert bounds["words"]["maxLength"] == 200
    for path, methods in reading.items():
        assert set(methods) == {"get"}, path
        operation = methods["get"]
        assert operation["summary"]
        assert operation["description"]
        assert {"200", "404", "405", "422", "500"} == set(operation["responses"])
        for status in ("404", "405", "422", "500"):
            assert operation["responses"][status]["content"]["application/json"]["schema"]["$ref"].endswith("/Failure")
        for each in operation["parameters"]:
            assert each.get("description") or each["schema"].get("description") or each["name"] == "number", (path, each)


def test_the_page_for_programmers(client, db):
    answer = client.get("/api/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*src=)| style=| on\w+=", page)
    for path in got(client, "openapi.json")["paths"]:
        assert f"<code>{path}</code>" in page
    assert "cursor" in page


def test_threads_say_what_came_of_a_years_promises(load, client):  # noqa: F811
    from luoshi.reading import read_text

    def read(path: Any) -> Any:
        return read_text(path.read_text("utf-8"))

    load("澄湖区2022年政府工作报告\n\n一、2022年主要目标\n地区生产总值增长8%以上，城镇新增就业9000人以上，新建绿道20公里。\n", read=read)
    load("澄湖区2023年政府工作报告\n\n一、2022年工作回顾\n地区生产总值增长4.6%，城镇新增就业9346人。\n", read=read)
    told = client.get("/api/v1/threads", {"place": "澄湖区", "year": 2022, "limit": 2}).json()
    assert [(each["code"], each["outcome"]) for each in told["items"]] == [("gdp", "missed"), ("urban_new_jobs", "met")]
    first = told["items"][0]
    assert (first["gap_said"], first["result"]["value"]) == ("低于目标3.4个百分点", 4.6)
    said = first["promise"]
    text = client.get(f"/api/v1/documents/{said['document']}/text", {"offset": said["start"], "limit": said["end"] - said["start"]})
    assert text.json()["text"] == said["text"] == "地区生产总值增长8%以上"
    rest = client.get("/api/v1/threads", {"place": "澄湖区", "year": 2022, "limit": 2, "cursor": told["next"]}).json()
    assert [(each["outcome"], each["result"]) for each in rest["items"]] == [("silent", None)]
    silent = client.get("/api/v1/threads", {"place": "澄湖区", "year": 2022, "outcome": "silent"}).json()
    assert len(silent["items"]) == 1
    then = client.get("/api/v1/threads", {"place": "澄湖区", "year": 2022, "as_of": "2001-01-01T00:00:00Z"}).json()
    assert then["items"] == [], "nothing was here yet"
