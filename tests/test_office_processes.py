"""Fifty people at once, and a server that is killed: nothing is lost, nothing is half-done. Through the API, as programs reach it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.test_journal_verify import audit

pytestmark = pytest.mark.slow
PEOPLE = 50
OFFICE = """
import json, sys
from datetime import date
from luoshi.ledger import database; database.configure()
from luoshi.delivering.models import Task, TaskTable
from luoshi.people import actions, personal_keys
from luoshi.people.access import KEEPER
from luoshi.people.establishment import add_post, add_unit, seat
from luoshi.people.models import Duty, Role
from luoshi.people.workspaces import main_workspace
workspace, people, since = main_workspace(), int(sys.argv[1]), date(2024, 1, 1)
office = add_unit(workspace, "云岭区政府办", kind="department", by=KEEPER)
table = TaskTable.objects.create(workspace=workspace, audience="workspace", title="演练", year=2024, state="issued", number="1号", issued_on=since)
draft = TaskTable.objects.create(workspace=workspace, audience="workspace", title="草案", year=2024)
shared = Task.objects.create(table=draft, position=1, words="大家同时改的一行")
def person(name, unit, duty):
    user = actions.add(name, role=Role.READER, password=f"{name}-made-up-9", full_name=name, must_change=False, workspace=workspace, by=KEEPER)
    seat(user, add_post(unit, name, duty, by=KEEPER), since=since, by=KEEPER)
    return personal_keys.make(user, "api", "test")
keys = {"li": person("li", office, Duty.SUPERVISION)}
tasks = {}
for n in range(people):
    unit = add_unit(workspace, f"第{n}局", kind="department", by=KEEPER)
    keys[f"u{n}"] = person(f"u{n}", unit, Duty.HEAD)
    tasks[f"u{n}"] = [Task.objects.create(table=table, position=n * 4 + k, words=f"第{n}局任务{k}", lead=unit, state="underway").pk for k in range(4)]
print(json.dumps({"keys": keys, "tasks": tasks, "shared": shared.pk}))
"""


class Programs:
    """Programs that act for people, each with a key."""

    def __init__(self, home: dict[str, str], people: int) -> None:
        ran = subprocess.run([sys.executable, "-c", OFFICE, str(people)], env=home, check=True, capture_output=True, text=True)
        made = json.loads(ran.stdout)
        self.keys, self.tasks, self.shared = made["keys"], made["tasks"], made["shared"]
        self.address = ""

    def call(self, who: str, path: str, said: dict[str, Any] | None = None) -> tuple[int, Any]:
        """Status and answer; a server that is gone is status 0."""
        body = None if said is None else json.dumps(said).encode()
        headers = {"Authorization": f"Bearer {self.keys[who]}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}/api/v1/office/{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except (OSError, ValueError, http.client.HTTPException):  # also one killed in the middle of its answer
            return 0, None

    def report(self, who: str, task: int, words: str) -> tuple[int, Any]:
        return self.call(who, f"tasks/{task}/reports/2024Q1", {"words": words, "value": "3", "unit_of_value": "个"})


@contextmanager
def serving(home: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The address of a server, and the number of its process group."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", f"from luoshi.web import serve; serve(port={port})"], env=home, start_new_session=True)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(60)


def test_fifty_people_at_once_lose_nothing_and_of_one_row_one_wins(home: dict[str, str]) -> None:
    programs = Programs(home, PEOPLE)
    with serving(home) as (programs.address, _), ThreadPoolExecutor(PEOPLE) as pool:

        def four(who: str) -> list[int]:
            return [programs.report(who, task, f"{who}已完成{task}个")[0] for task in programs.tasks[who]]

        statuses = [status for each in pool.map(four, programs.tasks) for status in each]
        assert statuses == [200] * PEOPLE * 4
        changes = [pool.submit(programs.call, "li", f"tasks/{programs.shared}/change", {"fields": {"words": f"改成{n}"}, "version": 1}) for n in range(20)]
        assert sorted(each.result()[0] for each in changes) == [200] + [409] * 19
        for who, tasks in programs.tasks.items():
            for task in tasks:
                life = programs.call(who, f"tasks/{task}")[1]
                assert [report["words"] for report in life["reports"]] == [f"{who}已完成{task}个"]
    assert audit(home, "verify").returncode == 0


def test_a_server_killed_at_any_moment_leaves_nothing_half_done(home: dict[str, str], tmp_path: Path) -> None:
    programs = Programs(home, 12)
    told: dict[int, str] = {}
    for turn in range(4):
        with serving(home) as (programs.address, group), ThreadPoolExecutor(12) as pool:

            def some(who: str, turn: int = turn) -> None:
                version = None
                for n in range(400):
                    task, words = programs.tasks[who][turn], f"第{n}稿，完成{n}个"
                    status, answer = programs.call(who, f"tasks/{task}/reports/2024Q1", {"words": words, "version": version})
                    if status != 200:
                        return
                    version, told[task] = answer["version"], words

            assert programs.call("li", "me")[0] == 200
            going = [pool.submit(some, who) for who in programs.tasks]
            time.sleep(1.5 + turn * 0.35)
            os.killpg(group, signal.SIGKILL)
            for each in going:
                each.result()
    assert len(told) > 12, "killed before anything was said"
    lines = [json.loads(line) for line in audit(home, "list", "--format", "jsonl").stdout.splitlines()]
    entered = Counter(line["payload"]["task"] for line in lines if line["action"] == "report")
    with serving(home) as (programs.address, _):
        for who, tasks in programs.tasks.items():
            for task in tasks:
                for report in programs.call(who, f"tasks/{task}")[1]["reports"]:
                    assert entered[task] == report["version"], "each version has its entry, and each entry its version"
                    # What was acknowledged is there; a draft written in the moment of the kill may be one further.
                    assert draft(report["words"]) >= draft(told.get(task, "第0稿"))
    assert audit(home, "verify").returncode == 0


def draft(words: str) -> int:
    return int(words.split("稿")[0][1:])
