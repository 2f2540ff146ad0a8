"""The kind of a document, by its title or else by its first words."""

from __future__ import annotations

import re

from luoshi.reading.facts import DocumentKind
from luoshi.reading.text import fold

_TAIL = r"(?:\([^)]{1,16}\))*$"
_KIND_OF_TITLE: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    (
        "news",
        re.compile(
            r"解读|热词|图解|一图读懂|速览|摘登|答记者问"
            r"|^[^《(关]{2,14}(?:发布|公布|出台|举行|召开|通过)(?!.*(?:通知|公告|决定|方案|报告|意见|办法)$)"
        ),
    ),
    ("midterm_evaluation", re.compile(r"中期(?:评估|评价)|中期.{0,6}报告")),
    ("final_evaluation", re.compile(r"(?:规划|纲要).{0,14}(?:总结评估|终期评估|实施情况.{0,6}总结)|总结评估")),
    (
        "task_table",
        re.compile(
            r"任务(?:分解|清单|责任|分工)|责任(?:分解|清单|分工)|分工(?:方案|表)|目标责任|重点工作分解"
            rf"|(?:任务|项目|清单)表{_TAIL}|实事.{{0,8}}清单|立项.{{0,8}}清单"
        ),
    ),
    (
        "adjustment",
        re.compile(
            r"(?:计划|预算|指标|规划|目标|纲要).{0,12}(?:调整|修订|修编)(?!.{0,6}(?:十|二十)条)"
            r"|调整.{0,14}(?:方案|计划|指标|预算|目标)|关于[^,。]{0,8}调整.{2,40}(?:指标|目标|预算|计划)"
        ),
    ),
    ("budget_report", re.compile(r"预算.{0,40}报告|(?:财政)?预决?算(?:草案|执行)|决算.{0,12}报告")),
    ("plan_report", re.compile(r"(?:社会发展|经济).{0,6}计划.{0,50}报告|计划执行情况")),
    ("work_report", re.compile(rf"政府工作报告》?{_TAIL}|(?:^|会|处|府|年)工作报告{_TAIL}")),
    ("bulletin", re.compile(r"统计公报|统计公告|普查.{0,10}公报|经济运行情况|公报$|(?:最终核[实算定]|修订)(?:结果|数据)的?(?:公告|通告|公报)")),
    (
        "plan",
        re.compile(
            rf"(?:规划|纲要){_TAIL}|五年规划|远景目标|(?:年|年度)国民经济和社会发展计划|规划\(\d{{4}}|三年行动(?:计划|方案)"
        ),
    ),
    (
        "policy",
        re.compile(
            r"(?:办法|意见|措施|条例|细则|规定|通知|决定|方案|政策|指引|指南|批复|公告|通告|函|十条|若干.{0,6}政策)"
            rf"{_TAIL}|^关于(?:印发|公布|下达).{{2,60}}的?通知"
        ),
    ),
)

_IN_CHARGE = re.compile(r"(?:牵头|责任|配合)(?:单位|部门|领导):|由[^。\n]{4,80}(?:负责落实|牵头落实|负责)。")
_LONGEST_NEWS = 12_000
_TASK_SIGNS = 2
"""Notes of who is in charge; with so many in its first pages a text is a table of tasks."""


def kind_of(title: str, folded: str, start: int, end: int) -> DocumentKind:
    """The kind of a document by its title, else by its first and last words."""
    bare = re.sub(r"\s", "", fold(title))
    for kind, pattern in _KIND_OF_TITLE:
        if pattern.search(bare):
            return kind
    opening = folded[start : min(end, start + 400)]
    if re.search(r"各位代表", opening) and re.search(r"向(?:大会|本次大会)?.{0,6}(?:大会)?报告(?:政府)?工作", opening):
        return "work_report"
    if re.search(r"(?:^|[\n:!。])[ ]*一、[^,。\n]{0,12}工作(?:的)?回顾", opening):
        return "work_report"
    if re.search(r"(?:计划|预算)(?:执行|草案)[^。]{0,50}(?:报告(?:如下|,|请)|提请|请予|审查)", opening):
        return "budget_report" if "预算" in opening else "plan_report"
    head = folded[start : min(end, start + 4000)]
    if len(_IN_CHARGE.findall(head)) >= _TASK_SIGNS:
        return "task_table"
    if re.search(r"根据《.{4,60}(?:规划|计划).{0,20}建议》(?:编制|制定)|本(?:规划|纲要)", head):
        return "plan"
    if folded.count(" | ", start, end) * 40 > end - start and re.search("责任单位|牵头单位|完成时限", head):
        return "task_table"
    if re.search(r"第[一二三四五六七八九十]{1,3}条[ \u3000]", head):
        return "policy"
    if end - start < _LONGEST_NEWS and re.search(r"20\d\d[^\n。]{4,24}(?:来源|作者|记者)[: ]", opening):
        return "news"
    if end - start < _LONGEST_NEWS and folded.count("。", start, end) >= 3 and not re.search(r"各位|我们", opening):
        return "news"
    return "other"
