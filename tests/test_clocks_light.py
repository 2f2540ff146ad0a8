"""The light of a task: tables of cases, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from luoshi.delivering.clocks.light import LOOKS, light
from luoshi.delivering.clocks.pauses import Pause
from luoshi.delivering.clocks.promise import Figure, Node, Promise, Report, Target
from luoshi.delivering.clocks.wording import target_said


def _d(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


DUE = _d("12-31")
START, TOP, END = Node(_d("03-31"), "开工"), Node(_d("09-30"), "主体封顶"), Node(DUE, "建成投用")
BUILD = Promise(due=DUE, nodes=(START, TOP, END))
TOLD = Report("2025年第一季度", covers=_d("03-31"), asked=_d("04-08"), made=_d("04-03"), accepted=_d("04-07"))
SENT = replace(TOLD, accepted=None)
FLOOR = Target(Decimal(100), "亿元")
PLAN = (Node(_d("06-30"), "上半年", value=Decimal(40)), Node(_d("09-30"), "前三季度", value=Decimal(70)))


def _figure(value: str, to: str, accepted: str | None = None) -> Figure:
    return Figure(Decimal(value), _d(to), _d(accepted or to) + timedelta(days=8 if accepted is None else 0))


def _counted(*figures: Figure, **more: object) -> Promise:
    return replace(Promise(due=DUE, nodes=PLAN, target=FLOOR, figures=figures), **more)  # type: ignore[arg-type]


CASES = [
    # nothing yet
    ("not_started", Promise(), "06-01", "neither day nor node nor report: nothing to be on course with"),
    ("not_started", BUILD, "03-31", "the node's own day is not over"),
    ("not_started", replace(BUILD, starts=_d("05-01"), nodes=(), reports=(TOLD,)), "04-20", "told, yet work begins in May"),
    ("on_course", replace(BUILD, starts=_d("05-01"), nodes=(replace(TOP, done=_d("04-01")),)), "04-20", "begun early"),
    ("on_course", Promise(reports=(TOLD,)), "06-01", "told, with nothing to hold it against"),
    # nodes
    ("behind", BUILD, "04-01", "the node's day has passed"),
    ("on_course", replace(BUILD, nodes=(replace(START, done=_d("03-20")), TOP, END)), "04-01", "done in time"),
    ("behind", replace(BUILD, nodes=(replace(START, done=_d("04-20")), TOP, END)), "04-10", "done, but only later"),
    ("on_course", replace(BUILD, nodes=(replace(START, done=_d("04-20")), TOP, END)), "04-20", "done late, and no longer behind"),
    ("behind", replace(BUILD, nodes=(START, replace(TOP, done=_d("09-01")), END)), "10-01", "a later node does not do for an earlier"),
    # a node whose report is still to come
    ("on_course", replace(BUILD, nodes=(replace(START, report_by=_d("04-08")),)), "04-08", "the report may come today"),
    ("behind", replace(BUILD, nodes=(replace(START, report_by=_d("04-08")),)), "04-09", "it did not come"),
    ("behind", replace(BUILD, nodes=(replace(START, report_by=_d("04-08")),), reports=(TOLD,)), "04-07", "it came: not done"),
    ("on_course", replace(BUILD, nodes=(START,), reports=(SENT,)), "04-20", "handed in; the office has not looked"),
    ("on_course", replace(BUILD, nodes=(replace(START, report_by=_d("04-05")),)), "04-07", "a Saturday, moved to Monday: 4 to 6 April are 清明节"),
    # the day it is due
    ("behind", BUILD, "12-31", "due today is not overdue"),
    ("overdue", replace(BUILD, due=_d("06-30")), "07-01", "the day has passed"),
    ("overdue", replace(BUILD, due=_d("06-29")), "06-30", "a Sunday: the promise keeps its day"),
    ("on_course", replace(BUILD, due=_d("06-30"), finished=_d("06-28")), "07-05", "done, waits for the check"),
    ("overdue", replace(BUILD, due=_d("06-30"), finished=_d("07-08")), "07-05", "done only later"),
    ("on_course", replace(BUILD, due=_d("06-30"), finished=_d("07-08")), "07-08", "done late is no longer 未完成"),
    ("closed", replace(BUILD, due=_d("06-30"), closed=_d("07-08")), "07-08", "closed"),
    ("overdue", replace(BUILD, due=_d("06-30"), closed=_d("07-08")), "07-07", "not closed yet"),
    ("on_course", Promise(due=_d("06-30"), nodes=(Node(_d("06-30"), "建成", done=_d("06-30")),)), "07-01", "the last node is done"),
    ("overdue", Promise(due=_d("06-30"), nodes=(Node(_d("03-31"), "开工", done=_d("03-30")),)), "07-01", "the end had no node"),
    ("on_course", Promise(due=_d("06-30"), due_report_by=_d("07-18")), "07-10", "统计 gives its figure later"),
    ("overdue", Promise(due=_d("06-30"), due_report_by=_d("07-18")), "07-19", "and gave none"),
    # figures
    ("not_started", _counted(), "06-30", "no node is over"),
    ("behind", _counted(), "07-01", "no figure at all"),
    ("on_course", _counted(_figure("45", "06-30")), "07-20", "more than planned"),
    ("behind", _counted(_figure("39.9", "06-30")), "07-20", "less than planned"),
    ("on_course", _counted(_figure("20", "03-31")), "06-30", "a straight line would ask for 25: none is drawn"),
    ("on_course", _counted(_figure("45", "08-31")), "09-30", "held against the last node passed, not the next"),
    ("behind", _counted(_figure("45", "06-30")), "10-01", "the next node passed; 45 is not 70"),
    ("on_course", _counted(_figure("72", "06-30")), "10-01", "it adds up: what is reached stays"),
    ("on_course", _counted(_figure("45", "06-30"), nodes=(PLAN[0], replace(PLAN[1], report_by=_d("10-14")))), "10-10", "Q3 is not in yet"),
    ("behind", _counted(_figure("45", "06-30"), _figure("41", "06-30", "08-01"), _figure("39", "06-30", "08-02")), "08-05", "the last accepted counts"),
    ("on_course", replace(_counted(_figure("101", "12-20", "12-28")), due=_d("12-30")), "12-31", "the target is reached"),
    ("overdue", replace(_counted(_figure("99", "12-20", "12-28")), due=_d("12-30")), "12-31", "it is not"),
    ("overdue", replace(_counted(_figure("101", "12-20", "12-28")), due=_d("12-30"), nodes=(START,)), "12-31", "the figure, but not the work"),
    # what may fall again, and ceilings
    ("behind", _counted(_figure("72", "06-30"), target=Target(Decimal(100), "%", cumulative=False)), "10-01", "a rate must be told anew"),
    ("on_course", _counted(_figure("72", "09-30"), target=Target(Decimal(100), "%", cumulative=False)), "10-20", "told anew"),
    ("behind", _counted(_figure("45", "06-30"), target=Target(Decimal(100), "件", at_most=True)), "07-20", "over the ceiling"),
    ("on_course", _counted(_figure("35", "06-30"), target=Target(Decimal(100), "件", at_most=True)), "07-20", "under it"),
    ("behind", _counted(_figure("35", "06-30"), target=Target(Decimal(100), "件", at_most=True)), "10-01", "a ceiling must be told anew"),
    ("overdue", replace(_counted(_figure("35", "11-30")), nodes=(), target=Target(Decimal(100), "件", at_most=True), due=_d("12-20")), "12-31", "under it so far is not the year"),
    # pauses
    ("on_course", replace(BUILD, reports=(TOLD,), nodes=(TOP,), pauses=(Pause(_d("06-01"), _d("06-30"), _d("05-30")),)), "10-15", "thirty days more"),
    ("behind", replace(BUILD, nodes=(TOP,), pauses=(Pause(_d("06-01"), _d("06-30")),)), "10-15", "not approved"),
    ("overdue", replace(BUILD, due=_d("06-30"), pauses=(Pause(_d("07-05"), None, _d("07-05")),)), "07-20", "paused too late"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "promise", "as_of", "why"), CASES)
def test_the_light(state: str, promise: Promise, as_of: str, why: str) -> None:
    found = light(promise, _d(as_of))
    assert found.state == state, f"{why}: {found.why}"


@pytest.mark.parametrize(
    ("promise", "as_of", "why"),
    [
        (Promise(), "06-01", "时限和节点待办理方案明确，尚未报送进展。"),
        (BUILD, "03-01", "首个节点“开工”（2025年3月31日）未到，尚未报送进展。"),
        (replace(BUILD, starts=_d("05-01"), nodes=()), "04-01", "定于2025年5月1日启动，时间未到。"),
        (BUILD, "10-13", "办理方案节点“开工”（2025年3月31日）已过196天，未见完成。另有1个节点未完成。"),
        (
            replace(BUILD, nodes=(replace(START, done=_d("03-20")), TOP, END)),
            "04-01",
            "办理方案3个节点已完成1个。下一节点为“主体封顶”（2025年9月30日）。",
        ),
        (
            replace(BUILD, nodes=(replace(START, report_by=_d("04-08")),)),
            "04-02",
            "节点“开工”（2025年3月31日）已到，情况2025年4月8日前报送。办结时限为2025年12月31日，未到。",
        ),
        (
            replace(BUILD, due=_d("06-30"), nodes=(START,)),
            "07-08",
            "办结时限2025年6月30日已过，逾期8天，未见办结。尚有1个节点未完成。",
        ),
        (replace(BUILD, closed=_d("09-12")), "10-01", "已于2025年9月12日销号。"),
        (replace(BUILD, closed=_d("09-12"), ending="跨年结转"), "10-01", "已于2025年9月12日按跨年结转处理，结束督办。"),
        (
            replace(BUILD, due=_d("06-30"), finished=_d("07-08")),
            "07-08",
            "已于2025年7月8日申请办结（逾期8天），待核查销号。",
        ),
        (
            _counted(_figure("39.50", "06-30")),
            "07-20",
            "截至2025年6月30日为39.5亿元，低于办理方案节点“上半年”（2025年6月30日）计划的40亿元，差0.5亿元。",
        ),
        (
            _counted(_figure("45", "06-30"), target=Target(Decimal(100), "件", at_most=True)),
            "07-20",
            "截至2025年6月30日为45件，超出办理方案节点“上半年”（2025年6月30日）计划的40件，超5件。",
        ),
        (
            _counted(_figure("45", "06-30")),
            "10-10",
            "截至2025年6月30日为45亿元，低于办理方案节点“前三季度”（2025年9月30日）计划的70亿元，差25亿元，此后未报数。",
        ),
        (_counted(), "07-01", "办理方案节点“上半年”（2025年6月30日）计划为40亿元，至今未报数。"),
        (
            _counted(_figure("45", "06-30")),
            "07-20",
            "截至2025年6月30日为45亿元，达到节点“上半年”（2025年6月30日）计划的40亿元。下一节点为“前三季度”（2025年9月30日）。",
        ),
        (
            replace(BUILD, nodes=(TOP,), pauses=(Pause(_d("06-01"), None, _d("05-30")),)),
            "06-20",
            "首个节点“主体封顶”（2025年10月20日）未到，尚未报送进展。现处于经批准的暂停期。",
        ),
    ],
)
def test_why_this_light(promise: Promise, as_of: str, why: str) -> None:
    assert light(promise, _d(as_of)).why == why


def test_why_this_date() -> None:
    promise = Promise(
        due=_d("06-28"),
        due_from="报告“上半年完成”",
        nodes=(replace(START, report_by=_d("04-05")),),
        reports=(Report("2025年第一季度", covers=_d("03-31"), asked=_d("04-05")),),
        pauses=(Pause(_d("04-10"), _d("04-20"), _d("04-09")),),
    )
    assert [(each.what, each.counted.isoformat(), each.why) for each in light(promise, _d("05-01")).dates] == [
        ("开工", "2025-03-31", "办理方案节点定为2025年3月31日。其情况于2025年4月7日前报送。"),
        ("办结时限", "2025-07-09", "报告“上半年完成”定为2025年6月28日，经批准暂停11天，顺延至2025年7月9日。"),
        ("2025年第一季度报送日", "2025-04-07", "2025年第一季度报送日2025年4月5日，逢休息日，顺延至2025年4月7日。"),
    ]
    rest_day = light(Promise(due=_d("06-28")), _d("05-01")).dates[0]
    assert rest_day.counted == _d("06-28")
    assert rest_day.why == "任务分解表定为2025年6月28日；逢休息日，时限不顺延。"


@pytest.mark.parametrize(
    ("promise", "as_of", "names", "why"),
    [
        (replace(BUILD, reports=(replace(TOLD, made=None),)), "04-08", (), "it may still come today"),
        (replace(BUILD, reports=(replace(TOLD, made=None),)), "04-09", ("2025年第一季度",), "it did not come"),
        (replace(BUILD, reports=(replace(TOLD, asked=_d("04-05"), made=None),)), "04-07", (), "asked for on a rest day"),
        (replace(BUILD, reports=(TOLD,)), "04-09", (), "it came"),
        (replace(BUILD, reports=(replace(TOLD, made=_d("05-09")),)), "05-08", ("2025年第一季度",), "it came later"),
        (
            replace(BUILD, reports=(replace(TOLD, made=None), Report("2025年上半年", _d("06-30"), _d("07-07"), _d("07-02")))),
            "07-20",
            (),
            "the later report says it all",
        ),
        (
            replace(BUILD, reports=(replace(TOLD, made=None), Report("2025年上半年", _d("06-30"), _d("07-07")))),
            "07-20",
            ("2025年第一季度", "2025年上半年"),
            "both are owed",
        ),
        (replace(BUILD, closed=_d("04-01"), reports=(replace(TOLD, made=None),)), "05-01", (), "closed before it was asked for"),
        (
            replace(BUILD, closed=_d("05-01"), reports=(replace(TOLD, made=None),)),
            "06-01",
            ("2025年第一季度",),
            "closed, and still it never came: a badge on any light",
        ),
        (
            replace(BUILD, reports=(replace(TOLD, made=None),), pauses=(Pause(_d("04-01"), _d("05-01"), _d("04-01")),)),
            "06-01",
            (),
            "the clock stood on that day",
        ),
    ],
)  # fmt: skip
def test_the_badge_of_a_report_that_did_not_come(
    promise: Promise, as_of: str, names: tuple[str, ...], why: str
) -> None:
    found = light(promise, _d(as_of))
    assert found.unreported == names, why
    assert found.badge == ("未报" if names else "")


@pytest.mark.parametrize(
    ("promise", "as_of", "what", "workdays", "why"),
    [
        (BUILD, "03-25", None, None, "four working days off"),
        (BUILD, "03-26", "开工", 3, "Thursday, Friday, Monday"),
        (BUILD, "03-31", "开工", 0, "today"),
        (Promise(due=_d("10-08")), "09-30", "办结时限", 0, "only holidays remain"),
        (replace(BUILD, closed=_d("03-01")), "03-26", None, None, "closed"),
        (replace(BUILD, nodes=(replace(START, done=_d("03-20")),)), "03-26", None, None, "done"),
        (Promise(reports=(replace(TOLD, made=None),)), "04-07", "2025年第一季度报送", 1, "a report"),
        (Promise(due=_d("10-14")), "09-29", None, None, "six working days, over the holiday"),
    ],
)  # fmt: skip
def test_what_is_near(promise: Promise, as_of: str, what: str | None, workdays: int | None, why: str) -> None:
    near = light(promise, _d(as_of)).soon
    assert (near and near.what, near and near.workdays) == (what, workdays), why


def test_the_words_and_signs_are_those_of_the_design() -> None:
    assert [(look.word, look.colour, look.sign) for look in LOOKS.values()] == [
        ("已销号", "blue", "■"), ("达序", "green", "●"), ("滞后", "yellow", "▲"), ("逾期未完成", "red", "◆"), ("未到节点", "grey", "○"),
    ]  # fmt: skip
    for field in range(3):
        assert len({look[field] for look in LOOKS.values()}) == 5


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+40"])
def test_a_figure_is_an_amount(value: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        Target(Decimal(value))


@pytest.mark.parametrize(
    ("value", "unit", "at_most", "said"),
    [("4.5", "%", True, "不超过4.5%"), ("-3", "%", True, "下降3%以上"), ("-3", "%", False, "-3%"), ("4390000000", "元", False, "43.9亿元")],
)
def test_a_target_is_said_with_the_side_it_is_bound_on(value: str, unit: str, at_most: bool, said: str) -> None:
    assert target_said(Decimal(value), unit, at_most=at_most) == said
