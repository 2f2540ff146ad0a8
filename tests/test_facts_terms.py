"""The dictionary, what changed between explanations, and the pages of named things."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.web.facts.differences import BY_CHARACTER, differences
from tests.facts_parts import TEXTS, load, plain, shelf, work_report


@pytest.fixture
def numbers(workspace, tmp_path):
    return shelf(tmp_path, workspace)


def marked(old: str, new: str) -> str:
    signs = {"same": "{}", "new": "+{}+", "gone": "-{}-"}
    return "".join(signs[piece.change].format(piece.words) for piece in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("公共绿地", "公共绿地", "公共绿地"),
        ("", "新词", "+新词+"),
        ("旧词", "", "-旧词-"),
        ("指公共绿地。", "指免费公共绿地。", "指+免费+公共绿地。"),
        ("面积较小、就近可用", "面积不大、就近可用", "面积-较小-+不大+、就近可用"),
        # every other character the same: one change, no confetti
        ("甲一乙二丙", "丁一戊二己", "-甲一乙二丙-+丁一戊二己+"),
    ],
)  # fmt: skip
def test_what_changed(old, new, expected):
    assert marked(old, new) == expected


@given(st.text("甲乙丙丁，。、", max_size=40), st.text("甲乙丙丁，。、", max_size=40))
def test_both_wordings_can_be_read_off_the_marks(old, new):
    pieces = differences(old, new)
    assert "".join(piece.words for piece in pieces if piece.change != "gone") == new
    assert "".join(piece.words for piece in pieces if piece.change != "new") == old


def test_long_wordings_are_compared_clause_by_clause():
    clause = "这是很长的一句话，"
    old = clause * (BY_CHARACTER // len(clause) + 5)
    new = f"{old}最后多了一句。"
    assert marked(old, new).endswith("+最后多了一句。+")


def test_the_dictionary_lists_each_term_once(numbers, client):
    page = client.get("/terms/").content.decode()
    assert re.search(r'<span class="count">1 条', page)
    assert page.count('href="/terms/%E5%8F%A3%E8%A2%8B%E5%85%AC%E5%9B%AD/"') == 1
    assert "等 3 地" in plain(page)
    assert "没有符合条件的名词" in client.get("/terms/?words=没有的").content.decode()
    assert "没有符合条件的名词" in client.get("/terms/?place=硚口区").content.decode()


def test_a_term_as_different_places_explain_it_with_what_changed_marked(numbers, client):
    page = client.get("/terms/口袋公园/").content.decode()
    assert "共 2 种说法" in plain(page)
    first, second = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.S)
    assert first == "指面积较小、就近可用的公共绿地。"
    assert second == "指面积<del>较小</del><ins>不大</ins>、就近可用<ins>、免费开放</ins>的公共绿地。"
    entries = re.findall(r"<ul>(.*?)</ul>", page[page.index("wordings") : page.index("各处提及")], re.S)
    assert [len(re.findall("<li>", entry)) for entry in entries] == [3, 1]
    other = client.get("/terms/口袋公园/?against=2").content.decode()
    first, second = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", other, re.S)
    assert second == "指面积不大、就近可用、免费开放的公共绿地。"
    assert "<del>、免费开放</del>" in first
    for nonsense in ("0", "99", "x", "-1", "999999999999999999999999"):
        assert client.get(f"/terms/口袋公园/?against={nonsense}").status_code == 200


def test_a_term_lists_every_mention_by_document(numbers, client):
    page = client.get("/terms/口袋公园/?place=天河区").content.decode()
    start = TEXTS["天河2024"].index("口袋公园10个")
    assert f'href="/documents/{numbers["天河2024"]}/?at={start}-{start + 4}#c{start}-{start + 4}"' in page
    assert "新建<mark>口袋公园</mark>10个" in page
    assert "江岸区2024年政府工作报告" not in page


def test_a_project_with_the_history_of_its_stage_and_amount(workspace, tmp_path, client):
    early = work_report("武汉市", "江岸区", 2023)
    late = work_report("武汉市", "江岸区", 2024).replace("企业42家。", "企业42家。江岸区科创园二期竣工投用。")
    load(tmp_path, workspace, late, "后.txt")
    load(tmp_path, workspace, early, "前.txt")
    listed = client.get("/projects/?place=江岸区").content.decode()
    address = re.search(r'<td data-l="名称" class="name"><a href="([^"]*)">[^<]*科创园二期', listed)[1]
    page = client.get(address).content.decode()
    history = re.findall(r'<td data-l="(年度|阶段|金额)"[^>]*>([^<]*)</td>', page)
    years = [value for name, value in history if name == "年度"]
    stages = [value for name, value in history if name == "阶段"]
    assert years == ["2023", "2024"], "in the order of time, whatever was loaded first"
    assert stages[0] == "谋划"
    assert stages[1] == "投产"
    assert dict(history[:3])["金额"] == "12亿元"


def test_projects_policies_and_units_have_lists_and_pages(numbers, client):
    for which, words in (("projects", "科创园二期"), ("policies", "促进消费若干措施"), ("units", "江岸区")):
        page = client.get(f"/{which}/?words={words}").content.decode()
        first = re.search(r'<td data-l="名称" class="name"><a href="([^"]*)">', page)
        assert first is not None, which
        assert "<mark>" in client.get(first[1]).content.decode()
    assert "谋划" in client.get("/projects/?stage=谋划").content.decode()
    assert "没有符合条件的项目" in client.get("/projects/?stage=投产").content.decode()
    assert 'class="name"' in client.get("/policies/?kind=document").content.decode()


def test_names_that_several_places_bear_are_told_apart_by_place(numbers, client):
    page = client.get("/units/区人民政府/").content.decode()
    assert "不同地区的同名单位不一定是同一个" in page
    chosen = client.get("/units/区人民政府/?place=天河区").content.decode()
    assert chosen.count('class="paper"') == 1


@pytest.mark.parametrize("address", ["/terms/没有/", "/projects/没有/", "/policies/x/y/z/", "/units/%00/", "/indicators/none/", "/terms/口袋公园/extra/"])
def test_what_nobody_speaks_of_is_not_there(numbers, client, address):
    assert client.get(address).status_code == 404


def test_a_name_with_a_slash_in_it_has_a_page(workspace, tmp_path, client):
    text = work_report("武汉市", "江岸区", 2024).replace("口袋公园", "A/B公园")
    load(tmp_path, workspace, text, "文件.txt")
    page = client.get("/terms/").content.decode()
    address = re.search(r'<dt><a href="([^"]*)">A/B公园', page)[1]
    assert client.get(address).status_code == 200


def test_an_indicators_page_says_what_it_is_and_shows_every_place(numbers, client):
    page = client.get("/indicators/gdp/").content.decode()
    said = plain(page)
    assert "也写作" in said
    assert "越高越好" in said
    assert {"江岸区", "硚口区", "天河区", "云岭区"} <= set(re.findall(r'<a class="quiet" href="/places/[^"]*">([^<]*)</a>', page))
    level = client.get("/indicators/gdp/?kind=level&unit=元").content.decode()
    assert "727.6亿元" in level
    assert client.get("/indicators/gdp/?kind=x&unit=y&page=9").status_code == 200
    assert "还没有这个指标的数字" in client.get("/indicators/pm25/").content.decode()
