"""A watched plan as files: the workbook, and drafts of its evaluations. What each figure stands on is an address, good outside the ledger."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, Any

from luoshi.delivering.paper.plan_evaluation import Kind, evaluation_docx
from luoshi.ledger.writing import Book
from luoshi.reckoning.plans import Monitoring, Row
from luoshi.reckoning.plans.records import sheets
from luoshi.reckoning.threads.thread import Saying
from luoshi.web.document.addresses import words_address
from luoshi.web.media import DOCX, XLSX

FILES = {"monitoring.xlsx": "监测表（XLSX）", "midterm.docx": "中期评估初稿（DOCX）", "final.docx": "总结评估初稿（DOCX）"}
"""The last part of the address → what it is."""
_DRAFTS: dict[str, Kind] = {"midterm.docx": "midterm", "final.docx": "final"}
_NAMES = {"midterm.docx": "中期评估初稿", "final.docx": "总结评估初稿"}
_LINK, _TARGET, _LATEST = "原文链接", "目标原文链接", "最新数原文链接"
Absolute = Callable[[str], str]


def offered(watched: Monitoring, *, reported: bool) -> dict[str, str]:
    """The files there are: drafts once a year is reported on, the mid-term one before the last year, the final one from the last but one."""
    there = {
        "monitoring.xlsx": True, "midterm.docx": reported and watched.year < watched.last, "final.docx": reported and watched.year >= watched.last - 1,
    }  # fmt: skip
    return {name: label for name, label in FILES.items() if there[name]}


def name_of(watched: Monitoring, name: str, place: str) -> str:
    """The file's own name: 澄湖区2021-2025年规划监测表（2023年）.xlsx."""
    what = _NAMES.get(name, "监测表")
    return f"{place}{watched.first}-{watched.last}年规划{what}（{watched.year}年）.{name.rpartition('.')[2]}"


def written(watched: Monitoring, name: str, absolute: Absolute) -> tuple[IO[bytes], str]:
    """The file as a stream at its start, and its media type. Papers are known by their documents' numbers."""
    stream = io.BytesIO()
    if name in _DRAFTS:
        evaluation_docx(watched, _DRAFTS[name], stream, where=lambda one, start, end: absolute(_address(one.paper.key, start, end)))
    else:
        _workbook(watched, stream, absolute)
    stream.seek(0)
    return stream, DOCX if name in _DRAFTS else XLSX


def _workbook(watched: Monitoring, stream: IO[bytes], absolute: Absolute) -> None:
    titles = {each.key: each.document.title for each in (watched.plan, *watched.later)}
    of_rows = {0: [row for row in watched.rows if row.year == watched.year], 1: list(watched.rows)}
    book = Book(stream)
    for number, (name, heads, rows) in enumerate(sheets(watched)):
        if number in of_rows:
            heads = [*heads, _TARGET, _LATEST]
            rows = [{**each, **_links(row, absolute)} for each, row in zip(rows, of_rows[number], strict=True)]
        else:
            heads = [*heads, _LINK]
            rows = [_outside(each, titles, absolute) for each in rows]
        book.sheet(name, heads)
        for each in rows:
            book.add(name, each)
    book.close()


def _outside(row: dict[str, Any], titles: dict[str, str], absolute: Absolute) -> dict[str, Any]:
    """The row with the paper's title where its number in the ledger stood, and the address of its words."""
    key = row["文件"]
    return {**row, "文件": f"《{titles[key]}》", _LINK: absolute(_address(key, row["起"], row["止"]))} if key else row


def _links(row: Row, absolute: Absolute) -> dict[str, str]:
    aim = row.amendment.now if row.amendment else row.target
    return {_TARGET: _link(aim, absolute), _LATEST: _link(row.latest, absolute)}


def _link(said: Saying | None, absolute: Absolute) -> str:
    return absolute(_address(said.paper.key, said.start, said.end)) if said is not None else ""


def _address(key: str, start: int, end: int) -> str:
    return words_address(int(key), start, end)
