"""The shapes of what the API gives: every field with what it holds."""

from __future__ import annotations

from typing import Generic, TypeVar

from ninja import Schema
from pydantic import Field

Item = TypeVar("Item")


class Problem(Schema):
    number: str = Field(description="错误编号", examples=["L660"])
    chinese: str = Field(description="中文说明")
    english: str = Field(description="英文说明")


class Failure(Schema):
    """所有错误都是这个样子。"""

    error: Problem


class Page(Schema, Generic[Item]):
    items: list[Item]
    next: str = Field(description="下一页的游标，没有下一页时为空")


class Span(Schema):
    text: str = Field(description="原文字句")
    start: int = Field(description="在全文中的起点（字符，含）")
    end: int = Field(description="在全文中的终点（字符，不含）")


class Source(Schema):
    """一条事实出自哪里。"""

    document: int = Field(description="文件号")
    title: str
    place: str = Field(description="地区名称，认不出时为空")
    place_key: str = Field(description="地区代码，没有代码的为上级和名称")
    kind: str = Field(description="类型、类别")
    year: int | None = Field(description="年度")
    date: str = Field(description="发布日期，不详时为空")
    sentence: Span | None = Field(description="所在的句子或表格行")
    link: str = Field(description="打开原文这几个字的网址")
    citation: str = Field(description="出处，可直接引用")


class Document(Schema):
    number: int = Field(description="文件号")
    title: str
    kind: str
    place: str
    place_key: str
    level: str
    code: str = Field(description="行政区划代码")
    parent: str
    province: str
    city: str
    year: int | None
    published: str
    review: str = Field(description="回顾的年度")
    plan: str = Field(description="计划的年度")
    meeting: str
    speaker: str
    length: int = Field(description="字数")
    counts: dict[str, int] = Field(description="各类事实的条数")
    file: str = Field(description="原件的文件名")
    link: str
    citation: str


class Heading(Schema):
    title: str
    level: int = Field(description="层次，最外层为 1")
    parent: int | None = Field(description="上一层标题在本表中的位置，从 0 起")
    start: int
    end: int
    body_end: int = Field(description="这一节到哪里为止")


class WholeDocument(Schema):
    number: int
    title: str
    kind: str
    place: str
    level: str
    code: str
    parent: str
    year: int | None
    published: str
    review: str
    plan: str
    meeting: str
    speaker: str
    start: int = Field(description="正文在全文中的起点")
    end: int = Field(description="正文在全文中的终点")
    newer: int | None = Field(description="取代它的新版本的文件号")
    outline: list[Heading]
    link: str
    citation: str


class Text(Schema):
    document: int
    start: int = Field(description="这一段在全文中的起点，与事实的 start、end 同一个坐标")
    end: int
    text: str
    next: int | None = Field(description="接着取的 offset，取完时为空")


class Sentence(Schema):
    role: str = Field(description="句子的作用")
    heading: str = Field(description="所在标题")
    spots: list[tuple[int, int]] = Field(description="要找的词在句中的位置（相对于句首）")
    source: Source


class Sentences(Page[Sentence]):
    words: list[str] = Field(description="实际查找的词；为空表示没有可找的词，不会有结果")
    total: int = Field(description="共有多少句，至多数到 1000")
    more: bool = Field(description="是否还有更多没有数到")


class Figure(Schema):
    record: str = Field(description="measure 数据，target 主要目标")
    subject: str
    indicator: str = Field(description="指标代码，不在指标目录里的为空")
    theme: str
    text: str = Field(description="原文数值")
    value: float | None
    value_high: float | None = Field(description="区间的上限")
    unit: str
    kind: str
    modality: str
    bound: str
    wording: str
    period: str
    year: int | None
    form: str = Field(description="目标的形式")
    nature: str
    refers_to: str
    base: float | None
    base_period: str
    office: str = Field(description="建议牵头的单位")
    start: int
    end: int
    source: Source


class Task(Schema):
    text: str
    heading: str
    act: str
    office: str = Field(description="建议牵头的单位")
    theme: str
    year: int | None
    quantified: bool
    start: int
    end: int
    source: Source


class Named(Schema):
    record: str
    name: str
    key: str = Field(description="归一后的名称，各文件相同")
    kind: str
    stage: str
    amount: float | None = Field(description="投资额（元）")
    definition: str = Field(description="名词的释义")
    start: int
    end: int
    mentions: list[tuple[int, int]] = Field(description="文件里每一处提及，至多 200 处")
    source: Source


class Said(Schema):
    year: int
    period: str
    modality: str = Field(description="target 目标，estimated 预计，actual 实绩")
    bound: str
    value: float | None
    value_high: float | None
    text: str
    headline: bool = Field(description="是否列入主要目标")
    start: int
    end: int
    source: Source


class Series(Schema):
    place: str
    place_key: str
    thing: str
    name: str
    kind: str
    unit: str
    good: str = Field(description="more 越多越好，less 越少越好，band 宜在区间内")
    scope: str = Field(description="administrative 行政区口径，functional 功能区口径；不清楚的为空")
    said: list[Said]


class SaidWords(Schema):
    """对账中的一句话。"""

    document: int = Field(description="文件号")
    start: int = Field(description="在全文中的起点（字符，含）")
    end: int = Field(description="在全文中的终点（字符，不含）")
    text: str = Field(description="原文")
    value: float | list[float] | None = Field(description="数值，区间为两端；没有数的为空")
    unit: str
    bound: str
    period: str = Field(description="说的是哪一年或哪几年")
    modality: str
    derived: str = Field(description="由别的数算出时，怎样算的")
    link: str = Field(description="打开原文这几个字的网址")


class Thread(Schema):
    indicator: str = Field(description="目标原话里的名称")
    code: str = Field(description="指标代码；目录里没有的，用 subject: 加名称")
    place: str
    year: str = Field(description="到期的年度")
    form: str = Field(description="numeric 有数，relative 相对，assigned 待下达，direction 方向，act 无数的事项")
    promise: SaidWords
    result: SaidWords | None = Field(description="后来说的结果；没有提及时为空")
    gap: float | None = Field(description="结果减目标")
    gap_unit: str
    gap_said: str
    outcome: str = Field(description="met 完成，exceeded 超额，missed 未达，partly 部分，silent 未提及，adjusted 依法调整，not_comparable 不可比，not_due 未到期")
    official: str = Field(description="政府自评")
    official_words: str
    why: str = Field(description="为什么配对、按哪条规则")
    also: list[SaidWords] = Field(description="后来还说过的")
    later: list[int] = Field(description="查过的后来文件")


class Share(Schema):
    read: int = Field(description="读成事实的")
    left: int = Field(description="有意不读的")
    unresolved: int = Field(description="没有读懂的")


class Coverage(Schema):
    documents: int
    sentences: Share
    numbers: Share
    fates: dict[str, int] = Field(description="数字各归入哪一类")


class Place(Schema):
    key: str
    name: str
    level: str
    province: str
    city: str
    documents: int
    years: dict[str, dict[str, int]] = Field(description="年度 → 文件类型 → 份数")
    missing: list[int] = Field(description="首末年度之间没有文件的年度")
    coverage: Coverage


class Value(Schema):
    value: float
    unit: str


class Citation(Schema):
    file: str
    document: int
    title: str
    place: str
    date: str
    start: int
    end: int
    text: str
    is_nearest: bool = Field(description="没有答案时，这是最接近的原文")
    link: str
    citation: str


class Answer(Schema):
    question: str
    status: str = Field(description="answered 有答案；corrected 问题的前提与原文不符；absent 账本里没有")
    answer: str
    values: list[Value]
    citations: list[Citation]
    understood: str = Field(description="问题是怎样理解的")
    kind: str
