"""What stands beside a fact: its series in this place, other places, the same figure again; where else a thing is named."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.document_parts import AFTER, BEFORE, ELSEWHERE, NEWS, fact_over, load


@pytest.fixture
def shelf(workspace, tmp_path):
    texts = {"before": BEFORE, "after": AFTER, "news": NEWS, "elsewhere": ELSEWHERE}
    return {name: load(tmp_path, workspace, text, f"{name}.txt") for name, text in texts.items()}


def rows(page: str, heading: str) -> list[str]:
    """The rows of the first table after this heading, each as its words."""
    table = re.search(r"<table.*?</table>", page[page.index(f"<h3>{heading}") :], re.S)
    assert table is not None
    found = re.findall(r"<tr.*?</tr>", table[0], re.S)[1:]
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def test_every_figure_of_the_place_is_said_year_by_year_target_and_done_told_apart(client, shelf):
    page = fact_over(client, shelf["after"], AFTER, "6.2%")
    assert rows(page, "本地历年") == [
        "2024 目标 6%左右 2024工作报告",
        "2023 目标 6.5%左右 2023工作报告",
        "实绩 6.2% 2024工作报告 2024文件",
        "2022 实绩 4.6% 2023工作报告",
    ]
    assert re.search(r'<tr class="here">(?:(?!</tr>).)*6\.2%', page, re.S), "the figure asked about is marked in its series"


def test_each_figure_of_the_series_leads_to_its_words(client, shelf):
    page = fact_over(client, shelf["after"], AFTER, "6.2%")
    at = BEFORE.index("6.5%")
    address = f"/documents/{shelf['before']}/?at={at}-{at + 4}#c{at}-{at + 4}"
    assert f'href="{address}"' in page
    landed = client.get(address.split("#")[0]).content.decode()
    assert re.search(rf'<a class="f measure[^"]* on"[^>]* id="c{at}-{at + 4}">6\.5%</a>', landed)


def test_a_target_without_a_number_stands_in_its_series(client, workspace, tmp_path):
    text = BEFORE + "指标 | 2023年目标\n地区生产总值增长（%） | 6.5左右\n居民人均可支配收入增长（%） | 与经济增长同步\n"
    later = AFTER.replace("建成口袋公园8个。", "居民人均可支配收入增长5.9%。")
    load(tmp_path, workspace, text, "before.txt")
    page = fact_over(client, load(tmp_path, workspace, later, "after.txt"), later, "5.9%")
    assert rows(page, "本地历年") == ["2023 目标 与经济增长同步 2023工作报告", "实绩 5.9% 2024工作报告"]


def test_other_places_are_shown_for_the_same_year_or_the_last_before_it(client, shelf):
    assert rows(fact_over(client, shelf["after"], AFTER, "6%", after="二、"), "其他地方") == ["青溪县 2024 目标 7%左右"]
    assert rows(fact_over(client, shelf["after"], AFTER, "6.2%"), "其他地方") == ["青溪县 2023 实绩 5.1%"]
    assert "其他地方" not in fact_over(client, shelf["before"], BEFORE, "4.6%"), "later years are no comparison"


def test_the_same_figure_in_another_document_is_pointed_at(client, shelf):
    page = fact_over(client, shelf["after"], AFTER, "6.2%")
    again = page[page.index("同一数字还见于") :]
    start = NEWS.rindex("6.2%")
    assert f"/documents/{shelf['news']}/?at={start}-{start + 4}" in again
    assert "同一数字还见于" not in fact_over(client, shelf["after"], AFTER, "9.6%")


def test_what_a_person_may_not_see_is_said_nowhere(client, workspace, tmp_path):
    number = load(tmp_path, workspace, AFTER, "after.txt")
    load(tmp_path, workspace, NEWS, "news.txt", audience="workspace")
    load(tmp_path, workspace, BEFORE, "before.txt", audience="workspace")
    page = fact_over(client, number, AFTER, "6.2%")
    assert rows(page, "本地历年") == ["2024 目标 6%左右 2024工作报告", "2023 实绩 6.2% 2024工作报告"]
    assert "同一数字还见于" not in page
    assert "公共绿地" not in page, "nor is a term explained from a document not seen"


def test_a_superseded_document_still_has_its_place_s_series(client, workspace, tmp_path):
    old = load(tmp_path, workspace, AFTER, "after.txt")
    load(tmp_path, workspace, BEFORE, "before.txt")
    load(tmp_path, workspace, AFTER.replace("9.6%", "9.5%"), "after.txt")
    page = fact_over(client, old, AFTER, "9.6%")
    assert "2023 目标 10%以上 2023工作报告" in rows(page, "本地历年")
    assert "实绩 9.5% 2024工作报告" in rows(page, "本地历年")


def test_where_else_a_project_or_policy_is_named(client, shelf):
    page = fact_over(client, shelf["after"], AFTER, "《云岭区促进消费若干措施》")
    start = BEFORE.index("《云岭区促进消费若干措施》")
    others = page[page.index("<h3>别的文件") :]
    assert f"/documents/{shelf['before']}/?at={start}-" in others


def test_every_mention_in_the_document_is_listed_with_the_words_beside_it(client, workspace, tmp_path):
    text = BEFORE.replace("名词解释\n", "继续推进云岭科创园一期招商。\n名词解释\n")
    page = fact_over(client, load(tmp_path, workspace, text, "before.txt"), text, "云岭科创园一期")
    listed = page[page.index("<h3>本文提及") :]
    assert "继续推进<b>云岭科创园一期</b>招商" in listed


def test_a_term_of_an_earlier_report_is_explained_with_where_it_is_from(client, shelf):
    page = client.get(f"/documents/{shelf['after']}/").content.decode()
    marks = re.findall(r'<a class="[^"]*term[^"]*" data-k="other-口袋公园[^"]*"[^>]*>口袋公园', page)
    assert len(marks) == 2
    assert "就近可用的公共绿地" in page
    assert "《云州市云岭区2023年政府工作报告》" in page
    chosen = client.get(f"/documents/{shelf['after']}/", {"fact": "other-口袋公园"}).content.decode()
    panel = chosen[chosen.index('id="fact"') :]
    assert "释义出自" in panel
    assert f"/documents/{shelf['before']}/?at=" in panel


def test_a_document_s_own_words_on_a_term_come_before_another_s(client, shelf):
    page = client.get(f"/documents/{shelf['before']}/").content.decode()
    assert "other-" not in page
    assert 'data-term="term-0"' in page
