"""The shapes of what the office's addresses give: every field with what it holds."""

from __future__ import annotations

import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

Day = datetime.date


class OfficeNamed(Schema):
    number: int
    name: str


class Post(OfficeNamed):
    duty: str = Field(description="职责：supervision 督查室，head 单位负责人，officer 联络员，leader 分管领导，chief 区长，auditor 审计员，administrator 系统管理员")
    unit: OfficeNamed
    fields: list[OfficeNamed] = Field(description="分管的单位")


class Me(Schema):
    name: str = Field(description="用户名")
    full_name: str
    day: Day = Field(description="今天；演练账本里是设定的那天")
    rehearsal: bool = Field(description="是不是演练账本")
    posts: list[Post]


class UnitPost(OfficeNamed):
    duty: str


class Unit(OfficeNamed):
    short: str
    kind: str
    parent: int | None = Field(description="上级单位号")
    offices: list[str] = Field(description="归口的职能")
    posts: list[UnitPost]


class Table(Schema):
    number: int
    title: str
    kind: str = Field(description="report 任务分解表，running 督办事项台账")
    year: int
    state: str
    document: int | None = Field(description="出自哪份文件（文件号）")
    reference: str = Field(description="文号")
    issued_on: Day | None
    frequency: str = Field(description="报告周期")
    version: int


class WholeTable(Table):
    rows: int = Field(description="您能看到的行数")
    wanting: dict[str, int] = Field(description="还要处理的行数：no-lead 没有牵头单位，no-measure 没有量化指标，objected 有分歧未裁定")


class OfficeTask(Schema):
    number: int
    table: int
    position: int
    part: int
    words: str = Field(description="任务内容")
    heading: str
    act: str
    theme: str
    measures: list[dict[str, Any]] = Field(description="量化指标")
    lead: OfficeNamed | None = Field(description="牵头单位")
    joiners: list[OfficeNamed] = Field(description="配合单位")
    supplier: OfficeNamed | None = Field(description="数据提供单位")
    leader: OfficeNamed | None = Field(description="责任领导的岗位")
    due: Day | None = Field(description="完成时限，没有的待办理方案明确")
    sources: list[dict[str, Any]] = Field(description="任务来源")
    reason: str = Field(description="分工依据")
    state: str
    closed_on: Day | None
    carried_from: int | None = Field(description="接续的上年任务号")
    light: str = Field(description="亮灯，印发前为空")
    lit_on: Day | None = Field(description="亮灯截至哪天")
    unreported: int = Field(description="未报期数")
    version: int


class Rows(Schema):
    rows: list[OfficeTask]


class Dated(Schema):
    what: str
    written: Day = Field(description="写明的日期")
    counted: Day = Field(description="扣除暂停、顺延后的日期")
    why: str


class Light(Schema):
    state: str
    colour: str
    word: str
    sign: str
    why: str = Field(description="为什么亮这个灯")
    dates: list[Dated]
    unreported: list[str] = Field(description="未报的报告期")


class Opinion(Schema):
    number: int
    unit: OfficeNamed
    accepts: bool
    why: str
    instead: OfficeNamed | None = Field(description="建议改由哪个单位")
    settled: str = Field(description="裁定：空为未裁定，kept 维持，moved 改派，passed-up 报区长")
    settled_why: str


class Plan(Schema):
    standard: str
    form: str
    nodes: list[dict[str, Any]]
    head: str
    liaison: str
    due: Day
    state: str = Field(description="submitted 已报，accepted 已同意，returned 已退回")
    returned_why: str
    filed_on: Day | None
    accepted_on: Day | None
    version: int


class Report(Schema):
    period: str
    words: str
    value: str | None = Field(description="完成值，写成文字的数")
    unit_of_value: str
    blocks: str
    help: str
    answers: dict[str, str]
    asked: dict[str, str] = Field(description="报送前要说明的；说明写在 answers 的同名字段里")
    nodes: list[int]
    state: str = Field(description="draft 填报中，submitted 待审，accepted 已采用，returned 已退回")
    returned_why: str
    submitted_on: Day | None
    accepted_on: Day | None
    untrue: bool = Field(description="核查不实")
    version: int


class Closing(Schema):
    how: str
    words: str
    state: str = Field(description="asked 已申请，checked 已核查，approved 已批准，refused 不予办结")
    checked: str = Field(description="核查情况")
    found_true: bool | None
    refused_why: str
    asked_on: Day | None
    checked_on: Day | None
    approved_on: Day | None
    refused_on: Day | None


class Entry(Schema):
    at: datetime.datetime
    who: str
    what: str
    why: str
    more: str


class Journal(Schema):
    entries: list[Entry] = Field(description="至多最近 300 条，先发生的在前")


class Rehearsal(Schema):
    day: Day
    lights: int = Field(description="亮灯变了的任务数")


class Letter(Schema):
    number: int
    kind: str = Field(description="remind 提醒函，notice 督办通知，letter 督办函")
    unit: OfficeNamed
    tasks: list[int] = Field(description="您能看到的有关任务号")
    words: str
    reply_by: Day
    reference: str = Field(description="文号")
    state: str
    sent_on: Day | None
    answer: str
    answered_on: Day | None
    returned_why: str
    version: int


class OfficeQuestion(Schema):
    number: int
    words: str
    asked_on: Day
    by: str = Field(description="提问的岗位")
    answer: str
    answered_on: Day | None
    version: int


class Visit(Schema):
    on: Day
    where: str
    who: str
    found: str


class Pause(Schema):
    number: int
    start: Day
    end: Day | None
    why: str
    asked_on: Day
    approved_on: Day | None
    refused_why: str
    version: int


class Instruction(Schema):
    reference: str = Field(description="批示号")
    on: Day
    leader: OfficeNamed
    gist: str
    task: int


class Evidence(Schema):
    number: int
    name: str = Field(description="文件名")
    period: str | None = Field(description="随哪一期进展")
    node: int | None = Field(description="方案的第几个节点，从 0 数起")
    media_type: str
    size: int = Field(description="字节")
    sha256: str
    removed_why: str = Field(description="撤回理由，没有撤回的为空")


class Life(OfficeTask):
    now: Light | None = Field(description="今天的亮灯和理由；印发前没有")
    opinions: list[Opinion]
    plan: Plan | None
    reports: list[Report]
    closings: list[Closing]
    pauses: list[Pause]
    questions: list[OfficeQuestion]
    visits: list[Visit]
    letters: list[Letter]
    evidence: list[Evidence]
    instructions: list[Instruction]


class AgendaItem(Schema):
    number: int
    task: int | None
    words: str
    why: str = Field(description="提出理由")
    decision: str = Field(description="议定事项")
    became: int | None = Field(description="议定后列为哪项任务")


class Meeting(Schema):
    number: int
    kind: str = Field(description="weekly 周例会，dispatch 调度会")
    on: Day
    chair: OfficeNamed | None
    held: bool
    notes: str = Field(description="纪要")
    items: list[AgendaItem]
    version: int


class Candidate(Schema):
    task: int
    words: str
    why: str


class Candidates(Schema):
    items: list[Candidate]


class Bulletin(Schema):
    number: int
    way: str = Field(description="up 督查专报，down 通报")
    title: str
    as_of: Day
    paragraphs: list[dict[str, Any]]
    table_rows: list[Any] = Field(description="附表，截至那天的数")
    reference: str = Field(description="文号")
    state: str
    signed_on: Day | None
    returned_why: str
    version: int


class Rate(Schema):
    name: str
    said: str = Field(description="比率，分母为零的写明")
    numerator: list[str] = Field(description="分子是哪些行：任务号，或任务号/报告期")
    denominator: list[str]
    left_out: dict[str, list[str]] = Field(description="不计入的行，按原因")
    definition: str


class UnitRates(Schema):
    unit: OfficeNamed | None = Field(description="没有的是合计")
    rates: list[Rate]


class Rates(Schema):
    items: list[UnitRates]
