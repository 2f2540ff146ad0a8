"""Measures in sentences as the genre writes them, each with its reason, with full-width and with ASCII punctuation."""

from __future__ import annotations

import pytest

from luoshi.reading import Measure, read_text
from tests.measure_cases import CASES
from tests.measure_texts import MODALITY, PERIOD, Case, document

ASCII = str.maketrans("，；：！？（）％", ",;:!?()%")


def found_in(case: Case, *, ascii_marks: bool = False) -> list[tuple[str, Measure]]:
    """The measures that stand in the case's sentence, with their words."""
    text, start = document(case.part, case.sentence)
    if ascii_marks:
        text = text.translate(ASCII)
    (reading,) = read_text(text).readings
    end = start + len(case.sentence)
    return [(text[m.start : m.end], m) for m in reading.measures if start <= m.start < end]


def wrong(case: Case, found: list[tuple[str, Measure]]) -> list[str]:
    """What differs from what the case expects, a line each."""
    lines = []
    if [said for said, _ in found] != [one.said for one in case.expected]:
        lines.append(f"values: {[said for said, _ in found]}, not {[one.said for one in case.expected]}")
        lines += [f"found {said}: {m.subject} {m.value} {m.unit}" for said, m in found]
        return lines
    for (said, measure), one in zip(found, case.expected, strict=True):
        wanted = {
            "value": one.value, "unit": one.unit, "kind": one.kind, "bound": one.bound,
            "modality": one.modality or MODALITY[case.part], "period": PERIOD[case.part] if one.period is None else one.period,
        }  # fmt: skip
        for field, value in wanted.items():
            if getattr(measure, field) != value:
                lines.append(f"{said}: {field} is {getattr(measure, field)!r}, not {value!r}")
        same = one.subject[1:] in measure.subject if one.subject.startswith("~") else one.subject == measure.subject
        if not same:
            lines.append(f"{said}: subject is {measure.subject!r}, not {one.subject!r}")
    return lines


@pytest.mark.parametrize("case", CASES, ids=[case.reason for case in CASES])
def test_measures(case: Case) -> None:
    assert wrong(case, found_in(case)) == []


def test_measures_with_ascii_punctuation() -> None:
    differing = {case.reason: lines for case in CASES if (lines := wrong(case, found_in(case, ascii_marks=True)))}
    assert not differing


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("力争工业投资增长12%以上。", "力争|以上"),
        ("确保城镇新增就业不少于1.2万人。", "确保|不少于"),
        ("社会消费品零售总额增长7%左右。", "左右"),
        ("固定资产投资力争突破300亿元。", "力争|突破"),
        ("新建公园6个。", ""),
    ],
)
def test_wording_says_how_firm_it_is(sentence: str, wording: str) -> None:
    ((_, measure),) = found_in(Case("", "task", sentence, ()))
    assert measure.wording == wording


def test_a_measure_of_the_catalogue_knows_its_indicator() -> None:
    ((_, measure),) = found_in(Case("", "review", "社会消费品零售总额增长7.2%。", ()))
    assert measure.indicator == "retail_sales"
