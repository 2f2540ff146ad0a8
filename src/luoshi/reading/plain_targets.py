"""Targets without a number: 与经济增长同步 (relative), 完成市定目标 (assigned), 持续改善 (a direction)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .facts import Target, TargetForm
from .number_words import strip_lead

CLAUSE = re.compile(r"[^,;:。!?、|\n]+(?:、[^,;:。!?、|\n]+)*")
"""In which targets are looked for: up to a comma, with what 、 lists in it (see `parted`)."""
_FIRM = re.compile(r"力争|确保|努力|争取|基本|总体|大体|不低于|高于|快于|优于|好于|低于|不高于|略高于")
_TIED = r"(?:国内生产总值|地区生产总值|经济|GDP|财政收入|居民收入|物价|全国|全省|全市|全区|上年|常住人口|社会平均|国家|省|市)[^,;。]{0,14}?"
_WILL = r"(?:力争|努力|争取|持续|继续|明显|稳定|总体|基本|均|略|保持){0,3}"
_RELATIVE = re.compile(
    rf"(?:[与和同跟](?P<with>{_TIED})(?:基本|总体|大体|保持)*(?:同步|一致|相适应|持平|相当|相匹配|相?协调|保持同步)(?:增长)?"
    rf"|{_WILL}(?:高于|快于|不低于|优于|好于|低于|不高于|达到或高于|领先于?|居于?)"
    rf"(?P<above>{_TIED}(?:平均(?:水平)?|增速|增幅|水平|增长|前列|GDP|经济增长))"
    rf"|{_WILL}(?:高于|快于|不低于|优于|好于|低于|不高于|大于|小于|领先于?)(?P<other>[^,;。:|\d]{{2,30}})$"
    r"|(?:达到|接近|赶上|迈入|进入)(?P<reach>[^,;。、:|\d]{0,8}(?:国家|地区|城市|世界|国际|全国|全[省市区]|省内|市内|同类|平均|先进)"
    r"[^,;。、:|\d]{0,6}水平)"
    r"|(?P<keep>保持(?:在)?全[国省市][^,;。]{0,8}(?:前列|水平)))"
)
"""Tied to another figure, or compared with another's: to the end of the words, where no usual one is named."""
_ASSIGNED = re.compile(
    r"(?:全面|确保|圆满|力争)?(?:完成|达到|控制在|实现|落实|符合|满足)(?P<who>国家|省市?|市|区|县|上级|自治区|中央|州|部|省级|市级|国家和省|国家、省|省委|省政府|市委|市政府)*"
    r"(?:级)?(?:下达|分解|规定|确定|要求|定|考核|核定|约束性|任务|控制|的|节能减排|减排|年度|计划|任务书|总量|管控|有关|相关)*(?P<what>目标|任务|指标|要求|计划|范围|标准|进度|限额|额度|数)(?:任务|要求)?(?:以?内)?"
)
_DIRECTION = re.compile(
    r"(?:(?:持续|稳步|明显|进一步|大幅|显著|不断|更加|逐步|有效|全面|稳定|总体|基本|力争|合理|继续|只|稳中|略有|适度|平稳|保持){1,5}"
    r"(?:改善|提升|提高|下降|降低|增长|扩大|优化|好转|缩小|减少|向好|稳定|增加|加强|增强|向优|趋好|达标|升高|上升|压降|巩固|完善|夯实|消除|健全|平稳|回升|增进|改观|增不减|降不升|减不增|有升|有降|有进|加快|加大)"
    r"|保持(?:总体|基本|持续|平稳|合理|在)*(?:稳定|平稳|合理区间|较快增长|增长|合理水平|前列)|只[增降减升]不[减升增降]|稳中[有向][升降好优进]|实现(?:动态)?平衡|实现新?(?:突破|提升)"
    r"|由[负降跌慢弱亏]转[正增升涨快强盈]|止跌(?:回升|企稳|回稳)|扭亏为盈|[保促稳增扩提][稳增量质进][提增促扩齐][质量效升稳]|(?:和谐|安全|繁荣)稳定)$"
)
_BEHIND = re.compile(
    r"(?:完成|达到|实现|落实)(?P<who>[国省市区县州][家委级]?|自治区|上级|中央|部)(?:[委政]?府)?(?:下达|分解|核定|确定|规定|考核)(?:给?[我全][省市区县州])?的?"
    r"(?P<task>[^,;。:|\d]{2,40}?)(?:目标任务|约束性指标|目标|任务|指标|要求)$"
    r"|(?P<none>(?:不|杜绝|防止|严防|避免|遏制)(?:再)?(?:发生|出现))(?P<harm>[^,;。:|\d]{2,24}?)(?:的?底线)?$"
)
"""The subject stands behind what is meant of it: 完成市下达的…任务, 不发生…."""
_LEADS_UP = re.compile(r"(?:保持|力争|努力|实现|总体|基本|要|[ ,:]){1,8}$")
_VERBS_FIRST = re.compile(
    r"^(?:推动|推进|加快|坚持|强化|加强|深化|优化|完善|健全|着力|统筹|打造|建设|实施|开展|促进|提升|提高|增强)"
)


_COMPARING = re.compile(r"(?<=、)(?:高于|快于|优于|好于|低于)")
_ABOVE = re.compile(r"(?:>|》|≥|大于)=?\s*(?P<what>[\u4e00-\u9fffA-Z]{2,16})")
"""A cell that compares with another figure by a sign."""
_MANNER = re.compile(r"^(?:坚决|牢牢|守住|圆满|较好|高质量|严格|按时|如期)+")
_LONGEST = 400
"""Characters of a clause at most: what is longer is no clause."""
_SHORTEST = 2
"""Characters of a subject at least."""


def plain_target(
    text: str, folded: str, start: int, end: int, subject: str, period: str, sentence: int
) -> Target | None:
    """A target without a number read from `folded[start:end]`, whose subject is known (a table's cell); None for none."""
    words = folded[start:end]
    form, refers, where = _form(words)
    if form is None and (above := _ABOVE.fullmatch(words)):
        form, refers, where = "relative", above["what"], above.span()
    if form is None:
        return None
    return Target(
        start + where[0], start + where[1], subject, form, text[start + where[0] : start + where[1]], period,
        wording=_wording(words), refers_to=refers, sentence=sentence,
    )  # fmt: skip


def clause_target(
    text: str, folded: str, start: int, end: int, period: str, sentence: int, spoken_of: str = ""
) -> Target | None:
    """A target without a number in one clause of a headline-target sentence, subject and all; None for none.

    `spoken_of`: the subject of the clause before, which a comparison without a subject of its own goes on with.
    """
    if end - start > _LONGEST:
        return None
    words = folded[start:end].rstrip("。;,! ")
    if (behind := _BEHIND.search(words)) and len(strip_own(words[: behind.start()])) < _SHORTEST:
        part = "task" if behind["task"] else "harm"
        return Target(
            start + behind.start(), start + len(words), text[start + behind.start(part) : start + behind.end(part)],
            "assigned" if behind["task"] else "direction", text[start + behind.start() : start + len(words)], period,
            wording=_wording(words), refers_to=behind["who"] or "", sentence=sentence,
        )  # fmt: skip
    form, refers, where = _form(words)
    if form is None:
        return None
    head = words[: where[0]]
    first = strip_lead(head)
    if head[:first].endswith("主要") and first < len(head):
        first -= 2
    last = len(_LEADS_UP.sub("", head))
    subject = text[start + first : start + last].strip()
    if last <= first and form == "relative" and spoken_of:
        first, subject = where[0], spoken_of
    if not 2 <= len(subject) <= 40 or (form == "direction" and (_VERBS_FIRST.match(subject) or len(subject) > 24)):
        return None
    return Target(
        start + first, start + where[1], subject, form, text[start + where[0] : start + where[1]], period,
        wording=_wording(words), refers_to=refers, sentence=sentence,
    )  # fmt: skip


def _form(words: str) -> tuple[TargetForm | None, str, tuple[int, int]]:
    """Which form of target the words state, what it is tied to, and where they stand."""
    words = words.rstrip("。;,!")
    if match := _RELATIVE.search(words):
        tied = match["with"] or match["above"] or match["other"] or match["reach"] or match["keep"]
        return "relative", _COMPARING.sub("", tied), match.span()
    if match := _ASSIGNED.search(words):
        return "assigned", match["who"] or _setter(match[0]), match.span()
    if match := _DIRECTION.search(words):
        return "direction", "", match.span()
    return None, "", (0, 0)


def parted(folded: str, start: int, end: int, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The clauses of `folded[start:end]` that 、 parts: each has a subject of its own and says what is meant of it.

    Where one side has no aim (固定资产投资、社会消费品零售总额增长8%) or no subject (高于全省、好于全市) it belongs to the other.
    `numbers`: where the figures stand that are aims, in order.
    """
    if end - start > _LONGEST or "、" not in folded[start:end]:
        yield start, end
        return
    found: list[tuple[int, int]] = []
    first = at = start
    position = 0
    while at < end:
        stop = folded.find("、", at, end)
        stop = end if stop < 0 else stop
        before = position
        while position < len(numbers) and numbers[position] < stop:
            position += 1
        words = folded[first:stop]
        form, _, where = (None, "", (0, 0)) if position > before else _form(words)
        behind = form is None and position == before and _BEHIND.search(words)
        if position > before or behind or form:
            if form and found and not behind and len(strip_own(words[: where[0]])) < _SHORTEST:
                found[-1] = (found[-1][0], stop)
            else:
                found.append((first, stop))
            first = stop + 1
        at = stop + 1
    if first < end and (not found or _form(folded[found[-1][0] : end])[2][1] > first - found[-1][0]):
        found[-1:] = [(found[-1][0] if found else start, end)]
    yield from found


def strip_own(head: str) -> str:
    """The words of a subject in what stands before an aim."""
    return _MANNER.sub("", _LEADS_UP.sub("", head)[strip_lead(head) :]).strip()


def _wording(words: str) -> str:
    return "|".join(match[0] for match in _FIRM.finditer(words))


def _setter(words: str) -> str:
    found = re.search(r"国家|自治区|上级|省|市|区|县", words)
    return found[0] if found else ""
