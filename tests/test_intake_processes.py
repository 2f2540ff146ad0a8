"""Several processes at one submission: two editors at the same moment, and one killed while it publishes."""

from __future__ import annotations

import random
import signal
import time
from typing import Any

import pytest

from tests.test_ledger_processes import output, start

OPEN = """
import sys
from luoshi.ledger import database
database.configure(); database.ensure()
from luoshi.intake import review
from luoshi.intake.models import Submission
from luoshi.intake.sending import send_text
from luoshi.people.models import Membership, Role, User
from luoshi.people.workspaces import main_workspace
from luoshi.errors import LuoshiError
from tests.intake_parts import REPORT, state, visitor
def editor(name):
    person, _ = User.objects.get_or_create(username=name)
    Membership.objects.get_or_create(workspace=main_workspace(), user=person, defaults={"role": Role.EDITOR})
    return person
def at_once(verb, *arguments, **options):
    try:
        return verb(*arguments, **options).state
    except LuoshiError as error:
        return error.number
"""
SEND = f"{OPEN}\nprint(send_text(REPORT, sender=visitor()).pk)\neditor('a'); editor('b')"
TAKE_UP = f"""{OPEN}
for submission in Submission.objects.order_by("pk"):
    print(at_once(review.take_up, submission, person=editor(sys.argv[1])), flush=True)
"""
PUBLISH = f"""{OPEN}
for submission in Submission.objects.order_by("pk"):
    print(at_once(review.publish, submission, person=editor(sys.argv[1])), flush=True)
"""
CHECK = f"""{OPEN}
from luoshi.ledger.models import Source, Standing, TakeDown
submission = Submission.objects.get()
numbers = list(submission.events.order_by("number").values_list("number", flat=True))
assert numbers == list(range(1, len(numbers) + 1)), numbers
public, down = Source.objects.filter(audience="public").count(), TakeDown.standing().count()
shown = Standing.objects.filter(audience="public").count()
assert (public, down, shown) == ((1, 1, 1) if state(submission) == "published" else (0, 0, 0)), (public, down, shown)
print(state(submission))
"""


def together(program: str, home: dict[str, str]) -> list[str]:
    """What two editors are told who run it at the same moment."""
    running: list[Any] = [start(program, home, name) for name in ("a", "b")]  # type: ignore[arg-type]
    return sorted(line for each in running for line in output(each))


def test_two_editors_at_once_make_a_step_once(home):
    assert output(start(SEND, home)) == ["1"]
    assert together(TAKE_UP, home) in (["L551", "taken_up"], ["L554", "taken_up"])
    assert together(PUBLISH, home) == ["L551", "published"]
    assert output(start(CHECK, home)) == ["published"]


@pytest.mark.slow
def test_killed_while_publishing_it_is_published_or_it_is_not(home):
    output(start(SEND, home))
    output(start(TAKE_UP, home, "a"))  # type: ignore[arg-type]
    chance = random.Random(7)
    for _ in range(12):
        process = start(PUBLISH, home, "a")  # type: ignore[arg-type]
        time.sleep(chance.uniform(0.6, 2.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if output(start(CHECK, home)) == ["published"]:
            break
    else:
        output(start(PUBLISH, home, "a"))  # type: ignore[arg-type]
    assert output(start(CHECK, home)) == ["published"]
