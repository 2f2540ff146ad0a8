"""The office keeps after tasks: letters by degree, pauses, instructions, meetings, circulars; each step by whoever may take it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from luoshi.errors import DeliverError
from tests.office_parts import DAY, Office, begun, issued, set_up
from tests.test_delivering_flow import PLAN, entries

pytestmark = pytest.mark.django_db
LATE = date(2024, 7, 15)
"""The school was due on 30 June."""


@pytest.fixture
def office(workspace: Any, tmp_path: Path) -> Office:
    """An issued table; the school is under way, its plan accepted, nothing reported."""
    from luoshi.delivering import working

    office = issued(begun(set_up(workspace), tmp_path))
    plan = working.file_plan(office.task("第二小学"), **PLAN, person=office["chen"], on=DAY)
    working.accept_plan(plan, version=plan.version, person=office["li"], on=DAY)
    return office


def write(office: Office, kind: str, on: date = LATE, words: str = "请抓紧办理。") -> Any:
    from luoshi.delivering.supervising.letters import write_letter

    tasks = [office.task("第二小学")]
    return write_letter(kind, office.units["教育局"], tasks, words, on + timedelta(days=7), person=office["li"], on=on)


def test_a_letter_from_suggestion_to_settling(office: Office) -> None:
    from luoshi.delivering.models import Letter
    from luoshi.delivering.supervising import letters
    from luoshi.delivering.supervising.proposing import proposed_letter

    proposal = proposed_letter(office.units["教育局"], [office.task("第二小学")], LATE)
    assert proposal.kind == "remind"
    assert "逾期15天" in proposal.words
    assert "2024年第二季度进展未报送" in proposal.words
    assert proposal.reply_by == date(2024, 7, 22), "five working days"
    assert Letter.objects.count() == 0, "nothing is written of its own accord"
    letter = letters.write_letter(
        proposal.kind, office.units["教育局"], proposal.tasks, proposal.words, proposal.reply_by, person=office["li"], on=LATE
    )
    stale = letter.version
    letters.change_letter(
        letter, kind="remind", tasks=proposal.tasks, words="请速办", reply_by=letter.reply_by, version=stale, person=office["li"], on=LATE
    )
    with pytest.raises(DeliverError, match="L712"):
        letters.send_letter(letter, "督提〔2024〕1号", version=stale, person=office["li"], on=LATE)
    letters.send_letter(letter, "督提〔2024〕1号", version=letter.version, person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L710"):
        letters.reply(letter, "马上办", version=letter.version, person=office["sun"], on=LATE)
    letters.reply(letter, "马上办", version=letter.version, person=office["chen"], on=LATE)
    letters.return_reply(letter, "没有写明完成时间", version=letter.version, person=office["li"], on=LATE)
    assert (letter.state, letter.answered_on, letter.returned_why) == ("sent", None, "没有写明完成时间")
    letters.reply(letter, "8月10日前完成验收", version=letter.version, person=office["chen"], on=LATE)
    letters.settle_letter(letter, version=letter.version, person=office["li"], on=LATE)
    assert (letter.state, letter.answer) == ("settled", "8月10日前完成验收")
    assert [len(entries(name)) for name in ("write-letter", "send-letter", "reply", "return-reply", "settle-letter")] == [2, 1, 4, 1, 1]


def test_degree_rises_with_what_was_sent_before_and_only_a_leader_in_charge_signs(office: Office) -> None:
    from luoshi.delivering.supervising import letters
    from luoshi.delivering.supervising.proposing import proposed_letter

    found = []
    for number, kind in enumerate(("remind", "notice"), 1):
        letter = write(office, kind)
        letters.send_letter(letter, f"督〔2024〕{number}号", version=letter.version, person=office["li"], on=LATE)
        found.append(proposed_letter(office.units["教育局"], [office.task("第二小学")], LATE).kind)
    assert found == ["notice", "letter"]
    letter = write(office, "letter")
    with pytest.raises(DeliverError, match="L730"):
        letters.send_letter(letter, "督〔2024〕3号", version=letter.version, person=office["li"], on=LATE)
    letters.send_to_sign(letter, version=letter.version, person=office["li"], on=LATE)
    letters.refuse_letter(letter, "措辞过重", version=letter.version, person=office["wang"], on=LATE)
    assert (letter.state, letter.returned_why) == ("draft", "措辞过重")
    letters.send_to_sign(letter, version=letter.version, person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L710"):
        letters.sign_letter(letter, "督〔2024〕3号", version=letter.version, person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L732"):
        letters.sign_letter(letter, "督〔2024〕2号", version=letter.version, person=office["wang"], on=LATE)
    letters.sign_letter(letter, "督〔2024〕3号", version=letter.version, person=office["wang"], on=LATE)
    assert (letter.state, letter.sent_on) == ("sent", LATE)
    letters.withdraw_letter(letter, "情况已变化", version=letter.version, person=office["li"], on=LATE)
    assert (letter.state, letter.number) == ("withdrawn", "督〔2024〕3号")


def test_a_leader_of_other_units_does_not_sign(office: Office) -> None:
    from luoshi.delivering.supervising import letters

    (other,) = [unit for unit in office.units.values() if unit == office.task("地区生产总值").lead]
    tasks = [office.task("地区生产总值")]
    letter = letters.write_letter("letter", other, tasks, "请抓紧", LATE, person=office["li"], on=LATE)
    letters.send_to_sign(letter, version=letter.version, person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L710"):
        letters.sign_letter(letter, "督〔2024〕1号", version=letter.version, person=office["wang"], on=LATE)
    letters.sign_letter(letter, "督〔2024〕1号", version=letter.version, person=office["zhao"], on=LATE)


def test_a_unit_reads_what_was_sent_to_it_and_nothing_else(office: Office) -> None:
    from luoshi.delivering.supervising import letters

    letter = write(office, "remind")

    def seen() -> set[str]:
        return {name for name in office.people if letters.letters_seen(office[name], on=LATE).exists()}

    assert seen() == {"li", "wang", "zhao", "wu"}, "a draft is the office's"
    letters.send_letter(letter, "督〔2024〕1号", version=letter.version, person=office["li"], on=LATE)
    assert seen() == {"li", "wang", "zhao", "wu", "chen", "sun"}, "not the gardens' head, nor who holds no post"
    assert not letters.letters_seen(None, on=LATE).exists()


BAD_LETTERS = [
    ("shout", "请抓紧", 7, "教育局", "第二小学", "L716", "no such degree"),
    ("remind", " \x00 ", 7, "教育局", "第二小学", "L716", "no words"),
    ("remind", "请抓紧", -1, "教育局", "第二小学", "L716", "an answer is wanted by a day that has passed"),
    ("remind", "请抓紧", 7, "司法局", "第二小学", "L731", "a task of another unit"),
]


@pytest.mark.parametrize(("kind", "words", "days", "unit", "task", "error", "why"), BAD_LETTERS)
def test_letters_that_cannot_be_written(
    office: Office, kind: str, words: str, days: int, unit: str, task: str, error: str, why: str
) -> None:
    from luoshi.delivering.supervising.letters import write_letter

    day = LATE + timedelta(days=days)
    with pytest.raises(DeliverError, match=error):
        write_letter(kind, office.units[unit], [office.task(task)], words, day, person=office["li"], on=LATE)
    assert not entries("write-letter"), why


def test_a_question_is_answered_once(office: Office) -> None:
    from luoshi.delivering.supervising import questions

    question = questions.ask(office.task("第二小学"), "何时招生？", person=office["wang"], on=LATE)
    with pytest.raises(DeliverError, match="L710"):
        questions.answer(question, "九月", version=question.version, person=office["zhou"], on=LATE)
    questions.answer(question, "九月", version=question.version, person=office["sun"], on=LATE)
    with pytest.raises(DeliverError, match="L711"):
        questions.answer(question, "十月", version=question.version, person=office["chen"], on=LATE)
    assert (question.answer, question.post, question.answered_by) == ("九月", office.posts["wang"], office["sun"])


def test_a_visit_is_noted_by_the_office_after_it_was_made(office: Office) -> None:
    from luoshi.delivering.supervising.visits import note_visit

    task = office.task("第二小学")
    with pytest.raises(DeliverError, match="L716"):
        note_visit(task, LATE + timedelta(days=1), "工地", "李科", "未开工", person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L710"):
        note_visit(task, LATE, "工地", "陈局", "很好", person=office["chen"], on=LATE)
    assert note_visit(task, LATE, "工地", "李科", "主体未封顶", person=office["li"], on=LATE).found == "主体未封顶"


def test_only_an_approved_pause_stops_the_clock(office: Office) -> None:
    from luoshi.delivering.supervising import pausing

    task = office.task("第二小学")
    start, now = date(2024, 6, 1), date(2024, 6, 3)
    with pytest.raises(DeliverError, match="L713"):
        pausing.ask_pause(task, start, None, " ", person=office["chen"], on=now)
    pause = pausing.ask_pause(task, start, None, "管线迁改", person=office["chen"], on=now)
    assert _light(office, LATE) == "overdue", "what was asked for stops nothing"
    with pytest.raises(DeliverError, match="L710"):
        pausing.approve_pause(pause, version=pause.version, person=office["li"], on=now)
    pausing.refuse_pause(pause, "理由不充分", version=pause.version, person=office["wang"], on=now)
    with pytest.raises(DeliverError, match="L711"):
        pausing.approve_pause(pause, version=pause.version, person=office["zhao"], on=now)
    pause = pausing.ask_pause(task, start, None, "管线迁改，附批文", person=office["chen"], on=now)
    pausing.approve_pause(pause, version=pause.version, person=office["wang"], on=now)
    assert _light(office, LATE) != "overdue"
    pausing.end_pause(pause, date(2024, 6, 10), version=pause.version, person=office["li"], on=date(2024, 6, 11))
    assert _light(office, date(2024, 7, 10)) != "overdue", "ten days were added to 30 June"
    assert _light(office, date(2024, 7, 11)) == "overdue"
    assert task.pauses.get(approved_on=now).approved_by == office.posts["wang"]


def test_an_instruction_becomes_a_task_and_a_second_one_on_it_is_reported_on_once(office: Office) -> None:
    from luoshi.delivering.models import Task, TaskTable
    from luoshi.delivering.supervising.instructions import record_instruction

    give = {"leader": office.posts["zhao"], "person": office["li"], "on": LATE}
    first = record_instruction(
        office.workspace, "批〔2024〕7号", LATE, gist="整治校门口拥堵", lead=office.units["教育局"], due=date(2024, 9, 1), **give
    )
    task = first.task
    assert (task.state, task.lead, task.due, task.sources[0]["kind"]) == ("underway", office.units["教育局"], date(2024, 9, 1), "批示")
    assert (task.table.kind, task.table.frequency, task.table.number) == ("running", "monthly", "督办事项〔2024〕")
    second = record_instruction(office.workspace, "批〔2024〕8号", LATE, gist="一并解决停车", task=task, **give)
    assert second.task == task
    assert len(Task.objects.get(pk=task.pk).sources) == 2
    assert Task.objects.filter(table=task.table).count() == 1
    with pytest.raises(DeliverError, match="L732"):
        record_instruction(office.workspace, "批〔2024〕8号", LATE, gist="又一件", lead=office.units["教育局"], due=LATE, **give)
    with pytest.raises(DeliverError, match="L716"):
        record_instruction(office.workspace, "批〔2024〕9号", LATE, gist="没有牵头单位", **give)
    assert TaskTable.objects.filter(kind="running").count() == 1
    assert Task.objects.filter(table=task.table).count() == 1, "what was refused left nothing"
    assert len(entries("instruct")) == 5, "the list, its task and the instruction; the source and the second instruction"


def test_only_the_office_puts_matters_on_the_list(office: Office) -> None:
    from luoshi.delivering.supervising.instructions import track

    sources = [{"kind": "常务会议", "words": "第12次常务会议"}]
    matter = {"lead": office.units["园林局"], "due": date(2024, 10, 1), "sources": sources, "on": LATE}
    for name in ("chen", "wang", "wu", "nobody"):
        with pytest.raises(DeliverError, match="L710"):
            track(office.workspace, "补植行道树", **matter, person=office[name])
    task = track(office.workspace, "补植行道树", **matter, person=office["li"])
    task.refresh_from_db()
    assert task.light == "not_started", "it has a light at once"
    with pytest.raises(DeliverError, match="L716"):
        track(office.workspace, "补植行道树", **{**matter, "sources": [{"kind": "听说", "words": "有人讲"}]}, person=office["li"])


def test_the_weekly_meeting_from_candidates_to_decisions(office: Office) -> None:
    from luoshi.delivering.supervising import letters, meetings
    from luoshi.delivering.supervising.candidates import candidates

    letter = write(office, "remind", on=date(2024, 7, 1))
    letters.send_letter(letter, "督〔2024〕1号", version=letter.version, person=office["li"], on=date(2024, 7, 1))
    meeting = meetings.prepare(office.workspace, "weekly", LATE, chair=office.posts["wang"], person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L733"):
        meetings.prepare(office.workspace, "weekly", LATE, person=office["li"], on=LATE)
    proposed = candidates(meeting, person=office["li"], on=LATE)
    assert [each.light.state for each in proposed[:3]] == ["overdue", "overdue", "not_started"], "the worst first"
    first = next(each for each in proposed if each.task == office.task("第二小学"))
    assert "逾期15天" in first.why
    assert "提醒函（督〔2024〕1号）答复时限2024年7月8日已过，未答复" in first.why
    (about,) = meetings.choose(meeting, tasks=[first.task], person=office["li"], on=LATE)
    assert about.why == first.why
    assert meetings.choose(meeting, tasks=[first.task], person=office["li"], on=LATE) == [], "it is there already"
    assert first.task not in [each.task for each in candidates(meeting, person=office["li"], on=LATE)]
    new, extra = (
        meetings.choose(meeting, words=words, person=office["li"], on=LATE)[0] for words in ("汛期排查", "下次再议")
    )
    meetings.take_off(extra, person=office["li"], on=LATE)
    meetings.decide(about, "7月底前完成验收", person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L716"):
        meetings.decide(new, "全面排查", person=office["li"], on=LATE)
    meetings.decide(new, "全面排查公园", lead=office.units["园林局"], due=date(2024, 7, 31), person=office["li"], on=LATE)
    assert (new.became.words, new.became.sources[0]["kind"], new.became.due) == ("全面排查公园", "周例会", date(2024, 7, 31))
    meetings.hold(meeting, "会议听取了……", version=meeting.version, person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L711"):
        meetings.decide(about, "改为8月底", person=office["li"], on=LATE)
    assert [item.decision for item in meeting.items.all()] == ["7月底前完成验收", "全面排查公园"]
    seen = {name for name in office.people if meetings.meetings_seen(office[name], on=LATE).exists()}
    assert seen == {"li", "wang", "zhao", "wu"}


def test_the_dispatch_takes_up_what_was_red_twice_or_needs_coordination(office: Office) -> None:
    from luoshi.delivering import working
    from luoshi.delivering.supervising import meetings
    from luoshi.delivering.supervising.candidates import candidates

    def found(day: date) -> list[tuple[str, str]]:
        meeting = meetings.prepare(office.workspace, "dispatch", day, person=office["li"], on=day)
        return [(each.task.words[-12:], each.why) for each in candidates(meeting, person=office["li"], on=day)]

    assert found(LATE) == [], "red once"
    twice = found(date(2024, 8, 5))
    assert len(twice) == 2, "the school and the park"
    assert all("两次逾期未完成" in why for _, why in twice)
    park = office.task("口袋公园")
    report = working.save_report(park, "2024Q2", words="完成2个", help_needed="请协调用地", person=office["zhou"], on=LATE)
    assert not any("协调" in why for _, why in found(date(2024, 8, 6))), "a draft asks for nothing"
    working.submit(report, version=report.version, person=office["zhou"], on=LATE)
    assert [why.endswith("请求协调：请协调用地。") for _, why in found(date(2024, 8, 7))].count(True) == 1


def test_a_circulars_numbers_are_those_of_its_rows(office: Office) -> None:
    from luoshi.delivering.supervising import bulletins

    up = bulletins.draft_bulletin(office.workspace, "up", LATE, person=office["li"], on=LATE)
    rows = {row["unit"]: row for row in up.table_rows}
    assert sum(row["total"] for row in up.table_rows) == 7
    assert all(row["total"] == sum(row[light] for light in ("closed", "on_course", "behind", "overdue", "not_started")) for row in up.table_rows)
    school = rows["区教育局"]
    assert (school["total"], school["overdue"], school["unreported"]) == (1, 1, 1)
    said = "\n".join(each["words"] for each in up.paragraphs)
    assert f"共7项，涉及{len(rows)}个牵头单位" in said
    for light, word in (("overdue", "逾期未完成"), ("behind", "滞后"), ("on_course", "达序"), ("not_started", "未到节点"), ("closed", "已销号")):
        assert f"{word}{sum(row[light] for row in up.table_rows)}项" in said
    assert "逾期15天" in said
    earlier = bulletins.draft_bulletin(office.workspace, "down", date(2024, 6, 30), person=office["li"], on=LATE)
    assert sum(row["overdue"] for row in earlier.table_rows) == 0, "as of that day, not as of today"
    with pytest.raises(DeliverError, match="L716"):
        bulletins.draft_bulletin(office.workspace, "down", DAY - timedelta(days=1), person=office["li"], on=LATE)


def test_a_circular_is_gone_over_signed_and_read(office: Office) -> None:
    from luoshi.delivering.supervising import bulletins

    paper = bulletins.draft_bulletin(office.workspace, "down", LATE, person=office["li"], on=LATE)
    text = [{"style": "heading", "words": "一、情况"}, {"style": "body", "words": "总体平稳。"}]
    bulletins.change_bulletin(paper, title="七月通报", paragraphs=text, version=paper.version, person=office["li"], on=LATE)
    with pytest.raises(DeliverError, match="L716"):
        bulletins.change_bulletin(
            paper, title="七月通报", paragraphs=[{"style": "script", "words": "x"}], version=paper.version, person=office["li"], on=LATE
        )
    bulletins.send_bulletin(paper, version=paper.version, person=office["li"], on=LATE)
    bulletins.refuse_bulletin(paper, "请核实", version=paper.version, person=office["wang"], on=LATE)
    bulletins.send_bulletin(paper, version=paper.version, person=office["li"], on=LATE)

    def seen() -> set[str]:
        return {name for name in office.people if bulletins.bulletins_seen(office[name], on=LATE).exists()}

    assert seen() == {"li", "wang", "zhao", "wu"}
    with pytest.raises(DeliverError, match="L710"):
        bulletins.sign_bulletin(paper, "督通〔2024〕1号", version=paper.version, person=office["li"], on=LATE)
    bulletins.sign_bulletin(paper, "督通〔2024〕1号", version=paper.version, person=office["zhao"], on=LATE)
    assert (paper.state, paper.signed_on, paper.title) == ("issued", LATE, "七月通报")
    assert seen() == {"li", "wang", "zhao", "wu", "chen", "sun", "zhou"}, "a 通报 goes to every unit"


def _light(office: Office, on: date) -> str:
    from luoshi.delivering.lights import light_of

    return light_of(office.task("第二小学"), on).state
