"""The indicators of local government and the finding of the one a subject names.

A subject names an indicator where it is one of its names with nothing before it but whose figure and when (全市, 全年,
东西湖区) and nothing after it but how it is put (总额, 增速). Anything else makes it another thing: 工业投资 is not
工业增加值, 装备制造业增加值 not 制造业增加值, 新增高新技术企业 not 高新技术企业. Wrong is worse than unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, cast

from .names import plain, writings
from .rows import parts, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

Form = Literal["level", "growth", "decline", "ratio"]

_LONGEST_SUBJECT = 60
"""Characters; what is longer is a clause and names no indicator."""

_WHOSE_AND_WHEN = (
    r"全[市区县省州旗盟域镇乡街国年社会]|全街道|[我本][市区县省州镇]|本地|本级|辖区内?|区域内?|[市区县省]内|"
    r"全年|年度|[当上去今本]年|同期|[上下]半年|前[一二三]季度|[一二三四]季度|年[末底]|期末|年均|月均|"
    r"累计|预计|预期|其中:?|实际|力争|确保|推动|促进|保持|完成|实现|达到|约|"
    r"十[二三四五]五(?:时期|期间|末)?|规划期?末?|到?20[0-9]{2}年[末底]?|[0-9]{1,2}-?[0-9]{0,2}月份?|[:,]"
)
_PLACE = (
    r"(?!.{0,8}(?:社|城|地|库|山|景|校|小|片|灾|老|郊|建成|园|矿|林|牧|贫困|功能|产业|商务|集聚|聚集)区)"
    r"(?!.{0,8}(?:城|都|超|上|股)市)(?!.{0,8}(?:农村|城镇|乡镇|下乡|城乡))"
    r"(?!.{0,8}(?:特色|小|重点|试点|强|贫困|振兴|文明|卫生|示范)[市县镇乡])"
    r"[\u4e00-\u9fff]{1,8}(?:省|市|区|县|州|旗|盟|镇|乡|开发区|高新区|经开区|街道)"
)
_BEFORE = re.compile(rf"(?:{_WHOSE_AND_WHEN}){{0,6}}(?:{_PLACE})?(?:{_WHOSE_AND_WHEN}){{0,4}}")
_AFTER = re.compile(
    r"(?:总[量额值数]|总?规模|数量?|人数|户数|家数|个数|增速|增幅|增长率?|增长速度|同比|累计|年均|年平均|平均|可比|名义|实际|"
    r"完成额?|任务|目标值?|预期|水平|均?值|量|情况|指标|存量|年末|全年|控制|速度|[0-9\[\]]{1,4}){0,4}"
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that local governments count, plan and report."""

    code: str
    """Short and never changed once published (`gdp`, `retail_sales`)."""
    name: str
    """The name in full, as a statistician writes it."""
    names: tuple[str, ...]
    """Other names it goes by."""
    look_alikes: tuple[str, ...]
    """`not` in the file: words that, standing beside the name, make it another thing."""
    same_as_in_place: str
    """Code of the indicator that may be the same thing in one place and another in the next: settled per place."""
    unit: str
    """Of its level; empty for a bare coefficient."""
    growth_unit: str
    """Of its change from year to year."""
    form: Form
    """What a figure of it is: level; growth (the figure is itself a rise, 居民消费价格涨幅); decline (itself a fall,
    given without a minus, 单位地区生产总值能耗降低); ratio (a share or rate)."""
    price_basis: Literal["不变价", "现价", ""]
    """At whose prices its growth is computed, where that matters."""
    good: Literal["more", "less", "band"]
    """Which way is good; band: near what was planned."""
    tolerance: float | None
    """In its own unit, how far off 左右 and an exact figure may be; None for 5 % of the target's size, the rule elsewhere."""
    theme: str
    note: str

    @property
    def all_names(self) -> tuple[str, ...]:
        """The name and the other names."""
        return (self.name, *self.names)


class Indicators:
    """All indicators, to be had by code or found by a subject."""

    def __init__(self, found: tuple[Indicator, ...]) -> None:
        from ahocorasick_rs import AhoCorasick

        self.all = found
        self._by_code = {indicator.code: indicator for indicator in found}
        bearers = {name: indicator for indicator in reversed(found) for name in indicator.all_names}
        named: dict[str, tuple[Indicator, str]] = {}
        for writing, name in writings(tuple(bearers)):
            named.setdefault(writing, (bearers[name], name))
        self._exact = named
        self._patterns = list(named)
        self._search = AhoCorasick(self._patterns)
        self._decide = lru_cache(maxsize=4096)(self._decide_afresh)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def get(self, code: str) -> Indicator | None:
        """The indicator of that code."""
        return self._by_code.get(code)

    def find(self, subject: str) -> Indicator | None:
        """The indicator a measure's subject names, or None where it names none or more than one."""
        decided = self._decide(subject)
        return decided[0] if decided else None

    def words_for_decision(self, subject: str) -> str:
        """The listed name by which `find` knew the subject; empty where it did not."""
        decided = self._decide(subject)
        return decided[1] if decided else ""

    def _decide_afresh(self, subject: str) -> tuple[Indicator, str] | None:
        if len(subject) > _LONGEST_SUBJECT:
            return None
        words = plain(subject)
        if (exact := self._exact.get(words)) is not None:
            return exact
        matches = self._search.find_matches_as_indexes(words, overlapping=True)
        for pattern, start, end in sorted(matches, key=lambda match: match[1] - match[2]):
            indicator, name = self._exact[self._patterns[pattern]]
            before, after = words[:start], words[end:]
            if any(word in before or word in after for word in indicator.look_alikes):
                continue
            if _AFTER.fullmatch(after) and (_BEFORE.fullmatch(before) or _is_region(before)):
                return indicator, name
        return None


def _is_region(name: str) -> bool:
    from .regions import regions

    return bool(regions().by_name(name) or regions().zone(name))


@cache
def indicators() -> Indicators:
    """The catalogue of indicators, read once."""
    return Indicators(
        tuple(
            Indicator(
                code=row["code"],
                name=row["name"],
                names=parts(row["names"]),
                look_alikes=parts(row["not"]),
                same_as_in_place=row["same_as_in_place"],
                unit=row["unit"],
                growth_unit=row["growth_unit"],
                form=cast(Form, row["form"]),
                price_basis=cast(Literal["不变价", "现价", ""], row["price_basis"]),
                good=cast(Literal["more", "less", "band"], row["good"]),
                tolerance=float(row["tolerance"]) if row["tolerance"] else None,
                theme=row["theme"],
                note=row["note"],
            )
            for row in rows("indicators.csv")
        )
    )
