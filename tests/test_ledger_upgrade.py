"""A ledger written by an earlier version opens after the upgrade with everything in it."""

from __future__ import annotations

import subprocess
import sys

WRITE_THE_OLD_ONE = """
from tests.ledger_parts import TEXT
from luoshi.ledger import database
database.configure()
from luoshi.ledger.home import home, make_home
make_home(home())
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
old = [("ledger", "0002_rest_of_the_tables"), ("people", "0001_initial"), ("sessions", "0001_initial")]
executor = MigrationExecutor(connection)
executor.migrate(old)
apps = MigrationExecutor(connection).loader.project_state(old).apps
from django.contrib.auth.hashers import make_password
from django.utils import timezone
now = timezone.now()
get = apps.get_model
workspace = get("people", "Workspace").objects.create(slug="main", name="本机文件")
user = get("people", "User").objects.create(username="zhang", password=make_password("一个长口令0123456"), full_name="张三")
get("people", "Membership").objects.create(workspace=workspace, user=user, role="editor")
shelf = {"workspace": workspace, "audience": "public"}
lineage = get("ledger", "Lineage").objects.create(where_from="/old/报告.txt", key="k", **shelf)
source = get("ledger", "Source").objects.create(
    lineage=lineage, version=1, sha256="0" * 64, size=9, media_type="text/plain", name="报告.txt", where_from="/old/报告.txt",
    received_at=now, **shelf)
rendition = get("ledger", "Rendition").objects.create(
    source=source, loader="txt/1", media_type="text/plain", encoding="utf-8", text=TEXT, text_sha256="0" * 64)
document = get("ledger", "Document").objects.create(rendition=rendition, start=0, end=len(TEXT), **shelf)
run = get("ledger", "Run").objects.create(lineage=lineage, rendition=rendition, number=1, reader="1+old")
reading = get("ledger", "Reading").objects.create(
    run=run, document=document, ordinal=0, recorded_at=now, title="云岭区2024年政府工作报告", kind="work_report",
    place_name="云岭区", place_level="district", review="2023", plan="2024")
at = TEXT.index("全年完成")
get("ledger", "Sentence").objects.create(reading=reading, ordinal=0, start=at, end=TEXT.index("。", at) + 1, role="review")
at = TEXT.index("310亿元")
get("ledger", "Measure").objects.create(
    reading=reading, ordinal=0, start=at, end=at + 5, value=31e9, unit="元", subject="固定资产投资", kind="level", modality="actual",
    bound="eq", period="2023", wording="", indicator="fixed_asset_investment", sentence=0)
anchor = get("ledger", "Anchor").objects.create(rendition=rendition, start=at, end=at + 5, words="310亿元")
get("ledger", "Statement").objects.create(
    anchor=anchor, person=user, record="measure", field="period", value="2022", was="2023", reason="查原件", owner=user, **shelf)
"""
OPEN_IT_NOW = """
from luoshi.ledger import database
database.configure()
database.ensure()
from django.contrib.auth import authenticate
from luoshi.ledger.lookup import figures
from luoshi.ledger.models import Standing, Statement
from luoshi.ledger.search import every_hit
from luoshi.ledger.words.query import parse
from luoshi.people.access import may
from luoshi.people.models import User, Workspace
user = User.objects.get()
print(user.check_password("一个长口令0123456"), user.full_name, may(user, "correct", Workspace.objects.get()))
print(Statement.objects.get().reason, Standing.objects.get().title)
print([(each.text, each.period, each.year) for each in figures(None)])
print([hit.passage.text for hit in every_hit(None, parse("固定資產投資"))])
"""


def test_a_ledger_of_the_version_before_opens_with_accounts_and_corrections_and_can_be_searched(new_home):
    assert run(WRITE_THE_OLD_ONE, new_home) == ""
    for _ in range(2):  # and again: the second time there is nothing to do
        account, statement, facts, found = run(OPEN_IT_NOW, new_home).splitlines()
        assert account == "True 张三 True"
        assert statement == "查原件 云岭区2024年政府工作报告"
        assert facts == "[('310亿元', '2022', 2022)]"
        assert "全年完成固定资产投资310亿元" in found


def run(code: str, new_home: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", code], env=new_home, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
