"""How fast the office's pages answer with 50 tables of 500 tasks and 4 reports each; `--write` puts the figures into docs/speed-office.md.

The tables are made up and written row by row into a ledger of their own, kept under --folder; one task of each table is taken through its
plan and reports by the verbs themselves, so that pages have a journal to show. Pages are asked for over HTTP from `luoshi up`, one after another,
signed in, after one round that warms up.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import json
import os
import random
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pages import LUOSHI, ROOT, environment, memory

PORT = 8378
BAR = 200
"""Milliseconds at the 95th percentile, for a board and for a task's page."""
PASSWORD = "made-up-for-the-bench-7"
BUILD = '''
import json, random, sys
from datetime import date, timedelta
from luoshi.ledger import database; database.configure(); database.ensure()
from luoshi.delivering import working
from luoshi.delivering.clocks.periods import period
from luoshi.delivering.lights import relight
from luoshi.delivering.models import Report, Task, TaskTable, WorkPlan
from luoshi.people import actions
from luoshi.people.access import KEEPER
from luoshi.people.establishment import add_post, seat, set_up_usual
from luoshi.people.models import Duty, Post, Role, Unit, User
from luoshi.people.workspaces import main_workspace

tables, rows, password = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
chance, workspace = random.Random(7), main_workspace()
set_up_usual(workspace, prefix="云岭区", by=KEEPER)
units = list(Unit.objects.filter(workspace=workspace, parent__isnull=False))
people = {}
for name, duty in (("li", Duty.SUPERVISION), ("wang", Duty.LEADER), ("zhao", Duty.CHIEF)):
    people[name] = actions.add(name, role=Role.READER, password=password, full_name=name, must_change=False, workspace=workspace, by=KEEPER)
    post = add_post(units[0], name, duty, fields=units[:12] if duty == Duty.LEADER else [], by=KEEPER)
    seat(people[name], post, since=date(2024, 1, 1), by=KEEPER)
chen = actions.add("chen", role=Role.READER, password=password, full_name="chen", must_change=False, workspace=workspace, by=KEEPER)
for unit in units:
    seat(chen, Post.objects.get(unit=unit, duty=Duty.HEAD), since=date(2024, 1, 1), by=KEEPER)
themes = ["产业发展", "项目建设", "科技创新", "城市建设", "生态环境", "民生保障", "乡村振兴", "改革开放"]
things = ["新建学校", "改造老旧小区", "新增停车泊位", "开工亿元以上项目", "培育高新技术企业", "新增就业", "建成口袋公园", "更新供水管网"]
for n in range(tables):
    table = TaskTable.objects.create(workspace=workspace, audience="workspace", title=f"云岭区{2024 - n % 5}年目标任务分解表（{n + 1}）",
        year=2024, state="issued", number=f"云政办发〔2024〕{n + 1}号", issued_on=date(2024, 1, 20))
    made = Task.objects.bulk_create(
        Task(table=table, position=i + 1, part=1 if i < 12 else 2, words=f"{things[i % 8]}{10 + i}个，{'扎实推进相关配套，' * (i % 5)}年底前完成",
            heading=f"（{i // 40 + 1}）重点工作", theme=themes[(i + n) % 8], lead=units[(i * 7 + n) % len(units)], due=date(2024, 1 + i % 12, 28),
            measures=[{"words": f"{10 + i}个", "subject": things[i % 8], "value": 10 + i, "unit": "个", "bound": "ge", "indicator": ""}],
            sources=[{"kind": "政府工作报告", "words": "政府工作报告"}], state="underway") for i in range(rows))
    WorkPlan.objects.bulk_create(
        WorkPlan(task=task, standard="建成并投入使用", form="验收报告", head="陈局长", liaison="孙明", due=task.due, state="accepted",
            filed_on=date(2024, 2, 2), accepted_on=date(2024, 2, 5), nodes=[{"on": f"2024-{m:02}-28", "what": f"{m}月底前完成阶段任务",
            "value": (10 + i) * m // 12, "unit": "个", "done_on": None} for m in (3, 6, 9, 12)]) for i, task in enumerate(made))
    Report.objects.bulk_create(
        Report(task=task, period=f"2024Q{q}", value=max(1, (10 + i) * q // 4 - chance.randrange(3)), unit_of_value="个", state="accepted",
            words=f"已完成{(10 + i) * q // 4}个，其余按节点推进，第{q}季度新开工{i % 7}个。", submitted_on=period(f"2024Q{q}").last + timedelta(days=4),
            accepted_on=period(f"2024Q{q}").last + timedelta(days=6)) for i, task in enumerate(made) for q in (1, 2, 3, 4) if chance.random() > 0.06)
    # One task a table goes its way by the verbs.
    task = made[20]
    Report.objects.filter(task=task).delete()
    WorkPlan.objects.filter(task=task).delete()
    Task.objects.filter(pk=task.pk).update(state="planning")
    task = Task.objects.select_related("table").get(pk=task.pk)
    plan = working.file_plan(task, standard="建成并投入使用", form="验收报告", head="陈局长", liaison="孙明", due=date(2024, 12, 28), person=chen, on=date(2024, 2, 2),
        nodes=[{"on": date(2024, m, 28), "what": f"{m}月底前完成阶段任务", "value": m, "unit": "个"} for m in (3, 6, 9, 12)])
    working.accept_plan(plan, version=plan.version, person=people["li"], on=date(2024, 2, 5))
    for q in (1, 2, 3, 4):
        task = Task.objects.select_related("table").get(pk=task.pk)
        last = period(f"2024Q{q}").last
        report = working.save_report(task, f"2024Q{q}", words=f"已完成{q * 2}个，新开工1个。", value=q * 2, unit_of_value="个", person=chen, on=last,
            answers={"jumps": "口径一致"})
        working.submit(report, version=report.version, person=chen, on=last)
        working.accept_report(report, version=report.version, person=people["li"], on=last)
    relight(Task.objects.filter(table=table), date(2024, 12, 20))
# From now on chen heads one unit, as nearly everyone does.
zhou = actions.add("zhou", role=Role.READER, password=password, full_name="zhou", must_change=False, workspace=workspace, by=KEEPER)
for unit in units[1:]:
    seat(zhou, Post.objects.get(unit=unit, duty=Duty.HEAD), since=date(2024, 12, 1), by=KEEPER)
database.look_over()
print(json.dumps({"tables": TaskTable.objects.count(), "tasks": Task.objects.count(), "reports": Report.objects.count()}))
'''
PICK = """
import json
from luoshi.ledger import database; database.configure()
from luoshi.delivering.models import Task, TaskTable
from luoshi.people.models import Unit
print(json.dumps({"tasks": list(Task.objects.order_by("pk").values_list("pk", flat=True)[20::391]),
    "tables": list(TaskTable.objects.values_list("pk", flat=True)), "units": list(Unit.objects.values_list("pk", flat=True)[1:30:4])}))
"""


class Signed:
    """A browser of one person."""

    def __init__(self, name: str) -> None:
        jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self._opener.open(f"http://127.0.0.1:{PORT}/sign-in/").read()
        token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
        form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "name": name, "password": PASSWORD})
        self._opener.open(f"http://127.0.0.1:{PORT}/sign-in/", form.encode()).read()

    def ask(self, path: str) -> float:
        """Milliseconds until the whole page is here."""
        begun = time.perf_counter()
        with self._opener.open(f"http://127.0.0.1:{PORT}{path}", timeout=60) as response:
            body = response.read()
        assert response.geturl().endswith(path), f"{path}: not signed in"
        assert body
        return (time.perf_counter() - begun) * 1000


def addresses(picked: dict[str, list[int]]) -> dict[str, tuple[str, list[str]]]:
    """What is asked for, by page: whose, and where."""
    chance = random.Random(7)
    boards = [f"/office/board/?by={by}" for by in ("theme", "unit", "leader", "light")]
    boards += [f"/office/board/?by={chance.choice(['theme', 'unit', 'light'])}&table={each}" for each in picked["tables"][:20]]
    boards += [f"/office/board/?by=theme&unit={each}" for each in picked["units"]]
    return {
        "board": ("li", boards),
        "board, a leader's": ("wang", boards[:4]),
        "task": ("li", [f"/office/tasks/{each}/" for each in picked["tasks"]]),
        "table of 500 rows": ("li", [f"/office/tables/{each}/" for each in picked["tables"][:20]]),
        "home": ("li", ["/office/"] * 5),
        "home, a unit's": ("chen", ["/office/"] * 5),
        "home, a leader's": ("wang", ["/office/"] * 5),
    }


def measure(settings: dict[str, str], rounds: int) -> list[str]:
    ran = subprocess.run([sys.executable, "-c", PICK], env=settings, check=True, capture_output=True, text=True)
    picked = json.loads(ran.stdout)
    server = subprocess.Popen([str(LUOSHI), "up", "--port", str(PORT)], env=settings, stdout=subprocess.DEVNULL)
    lines = []
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz").read()
                break
            except OSError:
                time.sleep(0.2)
        for page, (name, paths) in addresses(picked).items():
            person = Signed(name)
            for path in paths:
                person.ask(path)
            times = [(person.ask(path), path) for _ in range(rounds) for path in paths]
            each = sorted(each for each, _ in times)
            p95 = statistics.quantiles(each, n=20)[18]
            met = f" (bar {BAR} ms, {'met' if p95 < BAR else 'NOT met'})" if page in ("board", "task") else ""
            lines.append(f"{page}: median {statistics.median(each):.0f} ms, p95 {p95:.0f} ms{met}, slowest {each[-1]:.0f} ms `{max(times)[1]}`; {len(each)} pages")
        lines.append(f"server memory after that: {memory(server.pid):.0f} MB")
    finally:
        server.terminate()
        server.wait()
    return lines


def database_of_its_own(server: str) -> str:
    """The address of an empty database of the bench's on the server."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS luoshi_bench_office")
        connection.execute("CREATE DATABASE luoshi_bench_office TEMPLATE template0 ENCODING 'UTF8'")
    return urllib.parse.urlsplit(server)._replace(path="/luoshi_bench_office").geturl()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=50)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-office")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--server", default="", metavar="URL", help="a PostgreSQL server, measured besides SQLite")
    parser.add_argument("--write", action="store_true", help="write docs/speed-office.md")
    arguments = parser.parse_args()
    body = []
    for name in ("SQLite", "PostgreSQL") if arguments.server else ("SQLite",):
        url = database_of_its_own(arguments.server) if name == "PostgreSQL" else ""
        settings = environment(arguments.folder, url)
        ready = Path(settings["LUOSHI_HOME"]) / f"built-{arguments.tables}-{arguments.rows}"
        if url or not ready.exists():
            given = [str(arguments.tables), str(arguments.rows), PASSWORD]
            subprocess.run([sys.executable, "-c", BUILD, *given], env=settings, check=True, capture_output=not url)
            ready.touch()
        lines = measure(settings, arguments.rounds)
        body.append(f"## {name}\n\n" + "\n".join(f"- {line}" for line in lines))
        print(body[-1], flush=True)
    if arguments.write:
        machine = f"On a shared machine with {os.cpu_count()} cores, Python {sys.version.split()[0]}."
        (ROOT / "docs" / "speed-office.md").write_text("\n\n".join([HEAD, machine, *body]) + "\n", "utf-8")


HEAD = """# Speed of the office's pages

Written by `python bench/office.py --write --server URL` (part of `make bench`): 50 tables of 500 tasks, each with a plan of 4 nodes and up to 4 reports, asked
for over HTTP from `luoshi up`, signed in, one after another, after one round that warms up. The bar: boards and tasks' pages under 200 ms at the
95th percentile."""

if __name__ == "__main__":
    main()
