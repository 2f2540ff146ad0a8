"""What kind of act a commitment is for the government that makes it. Sentences are made for the test."""

from __future__ import annotations

import pytest

from luoshi.reading.acts import act_of
from luoshi.reading.commitments import commitment_parts


@pytest.mark.parametrize(
    ("sentence", "act", "reason"),
    [
        ("新建污水处理厂1座。", "主办", "its own doing"),
        ("支持龙头企业建设研发中心。", "支持", "the firms do it"),
        ("积极引导社会资本参与养老服务。", "支持", "others take part"),
        ("积极争取中央预算内资金支持。", "争取", "granted from above"),
        ("申报国家级旅游度假区。", "争取", "an application"),
        ("力促城际铁路纳入国家规划。", "争取", "decided above whatever the verb"),
        ("力争工业投资增长12%。", "主办", "力争 before an amount is will, not asking"),
        ("争取建成文化中心。", "主办", "争取 before an act is will, not asking"),
        ("配合建设跨江通道。", "配合", "another builds"),
        ("服务推进市级快速路工程。", "配合", "the city's work, served"),
        ("争创全国文明城市。", "主办", "the creating is its own"),
        ("新建厂房3万平方米,改造车间5个,支持企业扩产。", "主办", "what most of its parts are"),
    ],
)
def test_act(sentence: str, act: str, reason: str) -> None:
    assert act_of(sentence, 0, len(sentence)) == act, reason


def test_commitment_parts_answer_in_the_order_given() -> None:
    text = "申报国家级湿地公园。新建学校2所、改造医院1家。"
    first, second = commitment_parts(text, [(0, 10, "生态"), (10, len(text), "民生")])
    assert (first[0], first[1][0].office, len(first[2])) == ("争取", "园林林业", 1)
    assert (second[0], [text[part.start : part.end] for part in second[2]]) == ("主办", ["新建学校2所", "改造医院1家"])


def test_no_commitments_ask_for_nothing() -> None:
    assert commitment_parts("各位代表:", []) == []
