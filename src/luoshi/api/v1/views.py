"""What programs may read: every list is of what the asker may see, and every fact comes with its words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Path, Query, Router

from luoshi.api.v1 import parameters as may
from luoshi.api.v1 import records, shapes
from luoshi.api.v1.cursors import cursor_to, key_in, page_of_keys, page_of_rows
from luoshi.api.v1.records import Record
from luoshi.asking import answer
from luoshi.catalogue.indicators import indicators
from luoshi.errors import LedgerError
from luoshi.ledger import coverage as reckoned
from luoshi.ledger import lookup
from luoshi.ledger.citing import citation, title_of
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.facets import on_shelf, place_counts
from luoshi.ledger.reckoned import threads_of_place
from luoshi.ledger.search import RANKED, search
from luoshi.ledger.shelf import document as visible_document
from luoshi.ledger.shelf import successor
from luoshi.ledger.standing_rows import report_year
from luoshi.ledger.words.query import parse
from luoshi.people.access import Person
from luoshi.reckoning import Said, series

router = Router()
FAILURES = {404: shapes.Failure, 405: shapes.Failure, 422: shapes.Failure, 500: shapes.Failure}


def gives(shape: Any) -> Any:
    return {200: shape, **FAILURES}


@router.get("documents", response=gives(shapes.Page[shapes.Document]), summary="文件", tags=["文件"])
def documents(request: HttpRequest, asked: Query[may.Documents]) -> Record:
    """现行的文件，号大的在前。"""
    rows = on_shelf(request.user, replace(asked.choice(request.user), words=asked.title))
    found, after = page_of_rows(rows, "documents", by="document_id", cursor=asked.cursor, limit=asked.limit)
    return {"items": [records.document(paper, request.build_absolute_uri) for paper in found], "next": after}


@router.get("documents/{number}", response=gives(shapes.WholeDocument), summary="一份文件及其提纲", tags=["文件"])
def document(request: HttpRequest, number: Path[may.Number]) -> Record:
    """按文件号取一份文件，连同标题的层次；旧版本也能取，newer 是取代它的那一份。"""
    return whole(request.user, number, request.build_absolute_uri)


@router.get("documents/{number}/text", response=gives(shapes.Text), summary="一份文件的正文", tags=["文件"])
def text(request: HttpRequest, number: Path[may.Number], asked: Query[may.TextOf]) -> Record:
    """正文的一段。offset 与事实的 start、end 同一个坐标：从 start 取到 end 就是那几个字。"""
    return some_text(request.user, number, asked.offset, asked.limit)


@router.get("search", response=gives(shapes.Sentences), summary="检索句子", tags=["检索"])
def sentences(request: HttpRequest, asked: Query[may.Search]) -> Record:
    """有这些词的句子和表格行，切题的在前；至多排 1000 句，再多请缩小范围。"""
    query, where = parse(asked.q, asked.any, asked.none), asked.where(request.user)
    after = key_in("search", asked.cursor, float, int)
    found = search(request.user, query, where, limit=RANKED if after else asked.limit + 1)
    hits = [hit for hit in found.hits if not after or (-hit.score, hit.passage.pk) > (after[0], after[1])]
    shown = hits[: asked.limit]
    return {
        "items": [records.sentence(hit, request.build_absolute_uri) for hit in shown],
        "next": cursor_to("search", [-shown[-1].score, shown[-1].passage.pk]) if len(hits) > asked.limit else "",
        "words": query.lit, "total": found.total, "more": found.more,
    }  # fmt: skip


@router.get("measures", response=gives(shapes.Page[shapes.Figure]), summary="数据", tags=["事实"])
def measures(request: HttpRequest, asked: Query[may.Measures]) -> Record:
    """文件里的每一个数据，后入账的在前。"""
    return _figures(request, asked, headline=asked.headline == "1")


@router.get("targets", response=gives(shapes.Page[shapes.Figure]), summary="主要目标", tags=["事实"])
def targets(request: HttpRequest, asked: Query[may.Targets]) -> Record:
    """文件列为主要目标的，包括没有数值的（与经济增长同步）。"""
    return _figures(request, asked, headline=True)


@router.get("commitments", response=gives(shapes.Page[shapes.Task]), summary="任务", tags=["事实"])
def commitments(request: HttpRequest, asked: Query[may.Commitments]) -> Record:
    """文件里要做的事，一句一条。"""
    rows = lookup.tasks(request.user, asked.tasks(request.user))
    found, after = page_of_rows(rows, "commitments", by="pk", cursor=asked.cursor, limit=asked.limit)
    return {"items": records.tasks(found, request.build_absolute_uri), "next": after}


@router.get("projects", response=gives(shapes.Page[shapes.Named]), summary="项目", tags=["名称"])
def projects(request: HttpRequest, asked: Query[may.Names]) -> Record:
    """文件里点名的项目，一份文件一条，带每一处提及。"""
    return _named(request, "project", asked)


@router.get("policies", response=gives(shapes.Page[shapes.Named]), summary="政策", tags=["名称"])
def policies(request: HttpRequest, asked: Query[may.Names]) -> Record:
    """文件里点名的政策文件、计划和工程。"""
    return _named(request, "policy", asked)


@router.get("terms", response=gives(shapes.Page[shapes.Named]), summary="名词", tags=["名称"])
def terms(request: HttpRequest, asked: Query[may.Names]) -> Record:
    """文件自己解释的名词及其释义。"""
    return _named(request, "term", asked)


@router.get("actors", response=gives(shapes.Page[shapes.Named]), summary="单位", tags=["名称"])
def actors(request: HttpRequest, asked: Query[may.Names]) -> Record:
    """文件里点名的部门、企业、学校、园区和其他单位。"""
    return _named(request, "actor", asked)


@router.get("series", response=gives(shapes.Page[shapes.Series]), summary="历年数列", tags=["事实"])
def all_series(request: HttpRequest, asked: Query[may.SeriesOf]) -> Record:
    """一个指标历年的目标、预计和实绩，不同地区、类别、单位各成一列；同一年有几个说法的都列出。"""
    person = request.user
    known = indicators().get(asked.thing) or indicators().find(asked.thing)
    code = known.code if known else ""
    places = may.place_keys(person, asked.place)
    said = [one for key in places or ("",) for one in _said(person, key, code, asked.thing)]
    kinds = set(asked.kind)
    found = [one for one in series(said) if not kinds or one.kind in kinds]
    shown, after = page_of_keys(
        found, "series", key=lambda one: (one.place_key, one.thing, one.kind, one.unit), kinds=(str, str, str, str),
        cursor=asked.cursor, limit=asked.limit,
    )  # fmt: skip
    return {"items": records.series(shown, person, request.build_absolute_uri), "next": after}


@router.get("threads", response=gives(shapes.Page[shapes.Thread]), summary="对账", tags=["对账"])
def threads(request: HttpRequest, asked: Query[may.Threads]) -> Record:
    """一个地区某年到期的每项目标任务，对照后来的文件：完成、未达、未提及等，两边原句、差距和依据。"""
    keys = may.place_keys(request.user, [asked.place])
    told = [each for key in keys for each in threads_of_place(request.user, key, asked.year, as_of=asked.as_of)]
    wanted = [each for each in told if not asked.outcome or each.outcome in asked.outcome]
    shown, after = page_of_keys(
        enumerate(wanted), "threads", key=lambda each: (each[0],), kinds=(int,), cursor=asked.cursor, limit=asked.limit
    )
    return {"items": [records.thread(each, request.build_absolute_uri) for _, each in shown], "next": after}


@router.get("places", response=gives(shapes.Page[shapes.Place]), summary="地区", tags=["覆盖"])
def places(request: HttpRequest, asked: Query[may.Places]) -> Record:
    """有文件的地区：哪些年度有、哪些年度缺，各读了多少。"""
    person, choice = request.user, asked.choice(request.user)
    counts = [each for each in place_counts(person, choice) if each.key]
    shown, after = page_of_keys(
        counts, "places", key=lambda each: (each.key,), kinds=(str,), cursor=asked.cursor, limit=asked.limit
    )  # fmt: skip
    keys = [each.key for each in shown]
    years, covered = reckoned.years_of(person, keys), reckoned.coverage_of(person, keys)
    return {
        "items": [
            {
                "key": each.key, "name": each.name, "level": each.level, "province": each.province, "city": each.city,
                "documents": each.count, "missing": years[each.key].missing, "coverage": covered[each.key],
                "years": {
                    str(year): {kind: held.count for kind, held in kinds.items()}
                    for year, kinds in sorted(years[each.key].years.items())
                },
            }
            for each in shown
        ],
        "next": after,
    }  # fmt: skip


@router.get("coverage", response=gives(shapes.Coverage), summary="读了多少", tags=["覆盖"])
def coverage(request: HttpRequest, asked: Query[may.Shelf]) -> reckoned.Coverage:
    """这些文件的句子和数字，有多少读成了事实、有意不读、没有读懂。"""
    return reckoned.coverage(request.user, asked.choice(request.user))


@router.get("ask", response=gives(shapes.Answer), summary="问答", tags=["问答"])
def ask(request: HttpRequest, asked: Query[may.Question]) -> Record:
    """用账本里的事实回答一个问题，句句有出处；账本里没有的，如实说没有，并给出最接近的原文。"""
    question = asked.q.replace("\x00", " ")
    told = answer(question, person=request.user)
    return records.answer(told, question, request.user, request.build_absolute_uri)


def whole(person: Person, number: int, absolute: records.Absolute) -> Record:
    """A document with its outline, as the person sees it. Raises L207."""
    row = visible_document(person, number)
    found = facts_of(row, person=person)
    if found is None:
        raise LedgerError("L207", str(number))
    about = found.reading.document
    newer = successor(person, row)
    names = ("kind", "published", "review", "plan", "meeting", "speaker", "start", "end")
    return {name: getattr(about, name) for name in names} | {
        "number": number, "title": title_of(about), "place": about.place.name, "level": about.place.level,
        "code": about.place.code, "parent": about.place.parent, "year": report_year(about),
        "newer": newer.pk if newer else None,
        "outline": [
            {name: getattr(each, name) for name in ("title", "level", "parent", "start", "end", "body_end")}
            for each in found.reading.sections
        ],
        "link": absolute(reverse("document", args=[number])), "citation": citation(about, title_of(about)),
    }  # fmt: skip


def some_text(person: Person, number: int, offset: int, limit: int) -> Record:
    """A stretch of a document's text. Raises L207."""
    row = visible_document(person, number)
    start = min(max(offset, row.start), row.end)
    end = min(start + limit, row.end)
    return {
        "document": number, "start": start, "end": end, "text": row.rendition.text[start:end],
        "next": end if end < row.end else None,
    }  # fmt: skip


def _said(person: Person, place: str, code: str, subject: str) -> list[Said]:
    """What was said of the indicator; of what bears it in none, under exactly this name."""
    said = lookup.said_of(person, place_key=place, indicator=code) if code else []
    return said or lookup.said_of(person, place_key=place, subject=subject)


def _figures(request: HttpRequest, asked: may.Figures, *, headline: bool) -> Record:
    rows = lookup.figures(request.user, asked.figures(request.user, headline=headline))
    name = "targets" if headline else "measures"
    found, after = page_of_rows(rows, name, by="pk", cursor=asked.cursor, limit=asked.limit)
    return {"items": records.figures(found, request.build_absolute_uri), "next": after}


def _named(request: HttpRequest, record: str, asked: may.Names) -> Record:
    rows = lookup.named(request.user, record, asked.names(request.user))
    found, after = page_of_rows(rows, record, by="pk", cursor=asked.cursor, limit=asked.limit)
    return {"items": records.named(found, request.build_absolute_uri), "next": after}
