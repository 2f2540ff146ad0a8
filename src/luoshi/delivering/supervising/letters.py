"""提醒函, 督办通知 and 督办函: written by the office, the last signed by a leader, answered by the unit's head, settled by the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from luoshi.delivering.models import Letter, Task
from luoshi.delivering.recording import changed, moved, recorded, seen
from luoshi.delivering.rights import office_step
from luoshi.delivering.steps import LETTER_KINDS, OFFICE_STEPS, OPEN
from luoshi.delivering.supervising import given
from luoshi.delivering.supervising.reading import sight
from luoshi.errors import DeliverError
from luoshi.people.establishment import below
from luoshi.people.models import Post, Unit, User, Workspace

MOST_TASKS = 50
SIGNED = "letter"
"""The degree that goes out in the government's name."""


def write_letter(
    kind: str, unit: Unit, tasks: Sequence[Task], words: str, reply_by: date, *, person: User, on: date
) -> Letter:
    """A draft to the unit about tasks of its own. `kind`: a key of LETTER_KINDS.

    Raises L710, L716 for what is empty or a day that has passed, L731 for tasks that are not the unit's or not open.
    """
    workspace = unit.workspace
    post = office_step(person, "write-letter", workspace, on=on)
    given.standing(unit, workspace)
    fields = _fields(kind, words, reply_by, on)
    with recorded(person, post, "write-letter", on=on) as entry:
        about = _tasks_of(unit, tasks)
        letter = Letter.objects.create(workspace=workspace, unit=unit, **fields)
        letter.tasks.set(about)
        entry.done(letter, _said(letter, about))
    return letter


def change_letter(
    letter: Letter, *, kind: str, tasks: Sequence[Task], words: str, reply_by: date, version: int, person: User, on: date
) -> None:
    """Write the draft anew. Raises as `write_letter`, L711 once it was sent, L712 where somebody changed it since."""
    post = office_step(person, "write-letter", letter.workspace, on=on, row=letter)
    fields = _fields(kind, words, reply_by, on)
    with recorded(person, post, "write-letter", on=on) as entry:
        seen(letter, version)
        about = _tasks_of(letter.unit, tasks)
        changed(letter, **fields)
        letter.tasks.set(about)
        entry.done(letter, _said(letter, about))


def send_letter(letter: Letter, number: str, *, version: int, person: User, on: date) -> None:
    """The office sends a 提醒函 or 督办通知, with its number. Raises L730 for a 督办函, L732 for a number that is taken."""
    post = office_step(person, "send-letter", letter.workspace, on=on, row=letter)
    if letter.kind == SIGNED:
        raise DeliverError("L730")
    _sent(letter, "send-letter", number, version, person, post, on)


def send_to_sign(letter: Letter, *, version: int, person: User, on: date) -> None:
    """The office lays a 督办函 before the leader. Raises L716 for a lesser letter, which needs no signature."""
    post = office_step(person, "send-to-sign", letter.workspace, on=on, row=letter)
    if letter.kind != SIGNED:
        raise DeliverError("L716", what="只有督办函需要送签")
    with recorded(person, post, "send-to-sign", on=on) as entry:
        seen(letter, version)
        moved(letter, "send-to-sign", OFFICE_STEPS["send-to-sign"], entry, returned_why="")


def sign_letter(letter: Letter, number: str, *, version: int, person: User, on: date) -> None:
    """The leader in charge of the unit, or the head of government, signs the 督办函: it goes out. Raises L732."""
    post = office_step(person, "sign-letter", letter.workspace, on=on, unit=letter.unit, row=letter)
    _sent(letter, "sign-letter", number, version, person, post, on)


def refuse_letter(letter: Letter, why: str, *, version: int, person: User, on: date) -> None:
    """The leader sends it back to be written anew, with the reason."""
    post = office_step(person, "refuse-letter", letter.workspace, on=on, unit=letter.unit, row=letter)
    with recorded(person, post, "refuse-letter", on=on, why=why) as entry:
        seen(letter, version)
        moved(letter, "refuse-letter", OFFICE_STEPS["refuse-letter"], entry, returned_why=given.words(why, "理由"))


def reply(letter: Letter, words: str, *, version: int, person: User, on: date) -> None:
    """The unit's head answers."""
    post = office_step(person, "reply", letter.workspace, on=on, unit=letter.unit, row=letter)
    answer = given.words(words, "答复内容")
    with recorded(person, post, "reply", on=on) as entry:
        seen(letter, version)
        moved(letter, "reply", OFFICE_STEPS["reply"], entry, answer=answer, answered_on=on, returned_why="")
        entry.done(letter, {"answer": answer})


def return_reply(letter: Letter, why: str, *, version: int, person: User, on: date) -> None:
    """The office sends the answer back, with the reason; the day to answer by stays what it was."""
    post = office_step(person, "return-reply", letter.workspace, on=on, row=letter)
    with recorded(person, post, "return-reply", on=on, why=why) as entry:
        seen(letter, version)
        step = OFFICE_STEPS["return-reply"]
        moved(letter, "return-reply", step, entry, answered_on=None, returned_why=given.words(why, "理由"))


def settle_letter(letter: Letter, *, version: int, person: User, on: date) -> None:
    """The office is content with the answer."""
    post = office_step(person, "settle-letter", letter.workspace, on=on, row=letter)
    with recorded(person, post, "settle-letter", on=on) as entry:
        seen(letter, version)
        moved(letter, "settle-letter", OFFICE_STEPS["settle-letter"], entry)


def withdraw_letter(letter: Letter, why: str, *, version: int, person: User, on: date) -> None:
    """Take it back, with the reason; one that was sent keeps its number and day."""
    post = office_step(person, "withdraw-letter", letter.workspace, on=on, row=letter)
    with recorded(person, post, "withdraw-letter", on=on, why=why) as entry:
        seen(letter, version)
        step = OFFICE_STEPS["withdraw-letter"]
        moved(letter, "withdraw-letter", step, entry, returned_why=given.words(why, "理由"))


def letters_seen(person: object, *, on: date) -> QuerySet[Letter]:
    """The letters the person may read: a workspace's for its office and leaders; for a unit those sent to it or below it."""
    may = sight(person, on=on)
    condition = Q(workspace__in=may.workspaces)
    for post in may.posts:
        condition |= Q(workspace=post.unit.workspace_id, unit__in=below([post.unit]), sent_on__isnull=False)
    return Letter.objects.filter(condition)


def not_taken(workspace: Workspace, number: str) -> str:
    """The number, where no letter of the workspace has it. Inside the step's transaction. Raises L732, L716."""
    number = given.number(number)
    if Letter.objects.filter(workspace=workspace, number=number).exists():
        raise DeliverError("L732", taken=number)
    return number


def _sent(letter: Letter, name: str, number: str, version: int, person: User, post: Post, on: date) -> None:
    with recorded(person, post, name, on=on) as entry:
        seen(letter, version)
        moved(letter, name, OFFICE_STEPS[name], entry, number=not_taken(letter.workspace, number), sent_on=on, returned_why="")


def _fields(kind: str, words: str, reply_by: date, on: date) -> dict[str, object]:
    if kind not in LETTER_KINDS:
        raise DeliverError("L716", what="请选文种")
    if reply_by < on:
        raise DeliverError("L716", what="答复时限已过")
    return {"kind": kind, "words": given.words(words, "正文"), "reply_by": reply_by}


def _tasks_of(unit: Unit, tasks: Sequence[Task]) -> list[Task]:
    """The tasks, where all are open and the unit, or one below it, has a part in them."""
    units = below([unit])
    wanted = {task.pk for task in tasks}
    theirs = Q(lead__in=units) | Q(joiners__in=units) | Q(supplier__in=units)
    found = Task.objects.filter(
        theirs, pk__in=wanted, table__workspace=unit.workspace_id, table__state="issued", state__in=OPEN
    ).distinct()  # fmt: skip
    if not 0 < len(wanted) <= MOST_TASKS or found.count() != len(wanted):
        raise DeliverError("L731", str(unit), most=MOST_TASKS)
    return list(found)


def _said(letter: Letter, tasks: Sequence[Task]) -> dict[str, object]:
    return {
        "kind": letter.kind, "unit": str(letter.unit), "tasks": [task.pk for task in tasks], "words": letter.words,
        "reply_by": letter.reply_by.isoformat(),
    }  # fmt: skip
