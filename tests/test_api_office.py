"""The office's flow as a program takes it, by personal keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.office_parts import Office, begun, issued, set_up
from tests.test_api_v1 import refused

OFFICE = "/api/v1/office"
PLAN = {
    "standard": "小学建成并招生", "form": "竣工验收报告", "head": "陈局长", "liaison": "孙明", "due": "2024-06-30",
    "nodes": [{"on": "2024-03-31", "what": "主体封顶"}, {"on": "2024-06-28", "what": "竣工验收，新增学位1200个", "value": 1200.0, "unit": "个"}],
}  # fmt: skip


class Desk:
    """The office's people, each calling by a key of their own."""

    def __init__(self, office: Office) -> None:
        from luoshi.people import personal_keys

        self.office = office
        self.keys = {name: personal_keys.make(person, "api", "测试") for name, person in office.people.items()}

    def call(self, name: str, method: str, path: str, said: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.keys[name]}"} if name else {}
        content = b"" if said is None else said if isinstance(said, bytes) else json.dumps(said).encode()
        return Client().generic(method, f"{OFFICE}/{path}", content, content_type="application/json", headers=headers)

    def got(self, name: str, path: str) -> Any:
        answer = self.call(name, "GET", path)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def done(self, name: str, path: str, said: Any = None) -> Any:
        answer = self.call(name, "POST", path, said)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def no(self, name: str, path: str, said: Any = None, method: str = "POST") -> tuple[int, str]:
        answer = self.call(name, method, path, said)
        return answer.status_code, refused(answer)


@pytest.fixture
def desk(workspace: Any, tmp_path: Path, settings: Any) -> Desk:
    from datetime import date

    from luoshi.delivering.today import set_day

    settings.LUOSHI_REHEARSAL = True
    (tmp_path / "home").mkdir(exist_ok=True)
    set_day(date(2024, 1, 15))
    return Desk(begun(set_up(workspace), tmp_path))


def addresses() -> list[tuple[str, str]]:
    from luoshi.api.v1 import door

    paths = door.api.get_openapi_schema()["paths"]
    fill = {"{number}": "1", "{period}": "2024Q1", "{name}": "x"}
    found = []
    for path, methods in paths.items():
        if path.startswith(f"{OFFICE}/"):
            for old, new in fill.items():
                path = path.replace(old, new)
            found += [(method.upper(), path.removeprefix(f"{OFFICE}/")) for method in methods]
    return found


def test_nothing_is_there_without_a_key(desk: Desk) -> None:
    assert len(addresses()) > 40
    signed_in = Client()
    signed_in.force_login(desk.office["li"])
    for method, path in addresses():
        assert desk.no("", path, method=method) == (401, "L760"), (method, path)
        answer = signed_in.generic(method, f"{OFFICE}/{path}")
        assert answer.status_code == 401, "being signed in to the pages counts for nothing here"
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    desk.keys |= {"bad": "x" * 43, "long": "x" * 10_000, "odd": "\u00e9\u00ff", "empty": ""}
    for name in ("bad", "long", "odd", "empty"):
        assert desk.no(name, "me", method="GET") == (401, "L760"), name


def test_whoever_holds_no_post_sees_and_does_nothing(desk: Desk) -> None:
    assert desk.got("nobody", "me")["posts"] == []
    for path in ("units", "tables", "tasks", "letters"):
        assert desk.got("nobody", path)["items"] == [], path
    assert desk.no("nobody", f"tables/{desk.office.table.pk}", method="GET") == (404, "L664")
    assert desk.no("nobody", f"tables/{desk.office.table.pk}/consult") == (404, "L664")
    assert desk.no("nobody", "rehearsal", {"day": "2024-02-01"}, "PUT") == (403, "L710")


def test_from_draft_to_issue(desk: Desk) -> None:
    office, table = desk.office, f"tables/{desk.office.table.pk}"
    units = {unit["short"]: unit["number"] for unit in desk.got("li", "units?limit=200")["items"]}
    first = desk.got("li", f"{table}/rows?limit=3")
    rest = desk.got("li", f"{table}/rows?limit=200&cursor={first['next']}")
    rows = first["items"] + rest["items"]
    assert [row["number"] for row in rows] == list(office.table.tasks.order_by("part", "position").values_list("pk", flat=True))
    parts = [row["number"] for row in rows if row["part"] == 1]
    led = desk.done("li", f"{table}/assign", {"rows": parts, "lead": units["发改局"]})["rows"]
    assert {row["lead"]["name"] for row in led} == {"区发展和改革局"}
    park = next(row for row in rows if "口袋公园" in row["words"])
    changed = desk.done("li", f"tasks/{park['number']}/change", {"version": park["version"], "fields": {"joiners": [units["城管局"]]}})
    assert changed["version"] == park["version"] + 1
    assert desk.no("li", f"tasks/{park['number']}/change", {"version": park["version"], "fields": {"words": "别的"}}) == (409, "L712")
    assert desk.done("li", f"{table}/consult")["state"] == "consulting"
    assert desk.no("li", f"{table}/consult", {}) == (409, "L711")
    objection = {"unit": units["园林局"], "why": "属于城管", "instead": units["城管局"]}
    assert desk.no("chen", f"tasks/{park['number']}/object", objection)[0] == 404, "not a row of theirs"
    opinion = desk.done("zhou", f"tasks/{park['number']}/object", objection)
    assert desk.no("li", f"{table}/send-up", {}) == (422, "L715")
    desk.done("wang", f"opinions/{opinion['number']}/settle", {"decision": "moved", "why": "改由城管局牵头"})
    assert desk.got("li", f"tasks/{park['number']}")["lead"]["name"] == "区城市管理执法局"
    desk.done("li", f"{table}/send-up", {})
    assert desk.no("li", f"{table}/approve", {}) == (403, "L710")
    desk.done("wang", f"{table}/approve", {})
    signed = desk.done("zhao", f"{table}/sign", {"number": "云政办发〔2024〕3号"})
    assert (signed["state"], signed["issued_on"], signed["reference"]) == ("issued", "2024-01-15", "云政办发〔2024〕3号")
    assert {row["light"] for row in desk.got("li", "tasks?limit=200")["items"]} <= {"not_started", "on_course"}


def test_from_plan_to_closing_on_the_days_that_are_set(desk: Desk) -> None:
    task = issued(desk.office).task("第二小学").pk
    plan = desk.done("chen", f"tasks/{task}/plan", PLAN)
    assert desk.no("chen", f"tasks/{task}/plan/accept", {"version": plan["version"]}) == (403, "L710")
    desk.done("li", f"tasks/{task}/plan/accept", {"version": plan["version"]})
    assert desk.call("li", "PUT", "rehearsal", {"day": "2024-04-08"}).json()["day"] == "2024-04-08"
    report = desk.done("sun", f"tasks/{task}/reports/2024Q1", {"words": "有序推进", "value": "300"})
    assert list(report["asked"]) == ["no-fact"]
    assert desk.got("li", f"tasks/{task}")["reports"] == [], "what a unit is still writing is its own"
    assert desk.no("li", f"tasks/{task}/reports/2024Q1/accept", {"version": 1}) == (404, "L714")
    assert desk.no("chen", f"tasks/{task}/reports/2024Q1/submit", {"version": report["version"]}) == (422, "L717")
    said = {"words": "主体封顶，完成投资0.3亿元", "value": "300.5", "nodes": [0], "version": report["version"]}
    report = desk.done("sun", f"tasks/{task}/reports/2024Q1", said)
    assert (report["value"], report["asked"]) == ("300.5", {})
    report = desk.done("chen", f"tasks/{task}/reports/2024Q1/submit", {"version": report["version"]})
    desk.done("li", f"tasks/{task}/reports/2024Q1/accept", {"version": report["version"]})
    desk.done("chen", f"tasks/{task}/closing", {"how": "closed", "words": "已竣工"})
    desk.done("li", f"tasks/{task}/closing/check", {"found": "现场未竣工", "true": False})
    assert desk.no("li", f"tasks/{task}/closing/approve", {}) == (409, "L711")
    desk.done("li", f"tasks/{task}/closing/refuse", {"why": "与事实不符"})
    desk.call("li", "PUT", "rehearsal", {"day": "2024-07-15"})
    life = desk.got("wu", f"tasks/{task}")
    assert (life["now"]["state"], life["light"], life["closings"][0]["state"]) == ("overdue", "overdue", "refused")
    assert life["plan"]["nodes"][0]["done_on"] == "2024-04-08"
    journal = desk.got("wu", f"tasks/{task}/journal")["entries"]
    assert [entry["what"] for entry in journal if entry["why"]] == ["不予办结"]


def test_letters_questions_visits_and_pauses(desk: Desk) -> None:
    office = desk.office
    task = issued(office).task("第二小学").pk
    desk.done("li", f"tasks/{task}/visits", {"day": "2024-01-12", "where": "工地", "who": "李科员", "found": "已进场"})
    question = desk.done("wang", f"tasks/{task}/questions", {"words": "何时开工"})
    answered = desk.done("sun", f"questions/{question['number']}/answer", {"words": "1月20日", "version": question["version"]})
    assert answered["version"] == question["version"] + 1
    letter = {"kind": "remind", "unit": office.units["教育局"].pk, "tasks": [task], "words": "请加快办理", "reply_by": "2024-02-01"}
    made = desk.done("li", "letters", letter)
    assert desk.no("chen", f"letters/{made['number']}", method="GET") == (404, "L664"), "a draft is the office's"
    sent = desk.done("li", f"letters/{made['number']}/send", {"number": "督〔2024〕1号", "version": made["version"]})
    replied = desk.done("chen", f"letters/{made['number']}/reply", {"words": "已增加班组", "version": sent["version"]})
    assert desk.done("li", f"letters/{made['number']}/settle", {"version": replied["version"]})["state"] == "settled"
    pause = desk.done("chen", f"tasks/{task}/pauses", {"start": "2024-01-15", "end": "2024-02-15", "why": "用地手续"})
    assert desk.no("chen", f"pauses/{pause['number']}/approve", {"version": pause["version"]}) == (403, "L710")
    desk.done("wang", f"pauses/{pause['number']}/approve", {"version": pause["version"]})
    given = {"number": "〔2024〕5号", "day": "2024-01-14", "leader": office.posts["zhao"].pk, "gist": "抓紧", "task": task}
    desk.done("li", "instructions", given)
    life = desk.got("chen", f"tasks/{task}")
    assert {name: len(life[name]) for name in ("visits", "questions", "letters", "pauses", "instructions")} == dict.fromkeys(
        ("visits", "questions", "letters", "pauses", "instructions"), 1
    )


REFUSED = [
    (b"{", 400, "L666"), (b"[" * 100_000, 400, "L666"), (b"[]", 422, "L660"), (b"null", 422, "L660"), (b"\xff\xfe", 400, "L666"),
    ({"version": 1}, 422, "L660"), ({"version": "1", "why": "x"}, 422, "L660"), ({"version": 1, "why": "x", "more": 1}, 422, "L660"),
    ({"version": True, "why": "x"}, 422, "L660"), ({"version": 10**30, "why": "x"}, 422, "L660"), ({"version": 1, "why": "x" * 4001}, 422, "L660"),
    ({"version": 1, "why": " \x00 "}, 422, "L713"), ({"version": 1, "why": "\ud800"}, 422, "L660"), (b" " * 1_000_001, 413, "L761"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "status", "number"), REFUSED)
def test_what_makes_no_sense_is_refused(desk: Desk, said: Any, status: int, number: str) -> None:
    task = desk.office.task("第二小学").pk
    assert desk.no("li", f"tasks/{task}/drop", said) == (status, number)


def test_only_json_and_only_the_methods_of_the_address(desk: Desk) -> None:
    answer = Client().post(f"{OFFICE}/tables", {"document": 1}, headers={"Authorization": f"Bearer {desk.keys['li']}"})
    assert (answer.status_code, refused(answer)) == (415, "L762")
    for method, path in (("DELETE", "tables"), ("POST", "me"), ("GET", "tasks/1/drop"), ("PATCH", "tasks/1")):
        answer = desk.call("li", method, path)
        assert (answer.status_code, refused(answer) in ("L663", "L763")) == (405, True), path
        assert answer.headers["Allow"]
    assert desk.no("li", "tasks?lihgt=behind", method="GET") == (422, "L661")
    assert desk.no("li", "tasks/1/plan/accept?x=1", {"version": 1}) == (422, "L661")


def test_a_units_row_of_another_workspace_cannot_be_named(desk: Desk) -> None:
    from luoshi.people.access import KEEPER
    from luoshi.people.establishment import set_up_usual
    from luoshi.people.models import Unit, Workspace

    elsewhere = Workspace.objects.create(slug="other", name="别处")
    set_up_usual(elsewhere, prefix="别区", by=KEEPER)
    theirs = Unit.objects.filter(workspace=elsewhere).first()
    assert theirs is not None
    row = desk.office.task("第二小学")
    assert desk.no("li", f"tables/{desk.office.table.pk}/assign", {"rows": [row.pk], "lead": theirs.pk}) == (404, "L664")
    assert desk.no("li", f"tasks/{row.pk}/change", {"version": row.version, "fields": {"supplier": theirs.pk}}) == (404, "L664")


def test_the_day_is_set_in_a_rehearsal_only(desk: Desk, settings: Any) -> None:
    settings.LUOSHI_REHEARSAL = False
    assert desk.no("li", "rehearsal", {"day": "2024-02-01"}, "PUT") == (403, "L720")
    assert desk.got("li", "me")["rehearsal"] is False


def test_a_meeting_and_a_circular(desk: Desk) -> None:
    office = issued(desk.office)
    task = office.task("第二小学").pk
    desk.call("li", "PUT", "rehearsal", {"day": "2024-07-15"})
    meeting = desk.done("li", "meetings", {"kind": "dispatch", "day": "2024-07-15", "chair": office.posts["wang"].pk})
    at = f"meetings/{meeting['number']}"
    assert desk.no("chen", at, method="GET") == (404, "L664"), "a meeting is the office's and its leaders'"
    assert isinstance(desk.got("li", f"{at}/candidates")["items"], list)
    items = desk.done("li", f"{at}/choose", {"tasks": [task], "words": "暑期学位调配"})["items"]
    decided = desk.done("li", f"agenda/{items[1]['number']}/decide", {
        "decision": "拿出学位调配方案", "lead": office.units["教育局"].pk, "due": "2024-08-10",
    })  # fmt: skip
    assert desk.got("chen", f"tasks/{decided['became']}")["state"] == "underway"
    desk.done("li", f"agenda/{items[0]['number']}/take-off", {})
    assert desk.done("li", f"{at}/hold", {"notes": "会议议定一项", "version": meeting["version"]})["held"]
    paper = desk.done("li", "bulletins", {"way": "down", "as_of": "2024-07-14"})
    assert desk.no("chen", f"bulletins/{paper['number']}", method="GET") == (404, "L664")
    words = {"title": "七月通报", "paragraphs": [{"style": "body", "words": "现通报如下"}], "version": paper["version"]}
    paper = desk.done("li", f"bulletins/{paper['number']}/change", words)
    paper = desk.done("li", f"bulletins/{paper['number']}/send", {"version": paper["version"]})
    paper = desk.done("zhao", f"bulletins/{paper['number']}/sign", {"number": "督查通报第1期", "version": paper["version"]})
    assert desk.got("chen", f"bulletins/{paper['number']}")["state"] == "issued"


def test_evidence_goes_up_and_comes_down_as_a_file(desk: Desk) -> None:
    task = issued(desk.office).task("第二小学").pk
    paper = b"%PDF-1.4 made up for this test"

    def sent(name: str, path: str, content: bytes = paper, kind: str = "application/octet-stream") -> Any:
        headers = {"Authorization": f"Bearer {desk.keys[name]}"}
        return Client().generic("POST", f"{OFFICE}/tasks/{task}/evidence?{path}", content, content_type=kind, headers=headers)

    kept = sent("sun", "name=照片.pdf").json()
    assert (kept["name"], kept["size"], kept["period"]) == ("照片.pdf", len(paper), None)
    for answer, told in (
        (sent("sun", "name=x", b"MZ"), (422, "L740")), (sent("sun", "name=x", paper, "text/html"), (415, "L762")),
        (sent("sun", "name=x", b"x" * (21 << 20)), (413, "L741")), (sent("li", "name=x"), (403, "L710")),
        (sent("nobody", "name=x"), (404, "L664")), (sent("sun", ""), (422, "L660")), (sent("sun", "name=x&period=2024Q1"), (404, "L714")),
    ):  # fmt: skip
        assert (answer.status_code, refused(answer)) == told
    assert [each["number"] for each in desk.got("wu", f"tasks/{task}")["evidence"]] == [kept["number"]]
    answer = desk.call("wu", "GET", f"evidence/{kept['number']}")
    assert b"".join(answer.streaming_content) == paper
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert desk.no("nobody", f"evidence/{kept['number']}", method="GET") == (404, "L714")
    assert desk.no("li", f"evidence/{kept['number']}/detach", {"why": ""}) == (422, "L713")
    desk.done("sun", f"evidence/{kept['number']}/detach", {"why": "传错了"})
    assert desk.no("sun", f"evidence/{kept['number']}", method="GET") == (404, "L714")


def test_rates_are_for_the_office_and_say_what_is_behind_them(desk: Desk) -> None:
    issued(desk.office)
    desk.call("li", "PUT", "rehearsal", {"day": "2024-04-20"})
    whole, *units = desk.got("li", "rates?period=2024Q1")["items"]
    assert whole["unit"] is None
    assert units
    for each in [whole, *units]:
        assert all(set(rate["numerator"]) <= set(rate["denominator"]) and rate["definition"] for rate in each["rates"])
    assert desk.no("chen", "rates?period=2024Q1", method="GET") == (403, "L710")
    assert desk.no("li", "rates?period=2024M99", method="GET") == (422, "L660")
    answer = desk.call("wu", "POST", "rates/export", {"period": "2024Q1", "form": "csv"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")


def test_no_two_shapes_of_the_description_bear_one_name() -> None:
    from luoshi.api.v1 import parameters
    from luoshi.api.v1 import shapes as reading
    from luoshi.api.v1.office import asked, shapes

    names = [name for module in (reading, parameters, asked, shapes) for name, each in vars(module).items()
             if isinstance(each, type) and each.__module__ == module.__name__]  # fmt: skip
    assert sorted(names) == sorted(set(names)), "of two of one name the description would hold one"
