"""`luoshi people` in processes of its own: at a terminal, several at once, at a ledger of the version before."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.account_parts import OTHER, PASSWORD

pytestmark = pytest.mark.slow

Home = dict[str, str]
LUOSHI = [sys.executable, "-m", "luoshi.cli"]
CHECK = """
import sys
from luoshi.ledger import database
database.configure(); database.ensure()
from luoshi.people.models import AccountEvent, User
person = User.objects.get(username=sys.argv[1])
print(person.check_password(sys.argv[2]), person.must_change, person.is_active, AccountEvent.objects.count())
"""


def people(home: Home, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [*LUOSHI, "people", *arguments]
    return subprocess.run(command, env=home, input=given, capture_output=True, text=True, encoding="utf-8", timeout=120)


def account(home: Home, name: str, password: str) -> list[str]:
    """Whether the password opens it, whether it must change, whether it is open; how many lines the record has."""
    done = subprocess.run([sys.executable, "-c", CHECK, name, password], env=home, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_first_administrator_by_one_command(home: Home) -> None:
    empty = people(home, "list")
    assert (empty.returncode, empty.stdout) == (0, "")
    assert "--role administrator" in empty.stderr
    done = people(home, "add", "zhang", "--role", "administrator", "--full-name", "张三", "--generate")
    assert done.returncode == 0, done.stderr
    password = done.stdout.strip()
    assert len(done.stdout.splitlines()) == 1
    assert password not in done.stderr
    assert account(home, "zhang", password) == ["True", "True", "True", "1"]
    listed = people(home, "list").stdout
    assert all(word in listed for word in ("zhang", "张三", "管理员(administrator)", "待改密码", "从未登录"))
    (record,) = map(json.loads, people(home, "list", "--format", "jsonl").stdout.splitlines())
    assert record == {
        "name": "zhang", "full_name": "张三", "role": "administrator", "state": "first", "waits_until": None,
        "last_sign_in": None,
    }  # fmt: skip


def at_a_terminal(home: Home, *arguments: str, answers: list[str]) -> tuple[int, str]:
    """What is seen when someone types the answers at the prompts, and the exit status."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(LUOSHI[0], [*LUOSHI, "people", *arguments], home)
    seen = b""
    typed = 0
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        seen += piece
        if typed < len(answers) and seen.count(b": ") > typed:
            time.sleep(0.2)  # until the terminal no longer echoes
            os.write(terminal, answers[typed].encode() + b"\n")
            typed += 1
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.decode()


def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(home: Home) -> None:
    add = ("add", "zhang", "--role", "administrator")
    status, seen = at_a_terminal(home, *add, answers=[PASSWORD, OTHER])
    assert (status, "[L406]" in seen) == (1, True)
    status, seen = at_a_terminal(home, *add, answers=[PASSWORD, PASSWORD])
    assert status == 0, seen
    assert PASSWORD not in seen
    assert account(home, "zhang", PASSWORD) == ["True", "False", "True", "1"]


def test_the_same_name_twice_at_once_is_one_account(home: Home) -> None:
    people(home, "list")
    add = ("add", "zhang", "--role", "editor", "--generate")
    with ThreadPoolExecutor(3) as several:
        done = list(several.map(lambda _: people(home, *add), range(3)))
    assert sorted(each.returncode for each in done) == [0, 1, 1]
    assert all("[L403]" in each.stderr for each in done if each.returncode)


AT_ONCE = """
import sys
from threading import Barrier, Thread
from luoshi.ledger import database
database.configure(); database.ensure()
from django.db import connection
from luoshi.errors import LuoshiError
from luoshi.people import actions
from luoshi.people.access import KEEPER
from luoshi.people.models import Role, User
from luoshi.people.signing_in import sign_in
from luoshi.people.workspaces import main_workspace

def at_once(*verbs):
    barrier, numbers = Barrier(len(verbs)), []
    def one(verb):
        barrier.wait()
        try:
            verb()
            numbers.append("done")
        except LuoshiError as error:
            numbers.append(error.number)
        except Exception as error:
            numbers.append(repr(error))
        finally:
            connection.close()
    threads = [Thread(target=one, args=[verb]) for verb in verbs]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(*sorted(numbers))

workspace = main_workspace()
how = {"workspace": workspace, "by": KEEPER}
def add(name, role=Role.EDITOR):
    return actions.add(name, role=role, password=sys.argv[1], **how)
"""
GUESS = """
from luoshi.people import signing_in
plain, looked = signing_in.authenticate, []
signing_in.authenticate = lambda **given: looked.append(given) or plain(**given)
for n in range(6):
    looked.clear()
    at_once(*[lambda k=k: sign_in(f"name{n}", "guess", address=f"192.0.2.{k}") for k in range(12)])
    print(len(looked))
"""
STOP = """
both = [add(name, Role.ADMINISTRATOR) for name in ("one", "two")]
for n in range(8):
    at_once(*[lambda person=person: actions.stop(person, **how) for person in both])
    for person in both: actions.start(person, **how)
"""


def at_once(home: Home, program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE + program, PASSWORD], env=home, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_those_who_guess_at_once_get_five_tries_among_them(home: Home) -> None:
    told = at_once(home, GUESS)
    assert told[1::2] == ["5"] * 6, "passwords looked at"
    said = {number for line in told[::2] for number in line.split()}
    assert "L402" in said
    assert said <= {"L401", "L402"}, "where all five are looked at in one moment, each is told to wait"


def test_of_two_administrators_who_stop_each_other_at_once_one_is_too_late(home: Home) -> None:
    assert at_once(home, STOP) == ["L407 done"] * 8


def test_processes_share_the_limits_and_a_reset_lifts_them(home: Home) -> None:
    added = people(home, "add", "zhang", "--role", "editor", "--generate")
    assert added.returncode == 0, added.stderr
    guess = """for _ in range(3): at_once(lambda: sign_in("zhang", "guess", address="192.0.2.1"))"""
    assert at_once(home, guess) == ["L401"] * 3
    assert at_once(home, guess) == ["L401", "L402", "L402"]
    assert state(home) == "waiting"
    assert people(home, "password", "zhang", "--password-stdin", given=PASSWORD).returncode == 0
    assert state(home) == "open"


def state(home: Home) -> str:
    """How the one account stands."""
    listed = people(home, "list", "--format", "jsonl")
    assert listed.returncode == 0, listed.stderr
    return str(json.loads(listed.stdout)["state"])


BEFORE = """
import sys
from luoshi.ledger import database
database.configure()
from luoshi.ledger.home import home, make_home
make_home(home())
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.contrib.auth.hashers import Argon2PasswordHasher
old = [("ledger", "0002_rest_of_the_tables"), ("people", "0001_initial"), ("sessions", "0001_initial")]
MigrationExecutor(connection).migrate(old)
get = MigrationExecutor(connection).loader.project_state(old).apps.get_model
workspace = get("people", "Workspace").objects.create(slug="main", name="本机文件")
kept = Argon2PasswordHasher().encode(sys.argv[1], "longsalt12345678")
for name, active, role in (("zhang", True, "administrator"), ("li", True, "editor"), ("gone", False, "reader")):
    user = get("people", "User").objects.create(username=name, password=kept, full_name="张三", is_active=active)
    get("people", "Membership").objects.create(workspace=workspace, user=user, role=role)
"""
AFTER = """
import sys
from luoshi.ledger import database
database.configure(); database.ensure()
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from django.test import Client
for name in ("zhang", "li", "gone"):
    client = Client()
    answer = client.post("/sign-in/", {"name": name, "password": sys.argv[1]})
    print(name, answer.status_code, client.get("/people/").status_code, "张三" in client.get("/account/").content.decode())
"""


def test_accounts_of_the_version_before_open_as_they_were(new_home: Home) -> None:
    for program, told in ((BEFORE, []), (AFTER, ["zhang 302 200 True", "li 302 404 True", "gone 200 302 False"])):
        done = subprocess.run([sys.executable, "-c", program, PASSWORD], env=new_home, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines() == told
    listed = [json.loads(line) for line in people(new_home, "list", "--format", "jsonl").stdout.splitlines()]
    assert [(each["name"], each["role"], each["state"]) for each in listed] == [
        ("zhang", "administrator", "open"),
        ("li", "editor", "open"),
        ("gone", "reader", "stopped"),
    ]


def test_a_count_of_proxies_that_is_none_is_one_line(home: Home) -> None:
    done = people({**home, "LUOSHI_PROXIES": "one"}, "list")
    assert (done.returncode, done.stdout) == (1, "")
    assert "[L410]" in done.stderr
    assert len(done.stderr.splitlines()) == 1
