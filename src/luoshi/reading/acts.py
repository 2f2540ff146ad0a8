"""What kind of act a commitment is for the government that makes it.

主办 is its own doing; 配合 joins another's work (配合建设, 服务推进市级工程); 争取 asks for what someone above grants
(申报, 争取…获批); 支持 helps others do it (支持企业…, 引导社会资本…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .deliverables import Part, parts_of
from .facts import Act

_ACTS: dict[str, Act] = {"help": "支持", "ask": "争取", "join": "配合"}
_LISTED = r"入(?:国家|全国|省|市|上级)[^,;。]{0,12}(?:规划|计划|盘子|笼子|名单|试点|库)"
# What others decide, whatever verb pushes for it: 力促…获批, 推动…纳入国家规划.
_ASKED = re.compile(rf"获批|获得批复|得到批复|列{_LISTED}|纳{_LISTED}")
# A work of a higher level, served where it stands: 服务推进市级工程, 保障国家重点项目建设, 做好省级工程征迁.
_ANOTHERS = re.compile(
    r"(?:全力|积极|主动|做好|协调){0,2}(?:服务|保障|配合|协助|对接服务)[^,;。]{0,12}?(?:中央|国家|省|市|上级)[^,;。]{0,20}?(?:工程|项目|建设|工作|征迁)"
)
_ANOTHERS_FIRST = frozenset("全积主做协服保配对")


def act_of(folded: str, start: int, end: int, *, parts: Sequence[Part] | None = None) -> Act:
    """The kind of act of the commitment `folded[start:end]`: that of most of its parts, or of the first.

    `parts` are its deliverables where they are known already.
    """
    asked = _ASKED.search(folded, start, end) is not None
    acts = [_act_of_part(folded, part, asked) for part in (parts or parts_of(folded, start, end))]
    if len(acts) < 2:
        return acts[0] if acts else "主办"
    return max(dict.fromkeys(acts), key=acts.count)


def _act_of_part(folded: str, part: Part, asked: bool) -> Act:
    """The act of one part; `asked` says whether the sentence names anything that others decide."""
    if act := _ACTS.get(part.opening.sense):
        return act
    if asked and _ASKED.search(folded, part.start, part.end):
        return "争取"
    if folded[part.start] in _ANOTHERS_FIRST and _ANOTHERS.match(folded, part.start, part.end):
        return "配合"
    return "主办"
