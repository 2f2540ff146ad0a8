"""What was typed in the forms of plans and reports: kept as it was typed, and turned into what the flow's verbs take.

Where the flow refuses, the form is shown again with every word still in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from luoshi.delivering.clocks.wording import amount_said
from luoshi.delivering.models import Report, WorkPlan
from luoshi.errors import DeliverError
from luoshi.web.office.typed import words

LONGEST = 4000
MOST_NODES = 24
_GREATEST = Decimal(10) ** 20
_PLACES = Decimal("0.0001")


def amount_of_typed(typed: str, what: str) -> Decimal | None:
    """The number, nothing for an empty field. Full-width digits and commas between thousands are read. Raises L716."""
    plain = unicodedata.normalize("NFKC", typed).replace(",", "").strip()
    if not plain:
        return None
    try:
        amount = Decimal(plain)
        if amount.is_finite() and abs(amount) < _GREATEST and amount == amount.quantize(_PLACES):
            return amount
    except InvalidOperation:
        pass
    raise DeliverError("L716", what=f"{what}请填数字，至多四位小数；单位填在单位栏")


def day_of_typed(typed: str, what: str) -> date:
    """The day. Raises L716."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise DeliverError("L716", what=f"{what}请填日期，如 2025-06-30") from None


@dataclass
class TypedReport:
    """A report as it stands in the form."""

    value: str = ""
    unit: str = ""
    words: str = ""
    blocks: str = ""
    help: str = ""
    nodes: list[int] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    version: int | None = None
    """Of the row that was changed; none for a new one."""

    @classmethod
    def of_report(cls, report: Report) -> TypedReport:
        value = "" if report.value is None else amount_said(report.value)
        return cls(value, report.unit_of_value, report.words, report.blocks, report.help, list(report.nodes), dict(report.answers), report.version)

    @classmethod
    def of_form(cls, given: QueryDict, *, after: str = "") -> TypedReport:
        """`after`: what follows each field's name, where a page has several reports."""
        def said(name: str) -> str:
            return words(given, f"{name}{after}")

        answers = {name: said(f"answer-{name}") for name in ("falls", "jumps", "no-fact") if said(f"answer-{name}").strip()}
        nodes = [int(each) for each in given.getlist(f"nodes{after}")[:MOST_NODES] if each.isascii() and each.isdigit() and len(each) < 4]
        version = said("version")
        return cls(
            said("value"), said("unit"), said("words"), said("blocks"), said("help"), nodes, answers,
            int(version) if version.isascii() and version.isdigit() and len(version) <= 9 else None,
        )  # fmt: skip

    def fields(self) -> dict[str, Any]:
        """What `working.save_report` takes. Raises L716 for a value that is no number, or one that has no unit to it."""
        return {
            "words": self.words, "value": amount_of_typed(self.value, "完成值"), "unit_of_value": self.unit.strip(), "blocks": self.blocks,
            "help_needed": self.help, "answers": self.answers, "nodes": self.nodes, "version": self.version,
        }  # fmt: skip

    def same_as(self, other: TypedReport) -> bool:
        """Whether nothing was typed that is not there already."""
        return self._said() == other._said()

    def _said(self) -> tuple[Any, ...]:
        return (
            unicodedata.normalize("NFKC", self.value).replace(",", "").strip(), self.unit.strip(), self.words.strip(), self.blocks.strip(),
            self.help.strip(), sorted(self.nodes), {name: answer.strip() for name, answer in self.answers.items()},
        )  # fmt: skip


@dataclass
class TypedNode:
    """A row of the plan's nodes as it stands in the form."""

    on: str = ""
    what: str = ""
    value: str = ""
    unit: str = ""


@dataclass
class TypedPlan:
    """A plan of work as it stands in the form."""

    standard: str = ""
    form: str = ""
    head: str = ""
    liaison: str = ""
    due: str = ""
    nodes: list[TypedNode] = field(default_factory=list)
    version: str = ""

    @classmethod
    def of_plan(cls, plan: WorkPlan) -> TypedPlan:
        nodes = [TypedNode(each["on"], each["what"], "" if each.get("value") is None else str(each["value"]), each.get("unit") or "") for each in plan.nodes]
        return cls(plan.standard, plan.form, plan.head, plan.liaison, plan.due.isoformat(), nodes, str(plan.version))

    @classmethod
    def of_form(cls, given: QueryDict) -> TypedPlan:
        rows = [given.getlist(f"node-{name}")[:MOST_NODES] for name in ("on", "what", "value", "unit")]
        nodes = [TypedNode(*(each.replace("\x00", "")[:400] for each in row)) for row in zip(*rows, strict=False)]
        standard, form, head, liaison, due = (words(given, name) for name in ("standard", "form", "head", "liaison", "due"))
        return cls(standard, form, head, liaison, due, nodes, words(given, "version"))

    def fields(self) -> dict[str, Any]:
        """What `working.file_plan` takes. Raises L716 for a day or a number that is none."""
        filled = [node for node in self.nodes if any((node.on.strip(), node.what.strip(), node.value.strip()))]
        return {
            "standard": self.standard.strip(), "form": self.form.strip(), "head": self.head.strip(), "liaison": self.liaison.strip(),
            "due": day_of_typed(self.due, "完成时限"), "nodes": [_node(n, node) for n, node in enumerate(filled, 1)],
        }  # fmt: skip

    def with_room(self, rows: int) -> TypedPlan:
        """The same with empty rows for more nodes."""
        room = max(0, min(MOST_NODES - len(self.nodes), rows))
        self.nodes = [*self.nodes, *(TypedNode() for _ in range(room))]
        return self


def _node(number: int, node: TypedNode) -> Mapping[str, Any]:
    amount = amount_of_typed(node.value, f"第{number}个节点的数值")
    value = None if amount is None else int(amount) if amount == int(amount) else float(amount)
    return {"on": day_of_typed(node.on, f"第{number}个节点"), "what": node.what, "value": value, "unit": node.unit.strip()}


def open_questions(asked: Mapping[str, str], answers: Mapping[str, str]) -> Sequence[tuple[str, str, str]]:
    """What is asked at entry: name, the question's words, the answer so far."""
    return [(name, words, answers.get(name, "")) for name, words in asked.items()]
