"""Actors as named: sentences of the genre and who stands in them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.actors import find_actors
from luoshi.reading.text import fold

CASES = [
    (
        "支持瑞泽新材、鹭洲重工等龙头企业做大做强。",
        {"瑞泽新材": "firm", "鹭洲重工": "firm"},
        "a list that says it holds firms",
    ),
    (
        "引进瑞泽新材料股份有限公司,组建鹭洲水务集团。",
        {"瑞泽新材料股份有限公司": "firm", "鹭洲水务集团": "firm"},
        "by their last word",
    ),
    (
        "牵头单位:区财政局、市生态环境局。",
        {"区财政局": "government", "市生态环境局": "government"},
        "bodies of one's own level",
    ),
    (
        "在省委、省政府和市委的坚强领导下",
        {"省委": "government", "省政府": "government", "市委": "government"},
        "the seats of power",
    ),
    (
        "与华中科技大学、武汉理工大学共建实验室。",
        {"华中科技大学": "school", "武汉理工大学": "school"},
        "schools, split at 、",
    ),
    (
        "成立武汉量子技术研究院和鹭洲新能源研究院。",
        {"武汉量子技术研究院": "organisation", "鹭洲新能源研究院": "organisation"},
        "joined by 和",
    ),
    ("推动区中医医院创建三级医院。", {"区中医医院": "hospital"}, "the verb ends the name, the grade names none"),
    ("鹭洲智能装备产业园、鹭洲软件园入驻企业增加。", {"鹭洲智能装备产业园": "park", "鹭洲软件园": "park"}, "parks"),
    ("加强与武汉市、成都市合作。", {"武汉市": "place", "成都市": "place"}, "regions of the catalogue"),
    ("先后拜访瑞泽新材、鹭洲重工等5家企业。", {"瑞泽新材": "firm", "鹭洲重工": "firm"}, "a verb before is no name"),
    (
        "支持县总工会、团县委、县妇联开展活动。",
        {"县总工会": "organisation", "团县委": "organisation", "县妇联": "organisation"},
        "one of a level",
    ),
    (
        "区委书记走访瑞泽新材、鹭洲重工等企业。",
        {"瑞泽新材": "firm", "鹭洲重工": "firm"},
        "nor who pays it",
    ),
    ("各市县总工会、县区妇联要配合。", {}, "those of many places"),
    ("请县政协委员提出意见。", {"县政协": "government"}, "a body named by its members"),
    ("县城投公司、区国投集团落实责任。", {"县城投公司": "firm", "区国投集团": "firm"}, "firms of a place's government"),
    ("第三季度重大项目集中开工投产活动在鹭洲经济开发区举行。", {"鹭洲经济开发区": "park"}, "far from the last mark"),
    ("办好社区图书馆,各区图书馆免费开放,城投公司转型。", {}, "of these there are many"),
    ("培育高新技术企业,建设标准化工业园区,新建幼儿园3所。", {}, "kinds of actors name none"),
    ("优化布局,形成格局,降低成本,支持医疗机构和社会组织。", {}, "words that end like names"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), CASES)
def test_actors(sentence: str, expected: dict[str, str], why: str) -> None:
    found = find_actors(sentence, fold(sentence), 0, len(sentence))
    assert {actor.name: actor.kind for actor in found} == expected, why


def test_full_and_short_names_of_a_place_are_one() -> None:
    text = "武汉市发展加快,武汉前景广阔。"
    (actor,) = find_actors(text, fold(text), 0, len(text))
    assert [text[one.start : one.end] for one in actor.mentions] == ["武汉市", "武汉"]


def test_a_place_within_a_name_is_not_named() -> None:
    text = "支持武汉大学发展。"
    assert [actor.name for actor in find_actors(text, fold(text), 0, len(text))] == ["武汉大学"]


def test_another_name_joins_in() -> None:
    text = "鹭洲水务集团(以下简称鹭水集团)成立。鹭水集团运营良好。"
    (actor,) = find_actors(text, fold(text), 0, len(text))
    assert [text[one.start : one.end] for one in actor.mentions] == ["鹭洲水务集团", "鹭水集团", "鹭水集团"]


ALPHABET = "省市区县委局政府武汉大学公司集团医院产业园企业等和与、,。支持引进鹭洲建设镇村(以下简称)“”A1\n"


@given(st.text(ALPHABET, max_size=120))
def test_mentions_lie_in_range(text: str) -> None:
    folded = fold(text)
    found = find_actors(text, folded, 0, len(text))
    assert found == find_actors(text, folded, 0, len(text))
    for actor in found:
        assert actor.name in text
        assert all(0 <= one.start < one.end <= len(text) for one in actor.mentions)
        assert (actor.start, actor.end) == (actor.mentions[0].start, actor.mentions[0].end)


@pytest.mark.parametrize(
    "unit", ["局", "大学", "、", "等企业", "武汉", "区委", "公司(以下简称甲甲)", "鹭洲公司", "镇", "和大学", "鹭"]
)
def test_time_is_bounded(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.perf_counter()
    find_actors(text, text, 0, len(text))
    assert time.perf_counter() - began < 5
