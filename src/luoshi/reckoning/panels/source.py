"""Which document a row of a panel comes from, and how it is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from luoshi.catalogue.regions import regions
from luoshi.reading.facts import Document, Place

from .columns import Column

Record = dict[str, Any]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_INNER = str.maketrans("《》", "〈〉")

PLACE_COLUMNS = (
    Column("place_key", str, "地区标识", "What tells the place from every other", rule="The code; without one the name, after its parent's where several places bear it"),
    Column("place", str, "地区", "Whom the document speaks for", rule="As the document names it, in full"),
    Column("code", str, "行政区划代码", "Six-digit administrative code", rule="GB/T 2260, from the catalogue; empty for zones and where it cannot be told"),
    Column("level", str, "层级", "nation, province, city, district, zone or town"),
    Column("parent", str, "上级", "The place above it", rule="Where the document names it or the catalogue knows it"),
)  # fmt: skip
SOURCE_COLUMNS = (
    Column("file", str, "来源文件", "The file", rule="The path as given; from the ledger the source's name"),
    Column("document", int, "文件内序号", "The document's place among those of its file, from 0"),
    Column("start", int, "起", "Where the words begin", "characters", "Of the text as decoded, from 0"),
    Column("end", int, "止", "Where the words end", "characters", "Exclusive: text[start:end] is the words"),
    Column("title", str, "文件标题", "The document's title"),
    Column("document_kind", str, "文件类型", "The kind of document", rule="work_report, plan_report, budget_report, plan, midterm_evaluation, final_evaluation, adjustment, bulletin, task_table, news, policy, other"),
    Column("said_in", int, "文件年度", "The year the document is known by", "year", "The first it plans for, else the last it reports on, else when it was published"),
    Column("plan", str, "计划年度", "The year or years the document plans for", rule="`2024`, `2021-2025`, or empty"),
    Column("published", str, "发布日期", "When it was published", rule="ISO date; empty where neither file nor text says"),
    Column("reader", str, "阅读器版本", "Version of the reader and, after +, of the catalogue it read with"),
    Column("citation", str, "出处", "How the row is cited", rule="Title, place, date, and the characters start–end"),
)  # fmt: skip
LEDGER_COLUMN = Column("ledger", int, "账本文件号", "The document's number in the ledger", rule="As `luoshi list` gives it")


@dataclass(frozen=True, slots=True)
class Source:
    """One document that was read."""

    file: str
    position: int
    """Its place among those of its file."""
    about: Document
    reader: str
    number: int | None = None
    """Its number in the ledger; None of a file that was read by itself."""

    def place_columns(self) -> Record:
        """The columns that say whose document it is."""
        place = self.about.place
        return {
            "place_key": place_key(place), "place": place.name, "code": place.code, "level": place.level,
            "parent": place.parent,
        }  # fmt: skip

    def columns(self, start: int, end: int) -> Record:
        """The columns that say where `start`–`end` stand."""
        about = self.about
        row: Record = {
            "file": self.file, "document": self.position, "start": start, "end": end, "title": about.title,
            "document_kind": about.kind, "said_in": known_by(about), "plan": about.plan,
            "published": about.published, "reader": self.reader,
            "citation": f"{cited(about)}，第{start}—{end}字",
        }  # fmt: skip
        return row if self.number is None else {"ledger": self.number, **row}


def place_key(place: Place) -> str:
    """What tells a place from every other."""
    return _place_key(place.name, place.code, place.parent)


@lru_cache(maxsize=4096)
def _place_key(name: str, code: str, parent: str) -> str:
    shared = not code and len(regions().by_name(name)) > 1
    return code or (f"{parent}{name}" if shared else name)


def known_by(about: Document) -> int | None:
    """The year a document is known by."""
    return _year(about.plan[:4]) if about.plan else _year(about.review[-4:]) or _year(about.published[:4])


def last_year(period: str) -> int | None:
    """The last year of a period (`2024`, `2021-2025`)."""
    return _year(period[-4:])


def _year(words: str) -> int | None:
    return int(words) if len(words) == 4 and words.isascii() and words.isdecimal() else None


def cited(about: Document) -> str:
    """`《云岭区2024年政府工作报告》，云州市云岭区，2024年1月9日`: what is not known is left out."""
    parent, name = about.place.parent, about.place.name
    title = about.title or name or "无标题"
    place = name if not parent or name.startswith(parent) else f"{parent}{name}"
    return "，".join(filter(None, (f"《{title.translate(_INNER)}》", place, _date(about))))


def _date(about: Document) -> str:
    if (day := _ISO.fullmatch(about.published)) is not None:
        return f"{int(day[1])}年{int(day[2])}月{int(day[3])}日"
    year = known_by(about)
    return about.published or (f"{year}年" if year else "")
