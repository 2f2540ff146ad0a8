"""How much one may send: counted in the database, whatever process it comes through."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from luoshi.errors import IntakeError, ReadError
from tests.intake_parts import REPORT, member, send, visitor
from tests.test_ledger_processes import OPEN, output, start


@pytest.fixture
def admit(workspace: Any) -> Any:
    from luoshi.intake.quotas import admit

    return admit


def attempts(sender: Any, count: int, *, age: timedelta = timedelta(), size: int = 0) -> None:
    from luoshi.intake.models import Attempt

    for _ in range(count):
        Attempt.objects.create(sender=sender.key, size=size, at=timezone.now() - age)


def refusal(admit: Any, sender: Any, size: int = 0) -> IntakeError:
    with pytest.raises(IntakeError) as error:
        admit(sender, size)
    return error.value


def test_so_many_an_hour_and_when_again_is_said(admit):
    from luoshi.intake.senders import VISITOR

    attempts(visitor(), VISITOR.hour - 1, age=timedelta(minutes=50))
    admit(visitor())
    error = refusal(admit, visitor())
    assert error.number == "L530"
    assert "请 10 分钟后再试" in error.chinese


def test_an_hour_later_there_is_room_again(admit):
    from luoshi.intake.senders import VISITOR

    attempts(visitor(), VISITOR.hour, age=timedelta(minutes=61))
    admit(visitor())


def test_so_many_a_day(admit):
    from luoshi.intake.senders import VISITOR

    attempts(visitor(), VISITOR.day, age=timedelta(hours=5))
    error = refusal(admit, visitor())
    assert error.number == "L531"
    assert "19 小时" in error.chinese


def test_so_many_bytes_a_day(admit):
    attempts(visitor(), 5, age=timedelta(hours=2), size=20 << 20)
    assert refusal(admit, visitor(), 1).number == "L532"
    admit(visitor())  # an address has no bytes
    admit(visitor("203.0.113.8"), 1)


def test_one_sender_does_not_use_up_anothers(admit):
    from luoshi.intake.senders import VISITOR

    attempts(visitor(), VISITOR.hour)
    assert refusal(admit, visitor()).number == "L530"
    admit(visitor("203.0.113.8"))


def test_a_person_counts_as_themselves_wherever_they_are_and_may_send_more(admit, workspace):
    from luoshi.intake.senders import VISITOR, sender

    person = member(workspace, "someone", "reader")
    here, there = sender(person, "203.0.113.7"), sender(person, "198.51.100.9")
    assert here == there
    attempts(here, VISITOR.hour)
    admit(there)


def test_a_network_address_is_kept_as_a_digest_that_only_this_ledger_makes(settings):
    from luoshi.intake.senders import sender

    key = sender(None, "203.0.113.7").key
    assert "203.0" not in key
    settings.SECRET_KEY = "another ledger's"
    assert sender(None, "203.0.113.7").key != key


def test_what_waits_counts_until_it_was_dealt_with(admit, workspace, monkeypatch):
    from luoshi.intake import quotas, review, senders

    monkeypatch.setattr(senders, "VISITOR", senders.Quota(100, 100, 1 << 30, waiting=2, size=1 << 20))
    first, _ = send(), send(REPORT + "又一句。")
    assert refusal(admit, visitor()).number == "L533"
    review.decline(first, person=member(first.workspace, "editor", "editor"), reason="重复")
    admit(visitor())
    monkeypatch.setattr(quotas, "WAITING_VISITORS", 1)
    assert refusal(admit, visitor("203.0.113.99")).number == "L534"
    admit(senders.sender(member(workspace, "reader", "reader"), ""))


def test_what_cannot_be_read_counts_too(workspace, tmp_path):
    from luoshi.intake.models import Attempt, Submission
    from luoshi.intake.sending import send_file

    path = tmp_path / "x"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(ReadError, match="L112"):
        send_file(path, "扫描.png", sender=visitor())
    assert (Attempt.objects.count(), Submission.objects.count()) == (1, 0)
    assert not list((tmp_path / "home" / "files").glob("*/*")), "nothing is kept of it"


def test_attempts_are_forgotten_after_two_days(admit):
    from luoshi.intake.models import Attempt

    attempts(visitor(), 3, age=timedelta(days=3))
    admit(visitor())
    assert Attempt.objects.count() == 1


SEND = f"""{OPEN}
from luoshi.errors import IntakeError
from luoshi.intake.quotas import admit
from luoshi.intake.senders import sender
for _ in range(8):
    try:
        admit(sender(None, "203.0.113.7"))
        print("taken", flush=True)
    except IntakeError as error:
        print(error.number, flush=True)
"""


def test_processes_at_once_share_one_quota(home):
    from luoshi.intake.senders import VISITOR

    output(start(OPEN, home))
    together: list[subprocess.Popen[str]] = [start(SEND, home) for _ in range(3)]
    said = [line for process in together for line in output(process)]
    assert said.count("taken") == VISITOR.hour
    assert said.count("L530") == 24 - VISITOR.hour
