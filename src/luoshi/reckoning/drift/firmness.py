"""How firmly a promise is worded, by the catalogue's table (`wording.csv`), and what two wordings say of each other."""

from __future__ import annotations

import re
from functools import cache

from luoshi.catalogue.wording import wordings
from luoshi.reckoning.threads.thread import Saying

_STEPS = {"hard": 2, "neutral": 1, "soft": 0}
_FIRM_WORDS = {2: "确保一类", 1: "", 0: "力争一类"}
_SIDES = {"ge": 2, "le": 2, "eq": 1, "range": 1, "approx": 0}
"""以上 and 以内 leave no room on the bad side; 左右 leaves some on both."""
_BOUND_WORDS = {"ge": "以上", "le": "以内", "eq": "确数", "range": "区间", "approx": "左右"}
FORMS = {"numeric": "数值", "relative": "与他项比较", "assigned": "完成下达目标", "direction": "只说方向", "act": "事项"}
_LIMITING = frozenset({"控制在"})
"""It says that less is meant, as 以内 does, not how surely it is meant."""


@cache
def _firm() -> dict[str, int]:
    """Words that say how firm a promise is, and nothing of its bound."""
    return {each.words: _STEPS[each.firmness] for each in wordings() if not each.bound and each.firmness != "neutral" and each.words not in _LIMITING}


@cache
def _opening() -> re.Pattern[str]:
    """Such words at the head of a clause: elsewhere they may be part of a name (基本养老, 行动计划)."""
    words = "|".join(re.escape(each.words) for each in wordings() if each.words in _firm() and each.position == "before")
    return re.compile(rf"[,、 ]*(?:并|且|全面|全力|要)?({words})")


def firm_words(one: Saying) -> str:
    """The words that say how firm the promise is, as it says them (确保, 力争); empty where it has none."""
    said = [word for word in one.wording.split("|") if word in _firm()]
    opening = _opening().match(one.paper.folded, one.start, one.end)
    if opening and opening[1] not in said:
        said.insert(0, opening[1])
    return said[0] if said else ""


def firmness(one: Saying) -> int:
    """2 for 确保 and its like, 0 for 力争 and its like, 1 for neither."""
    words = firm_words(one)
    return _firm()[words] if words else 1


def firmness_step(one: Saying, other: Saying) -> tuple[int, str]:
    """Below 0 where the second is less firm, above where it is firmer, with the words."""
    before, after = firm_words(one), firm_words(other)
    step = firmness(other) - firmness(one)
    return step, f"“{before}”{'改为' if after else '不再说'}{f'“{after}”' if after else ''}" if before else f"加上“{after}”"


def bound_step(one: Saying, other: Saying) -> tuple[int, str]:
    """The same of the bound of two figures; 0 where the sides are not the same question (以上, 以内)."""
    if one.bound == other.bound or {one.bound, other.bound} == {"ge", "le"} or one.bound not in _SIDES or other.bound not in _SIDES:
        return 0, ""
    return _SIDES[other.bound] - _SIDES[one.bound], f"{_bound(one)}改为{_bound(other)}"


def _bound(one: Saying) -> str:
    word = _BOUND_WORDS[one.bound]
    return word if one.bound in ("eq", "range") else f"“{word}”"
