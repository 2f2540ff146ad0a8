"""Named works promised in a list: each with its own stage, each held against what is said of it."""

from __future__ import annotations

from tests.two_reports import threads


def outcomes(promised: str, told: str) -> dict[str, str]:
    """The work with its stage → what came of it."""
    return {each.promise.subject: each.outcome for each in threads(promised, told) if each.promise.form == "act"}


def test_each_item_of_a_list_that_ends_with_a_stage_is_a_promise() -> None:
    promised = "推动城北环路开工、砚湖体育中心主体封顶、青溪污水处理厂投运。"
    told = "城北环路开工建设，砚湖体育中心主体结构封顶。青溪污水处理厂完成设备安装。"
    assert outcomes(promised, told) == {"城北环路开工": "met", "砚湖体育中心主体封顶": "met", "青溪污水处理厂投运": "partly"}


def test_a_list_of_works_with_one_stage_for_all_names_none_alone() -> None:
    assert outcomes("推动城北环路、砚湖体育中心、青溪污水处理厂开工。", "城北环路开工建设。") == {}


def test_a_second_phase_has_no_name_without_the_first() -> None:
    assert outcomes("华桓组件项目一期投产、二期开工。", "华桓组件项目一期8月投产。") == {"华桓组件项目一期投产": "met"}
