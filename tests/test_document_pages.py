"""A document's page without script: finding in it, printing it with notes, citing it, where it came from, what became of it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest

from tests.document_parts import AFTER, BEFORE, fact_over, load
from tests.ledger_parts import TEXT, made_from


@pytest.fixture
def put(workspace, tmp_path):
    """Load a text as the reader of these tests takes it; the document's number."""

    def put(text: str = TEXT, name: str = "报告.txt", **options: object) -> int:
        return load(tmp_path, workspace, text, name, **{"read": made_from, **options})

    return put


def shown(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


# Finding


@pytest.mark.parametrize("asked", ["投资", "投資", "投资 ", "\u3000投资"])
def test_words_are_found_in_any_form_and_marked(client, put, asked):
    page = client.get(f"/documents/{put()}/", {"find": asked}).content.decode()
    assert f"{TEXT.count('投资')} 处" in page
    marked = re.findall(r'<mark id="h(\d+)">([^<]*)</mark>', page)
    assert [int(number) for number, _ in marked] == list(range(1, TEXT.count("投资") + 1))
    assert {words for _, words in marked} == {"投资"}


def test_full_width_and_half_width_digits_find_one_another(client, put):
    number = put(TEXT.replace("310亿元", "３１０亿元"))
    assert client.get(f"/documents/{number}/find", {"find": "310"}).json()["hits"] == [[TEXT.index("310"), TEXT.index("310") + 3]]


def test_hits_are_listed_with_the_words_beside_them_and_lead_to_the_text(client, put):
    page = client.get(f"/documents/{put()}/", {"find": "口袋公园"}).content.decode()
    listed = re.findall(r'<li><a href="#(h\d+)">(.*?)</a></li>', page)
    assert [name for name, _ in listed] == ["h1", "h2"]
    assert "新建<mark>口袋公园</mark>6个" in listed[0][1]
    assert all(f'<mark id="{name}">' in page for name, _ in listed)


def test_a_hit_across_the_edge_of_a_fact_has_one_number(client, put):
    page = client.get(f"/documents/{put()}/", {"find": "投资310亿元"}).content.decode()
    article = re.search(r"<article.*</article>", page, re.S)[0]
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", article) == ["投资", "310亿元"]
    assert page.count('<mark id="h1">') == 1
    assert '<mark id="h2">' not in page


def test_what_is_not_there_is_said_so(client, put):
    assert "本文没有这些字句" in client.get(f"/documents/{put()}/", {"find": "轨道交通"}).content.decode()


@pytest.mark.parametrize("asked", ["<b>", '"', "\\", ".*", "%", "的" * 5000, " ", "\x00"])
def test_any_words_may_be_asked_for(client, put, asked):
    number = put()
    assert client.get(f"/documents/{number}/", {"find": asked}).status_code == 200
    assert client.get(f"/documents/{number}/find", {"find": asked}).status_code == 200


def test_blanks_in_the_text_do_not_hide_its_words(client, put):
    number = put(TEXT.replace("口袋公园6个", "口袋\u3000公园6个"))
    assert len(client.get(f"/documents/{number}/find", {"find": "口袋公园"}).json()["hits"]) == 2


def test_each_of_several_words_is_found(client, put):
    hits = client.get(f"/documents/{put()}/find", {"find": "企业 公园"}).json()["hits"]
    assert [TEXT[start:end] for start, end in hits] == ["企业", "公园", "公园"]


def test_only_the_document_itself_is_looked_through(client, workspace, tmp_path):
    text = f"{BEFORE}\n\n{AFTER}"
    from luoshi.ledger.models import Document

    load(tmp_path, workspace, text, "two.txt")
    first, second = Document.objects.order_by("start")
    hits = client.get(f"/documents/{second.pk}/find", {"find": "口袋公园"}).json()["hits"]
    assert len(hits) == AFTER.count("口袋公园")
    assert all(second.start <= start < end <= second.end for start, end in hits)
    assert first.end <= second.start


def test_a_document_one_may_not_see_is_not_looked_through(client, put):
    number = put(audience="workspace")
    assert client.get(f"/documents/{number}/find", {"find": "投资"}).status_code == 404


# Where it came from, how it is cited


def test_a_path_on_this_machine_is_never_shown(client, put, tmp_path):
    page = client.get(f"/documents/{put()}/?fact=measure-0").content.decode()
    assert str(tmp_path) not in page
    assert "来自" not in page


@pytest.mark.parametrize(
    ("where_from", "is_shown"),
    [
        ("https://www.yunling.gov.cn/2024/report.html?a=1&b=2", True),
        ("http://区政府.example/报告", True),
        ("javascript:alert(1)", False),
        ("file:///srv/reports/a.txt", False),
        ("https://name:secret@yunling.example/a", False),
        ("https://[", False),
        ("来自信箱", False),
    ],
)
def test_an_address_it_came_from_is_shown_where_it_can_be_followed(where_from, is_shown):
    from luoshi.web.document.addresses import origin

    assert bool(origin(where_from)) == is_shown


def test_the_address_it_came_from_is_a_link(client, put, tmp_path):
    number = put(where_from="https://www.yunling.gov.cn/2024/report.html")
    page = client.get(f"/documents/{number}/").content.decode()
    assert '<a href="https://www.yunling.gov.cn/2024/report.html" rel="noopener noreferrer nofollow external">' in page


def test_a_fact_is_cited_with_title_place_date_and_the_link_to_its_words(client, put):
    number, start = put(), TEXT.index("310亿元")
    page = client.get(f"/documents/{number}/", {"fact": "measure-0"}).content.decode()
    cited = unescape(re.search(r'<p class="citation" hidden>(.*?)</p>', page, re.S)[1])
    link = f"http://testserver/documents/{number}/?at={start}-{start + 5}#c{start}-{start + 5}"
    assert cited == f"310亿元\n——《云岭区2024年政府工作报告》，云州市云岭区，2024年，{link}"


@pytest.mark.parametrize(
    ("published", "plan", "review", "date"),
    [("2024-01-09", "2024", "2023", "2024年1月9日"), ("", "2024", "2023", "2024年"), ("", "", "2023", "2023年"), ("", "", "", "")],
)
def test_the_date_of_a_citation(published, plan, review, date):
    from luoshi.reading.facts import Document, Place
    from luoshi.web.document.citing import citation

    about = Document(0, 9, "", "other", Place("云岭区"), published=published, plan=plan, review=review)
    assert citation(about, "关于印发《办法》的通知") == "，".join(filter(None, ("《关于印发〈办法〉的通知》", "云岭区", date)))


# What became of it


def test_an_old_address_leads_to_the_same_words_of_the_changed_file(client, put):
    old = put()
    new = put("前面添了一句。\n" + TEXT)
    start = TEXT.index("新建口袋公园6个")
    span = f"{start}-{start + 8}"
    page = client.get(f"/documents/{old}/", {"at": span}).content.decode()
    assert f'id="c{span}"' in page, "the old address still shows its own words"
    moved = start + len("前面添了一句。\n")
    assert f'href="/documents/{new}/?at={moved}-{moved + 8}#c{moved}-{moved + 8}"' in page


def test_words_that_are_gone_from_the_changed_file_are_owned_up_to(client, put):
    old = put()
    new = put(TEXT.replace("310亿元", "305亿元"))
    start = TEXT.index("310亿元")
    page = client.get(f"/documents/{old}/", {"at": f"{start}-{start + 5}"}).content.decode()
    assert "没有替您挪动" in page
    assert f'href="/documents/{new}/"' in page


def test_a_document_parted_otherwise_later_leads_to_what_stands_over_the_words(client, workspace, tmp_path):
    from dataclasses import replace

    text = f"{BEFORE}\n\n{AFTER}"

    def whole(path):
        file = made_from(path)
        return replace(file, rendition=replace(file.rendition, loader="txt/9"))

    def parted(path):
        from luoshi.reading import read

        file = read(path)
        return replace(file, rendition=replace(file.rendition, loader="txt/9"))

    old = load(tmp_path, workspace, text, "two.txt", read=whole)
    from luoshi.ledger.models import Document

    load(tmp_path, workspace, text, "two.txt", read=parted)
    second = Document.objects.exclude(pk=old).order_by("start").last()
    start = text.rindex("口袋公园")
    page = client.get(f"/documents/{old}/", {"at": f"{start}-{start + 4}"}).content.decode()
    assert "按新的划分重新读过" in page
    assert f'href="/documents/{second.pk}/?at={start}-{start + 4}#c{start}-{start + 4}"' in page


def test_a_successor_one_may_not_see_is_not_told_of(client, put, workspace):
    from luoshi.ledger.actions import take_down
    from luoshi.ledger.models import Document
    from luoshi.people.models import Membership, Role, User

    editor = User.objects.create(username="editor")
    Membership.objects.create(workspace=workspace, user=editor, role=Role.EDITOR)
    old = put()
    new = put(TEXT + "补充一句。")
    take_down(Document.objects.get(pk=new).rendition.source, person=editor, reason="误发")
    page = client.get(f"/documents/{old}/").content.decode()
    assert "后来有改动" not in page
    assert f"/documents/{new}/" not in page


# Printed with notes


def printed(client, number: int) -> str:
    return str(client.get(f"/documents/{number}/", {"print": "footnotes"}).content.decode())


def test_every_figure_and_task_has_a_numbered_note_at_the_end_of_its_part(client, workspace, tmp_path):
    page = printed(client, load(tmp_path, workspace, BEFORE, "before.txt"))
    references = [int(n) for n in re.findall(r'<a id="r(\d+)" href="#n\1">\1</a>', page)]
    notes = [int(n) for n in re.findall(r'<li id="n(\d+)" value="\1">', page)]
    assert references == notes == list(range(1, len(notes) + 1))
    assert len(notes) >= 8
    first, second = page.split('<h2 id="s1"')
    assert "4.6%</span>\u2060<sup" in first
    assert re.search(r"<b>数据</b> 4\.6%，地区生产总值，增速，实绩，2022</li>", first)
    assert "6.5%，地区生产总值，增速，目标，2023" in second
    assert "<b>任务</b>" in second


def test_the_printed_text_holds_every_word_once(client, workspace, tmp_path):
    page = printed(client, load(tmp_path, workspace, BEFORE, "before.txt"))
    article = re.search(r"<article.*?</article>", page, re.S)[0]
    bare = re.sub(r'<ol class="footnotes".*?</ol>|<sup.*?</sup>|\u2060', "", article, flags=re.S)
    assert shown(bare) == "".join(BEFORE.split())


def test_a_figure_in_a_table_has_its_note_too(client, workspace, tmp_path):
    text = BEFORE + "指标 | 2023年目标\n地区生产总值增长（%） | 6.5左右\n"
    page = printed(client, load(tmp_path, workspace, text, "before.txt"))
    assert re.search(r"<td[^>]*>.*?6\.5.*?<sup", page)


def test_a_hostile_text_is_printed_as_text(client, put):
    from tests.test_web_text import HOSTILE

    page = printed(client, put(HOSTILE))
    assert "<img" not in page
    assert "<script>alert" not in page


# The page


def test_a_text_that_does_not_bear_its_title_gets_it_when_printed(client, workspace, tmp_path):
    titled = client.get(f"/documents/{load(tmp_path, workspace, BEFORE, 'a.txt')}/").content.decode()
    assert '<header class="about">' in titled
    assert '<p class="title"' in titled
    bare = BEFORE.split("\n", 3)[3]
    untitled = client.get(f"/documents/{load(tmp_path, workspace, bare, 'b.txt')}/").content.decode()
    assert '<header class="about untitled">' in untitled


def test_when_and_by_whom_it_was_given_stand_under_the_title(client, workspace, tmp_path):
    page = client.get(f"/documents/{load(tmp_path, workspace, BEFORE, 'a.txt')}/").content.decode()
    front = re.findall(r'<p class="front"[^>]*>(.*?)</p>', page)
    assert [shown(line) for line in front] == ["——2023年1月5日在云岭区第三届人民代表大会第二次会议上", "区长陈明"]


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("云岭科创园一期", "/projects/云岭科创园一期/"),
        ("《云岭区促进消费若干措施》", "/policies/云岭区促进消费若干措施/"),
        ("区人民政府", "/units/区人民政府/"),
        ("6.5%", "/indicators/gdp/"),
    ],
)
def test_named_things_and_indicators_lead_to_their_own_pages(client, workspace, tmp_path, words, address):
    page = fact_over(client, load(tmp_path, workspace, BEFORE, "a.txt"), BEFORE, words)
    assert f'<p class="own"><a href="{quote(address)}">' in page
    assert client.get(quote(address)).status_code == 200


def test_the_place_and_the_terms_lead_to_their_pages(client, workspace, tmp_path):
    number = load(tmp_path, workspace, BEFORE, "a.txt")
    page = client.get(f"/documents/{number}/?fact=term-0").content.decode()
    assert f'href="{quote("/places/云岭区/")}"' in page
    assert f'href="{quote("/terms/口袋公园/")}"' in page


def test_no_page_no_link(client, workspace, tmp_path, settings):
    number = load(tmp_path, workspace, BEFORE, "a.txt")
    settings.ROOT_URLCONF = "tests.document_addresses"
    page = fact_over(client, number, BEFORE, "云岭科创园一期")
    assert 'class="own"' not in page
    assert 'class="chart"' not in fact_over(client, number, BEFORE, "6.5%")


def test_a_fact_costs_a_fixed_number_of_queries(client, workspace, tmp_path, django_assert_max_num_queries):
    number = load(tmp_path, workspace, BEFORE, "a.txt")
    for n in range(4):
        load(tmp_path, workspace, AFTER.replace("2024", str(2025 + n)).replace("2023", str(2024 + n)), f"{n}.txt")
    with django_assert_max_num_queries(30):
        client.get(f"/documents/{number}/?fact=measure-0")
