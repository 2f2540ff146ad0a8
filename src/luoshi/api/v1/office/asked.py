"""What the office's addresses take: the parameters of reading and the fields of each verb, with their bounds. Unknown fields are refused."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from luoshi.api.v1.parameters import Digits, Number, Paged, Year, clean, or_none, several
from luoshi.delivering.clocks.light import LOOKS
from luoshi.delivering.clocks.periods import FREQUENCIES
from luoshi.delivering.steps import ENDINGS, LETTER_KINDS, LETTER_STATES, MEETING_KINDS, TABLE_STATES, TASK_STATES

MOST_ROWS = 500
"""Rows that one call may change, or nodes and pieces it may bring."""


def _day(value: Any) -> Any:
    """A day as 2024-03-31 only: no number of seconds, no moment."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return value
    if isinstance(value, datetime.date):
        return value
    raise ValueError("not a day such as 2024-03-31")


def _whole(value: Any) -> Any:
    """A number without a fraction, as JSON has it (5 or 5.0); no words and no true."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("not a whole number")
    return value


Whole = BeforeValidator(_whole)
Id = Annotated[int, Field(ge=1, le=999_999_999), Whole]
Version = Annotated[int, Field(ge=1, le=999_999_999, description="看到的版本；别人改过的，不写入（L712）"), Whole]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Short = Annotated[str, Field(max_length=200), AfterValidator(clean)]
Long = Annotated[str, Field(max_length=4000), AfterValidator(clean)]
Flag = Annotated[bool, Field(strict=True)]
Amount = Annotated[str, Field(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,4})?$", description="写成文字的数，如 27.5", examples=["27.5"])]


def _among(names: Collection[str]) -> AfterValidator:
    """One of these."""

    def check(value: str) -> str:
        if value not in names:
            raise ValueError("not one of the values that are allowed")
        return value

    return AfterValidator(check)


def _told(names: Collection[str], about: str) -> Any:
    """The same in the description."""
    return Field(json_schema_extra={"enum": list(names)}, description=about)


StateOfTask = Annotated[str, _among(TASK_STATES), _told(TASK_STATES, "任务的状态")]
StateOfTable = Annotated[str, _among(TABLE_STATES), _told(TABLE_STATES, "分解表的状态")]
LightState = Annotated[str, _among(LOOKS), _told(LOOKS, "亮灯")]
Ending = Annotated[str, _among(ENDINGS), _told(ENDINGS, "办结方式")]
MeetingKind = Annotated[str, _among(MEETING_KINDS), _told(MEETING_KINDS, "会议：weekly 周例会，dispatch 调度会")]
StateOfLetter = Annotated[str, _among(LETTER_STATES), _told(LETTER_STATES, "函件的状态")]
LetterKind = Annotated[str, _among(LETTER_KINDS), _told(LETTER_KINDS, "文种：remind 提醒函，notice 督办通知，letter 督办函")]
Frequency = Annotated[str, _among(FREQUENCIES), _told(FREQUENCIES, "报告周期")]
Period = Annotated[str, Field(pattern="^(19|20)[0-9]{2}(M0[1-9]|M1[0-2]|B[1-6]|Q[1-4]|H[12]|Y)$", description="报告期，如 2024Q1")]


class Body(Schema):
    """A body: nothing but what is named here."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Body):
    """What is asked for needs no more words; `{}` or no body at all."""


NOTHING = Nothing()


class Seen(Body):
    version: Version


class Reason(Body):
    why: Long = Field(description="理由")


class SeenReason(Reason):
    version: Version


# Reading


class Tables(Paged):
    year: list[Year] = several("年度")
    state: list[StateOfTable] = several("分解表的状态")


class Tasks(Paged):
    table: list[Number] = several("分解表号")
    unit: list[Number] = several("牵头单位号")
    light: list[LightState] = several("亮灯：closed 已销号，on_course 达序，behind 滞后，overdue 逾期未完成，not_started 未到节点")
    state: list[StateOfTask] = several("任务的状态")
    unreported: Literal["1"] = or_none("写 1 只要有未报期数的")


# The table


class Draft(Body):
    document: Id = Field(description="文件号")
    title: Short = ""


class Sign(Body):
    number: Annotated[str, Field(min_length=1, max_length=60), AfterValidator(clean)] = Field(description="文号")
    frequency: Frequency = "quarterly"


class SourceGiven(Body):
    kind: Short = Field(description="如 批示、常务会议")
    words: Short


class Add(Body):
    words: Long
    part: Annotated[int, Field(ge=1, le=9), Whole] = 2
    sources: list[SourceGiven] = Field(default_factory=list, max_length=20)


class Fields(Body):
    """Only what is named is changed; null takes away."""

    words: Long | None = None
    act: Annotated[str, Field(max_length=4), AfterValidator(clean)] | None = None
    theme: Annotated[str, Field(max_length=20), AfterValidator(clean)] | None = None
    part: Annotated[int, Field(ge=1, le=9), Whole] | None = None
    due: Day | None = None
    lead: Id | None = None
    joiners: list[Id] | None = Field(None, max_length=MOST_ROWS)
    supplier: Id | None = None
    leader: Id | None = Field(None, description="责任领导的岗位号")


class Change(Body):
    version: Version
    fields: Fields


class Amend(Change):
    why: Long = Field(description="理由")


class Assign(Body):
    rows: list[Id] = Field(min_length=1, max_length=MOST_ROWS)
    lead: Id
    joiners: list[Id] | None = Field(None, max_length=MOST_ROWS)


class Merge(Body):
    rows: list[Id] = Field(min_length=2, max_length=MOST_ROWS)


class Split(Body):
    version: Version
    pieces: list[Long] = Field(min_length=2, max_length=MOST_ROWS)


class Move(Body):
    before: Id | None = Field(None, description="移到这一行之前；不写移到最后")


class UnitGiven(Body):
    unit: Id


class Objection(UnitGiven):
    why: Long
    instead: Id = Field(description="建议改由哪个单位")


class Settle(Body):
    decision: Literal["kept", "moved", "passed-up"] = Field(description="维持、改派、报区长")
    why: Long


# The task


class Node(Body):
    on: Day
    what: Annotated[str, Field(min_length=1, max_length=400), AfterValidator(clean)]
    value: Annotated[float, Field(ge=-1e15, le=1e15, strict=True)] | None = None
    unit: Annotated[str, Field(max_length=20), AfterValidator(clean)] = ""


class PlanGiven(Body):
    standard: Long = Field(description="完成标准")
    form: Short = Field(description="成果形式")
    nodes: list[Node] = Field(min_length=1, max_length=100)
    head: Annotated[str, Field(max_length=50), AfterValidator(clean)]
    liaison: Annotated[str, Field(max_length=50), AfterValidator(clean)]
    due: Day


class ReportGiven(Body):
    words: Long
    value: Amount | None = None
    unit_of_value: Annotated[str, Field(max_length=20), AfterValidator(clean)] = ""
    blocks: Long = Field("", description="问题")
    help: Long = Field("", description="需协调事项")
    answers: dict[Annotated[str, Field(pattern="^[a-z-]{1,40}$")], Long] = Field(default_factory=dict, max_length=20, description="对填报时提问的说明")
    nodes: list[Annotated[int, Field(ge=0, le=99), Whole]] = Field(default_factory=list, max_length=100, description="完成了方案的第几个节点，从 0 数起")
    version: Version | None = Field(None, description="改已有的填报时写")

    @property
    def amount(self) -> Decimal | None:
        return None if self.value is None else Decimal(self.value)


class ClosingGiven(Body):
    how: Ending
    words: Long


class Check(Body):
    found: Long = Field(description="核查情况")
    true: Flag = Field(description="属实与否")


class Approve(Body):
    why: Long = Field("", description="理由；销号可以不写")


class RehearsalDay(Body):
    day: Day


# Supervision


class Letters(Paged):
    unit: list[Number] = several("发给哪个单位（单位号）")
    state: list[StateOfLetter] = several("函件的状态")


class LetterFields(Body):
    kind: LetterKind
    tasks: list[Id] = Field(min_length=1, max_length=MOST_ROWS)
    words: Long
    reply_by: Day = Field(description="答复时限")


class LetterGiven(LetterFields):
    unit: Id


class ChangedLetter(LetterFields):
    version: Version


class Numbered(Body):
    version: Version
    number: Annotated[str, Field(min_length=1, max_length=60), AfterValidator(clean)] = Field(description="文号")


class Words(Body):
    words: Long


class SeenWords(Words):
    version: Version


class PauseGiven(Body):
    start: Day
    end: Day | None = None
    why: Long


class EndPause(Body):
    version: Version
    last_day: Day = Field(description="停到哪天为止（含）")


class VisitGiven(Body):
    day: Day
    where: Short
    who: Short
    found: Long


class InstructionGiven(Body):
    number: Annotated[str, Field(min_length=1, max_length=60), AfterValidator(clean)] = Field(description="批示号")
    day: Day
    leader: Id = Field(description="批示领导的岗位号")
    gist: Long
    lead: Id | None = Field(None, description="新列一项时的牵头单位")
    due: Day | None = None
    task: Id | None = Field(None, description="已有的任务")


class Tracked(Body):
    words: Long
    lead: Id
    due: Day
    sources: list[SourceGiven] = Field(min_length=1, max_length=20)
    joiners: list[Id] = Field(default_factory=list, max_length=MOST_ROWS)
    leader: Id | None = Field(None, description="责任领导的岗位号")


# Meetings and circulars


class MeetingGiven(Body):
    kind: MeetingKind
    day: Day
    chair: Id | None = Field(None, description="主持人的岗位号")


class Choose(Body):
    tasks: list[Id] = Field(default_factory=list, max_length=MOST_ROWS)
    words: Long = Field("", description="新议题")
    why: Long = Field("", description="提出理由")


class Decide(Body):
    decision: Long = Field(description="议定事项")
    lead: Id | None = None
    due: Day | None = None


class Hold(Body):
    version: Version
    notes: Annotated[str, Field(max_length=20_000), AfterValidator(clean)] = Field(description="纪要")


class BulletinGiven(Body):
    way: Literal["up", "down"] = Field(description="up 督查专报，down 通报")
    as_of: Day = Field(description="数据截至哪天")


class Paragraph(Body):
    style: Literal["heading", "body"]
    words: Long


class ChangedBulletin(Body):
    version: Version
    title: Short
    paragraphs: list[Paragraph] = Field(min_length=1, max_length=200)


# Files and rates


class Attach(Schema):
    name: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(clean)] = Field(description="文件名")
    period: Period | None = Field(default_factory=lambda: None, description="随哪一期进展，如 2024Q1")
    node: Annotated[int, Field(ge=0, le=99), Digits] | None = Field(default_factory=lambda: None, description="方案的第几个节点，从 0 数起")


class RatesGiven(Schema):
    period: Period
    as_of: Day | None = Field(default_factory=lambda: None, description="按哪天所知，不写为今天")


class ExportRates(Body):
    period: Period
    form: Literal["csv", "xlsx"] = "xlsx"
    as_of: Day | None = None
