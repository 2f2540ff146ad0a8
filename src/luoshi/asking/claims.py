"""Figures a question takes for granted: 突破了48亿元, 定为8%以上. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.reading.quantities import find_quantities

_BEYOND = re.compile(r"(?:[^\d]{0,2})(?:突破|超过|超|达到|高于|不低于|大于|多于|多达)[了]?$")
_BELOW = re.compile(r"(?:低于|不到|不足|降到|降至|控制在|少于|只有|不超过|小于)[了]?$")
_NAMED_AFTER = re.compile(r"(?:的)?(?!目标|计划|是|了|的|吗|没|对|这|怎|完成|实现|左右|为|还|什么|才|就|又|而|但|比|能|要|需|有|在|到)[\u4e00-\u9fff]{2,8}(?:企业|项目|产业|集群|园区|公司|工程|街道|乡镇|村)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure the question takes for granted."""

    low: float
    high: float
    unit: str
    text: str
    more: bool
    """At least so much: 突破, 超过, 以上."""
    less: bool


def spans(plain: str, names: list[str]) -> list[tuple[int, int]]:
    """Where the names stand."""
    found = []
    for name in names:
        at = plain.find(name)
        while at >= 0:
            found.append((at, at + len(name)))
            at = plain.find(name, at + 1)
    return found


def blanked(text: str, start: int, end: int) -> str:
    """The text with that part blanked out, of the same length."""
    return text[:start] + "\x01" * (end - start) + text[end:]


_SAID_AFTER = re.compile(r"(?<=[家个户项所处人名元%条套亩座场台部件吨])(?:是真的|真的|属实|可信|准确|没错|是否|是不是|对[吗吧不]|吗|吧|了|怎么|为什么|是|这么|那么)")
"""What follows a figure in a question and would make a measure word look like a part of a name."""


def find_claims(plain: str, blank: str, held: list[str]) -> tuple[tuple[Claim, ...], str]:
    """Figures taken for granted: amounts with a unit that are no threshold and no part of a name."""
    found: list[Claim] = []
    protected = spans(plain, held)
    for quantity in find_quantities(_SAID_AFTER.sub(lambda match: "," * len(match[0]), plain)):
        words_ = plain[quantity.start : quantity.end]
        after = plain[quantity.end :]
        if quantity.form not in ("number", "multiple") or "\x01" in blank[quantity.start : quantity.end]:
            continue
        if not quantity.unit and not (quantity.multiplied and not quantity.chinese):
            continue
        if any(a <= quantity.start < b for a, b in protected) or (quantity.chinese and quantity.unit != "%"):
            continue
        bound = re.match(r"(?:以上|以下|以内|左右|多|余)", after)
        if quantity.bare or (bound and re.match(r"[\u4e00-\u9fff]", after[bound.end() :]) and not re.match(r"[的吗了吧是呢没么嘛还不就才都对真,，?]", after[bound.end() :])):
            continue  # 10亿元以上项目: a threshold
        if quantity.unit in ("年", "岁", "号", "月", "天", "期") or plain[: quantity.start].endswith(("每", "第", "近", "前")):
            continue
        low, high = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.value)
        before = plain[: quantity.start]
        if _BEYOND.search(before) and _NAMED_AFTER.match(after):
            continue  # 产值超50亿元领军企业: a threshold, too
        found.append(
            Claim(
                float(low), float(high), "倍" if quantity.form == "multiple" else quantity.unit, words_,
                more=(_BEYOND.search(before) is not None and "达到" not in before[-4:]) or after.startswith("以上"),
                less=_BELOW.search(before) is not None or after.startswith(("以下", "以内")),
            )
        )  # fmt: skip
        blank = blanked(blank, quantity.start, quantity.end + (bound.end() if bound else 0))
    return tuple(found), blank
