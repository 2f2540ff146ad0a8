"""The sample district's papers and what is true of them.

`examples/truths` was written by hand, apart from the reader: these tests hold it to the texts, to the rule of
outcomes (../shared/check/README.md) and to itself, and hold the texts to being our own words.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from luoshi.reading.text import fold

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "examples" / "source"
DISTRICT = ROOT / "examples" / "chenghu"
TRUTHS = ROOT / "examples" / "truths"
SHARED = Path(os.environ.get("LUOSHI_SHARED", ROOT.parent / "shared"))

OUTCOMES = {"met", "exceeded", "missed", "partly", "silent", "adjusted", "not_comparable", "not_due"}
FORMS = {"numeric", "relative", "assigned", "direction", "act"}
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob("*.txt"))}
with (TRUTHS / "promises.csv").open(encoding="utf-8", newline="") as file:
    PROMISES = list(csv.DictReader(file))
DOCUMENTS = [json.loads(line) for line in (TRUTHS / "documents.jsonl").read_text(encoding="utf-8").splitlines()]

SET_PHRASES = (  # titles and names that every such paper writes alike
    "习近平新时代中国特色社会主义思想",
    "以习近平同志为核心的党中央",
    "党的十九大和十九届二中、三中、四中、五中",
    "国民经济和社会发展第十四个五年规划",
    "数字经济核心产业增加值占地区生产总值比重",
    "每万人口高价值发明专利拥有量",
    "每千人口拥有3岁以下婴幼儿托位数",
    "每千人口拥有执业(助理)医师数",
    "单位地区生产总值二氧化碳排放降低",
    "居民人均可支配收入增长",
    "巩固拓展脱贫攻坚成果同乡村振兴有效衔接",
    "坚持把发展经济的着力点放在实体经济上",
)
COPIED = 20
"""Characters in a row that make a copy."""


def source_of(document: str) -> str:
    return TEXTS[Path(document).stem]


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: row["id"])
def test_words_stand_in_their_document(row: dict[str, str]) -> None:
    for side in ("set", "said", "softened", "also"):
        document, words = row[f"{side}_document"], row[f"{side}_words"]
        assert bool(document) == bool(words), f"{side}: a document and its words come together"
        if document:
            assert (DISTRICT / document).is_file()
            assert words in source_of(document), f"{side}: {words}"


@pytest.mark.parametrize(
    "row", [r for r in PROMISES if r["form"] == "numeric" and r["said_value"]], ids=lambda r: r["id"]
)
def test_outcome_follows_the_rule(row: dict[str, str]) -> None:
    if row["outcome"] in {"not_comparable", "not_due"}:
        return
    aim, said, bound = float(row["value"]), float(row["said_value"]), row["bound"]
    assert row["unit"] == row["said_unit"]
    if aim < 0:  # a fall of so much: its size is what is aimed at
        aim, said = -aim, -said
        better = said - aim
    else:
        better = aim - said if row["good"] == "less" else said - aim
    slack = abs(aim) * 0.05 + 1e-9
    if bound in {"ge", "le"}:
        expected = "met" if better >= 0 else "missed"
    elif bound == "approx":
        expected = "met" if abs(better) <= slack else "exceeded" if better > 0 else "missed"
    else:
        expected = "missed" if better < 0 else "met" if better <= slack else "exceeded"
    assert row["outcome"] == expected


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: row["id"])
def test_row_is_whole(row: dict[str, str]) -> None:
    assert row["outcome"] in OUTCOMES
    assert row["form"] in FORMS
    assert row["good"] in {"more", "less", "band", ""}
    if row["form"] == "numeric":
        assert row["unit"]
        assert row["bound"] in {"eq", "ge", "le", "approx", "range"}
        assert bool(row["value"]) != bool(row["low"] and row["high"]), "one value, or a range"
    if row["outcome"] == "silent":
        assert not row["said_document"]
    elif row["outcome"] != "not_due":
        assert row["said_document"]
    if row["outcome"] in {"not_comparable", "partly"}:
        assert row["why"] or row["form"] == "act"


def test_truths_cover_every_kind_of_ending() -> None:
    ids = [row["id"] for row in PROMISES]
    assert len(ids) == len(set(ids))
    ends = Counter(row["outcome"] for row in PROMISES)
    assert set(ends) == OUTCOMES
    assert ends["silent"] >= 10
    assert ends["adjusted"] >= 2
    assert sum(row["renamed"] == "yes" for row in PROMISES) >= 3
    assert sum(bool(row["softened_document"]) for row in PROMISES) >= 4


def test_documents_stand_where_they_are_said_to() -> None:
    assert {row["file"] for row in DOCUMENTS} == {path.name for path in DISTRICT.iterdir()}
    for row in DOCUMENTS:
        text = source_of(row["file"])[row["start"] : row["end"]]
        assert text.startswith(row["title"])
        assert text == text.strip()


def extracted(path: Path) -> str:
    """The words of a made file, got with the plain tools of its format, without white space."""
    if path.suffix == ".docx":
        import docx

        paper = docx.Document(str(path))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        text = "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells)
    elif path.suffix == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as paper:
            text = "".join(paper[i].get_textpage().get_text_range() for i in range(len(paper)))
    else:
        raw = path.read_bytes()
        text = raw.decode("gb18030" if path.stem == "plan-report-2023" else "utf-8-sig")
    return "".join(text.split())


@pytest.mark.parametrize("path", sorted(DISTRICT.iterdir()), ids=lambda path: path.name)
def test_file_holds_its_source(path: Path) -> None:
    """Every clause of the source is in the file made of it: `examples/make.py` was run after the last change."""
    text = extracted(path)
    lost = [
        clause
        for line in source_of(path.name).splitlines()
        for clause in re.split(r"[，。；]| \| ", line)
        if len(clause) <= 14 and "".join(clause.split()) not in text  # a longer one may be parted by a page's furniture
    ]
    assert len(lost) <= (8 if path.suffix == ".pdf" else 0), lost


def without_set_phrases(text: str) -> str:
    text = re.sub(r"[ |]+", "", fold(text))
    for phrase in SET_PHRASES:
        text = text.replace(phrase, "\0")
    return text


def test_nothing_is_copied() -> None:
    if not (SHARED / "corpus").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("the corpus is not here, and CI is to have it (LUOSHI_SHARED)")
        pytest.skip("the corpus is not here (LUOSHI_SHARED)")
    known = set()
    for path in (SHARED / "corpus").glob("*.txt"):
        text = without_set_phrases(path.read_text(encoding="utf-8"))
        known.update(text[i : i + COPIED] for i in range(len(text) - COPIED + 1))
    for name, source in TEXTS.items():
        for line in without_set_phrases(source).splitlines():
            copied = [line[i : i + COPIED] for i in range(len(line) - COPIED + 1) if line[i : i + COPIED] in known]
            assert not copied, f"{name}: {copied[0]}"
