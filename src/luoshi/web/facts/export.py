"""The rows of a table of facts as a file: each with its sentence, the address of its words and a citation.

CSV and workbooks speak the words of the pages, for people; Parquet and JSON bear the names and values of `luoshi export`, for
programs. Rows come a few hundred at a time, so that a long file costs no more memory than a short one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, cast

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from luoshi.catalogue.indicators import indicators
from luoshi.ledger.lookup import sentences_of
from luoshi.ledger.models import Figure, Passage, Standing
from luoshi.ledger.writing import Book, csv_lines, json_line, write_parquet
from luoshi.reading import facts
from luoshi.web.document.addresses import words_address
from luoshi.web.document.citing import citation
from luoshi.web.facts.filters import MEASURES, TASKS, filters_of
from luoshi.web.facts.listing import figure_keys, task_keys
from luoshi.web.media import XLSX
from luoshi.web.wording import DOCUMENT_KINDS, VALUES

ROWS = 100_000
"""Rows of one file; whoever wants more narrows the table, or runs `luoshi export`."""
AT_ONCE = 500
FORMS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet", "json": "JSON"}
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
Record = dict[str, Any]
Column = tuple[str, str, type]
"""Its name for programs, its name for people, what it holds."""

_WHERE: tuple[Column, ...] = (
    ("place", "地区", str), ("place_code", "区划代码", str), ("province", "省", str), ("city", "市", str), ("title", "文件", str),
    ("document_kind", "文件类型", str), ("document_year", "文件年度", int), ("published", "发布日期", str), ("document", "文件号", int),
    ("start", "起", int), ("end", "止", int), ("sentence", "原句", str), ("link", "原文链接", str), ("citation", "出处", str),
)  # fmt: skip
FIGURE_COLUMNS: tuple[Column, ...] = (
    ("record", "事实", str), ("subject", "主体", str), ("indicator", "指标代码", str), ("indicator_name", "指标", str),
    ("theme", "领域", str), ("text", "原文数值", str), ("value", "数值", float), ("value_high", "数值上限", float),
    ("unit", "单位", str), ("kind", "类别", str), ("modality", "口径", str), ("bound", "界限", str), ("wording", "措辞", str),
    ("period", "时期", str), ("year", "年份", int), ("target_form", "目标形式", str), ("nature", "性质", str),
    ("refers_to", "参照", str), ("base", "基期值", float), ("base_period", "基期", str), ("office", "牵头（建议）", str), *_WHERE,
)  # fmt: skip
TASK_COLUMNS: tuple[Column, ...] = (
    ("record", "事实", str), ("year", "年份", int), ("office", "牵头（建议）", str), ("theme", "领域", str), ("act", "办理方式", str),
    ("quantified", "量化", str), ("heading", "所在标题", str), *_WHERE,
)  # fmt: skip


_WORDED: dict[str, dict[Any, str]] = {
    "record": {"measure": "数据", "target": "主要目标", "commitment": "任务"},
    "kind": VALUES["kind"], "modality": VALUES["modality"], "bound": VALUES["bound"], "target_form": VALUES["form"],
    "document_kind": DOCUMENT_KINDS, "quantified": {True: "是", False: "否"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """What is to be written: the records, what stands in each, and what the file is called."""

    name: str
    columns: tuple[Column, ...]
    records: Iterator[Record]

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.columns]

    @property
    def heads(self) -> list[str]:
        return [head for _, head, _ in self.columns]

    @property
    def worded(self) -> Iterator[Record]:
        """The records as people read them."""
        for record in self.records:
            yield {name: _WORDED[name].get(value, value) if name in _WORDED else value for name, value in record.items()}


@require_safe
def export(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """The rows that the table's address asks for, as a file."""
    found = (_figures if table == "measures" else _tasks)(request)
    response = _RESPONSES[form](found)
    response["Content-Type"] = _TYPES[form]
    response["Content-Disposition"] = content_disposition_header(True, f"{found.name}.{form}") or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _figures(request: HttpRequest) -> Table:
    wanted = filters_of(request.GET, request.user, MEASURES).wanted
    keys, more = figure_keys(request.user, wanted, request.GET.get("sort", ""), ROWS)
    name = f"{'主要目标' if wanted.headline else '数据'}{_ending(more)}"
    return Table(name, FIGURE_COLUMNS, _figure_records(keys, request.build_absolute_uri))


def _tasks(request: HttpRequest) -> Table:
    wanted = filters_of(request.GET, request.user, TASKS).wanted
    keys, more = task_keys(request.user, wanted, request.GET.get("sort", ""), ROWS)
    return Table(f"任务{_ending(more)}", TASK_COLUMNS, _task_records(keys, request.build_absolute_uri))


def _ending(more: bool) -> str:
    """What a file's name says of rows that were left out."""
    return f"（前{ROWS}行）" if more else ""


Absolute = Callable[[str], str]


def _figure_records(keys: Iterable[int], absolute: Absolute) -> Iterator[Record]:
    for some in _chunks(keys):
        found = Figure.objects.select_related("standing", "subject").in_bulk(some)
        each = [found[key] for key in some if key in found]  # what was taken down meanwhile is gone
        sentences = sentences_of(each)
        for figure in each:
            sentence = sentences.get((figure.standing_id, -1 if figure.sentence is None else figure.sentence))
            yield _figure(figure) | _where(figure, figure.standing, sentence.text if sentence else "", absolute)


def _figure(figure: Figure) -> Record:
    known = indicators().get(figure.indicator) if figure.indicator else None
    return {
        "record": figure.record, "subject": figure.subject.words, "indicator": figure.indicator,
        "indicator_name": known.name if known else "", "theme": figure.theme, "text": figure.text, "value": figure.value,
        "value_high": figure.value_high, "unit": figure.unit, "kind": figure.kind, "modality": figure.modality, "bound": figure.bound,
        "wording": figure.wording, "period": figure.period, "year": figure.year, "target_form": figure.form, "nature": figure.nature,
        "refers_to": figure.refers_to, "base": figure.base, "base_period": figure.base_period, "office": figure.office,
    }  # fmt: skip


def _task_records(keys: Iterable[int], absolute: Absolute) -> Iterator[Record]:
    for some in _chunks(keys):
        found = Passage.objects.select_related("standing").in_bulk(some)
        for task in (found[key] for key in some if key in found):
            own: Record = {
                "record": "commitment", "year": task.year, "office": task.office, "theme": task.theme, "act": task.act,
                "quantified": task.quantified, "heading": task.heading,
            }  # fmt: skip
            yield own | _where(task, task.standing, task.text, absolute)


def _where(fact: Figure | Passage, paper: Standing, sentence: str, absolute: Absolute) -> Record:
    return {
        "place": paper.place, "place_code": paper.code, "province": paper.province, "city": paper.city, "title": paper.title,
        "document_kind": paper.kind, "document_year": paper.year, "published": paper.published, "document": paper.document_id,
        "start": fact.start, "end": fact.end, "sentence": sentence,
        "link": absolute(words_address(paper.document_id, fact.start, fact.end)), "citation": citation_of(paper),
    }  # fmt: skip


def citation_of(paper: Standing) -> str:
    """How a document that stands now is cited."""
    place = facts.Place(paper.place, cast(facts.Level, paper.level), paper.code, paper.parent)
    about = facts.Document(
        0, 0, paper.title, cast(facts.DocumentKind, paper.kind), place, paper.published, paper.review, paper.plan
    )  # fmt: skip
    return citation(about, paper.title or f"{paper.place}{DOCUMENT_KINDS.get(paper.kind, '')}")


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(keys)
    return iter(lambda: list(islice(waiting, AT_ONCE)), [])


def _csv(table: Table) -> HttpResponseBase:
    return StreamingHttpResponse(csv_lines(table.worded, table.names, table.heads))


def _json(table: Table) -> HttpResponseBase:
    """One array, a record a line."""

    def lines() -> Iterator[bytes]:
        before = b"[\n"
        for record in table.records:
            yield before + json_line(record).rstrip()
            before = b",\n"
        yield b"\n]\n" if before != b"[\n" else b"[]\n"

    return StreamingHttpResponse(lines())


def _xlsx(table: Table) -> HttpResponseBase:
    def write(stream: IO[bytes]) -> None:
        book = Book(stream, one_sheet=True)
        book.sheet("表", table.names, table.heads)
        for record in table.worded:
            book.add("表", record)
        book.close()

    return _file(write)


def _parquet(table: Table) -> HttpResponseBase:
    columns = {name: kind for name, _, kind in table.columns}
    return _file(lambda stream: write_parquet(table.records, columns, stream))


def _file(write: Callable[[IO[bytes]], None]) -> HttpResponseBase:
    """A file that must be whole before it can be sent: written to disk, gone once it was."""
    stream = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write(stream)
    stream.seek(0)
    return FileResponse(stream)


_RESPONSES: dict[str, Callable[[Table], HttpResponseBase]] = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "json": _json}
