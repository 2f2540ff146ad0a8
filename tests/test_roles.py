"""Roles: what a sentence does, told by where it stands and what it says, in reports of several kinds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reading.facts import Role, Section
from luoshi.reading.outline import find_sections
from luoshi.reading.roles import roles
from luoshi.reading.sentences import cut
from luoshi.reading.split import split
from luoshi.reading.tables import find_tables
from luoshi.reading.text import fold


def said(text: str) -> list[tuple[Role, str]]:
    folded = fold(text)
    found: list[tuple[Role, str]] = []
    for document in split(text, folded):
        tables = find_tables(folded, document.start, document.end)
        cuts = cut(folded, document.start, document.end)
        sections = find_sections(folded, document, tables)
        found += [
            (role, text[a:b])
            for role, (a, b) in zip(roles(folded, cuts, sections, document, tables), cuts, strict=True)
        ]
    return found


WORK_REPORT = """
other     |各位代表：
other     |现在，我代表区人民政府，向大会报告工作，请予审议，并请政协委员提出意见。
heading   |一、2031年工作回顾
review    |2031年，全区上下迎难而上，地区生产总值预计增长6.2%。
heading   |一年来，我们主要做了以下工作：
heading   |产业结构持续优化。
review    |新增规上企业15家，建成标准厂房12万平方米。
review    |推进园区扩容，盘活闲置土地800亩，落户项目21个。
review    |社会治安持续向好。
guidance  |各位代表！
other     |在此，我代表区人民政府，向全区人民表示衷心的感谢！
problem   |我们也清醒看到，发展中还存在一些困难和问题：经济总量还不够大；
problem   |优质公共服务供给不足。
guidance  |对此，我们将采取有力措施，认真加以解决。
heading   |二、2032年工作安排
guidance  |2032年是“十五五”规划深化之年，做好全年工作意义重大。
guidance  |政府工作的总体要求是：坚持稳中求进工作总基调，推动高质量发展。
goal      |主要预期目标是：地区生产总值增长6%左右；
goal      |城镇新增就业9000人以上；
goal      |居民收入与经济增长同步。
heading   |重点抓好以下五个方面工作：
heading   |（一）聚力扩大有效投资
heading   |加快重点项目建设。
commitment|实施亿元以上项目96个，完成投资120亿元。
commitment|推动滨河大道二期6月底前通车。
commitment|支持企业开展技术改造，培育一批单项冠军企业。
guidance  |我们要让每一个项目都成为发展的底气！
heading   |（二）持续增进民生福祉
heading   |办好群众身边实事。
commitment|改造老旧小区28个，新建口袋公园6个。
commitment|完善“15分钟”养老服务网络。
heading   |（三）加强政府自身建设
guidance  |始终把政治建设摆在首位，坚决做到“两个维护”。
commitment|严格落实过紧日子要求，压减一般性支出5%。
guidance  |各位代表！
guidance  |让我们携手同心，奋力谱写发展新篇章！
term      |名词解释
term      |1.链长制：由负责人牵头服务一条产业链的工作机制。
term      |2.零工驿站：为灵活就业人员提供服务的场所。
"""

PLAN = """
heading   |青禾区国民经济和社会发展第十五个五年规划纲要
heading   |第一章 发展环境
heading   |第一节 发展基础
review    |“十四五”时期，全区经济年均增长6.1%，综合实力迈上新台阶。
problem   |与此同时，也要看到发展不平衡的问题仍然存在，创新能力还不强。
heading   |第二节 面临形势
review    |当前，新一轮科技革命加速演进，区域竞争更加激烈。
guidance  |必须准确把握机遇，主动应变求变。
heading   |第二章 总体要求
heading   |第一节 指导思想
guidance  |高举旗帜，深入贯彻新发展理念，推动高质量发展。
heading   |第二节 主要目标
goal      |到2030年，地区生产总值达到800亿元，森林覆盖率提高到32%。
heading   |创新能力明显增强。
goal      |研发投入强度达到2.8%，高新技术企业突破300家。
heading   |第三章 建设现代产业体系
heading   |第一节 做强主导产业
commitment|实施强链工程，引进龙头企业5家，建成中试平台3个。
commitment|支持骨干企业牵头组建创新联合体。
"""

PLAN_REPORT = """
other     |各位代表：
other     |受区人民政府委托，现将计划执行情况提请大会审查。
heading   |一、2031年计划执行情况
heading   |——内需潜力有效释放。
review    |固定资产投资增长8.5%，社会消费品零售总额230亿元。
heading   |二、2032年主要预期目标
goal      |地区生产总值增长6%以上；
goal      |粮食产量稳定在8万吨。
heading   |三、2032年主要任务和措施
heading   |（一）着力扩大内需。
commitment|安排区级重点项目110个，年度投资105亿元。
"""

REVIEW_WITH_TARGETS = """
other     |各位代表：
other     |受区人民政府委托，现将计划执行情况提请大会审查。
heading   |一、2031年计划执行情况
heading   |（一）主要指标好于预期。
review    |预计地区生产总值增长5.8%左右，高于年初5.5%的目标。
heading   |（二）年度重点工作有序推进。
review    |重点项目完成投资109亿元，占年度计划的93%。
problem   |同时，计划执行中还存在一些问题，实际使用外资完成年度计划的87%。
heading   |二、2032年主要预期目标
goal      |地区生产总值增长6%以上。
guidance  |主要考虑：一是与规划目标相衔接；
guidance  |二是重大项目陆续投产，具备较好支撑。
heading   |三、2032年主要任务
heading   |（一）深化改革。
commitment|推进信用体系建设，开展公平竞争审查存量清理。
heading   |（二）改善民生。
commitment|实施普惠养老行动，健全社会救助体系。
"""

ADJUSTMENT = """
heading   |青禾区2031年国民经济和社会发展计划部分指标调整方案
review    |上半年，受外需走弱影响，部分主要预期指标完成难度较大。
heading   |一、关于投资
review    |1至7月，全区投资增长7.6%，低于年度目标4.4个百分点。
goal      |建议将投资增长目标由12%以上调整为8%左右。
commitment|下一步，区政府将抓好项目调度，三季度新开工项目不少于18个。
other     |青禾区人民政府
other     |2031年8月19日
"""

NEWS_OF_A_PLANT = """
heading   |昱川医药园建成投用
review    |5月25日，昱川医药园正式投入使用，首批17家企业入驻。
review    |园区可为企业降低成本三成，项目原计划2030年建成。
review    |预计到2035年，入驻企业将超过60家。
commitment|下一步，青禾区将落实包联制度，力争项目半年内开工。
other     |2031-05-26
"""

TASK_TABLE = """
heading   |青禾区2032年政府工作报告重点任务分解方案
heading   |一、2032年主要预期目标
goal      |1.地区生产总值增长6%以上。
other     |（牵头单位：区发改局）
heading   |二、重点工作任务
commitment|2.新建公共停车泊位2000个。
other     |（牵头单位：区城管局；
other     |责任单位：各街道）
"""

NEWS = """
heading   |青禾区物流园二期投用
review    |5月6日，青禾区物流园二期正式投用，首批12家企业入驻。
review    |园区日均处理包裹30万件，带动就业800人。
other     |2031-05-07
"""


@pytest.mark.parametrize("full_width", [True, False], ids=["full width", "ASCII"])
@pytest.mark.parametrize(
    "written",
    [WORK_REPORT, PLAN, PLAN_REPORT, REVIEW_WITH_TARGETS, ADJUSTMENT, TASK_TABLE, NEWS, NEWS_OF_A_PLANT],
    ids=[
        "work report",
        "plan",
        "plan report",
        "review with targets",
        "adjustment",
        "task table",
        "news",
        "news of a plant",
    ],
)
def test_roles_of_a_document(written: str, full_width: bool) -> None:
    rows = [line.split("|", 1) for line in written.strip().splitlines()]
    expected = [(role.strip(), sentence) for role, sentence in rows]
    lines = _lines(expected)
    text = "\n".join(lines)
    if not full_width:
        text = text.translate(str.maketrans("，；：！？（）％", ",;:!?()%"))
    found = [role for role, _ in said(text)]
    wrong = [(mine, want) for mine, want in zip(said(text), expected, strict=False) if mine[0] != want[0]]
    assert found == [role for role, _ in expected], wrong


def _lines(rows: list[tuple[str, str]]) -> list[str]:
    """A heading with no mark at its end has a line of its own; what follows a lead phrase or a sentence stands with it."""
    lines: list[str] = []
    for _, sentence in rows:
        joins = lines and lines[-1].endswith(("。", "；")) and sentence[-1] in "。；）" and len(lines[-1]) < 400
        starts_anew = sentence.startswith(("各位", "一年来", "（一", "（二", "（三", "——", "1.", "2."))
        if joins and not starts_anew and not (len(sentence) < 13 and len(lines[-1]) > 20):
            lines[-1] += sentence
        else:
            lines.append(sentence)
    return lines


TASKS = "一、2032年工作安排\n{}新建学校3所。"

SAYINGS = [
    ("commitment", "支持链主企业建设中试基地。", "an act and its object"),
    ("commitment", "发挥专家作用，组建产业联盟2个。", "attitude first, then an act"),
    ("commitment", "力争工业投资增长12%以上。", "a headline figure among the tasks"),
    ("guidance", "我们要以实干赢得未来！", "an appeal"),
    ("guidance", "“双核”是指东部科技城和西部产业城。", "a definition"),
    ("guidance", "各部门要强化担当、主动作为。", "what others should be like"),
    ("guidance", "山不让尘，川不辞盈。", "a saying has no act"),
    ("guidance", "始终坚持人民至上。", "a principle"),
    ("commitment", "县发改局要会同县财政局管好债券资金，力争到位资金不低于8亿元。", "one office is told what to do"),
    ("commitment", "市发展改革委要会同市交通运输局建设枢纽2处。", "an office whose name ends with 委"),
    ("commitment", "区教育局要新建学校5所。", "an office told to build"),
    ("guidance", "各乡镇要落实属地责任。", "all of them told how to be"),
    ("guidance", "切实加强领导，压实责任。", "attitude only"),
    ("guidance", "统一思想，凝聚共识，狠抓工作落实。", "attitude only, three clauses"),
    ("commitment", "加强组织领导，建设学校6所。", "attitude, then an act"),
]


@pytest.mark.parametrize(("role", "sentence", "reason"), SAYINGS, ids=[s for _, s, _ in SAYINGS])
def test_what_a_sentence_says_among_the_tasks(role: str, sentence: str, reason: str) -> None:
    text = f"青禾区2032年政府工作报告\n各位代表：\n请予审议。\n一、2031年工作回顾\n完成投资3亿元。\n二、2032年重点任务\n（一）强产业\n新建厂房8万平方米。{sentence}新建学校3所。"
    assert (role, sentence) in said(text), reason


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("做好“十六五”规划编制工作。", "commitment"),
        ("启动新区总体规划修编工作。", "commitment"),
        ("完成农业普查工作。", "commitment"),
        ("加快园区优化提升。", "heading"),
        ("做强现代物流业。", "heading"),
    ],
)
def test_a_short_first_sentence_is_a_lead_phrase_unless_it_is_an_act(sentence: str, role: str) -> None:
    rest = "组织专家论证，广泛听取意见，新建标准厂房20万平方米，盘活闲置土地800亩，落户项目21个。"
    text = f"青禾区2032年政府工作报告\n各位代表：\n请予审议。\n一、2031年工作回顾\n完成投资3亿元。\n二、2032年重点任务\n（一）强产业\n{sentence}{rest}"
    assert (role, sentence) in said(text)


def test_a_report_that_lost_its_breaks() -> None:
    filler = "开工项目63个，建成道路12公里，新增学位3000个，改造老旧小区21个，发放贷款8亿元。" * 20
    text = (
        f"2032年青禾市政府工作报告2032年1月8日在青禾市第六届人民代表大会第一次会议上市长林知遥各位代表：现在，我代表市人民政府向大会报告工作，"
        f"请予审议。 一、2031年工作回顾过去的2031年，全市经济稳中向好。{filler}二、2032年重点任务2032年是全市关键之年，意义重大。"
        f"主要预期目标是：地区生产总值增长7%。 一、加快建设科技强市。着力建设创新平台。建成实验室3个，引进团队12个，支持企业设立研发机构。{filler}"
    )
    found = {sentence: role for role, sentence in said(text)}
    assert found["着力建设创新平台。"] == "heading"
    assert found["建成实验室3个，引进团队12个，支持企业设立研发机构。"] == "commitment"
    assert found["主要预期目标是：地区生产总值增长7%。"] == "goal"
    assert next(role for sentence, role in found.items() if sentence.startswith("一、2031年工作回顾")) == "review"


def test_what_was_done_may_follow_shortcomings_and_their_answer() -> None:
    text = (
        "青禾区2032年政府工作报告\n各位代表：\n请予审议。\n一、2031年工作回顾\n同时也要看到，发展不充分问题依然突出。对此，我们将切实加以解决。\n"
        "地区生产总值增长4.6%，城乡居民收入比为1.85。\n对这些困难，我们一定认真解决。\n二、2032年工作安排\n地区生产总值增长5%。\n"
    )
    found = {sentence: role for role, sentence in said(text)}
    assert found["地区生产总值增长4.6%，城乡居民收入比为1.85。"] == "review"
    assert found["地区生产总值增长5%。"] != "review"


@pytest.mark.parametrize(("title", "role"), [("2032年政府工作报告", "review"), ("2031年政府工作报告", "commitment")])
def test_a_years_work_is_looked_back_on_by_the_next_years_report(title: str, role: str) -> None:
    found = {sentence: role for role, sentence in said(f"青禾区{title}\n\n一、2031年工作\n新建改造供水管网163公里。\n")}
    assert found["新建改造供水管网163公里。"] == role


RUN_ON = (
    "2032年政府工作报告——2032年1月8日在云溪市青禾区第六届人民代表大会第二次会议上青禾区人民政府区长 林知遥"
    "各位代表：|一、2031年工作回顾|刚刚过去的2031年，全区完成投资86亿元、增长6.1%%，新增企业15家。建成学校3所，惠及1.2万人。"
    "|%s|今年经济社会发展的主要预期目标是：地区生产总值增长6%%左右；新增就业9000人。%s"
    "|（一）聚力扩大投资。|新建道路12公里，完成投资30亿元。|（二）聚力改善民生。|新增学位3600个，改造老旧小区35个。"
)


@pytest.mark.parametrize("announced", ["围绕上述目标，我们将重点做好以下工作：", ""])
@pytest.mark.parametrize(
    "heading",
    [
        "二、2032年主要目标和重点任务",
        "二、2032年工作打算",
        "二、2032年工作安排和目标任务",
        "二、2032年政府工作总体安排",
        "二、2032年奋斗方向",
        "二、今年的工作",
        "",
    ],
)
def test_a_heading_glued_to_prose_flips_no_part(heading: str, announced: str) -> None:
    text = RUN_ON.replace("|", "") % (heading, announced)
    found = said(text)
    for ending, role in (
        ("1.2万人。", "review"),
        ("9000人。", "goal"),
        ("30亿元。", "commitment"),
        ("35个。", "commitment"),
    ):
        assert [r for r, sentence in found if sentence.endswith(ending)] == [role], ending
    titles = [section.title for section in _sections(text)]
    assert titles == [
        "一、2031年工作回顾", *([heading] if heading else []), "（一）聚力扩大投资", "（二）聚力改善民生",
    ]  # fmt: skip


def test_tasks_begin_at_a_heading_whose_end_none_can_tell() -> None:
    text = (
        "2032年青禾区政府工作报告各位代表：一、2031年工作回顾过去一年，完成投资86亿元。二、2032年重点工作任务"
        "今年发展主要预期目标是：地区生产总值增长6%左右；新增就业9000人。（一）聚焦绿色引领，推动全面转型加强生态保护修复，推进林场改革，建设湿地2处。"
        "新建污水处理厂3座。（二）聚焦民生所系，加大保障改善力度新增学位3600个，改造小区12个。"
    )
    assert {role for role, sentence in said(text)[3:]} == {"commitment"}


def _sections(text: str) -> tuple[Section, ...]:
    folded = fold(text)
    (document,) = split(text, folded)
    return find_sections(folded, document, find_tables(folded), text)


def test_line_breaks_turned_into_spaces() -> None:
    text = (
        "青禾区2032年政府工作报告 各位代表： 现在，我代表区人民政府报告工作，请予审议。 一、2031年工作回顾 2031年，全区完成投资86亿元。"
        " 二、2032年重点任务 （一）坚持创新引领，建设现代产业体系 做强主导产业。建成标准厂房12万平方米，引进企业15家。"
        " 名词解释： 1.链长制：由负责人牵头服务产业链。"
    )
    found = {sentence: role for role, sentence in said(text)}
    assert found["建成标准厂房12万平方米，引进企业15家。"] == "commitment"
    assert next(role for sentence, role in found.items() if sentence.endswith("做强主导产业。")) == "heading"
    assert next(role for sentence, role in found.items() if sentence.startswith("一、2031年")) == "review"
    assert next(role for sentence, role in found.items() if sentence.startswith("名词解释")) == "term"


def test_rows_of_a_target_table_are_goals() -> None:
    text = (
        "青禾区国民经济和社会发展第十五个五年规划纲要\n第一章 总体要求\n第一节 主要目标\n到2030年实现以下目标。\n表1 主要指标\n"
        "指标 | 单位 | 2030年\n地区生产总值 | 亿元 | 800\n注：按当年价格计算。\n"
    )
    assert [role for role, _ in said(text)][-5:] == ["goal", "heading", "heading", "goal", "term"]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([line.split("|", 1)[1] for line in (WORK_REPORT + PLAN).strip().splitlines() if "|" in line]),
        max_size=20,
    )
)
def test_every_sentence_has_a_role(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert len(said(text)) == sum(len(cut(fold(text), d.start, d.end)) for d in split(text, fold(text)))


@pytest.mark.parametrize("page", ["………………12", "......12", "   12", ""])
def test_lines_of_a_table_of_contents_promise_nothing(page: str) -> None:
    text = (
        f"青禾区国民经济和社会发展第十六个五年规划纲要\n目录\n第一章 发展基础{page}\n第二章 建设现代产业体系{page}\n"
        "第一章 发展基础\n“十五五”时期，全区完成投资860亿元，各项事业取得新进步。\n第二章 建设现代产业体系\n新建标准厂房20万平方米。"
    )
    found = said(text)
    assert {role for role, sentence in found[1:4]} == {"other"}
    assert found[-1] == ("commitment", "新建标准厂房20万平方米。")
