"""What may be asked for: the parameters of the API, under the names that the pages use in their addresses.

A page leaves out what it does not understand; a program is told, for it would take the wrong rows for the right ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.offices import OFFICE_NAMES
from luoshi.ledger.facets import Choice, places_meant
from luoshi.ledger.lookup import Wanted
from luoshi.ledger.search import Where
from luoshi.people.access import Person
from luoshi.reading import facts

MOST = 20
"""Values under one name."""
THEMES = tuple(dict.fromkeys(each.theme for each in indicators() if each.theme))


def _digits(value: Any) -> Any:
    """Plain digits: no signs, blanks or underscores, which whole numbers may otherwise bear."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise ValueError("not a whole number")
    return value


def _among(known: Sequence[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known:
            raise ValueError("not one of the values that are allowed")
        return value

    return AfterValidator(check)


def clean(value: str) -> str:
    """Without what no database holds."""
    return value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8").strip()


def _within(moment: datetime) -> datetime:
    """What lies before or after everything here is as good as the end of the time that databases reckon with."""
    first, last = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
    return first if moment.year < 2000 else last if moment.year > 2199 else moment


Digits = BeforeValidator(_digits)
Words = Annotated[str, Field(max_length=200), AfterValidator(clean)]
Year = Annotated[int, Field(ge=1900, le=2099), Digits]
Number = Annotated[int, Field(ge=1, le=999_999_999), Digits]
Theme = Annotated[str, _among(THEMES), Field(json_schema_extra={"enum": list(THEMES)})]
Office = Annotated[str, _among(OFFICE_NAMES), Field(json_schema_extra={"enum": list(OFFICE_NAMES)})]
Stage = Literal["谋划", "签约", "开工", "在建", "竣工", "投产"]
Level = Literal["nation", "province", "city", "district", "zone", "town"]
NamedKind = Literal["document", "programme", "government", "firm", "school", "hospital", "park", "place", "organisation"]


def several(about: str, **more: Any) -> Any:
    """A name that may be given several times: any of the values will do."""
    return Field(default_factory=list, max_length=MOST, description=about, **more)


def or_none(about: str) -> Any:
    """A name that may be left out, and is then None: nobody can write None in an address, so the description has none."""
    return Field(default_factory=lambda: None, description=about)


class Paged(Schema):
    cursor: str = Field("", max_length=1000, description="上一页的 next；第一页不写")
    limit: Annotated[int, Field(ge=1, le=200), Digits] = Field(50, description="一页多少条，至多 200 条")


class Shelf(Schema):
    """Which documents."""

    province: Words = Field("", description="省级名称")
    city: Words = Field("", description="市级名称")
    place: list[Words] = several("地区代码或名称")
    level: list[Level] = several("层级")
    kind: list[facts.DocumentKind] = several("文件类型", examples=[["work_report"]])
    year: list[Year] = several("文件年度", examples=[[2024]])

    def choice(self, person: Person) -> Choice:
        return Choice(
            province=self.province, city=self.city, places=place_keys(person, self.place), levels=tuple(self.level),
            kinds=tuple(self.kind), years=tuple(self.year),
        )  # fmt: skip


class Documents(Shelf, Paged):
    title: Words = Field("", description="标题里的词")


class Places(Shelf, Paged):
    pass


class Search(Paged):
    q: str = Field(
        min_length=1, max_length=500, examples=["招商"],
        description="要找的词：空格隔开的都要有，甲|乙 有一个即可，-甲 不要，加引号的连在一起",
    )  # fmt: skip
    any: str = Field("", max_length=500, description="有一个即可的词")
    none: str = Field("", max_length=500, description="不要的词")
    place: list[Words] = several("地区代码或名称")
    year: list[Year] = several("文件年度")
    kind: list[facts.DocumentKind] = several("文件类型")
    document: list[Number] = several("文件号")
    since: Annotated[AwareDatetime, AfterValidator(_within)] = or_none("只要这个时刻以后入账的文件（要写时区）")

    def where(self, person: Person) -> Where:
        return Where(
            places=place_keys(person, self.place), years=tuple(self.year), kinds=tuple(self.kind),
            documents=tuple(self.document), since=self.since,
        )  # fmt: skip


class Facts(Paged):
    """Which facts, whatever their kind."""

    place: list[Words] = several("地区代码或名称")
    words: Words = Field("", description="主体、任务或名称里的词，空格隔开的都要有")
    document_kind: list[facts.DocumentKind] = several("文件类型")
    said_in: list[Year] = several("文件年度")
    document: list[Number] = several("文件号")

    def wanted(self, person: Person, **more: Any) -> Wanted:
        return Wanted(
            places=place_keys(person, self.place), words=self.words, document_kinds=tuple(self.document_kind),
            said_in=tuple(self.said_in), documents=tuple(self.document), **more,
        )  # fmt: skip


class Figures(Facts):
    year: list[Year] = several("数据所属时期的末年")
    indicator: list[Words] = several("指标代码或名称", examples=[["gdp"]])
    kind: list[facts.MeasureKind] = several("类别：总量、增速、增减、倍数、位次")
    modality: list[facts.Modality] = several("口径：实绩、预计、目标")
    bound: list[facts.Bound] = several("界限")
    theme: list[Theme] = several("领域")
    office: list[Office] = several("建议牵头的单位")

    def figures(self, person: Person, *, headline: bool) -> Wanted:
        return self.wanted(
            person, years=tuple(self.year), indicators=indicator_codes(self.indicator), kinds=tuple(self.kind),
            modalities=tuple(self.modality), bounds=tuple(self.bound), themes=tuple(self.theme), offices=tuple(self.office),
            headline=headline,
        )  # fmt: skip


class Measures(Figures):
    headline: Literal["1"] = or_none("写 1 只要主要目标（同 /targets）")


class Targets(Figures):
    pass


class Commitments(Facts):
    year: list[Year] = several("任务所属的年度")
    office: list[Office] = several("建议牵头的单位")
    theme: list[Theme] = several("领域")
    act: list[facts.Act] = several("办理方式")
    quantified: Literal["yes", "no"] = or_none("有没有量化要求")

    def tasks(self, person: Person) -> Wanted:
        return self.wanted(
            person, years=tuple(self.year), offices=tuple(self.office), themes=tuple(self.theme), acts=tuple(self.act),
            quantified=None if self.quantified is None else self.quantified == "yes",
        )  # fmt: skip


class Names(Facts):
    kind: list[NamedKind] = several("类别")
    stage: list[Stage] = several("项目的阶段")

    def names(self, person: Person) -> Wanted:
        return self.wanted(person, kinds=tuple(self.kind), stages=tuple(self.stage))


class SeriesOf(Paged):
    thing: Words = Field(min_length=1, description="指标代码或名称，或者主体的原话", examples=["gdp"])
    place: list[Words] = several("地区代码或名称，不写为所有地区")
    kind: list[facts.MeasureKind] = several("类别")


OUTCOMES = Literal["met", "exceeded", "missed", "partly", "silent", "adjusted", "not_comparable", "not_due"]


class Threads(Paged):
    place: Words = Field(min_length=1, description="地区代码或名称", examples=["澄湖区"])
    year: Year = Field(description="目标到期的年度", examples=[2023])
    outcome: list[OUTCOMES] = several("结论")
    as_of: Annotated[AwareDatetime, AfterValidator(_within)] = or_none("按这个时刻账本里有的算（要写时区）")


class TextOf(Schema):
    offset: Annotated[int, Field(ge=0, le=999_999_999), Digits] = Field(0, description="从全文的第几个字起；在正文之前的从正文起")
    limit: Annotated[int, Field(ge=1, le=50_000), Digits] = Field(20_000, description="取多少字，至多 50000 字")


class Question(Schema):
    q: str = Field(min_length=1, max_length=500, description="用中文提的问题", examples=["2024年地区生产总值增长目标是多少"])


def place_keys(person: Person, values: Sequence[str]) -> tuple[str, ...]:
    """The keys of the places that are meant; what is no place finds nothing."""
    asked = [value for value in map(clean, values) if value]
    meant = places_meant(person, asked)
    return tuple(dict.fromkeys(key for value in asked for key, _ in meant.get(value) or [(value, value)]))


def indicator_codes(values: Sequence[str]) -> tuple[str, ...]:
    """The codes of the indicators that are meant."""
    known = ((value, indicators().get(value) or indicators().find(value)) for value in values if value)
    return tuple(dict.fromkeys(found.code if found else value for value, found in known))
