"""Home, board, a task's life and a unit's period through their pages: who sees what, and every step from plan to closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.office_parts import DAY, Office, begun, issued, set_up

pytestmark = pytest.mark.django_db
NODES = {
    "node-on": ["2024-03-31", "2024-06-28", ""], "node-what": ["主体封顶", "竣工验收，新增学位1200个", ""], "node-value": ["", "1,200", ""],
    "node-unit": ["", "个", ""],
}  # fmt: skip
PLAN = {"standard": "小学建成并招生", "form": "竣工验收报告", "head": "陈局长", "liaison": "孙明", "due": "2024-06-30", "version": "", **NODES}


@pytest.fixture
def office(workspace: Any, tmp_path: Path) -> Office:
    return begun(set_up(workspace), tmp_path)


@pytest.fixture
def day(settings: Any, office: Office) -> Iterator[Any]:
    """Set the day it is in the rehearsal."""
    from luoshi.delivering.today import set_day

    settings.LUOSHI_REHEARSAL = True
    set_day(DAY)
    return set_day


@pytest.fixture
def pages(client: Any, office: Office, day: Any) -> Any:
    """What somebody gets at an address under /office/, or gets back for what they send there."""

    def asked(name: str, path: str = "", data: dict[str, Any] | None = None) -> tuple[int, str]:
        client.force_login(office[name])
        address = f"/office/{path}"
        answer = client.get(address) if data is None else client.post(address, data, follow=True)
        return answer.status_code, answer.content.decode()

    return asked


def planned(office: Office, words: str = "第二小学") -> Any:
    """The task with an accepted plan."""
    from luoshi.delivering import working

    task = office.task(words)
    nodes = [{"on": date(2024, 3, 31), "what": "主体封顶"}, {"on": date(2024, 6, 28), "what": "新增学位", "value": 1200, "unit": "个"}]
    said = {"standard": "建成并招生", "form": "验收报告", "head": "陈局长", "liaison": "孙明", "due": date(2024, 6, 30)}
    plan = working.file_plan(task, nodes=nodes, **said, person=office["chen"], on=DAY)
    working.accept_plan(plan, version=plan.version, person=office["li"], on=DAY)
    return office.task(words)


def test_everyones_home_says_what_waits_for_them(office: Office, pages: Any, day: Any) -> None:
    from luoshi.ledger.journal import JournalEntry, heads

    assert "在办分解表" in pages("li")[1]
    assert "没有等您签发" in pages("zhao")[1]
    assert pages("nobody")[0] == 404
    issued(office)
    assert "待报办理方案" in pages("chen")[1]
    assert "任务分解表印发后" in pages("sun")[1] or "待报办理方案" in pages("sun")[1]
    planned(office)
    day(date(2024, 4, 20))
    own = pages("chen")[1]
    assert "待报进展" in own
    assert "2024年第一季度" in own
    assert "（已过）" in own, "its reporting day was the ninth of April"
    assert "库外还没有留存校验值" in pages("wu")[1]
    last = JournalEntry.objects.latest("number")
    heads.note(heads.Head(last.recorded_at, last.number, last.hash), now=True)
    assert f"第 {last.number} 条与库外留存的校验值一致" in pages("wu")[1], "an auditor is told how the journal stands"
    day(date(2024, 8, 1))
    from luoshi.delivering.lights import relight_all

    relight_all(date(2024, 8, 1))
    red = pages("wang")[1]
    assert "逾期未完成" in red
    assert "办结时限2024年6月30日已过" in red, "a leader is told why"


def test_the_board_counts_what_each_may_see_in_as_many_queries_whatever_there_is(
    office: Office, pages: Any, client: Any, django_assert_max_num_queries: Any
) -> None:
    from luoshi.delivering import editing
    from luoshi.delivering.models import Task

    assert "任务分解表印发后" in pages("li", "board/")[1], "an empty board says what it is for"
    extra = office.task("口袋公园")
    editing.drop(extra, "重复", version=extra.version, person=office["li"], on=DAY)
    issued(office)
    found = pages("li", "board/?by=unit")[1]
    assert "教育局" in found
    assert "发改局" in found
    assert "发改局" not in pages("chen", "board/?by=unit")[1].split("</form>")[1], "a unit sees its own"
    assert "口袋公园" not in pages("li", "board/?by=task")[1], "what was dropped is never shown"
    Task.objects.filter(table=office.table, words__contains="第二小学").update(light="behind", unreported=2)
    assert "第二小学" in pages("li", "board/?by=task&light=behind&silent=1")[1]
    assert "第二小学" not in pages("li", "board/?by=task&light=overdue")[1]
    assert "未报 2 期" in pages("li", "board/?by=task&q=小学")[1]
    for by in ("theme", "unit", "leader", "light", "task"):
        with django_assert_max_num_queries(20):
            assert pages("li", f"board/?by={by}")[0] == 200
    for hostile in ("unit=x", "table=99999999999999", "by=;", "page=-1&by=task", "q=%00", "leader=-", "theme=-", "under=1", "post=1"):
        assert pages("li", f"board/?{hostile}")[0] == 200


def test_a_tasks_page_from_sentence_to_closing_offers_only_what_may_be_done(office: Office, pages: Any, day: Any) -> None:
    task = issued(office).task("第二小学")
    page = f"tasks/{task.pk}/"
    assert pages("zhou", f"tasks/{office.task('地区生产总值').pk}/")[0] == 404, "another unit's"
    assert "报送办理方案" in pages("chen", page)[1]
    assert "报送办理方案" not in pages("sun", page)[1]
    status, found = pages("chen", f"{page}plan/", PLAN | {"due": "六月底"})
    assert status == 422
    assert "完成时限请填日期" in found
    assert "竣工验收，新增学位1200个" in found, "what was typed stays"
    assert pages("chen", f"{page}plan/", PLAN)[0] == 200
    assert office.task("第二小学").plan.nodes[1]["value"] == 1200
    stale = {"version": office.task("第二小学").plan.version}
    assert "节点太少" in pages("li", f"{page}steps/return-plan/", stale | {"why": "节点太少"})[1]
    assert "退回理由：节点太少" in pages("chen", f"{page}plan/")[1]
    assert pages("li", f"{page}steps/accept-plan/", stale)[0] == 409, "seen before it changed"
    pages("chen", f"{page}plan/", PLAN | {"version": office.task("第二小学").plan.version})
    pages("li", f"{page}steps/accept-plan/", {"version": office.task("第二小学").plan.version})

    day(date(2024, 4, 3))
    first = f"{page}reports/2024Q1/"
    assert [pages("sun", f"{page}reports/{key}/")[0] for key in ("2025Q1", "2024M03", "x", "2023Q4")] == [404] * 4, "not asked for"
    status, found = pages("sun", first, {"words": "有序推进", "value": "", "do": "save"})
    assert "进展里没有可核对的事实" in found, "asked in the form itself"
    version = office.task("第二小学").reports.get().version
    assert "单位正在填报" in pages("li", page)[1]
    assert "有序推进" not in pages("li", page)[1], "a draft is the unit's own"
    filled = {"words": "主体已于3月20日封顶", "value": "３00", "unit": "个", "nodes": ["0"], "version": version}
    status, found = pages("sun", first, filled | {"value": "三百", "do": "save"})
    assert (status, "三百" in found) == (422, True)
    pages("sun", first, filled | {"do": "save"})
    report = office.task("第二小学").reports.get()
    assert report.value == Decimal(300)
    assert pages("sun", f"{page}steps/submit/", {"period": "2024Q1", "version": report.version})[0] == 403
    pages("chen", first, filled | {"version": report.version, "do": "submit"})
    report.refresh_from_db()
    assert report.state == "submitted"
    assert "采用这期进展" in pages("li", page)[1]
    pages("li", f"{page}steps/accept/", {"period": "2024Q1", "version": report.version})
    found = pages("chen", page)[1]
    assert "✓ 2024-04-03" in found, "the node it says is done"
    assert "目标" in found

    day(date(2024, 6, 20))
    pages("chen", f"{page}steps/ask-closing/", {"how": "closed", "words": "6月18日竣工验收"})
    assert "写核查情况" in pages("li", page)[1]
    pages("li", f"{page}steps/check/", {"found": "现场核查，已招生", "true": "1"})
    pages("li", f"{page}steps/approve-closing/", {})
    found = pages("wu", page)[1]
    assert office.task("第二小学").state == "closed"
    assert "■ 已销号" in found
    assert "现在可以办" not in found
    record = found[found.index("办理记录") :]
    steps = [record.index(f"<b>{each}</b>") for each in ("签发", "退回办理方案", "采用进展", "申请办结", "核查", "销号")]
    assert steps == sorted(steps)


def test_of_two_who_write_one_report_the_second_keeps_their_words_and_sees_the_others(office: Office, pages: Any, day: Any) -> None:
    from luoshi.delivering.working import save_report

    task = planned(issued(office))
    day(date(2024, 4, 3))
    first = save_report(task, "2024Q1", words="封顶，完成投资三千万元", person=office["sun"], on=DAY)
    save_report(task, "2024Q1", words="封顶，完成投资3000万元", version=first.version, person=office["chen"], on=DAY)
    status, found = pages("sun", f"tasks/{task.pk}/reports/2024Q1/", {"words": "封顶并完成砌筑2层", "version": first.version, "do": "save"})
    assert status == 409
    assert "封顶并完成砌筑2层" in found
    assert "完成投资3000万元" in found
    status, _ = pages("sun", f"tasks/{task.pk}/reports/2024Q1/", {"words": "封顶并完成砌筑2层", "version": first.version + 1, "do": "save"})
    assert task.reports.get().words == "封顶并完成砌筑2层"


def test_a_units_period_on_one_page_keeps_what_fails_and_submits_what_is_complete(office: Office, pages: Any, day: Any) -> None:
    from luoshi.delivering.editing import assign

    other = office.task("老旧小区")
    assign([other], office.units["教育局"], person=office["li"], on=DAY)
    school = planned(issued(office))
    day(date(2024, 4, 3))
    status, found = pages("sun", "quarter/")
    assert status == 200
    assert "2024年第一季度" in found
    assert "老旧小区" in found
    typed = {f"words-{school.pk}": "3月20日封顶", f"words-{other.pk}": "正在推进", f"value-{other.pk}": "十来个"}
    status, found = pages("chen", "quarter/", typed | {"do": "submit"})
    assert status == 422
    assert "十来个" in found
    assert "完成值请填数字" in found
    assert school.reports.get().state == "submitted", "the others are kept"
    status, found = pages("chen", "quarter/", typed | {f"value-{other.pk}": "12", "do": "submit"})
    assert "请先回答" in found
    assert other.reports.get().state == "draft"
    answer = {f"answer-no-fact-{other.pk}": "已开工12个小区", f"value-{other.pk}": "12", f"version-{other.pk}": other.reports.get().version}
    status, found = pages("chen", "quarter/", typed | answer | {"do": "submit"})
    assert status == 200
    assert other.reports.get().state == "submitted"
    assert "供单位负责人和联络员" in pages("li", "quarter/")[1]
    assert pages("sun", "quarter/?period=2031Q1")[0] == 404


def test_letters_show_to_the_unit_they_were_sent_to(office: Office, pages: Any, day: Any) -> None:
    from luoshi.delivering.models import Letter, Visit

    task = planned(issued(office))
    task.joiners.add(office.units["园林局"])
    letter = Letter.objects.create(workspace=office.workspace, kind="remind", unit=office.units["教育局"], words="请抓紧验收", reply_by=DAY)
    letter.tasks.add(task)
    Visit.objects.create(task=task, on=DAY, where="校园工地", who="督查室两人", found="塔吊已拆除", by=office["li"])
    page = f"tasks/{task.pk}/"
    assert "请抓紧验收" in pages("li", page)[1]
    assert "请抓紧验收" not in pages("chen", page)[1], "not sent yet"
    Letter.objects.update(state="sent", sent_on=DAY, number="云督函〔2024〕1号")
    assert "请抓紧验收" in pages("chen", page)[1]
    assert "云督函〔2024〕1号" in pages("chen")[1]
    joined = pages("zhou", page)[1]
    assert "请抓紧验收" not in joined, "written to somebody else"
    assert "塔吊已拆除" in joined


def test_progress_is_drawn_of_like_with_like(office: Office, client: Any, day: Any) -> None:
    from luoshi.delivering.lights import with_work
    from luoshi.delivering.models import Report, Task
    from luoshi.web.office.tasks.progress import progress_of

    task = planned(issued(office))
    Task.objects.filter(pk=task.pk).update(measures=[{"words": "1200个", "value": 1200, "unit": "个", "subject": "新增学位"}])
    Report.objects.create(task=task, period="2024Q1", words="封顶", value=300, unit_of_value="个", state="accepted", accepted_on=DAY)
    Report.objects.create(task=task, period="2024Q2", words="投资", value=3000, unit_of_value="万元", state="submitted")
    found = progress_of(with_work(Task.objects.filter(pk=task.pk)).get(), DAY)
    assert found is not None
    assert found.answer == "截至2024年3月31日为300个，目标1200个", "money is not held against places"
    assert [value for _, _, value in found.nodes] == [1200]
