"""Questions over the sample district, through the command line: answered, corrected, or said to be absent, each with its sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "examples" / "questions"

ASKED = [
    ("澄湖区2024年社零增长目标是多少", "answered", [(7, "%")]),
    ("2023年GDP是多少亿元", "answered", [(72_760_000_000, "元")]),
    ("什么是标准地", None, []),
    ("月亮区2024年GDP增长目标是多少", "absent", []),
    ("澄湖区2035年粮食产量是多少", "absent", []),
    ("'; DROP TABLE ledger_passage; --", "absent", []),
    ("𬭚" * 300, "absent", []),
]


@pytest.fixture
def asked(home, tmp_path) -> list[dict]:
    """What `luoshi ask --file` says to each question, and the texts of the files."""
    luoshi = [sys.executable, "-m", "luoshi.cli"]
    subprocess.run([*luoshi, "load", str(ROOT / "examples" / "chenghu")], env=home, check=True, capture_output=True)
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps({"question": each[0]}, ensure_ascii=False) for each in ASKED), "utf-8")
    done = subprocess.run([*luoshi, "ask", "--file", str(file), "--format", "jsonl"], env=home, check=True, capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_question_gets_its_status_its_figures_and_sentences_that_hold_them(asked):
    assert [each["question"] for each in asked] == [question for question, _, _ in ASKED]
    for told, (question, status, values) in zip(asked, ASKED, strict=True):
        assert told.keys() == {"question", "status", "answer", "values", "citations"}
        assert told["answer"], question
        if status is not None:
            assert told["status"] == status, question
            assert [(each["value"], each["unit"]) for each in told["values"]] == values, question
        if told["status"] == "absent":
            assert told["values"] == [], question
        else:
            assert told["citations"], question
        for cited in told["citations"]:
            assert cited.keys() == {"file", "start", "end", "text"}
            assert cited["end"] - cited["start"] == len(cited["text"])


WILLOW = """2024年柳塘区政府工作报告
2024年1月10日在柳塘区第六届人民代表大会第三次会议上
一、2023年工作回顾
2023年，规模以上工业增加值增长7.2%，高新技术企业达到210家，社会消费品零售总额230亿元、增长6.1%，新增停车泊位1500个，办理减税降费及退税6.5亿元，新增“三品一标”农产品4个。
五年来，养老床位由2018年的820张增至2023年的1460张，PM2.5年均浓度下降18.2%。
区投资促进局挂牌成立，柳塘外国语学校正式招生。鼓励街道通过设立风险补偿基金等方式支持小微企业。
二、2024年工作安排
今年主要预期目标是：地区生产总值增长6%，规模以上工业增加值增长7%，社会消费品零售总额增长7%，高新技术企业达到260家。
设立柳塘人才集团。推进绿色食品、智能家居、新型材料三大支柱产业发展，培育生物和新能源等战略性新兴产业。
食品产业围绕功能食品、方便食品、乳制品三个领域延链补链。实施校区、园区、社区“三区联动”，突出“四个聚焦”。
开展水体、土壤、空气等“治理攻坚”。定锚点，就是锚定湖北支点建设。探索基础设施不动产投资信托基金（REITs）。
"""
MAPLE = """2024年枫桥区政府工作报告
2024年1月12日在枫桥区第五届人民代表大会第三次会议上
一、2023年工作回顾
2023年，高新技术企业达到180家，新增停车泊位900个。云桥数据中心落户枫桥区，该中心由云桥科技有限公司投资建设并运营。
枫桥研究院揭牌。该研究院由枫桥区政府与云陂大学联合牵头，汇聚各方力量。
二、2024年工作安排
今年主要预期目标是：地区生产总值达到900亿元，规模以上工业增加值增长8%左右，高新技术企业突破200家。
"""
OF_FIGURES = [
    ("柳塘区养老床位五年里从多少张增加到多少张", "answered", [(820, "张"), (1460, "张")], "2018年820张"),
    ("柳塘区高新技术企业从2023年到2024年要增加到多少", "answered", [(210, "家"), (260, "家")], "2024年目标260家"),
    ("柳塘区2024年社零目标比上年实际高多少", "answered", [(7, "%"), (6.1, "%")], "目标是增长7%"),  # by growth, as both are told by it
    ("柳塘区2023年高新技术企业和新增停车泊位分别是多少", "answered", [(210, "家"), (1500, "个")], ""),
    ("柳塘区2023年给企业减税退税多少", "answered", [(650_000_000, "元")], ""),
    ("柳塘区2023年给老人减税退税多少", "absent", [], ""),  # nothing says it was for them
    ("柳塘区2024年GDP目标是增长8%以上对吗", "corrected", [(6, "%")], "不符"),
    ("柳塘区2023年PM2.5浓度降了多少", "answered", [(-18.2, "%")], "下降18.2%"),  # 年均浓度 is no yearly fall
]
OF_HEADINGS = """推动湖滨新城集聚发展。大力支持总部企业，引进云陂电力、澄江设计等公司落户，打造灯会、书市等一批节庆品牌。
"""
OF_LISTS = [
    ("柳塘区湖滨新城引进哪些公司落户", "answered", "云陂电力、澄江设计"),  # the heading names the place of it, the sentence tells
    ("柳塘区要打响哪些节庆品牌", "answered", "灯会、书市"),  # the paper's verb is another
    ("柳塘区三大支柱产业是哪三个", "answered", "绿色食品、智能家居、新型材料"),
    ("柳塘区食品产业聚焦哪些领域", "answered", "功能食品、方便食品、乳制品"),
    ("柳塘区的两大新兴产业是哪两个", "absent", ""),  # 生物和新能源等战略性新兴产业 lists examples, of another thing
    ("三区联动是哪三区", "answered", "校区、园区、社区“三区联动”"),
    ("“三区联动”是什么意思", "answered", "校区、园区、社区“三区联动”"),
    ("四个聚焦是哪四个聚焦", "absent", ""),  # named, but not said which
    ("柳塘区说的定锚点是什么意思", "answered", "就是锚定湖北支点建设"),
    ("什么是REITs", "answered", "不动产投资信托基金"),
]
OF_TWO = [
    ("柳塘区和枫桥区谁的工业目标高", "answered", [(7, "%"), (8, "%")], "枫桥区的更高"),  # the one indicator of the field that both have
    ("柳塘区和枫桥区谁的地区生产总值目标高", "absent", [], "一个是增速，一个是数额"),
    ("柳塘区2023年高新技术企业实绩和枫桥区2024年目标比哪个多", "answered", [(210, "家"), (200, "家")], "其中有目标，有完成数"),  # stated on both sides
    ("枫桥区2024年高新技术企业目标跟柳塘区2023年的家数哪个多", "answered", [(200, "家"), (210, "家")], "只是下限"),
    ("柳塘区和枫桥区谁的新增停车泊位多", "answered", [(1500, "个"), (900, "个")], "柳塘区的更多"),
    ("云桥数据中心为什么落户柳塘区", "corrected", [], "没有说在柳塘区"),
    ("枫桥研究院是谁牵头组建的", "answered", [], "云陂大学"),
    ("云桥数据中心是哪家公司投资建设的", "answered", [], "云桥科技有限公司"),
    ("柳塘人才集团由谁牵头", "absent", [], ""),
    ("柳塘区投资促进局成立了没有", "answered", [], "已经成立"),
    ("柳塘外国语学校招生了吗", "answered", [], "已经招生"),
    ("柳塘人才集团设立了吗", "answered", [], "没有说已经设立"),
    ("柳塘区风险补偿基金设立了吗", "absent", [], ""),  # named only as a means
]


def test_figures_are_told_however_they_are_asked_for(home, tmp_path):
    told = _told(home, tmp_path, {"柳塘.txt": WILLOW}, [question for question, *_ in OF_FIGURES])
    for each, (question, status, values, words) in zip(told, OF_FIGURES, strict=True):
        assert (each["question"], each["status"]) == (question, status), each["answer"]
        assert [(one["value"], one["unit"]) for one in each["values"]] == values, question
        assert words in each["answer"], each["answer"]
        assert "年均下降" not in each["answer"], each["answer"]


def test_members_of_a_list_are_told_and_terms_that_running_text_explains(home, tmp_path):
    told = _told(home, tmp_path, {"柳塘.txt": WILLOW + OF_HEADINGS}, [question for question, *_ in OF_LISTS])
    for each, (question, status, words) in zip(told, OF_LISTS, strict=True):
        assert (each["question"], each["status"]) == (question, status), each["answer"]
        assert words in each["answer"], each["answer"]


@pytest.fixture
def of_two(home, tmp_path) -> list[dict]:
    """What is told of two districts that were made up for these tests."""
    return _told(home, tmp_path, {"柳塘.txt": WILLOW, "枫桥.txt": MAPLE}, [question for question, *_ in OF_TWO])


def _told(home, folder, papers: dict[str, str], questions: list[str]) -> list[dict]:
    luoshi = [sys.executable, "-m", "luoshi.cli"]
    shelf = folder / "papers"
    shelf.mkdir()
    for name, text in papers.items():
        (shelf / name).write_text(text, "utf-8")
    subprocess.run([*luoshi, "load", str(shelf)], env=home, check=True, capture_output=True)
    (folder / "asked.txt").write_text("\n".join(questions), "utf-8")
    done = subprocess.run([*luoshi, "ask", "--file", str(folder / "asked.txt"), "--format", "jsonl"], env=home, check=True, capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_two_places_are_compared_by_what_both_have_and_acts_are_told_done_or_meant(of_two):
    for told, (question, status, values, words) in zip(of_two, OF_TWO, strict=True):
        assert (told["question"], told["status"]) == (question, status), told["answer"]
        assert [(each["value"], each["unit"]) for each in told["values"]] == values, question
        assert words in told["answer"], told["answer"]


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("name", ["chenghu", "corpus"])
def test_the_questions_of_the_evaluation_set_are_answered_without_a_wrong_figure(name):
    from scripts.ask_score import SETS, _run

    if not SETS[name].exists():
        pytest.skip(f"{SETS[name]} is not here: set LUOSHI_SHARED")
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        tallies, _ = _run(name, Path(folder) / name, "all", False)
    scores = tallies["all"].scores
    assert len(scores) >= 60
    assert sum(score.wrong for score in scores) == 0
    assert sum(score.right for score in scores) / len(scores) >= 0.93
    nothing = tallies["absent"].scores
    assert len(nothing) >= 15
    assert all(score.status for score in nothing)
