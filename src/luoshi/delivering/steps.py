"""The flow as one table: which step leads from which state to which, and whose posts may take it. Pure.

Rights hang on the duty of a post (`luoshi.people.units.Duty`), never on a person; `scope` says of which units' tasks: `own` the
unit of the post and all below it, `fields` the units a leader is in charge of, `all` the whole workspace.
"""

from __future__ import annotations

from dataclasses import dataclass

TABLE_STATES = {
    "drafting": "起草", "consulting": "征求意见", "reviewing": "分管领导审核", "signing": "区长签发", "issued": "已印发", "withdrawn": "已撤回",
}  # fmt: skip
TASK_STATES = {
    "proposed": "拟定", "dropped": "已删除", "merged": "已合并", "planning": "待报办理方案", "underway": "办理中", "asked": "申请办结",
    "checking": "核查中", "closed": "已销号", "standing": "长期坚持", "carried": "跨年结转", "adjusted": "依法调整", "ended": "终止",
}  # fmt: skip
OPEN = frozenset({"planning", "underway", "asked", "checking"})
"""Issued and not yet closed in any way."""
TABLE_KINDS = {"report": "任务分解表", "running": "督办事项台账"}
"""A table taken from a text and issued once; or a year's running list of what instructions and meetings ask for."""
LETTER_KINDS = {"remind": "提醒函", "notice": "督办通知", "letter": "督办函"}
"""By degree."""
LETTER_STATES = {
    "draft": "拟稿", "signing": "送签", "sent": "已发出", "answered": "已答复", "settled": "已办结", "withdrawn": "已撤回",
}  # fmt: skip
MEETING_KINDS = {"weekly": "周例会", "dispatch": "调度会"}
BULLETIN_STATES = {"draft": "拟稿", "signing": "送签", "issued": "已印发"}
ENDINGS = {"closed": "销号", "standing": "长期坚持", "carried": "跨年结转", "adjusted": "依法调整", "ended": "终止"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may be done."""

    name: str
    """In the words of the office."""
    duties: dict[str, str]
    """Duty → scope: whose posts may, and of which units' tasks."""
    before: frozenset[str] = frozenset()
    """States of the table (table steps) or of the task (task steps) in which it may be done; empty: whatever it is in."""
    after: str = ""
    """The state it leads to; empty: the same."""
    reasoned: bool = False
    """It must be said why."""


_OFFICE = {"supervision": "all"}
_UNIT = {"officer": "own", "head": "own"}
_DRAFT = frozenset({"drafting", "consulting"})
_EDITED = frozenset({"drafting"})

TABLE_STEPS: dict[str, Step] = {
    "draft": Step("起草任务分解表", _OFFICE),
    "edit": Step("编辑任务", _OFFICE, _EDITED),
    "consult": Step("发出征求意见", _OFFICE, _EDITED, "consulting"),
    "opine": Step("反馈意见", {"head": "own"}, frozenset({"consulting"})),
    "settle": Step("裁定分歧", {"leader": "fields", "chief": "all"}, frozenset({"consulting"}), reasoned=True),
    # Comments may change rows: the office goes back to its draft, and the same opinions stand.
    "redraft": Step("退回修改", {"supervision": "all", "leader": "fields", "chief": "all"},
                    frozenset({"consulting", "reviewing", "signing"}), "drafting", reasoned=True),
    "send-up": Step("送分管领导审核", _OFFICE, _DRAFT, "reviewing"),
    "approve": Step("审核同意", {"leader": "fields"}, frozenset({"reviewing"}), "signing"),
    "sign": Step("签发", {"chief": "all"}, frozenset({"signing"}), "issued"),
    # After issue nothing changes but by amendment, with a reason and the signer's approval.
    "amend": Step("调整任务", {"chief": "all"}, frozenset({"issued"}), reasoned=True),
}  # fmt: skip

TASK_STEPS: dict[str, Step] = {
    "plan": Step("报送办理方案", {"head": "own"}, frozenset({"planning"})),
    "accept-plan": Step("同意办理方案", _OFFICE, frozenset({"planning"}), "underway"),
    "return-plan": Step("退回办理方案", _OFFICE, frozenset({"planning"}), reasoned=True),
    "report": Step("填报进展", _UNIT, frozenset({"planning", "underway"})),
    "submit": Step("报送进展", {"head": "own"}, frozenset({"planning", "underway"})),
    "accept": Step("采用进展", _OFFICE, OPEN),
    "return": Step("退回进展", _OFFICE, OPEN, reasoned=True),
    "ask-closing": Step("申请办结", {"head": "own"}, frozenset({"underway"}), "asked"),
    "check": Step("核查", _OFFICE, frozenset({"asked"}), "checking"),
    "refuse-closing": Step("不予办结", _OFFICE, frozenset({"asked", "checking"}), "underway", reasoned=True),
    # The clock stops only when somebody above the unit agrees; an edit never starts it anew.
    "ask-pause": Step("申请暂停计时", {"head": "own"}, OPEN, reasoned=True),
    "approve-pause": Step("批准暂停计时", {"leader": "fields", "chief": "all"}, OPEN),
    "refuse-pause": Step("不批准暂停计时", {"leader": "fields", "chief": "all"}, OPEN, reasoned=True),
    "end-pause": Step("恢复计时", _OFFICE, OPEN),
    "attach": Step("上传佐证", _UNIT, OPEN),
    "detach": Step("撤回佐证", {**_UNIT, "supervision": "all"}, OPEN, reasoned=True),
    "question": Step("提问", {"supervision": "all", "leader": "fields", "chief": "all"}, OPEN),
    "answer": Step("回答", _UNIT, OPEN),
    "visit": Step("实地核查", _OFFICE, OPEN),
    "close": Step("销号", _OFFICE, frozenset({"checking"})),
    # Ending a task otherwise than by doing it is for the leader in charge or the head of government.
    "end": Step("批准结转、调整或终止", {"leader": "fields", "chief": "all"}, frozenset({"checking"}), reasoned=True),
    "read": Step("查看", {"supervision": "all", "auditor": "all", "chief": "all", "leader": "fields", "head": "own", "officer": "own"}),
}  # fmt: skip
OFFICE_STEPS: dict[str, Step] = {
    "track": Step("列入督办事项", _OFFICE),
    "instruct": Step("登记批示", _OFFICE),
    "write-letter": Step("拟督办函件", _OFFICE, frozenset({"draft"})),
    # 提醒函 and 督办通知 go out in the office's own name; a 督办函 in the government's, so a leader signs it.
    "send-letter": Step("发出督办函件", _OFFICE, frozenset({"draft"}), "sent"),
    "send-to-sign": Step("督办函送签", _OFFICE, frozenset({"draft"}), "signing"),
    "sign-letter": Step("签发督办函", {"leader": "fields", "chief": "all"}, frozenset({"signing"}), "sent"),
    "refuse-letter": Step("督办函退回修改", {"leader": "fields", "chief": "all"}, frozenset({"signing"}), "draft", reasoned=True),
    "reply": Step("答复来函", {"head": "own"}, frozenset({"sent"}), "answered"),
    "return-reply": Step("退回答复", _OFFICE, frozenset({"answered"}), "sent", reasoned=True),
    "settle-letter": Step("函件办结", _OFFICE, frozenset({"answered"}), "settled"),
    "withdraw-letter": Step("撤回函件", _OFFICE, frozenset({"draft", "signing", "sent"}), "withdrawn", reasoned=True),
    "meet": Step("筹备会议", _OFFICE),
    "write-bulletin": Step("拟专报通报", _OFFICE, frozenset({"draft"})),
    "send-bulletin": Step("专报通报送签", _OFFICE, frozenset({"draft"}), "signing"),
    "sign-bulletin": Step("签发专报通报", {"leader": "fields", "chief": "all"}, frozenset({"signing"}), "issued"),
    "refuse-bulletin": Step("专报通报退回修改", {"leader": "fields", "chief": "all"}, frozenset({"signing"}), "draft", reasoned=True),
    "rate": Step("导出考评指标", {"supervision": "all", "chief": "all", "auditor": "all"}),
    "set-template": Step("更换公文模板", _OFFICE),
    "erase": Step("抹去个人信息", {"administrator": "all"}, reasoned=True),
}  # fmt: skip
"""Steps of the office itself, each with the unit it concerns, where it concerns one: letters, meetings, circulars."""
STEPS = {
    **{f"office:{name}": step for name, step in OFFICE_STEPS.items()},
    **{f"table:{name}": step for name, step in TABLE_STEPS.items()},
    **{f"task:{name}": step for name, step in TASK_STEPS.items()},
}
