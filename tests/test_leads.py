"""Who would lead a commitment. Sentences are made for the test, as the genre writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.catalogue import offices
from luoshi.reading.deliverables import parts_of
from luoshi.reading.leads import MOST, leads

TABLE = [
    ("新建高标准农田3万亩。", "", "农业农村", "a word of one office alone"),
    ("新建幼儿园4所,新增学位2000个。", "", "教育", "two words of one office"),
    ("改造县医院院区。", "", "卫健", "改造 is shared by many and weighs little"),
    ("开展欠薪专项整治。", "", "人社", "the object, not the act, decides"),
    (
        "围绕工业企业需求,建设技工学校实训基地,新增学位500个。",
        "",
        "教育",
        "the preface weighs less than the deliverable",
    ),
    ("完成年度目标任务。", "(三)提升医疗服务水平", "卫健", "the heading where the sentence is silent"),
    ("由区水务局牵头,完成年度任务。", "大力发展教育事业", "水务", "an office named outright"),
    ("做好“十五五”规划编制工作。", "", "发展改革", "the five-year plan is no plan of land"),
    ("编制国土空间规划和控制性详细规划。", "", "自然资源规划", "a plan of land; nor is 编制 here staffing"),
    ("加强学校安防建设,安防达标率100%。", "", "教育", "达标 of a school's guards speaks for no emissions"),
    ("加强京港澳沿线治安巡逻。", "", "公安", "港澳 within a road's name speaks for nobody"),
    ("按照高标准要求改造购物中心。", "", "商务", "标准 within 高标准 speaks for nobody"),
]


@pytest.mark.parametrize(("sentence", "heading", "office", "reason"), TABLE)
def test_first_lead(sentence: str, heading: str, office: str, reason: str) -> None:
    parts = parts_of(sentence, 0, len(sentence))
    assert leads(sentence, 0, len(sentence), heading=heading, parts=parts)[0].office == office, reason


def test_nothing_said_gives_no_lead() -> None:
    assert leads("继续做好。", 0, 5, heading="") == ()


def test_a_lead_says_which_words_decided_it() -> None:
    (first, *_) = leads("新建高标准农田3万亩。", 0, 10, heading="")
    assert first.words[0] == "高标准农田"


def test_a_list_of_peoples_livelihood_tasks_speaks_for_no_office() -> None:
    assert leads("按期办成。", 0, 5, heading="十件实事") == ()


def test_only_words_of_the_sentence_itself_count() -> None:
    text = "加强治安巡逻。持续实施工程建好老年食堂。"
    alone = leads("加强治安巡逻。", 0, 7, heading="民生")
    assert leads(text, 0, 7, heading="民生") == alone
    assert leads(text, 7, 11, heading="") == (), "施工 across the edge is no word of 持续实施"


@given(st.text(alphabet="教育医院公园路水库养老企业招商街道区局,。学校", max_size=60), st.text(max_size=10))
def test_leads_are_few_ordered_and_catalogued(text: str, heading: str) -> None:
    found = leads(text, 0, len(text), heading=heading)
    scores = [lead.score for lead in found]
    assert len(found) <= MOST
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert {lead.office for lead in found} <= {office.name for office in offices()}
    assert all(lead.words for lead in found)
