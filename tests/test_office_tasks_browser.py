"""The office's home, board, task and period in Debian's Chromium: a plan, a report and a closing by hand, at a desk and on a phone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.account_parts import PASSWORD, served
from tests.test_account_browser import DESK, PHONE, fits, sign_in
from tests.test_web_browser import browser, opened

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
FILL = """
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from luoshi.ledger import database
database.configure(); database.ensure()
from luoshi.delivering import working
from luoshi.delivering.today import set_day
from luoshi.delivering.lights import relight_all
from luoshi.people.models import User
from luoshi.people.workspaces import main_workspace
from tests.office_parts import DAY, begun, issued, set_up
office = issued(begun(set_up(main_workspace()), Path(sys.argv[1])))
for person in User.objects.all():
    person.set_password(sys.argv[2])
    person.save()
task = office.task("第二小学")
nodes = [{"on": date(2024, 3, 31), "what": "主体结构封顶", "value": 300, "unit": "个"}, {"on": date(2024, 6, 28), "what": "竣工验收", "value": 1200, "unit": "个"}]
plan = working.file_plan(task, standard="小学建成并招生", form="竣工验收报告", nodes=nodes, head="陈局长", liaison="孙明", due=date(2024, 6, 30),
                         person=office["chen"], on=DAY)
working.accept_plan(plan, version=plan.version, person=office["li"], on=DAY)
first = working.save_report(office.task("第二小学"), "2024Q1", words="主体结构封顶，完成投资3000万元", value=Decimal(280), unit_of_value="个",
                            blocks="砂石料供应偏紧", person=office["sun"], on=date(2024, 4, 2))
working.submit(first, version=first.version, person=office["chen"], on=date(2024, 4, 3))
working.accept_report(first, version=first.version, person=office["li"], on=date(2024, 4, 4))
set_day(date(2024, 7, 12))
relight_all(date(2024, 7, 12))
print(task.pk)
"""


@pytest.fixture
def office(home: dict[str, str], tmp_path: Any) -> Iterator[tuple[str, int]]:
    """The address of the office's pages in a rehearsal of July 2024, and the number of the task with a plan and a report."""
    environment = {**home, "LUOSHI_REHEARSAL": "1"}
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path), PASSWORD], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    with served(environment) as address:
        yield f"{address}/office/", int(done.stdout)


def inside(browser: Any, address: str, name: str, **context: Any) -> tuple[Any, list[str]]:
    """A page at this address as this person sees it."""
    site, _, path = address.removeprefix("http://").partition("/")
    page, complaints = opened(browser, f"http://{site}/sign-in/?next=/{path}", **context)
    sign_in(page, name, PASSWORD)
    page.wait_for_url(address)
    return page, complaints


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_every_page_is_legible_to_all_and_fits(browser, office, size, scheme):
    address, task = office
    seen = {
        "li": ["", "board/", "board/?by=task", f"tasks/{task}/"],
        "chen": ["", "quarter/", f"tasks/{task}/reports/2024Q2/", f"tasks/{task + 1}/"],
        "wang": [""], "zhao": [""], "wu": [""],
    }  # fmt: skip
    for name, paths in seen.items():
        page, complaints = inside(browser, address, name, viewport=size, color_scheme=scheme)
        for path in paths:
            if page.goto(f"{address}{path}").status == 404:
                continue  # the next row of the table is another unit's
            fits(page)
        assert complaints == [] or all("404" in each for each in complaints)
        page.context.close()


def test_a_period_reported_accepted_and_the_task_closed_by_hand(browser, office):
    address, task = office
    unit, complaints = inside(browser, f"{address}tasks/{task}/", "chen", viewport=DESK)
    assert "逾期12天" in unit.locator(".why").inner_text()
    unit.locator("figure.chart img").wait_for()
    unit.get_by_role("link", name="填报2024年第二季度进展").click()
    unit.get_by_label("完成值").fill("1200")
    unit.get_by_label("进展").fill("正在推进")
    unit.get_by_role("button", name="报送").click()
    unit.get_by_role("alert").get_by_text("请先回答").wait_for()
    assert unit.get_by_label("进展", exact=False).first.input_value() == "正在推进"
    unit.get_by_label("进展", exact=False).first.fill("6月26日竣工验收，新增学位1200个")
    unit.get_by_label("三倍以上").fill("一季度为在建，二季度一次交付")
    unit.get_by_label("竣工验收").check()
    unit.get_by_role("button", name="报送").click()
    unit.wait_for_url(f"{address}tasks/{task}/")

    office_page, more = inside(browser, f"{address}tasks/{task}/", "li", viewport=DESK)
    office_page.get_by_role("button", name="采用这期进展").click()
    office_page.locator("#period-2024Q2").get_by_text("已采用").wait_for()
    unit.reload()
    unit.locator("summary", has_text="申请办结").click()
    unit.get_by_label("完成情况").fill("竣工验收并招生")
    unit.get_by_role("button", name="提出申请").click()
    office_page.reload()
    office_page.locator("summary", has_text="写核查情况").click()
    office_page.get_by_label("核查情况").fill("现场核查属实")
    office_page.get_by_label("属实", exact=True).check()
    office_page.get_by_role("button", name="记录核查").click()
    office_page.get_by_role("button", name="销号").click()
    office_page.locator(".marks", has_text="■ 已销号").wait_for()
    fits(office_page)
    assert complaints == [] or all("422" in each for each in complaints)
    assert more == []
