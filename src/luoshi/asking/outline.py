"""What stands under a heading: its subheadings where it has any, else its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.asking import wording, words
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.passages import ahead, in_time
from luoshi.ledger.lookup import standing
from luoshi.ledger.models import Passage, Section, Standing
from luoshi.ledger.search import Where, search
from luoshi.ledger.words.query import Query

_TASKS = re.compile(r"重点工作|重点任务|主要任务|工作重点|主要工作|重点抓")
_TASK_TITLE = re.compile(r"重点工作|重点任务|主要任务|主要安排|工作安排|主要措施|任务和措施")
_ROW_NUMBER = re.compile(r"\s*(?:\d+[.、]|\|?\s*\d+\s*\|)")
MOST = 12


def main_tasks(inquiry: Inquiry) -> Answer | None:
    """2025年的重点工作有哪些: the headings of the part of a report that lays out the year's work."""
    if not _TASKS.search(inquiry.question.plain) or inquiry.topic.indicator:
        return None
    if any(word not in ("重点", "十大", "七个", "八个", "九个", "十个") for word in inquiry.topic.words):
        return None
    papers = standing(inquiry.person).filter(kind="work_report")
    if inquiry.keys:
        papers = papers.filter(place_key__in=inquiry.keys)
    for paper in papers.order_by("-year", "pk")[:20]:
        if not _of_years(paper, inquiry):
            continue
        for section in Section.objects.filter(reading=paper.reading_id, level=1).order_by("ordinal"):
            if _TASK_TITLE.search(section.title) and (told := _children(inquiry, paper, section)) is not None:
                return told
    return None


def under(inquiry: Inquiry, phrase: str = "") -> Answer | None:
    """What stands under the heading that names the thing asked for (or has just this phrase); None where no heading does."""
    wanted = [phrase] if phrase else [word for word in inquiry.topic.words if len(word) > 1 and word not in words.SOFT]
    if not wanted or (inquiry.topic.indicator and not phrase):
        return None
    hits = search(inquiry.person, Query(every=tuple(wanted)), Where(places=inquiry.keys, roles=("heading",)), limit=60).hits
    heads = [hit.passage for hit in hits if _of_years(hit.passage.standing, inquiry)]
    kept: list[Passage] = []
    for head in heads:
        section = Section.objects.filter(
            reading=head.standing.reading_id, start__gte=head.start, start__lt=head.end
        ).order_by("ordinal").first()
        if section is None:
            kept += _rows_below(head, inquiry)
            continue
        if (told := _children(inquiry, head.standing, section)) is not None:
            return told
        kept += _sentences(inquiry, head.standing, section)
    kept = list({row.pk: row for row in kept}.values())[:MOST]
    if not kept or (not inquiry.keys and len({row.standing.place_key for row in kept}) > 2):
        return None
    return _listed(inquiry, kept)


def _of_years(paper: Standing, inquiry: Inquiry) -> bool:
    """Whether the paper plans for or reports on the years asked about."""
    spans = inquiry.scope.years
    periods = [period for period in (paper.plan, paper.review) if period]
    return not spans or any(
        span.first <= int(period[-4:]) <= span.last for span in spans for period in periods if period[-4:].isdigit()
    )


def _children(inquiry: Inquiry, paper: Standing, section: Section) -> Answer | None:
    """The headings directly under a heading."""
    below = list(Section.objects.filter(reading=paper.reading_id, parent=section.ordinal).order_by("ordinal")[:30])
    if len(below) < 2:
        return None
    passages = []
    for each in below:
        passage = Passage.objects.filter(standing=paper, start__lte=each.start, end__gt=each.start).first()
        if passage is not None:
            passage.standing = paper
            passages.append(passage)
    if len(passages) < 2:
        return None
    return _listed(inquiry, passages[:MOST], head=section.title, lines=[each.title for each in below][:MOST])


def _sentences(inquiry: Inquiry, paper: Standing, section: Section) -> list[Passage]:
    """The sentences of a section, of the firmness asked about."""
    rows = Passage.objects.filter(standing=paper, start__gte=section.start, end__lte=section.body_end)
    found = []
    for row in rows.exclude(role__in=("outside", "term")).order_by("ordinal")[:40]:
        row.standing = paper
        if row.role == "heading" and not _ROW_NUMBER.match(row.text):
            continue
        if inquiry.question.modality == "target" and not ahead(row) and row.role == "review":
            continue
        if in_time(row, inquiry) or row.role == "heading":
            found.append(row)
    return found


def _rows_below(head: Passage, inquiry: Inquiry) -> list[Passage]:
    """The rows of a table, or the items of a list, under a heading that is no section."""
    rows = Passage.objects.filter(standing=head.standing_id, ordinal__gt=head.ordinal, ordinal__lte=head.ordinal + 30)
    found: list[Passage] = []
    for row in rows.order_by("ordinal"):
        row.standing = head.standing
        if row.role in ("term", "outside") or (row.role == "heading" and found and not _ROW_NUMBER.match(row.text)):
            break
        if row.role != "heading" or _ROW_NUMBER.match(row.text):
            found.append(row)
    return [row for row in found if in_time(row, inquiry) or row.role == "heading"]


def _listed(inquiry: Inquiry, passages: Sequence[Passage], *, head: str = "", lines: Sequence[str] = ()) -> Answer:
    mark = wording.marks(passages)
    said = lines or [passage.text.strip() for passage in passages]
    body = "\n".join(f"{line}{mark.get(passage.pk, '')}" for line, passage in zip(said, passages, strict=False))
    return inquiry.reply("answered", f"{head}：\n{body}" if head else body, passages=passages)

