"""Measures: the numbers that say how much of something there was, is, or is meant to be (`GUIDE.md`).

One pass over the document's numbers, sentence by sentence: leave out what is no measure, read the words around the rest,
name their subjects, and say of each whether it happened, is expected or is meant, and when.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from .counted import Reason, fate_in_name, why_not
from .facts import Bound, Document, Measure, MeasureKind, Modality, Section, Sentence
from .number_words import Suffix, Tail, firm_lead, read_suffix, read_tail, strip_lead
from .periods import Periods, figure
from .quantities import Quantity, Value
from .subjects import Known, Naming, beside, parts_of, topic_of, verb_at_start

_DELIMITER = re.compile(r"“[^”\n]{0,60}”|[,;:。!?|]")
_RATIO = frozenset({"%", "‰", "百分点", "千分点", "基点", "倍", "位"})
_GROWS = re.compile(
    r"增速|增幅|涨幅|增长率|降幅|增长$|下降$|降低$|减少$|上涨$|涨跌幅|居民消费价格(?:总水平)?$|CPI$|物价(?:总水平)?$|消费价格指数$|价格指数$"
)
_FALLS = re.compile(r"降幅|下降$|降低$|减少$|下降率$|降低率$|削减")
_RANKING = re.compile(
    r"(?:稳|均|持续|连续[^,]{0,5}|继续|仍|已|分别|首次|成功)*(?:位居|位列|跃居|排名|名列|居|排在|排|列|进入|跻身|保持|进位|升至|跃升至?|上升至?|提升至?|前移至?|获得?|稳定在|冲进|迈入|处于|夺得|蝉联)"
)
_ATTRIBUTE = re.compile(r"(?:总量|增量|增速|增幅|规模|占比)(?:和(?:总量|增量|增速|增幅|规模|占比))?$")
"""What of a thing is ranked, where that is not the thing itself: 增速居全市第二."""
_PART_OF = re.compile(
    r"(?:全国|全省|全市|全区|全县|中部|西部|同类|省内|市内|国家级|各区|城市|百强|县市|榜|排名|考核|综合)"
)
_ALREADY = re.compile(
    r"(?:现有|目前|已建成|已有|已累计|截至目前|截至20\d\d年|去年底|上年)(?!.{0,20}(?:今年|明年|年内|再建|再增|力争|新增))"
)
_MEANS = re.compile(
    r"(?:预期|年度|全年)目标|^-*计划|年度计划|拟安排|(?:到|至)(?P<year>20\d\d)年(?:底|末)?[,实力建达基形]|计划(?:总?投资|于|到|在)|拟|将(?:建|新|投|实|达|于|在|打|吸|引|带)|建成后|达产后|投产后|投运后|力争到"
)
_AT_LEAST = re.compile(r"(?:至少|不少于)[\u4e00-\u9fff]{1,4}$")
"""With the verb between it and the number: 至少建设1个."""
_NOTHING = Suffix(0, None, "", "", False)
_FRAME = re.compile(r"(?:在)?([^,;:。“”、]{2,14}(?:领域|方面)),")
_EXPECTED_ALL = re.compile(
    r"(?:[^,;:。]{0,14}[:,])?(?:经?初步|全年|[12][0-9]{3}年(?:全年|度)?|到?年[底末]|一年来|[^,;:。]{2,6}方面){0,4}[,]?预计"
)


@dataclass(slots=True)
class _Found:
    """A number taken for a measure, with the words around it."""

    quantity: Quantity
    before: str
    tail: Tail
    suffix: Suffix
    naming: Naming
    grew: int
    kind: MeasureKind
    expected: bool = False
    """预计 in its own clause, or in that of the number whose subject it shares."""


@dataclass(frozen=True, slots=True)
class Given:
    """What earlier steps found in the document, all in the order of the text."""

    sections: tuple[Section, ...]
    sentences: Sequence[Sentence]
    quantities: Sequence[Quantity]
    names: Sequence[tuple[int, int, str]] = ()
    """Spans of names that hold numbers, and what sort of name."""
    skipped: Collection[int] = ()
    """Positions of the sentences that are read otherwise: headings, glossary, rows of indicator tables."""


def find_measures(
    text: str, folded: str, document: Document, given: Given
) -> tuple[tuple[Measure, ...], dict[int, Reason]]:
    """The measures of one document, and for every other quantity (by its start) why it is none."""
    periods = Periods(folded, document, given.sections)
    measures: list[Measure] = []
    reasons: dict[int, Reason] = {}
    quantities, names = given.quantities, given.names
    position, name_at = 0, 0
    last: _Found | None = None
    for index, whole in enumerate(given.sentences):
        for sentence in _pieces(folded, whole):
            while position < len(quantities) and quantities[position].start < sentence.start:
                position += 1
            inside = position
            while inside < len(quantities) and quantities[inside].start < sentence.end:
                inside += 1
            here, position = quantities[position:inside], inside
            if index in given.skipped or all(quantity.form in ("word", "date") for quantity in here):
                continue
            while name_at < len(names) and names[name_at][1] <= here[0].start:
                name_at += 1
            near = name_at
            while near < len(names) and names[near][0] < sentence.end:
                near += 1
            same_paragraph = last is not None and "\n" not in folded[last.quantity.end : sentence.start]
            reader = _SentenceReader(folded, sentence, last.naming if last is not None and same_paragraph else None)
            found = reader.read(here, names[name_at:near], reasons)
            if found:
                last = found[-1]
                about = _Sentence(text, folded, document, sentence, index, _chain_start(folded, given.sentences, index))
                measures.extend(_measure(one, about, periods) for one in found)
    return tuple(measures), reasons


_LONGEST_READ = 1200
"""Characters of a sentence read at once. Each number looks back over what stands before it, and a text that never ends its
sentence must not take for ever."""


def _pieces(folded: str, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, or, where it is longer than any of the genre, pieces of it cut behind a comma."""
    start = sentence.start
    while sentence.end - start > _LONGEST_READ:
        limit = start + _LONGEST_READ
        cut = max(folded.rfind(mark, limit - 200, limit) for mark in ",;:") + 1 or limit
        yield replace(sentence, start=start, end=cut)
        start = cut
    yield sentence if start == sentence.start else replace(sentence, start=start)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what its measures are told by."""

    text: str
    folded: str
    document: Document
    sentence: Sentence
    index: int
    chain: int
    """Where the chain of sentences joined to it by `;` or `:` begins."""


_LONGEST_CHAIN = 40
"""Sentences; no list of the genre is longer, and a text of nothing but semicolons must not take for ever."""


def _chain_start(folded: str, sentences: Sequence[Sentence], index: int) -> int:
    for first in range(index, max(0, index - _LONGEST_CHAIN), -1):
        before, here = sentences[first - 1], sentences[first]
        if folded[before.end - 1] not in ";:" or "\n" in folded[before.end : here.start]:
            return here.start
    return sentences[max(0, index - _LONGEST_CHAIN)].start


def _measure(found: _Found, said: _Sentence, periods: Periods) -> Measure:
    quantity, sentence, document = found.quantity, said.sentence, said.document
    modality = _modality(found, said)
    subject = found.naming.subject
    planned = modality == "target" and sentence.role != "review"  # what a review tells of is for the year it reviews
    about = figure(subject, found.tail, planned=planned, grew=_grew(found))
    period = periods.of(sentence.start, quantity.start, about, carry=said.chain)
    if planned and period and document.plan and period[-4:] < document.plan[:4]:
        modality = "actual"  # “十三五”期间累计…, told in the part that lays out coming work
    return Measure(
        start=quantity.start,
        end=quantity.end,
        value=_value(found),
        unit="倍" if found.kind == "multiple" else quantity.unit,
        subject=_as_written(subject, said),
        kind=found.kind,
        modality=modality,
        bound=_bound(found),
        period=period,
        wording="|".join(
            (
                *firm_lead(found.before[: found.tail.head]),
                *found.tail.words,
                *([found.suffix.word] if found.suffix.bound else []),
            )
        ),
        sentence=said.index,
    )


def _as_written(subject: str, said: _Sentence) -> str:
    """The subject with the text's own punctuation, where it stands in the sentence in one piece."""
    at = said.folded.find(subject, said.sentence.start, said.sentence.end)
    return said.text[at : at + len(subject)] if at >= 0 else subject


def _grew(found: _Found) -> bool:
    """A growth is over the years; a ratio to a base year (是2015年的2.6倍) is as of the last."""
    return found.kind in ("growth", "change") or found.quantity.form == "multiple" or bool(found.grew)


def _modality(found: _Found, said: _Sentence) -> Modality:
    """Did it happen, is it expected, or is it meant? The sentence's role decides, its words may say otherwise.

    预计 at the head of a sentence reaches all of it, and those it is joined to by semicolons; elsewhere its own clause.
    """
    sentence, document = said.sentence, said.document
    before = said.folded[sentence.start : found.quantity.start]
    if sentence.role in ("goal", "commitment") or (sentence.role == "guidance" and document.plan):
        return "actual" if _ALREADY.search(before[-24:]) else "target"
    meant = _MEANS.search(before)
    if meant and meant["year"] and meant["year"] <= document.review[-4:]:  # 到2020年, in a review of the years up to it
        meant = _MEANS.search(before, meant.end())
    if meant and before.rfind("预计") < meant.start():
        return "target"
    if found.expected or _EXPECTED_ALL.match(said.folded, said.chain, found.quantity.start):
        return "estimated"
    return "actual"


def _value(found: _Found) -> Value:
    value = found.quantity.value
    if found.kind == "multiple" and found.quantity.form == "number" and found.grew > 0 and not isinstance(value, tuple):
        return value + 1
    falls = found.grew < 0 or (not found.grew and _FALLS.search(found.naming.subject) is not None)
    if found.kind in ("growth", "change") and falls:
        if isinstance(value, tuple):
            return (-value[0], -value[1])
        return -value if value > 0 else value
    return value


def _bound(found: _Found) -> Bound:
    if isinstance(found.quantity.value, tuple):
        return "range"
    if found.quantity.form == "rank" and found.quantity.more:
        return "le"
    if found.suffix.bound:
        return found.suffix.bound
    if found.quantity.more:
        return "ge"
    if found.tail.bound:
        return found.tail.bound
    if found.tail.head and _AT_LEAST.search(found.before):
        return "ge"
    return "approx" if found.tail.toward else "eq"


class _SentenceReader:
    """Reads the numbers of one sentence from left to right, remembering what was named."""

    def __init__(self, folded: str, sentence: Sentence, before: Naming | None) -> None:
        self.folded = folded
        self.before = before
        """What the sentence before in the paragraph named last."""
        self.start, self.end = sentence.start, sentence.end
        self.cuts = [m.start() for m in _DELIMITER.finditer(folded, self.start, self.end) if folded[m.start()] != "“"]
        self.earlier: Naming | None = None
        self.named_at = -1
        self.grew = 0

    def read(
        self, quantities: Sequence[Quantity], names: Sequence[tuple[int, int, str]], reasons: dict[int, Reason]
    ) -> list[_Found]:
        found: list[_Found] = []
        expected_at = self.folded.find("预计", self.start, self.end)
        kept = self._keep(quantities, names, reasons)
        cut_at = 0
        for number, (quantity, tail, suffix, before_start, item) in enumerate(kept):
            while cut_at < len(self.cuts) and self.cuts[cut_at] < quantity.start:
                cut_at += 1
            left = self.cuts[cut_at - 1] + 1 if cut_at else self.start
            right = self.cuts[cut_at] if cut_at < len(self.cuts) else self.end
            if cut_at < len(self.cuts) and right < quantity.end:
                right = next((c for c in islice(self.cuts, cut_at, None) if c >= quantity.end), self.end)
            before = self.folded[before_start : quantity.start]
            after = self._after(quantity, right, kept[number + 1][0] if number + 1 < len(kept) else None)
            following = kept[number + 1][0] if number + 1 < len(kept) else None
            if after == "的" and following is not None:  # 总投资2万亿元的389个项目
                after = ""
                before = self.folded[following.end : min(right, following.end + 20)] + before[strip_lead(before) :]
                tail.head = len(before) - (quantity.start - before_start - tail.head)
            one = self._name(quantity, tail, suffix, before, after, left, item)
            if expected_at >= 0:
                shared = one.naming.inherited and bool(found) and found[-1].expected
                one.expected = shared or self.folded.find("预计", left, quantity.start) >= 0
            found.append(one)
        self._share_out(found)
        return found

    def _keep(
        self, quantities: Sequence[Quantity], names: Sequence[tuple[int, int, str]], reasons: dict[int, Reason]
    ) -> list[tuple[Quantity, Tail, Suffix, int, bool | None]]:
        """The quantities that are measures, with the words taken off before and behind them."""
        kept: list[tuple[Quantity, Tail, Suffix, int, bool | None]] = []
        name_at, cut_at = 0, 0
        for position, quantity in enumerate(quantities):
            while name_at < len(names) and names[name_at][1] <= quantity.start:
                name_at += 1
            if name_at < len(names) and names[name_at][0] < quantity.end:
                reasons[quantity.start] = fate_in_name(quantity, names[name_at][2])
                continue
            while cut_at < len(self.cuts) and self.cuts[cut_at] < quantity.start:
                cut_at += 1
            left = self.cuts[cut_at - 1] + 1 if cut_at else self.start
            same = bool(kept) and kept[-1][0].end > left
            listed = False
            if same and kept[-1][0].end + kept[-1][2].length >= quantity.start:
                reasons[quantity.start] = ("threshold", "inside a subject")  # 230个50户以上村寨
                continue
            if same:
                left = kept[-1][0].end + kept[-1][2].length
                between = self.folded[left : quantity.start]
                if between[:1] not in (
                    "、",
                    "和",
                    "及",
                    "与",
                    "以",
                ):  # 1个街道综合体、4个服务中心: the noun before is the other's
                    mark = between.rfind("、")
                    if mark < 0 and between.endswith(("和", "及", "与")):
                        mark = len(between) - 1
                    listed = mark >= 0
                    left += max(mark, 0)
            bracket = self.folded.rfind("(", left, quantity.start)
            if bracket >= 0 and self.folded.find(")", bracket, quantity.start) < 0:
                left = bracket + 1
            before = self.folded[left : quantity.start]
            tail = read_tail(before)
            after = self.folded[quantity.end : min(self.end, quantity.end + 40)]
            suffix = read_suffix(after)
            following = quantities[position + 1] if position + 1 < len(quantities) else None
            reason = why_not(self.folded, quantity, before, tail, suffix, after, following)
            if reason is not None:
                reasons[quantity.start] = reason
                continue
            item = listed or before[:1] in ("、", "和", "及", "与", "以") if same else None
            kept.append((quantity, tail, suffix, left, item))
        return kept

    def _after(self, quantity: Quantity, right: int, following: Quantity | None) -> str:
        """The words behind a number that belong to it."""
        if following is None or following.start >= right:
            return self.folded[quantity.end : right]
        between = self.folded[quantity.end : following.start]
        cut = max(between.rfind("、"), between.rfind("和") if between.endswith("和") else -1)
        acts = (i for i, c in enumerate(between) if c == "、" and verb_at_start(between[i + 1 :]))
        cut = min(cut, next(acts, cut))
        return between[:cut] if cut >= 0 else between

    def _cut_before(self, at: int, otherwise: int) -> int:
        """The last mark between clauses before `at`."""
        index = bisect_left(self.cuts, at) - 1
        return self.cuts[index] if index >= 0 else otherwise

    def _topic(self, left: int) -> str:
        """What the clause before spoke of, for a number whose own clause leaves it out."""
        if left <= self.start + 1:
            return (self.before.bare or self.before.subject) if self.before is not None else ""
        if frame := _FRAME.match(self.folded, self.start, left):
            return frame[1]
        for _ in range(2):
            previous = self._cut_before(left - 1, self.start - 1) + 1
            words = self.folded[previous : left - 1].strip(" ,、")
            if not (words[:1] == "在" and words[-1:] in "下中上时后前") or previous <= self.start + 1:
                break
            left = previous
        return topic_of(words)

    def _name(
        self, quantity: Quantity, tail: Tail, suffix: Suffix, before: str, after: str, left: int, item: bool | None
    ) -> _Found:
        ratio = quantity.unit in _RATIO
        if quantity.share:
            naming = Naming(f"三次产业结构({quantity.share})", bare="三次产业结构")
            return self._remember(_Found(quantity, before, tail, suffix, naming, 0, "level"), keep=False)
        if quantity.form == "rank" or quantity.form == "ordinal":
            naming = self._ranked(before, left)
            return self._remember(_Found(quantity, before, tail, suffix, naming, 0, "rank"), keep=False)
        topic, known = "", self.earlier
        if known is None or self._cut_before(left - 1, -1) >= self.named_at:
            topic, known = self._topic(left), None if tail.head and not ratio else known
        times = quantity.unit in ("年", "次")
        naming = beside(before, after, tail, suffix, Known(known, topic, item=bool(item), ratio=ratio, times=times))
        grew = tail.grew
        kind: MeasureKind = "level"
        if quantity.unit in ("百分点", "千分点", "基点"):
            kind = "change"
        elif quantity.form == "multiple" or quantity.unit == "倍":
            kind = "multiple"
        elif quantity.unit in ("%", "‰"):
            shared = item is not None and self.grew and not tail.last and not _ratio_subject(naming.subject)
            if shared and not grew:
                grew = self.grew
            if "自然增长率" in before or "自然增长率" in naming.subject:
                pass  # a rate of the population, in thousandths
            elif (
                tail.kept
                or (grew and not tail.level)
                or (tail.annual and not _ratio_subject(naming.subject))
                or (_GROWS.search(naming.subject))
            ):
                kind = "growth"
        return self._remember(_Found(quantity, before, tail, suffix, naming, grew, kind), keep=True)

    def _remember(self, found: _Found, *, keep: bool) -> _Found:
        self.named_at = found.quantity.end
        if keep:
            self.earlier = found.naming
            self.grew = found.grew if found.kind == "growth" else 0
        return found

    def _ranked(self, before: str, left: int) -> Naming:
        match = _RANKING.search(before)
        head = before[: match.start()] if match else _PART_OF.split(before)[0]
        topic = "" if self.earlier else self._topic(left)
        named = beside(head, "", read_tail(head), _NOTHING, Known(self.earlier, topic, ratio=True))
        ranked = _ATTRIBUTE.search(head)
        if ranked and not named.subject.endswith(ranked[0]):
            return Naming(named.subject + ranked[0], named.verb, named.subject)
        return named

    def _share_out(self, found: list[_Found]) -> None:
        """Numbers in a row behind one list of subjects get one each: A、B分别增长16.2%、17.6%."""
        index = 0
        while index < len(found):
            run = index + 1
            while run < len(found) and self._continues(found[run - 1], found[run]):
                run += 1
            if run - index > 1:
                whole = found[index].naming.subject
                pieces = parts_of(whole, run - index)
                if pieces is None and found[index].naming.inherited and index >= run - index:
                    pieces = [one.naming.subject for one in found[index - (run - index) : index]]
                if pieces is not None:
                    for offset, piece in enumerate(pieces):
                        one = found[index + offset]
                        one.naming = Naming(piece, one.naming.verb, piece)
                        if offset:
                            one.kind, one.grew = found[index].kind, found[index].grew
                            one.tail.bound = one.tail.bound or found[index].tail.bound
            index = run

    def _continues(self, one: _Found, other: _Found) -> bool:
        between = self.folded[one.quantity.end : other.quantity.start]
        return between.strip(" ") in (
            "、",
            "和",
            ",",
            "及",
            "与",
            "以及",
            "以上、",
            "左右、",
            "以上和",
            "左右和",
            "以内、",
            "以上,",
            "左右,",
        ) and (one.quantity.unit == other.quantity.unit)


_SHARE = re.compile(r"率$|占比|比重|比例|覆盖|普及|达标|优良|满意度|贡献")


def _ratio_subject(subject: str) -> bool:
    return bool(_SHARE.search(subject))
