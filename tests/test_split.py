"""Splitting a text into documents, and what each says of itself: kind, title, place, years, meeting, speaker, date."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.catalogue.regions import regions
from luoshi.reading.facts import Document
from luoshi.reading.split import split
from luoshi.reading.text import fold

ITEM = (
    "记者从区政务服务中心获悉，新设企业一次办结专区已经启用，开办时间压缩到半天。专区汇集市场监管、税务等窗口，"
    "累计服务企业三百余家。下一步，专区还将增设跨省通办服务。企业负责人表示，办事更方便了，材料也少了。"
    "专区负责人介绍，窗口人员每周轮训一次，疑难事项由专人跟办，办结后统一回访。"
)
REPORT_BODY = (
    "各位代表：\n现在，我代表区人民政府，向大会报告工作，请予审议。\n一、2031年工作回顾\n2031年，全区完成投资86亿元。\n"
    "二、2032年工作安排\n新建道路12公里。\n"
)


def documents(text: str) -> tuple[Document, ...]:
    return split(text, fold(text))


@pytest.mark.parametrize("rule", ["-", "------", "* * *", "====", "——————"])
def test_items_parted_by_rules(rule: str) -> None:
    text = f"{rule}\n青禾县企业开办再提速\n{ITEM}\n2031-05-06\n{rule}\n青禾县办成高频事项跨省通办\n{ITEM}\n2031-05-08\n{rule}\n联系我们\n"
    first, second = documents(text)
    assert (first.title, first.published) == ("青禾县企业开办再提速", "2031-05-06")
    assert (second.title, second.published) == ("青禾县办成高频事项跨省通办", "2031-05-08")
    assert text[second.start : second.end].endswith("2031-05-08")
    assert {first.kind, second.kind} == {"news"}


def test_items_that_close_with_their_dates() -> None:
    text = f"甲镇书屋开放\n{ITEM}\n2031年5月6日\n乙镇集市开市\n{ITEM}\n2031年5月8日\n"
    assert [d.title for d in documents(text)] == ["甲镇书屋开放", "乙镇集市开市"]


def test_items_that_open_with_title_and_date() -> None:
    text = f"甲镇书屋开放\n2031-05-06\n{ITEM}\n乙镇集市开市\n2031-05-08\n{ITEM}\n"
    assert [(d.title, d.published) for d in documents(text)] == [
        ("甲镇书屋开放", "2031-05-06"),
        ("乙镇集市开市", "2031-05-08"),
    ]


def test_rules_inside_one_document_do_not_part_it() -> None:
    text = f"青禾县2031年政府工作报告\n{REPORT_BODY}\n---\n（一）稳增长\n{ITEM * 2}\n---\n（二）惠民生\n{ITEM * 2}\n"
    (only,) = documents(text)
    assert only.kind == "work_report"


def test_a_bundle_of_reports() -> None:
    text = f"青禾县2031年政府工作报告\n{REPORT_BODY}{ITEM * 16}\n松陵县2031年政府工作报告\n{REPORT_BODY}{ITEM * 3}"
    assert [d.title for d in documents(text)] == ["青禾县2031年政府工作报告", "松陵县2031年政府工作报告"]


SOURCED = [
    "2031-05-06 09:32 来源：云溪日报",
    "发布时间：2031-05-06 来源：区融媒体中心 浏览次数：356",
    "发布日期：2031年5月6日 信息来源：区招商局",
]


@pytest.mark.parametrize("line", SOURCED)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_items_with_date_and_source_below_their_titles(line: str, gap: str) -> None:
    short = "昨日上午，甲镇举行项目开工活动，共有项目18个，总投资126亿元，涵盖制造、物流等领域，当年计划投资30亿元。\n"
    text = f"甲镇项目开工{gap}{line}\n{short}乙镇赴外招商{gap}{line}\n{ITEM}\n丙镇园区揭牌{gap}{line}\n{short}"
    found = documents(text)
    assert [(d.title, d.kind, d.published) for d in found] == [
        ("甲镇项目开工", "news", "2031-05-06"),
        ("乙镇赴外招商", "news", "2031-05-06"),
        ("丙镇园区揭牌", "news", "2031-05-06"),
    ]


def test_a_breadcrumb_is_no_title() -> None:
    text = f"云溪市招商网 首页 > 投资动态 > 正文\n甲镇项目开工\n发布时间：2031-05-06 来源：云溪日报\n{ITEM}"
    assert [d.title for d in documents(text)] == ["甲镇项目开工"]


OF_A_SESSION = (
    "2032年青禾区政府工作报告\n——2032年1月8日在青禾区第六届人民代表大会第二次会议上\n区长 林知遥\n"
    "各位代表：\n现在，我代表区人民政府向大会报告工作，请予审议。\n一、2031年工作回顾\n全区生产总值增长6.2%。\n二、2032年工作安排\n新建道路12公里，改造小区18个。\n"
    "关于青禾区2031年国民经济和社会发展计划执行情况与2032年计划草案的报告\n——2032年1月8日在青禾区第六届人民代表大会第二次会议上\n"
    "青禾区发展和改革局\n各位代表：\n受区人民政府委托，现将计划执行情况报告如下，请予审查。\n一、2031年计划执行情况\n全区生产总值增长6.2%。\n二、2032年预期目标\n增长6.5%左右。\n"
    "关于青禾区2031年财政预算执行情况和2032年财政预算草案的报告\n——2032年1月8日在青禾区第六届人民代表大会第二次会议上\n"
    "青禾区财政局\n一、2031年预算执行情况\n一般公共预算收入完成52.3亿元，为预算的101.2%，增长6.8%。\n二、2032年预算草案\n收入预期56亿元，增长7%。\n"
    "青禾区2031年国民经济和社会发展统计公报\n青禾区统计局\n2032年3月20日\n一、综合\n全年地区生产总值862亿元，比上年增长6.2%。\n"
)


@pytest.mark.parametrize("breaks", ["\n", ""])
def test_the_reports_of_a_session_one_after_another(breaks: str) -> None:
    found = documents(OF_A_SESSION.replace("\n", breaks))
    assert [d.kind for d in found] == ["work_report", "plan_report", "budget_report", "bulletin"]
    assert [(d.review, d.plan) for d in found] == [("2031", "2032")] * 3 + [("2031", "")]
    assert {d.place.name for d in found} == {"青禾区"}
    assert found[3].title == "青禾区2031年国民经济和社会发展统计公报"


def test_blank_text_holds_no_document() -> None:
    assert documents(" \n　\n") == ()


FRONTS = [
    (
        f"政府工作报告\n——2032年1月8日在云溪市青禾区第六届人民代表大会第二次会议上\n青禾区人民政府区长 林 知遥\n{REPORT_BODY}",
        {
            "kind": "work_report",
            "title": "2032年青禾区政府工作报告",
            "review": "2031",
            "plan": "2032",
            "meeting": "云溪市青禾区第六届人民代表大会第二次会议",
            "place.name": "青禾区",
            "place.parent": "云溪市",
            "place.level": "district",
        },
        "a title without year and place gets both, from the meeting",
    ),
    (
        REPORT_BODY.replace("代表区人民政府", "代表青禾区人民政府"),
        {"kind": "work_report", "title": "2032年青禾区政府工作报告", "review": "2031", "plan": "2032"},
        "no title at all: one is made",
    ),
    (
        "关于青禾区2031年国民经济和社会发展计划执行情况\n与2032年国民经济和社会发展计划草案的报告\n"
        "青禾区发展和改革局局长 周启明\n各位代表：\n受区人民政府委托，向大会报告，请予审查。\n一、2031年计划执行情况\n投资增长。",
        {
            "kind": "plan_report",
            "title": "关于青禾区2031年国民经济和社会发展计划执行情况与2032年国民经济和社会发展计划草案的报告",
            "review": "2031",
            "plan": "2032",
            "speaker": "青禾区发展和改革局局长周启明",
        },
        "a title set in two lines",
    ),
    (
        "青禾区2031年财政预算执行情况和2032年财政预算草案的报告\n各位代表：\n请予审查。\n一、2031年预算执行情况\n收入增长。",
        {"kind": "budget_report", "review": "2031", "plan": "2032"},
        "a budget report",
    ),
    (
        "青禾区国民经济和社会发展第十五个五年规划纲要\n第一章 发展基础\n“十四五”时期，全区实力增强。\n第二章 主要目标\n提速。",
        {"kind": "plan", "review": "2021-2025", "plan": "2026-2030"},
        "a five-year plan looks back five years",
    ),
    (
        "青禾区国民经济和社会发展第十四个五年规划实施情况中期评估报告\n总体进展顺利。",
        {"kind": "midterm_evaluation", "plan": "2021-2025"},
        "its evaluation half way",
    ),
    (
        "青禾区2031年国民经济和社会发展统计公报\n青禾区统计局\n2032年4月2日\n全年地区生产总值500亿元，增长6%。",
        {"kind": "bulletin", "review": "2031", "plan": "", "published": "2032-04-02"},
        "a bulletin looks back only",
    ),
    (
        "青禾区2032年政府工作报告重点任务分解方案\n一、稳增长\n1.新建道路3公里。(牵头单位:区交通局)",
        {"kind": "task_table", "plan": "2032"},
        "a table of tasks",
    ),
    (
        "青禾区2031年国民经济和社会发展计划部分指标调整方案\n建议将投资增速由12%调整为8%。",
        {"kind": "adjustment", "plan": "2031"},
        "an adjustment",
    ),
    (
        "关于促进青禾区餐饮业发展的若干措施\n第一条 支持首店落户。\n第二条 支持夜间经营。",
        {"kind": "policy", "review": "", "plan": ""},
        "a policy",
    ),
    (
        "政 府 工 作 报 告\n二〇三二年一月八日在松陵县第十届人民代表大会第一次会议上\n各位代表：\n我代表县人民政府报告工作，请予审议。\n"
        "二〇三一年工作回顾\n过去一年，全县粮食丰收，产量达到20万吨，比上年增长1%，农民收入继续提高，各项事业取得新进步。",
        {"kind": "work_report", "review": "2031", "plan": "2032", "place.name": "松陵县"},
        "a title set wide, years spelled out",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), FRONTS, ids=[reason for *_, reason in FRONTS])
def test_fronts(text: str, expected: dict[str, str], reason: str) -> None:
    (document,) = documents(text)
    said = {
        key: getattr(document.place, key[6:]) if key.startswith("place.") else getattr(document, key)
        for key in expected
    }
    assert said == expected


def test_known_places_have_code_parent_and_ties() -> None:
    text = "武汉市汉南区2031年政府工作报告\n各位代表:\n现在,我代表区人民政府报告工作,请予审议。\n" + REPORT_BODY
    place = documents(text)[0].place
    assert (place.name, place.code, place.parent) == ("汉南区", "420113", "武汉市")
    assert (place.tie, place.tied_to) == ("托管", "武汉经济技术开发区")


ADDRESS = "各位代表：\n现在，我代表{owner}，向大会报告工作，请予审议。\n"
PLACES = [
    (
        "政府工作报告\n" + ADDRESS.format(owner="镜湖湾区人民政府") + REPORT_BODY,
        ("镜湖湾区", "", ""),
        "whose government it is",
    ),
    (
        "云溪市澜湖区2031年政府工作报告\n" + ADDRESS.format(owner="区人民政府") + REPORT_BODY,
        ("澜湖区", "", "云溪市"),
        "…湖区 is a name as well as a kind",
    ),
    (
        "云溪市西湖区2031年政府工作报告\n" + ADDRESS.format(owner="区人民政府") + REPORT_BODY,
        ("西湖区", "", "云溪市"),
        "a known name, but the city around it is none of those it lies in",
    ),
    (
        "杭州市西湖区2031年政府工作报告\n" + ADDRESS.format(owner="区人民政府") + REPORT_BODY,
        ("西湖区", "330106", "杭州市"),
        "the same name where it is known to lie",
    ),
    (
        "云溪市松陵土家族自治县2031年政府工作报告\n" + ADDRESS.format(owner="县人民政府") + REPORT_BODY,
        ("松陵土家族自治县", "", "云溪市"),
        "an autonomous county",
    ),
    (
        "有关情况的说明\n去年，我区新建公园3个，澜湖区百姓满意。今年，我区将再建2个。在澜湖区，公园已有9个。澜湖之畔更美了。",
        ("澜湖区", "", ""),
        "我区, and the name most used",
    ),
    (
        "有关情况的说明\n我区科技创新兴区战略见效，新兴产业壮大，创新兴区路子越走越宽，新兴动能加快形成。",
        ("", "", ""),
        "创新兴区 and 新兴产业 name no 新兴区",
    ),
    (
        "有关情况的说明\n我区建设平安社区，平安、平安、平安。丘陵山区、老旧社区和贫困县都有变化，丘陵山区变化大。",
        ("", "", ""),
        "kinds of places and common words are no names",
    ),
    (
        "政府工作报告\n在市十三届人大二次会议上\n" + ADDRESS.format(owner="市人民政府") + "鄂城区、蔡甸区均有进展。\n",
        ("", "", ""),
        "districts named in a city's report are not its place",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), PLACES, ids=[reason for *_, reason in PLACES])
def test_places(text: str, expected: tuple[str, str, str], reason: str) -> None:
    place = documents(text)[0].place
    assert (place.name, place.code, place.parent) == expected


TIES = [
    ("武汉市东西湖区", "东西湖区", "合署", "武汉临空港经济技术开发区"),
    ("武汉临空港经济技术开发区", "武汉临空港经济技术开发区", "合署", "东西湖区"),
    ("武汉经济技术开发区", "武汉经济技术开发区", "托管", "汉南区"),
    ("武汉市汉南区", "汉南区", "托管", "武汉经济技术开发区"),
]


@pytest.mark.parametrize(("named", "name", "tie", "tied_to"), TIES)
def test_ties_hold_both_ways(named: str, name: str, tie: str, tied_to: str) -> None:
    place = documents(f"{named}2031年工作报告\n各位代表：\n报告工作，请予审议。\n")[0].place
    assert (place.name, place.tie, place.tied_to) == (name, tie, tied_to)


def test_an_item_without_place_gets_that_of_its_page() -> None:
    text = (
        f"投资动态 - 2031-05-09\n澜湖区书屋开放\n{ITEM}位于澜湖区的书屋是第三家。澜湖之畔书香浓。\n2031年5月6日\n"
        f"昱川电驱投产\n{ITEM}澜湖工厂一期投产。\n2031年5月8日\n"
    )
    first, second = documents(text)
    assert first.title == "澜湖区书屋开放"
    assert (first.place.name, second.place.name) == ("澜湖区", "澜湖区")


TASK_LISTS = [
    (
        "青禾区2032年十件民生实事\n一是新建学校3所。二是改造道路5条。三是新增床位40张。",
        ("", "2032"),
        "the title's year",
    ),
    (
        "十件实事\n发布时间：2032-03-01\n今年，全区将办好十件实事。\n1.新建学校3所。\n2.改造道路5条。",
        ("", "2032"),
        "今年, by the date",
    ),
    ("十件实事\n今年，全区将办好十件实事。\n1.新建学校3所。\n2.改造道路5条。", ("", ""), "今年, and no date"),
    (
        "政府工作报告提出的目标\n2031年全区实现生产总值163亿元，增长13%。\n2032年，青禾区将新建学校3所。生产总值增长8%。",
        ("2031", "2032"),
        "a year reported and a year meant",
    ),
    ("青禾县交通局2031年工作总结\n全县新建公路142公里，改造危桥9座。", ("2031", ""), "what came of a year"),
    ("青禾县交通局2031年工作总结和2032年工作计划\n2031年新建公路142公里。2032年将改造危桥9座。", ("2031", "2032"), "of one year and for the next"),
    (f"青禾县企业开办再提速\n{ITEM}\n2031-05-06\n", ("", ""), "news plans for no year"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), TASK_LISTS, ids=[reason for *_, reason in TASK_LISTS])
def test_years_of_task_lists(text: str, expected: tuple[str, str], reason: str) -> None:
    (document,) = documents(text)
    assert (document.review, document.plan) == expected


TERMS = [
    ("一、本届政府工作回顾\n五年来，全区投资翻番。\n", "2027-2031", "a term, its length said below"),
    ("一、过去四年工作回顾\n四年来，全区投资翻番。\n", "2028-2031", "four years"),
    ("一、“十五五”时期工作回顾\n全区投资翻番。\n", "2031", "a plan's years, but not those just over"),
    ("一、过去五年和2031年工作回顾\n全区投资翻番。\n", "2031", "a year is named beside the term"),
]


@pytest.mark.parametrize(("body", "review", "reason"), TERMS, ids=[reason for *_, reason in TERMS])
def test_reviews_of_a_term(body: str, review: str, reason: str) -> None:
    text = (
        "政府工作报告\n——2032年1月8日在青禾区第六届人民代表大会第一次会议上\n"
        + ADDRESS.format(owner="区人民政府")
        + body
    )
    (document,) = documents(text)
    assert (document.review, document.plan) == (review, "2032")


def test_ascii_and_full_width_give_the_same() -> None:
    text = FRONTS[0][0]
    folded = text.translate(str.maketrans("，：（）", ",:()"))
    assert documents(text) == documents(folded)


@given(st.text(alphabet="-\n甲乙丙。，2031年月日5政府工作报告各位代表 区市第届次会议", max_size=300))
def test_documents_are_in_order_and_inside(text: str) -> None:
    found = documents(text)
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert bool(found) == bool(fold(text).strip())


MEETING = "云溪市青禾区第六届人民代表大会第二次会议"


@pytest.mark.parametrize(
    "head",
    [
        f"政府工作报告——2032年1月8日在{MEETING}上 区长 林知遥",
        f"政府工作报告（2032年1月8日在{MEETING}上）青禾区人民政府区长林知遥",
        f"政府工作报告 2032年1月8日在{MEETING}上 青禾区人民政府区长 林知遥 ",
        f"政府工作报告2032年1月8日在{MEETING}上青禾区人民政府区长林知遥",
        f"政府工作报告——在{MEETING}上（2032年1月8日）区长 林知遥\n",
    ],
)
def test_a_front_that_lost_its_breaks(head: str) -> None:
    (found,) = documents(head + REPORT_BODY.replace("\n", ""))
    assert (found.kind, found.title, found.meeting) == ("work_report", "2032年青禾区政府工作报告", MEETING)
    assert (found.place.name, found.review, found.plan) == ("青禾区", "2031", "2032")
    assert found.speaker.endswith("区长林知遥")


@pytest.mark.parametrize("before", ["各位代表：", "各位代表！", "县长 张晓禾"])
def test_a_review_of_a_term_that_lost_its_breaks(before: str) -> None:
    text = f"2032年青禾县政府工作报告{before}一、过去四年工作回顾过去四年，完成投资86亿元。二、2032年工作安排新建道路12公里。"
    assert [(d.review, d.plan) for d in documents(text)] == [("2028-2031", "2032")]


def test_a_report_without_front_is_told_by_its_first_heading() -> None:
    (found,) = documents(REPORT_BODY[REPORT_BODY.index("一、") :])
    assert (found.kind, found.review, found.plan) == ("work_report", "2031", "2032")


BORNE_BY_SEVERAL = ("河东区", "铁东区", "桥西区", "铁西区", "向阳区", "新城区", "市中区", "城区", "郊区", "朝阳区")


@pytest.mark.parametrize("name", BORNE_BY_SEVERAL)
@pytest.mark.parametrize("title", ["2031年{}政府工作报告", "{}2031年政府工作报告", "关于{}2031年预算草案的报告"])
def test_a_name_that_several_bear_is_given_as_said(name: str, title: str) -> None:
    place = documents(f"{title.format(name)}\n{REPORT_BODY}")[0].place
    assert (place.name, place.code) == (name, "")


@pytest.mark.parametrize("name", ["江南县", "大河东区", "龙西湖区", "浦永年区"])
def test_a_name_nobody_bears_is_not_the_shorter_one_inside_it(name: str) -> None:
    place = documents(f"2031年{name}政府工作报告\n{REPORT_BODY}")[0].place
    assert (place.name, place.code) == (name, "")


def test_the_city_named_in_the_body_tells_which_is_meant() -> None:
    body = REPORT_BODY + "四平市下达的任务全部完成。四平市交办的事项逐一办结。"
    assert documents(f"2031年铁东区政府工作报告\n{body}")[0].place.code == "220303"


def test_every_region_of_the_catalogue_is_found_in_a_title() -> None:
    bearers = Counter(region.name for region in regions().all)
    wrong = []
    for region in regions().all:
        place = documents(f"2031年{region.name}政府工作报告\n各位代表：\n")[0].place
        if (place.name, place.code) != (region.name, region.code if bearers[region.name] == 1 else ""):
            wrong.append((region.name, place))
    assert not wrong
