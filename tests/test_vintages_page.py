"""The page of one indicator in one place: versions beside one another, growth against level."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from luoshi.people.audience import Audience
from tests.facts_parts import load, loaded_days_ago

pytestmark = pytest.mark.django_db

FIRST = "澄湖区2023年政府工作报告\n\n一、2022年工作回顾\n社会消费品零售总额238.0亿元，增长0.9%。\n\n二、2023年主要目标\n社会消费品零售总额增长8%左右。\n"
LATER = "澄湖区2024年政府工作报告\n\n一、2023年工作回顾\n社会消费品零售总额259.8亿元，增长9.2%。\n"
"""238.0 → 259.8 is 9.16 %."""


def test_versions_stand_beside_one_another_and_growth_against_level(workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, FIRST, "first.txt")
    load(tmp_path, workspace, LATER, "later.txt")
    page = client.get("/indicators/retail_sales/in/澄湖区/").content.decode()
    assert "8%左右" in page
    assert "9.2%" in page
    assert "相符" in page
    assert "9.16%" in page


def test_what_one_may_not_see_is_not_there(workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, FIRST, "first.txt", audience=Audience.WORKSPACE)
    assert client.get("/indicators/retail_sales/in/澄湖区/").status_code == 404
    assert client.get("/indicators/no_such/in/澄湖区/").status_code == 404


def test_a_series_says_whether_it_is_of_a_district_or_of_a_zone(workspace: Any, tmp_path: Path, client: Client) -> None:
    zone, district = FIRST.replace("澄湖区", "云岭高新技术产业开发区管委会"), FIRST.replace("澄湖区", "东西湖区")
    numbers = [load(tmp_path, workspace, text, f"{n}.txt") for n, text in enumerate((zone, district))]
    from luoshi.ledger.models import Standing

    for number, word in zip(numbers, ("功能区口径", "行政区口径"), strict=True):
        key = Standing.objects.get(document=number).place_key
        assert word in client.get(f"/indicators/retail_sales/in/{key}/").content.decode()
        told = client.get(f"/api/v1/series?thing=retail_sales&place={key}").json()["items"]
        assert {each["scope"] for each in told} == {"functional" if word.startswith("功能") else "administrative"}


def pictures_of(page: str) -> list[str]:
    """The addresses of the charts on it, each once."""
    return list(dict.fromkeys(each for each in re.findall(r'/[a-z/]*series\.svg\?[^" ]*', unescape(page)) if "theme" not in each and "size" not in each))


def drawn(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content


def test_figures_as_the_ledger_had_them_on_a_day(workspace: Any, tmp_path: Path, client: Client) -> None:
    load(tmp_path, workspace, FIRST, "first.txt")
    day = loaded_days_ago(9)
    address = "/indicators/retail_sales/in/澄湖区/"
    before = client.get(address).content.decode()
    drawn_before = [drawn(client, each) for each in pictures_of(before)]
    load(tmp_path, workspace, LATER, "later.txt")
    then = client.get(f"{address}?as_of={day}").content.decode()
    now = client.get(address).content.decode()
    assert "9.2%" in now
    assert "9.2%" not in then
    figures = re.compile(r'<a class="said.*?</a>')
    assert [drawn(client, each) for each in pictures_of(then)] == drawn_before != [drawn(client, each) for each in pictures_of(now)]
    assert figures.findall(then) == figures.findall(before) != []
    compared = "/reckoning/compare/?indicator=retail_sales&place=澄湖区&kind=growth&unit=%25&modality=actual"
    assert "9.2%" in client.get(compared).content.decode()
    assert "9.2%" not in client.get(f"{compared}&as_of={day}").content.decode()
    assert "0.9%" in client.get(f"{compared}&as_of={day}").content.decode()
    assert client.get(f"{address}?as_of=不是日子").status_code == 200
    assert client.get(f"{address}?as_of=1999-01-01").status_code == 404
