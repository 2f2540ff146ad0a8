"""The functions of a local government that lead commitments, with the words that show each one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .rows import parts, rows

OFFICE_NAMES: tuple[str, ...] = (
    "发展改革", "工业信息化", "科技", "商务", "投资促进", "金融", "财政", "税务", "统计", "审计", "国资", "教育",
    "人社", "民政", "卫健", "医保", "退役军人", "住房建设", "城市更新", "自然资源规划", "城管执法", "交通运输",
    "水务", "园林林业", "生态环境", "农业农村", "文旅体育", "公安", "司法", "应急", "市场监管", "政务服务审批",
    "数据", "信访", "组织人才", "宣传", "政府办", "街道", "开发区管委会", "消防", "社会工作", "残联妇联团委",
    "机关事务", "国防动员", "民族宗教", "其他",
)  # fmt: skip
"""Every function there is, in the order of the guide to sentences. A row of `offices.csv` bears one of these names."""


@dataclass(frozen=True, slots=True)
class Office:
    """One function of local government; a place's own bureaus are its `usual_units`."""

    name: str
    duties: str
    """What it answers for, in one line."""
    strong: tuple[str, ...]
    """Words that decide for this office alone; no word is strong for two offices."""
    words: tuple[str, ...]
    """Words that speak for this office among others; several offices may share one."""
    usual_units: tuple[str, ...]
    """What the bureau that does this is usually called."""
    theme: str
    """Its field, one of the themes of the indicators; empty where it has none."""


@cache
def offices() -> tuple[Office, ...]:
    """Every office, in the order of `OFFICE_NAMES`."""
    return tuple(
        Office(
            name=row["office"],
            duties=row["duties"],
            strong=parts(row["strong"]),
            words=parts(row["words"]),
            usual_units=parts(row["usual_units"]),
            theme=row["theme"],
        )
        for row in rows("offices.csv")
    )


@cache
def theme_of(office: str) -> str:
    """The field of the office of that name; empty for none."""
    return next((each.theme for each in offices() if each.name == office), "")


@cache
def lead_fillers() -> tuple[str, ...]:
    """Longer words that hold an office's word by chance or as a manner, and speak for nobody (`lead_fillers.csv`)."""
    return tuple(word for row in rows("lead_fillers.csv") for word in parts(row["words"]))


@dataclass(frozen=True, slots=True)
class Accountable:
    """Who answers for an indicator's target, and who gives its figure."""

    lead: str
    supplier: str
    """Not always the one who leads: what 统计 and 财政 count is not reported by those who are judged by it."""


@cache
def _accountable() -> dict[str, Accountable]:
    return {row["of"]: Accountable(row["lead"], row["supplier"]) for row in rows("office/indicator_offices.csv")}


def accountable(indicator: str, theme: str) -> Accountable:
    """The offices of an indicator by its code, else by its theme; both empty where the catalogue does not say."""
    known = _accountable()
    return known.get(indicator) or known.get(theme) or Accountable("", "")
