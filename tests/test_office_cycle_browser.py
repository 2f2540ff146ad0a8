"""The whole cycle by hand in Debian's Chromium, from a report to 销号: everyone at their own desk, the days going by in a rehearsal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.account_parts import PASSWORD, served
from tests.test_account_browser import DESK, sign_in
from tests.test_web_browser import browser, opened

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
MAKE = """
import sys
from pathlib import Path
from luoshi.ledger import database
database.configure(); database.ensure()
from luoshi.people.workspaces import main_workspace
from tests.document_parts import load
from tests.office_parts import set_up
from tests.test_tasks import REPORT
office = set_up(main_workspace())
for person in office.people.values():
    person.set_password(sys.argv[2]); person.save()
load(Path(sys.argv[1]), office.workspace, REPORT, "2024年政府工作报告.txt", audience="workspace")
"""
DAY = """
import sys
from datetime import date
from luoshi.ledger import database
database.configure()
from luoshi.delivering.lights import relight_all
from luoshi.delivering.today import set_day
set_day(date.fromisoformat(sys.argv[1]))
relight_all(date.fromisoformat(sys.argv[1]))
"""


class Desks:
    """Everyone's browser, and the calendar on the wall."""

    def __init__(self, browser: Any, site: str, environment: dict[str, str]) -> None:
        self._browser, self._site, self._environment = browser, site, environment
        self._pages: dict[str, Any] = {}
        self.complaints: list[list[str]] = []

    def day(self, day: str) -> None:
        subprocess.run([sys.executable, "-c", DAY, day], env=self._environment, check=True, timeout=120)

    def of(self, name: str, path: str) -> Any:
        """The person's page at this address under /office/."""
        if name not in self._pages:
            page, complaints = opened(self._browser, f"{self._site}/sign-in/?next=/office/", viewport=DESK)
            sign_in(page, name, PASSWORD)
            page.wait_for_url(f"{self._site}/office/")
            self._pages[name] = page
            self.complaints.append(complaints)
        page = self._pages[name]
        page.goto(f"{self._site}/office/{path}")
        return page


@pytest.fixture
def desks(browser: Any, home: dict[str, str], tmp_path: Path) -> Iterator[Desks]:
    environment = {**home, "LUOSHI_REHEARSAL": "1"}
    done = subprocess.run([sys.executable, "-c", MAKE, str(tmp_path), PASSWORD], env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    with served(environment) as site:
        yield Desks(browser, site, environment)


def test_from_a_report_to_a_closed_task(desks: Desks) -> None:
    # 分解
    desks.day("2024-01-15")
    page = desks.of("li", "tables/new")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="起草", exact=True).click()
    page.get_by_role("heading", name="云岭区2024年目标任务分解表").wait_for()
    table = page.url.rstrip("/").rsplit("/", 1)[-1]
    page.get_by_role("button", name="发出征求意见").click()
    page.locator("li[aria-current=step]", has_text="征求意见").wait_for()

    # 征求意见
    page = desks.of("chen", f"tables/{table}/")
    row = page.locator("tr[data-r]", has_text="第二小学")
    row.get_by_role("button", name="同意", exact=True).click()
    page.wait_for_load_state()
    assert "同意" in page.locator("tr[data-r]", has_text="第二小学").inner_text()

    # 定牵头、审核、签发
    page = desks.of("li", f"tables/{table}/?only=no-lead")
    if page.locator("tr[data-r]").count():
        pytest.fail("the report of this test names an office for every row")
    page = desks.of("li", f"tables/{table}/")
    page.get_by_role("button", name="送分管领导审核").click()
    page = desks.of("wang", f"tables/{table}/")
    page.get_by_role("button", name="审核同意，送区长签发").click()
    page = desks.of("zhao", f"tables/{table}/")
    page.locator("summary", has_text="签发").click()
    page.get_by_label("文号").fill("云政办发〔2024〕3号")
    page.get_by_role("button", name="签发印发").click()
    page.get_by_text("云政办发〔2024〕3号").first.wait_for()

    # 办理方案
    page = desks.of("chen", "board/?by=task&q=第二小学")
    page.get_by_role("link", name="第二小学").first.click()
    task = page.url.rstrip("/").rsplit("/", 1)[-1]
    page.get_by_role("link", name="报送办理方案").click()
    for label, words in (("完成标准", "小学建成并招生"), ("成果形式", "竣工验收报告"), ("分管负责人", "陈局长"), ("联络员", "孙明")):
        page.get_by_label(label).fill(words)
    page.get_by_label("完成时限").fill("2024-06-30")
    page.locator(".node").first.get_by_label("日期").fill("2024-06-28")
    page.locator(".node").first.get_by_label("内容").fill("竣工验收")
    page.get_by_role("button", name="报送办理方案").click()
    page.wait_for_url(f"**/tasks/{task}/")
    page = desks.of("li", f"tasks/{task}/")
    page.get_by_role("button", name="同意办理方案").click()

    # 一期进展：退回，再报
    desks.day("2024-04-03")
    page = desks.of("chen", f"tasks/{task}/reports/2024Q1/")
    page.get_by_label("进展", exact=False).first.fill("主体结构完成3层")
    page.get_by_role("button", name="报送", exact=True).click()
    page.wait_for_url(f"**/tasks/{task}/")
    page = desks.of("li", f"tasks/{task}/")
    quarter = page.locator("#period-2024Q1")
    quarter.locator("summary", has_text="退回").click()
    quarter.get_by_label("理由").fill("请写明投资完成数")
    quarter.get_by_role("button", name="退回").click()
    page = desks.of("chen", f"tasks/{task}/reports/2024Q1/")
    page.get_by_text("请写明投资完成数").wait_for()
    page.get_by_label("进展", exact=False).first.fill("主体结构完成3层，完成投资2100万元")
    page.get_by_role("button", name="报送", exact=True).click()
    page.wait_for_url(f"**/tasks/{task}/")
    page = desks.of("li", f"tasks/{task}/")
    page.get_by_role("button", name="采用这期进展").click()
    page.locator("#period-2024Q1").get_by_text("已采用").wait_for()

    # 亮灯、函件、会议
    desks.day("2024-07-15")
    page = desks.of("wang", "")
    page.get_by_text("逾期15天").first.wait_for()
    page = desks.of("li", f"letters/new?task={task}")
    page.get_by_label("文种").select_option(label="提醒函")
    page.get_by_role("button", name="保存函稿").click()
    page.get_by_label("文号").fill("督提〔2024〕1号")
    page.get_by_role("button", name="编号发出").click()
    page.get_by_role("heading", name="已发出").wait_for()
    letter = page.url.rstrip("/").rsplit("/", 1)[-1]
    page = desks.of("chen", f"letters/{letter}/")
    page.get_by_label("答复").fill("7月底前完成竣工验收")
    page.get_by_role("button", name="答复").click()
    page.get_by_role("heading", name="已答复").wait_for()
    page = desks.of("li", "meetings/")
    page.get_by_role("button", name="开始筹备").click()
    page.wait_for_url("**/meetings/*/")
    page.locator(".ticks label", has_text="第二小学").get_by_role("checkbox").check()
    page.get_by_role("button", name="选入议题").click()
    page.locator(".agenda > li", has_text="第二小学").wait_for()

    # 办结、核查、销号
    page = desks.of("chen", f"tasks/{task}/reports/2024Q2/")
    page.get_by_label("进展", exact=False).first.fill("7月12日竣工验收，新增学位1200个")
    page.get_by_label("竣工验收").check()
    page.get_by_role("button", name="报送", exact=True).click()
    page.wait_for_url(f"**/tasks/{task}/")
    page = desks.of("li", f"tasks/{task}/")
    page.get_by_role("button", name="采用这期进展").click()
    page = desks.of("chen", f"tasks/{task}/")
    page.locator("summary", has_text="申请办结").click()
    page.get_by_label("完成情况").fill("竣工验收并招生")
    page.get_by_role("button", name="提出申请").click()
    page = desks.of("li", f"tasks/{task}/")
    page.locator("summary", has_text="写核查情况").click()
    page.get_by_label("核查情况").fill("现场核查属实")
    page.get_by_label("属实", exact=True).check()
    page.get_by_role("button", name="记录核查").click()
    page.get_by_role("button", name="销号").click()
    page.locator(".marks", has_text="■ 已销号").wait_for()
    assert [each for complaints in desks.complaints for each in complaints] == []
