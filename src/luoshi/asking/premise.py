"""What a question takes for granted, held against the figures: 为什么定为8%, 突破了48亿元, 是70个对吗, 为什么下降了."""

from __future__ import annotations

import re
from dataclasses import replace
from math import isclose

from luoshi.asking import absent, wording
from luoshi.asking.answer import Answer
from luoshi.asking.claims import Claim
from luoshi.asking.evidence import Evidence
from luoshi.asking.figure import consider
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.selection import Chosen, choose
from luoshi.asking.topic import topic_of
from luoshi.catalogue.indicators import indicators

_FELL = re.compile(r"(?:下降|减少|下滑|降低|降了|跌|回落)(?:了|到)?[^,。]{0,4}$")
_DOWN, _UP = r"(?:下降|减少|下滑|降了|降低|跌|负增长|变少|回落)", r"(?:正增长|增长|上涨|涨了|增加|上升|变多|提高)"
_ASKS_WHY = r"(?:为什么|为何|怎么|为啥|咋)"
_FELL_ASKED = re.compile(rf"{_ASKS_WHY}.{{0,8}}{_DOWN}|{_DOWN}了?的?(?:原因|这么多)|{_DOWN}了?(?:多少|几)|{_DOWN}了?[吗吧没]")
_DONE_ASKED = re.compile(r"[\u4e00-\u9fff]了(?![吗吧没?？。]|$)|已经?(?!定)")
_ROSE_ASKED = re.compile(rf"{_ASKS_WHY}.{{0,8}}(?<!负){_UP}|(?<!负){_UP}了?的?(?:原因|这么多|这么快)|(?<!负){_UP}了?[吗吧没]")


def check(inquiry: Inquiry) -> Answer | None:
    """The correction where a figure taken for granted is contradicted, or cannot be found; None where it holds or none is.

    A question that asks for nothing but its being so is answered here, too.
    """
    question = inquiry.question
    if not question.claims:
        return _direction(inquiry)
    if not inquiry.topic.indicator and not inquiry.topic.words:
        return None
    claim = _with_unit(question.claims[0], inquiry)
    asked = _as_asked(_of_clause(inquiry, claim), claim)
    weighed = consider(asked, modality=question.modality)
    chosen = choose(weighed.fitting, asked.question)
    if not chosen:
        agreeing = [one for one in weighed.of_topic if _agrees(one, claim, question.plain)]
        if question.kind == "whether" or not agreeing:
            return absent.no_figure(asked, weighed)
        return None
    if len(chosen) > 1 and not inquiry.keys:
        chosen = [each for each in chosen if any(_agrees(one, claim, question.plain) for one in each.main)] or chosen
    known = _all_said(chosen, weighed.fitting, question.modality)
    if any(_agrees(one, claim, question.plain) for one in known):
        if question.kind == "whether" or (question.confirms and question.kind == "figure"):
            return _confirmed(inquiry, chosen, claim)
        return None
    return _corrected(inquiry, chosen, claim, weighed.of_topic)


def _with_unit(claim: Claim, inquiry: Inquiry) -> Claim:
    """突破800亿: of money, or of what the indicator is counted in."""
    known = indicators().get(inquiry.topic.indicator) if inquiry.topic.indicator else None
    return claim if claim.unit else replace(claim, unit=known.unit if known and known.unit else "元")


def _of_clause(inquiry: Inquiry, claim: Claim) -> Inquiry:
    """The question about what its own clause names: what comes after the comma asks for something else."""
    plain = inquiry.question.plain
    end = re.search(r"[,;。?!]|$", plain[plain.find(claim.text) :])
    last = plain.find(claim.text) + (end.start() if end else 0)
    tokens = [token for token in inquiry.question.tokens if token.end <= last]
    topic = topic_of(tokens, inquiry.question.flow)
    if not topic.words and not topic.indicator:
        return inquiry
    return replace(inquiry, topic=topic, notes=inquiry.notes)


def _as_asked(inquiry: Inquiry, claim: Claim) -> Inquiry:
    """The question as one for the figure that is claimed."""
    known = indicators().get(inquiry.topic.indicator) if inquiry.topic.indicator else None
    share = known is not None and known.form in ("ratio", "growth", "decline")
    if claim.unit == "%":
        aspect = "" if share or not inquiry.topic.indicator else "growth"
    elif claim.unit == "百分点":
        aspect = "change"
    else:
        aspect = "level"
    question = replace(inquiry.question, aspect=aspect, unit=claim.unit if claim.unit != "倍" else "")  # type: ignore[arg-type]
    return replace(inquiry, question=question, notes=inquiry.notes)


def _all_said(chosen: list[Chosen], fitting: list[Evidence], modality: str) -> list[Evidence]:
    """The figures a claim may agree with: what answers, and what else of the same firmness was said of that time."""
    found: list[Evidence] = []
    for each in chosen:
        found += each.main
        found += [one for one in each.others if one.kind == each.main[0].kind]
        firm = {each.modality} if each.modality == "target" or modality else {"done", "estimated"}
        found += [
            one for one in fitting
            if one.modality in firm and one.figure.place_key == each.place and one.last == each.main[0].last and one.kind == each.main[0].kind
            and not (one.figure.bound in ("ge", "le", "approx") and each.main[0].figure.bound == "eq")
        ]  # fmt: skip
    return found


def _agrees(one: Evidence, claim: Claim, plain: str) -> bool:
    """Whether a figure is as claimed."""
    value, high = one.figure.value, one.figure.value_high
    if value is None or (one.figure.unit != claim.unit and not (one.kind == "multiple" and claim.unit == "倍")):
        return value is not None and one.figure.unit in ("家", "个", "户", "项", "处", "所", "名", "人", "场", "场次") and claim.unit in (
            "家", "个", "户", "项", "处", "所", "名", "人", "场", "场次",
        ) and _near(value, claim.low)  # fmt: skip
    at = plain.find(claim.text)
    fell = _FELL.search(plain[:at]) is not None
    low = -claim.low if fell and value < 0 else claim.low
    if fell and value > 0 and one.kind == "growth":
        return False
    if claim.more:
        return (high or value) >= low or _near(value, low)
    if claim.less:
        return value <= claim.high or _near(value, claim.high)
    return _near(value, low) or (high is not None and (_near(high, low) or value <= low <= high))


def _near(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)


def _confirmed(inquiry: Inquiry, chosen: list[Chosen], claim: Claim) -> Answer:
    main = [one for each in chosen for one in each.main]
    passages = absent.passages_of(main)
    mark = wording.marks(passages)
    lines = [wording.statement(one, inquiry.place(one.figure.place_key), mark[one.passage.pk]) for one in main]
    only_meant = all(one.modality == "target" for one in main) and inquiry.question.modality != "target" and _DONE_ASKED.search(inquiry.question.plain)
    lead = "文件里说的是目标，没有说已经做到" if only_meant else "是的"
    return inquiry.reply("answered", f"{lead}。{'；'.join(lines)}。", values=wording.values(main), passages=passages)


def _corrected(inquiry: Inquiry, chosen: list[Chosen], claim: Claim, of_topic: list[Evidence]) -> Answer:
    main = [each.main[-1] for each in chosen]
    passages = absent.passages_of(main)
    source = _where_from(inquiry, claim, of_topic, main)
    if source is not None:
        passages = absent.passages_of([*main, source])
    mark = wording.marks(passages)
    lines = [wording.statement(one, inquiry.place(one.figure.place_key), mark[one.passage.pk]) for one in main]
    text = f"问题里的“{claim.text}”与文件不符。{'；'.join(lines)}。"
    if source is not None:
        text += f"{wording.statement(source, inquiry.place(source.figure.place_key), mark[source.passage.pk])}，不是一回事。"
    return inquiry.reply("corrected", text, values=wording.values(main), passages=passages)


def _where_from(inquiry: Inquiry, claim: Claim, of_topic: list[Evidence], main: list[Evidence]) -> Evidence | None:
    """The figure the claim was perhaps taken from: the target, or another year's."""
    kinds = {one.kind for one in main}
    found = [
        one for one in of_topic
        if _agrees(one, claim, inquiry.question.plain) and one.kind in kinds and one not in main and one.last
        and (one.last, one.modality) != (main[0].last, main[0].modality)
    ]  # fmt: skip
    return min(found, key=lambda one: (abs((one.last or 0) - (main[0].last or 0)), "|" in one.passage.text), default=None)


def _direction(inquiry: Inquiry) -> Answer | None:
    """Why did it fall, how much did it fall, did it fall: where it rose; and the other way round."""
    question = inquiry.question
    fell, rose = _FELL_ASKED.search(question.plain), _ROSE_ASKED.search(question.plain)
    if not inquiry.topic.indicator or bool(fell) == bool(rose) or question.modality == "target":
        return None
    asked = replace(inquiry, question=replace(question, aspect="growth", unit=""), notes=inquiry.notes)
    chosen = choose(consider(asked, modality="").fitting, asked.question, modality="")
    main = [each.main[-1] for each in chosen if each.modality != "target" and each.main[-1].kind == "growth"]
    signs = {(one.value or 0) > 0 for one in main}
    if len(signs) != 1:
        return None
    passages = absent.passages_of(main)
    mark = wording.marks(passages)
    lines = "；".join(wording.statement(one, inquiry.place(one.figure.place_key), mark[one.passage.pk]) for one in main)
    if signs.pop() == bool(rose):
        if question.kind != "whether":
            return None
        return inquiry.reply("answered", f"是的。{lines}。", values=wording.values(main), passages=passages)
    text = f"问题里说的“{'下降' if fell else '增长'}”与文件不符。{lines}。"
    return inquiry.reply("corrected", text, values=wording.values(main), passages=passages)
