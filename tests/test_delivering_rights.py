"""Every duty against every step: the table of rights, written down apart from the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from luoshi.delivering.steps import (
    BULLETIN_STATES,
    LETTER_STATES,
    OFFICE_STEPS,
    STEPS,
    TABLE_STATES,
    TABLE_STEPS,
    TASK_STATES,
    TASK_STEPS,
)  # fmt: skip
from tests.office_parts import DAY, Office, begun, set_up

DUTIES = ("administrator", "supervision", "head", "officer", "leader", "chief", "auditor")
RIGHTS = {
    #                     adm  sup  head off  lead chief aud       · no, a all, o own unit, f fields
    "table:draft":        "·    a    ·    ·    ·    ·    ·",
    "table:edit":         "·    a    ·    ·    ·    ·    ·",
    "table:consult":      "·    a    ·    ·    ·    ·    ·",
    "table:opine":        "·    ·    o    ·    ·    ·    ·",
    "table:settle":       "·    ·    ·    ·    f    a    ·",
    "table:redraft":      "·    a    ·    ·    f    a    ·",
    "table:send-up":      "·    a    ·    ·    ·    ·    ·",
    "table:approve":      "·    ·    ·    ·    f    ·    ·",
    "table:sign":         "·    ·    ·    ·    ·    a    ·",
    "table:amend":        "·    ·    ·    ·    ·    a    ·",
    "task:plan":          "·    ·    o    ·    ·    ·    ·",
    "task:accept-plan":   "·    a    ·    ·    ·    ·    ·",
    "task:return-plan":   "·    a    ·    ·    ·    ·    ·",
    "task:report":        "·    ·    o    o    ·    ·    ·",
    "task:submit":        "·    ·    o    ·    ·    ·    ·",
    "task:accept":        "·    a    ·    ·    ·    ·    ·",
    "task:return":        "·    a    ·    ·    ·    ·    ·",
    "task:ask-closing":   "·    ·    o    ·    ·    ·    ·",
    "task:check":         "·    a    ·    ·    ·    ·    ·",
    "task:refuse-closing": "·   a    ·    ·    ·    ·    ·",
    "task:close":         "·    a    ·    ·    ·    ·    ·",
    "task:end":           "·    ·    ·    ·    f    a    ·",
    "task:ask-pause":     "·    ·    o    ·    ·    ·    ·",
    "task:approve-pause": "·    ·    ·    ·    f    a    ·",
    "task:refuse-pause":  "·    ·    ·    ·    f    a    ·",
    "task:end-pause":     "·    a    ·    ·    ·    ·    ·",
    "task:attach":        "·    ·    o    o    ·    ·    ·",
    "task:detach":        "·    a    o    o    ·    ·    ·",
    "task:question":      "·    a    ·    ·    f    a    ·",
    "task:answer":        "·    ·    o    o    ·    ·    ·",
    "task:visit":         "·    a    ·    ·    ·    ·    ·",
    "task:read":          "·    a    o    o    f    a    a",
    "office:track":       "·    a    ·    ·    ·    ·    ·",
    "office:instruct":    "·    a    ·    ·    ·    ·    ·",
    "office:write-letter": "·   a    ·    ·    ·    ·    ·",
    "office:send-letter": "·    a    ·    ·    ·    ·    ·",
    "office:send-to-sign": "·   a    ·    ·    ·    ·    ·",
    "office:sign-letter": "·    ·    ·    ·    f    a    ·",
    "office:refuse-letter": "·  ·    ·    ·    f    a    ·",
    "office:reply":       "·    ·    o    ·    ·    ·    ·",
    "office:return-reply": "·   a    ·    ·    ·    ·    ·",
    "office:settle-letter": "·  a    ·    ·    ·    ·    ·",
    "office:withdraw-letter": "· a   ·    ·    ·    ·    ·",
    "office:meet":        "·    a    ·    ·    ·    ·    ·",
    "office:write-bulletin": "· a    ·    ·    ·    ·    ·",
    "office:send-bulletin": "·  a    ·    ·    ·    ·    ·",
    "office:sign-bulletin": "·  ·    ·    ·    f    a    ·",
    "office:refuse-bulletin": "· ·   ·    ·    f    a    ·",
    "office:rate":        "·    a    ·    ·    ·    a    a",
    "office:set-template": "·   a    ·    ·    ·    ·    ·",
    "office:erase":       "a    ·    ·    ·    ·    ·    ·",
}  # fmt: skip
LETTER = {"": "·", "all": "a", "own": "o", "fields": "f"}


def test_the_table_of_rights_is_the_one_written_down() -> None:
    found = {key: "".join(LETTER[step.duties.get(duty, "")] for duty in DUTIES) for key, step in STEPS.items()}
    assert found == {key: "".join(letters.split()) for key, letters in RIGHTS.items()}


def test_every_step_leads_between_states_there_are() -> None:
    papers = {**LETTER_STATES, **BULLETIN_STATES}
    for steps, states in ((TABLE_STEPS, TABLE_STATES), (TASK_STEPS, TASK_STATES), (OFFICE_STEPS, papers)):
        for name, step in steps.items():
            assert step.before <= states.keys(), name
            assert not step.after or step.after in states, name
    reached = {"drafting"} | {step.after for step in TABLE_STEPS.values()}
    assert "issued" in reached


@pytest.mark.django_db
def test_each_post_may_what_the_table_says_and_nothing_else(workspace: Any, tmp_path: Path) -> None:
    """Every person of the sample office against every step, on a task of 教育局, which the leader is in charge of."""
    from luoshi.delivering.rights import office_step, table_step, task_step
    from luoshi.errors import DeliverError

    office: Office = begun(set_up(workspace), tmp_path)
    task = office.task("第二小学")
    elsewhere = office.task("地区生产总值")
    duty_of = {"li": "supervision", "wang": "leader", "zhao": "chief", "chen": "head", "sun": "officer", "wu": "auditor"}

    def may(name: str, key: str, task: Any) -> bool:
        area, _, step = key.partition(":")
        task.state = min(TASK_STEPS[step].before, default=task.state) if area == "task" else task.state
        task.table.state = min(TABLE_STEPS[step].before, default=task.table.state) if area == "table" else task.table.state
        try:
            if area == "task":
                task_step(office[name], step, task, on=DAY)
            elif area == "office":
                office_step(office[name], step, office.workspace, on=DAY, unit=task.lead)
            else:
                table_step(office[name], step, task.table, on=DAY, unit=task.lead)
        except DeliverError as error:
            if error.number != "L710":  # the state was set so that the step could be taken
                raise
            return False
        return True

    for key, letters in RIGHTS.items():
        allowed = dict(zip(DUTIES, letters.split(), strict=True))
        for name, duty in duty_of.items():
            assert may(name, key, task) == (allowed[duty] != "·"), (name, key)
            if allowed[duty] in "of" and elsewhere.lead is not None:
                assert not may(name, key, elsewhere), (name, key, "another unit's task")
        assert not may("nobody", key, task), key
