"""What of a commitment would be ticked off. Sentences are made for the test, as the genre writes them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.clauses import clauses, opening
from luoshi.reading.deliverables import deliverables
from luoshi.reading.text import fold

SECONDS = 10.0  # for 200,000 characters on a busy machine; it takes well under one
TABLE = [
    ("新建道路3条、改造公园5个。", ["新建道路3条", "改造公园5个"], "each part has its own act and amount"),
    ("完善预警、响应和救助机制。", ["完善预警、响应和救助机制"], "one act on one thing named by its parts"),
    ("坚持以群众需求为导向,改造老旧小区12个。", ["改造老旧小区12个"], "a preface is not ticked off"),
    ("围绕桥梁和隧道安全,建立巡检制度,提升应急处置能力。", ["建立巡检制度"], "neither are preface and purpose"),
    ("出台人才新政,让青年人留得下、过得好。", ["出台人才新政"], "what will come of it is not ticked off"),
    ("开工建设青石大桥、柳林隧道。", ["开工建设青石大桥", "柳林隧道"], "named works are ticked off apart"),
    (
        "引进产业领军人才20名、青年骨干100名。",
        ["引进产业领军人才20名", "青年骨干100名"],
        "the act is repeated silently",
    ),
    ("到2027年底,新增学位8000个。", ["新增学位8000个"], "a date is no deliverable"),
    ("东部片区加快完善路网。", ["加快完善路网"], "where it is done stands before the act"),
    (
        "依托师范学院建设教师发展中心。",
        ["依托师范学院建设教师发展中心"],
        "a means with the act in the same clause stays",
    ),
    ("工业投资增长10%以上。", ["工业投资增长10%以上"], "an amount needs no verb"),
    ("提升为民服务水平。", ["提升为民服务水平"], "a commitment has at least one"),
    (
        "实施“春风”计划,办好“百姓议事会”,发放消费券。",
        ["实施“春风”计划", "办好“百姓议事会”", "发放消费券"],
        "one a clause",
    ),
    ("推进粮食、蔬菜、水果等市场改造。", ["推进粮食、蔬菜、水果等市场改造"], "examples before 等 stay together"),
    ("开展面向社区,多层次、常态化的健康服务。", ["开展面向社区,多层次、常态化的健康服务"], "a modifier cut by a comma"),
    (
        "与青榆大学共建产业研究院,孵化企业20家。",
        ["与青榆大学共建产业研究院", "孵化企业20家"],
        "with whom stands before the act",
    ),
    ("县医院创建三级医院,县图书馆完工。", ["县医院创建三级医院", "县图书馆完工"], "who does it stands before the act"),
    (
        "确保青石大桥6月底前开工、柳林隧道10月竣工。",
        ["确保青石大桥6月底前开工", "柳林隧道10月竣工"],
        "each thing with its own time and end",
    ),
    ("新增充电桩200根、路灯3000盏。", ["新增充电桩200根", "路灯3000盏"], "whatever they are counted by"),
    ("改造老旧小区35个、老旧电梯120部。", ["改造老旧小区35个", "老旧电梯120部"], "each with its own count"),
    (
        "1 | 建设青石产业园,引进企业20家 | 开发区 | 12月底",
        ["建设青石产业园", "引进企业20家"],
        "a row's cells are apart; whose it is and when are not ticked off",
    ),
    ("东部片区 | 完善路网", ["完善路网"], "nor is where"),
    ("一是新建泵站2座;", ["新建泵站2座"], "the ordinal is left out"),
]


@pytest.mark.parametrize(("sentence", "expected", "reason"), TABLE)
def test_deliverables(sentence: str, expected: list[str], reason: str) -> None:
    for text in (sentence, sentence.replace(",", "，").replace(";", "；").replace("%", "％")):
        found = [fold(text)[part.start : part.end] for part in deliverables(fold(text), 0, len(text))]
        assert found == expected, reason


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("新建学校3所。", True, "an amount"),
        ("完成投资20亿元以上。", True, "money"),
        ("实现产值翻一番。", True, "a multiple"),
        ("实现产值倍增。", True, "a multiple"),
        ("实施制造业倍增行动。", False, "a programme's name"),
        ("加装电梯120部。", True, "what lifts are counted by"),
        ("建成地铁3号线二期。", False, "numbers of a name"),
        ("开展“六个一”活动。", False, "a number in a slogan"),
        ("推进5G应用。", False, "a code"),
        ("打造一批特色街区。", False, "一批 is no amount"),
        ("编制2030年远景规划。", False, "a year"),
    ],
)
def test_quantified(sentence: str, expected: bool, reason: str) -> None:
    (part,) = deliverables(sentence, 0, len(sentence))
    assert part.quantified is expected, reason


@pytest.mark.parametrize(
    ("clause", "sense", "verb"),
    [
        ("加快推进园区建设", "make", "加快推进"),
        ("加快青石港建设", "shape", "加快"),
        ("继续大力实施清洁工程", "make", "实施"),
        ("我们将积极争取专项资金", "ask", "积极争取"),
        ("鼓励企业上市", "help", "鼓励"),
        ("紧扣产业需求", "frame", "紧扣"),
        ("产业规模达到百亿", "", ""),
    ],
)
def test_opening(clause: str, sense: str, verb: str) -> None:
    found = opening(clause, 0, len(clause))
    assert (found.sense, clause[found.verb : found.end]) == (sense, verb)


def test_clauses_keep_brackets_and_quotations_whole() -> None:
    text = "推行“一口清,一次办”(含园区,街道),公开结果"
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == ["推行“一口清,一次办”(含园区,街道)", "公开结果"]


def test_a_ratio_stays_in_one_clause() -> None:
    text = "种养产值之比提高到3.2:1,办好丰收节:开展评选"
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == ["种养产值之比提高到3.2:1", "办好丰收节", "开展评选"]


@given(st.text(alphabet="建设推进新增大桥和及与、,“”()《》等12条%的到年底一是。 \n让提升水平", max_size=120))
def test_parts_lie_in_order_within_the_sentence(text: str) -> None:
    folded = fold(text)
    at = 0
    for part in deliverables(folded, 0, len(folded)):
        assert at <= part.start < part.end <= len(folded)
        at = part.end


@pytest.mark.parametrize("unit", ["1", "“", "(", "和", "、", "新建道路3条,", "建设大桥和", "十", "到2025年,", "1."])
def test_time_is_bounded_on_any_input(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    before = time.process_time()
    deliverables(text, 0, len(text))
    assert time.process_time() - before < SECONDS
