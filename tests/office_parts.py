"""A district's office for the tests of the flow: units, posts, people in them, and a table begun from a made-up report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.document_parts import load
from tests.test_tasks import REPORT

DAY = date(2024, 1, 15)
BEGAN = date(2024, 1, 1)
PEOPLE = {
    "li": "督查室科员", "wang": "副区长", "zhao": "区长", "chen": "教育局局长", "sun": "教育局联络员", "zhou": "园林局局长", "wu": "审计员",
    "nobody": "无岗位",
}  # fmt: skip


@dataclass
class Office:
    """The people by name, the units by short name, the workspace and the table."""

    workspace: Any
    people: dict[str, Any] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)
    posts: dict[str, Any] = field(default_factory=dict)
    table: Any = None

    def __getitem__(self, name: str) -> Any:
        return self.people[name]

    def task(self, words: str) -> Any:
        """The row with these words."""
        from luoshi.delivering.models import Task

        return Task.objects.select_related("table").get(table=self.table, words__contains=words)


def set_up(workspace: Any) -> Office:
    """The usual units; a supervision officer, a leader in charge of education, the head of government, two bureaus, an auditor."""
    from luoshi.people.access import KEEPER
    from luoshi.people.establishment import add_post, seat, set_up_usual
    from luoshi.people.models import Duty, Membership, Post, Role, Unit, User

    office = Office(workspace)
    set_up_usual(workspace, by=KEEPER)
    office.units = {unit.short: unit for unit in Unit.objects.filter(workspace=workspace)}
    for name, full in PEOPLE.items():
        office.people[name] = User.objects.create(username=name, full_name=full)
        Membership.objects.create(workspace=workspace, user=office[name], role=Role.READER)
    government, secretariat = office.units["区政府"], office.units["政府办"]
    teaching, gardens = office.units["教育局"], office.units["园林局"]
    office.posts = {
        "li": add_post(secretariat, "督查室", Duty.SUPERVISION, by=KEEPER),
        "wang": add_post(government, "副区长（教育城建）", Duty.LEADER, fields=[teaching, gardens], by=KEEPER),
        "zhao": add_post(government, "区长", Duty.CHIEF, by=KEEPER),
        "wu": add_post(government, "审计", Duty.AUDITOR, by=KEEPER),
        "chen": Post.objects.get(unit=teaching, duty=Duty.HEAD),
        "sun": Post.objects.get(unit=teaching, duty=Duty.OFFICER),
        "zhou": Post.objects.get(unit=gardens, duty=Duty.HEAD),
    }
    for name, post in office.posts.items():
        seat(office[name], post, since=BEGAN, by=KEEPER)
    return office


def begun(office: Office, folder: Path) -> Office:
    """The same with a table begun from the report."""
    from luoshi.delivering.drafting import draft
    from luoshi.ledger.models import Document

    number = load(folder, office.workspace, REPORT, "2024年政府工作报告.txt", audience="workspace")
    office.table = draft(Document.objects.get(pk=number), workspace=office.workspace, person=office["li"], on=DAY)
    return office


def issued(office: Office) -> Office:
    """The same, issued: every row has a lead, nobody objected."""
    from luoshi.delivering import issuing
    from luoshi.delivering.editing import assign, wanting

    if missing := list(wanting(office.table)["no-lead"]):
        assign(missing, office.units["发改局"], person=office["li"], on=DAY)
    issuing.send_up(office.table, person=office["li"], on=DAY)
    issuing.approve(office.table, person=office["wang"], on=DAY)
    issuing.sign(office.table, "云政办发〔2024〕3号", person=office["zhao"], on=DAY)
    return office
