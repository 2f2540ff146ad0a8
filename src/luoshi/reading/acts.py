"""What kind of act a commitment is for the government that makes it.

主办 is its own doing; 配合 joins another's work (配合建设, 服务推进市级工程); 争取 asks for what someone above grants
(申报, 争取…获批); 支持 helps others do it (支持企业…, 引导社会资本…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .clauses import opening
from .deliverables import deliverables
from .facts import Act, Deliverable

_ACTS: dict[str, Act] = {"help": "支持", "ask": "争取", "join": "配合"}
# 推动 or 力促 what others decide: 力促…获批, 推动…纳入国家规划, 积极创建…通过国家验收 stays its own doing.
_GRANTED = re.compile(
    r"(?:争取|力争|力促|推动|争创|促成|积极)[^,;。]{0,40}?(?:获批|获得批复|得到批复|批复|列入(?:国家|全国|省|市)|纳入(?:国家|全国|省级?|市级?|上级))"
)
_ABOVE = re.compile(r"(?:上级|国家|省|市)级?[^,;。]{0,20}(?:支持|倾斜|资金|试点|项目)")
_ANOTHERS = re.compile(
    r"(?:服务|保障|协调|全力服务|做好)[^,;。]{0,12}(?:中央|国家|省级?|市级?|上级)[^,;。]{0,20}(?:工程|项目|建设)"
)


def act_of(folded: str, start: int, end: int, *, parts: Sequence[Deliverable] | None = None) -> Act:
    """The kind of act of the commitment `folded[start:end]`: that of most of its parts, or of the first.

    `parts` are its deliverables where they are known already.
    """
    acts = [_act_of_part(folded, part.start, part.end) for part in (parts or deliverables(folded, start, end))]
    if not acts:
        return "主办"
    return max(dict.fromkeys(acts), key=acts.count)


def _act_of_part(folded: str, start: int, end: int) -> Act:
    opened = opening(folded, start, end)
    if opened.sense in _ACTS:
        return _ACTS[opened.sense]
    if _GRANTED.match(folded, start, end):
        return "争取"
    if _ANOTHERS.match(folded, start, end):
        return "配合"
    return "主办"
