"""Letters, instructions, meetings, circulars, templates and what is done about a task, through their pages: who sees and does what."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.office_parts import Office, begun, issued, set_up

pytestmark = pytest.mark.django_db
LATE = date(2024, 7, 15)
"""The school was due on 30 June."""
Pages = Callable[..., tuple[int, str]]


@pytest.fixture
def office(workspace: Any, tmp_path: Path, settings: Any) -> Iterator[Office]:
    """An issued table in a rehearsal of July 2024."""
    from luoshi.delivering.lights import relight_all
    from luoshi.delivering.today import set_day

    office = issued(begun(set_up(workspace), tmp_path))
    settings.LUOSHI_REHEARSAL = True
    set_day(LATE)
    relight_all(LATE)
    return office


@pytest.fixture
def pages(client: Client, office: Office) -> Pages:
    """What somebody gets at an address under /office/, or gets back for what they send there."""

    def asked(name: str, path: str = "", data: dict[str, Any] | None = None) -> tuple[int, str]:
        client.force_login(office[name])
        address = f"/office/{path}"
        answer = client.get(address) if data is None else client.post(address, data, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        return answer.status_code, body.decode(errors="replace")

    return asked


def draft(office: Office, pages: Pages, kind: str = "remind") -> Any:
    """A letter about the school, written on the page."""
    from luoshi.delivering.models import Letter

    task, unit = office.task("第二小学"), office.units["教育局"]
    form = {"kind": kind, "reply_by": "2024-07-22", "words": "请抓紧办理。", "task": task.pk}
    assert pages("li", f"letters/new?unit={unit.pk}", form)[0] == 200
    return Letter.objects.order_by("pk").last()


def test_everything_is_closed_to_strangers_and_explains_itself_when_empty(office: Office, pages: Pages) -> None:
    for path, to_office, to_unit in (
        ("letters/", "可以发函的事项", "在这里查看和答复"), ("instructions/", "登记批示", "列在这张台账上"),
        ("meetings/", "开始筹备", "从亮灯里选出来"), ("bulletins/", "拟出初稿", "签发的通报在这里查看"),
    ):  # fmt: skip
        assert Client().get(f"/office/{path}").status_code == 302
        assert pages("nobody", path)[0] == 404
        assert to_office in pages("li", path)[1]
        status, said = pages("chen", path)
        assert (status, to_unit in said) == (200, True), path
        assert 'method="post"' not in said.split('class="rooms"')[1], f"a unit changes nothing at {path}"


def test_what_is_late_is_prepared_and_nothing_is_sent_by_looking(office: Office, pages: Pages) -> None:
    from luoshi.delivering.models import Letter

    said = pages("li", "letters/")[1]
    assert "逾期15天" in said
    school = office.task("第二小学")
    proposed = pages("li", f"letters/new?unit={office.units['教育局'].pk}&task={school.pk}")[1]
    assert "你单位承担的下列任务未按要求推进" in proposed
    assert 'value="2024-07-22"' in proposed, "five working days"
    assert re.search(rf'name="task" value="{school.pk}" checked', proposed)
    assert pages("li", f"letters/new?task={school.pk}")[1].count("致区教育局") == 1, "without a unit, the lead's"
    assert "先选发给哪个单位" in pages("li", "letters/new")[1]
    assert pages("chen", "letters/new")[0] == 403
    assert Letter.objects.count() == 0


def test_a_letter_from_draft_to_settling(office: Office, pages: Pages) -> None:
    letter = draft(office, pages)
    address = f"letters/{letter.pk}/"
    assert pages("chen", address)[0] == 404, "a draft is the office's"
    said = pages("li", address)[1]
    assert "关于" in said
    assert "（文号待定）" in said
    assert "送签</button>" not in said, "a reminder needs no signature"
    pages("li", f"{address}send-letter", {"version": letter.version, "number": "督提〔2024〕1号"})
    letter.refresh_from_db()
    assert (letter.state, letter.number, letter.sent_on) == ("sent", "督提〔2024〕1号", LATE)
    assert pages("zhou", address)[0] == 404, "another unit's"
    assert "督提〔2024〕1号" not in pages("zhou", "letters/")[1]
    assert "待答复" in pages("chen", "letters/")[1]
    assert 'name="words"' not in pages("sun", address)[1], "the head answers, the liaison reads"
    assert pages("sun", f"{address}reply", {"version": letter.version, "words": "马上办"})[0] == 403
    pages("chen", f"{address}reply", {"version": letter.version, "words": "马上办"})
    letter.refresh_from_db()
    assert "已答复，待办结或退回" in pages("li", "letters/")[1]
    pages("li", f"{address}return-reply", {"version": letter.version, "why": "没有写明完成时间"})
    assert "退回理由：没有写明完成时间" in pages("chen", address)[1]
    letter.refresh_from_db()
    pages("chen", f"{address}reply", {"version": letter.version, "words": "8月10日前完成"})
    letter.refresh_from_db()
    said = pages("li", f"{address}settle-letter", {"version": letter.version})[1]
    assert "已办结" in said
    assert said.count("<b>答复来函</b>") == 2, "an act is told once, whatever the journal needs for it"
    assert "拟督办函件" not in pages("chen", address)[1], "how it came to be is the office's"
    assert pages("li", f"letters/{letter.pk}.docx")[0] == 200
    assert pages("zhou", f"letters/{letter.pk}.docx")[0] == 404


def test_a_letter_of_the_governments_is_signed_by_the_leader_in_charge(office: Office, pages: Pages) -> None:
    letter = draft(office, pages, "letter")
    address = f"letters/{letter.pk}/"
    said = pages("li", address)[1]
    assert "送签</button>" in said
    assert "编号发出" not in said
    pages("li", f"{address}send-to-sign", {"version": letter.version})
    assert "待签发" in pages("wang", "letters/")[1]
    letter.refresh_from_db()
    assert pages("wang", f"{address}refuse-letter", {"version": letter.version, "why": ""})[0] == 422
    pages("wang", f"{address}refuse-letter", {"version": letter.version, "why": "措辞过重"})
    assert "退回理由：措辞过重" in pages("li", f"{address}edit")[1]
    letter.refresh_from_db()
    pages("li", f"{address}send-to-sign", {"version": letter.version})
    letter.refresh_from_db()
    assert pages("li", f"{address}sign-letter", {"version": letter.version, "number": "政督〔2024〕1号"})[0] == 403
    pages("zhao", f"{address}sign-letter", {"version": letter.version, "number": "政督〔2024〕1号"})
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert "措辞过重" not in pages("chen", address)[1]


def test_of_two_who_write_a_letter_the_second_is_told_and_keeps_what_was_typed(office: Office, pages: Pages) -> None:
    letter = draft(office, pages)
    form = {"kind": "notice", "reply_by": "2024-07-23", "task": office.task("第二小学").pk, "version": letter.version}
    pages("li", f"letters/{letter.pk}/edit", {**form, "words": "甲写的正文"})
    status, said = pages("li", f"letters/{letter.pk}/edit", {**form, "words": "乙写的正文"})
    assert status == 409
    assert "乙写的正文</textarea>" in said
    assert "<blockquote>甲写的正文" in said
    letter.refresh_from_db()
    assert letter.words == "甲写的正文"
    pages("li", f"letters/{letter.pk}/edit", {**form, "version": letter.version, "words": "乙写的正文"})
    letter.refresh_from_db()
    assert letter.words == "乙写的正文"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": "shout"}, "no such degree"), ({"reply_by": ""}, "no day"), ({"reply_by": "明天"}, "no date"),
        ({"reply_by": "2024-01-01"}, "past"), ({"words": " "}, "no words"), ({"task": []}, "no task"),
        ({"task": "99999999"}, "not its task"), ({"task": "x' OR 1"}, "no number"),
    ],
)  # fmt: skip
def test_a_letter_that_cannot_be_comes_back_as_it_was_typed(office: Office, pages: Pages, wrong: dict[str, Any], why: str) -> None:
    from luoshi.delivering.models import Letter

    form = {"kind": "remind", "reply_by": "2024-07-22", "words": "请抓紧<b>办理", "task": office.task("第二小学").pk, **wrong}
    status, said = pages("li", f"letters/new?unit={office.units['教育局'].pk}", form)
    assert status == 422, why
    assert "没有办成" in said
    assert "words" in wrong or "请抓紧&lt;b&gt;办理</textarea>" in said
    assert Letter.objects.count() == 0


def test_an_instruction_becomes_a_task_and_a_second_one_stands_on_the_same(office: Office, pages: Pages) -> None:
    from luoshi.delivering.models import Instruction, Task

    form = {"number": "批〔2024〕7号", "on": "2024-07-12", "leader": office.posts["zhao"].pk, "gist": "整治校门口拥堵"}
    status, said = pages("li", "instructions/", form)
    assert status == 422
    assert "整治校门口拥堵</textarea>" in said, "neither a lead nor a task"
    assert pages("chen", "instructions/", {**form, "lead": office.units["教育局"].pk, "due": "2024-09-01"})[0] == 403
    pages("li", "instructions/", {**form, "lead": office.units["教育局"].pk, "due": "2024-09-01"})
    task = Task.objects.get(table__kind="running")
    said = pages("li", "instructions/")[1]
    assert "2024年督办事项台账" in said
    assert f"tasks/{task.pk}/" in said
    assert "○ 未到节点" in said
    pages("li", "instructions/", {**form, "number": "批〔2024〕8号", "gist": "一并解决停车", "task": task.pk})
    assert Instruction.objects.get(number="批〔2024〕8号").task == task
    assert "整治校门口拥堵" in pages("chen", "instructions/")[1], "the lead sees its own"
    assert "整治校门口拥堵" not in pages("zhou", "instructions/")[1]
    matter = {"kind": "常务会议", "source": "第12次常务会议", "words": "补植行道树", "lead": office.units["园林局"].pk, "due": "2024-10-01"}
    pages("li", "instructions/track", matter)
    assert "补植行道树" in pages("zhou", "instructions/")[1]
    assert pages("li", "instructions/track", {**matter, "due": "2024-01-01"})[0] == 422


def test_a_meeting_from_candidates_to_its_pack(office: Office, pages: Pages) -> None:
    from luoshi.delivering.models import Meeting, Task

    pages("li", "meetings/", {"kind": "weekly", "on": "2024-07-15", "chair": office.posts["wang"].pk})
    meeting = Meeting.objects.get()
    address = f"meetings/{meeting.pk}/"
    assert pages("li", "meetings/", {"kind": "weekly", "on": "2024-07-15"})[0] == 422, "one a day"
    said = pages("li", address)[1]
    assert "逾期15天" in said
    school = office.task("第二小学")
    pages("li", f"{address}choose", {"task": school.pk})
    pages("li", f"{address}choose", {"words": "汛期排查", "why": "入汛"})
    about, new = meeting.items.all()
    assert (about.task, new.words) == (school, "汛期排查")
    assert "选入议题" not in pages("wang", address)[1], "a leader reads"
    assert pages("chen", address)[0] == 404
    pages("li", f"{address}items/{about.pk}/decide", {"decision": "7月底前完成验收"})
    assert pages("li", f"{address}items/{new.pk}/decide", {"decision": "全面排查公园"})[0] == 422, "a new matter needs a lead and a day"
    pages("li", f"{address}items/{new.pk}/decide", {"decision": "全面排查公园", "lead": office.units["园林局"].pk, "due": "2024-07-31"})
    became = Task.objects.get(words="全面排查公园")
    assert f'tasks/{became.pk}/">已列为督办任务' in pages("li", address)[1]
    status, said = pages("li", f"{address}hold", {"version": 99, "notes": "会议听取了汇报，议定两项。"})
    assert status == 409
    assert "会议听取了汇报，议定两项。</textarea>" in said
    pages("li", f"{address}hold", {"version": meeting.version, "notes": "会议听取了汇报，议定两项。"})
    assert "已召开" in pages("wang", address)[1]
    assert pages("li", f"{address}items/{about.pk}/take-off", {})[0] == 409
    for ending in ("docx", "xlsx"):
        assert pages("wang", f"meetings/{meeting.pk}.{ending}")[0] == 200
        assert pages("chen", f"meetings/{meeting.pk}.{ending}")[0] == 404


def test_a_circular_is_gone_over_sent_refused_and_signed(office: Office, pages: Pages) -> None:
    from luoshi.delivering.models import Bulletin

    assert pages("li", "bulletins/", {"way": "down", "as_of": "2024-08-01"})[0] == 422, "a day to come"
    pages("li", "bulletins/", {"way": "down", "as_of": "2024-07-15"})
    paper = Bulletin.objects.get()
    address = f"bulletins/{paper.pk}/"
    said = pages("li", address)[1]
    assert "总体情况" in said
    assert "各单位任务落实情况表" in said
    text = "一、情况\n总体平稳。\n\n二、要求\n抓紧推进。"
    pages("li", f"{address}edit", {"version": paper.version, "title": "July\r\nX: y", "text": text})
    assert pages("li", f"bulletins/{paper.pk}.docx")[0] == 200, "a title on two lines breaks no header"
    status, said = pages("li", f"{address}edit", {"version": paper.version, "title": "七月通报", "text": "晚了一步"})
    assert status == 409
    assert "晚了一步</textarea>" in said
    paper.refresh_from_db()
    assert [(each["style"], each["words"]) for each in paper.paragraphs] == [
        ("heading", "一、情况"), ("body", "总体平稳。"), ("heading", "二、要求"), ("body", "抓紧推进。"),
    ]  # fmt: skip
    pages("li", f"{address}send-bulletin", {"version": paper.version})
    paper.refresh_from_db()
    assert pages("chen", address)[0] == 404, "not before it is signed"
    pages("wang", f"{address}refuse-bulletin", {"version": paper.version, "why": "请核实数字"})
    assert "退回理由：请核实数字" in pages("li", address)[1]
    paper.refresh_from_db()
    pages("li", f"{address}send-bulletin", {"version": paper.version})
    paper.refresh_from_db()
    assert pages("li", f"{address}sign-bulletin", {"version": paper.version, "number": "督通〔2024〕1号"})[0] == 403
    pages("zhao", f"{address}sign-bulletin", {"version": paper.version, "number": "督通〔2024〕1号"})
    status, said = pages("chen", address)
    assert status == 200, "a 通报 goes to every unit"
    assert "请核实数字" not in said
    assert pages("chen", f"bulletins/{paper.pk}.docx")[0] == 200


def test_a_heading_of_another_form_stays_one_when_the_text_is_edited() -> None:
    from luoshi.web.office.supervise.bulletin import paragraphs_of, text_of

    before = [{"style": "heading", "words": "基本情况"}, {"style": "body", "words": "总体平稳。"}]
    assert paragraphs_of(text_of(before), before) == before


def upload(pages: Pages, kind: str, data: bytes, name: str = "我们的模板.docx", who: str = "li") -> tuple[int, str]:
    return pages(who, f"templates/{kind}", {"file": SimpleUploadedFile(name, data)})


def test_a_template_of_the_units_own(office: Office, pages: Pages) -> None:
    from luoshi.delivering.models import PaperTemplate
    from luoshi.delivering.paper.templates import blank

    stream = io.BytesIO()
    blank("remind", stream)
    assert pages("chen", "templates/")[0] == 404
    assert pages("li", "templates/remind.docx")[0] == 200
    assert upload(pages, "remind", stream.getvalue(), who="chen")[0] == 404
    status, said = upload(pages, "remind", stream.getvalue())
    assert (status, "我们的模板.docx" in said) == (200, True)
    assert PaperTemplate.objects.get().kind == "remind"
    letter = draft(office, pages)
    assert pages("li", f"letters/{letter.pk}.docx")[0] == 200
    for data, why in ((b"PK no zip", "no archive"), (b"", "empty"), (b"x" * (3 << 20), "over 2 MB")):
        status, said = upload(pages, "remind", data)
        assert status in (413, 422), why
        assert "没有更换" in said
    stream = io.BytesIO()
    blank("weekly", stream)
    assert "缺少占位符" in upload(pages, "notice", stream.getvalue())[1], "a meeting's template is no letter's"
    assert PaperTemplate.objects.count() == 1
    assert upload(pages, "army", b"x")[0] == 404


def test_the_token_of_the_form_is_asked_for_with_a_file(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(office["li"])
    answer = client.post("/office/templates/remind", {"file": SimpleUploadedFile("模板.docx", b"x")})
    assert answer.status_code == 403


def test_questions_visits_and_pauses_of_a_task(office: Office, pages: Pages) -> None:
    from luoshi.web.office.door import Desk
    from luoshi.web.office.supervise.on_task import forms_for

    task = office.task("第二小学")
    address = f"tasks/{task.pk}/supervise"

    def open_to(name: str) -> set[str]:
        desk = Desk(office[name], LATE, (office.posts[name],))
        return set(forms_for(desk, office.task("第二小学"))["supervise"]["may"])

    assert open_to("li") == {"question", "visit", "letter", "instruct"}
    assert open_to("wang") == {"question"}
    assert open_to("chen") == {"ask_pause"}
    assert open_to("zhou") == open_to("wu") == set()
    assert f"{address}/question" in pages("wang", f"tasks/{task.pk}/")[1]
    assert f"{address}/" not in pages("wu", f"tasks/{task.pk}/")[1]
    pages("wang", f"{address}/question", {"words": "何时招生？"})
    question = task.questions.get()
    assert open_to("sun") == {"answer"}
    assert pages("zhou", f"{address}/answer", {"question": question.pk, "version": 1, "words": "九月"})[0] == 403, "it only joins in the task"
    pages("sun", f"{address}/answer", {"question": question.pk, "version": question.version, "words": "九月"})
    question.refresh_from_db()
    assert question.answer == "九月"
    visit = {"on": "2024-07-15", "where": "工地", "who": "李科", "found": "主体未封顶"}
    assert pages("li", f"{address}/visit", {**visit, "on": "2024-07-16"})[0] == 422
    pages("li", f"{address}/visit", visit)
    assert task.visits.get().found == "主体未封顶"
    ask = {"start": "2024-07-15", "end": "", "why": "管线迁改尚未完工，等待上级批文"}
    assert "管线迁改尚未完工，等待上级批文" in pages("chen", f"{address}/ask-pause", {**ask, "start": "昨天"})[1], "what was typed is kept"
    pages("chen", f"{address}/ask-pause", ask)
    pause = task.pauses.get()
    assert {"approve_pause", "refuse_pause"} <= open_to("wang")
    pages("wang", f"{address}/approve-pause", {"pause": pause.pk, "version": pause.version})
    pause.refresh_from_db()
    assert pause.approved_on == LATE
    assert "end_pause" in open_to("li")
    pages("li", f"{address}/end-pause", {"pause": pause.pk, "version": pause.version, "last": LATE.isoformat()})
    pause.refresh_from_db()
    assert pause.end == LATE
    assert pages("li", f"{address}/shout", {})[0] == 404


def test_what_is_waited_for_is_not_suggested_again(office: Office, pages: Pages) -> None:
    from luoshi.delivering.supervising.letters import send_letter
    from luoshi.delivering.today import set_day

    letter, school = draft(office, pages), office.task("第二小学")
    send_letter(letter, "督提〔2024〕1号", version=letter.version, person=office["li"], on=LATE)
    ticked = re.compile(rf'name="task" value="{school.pk}" checked')
    said = pages("li", "letters/")[1]
    assert "7月22日前答复" in said
    assert not ticked.search(said)
    set_day(LATE + timedelta(days=10))
    said = pages("li", "letters/")[1]
    assert "未答复" in said
    assert ticked.search(said), "the day to answer by is over"
