"""The ask page as a browser without script asks for it; what is answered is the business of the room `asking`."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from tests.ledger_parts import TEXT, made_from
from tests.test_people_access import SECRET, SEES, house  # noqa: F401
from tests.test_search_ledger import load  # noqa: F401
from tests.test_web_text import HOSTILE
from tests.test_words_index import HOSTILE as HOSTILE_WORDS

CHENGHU = Path(__file__).parent.parent / "examples" / "chenghu"


def page_of(client: Any, question: str, status: int = 200) -> str:
    page = client.get(f"/ask/?q={quote(question)}")
    assert page.status_code == status
    return page.content.decode()


def test_an_empty_ledger_says_how_to_fill_it(client, workspace):
    page = page_of(client, "")
    assert "luoshi load" in page
    assert "例如" not in page


@pytest.fixture
def chenghu(workspace: Any) -> None:
    from luoshi.ledger.load import load_files
    from luoshi.people.audience import Audience

    papers = [CHENGHU / name for name in ("work-report-2023.docx", "work-report-2024.pdf")]
    for _, result in load_files(papers, workspace=workspace, audience=Audience.PUBLIC):
        assert not isinstance(result, Exception), result


def test_every_example_is_answered(client, chenghu):
    examples = re.findall(r'<li><a href="\?q=([^"]+)">([^<]+)</a>', page_of(client, ""))
    assert len(examples) >= 4
    for address, words in examples:
        assert unquote(address) == html.unescape(words)
        assert "有据可答" in client.get(f"/ask/?q={address}").content.decode(), words


def test_an_answer_leads_to_its_words(client, chenghu):
    page = page_of(client, "澄湖区2024年地区生产总值增长目标是多少")
    assert "有据可答" in page
    assert "6%左右" in page
    references = set(re.findall(r'class="ref" href="#(e\d+)"', page))
    assert references
    assert references <= set(re.findall(r'<li id="(e\d+)">', page))
    ((address, quoted),) = re.findall(r'<blockquote><a href="([^"]+)">(.*?)</a>', page)[:1]
    assert re.fullmatch(r"/documents/\d+/\?at=(\d+-\d+)#c\1", address)
    there = client.get(address.partition("#")[0]).content.decode()
    assert f'id="{address.partition("#")[2]}"' in there
    assert html.unescape(quoted)[:8] in html.unescape(re.sub(r"<[^>]+>", "", there))
    assert "问题类型" in page


def test_what_contradicts_and_what_is_not_there_is_told(client, chenghu):
    corrected = page_of(client, "澄湖区2024年地区生产总值增长目标是15%吗")
    assert "与原文不符，更正如下" in corrected
    assert '<section class="told corrected"' in corrected
    absent = page_of(client, "乌有县2031年铁矿石产量是多少")
    assert "账本里没有" in absent
    assert "依据</h2>" not in absent
    nearest = page_of(client, "什么是口袋公园")
    assert "最接近的原文" in nearest
    assert "不是答案" in nearest


def test_a_question_has_its_bounds(client, workspace):
    assert "L645" in page_of(client, "问" * 201, status=400)
    assert "账本里没有" in page_of(client, "问" * 200)


@pytest.mark.parametrize("words", [*HOSTILE_WORDS, "{{7*7}}", "<script>alert(1)</script>是多少", "%00"], ids=ascii)
def test_anything_may_be_asked(client, load, words):  # noqa: F811
    load(HOSTILE)
    typed = quote(words.encode("utf-8", "surrogatepass"))[:3000]
    page = client.get(f"/ask/?q={typed}")
    assert page.status_code in (200, 400)
    assert not re.search(r"<script(?! src=)|<img|<[^>]* style=|<[^>]* on\w+=", page.content.decode())


def test_a_hostile_document_is_quoted_as_text(client, workspace, tmp_path):
    from luoshi.ledger.load import load_file

    path = tmp_path / "报告.txt"
    path.write_text(TEXT + HOSTILE.replace("投资310亿元", "固定资产投资目标是310亿元"), "utf-8")
    load_file(path, workspace=workspace, audience="public", read=made_from)
    for question in ("云岭区固定资产投资是多少", "什么是口袋公园", "alert 是什么", "云岭区有哪些项目"):
        assert not re.search(r"<script(?! src=)|<img|<[^>]* style=|<[^>]* on\w+=", page_of(client, question))


@pytest.mark.parametrize("name", SEES)
def test_each_person_is_told_what_is_theirs_to_see(client, house, name):  # noqa: F811
    people, _ = house
    if people[name] is not None:
        client.force_login(people[name])
    for question in ("", "什么是口袋公园", "固定资产投资目标是多少", "有哪些项目", *(f"{secret}固定资产投资目标是多少" for secret in SECRET.values())):
        page = page_of(client, question)
        for audience, secret in SECRET.items():
            if audience not in SEES[name] and secret not in question:
                assert secret not in page, question
        shown = re.findall(r'<blockquote>.*?</blockquote>|class="where">.*?</p>', page, re.S)
        assert {audience for audience, secret in SECRET.items() if secret in "".join(shown)} <= SEES[name]
