"""Readings made by hand for the ledger's tests: every kind of fact, placed by plain patterns."""

from __future__ import annotations

import re
from pathlib import Path

from luoshi.reading.facts import (
    Actor,
    Cell,
    Deliverable,
    Document,
    FileReading,
    Lead,
    Measure,
    Mention,
    Number,
    Page,
    Place,
    Policy,
    Project,
    Reading,
    Rendition,
    Section,
    Sentence,
    Table,
    Target,
    Term,
)

TEXT = """云岭区2024年政府工作报告
一、2023年工作回顾
全年完成固定资产投资310亿元,新引进企业42家。云岭科创园一期竣工投用。
二、2024年工作安排
我们将确保固定资产投资达到330亿元,新建口袋公园6个。认真落实《云岭区促进消费若干措施》。
居民收入增长与经济增长同步。
指标 | 目标
固定资产投资 | 330亿元
名词解释
口袋公园:指面积较小、就近可用的公共绿地。
"""
REPORT = Place(name="云岭区", level="district", code="000001", parent="云州市")


def made(text: str = TEXT, *, file: str = "", loader: str = "txt/1", reader: str = "reader-1") -> FileReading:
    """One document over the whole text, with facts wherever the patterns hit."""
    rendition = Rendition(text, "text/plain", loader, encoding="utf-8", pages=(Page(1, 0, len(text)),))
    about = Document(
        0, len(text), title=text.split("\n", 1)[0], kind="work_report", place=REPORT, review="2023", plan="2024"
    )
    sections = tuple(
        Section(hit.start(), hit.end(), hit[0], 1, len(text), "numeral")
        for hit in re.finditer(r"^[一二三四]、.*$", text, re.M)
    )
    sentences = tuple(_sentence(hit, len(sections)) for hit in re.finditer(r"[^\n。]+。?", text))
    measures = tuple(
        Measure(
            hit.start(),
            hit.end(),
            value=int(hit[1]) * 10**8 if hit[2] == "亿元" else int(hit[1]),
            unit=hit[2],
            subject="固定资产投资",
            kind="level",
            modality="actual",
            bound="eq",
            period="2023",
        )
        for hit in re.finditer(r"(\d+)(亿元|家|个)", text)
    )
    targets = tuple(
        Target(
            hit.start(), hit.end(), subject=hit[1], form="relative", text=hit[2], period="2024", refers_to="经济增长"
        )
        for hit in re.finditer(r"(居民收入增长)(与经济增长同步)", text)
    )
    return FileReading(
        file,
        rendition,
        (
            Reading(
                about,
                reader,
                sections=sections,
                sentences=sentences,
                measures=measures,
                targets=targets,
                numbers=tuple(Number(hit.start(), hit.end(), "measure", "value") for hit in re.finditer(r"\d+", text)),
                projects=_named(Project, r"云岭科创园一期", text, stage="竣工", amount=None),
                policies=_named(Policy, r"《[^》]+》", text, kind="document"),
                terms=_named(Term, r"口袋公园", text, definition="就近可用的公共绿地"),
                actors=_named(Actor, r"云岭区", text, kind="government"),
                tables=tuple(
                    Table(hit.start(), hit.end(), "", ((Cell(hit.start(), hit.start() + 2),),))
                    for hit in re.finditer(r"指标 \| 目标", text)
                ),
            ),
        ),
    )


def made_from(path: Path) -> FileReading:
    """A reading of the file's text; its first line may name another loader or reader version (`#loader=…`)."""
    return made(path.read_text("utf-8"), file=str(path))


def _sentence(hit: re.Match[str], sections: int) -> Sentence:
    if "将" not in hit[0]:
        return Sentence(hit.start(), hit.end(), "other", section=0 if sections else None)
    lead = Lead("发展和改革局", 0.75, ("固定资产投资",))
    return Sentence(
        hit.start(),
        hit.end(),
        "commitment",
        section=1 if sections > 1 else None,
        act="主办",
        leads=(lead,),
        deliverables=(Deliverable(hit.start(), hit.end() - 1, True),),
    )


def _named(entity: type, pattern: str, text: str, **more: object) -> tuple:
    hits = list(re.finditer(pattern, text))
    if not hits:
        return ()
    mentions = tuple(Mention(hit.start(), hit.end()) for hit in hits)
    return (entity(hits[0].start(), hits[0].end(), name=hits[0][0], mentions=mentions, **more),)
