"""What follows from a pairing: the gap first, then the outcome with its rule, the government's own verdict beside it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.units import amount_said

from .milestones import STAGES, progress_of
from .outcomes import aim, gap, outcome
from .pairing import contradictions
from .papers import Paper, years
from .thread import Outcome, Pairing, Saying, Thread
from .verdicts import verdict

_RULES = {
    "ge": "“以上”一类：达到即完成", "le": "“以内”一类：不超过即完成", "range": "区间：进入区间即完成",
    "approx": "“左右”：上下5%以内为完成", "eq": "确数：达到即完成，超过5%以上为超额", "rank": "位次：达到或更靠前即完成",
}  # fmt: skip
OUTCOMES: dict[str, str] = {
    "met": "完成", "exceeded": "超额完成", "missed": "未达到", "partly": "部分完成", "silent": "未提及", "adjusted": "依法调整",
    "not_comparable": "不可比", "not_due": "未到期",
}  # fmt: skip
"""What each outcome is called in Chinese."""


def judged(promise: Saying, pairings: Sequence[Pairing], papers: Sequence[Paper]) -> Thread:
    """The thread of a promise with a figure for which something was found."""
    first = pairings[0]
    also = tuple(each.result for each in pairings[1:])
    looked = tuple(papers)
    told, words = verdict(first.result)
    for other in also:
        if not told and first.comparable and other.low == first.result.low:
            told, words = verdict(other)
    if not first.comparable:
        return Thread(promise, first.result, "not_comparable", told, words, None, "", "", first.why, also, looked, tuple(pairings))
    result = first.result
    assert promise.low is not None, "a promise with a figure has one"
    assert promise.high is not None
    assert result.low is not None
    assert result.high is not None
    known = indicators().get(promise.thing.indicator) if promise.thing.indicator else None
    good = ("less" if promise.kind == "growth" and known.good == "less" else known.good) if known else ""
    ranks = promise.kind == "rank"
    target = aim(promise.low, promise.high, "le" if ranks else promise.bound, "less" if ranks else good, tolerance=known.tolerance if known else None)
    came_of_it: Outcome = outcome(target, result.low, result.high, result.bound) or "not_comparable"
    figure = (result.low + result.high) / 2
    difference = gap(target, figure)
    unit = "百分点" if promise.unit == "%" else promise.unit
    why = f"{first.why}；{_RULES['rank' if ranks else promise.bound]}"
    if came_of_it == "not_comparable":
        why = f"{first.why}；后来只说“{result.text}”，看不出是否达到"
    if others := contradictions(pairings):
        figures = "、".join(dict.fromkeys(f"“{each.result.text}”" for each in others))
        why += f"；另有文件说{figures}，并列不取舍"
    return Thread(
        promise, result, came_of_it, told, words, float(difference), unit,
        "在目标区间内" if promise.bound == "range" and not difference else gap_said(difference, unit, target.high < 0, ranks=ranks), why, also, looked,
        tuple(pairings),
    )


def gap_said(difference: Decimal, unit: str, fall: bool = False, *, ranks: bool = False) -> str:
    """低于目标0.4个百分点; of a fall, 少降 and 多降; of a rank, 靠前 and 靠后."""
    if not difference:
        return "与目标持平"
    if ranks:
        return f"比目标靠{'后' if difference > 0 else '前'}{abs(difference).normalize():f}位"
    size = amount_said(abs(difference), unit).replace("百分点", "个百分点")
    if fall:
        return f"比目标{'少' if difference > 0 else '多'}降{size}"
    return f"{'高' if difference > 0 else '低'}于目标{size}"


def unanswered(promise: Saying, papers: Sequence[Paper], change: Saying | None = None, *, progress: Saying | None = None) -> Thread:
    """The thread of a promise to which nothing answers: changed, not yet due, or silent."""
    looked = tuple(papers)
    if change is not None:
        return Thread(promise, change, "adjusted", "", "", None, "", "", f"后来的文件调整了这一目标：“{change.text}”", (), looked)
    last = (years(promise.period) or (0, 0))[1]
    spans = [span for paper in papers if (span := paper.accounts_for)]
    if not spans or max(span[1] for span in spans) < last:
        why = f"{last}年到期，还没有报告这一年的文件" if last else "没有后来的文件"
        if progress is not None:
            why += f"；目前说到“{progress.text}”（{progress.period}年）"
        return Thread(promise, progress, "not_due", "", "", None, "", "", why, (), looked)
    titles = "、".join(paper.document.title or paper.key for paper in papers if (span := paper.accounts_for) and span[1] >= last)
    return Thread(promise, None, "silent", "", "", None, "", "", f"在这里的后来文件都没有说到它的结果：{titles}", (), looked)


def of_act(promise: Saying, papers: Sequence[Paper]) -> Thread:
    """The thread of a promise to take a named work to a stage."""
    told = progress_of(promise, papers)
    return judged_act(promise, told, papers) if told else unanswered(promise, papers)


def judged_act(promise: Saying, told: Sequence[Saying], papers: Sequence[Paper]) -> Thread:
    """The same of what papers say of the work, the best first."""
    result, also = told[0], tuple(told[1:])
    looked = tuple(papers)
    meant = STAGES[promise.stage]
    if not result.stage and not result.derived:
        return Thread(promise, None, "silent", "", "", None, "", "", f"后来提到“{promise.thing.object}”，没有说是否{meant}", tuple(told), looked)
    if result.stage < 0:
        return Thread(promise, result, "missed", "missed", result.text, None, "", "", f"同一项目：目标{meant}，后来说未能如期", also, looked)
    late = promise.wording and result.wording and int(result.wording) > int(promise.wording)
    if result.stage >= promise.stage and not late:
        return Thread(promise, result, "met", *verdict(result), None, "", "", f"同一项目：目标{meant}，后来说{STAGES[result.stage]}", also, looked)
    reached = STAGES[result.stage] if result.stage else result.derived
    why = f"同一项目：目标{meant}，后来说到{reached}" + (f"，晚于{promise.wording}月" if late else "")
    return Thread(promise, result, "partly", *verdict(result), None, "", "", why, also, looked)
