"""Headline targets: the list of them, and those without a number (与经济增长同步, 完成市定目标)."""

from __future__ import annotations

from luoshi.asking import wording
from luoshi.asking.answer import Answer
from luoshi.asking.evidence import Evidence
from luoshi.asking.inquiry import Inquiry
from luoshi.catalogue.indicators import indicators
from luoshi.ledger import lookup
from luoshi.ledger.lookup import Wanted, sentences_of
from luoshi.ledger.models import Figure, Passage
from luoshi.ledger.words.bigrams import same_length

MOST = 40


def headline(inquiry: Inquiry) -> Answer | None:
    """The target that was set in words where a number is asked for; None where there is none."""
    topic = inquiry.topic
    if inquiry.question.modality not in ("target", "") or not (topic.indicator or topic.words):
        return None
    if inquiry.question.aspect == "level" and inquiry.question.unit:
        return None
    rows = lookup.figures(inquiry.person, Wanted(places=inquiry.keys, headline=True)).filter(value__isnull=True)
    if topic.indicator:
        rows = rows.filter(indicator__in=topic.codes)
    else:
        for word in topic.words:
            rows = rows.filter(subject__normal__contains=word)
    found = [row for row in rows.order_by("-year", "pk")[:50] if _in_time(row, inquiry) and not _narrower(row, inquiry)]
    if not found:
        return None
    last = max(row.year or 0 for row in found)
    found = [row for row in found if row.year == last]
    by_place: dict[str, Figure] = {}
    passages = sentences_of(found)
    for row in sorted(found, key=lambda row: "|" in passages[(row.standing_id, row.sentence or 0)].text):
        by_place.setdefault(row.place_key, row)
    kept = [_passage(row, passages) for row in by_place.values()]
    mark = wording.marks(kept)
    lines = [
        f"{inquiry.place(row.place_key)}{row.period.replace('-', '—')}年{row.subject.words}没有定数字，目标是{row.text}{mark[passage.pk]}。"
        for row, passage in zip(by_place.values(), kept, strict=True)
    ]
    return inquiry.reply("answered", "\n".join(lines), passages=kept)


def every_target(inquiry: Inquiry, *, nature: str = "") -> Answer | None:
    """All headline targets of the places and years asked about."""
    rows = lookup.figures(inquiry.person, Wanted(places=inquiry.keys, headline=True))
    if nature:
        rows = rows.filter(nature=nature)
    spans = inquiry.scope.years
    if spans:
        rows = rows.filter(year__in=sorted({year for span in spans for year in range(span.first, span.last + 1)}))
    found = [row for row in rows.select_related("standing").order_by("standing", "start")[:400] if _in_time(row, inquiry)]
    if not found:
        return None
    if not spans:
        last = max(row.standing.year or 0 for row in found)
        found = [row for row in found if row.standing.year == last]
    places = {row.place_key for row in found}
    if not inquiry.keys and len(places) > 1 and not spans:
        return None
    chosen = _one_paper(found, nature)
    passages = sentences_of(chosen)
    kept = list({passage.pk: passage for row in chosen if (passage := _passage(row, passages))}.values())
    mark = wording.marks(kept)
    parts, figures = [], []
    for row in chosen[:MOST]:
        passage = _passage(row, passages)
        evidence = Evidence(row, passage)
        if passage.pk not in mark:
            continue
        figures.append(evidence)
        name = row.subject.words if row.subject.words in passage.text and not row.indicator else _name(row)
        parts.append(f"{name}{wording.told(evidence)}{mark[passage.pk]}")
    head = "、".join(sorted({inquiry.place(row.place_key) for row in chosen}))
    years = sorted({row.standing.plan for row in chosen if row.standing.plan})
    when = f"{years[0].replace('-', '—')}年" if len(years) == 1 else ""
    text = f"{head}{when}{nature or '主要预期'}指标的目标：{'；'.join(parts)}。"
    return inquiry.reply("answered", text, values=wording.values(figures), passages=kept)


def _one_paper(found: list[Figure], nature: str) -> list[Figure]:
    """The targets of the paper that lists them in prose, one for each thing; of a plan with natures, its table."""
    papers: dict[int, list[Figure]] = {}
    for row in found:
        papers.setdefault(row.standing_id, []).append(row)
    order = {"work_report": 0, "plan": 1, "plan_report": 2}
    by_place: dict[str, list[Figure]] = {}
    for rows in sorted(papers.values(), key=lambda rows: (order.get(rows[0].standing.kind, 3), -len(rows))):
        by_place.setdefault(rows[0].place_key, rows)
    chosen, seen = [], set()
    for rows in by_place.values():
        for row in rows:
            thing = (row.place_key, row.indicator or row.subject.words, row.kind, row.year)
            if thing not in seen:
                seen.add(thing)
                chosen.append(row)
    return chosen


def _in_time(row: Figure, inquiry: Inquiry) -> bool:
    spans = inquiry.scope.years
    if not spans:
        return True
    first = int(row.period[:4]) if row.period[:4].isdigit() else None
    for span in spans:
        if span.single and row.year == span.last and (first == row.year or span.at_end or (row.standing.kind == "plan" and row.value is None)):
            return True
        if not span.single and row.year and span.first <= (first or 0) and row.year <= span.last:
            return True
    return False


def _narrower(row: Figure, inquiry: Inquiry) -> bool:
    """Whether its subject names several things or others (单位地区生产总值能耗降低、碳排放降低等约束性指标)."""
    subject = same_length(row.subject.words)
    return "、" in subject and not all(word in subject for word in inquiry.topic.words)


def _passage(row: Figure, passages: dict[tuple[int, int], Passage]) -> Passage:
    passage = passages[(row.standing_id, row.sentence or 0)]
    passage.standing = row.standing
    return passage


def _name(row: Figure) -> str:
    known = indicators().get(row.indicator)
    return known.name if known and len(row.subject.words) > 24 else row.subject.words
