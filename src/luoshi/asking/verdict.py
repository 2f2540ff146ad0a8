"""A target against what came of it: 目标完成了没有."""

from __future__ import annotations

from dataclasses import replace

from luoshi.asking import absent, wording
from luoshi.asking.answer import Answer
from luoshi.asking.evidence import Evidence
from luoshi.asking.figure import consider
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.selection import choose
from luoshi.catalogue.indicators import indicators


def answer(inquiry: Inquiry) -> Answer | None:
    """The target and what came of it."""
    question = replace(inquiry.question, modality="")
    if inquiry.question.claims:
        question = replace(question, unit=inquiry.question.claims[0].unit, aspect="level" if inquiry.question.claims[0].unit != "%" else "")
    asked = replace(inquiry, question=replace(question, aspect="" if question.aspect == "rank" else question.aspect))
    weighed = consider(asked, modality="")
    meant = choose([one for one in weighed.fitting if one.modality == "target"], asked.question, modality="target")
    done = choose([one for one in weighed.fitting if one.modality != "target"], asked.question, modality="done")
    if len(meant) != 1:
        if len(done) == 1 and not meant and inquiry.scope.years:
            got = done[0].main
            passages = absent.passages_of(got)
            line = wording.statement(got[0], inquiry.place(done[0].place), "[1]")
            return inquiry.reply("absent", f"现有文件没有写明当时的目标，不能判断是否完成。有的是：{line}。", citations=wording.cited(passages, nearest=True))
        return None
    target = meant[0].main[-1]
    results = [each for each in done if each.place == meant[0].place and each.main[-1].kind == target.kind]
    if not results or target.value is None:
        if not done:
            passages = absent.passages_of(meant[0].main)
            mark = wording.marks(passages)
            line = wording.statement(target, inquiry.place(meant[0].place), mark[target.passage.pk])
            return inquiry.reply("absent", f"{line}。现有文件没有说完成得怎样。", citations=wording.cited(passages, nearest=True))
        return None
    result = results[0].main[-1]
    passages = absent.passages_of([*meant[0].main, result])
    mark = wording.marks(passages)
    place = inquiry.place(meant[0].place)
    lines = [wording.statement(one, place, mark[one.passage.pk]) for one in (*meant[0].main[-1:], result)]
    verdict = _verdict(target, result)
    if len(meant[0].main) == 2:
        lines.insert(0, f"原定{wording.told(meant[0].main[0])}{mark[meant[0].main[0].passage.pk]}，后来调整")
    text = f"{verdict}。{'；'.join(lines)}。"
    return inquiry.reply("answered", text, values=wording.values([*meant[0].main, result]), passages=passages)


def _verdict(target: Evidence, result: Evidence) -> str:
    aim, got = target.value or 0, result.value or 0
    bound = target.figure.bound
    known = indicators().get(target.indicator) if target.indicator else None
    if known is not None and (known.good == "less" or known.form == "decline") and bound != "approx":
        return "完成了" if got <= aim else "没有完成"
    if bound == "le" or (bound == "range" and got < aim):
        return "完成了" if got <= (target.figure.value_high or aim) else "没有完成"
    if bound == "approx" and aim and abs(got - aim) <= 0.05 * abs(aim):
        return "基本完成"
    return "完成了" if got >= aim else "没有完成"
