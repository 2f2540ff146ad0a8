"""What the sample's papers say of themselves, file by file through their loaders, beside examples/truths/documents.jsonl."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from luoshi.reading.facts import Document
from luoshi.reading.load import load
from luoshi.reading.split import split
from luoshi.reading.text import fold

EXAMPLES = Path(__file__).parents[1] / "examples"
PLACE = "澄湖区"
LEVEL = "district"
CITY = "云陂市"
SPAN_SHARE = 0.9
"""Of the union of both spans: a rendition leaves out blank lines and page furniture that the source text has."""
LONGER_TITLE = 12
"""Characters a title may have more than the truth's: 政府工作报告 gets its place and year."""
MEETINGS_AND_SPEAKERS = {
    "plan-145.docx": ("云陂市澄湖区第十六届人民代表大会第六次会议", ""),
    "work-report-2022.txt": ("澄湖区第十七届人民代表大会第一次会议", "区长沈知远"),
    "plan-report-2022.pdf": ("澄湖区第十七届人民代表大会第一次会议", "澄湖区发展和改革局局长韦启明"),
    "adjustment-2022.docx": ("澄湖区第十七届人民代表大会常务委员会第五次会议", ""),
    "work-report-2023.docx": ("云陂市澄湖区第十七届人民代表大会第二次会议", "澄湖区人民政府区长沈知远"),
    "plan-report-2023.txt": ("澄湖区第十七届人民代表大会第二次会议", ""),
    "bulletin-2022.html": ("", ""),
    "work-report-2024.pdf": ("云陂市澄湖区第十七届人民代表大会第三次会议", "澄湖区代区长顾云舟"),
    "plan-report-2024.txt": ("澄湖区第十七届人民代表大会第三次会议", "澄湖区发展和改革局局长韦启明"),
    "news-2021-11-18.html": ("", ""),
    "news-2023-05-26.html": ("", ""),
}


def truths() -> dict[str, list[dict[str, Any]]]:
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (EXAMPLES / "truths" / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        by_file[truth["file"]].append(truth)
    return by_file


TRUTHS = truths()


@cache
def documents(file: str) -> tuple[Document, ...]:
    text = load(EXAMPLES / "chenghu" / file).text
    return split(text, fold(text))


def share(start: int, end: int, found: Document) -> float:
    both = min(end, found.end) - max(start, found.start)
    return both / (max(end, found.end) - min(start, found.start))


@pytest.mark.parametrize("file", sorted(TRUTHS))
def test_documents_of_a_file(file: str) -> None:
    found = documents(file)
    assert len(found) == len(TRUTHS[file])
    for truth, document in zip(TRUTHS[file], found, strict=True):
        shift = TRUTHS[file][0]["start"] - found[0].start  # the page's own name above its first item
        assert share(truth["start"] - shift, truth["end"] - shift, document) > SPAN_SHARE
        said = {key: getattr(document, key) for key in ("kind", "published", "review", "plan")}
        assert said == {key: truth[key] for key in said}
        assert truth["title"] in document.title
        assert len(document.title) <= len(truth["title"]) + LONGER_TITLE


@pytest.mark.parametrize("file", sorted(TRUTHS))
def test_place_is_told_though_no_catalogue_holds_it(file: str) -> None:
    for truth, document in zip(TRUTHS[file], documents(file), strict=True):
        place = document.place
        assert (place.name, place.level, place.code) == (truth["place"], LEVEL, truth["code"])
        assert place.parent in (CITY, "")


@pytest.mark.parametrize("file", ["plan-145.docx", "work-report-2022.txt", "work-report-2024.pdf"])
def test_city_is_told_where_it_is_said(file: str) -> None:
    assert documents(file)[0].place.parent == CITY


@pytest.mark.parametrize("file", sorted(MEETINGS_AND_SPEAKERS))
def test_meeting_and_speaker(file: str) -> None:
    for document in documents(file):
        assert (document.meeting, document.speaker) == MEETINGS_AND_SPEAKERS[file]
