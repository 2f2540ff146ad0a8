"""Naming what the numbers of a sentence measure, from left to right, remembering what was named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .clause_numbers import ClauseNumber, Clauses
from .facts import MeasureKind
from .number_words import Suffix, read_tail, strip_lead
from .subjects import Known, Naming, beside, parts_of, topic_of

_RATIO = frozenset({"%", "‰", "百分点", "千分点", "基点", "倍", "位"})
_GROWS = re.compile(
    r"增速|增幅|涨幅|增长率|降幅|增长$|下降$|降低$|减少$|上涨$|涨跌幅|居民消费价格(?:总水平)?$|CPI$|物价(?:总水平)?$|消费价格指数$|价格指数$"
)
_SHARE = re.compile(r"率$|占比|比重|比例|覆盖|普及|达标|优良|满意度|贡献")
"""Subjects whose percentages are shares, not growth."""
_RANKING = re.compile(
    r"(?:稳|均|持续|连续[^,]{0,5}|继续|仍|已|分别|首次|成功)*(?:位居|位列|跃居|排名|名列|居(?![民住家委室])|排在|排(?![放污水涝查练])|(?<![系序队])列(?![车入为席])|进入|跻身|保持|进位|升至|跃升至?|上升至?|提升至?|前移至?|获得?|稳定在|冲进|迈入|处于|夺得|蝉联)"
)
_ATTRIBUTE = re.compile(r"(?:总量|增量|增速|增幅|规模|占比)(?:和(?:总量|增量|增速|增幅|规模|占比))?$")
"""What of a thing is ranked, where that is not the thing itself: 增速居全市第二."""
_PLACES = re.compile(r"全[国省市区县州]|省内|市内|[中西东]部")
"""Among whom a rank is held: 全市第一."""
_LISTED = re.compile(r"百强|千强|榜|考核|评价|测评|竞争力|指数|排名|综合实力")
"""A list that is known by its own name: 列全国综合实力百强区第76位."""
_SINCE = re.compile(r"^[ ,]*[由从](?:年初|上年|去年|(?:19|20)\d\d年)?[底末初]?的?$")
"""由年初的全市第9位: where it came from names nothing."""
_AMONG = re.compile(
    r"(?:全国|全省|全市|全区|全县|中部|西部|同类|省内|市内|国家级|各区|城市|百强|县市|榜|排名|考核|综合)"
)
_FRAME = re.compile(r"(?:在)?([^,;:。“”、]{2,14}(?:领域|方面)),")
_NOTHING = Suffix(0, None, "", "", False)
_BETWEEN_EQUALS = re.compile(r" ?(?:(?:以上|左右|以内)?[、,和]|及|与|以及) ?")


@dataclass(slots=True)
class Named:
    """A number with what it measures."""

    number: ClauseNumber
    naming: Naming
    grew: int
    """1 it rose, -1 it fell, 0 nothing of the kind."""
    kind: MeasureKind
    expected: bool = False
    """预计 in its own clause, or in that of the number whose subject it shares."""


class Namer:
    """Names the numbers of one sentence."""

    def __init__(self, clauses: Clauses, before: Naming | None) -> None:
        self.clauses = clauses
        self.folded = clauses.folded
        self.before = before
        """What the sentence before in the paragraph named last."""
        self.earlier: Naming | None = None
        self.ranked: Naming | None = None
        self.named_at = -1
        self.grew = 0

    def name(self, numbers: Sequence[ClauseNumber]) -> list[Named]:
        """Each number of the sentence with its subject, its kind and the way it went."""
        expected_at = self.folded.find("预计", self.clauses.start, self.clauses.end)
        found: list[Named] = []
        for number in numbers:
            one = self._one(number)
            if expected_at >= 0:
                shared = one.naming.inherited and bool(found) and found[-1].expected
                one.expected = shared or self.folded.find("预计", number.left, number.quantity.start) >= 0
            found.append(one)
        self._share_out(found)
        return found

    def _one(self, number: ClauseNumber) -> Named:
        quantity = number.quantity
        if quantity.share:
            naming = Naming(f"三次产业结构({quantity.share})", bare="三次产业结构")
            return self._remember(Named(number, naming, 0, "level"), keep=False)
        if quantity.form in ("rank", "ordinal"):
            return self._remember(Named(number, self._ranked(number), 0, "rank"), keep=False)
        if quantity.unit == "位" and number.tail.grew and self.ranked is not None:  # 前移5位
            return self._remember(Named(number, self.ranked, number.tail.grew, "change"), keep=False)
        ratio, times = quantity.unit in _RATIO, quantity.unit in ("年", "次")
        topic, earlier = "", self.earlier
        if earlier is None or self.clauses.mark_before(number.left - 1, -1) >= self.named_at:
            topic = self._topic(number.left)
            earlier = None if number.tail.head and not ratio else earlier
        known = Known(earlier, topic, item=number.item, ratio=ratio, times=times)
        naming = beside(number.before, number.after, number.tail, number.suffix, known)
        grew, kind = self._kind(number, naming)
        return self._remember(Named(number, naming, grew, kind), keep=True)

    def _kind(self, number: ClauseNumber, naming: Naming) -> tuple[int, MeasureKind]:
        """Which way it went, and what kind of measure it is."""
        quantity, tail, subject = number.quantity, number.tail, naming.subject
        if quantity.unit in ("百分点", "千分点", "基点"):
            return tail.grew, "change"
        if quantity.form == "multiple" or quantity.unit == "倍":
            return tail.grew, "multiple"
        if quantity.unit not in ("%", "‰"):
            return tail.grew, "level"
        share = _SHARE.search(subject) is not None
        goes_on = naming.inherited or (number.follows and not tail.last)  # 增长6%,力争达到6.5%; A增长5%、B6%
        grew = tail.grew or (self.grew if goes_on and not share else 0)
        if "自然增长率" in number.before or "自然增长率" in subject:
            return grew, "level"  # a rate of the population, in thousandths
        grows = (
            tail.kept
            or (grew and (not tail.level or naming.inherited))
            or (tail.annual and not share)
            or _GROWS.search(subject)
        )
        return grew, "growth" if grows else "level"

    def _remember(self, one: Named, *, keep: bool) -> Named:
        self.named_at = one.number.quantity.end
        if keep:
            self.earlier = one.naming
            self.grew = one.grew if one.kind == "growth" else 0
        return one

    def _topic(self, left: int) -> str:
        """What the clause before spoke of, for a number whose own clause leaves it out."""
        start = self.clauses.start
        if left <= start + 1:
            return (self.before.bare or self.before.subject) if self.before is not None else ""
        if frame := _FRAME.match(self.folded, start, left):
            return frame[1]
        words = ""
        for _ in range(2):
            previous = self.clauses.begin(left - 1)
            words = self.folded[previous : left - 1].strip(" ,、")
            if not (words[:1] == "在" and words[-1:] in "下中上时后前") or previous <= start + 1:
                break
            left = previous
        return topic_of(words)

    def _ranked(self, number: ClauseNumber) -> Naming:
        """What holds the rank: 地区生产总值增速居全市第二."""
        if (
            self.ranked is not None
            and number.follows
            and not number.before[: number.tail.head].strip("升降前移至到由从 ")
        ):
            return self.ranked  # 由第七位升至第五位
        match = _RANKING.search(number.before)
        among = _PLACES.search(number.before) or _AMONG.search(number.before)
        head = number.before[: match.start() if match else among.start() if among else None]
        head = _SINCE.sub("", head)
        at = match.end() if match else among.start() if among else number.tail.head
        listed = number.before[at : number.tail.head].strip()
        if _LISTED.search(listed) and not head[strip_lead(head) :].strip(" ,、由从"):
            self.ranked = Naming(listed, bare=listed)
            return self.ranked
        topic = "" if self.earlier else self._topic(number.left)
        if match and match[0].endswith("排名"):
            head += "排名"
        named = self.ranked = beside(head, "", read_tail(head), _NOTHING, Known(self.earlier, topic, ratio=True))
        ranked = _ATTRIBUTE.search(head)
        if ranked and not named.subject.endswith(ranked[0]):
            return Naming(named.subject + ranked[0], named.verb, named.subject)
        return named

    def _share_out(self, found: list[Named]) -> None:
        """Numbers in a row behind one list of subjects get one each: A、B分别增长16.2%、17.6%."""
        index = 0
        while index < len(found):
            run, first = index + 1, found[index]
            apart = "分别" in first.number.before
            while run < len(found) and self._equals(found[run - 1].number, found[run].number, any_unit=apart):
                run += 1
            count = run - index
            pieces = parts_of(first.naming.subject, count) if count > 1 else None
            if count > 1 and pieces is None and first.naming.inherited and index >= count:
                pieces = [one.naming.subject for one in found[index - count : index]]
            for one, piece in zip(found[index:run], pieces or (), strict=False):
                one.naming = Naming(piece, one.naming.verb, piece)
                if one is not first and one.number.quantity.unit == first.number.quantity.unit:
                    one.kind, one.grew = first.kind, first.grew
                    one.number.tail.bound = one.number.tail.bound or first.number.tail.bound
            index = run

    def _equals(self, one: ClauseNumber, other: ClauseNumber, *, any_unit: bool) -> bool:
        """Whether two numbers of one unit stand side by side; of any where it is said that each has its own (分别完成28亿元、1.2亿美元)."""
        between = self.folded[one.quantity.end : other.quantity.start]
        return (any_unit or one.quantity.unit == other.quantity.unit) and _BETWEEN_EQUALS.fullmatch(between) is not None
