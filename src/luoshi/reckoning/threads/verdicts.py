"""The government's own verdict on a figure, from the words that stand with it."""

from __future__ import annotations

import re
from typing import Literal

from luoshi.catalogue.indicators import indicators

from .thread import Saying

Verdict = Literal["met", "exceeded", "missed", "partly", ""]

_WHAT = r"(?:[国省市区县州]定|全年|年度|年初|预期|既定|控制|规划|计划|预定|确定的?|提出的?|调整后的?|省|市|区|县|下达的?|考核|约束性|序时|的|左右|以上|以内|[\d.%亿万元个人家左右以上内]{1,12}){0,6}"
_AIM = r"(?:目标|任务|计划|要求|指标|进度)"
_SHARE = re.compile(rf"(?:完成|占|达到?){_WHAT}{_AIM}(?:任务)?的?(\d+(?:\.\d+)?)%")
_RULES: tuple[tuple[Verdict, re.Pattern[str]], ...] = (
    ("missed", re.compile(rf"(?:未|没有?|不)(?:能|有)?(?:全面)?(?:完成|达到|达成|实现|达|如期)|不及{_WHAT}{_AIM}|(?:低于|少于|落后于?|慢于){_WHAT}{_AIM}|"
                          rf"[比较与距]{_WHAT}{_AIM}(?:略|稍|尚|还|仍)?(?:有|存在)?(?:一定|较大)?(?:的)?(?:[少低差慢]|差距)|与[^,;。]{{0,16}}目标[^,;。]{{0,4}}差距")),
    ("exceeded", re.compile(rf"超额(?:提前)?(?:完成|实现|达到)|超(?=[省市区县州国上])(?:{_WHAT}{_AIM})|(?:超过|超出|好于|高于|优于|快于|比){_WHAT}{_AIM}(?!的?差)")),
    ("partly", re.compile(r"部分(?:完成|达到|实现)")),
    ("met", re.compile(rf"(?:提前|如期|全面|顺利|圆满|基本|可|能够?|预计可?|较好|均|已)?(?:完成|实现|达到|达成|符合|保持在?)(?:了)?{_WHAT}{_AIM}")),
)  # fmt: skip
_SHARED = re.compile(rf"(?<=[,、])[^,;。]{{0,4}}(?:均|都)(?:已|如期|全面|顺利)?(?:超额)?(?:完成|达到|实现)(?:了)?{_WHAT}{_AIM}")
"""Said of each of the figures in the sentence."""
_UNDER, _OVER = re.compile("低于|少于"), re.compile("超过|超出|高于")
_BY_SO_MUCH = re.compile(rf"{_WHAT}{_AIM}$")
"""超市下达任务0.4万亩: the figure behind it is by how much."""
_SAID_OF_ALL = re.compile(r"各项|全部|主要(?:指标|目标)|均(?:完成|达到|实现)|(?:上述|以上|这些)")


def verdict(result: Saying) -> tuple[Verdict, str]:
    """What the words around the figure say of the target, with these words; empty where they say nothing of it.

    Looked at is the clause before the figure and what follows up to the next figure, within the sentence.
    """
    paper = result.paper
    sentence = paper.sentence(result.sentence)
    if sentence is None:
        return "", ""
    before, after = result.start, sentence.end
    for measure in paper.reading.measures:
        if measure.sentence == result.sentence and measure.modality != "target" and measure.start >= result.to:
            after = min(after, measure.start)
            cut = _last_mark(paper.folded, result.to, after)
            if cut and not _BY_SO_MUCH.search(paper.folded, cut, after):
                after = cut
            break
    words = paper.folded[before:after]
    if share := _SHARE.search(paper.folded, result.start, min(sentence.end, after + 24)):
        told: Verdict = "missed" if float(share[1]) < 100 else "met" if float(share[1]) <= 105 else "exceeded"
        return told, share.group()
    for clause in re.split("[,;。]", words):
        if _SAID_OF_ALL.search(clause):
            continue
        for told, rule in _RULES:
            if hit := rule.search(clause):
                return _turned(told, hit.group(), result), hit.group()
    if shared := _SHARED.search(paper.folded, result.to, sentence.end):
        return ("exceeded" if "超额" in shared.group() else "met"), shared.group()
    return "", ""


def _turned(told: Verdict, words: str, result: Saying) -> Verdict:
    """The verdict on a thing of which less is better: 低于目标 is no failing there, 高于目标 is."""
    known = indicators().get(result.thing.indicator) if result.thing.indicator else None
    if known is None or known.good != "less" or result.kind == "growth":
        return told
    if told == "missed" and _UNDER.match(words):
        return "met"
    return "missed" if told == "exceeded" and _OVER.match(words) else told


def _last_mark(folded: str, start: int, end: int) -> int:
    marks = [hit.start() for hit in re.finditer("[,;。、]", folded[start:end])]
    return start + marks[-1] if marks else 0
