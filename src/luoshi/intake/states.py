"""What may become of something sent in: one table of the steps there are, and no other way to make one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices


class Way(TextChoices):
    """How a thing was sent."""

    FILE = "file", "文件"
    TEXT = "text", "文字"
    ADDRESS = "address", "网址"
    REPORT = "report", "报错"


class State(TextChoices):
    """Where it stands. `""` is where everything begins."""

    WAITING = "waiting", "待审"
    FETCHING = "fetching", "抓取中"
    TAKEN_UP = "taken_up", "受理"
    PUBLISHED = "published", "已公开"
    CORRECTED = "corrected", "已更正"
    DECLINED = "declined", "不采用"


ANYTHING = frozenset(Way)
ADDRESSES = frozenset({Way.ADDRESS})
DOCUMENTS = frozenset({Way.FILE, Way.TEXT, Way.ADDRESS})
REPORTS = frozenset({Way.REPORT})


@dataclass(frozen=True, slots=True)
class Step:
    """One way on: from where to where, for what, by whom."""

    before: str
    after: State
    ways: frozenset[Way]
    permission: str
    """What the person must be allowed to do; empty where Luoshi itself makes the step."""
    called: str
    """As the button says it."""
    reasoned: bool = False
    """A reason must be given: the sender reads it."""


STEPS: tuple[Step, ...] = (
    Step("", State.WAITING, ANYTHING, "", "报送"),
    Step(State.WAITING, State.FETCHING, ADDRESSES, "review", "同意抓取"),
    Step(State.FETCHING, State.WAITING, ADDRESSES, "", "抓取完毕"),  # with the file, or with why there is none
    Step(State.FETCHING, State.FETCHING, ADDRESSES, "review", "重新抓取"),  # the process that fetched was killed
    Step(State.WAITING, State.TAKEN_UP, DOCUMENTS, "review", "受理"),
    Step(State.TAKEN_UP, State.PUBLISHED, DOCUMENTS, "publish", "公开"),
    Step(State.WAITING, State.CORRECTED, REPORTS, "correct", "更正"),
    Step(State.WAITING, State.DECLINED, ANYTHING, "review", "不采用", reasoned=True),
    Step(State.TAKEN_UP, State.DECLINED, DOCUMENTS, "review", "不采用", reasoned=True),  # found unfit on a closer look
    Step(State.DECLINED, State.WAITING, ANYTHING, "review", "重新打开", reasoned=True),  # declined by mistake
)
"""Taking a published source down and putting it back are the ledger's own (`ledger.actions`): no steps of these."""

OPEN = frozenset({State.WAITING, State.FETCHING})
"""Nobody has taken it up yet: what waits."""


def step_between(way: str, before: str, after: str) -> Step | None:
    """The step that leads from one state to another for a thing sent this way, if there is one."""
    for step in STEPS:
        if (step.before, step.after) == (before, after) and way in step.ways:
            return step
    return None


def steps_from(way: str, before: str) -> tuple[Step, ...]:
    """The steps that a person may ask for from here."""
    return tuple(step for step in STEPS if step.before == before and way in step.ways and step.permission)
