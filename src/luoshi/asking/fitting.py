"""Whether a figure is of the thing asked about, of the kind and in the unit asked for.

Wrong is worse than missing: a figure whose clause names more than the question does, or another head, is of another thing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from luoshi.asking import words
from luoshi.asking.evidence import AMOUNT, CAME_IN, EVERYWHERE, OTHER_THING, Evidence
from luoshi.asking.lexicon import cut
from luoshi.asking.question import Question
from luoshi.asking.topic import HEADS_OF_COLUMNS, Topic, holds, missing
from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.units import unit_of
from luoshi.ledger.words.bigrams import same_length

_HAN = re.compile(r"[^\u4e00-\u9fff]")


def tells(evidence: Evidence, topic: Topic) -> float:
    """How well the figure is of the topic, 0 to 1; 0 where it is of another thing."""
    text = evidence.clause
    context = f"{text}|{evidence.plain}|{same_length(evidence.passage.heading)}|{evidence.led_by}"
    if evidence.led_by:
        text += evidence.led_by
    if evidence.kind == "rank":
        return _rank(evidence, topic)
    if topic.indicator:
        if evidence.indicator in topic.codes:
            if missing(context, topic.words) or another_of_them(evidence, topic):
                return 0.0
            if topic.words and missing(text, topic.words):
                return 0.7
            return 1.0 if evidence.indicator == topic.indicator else 0.9
        if evidence.indicator:
            return _sibling(evidence, topic)
        known = indicators().get(topic.indicator)
        names = [name for name in (known.all_names if known else ()) if name in evidence.before or name in evidence.subject]
        if missing(context, topic.words) or not (names or says(evidence, topic)):
            return 0.0
        fits = not evidence.extras(topic) and not OTHER_THING.search(evidence.before)
        return (0.8 if not missing(text, topic.words) else 0.6) if fits else 0.0
    return _by_words(evidence, topic, text, context)


@lru_cache(maxsize=512)
def _core(name: str) -> str:
    """The name of a thing without the verb before it (办理政协委员提案)."""
    pieces = list(cut(name, (), True))
    while len(pieces) > 1 and (pieces[0].label in ("flow", "stage") or pieces[0].text in ("办理", "认真", "完成", "实现")):
        pieces.pop(0)
    return name[pieces[0].start :] if pieces else name


def says(evidence: Evidence, topic: Topic) -> bool:
    """Whether the figure is called just what the question calls it."""
    core = _core(topic.name)
    return len(core) > 2 and any(form in evidence.before or form in evidence.subject for form in words.alike(core))


def another_of_them(evidence: Evidence, topic: Topic, share: float = 0.5) -> bool:
    """Whether it is another of the things that one indicator takes in (人大代表建议 where 政协委员提案 is asked).

    `share`: how much of what is asked its own name must have.
    """
    known = indicators().get(topic.indicator)
    core, own = _core(topic.name), _core(_HAN.sub("", evidence.subject))
    if known is None or says(evidence, topic) or len(core) < 4:
        return False
    beyond = set(own) - set(known.name)
    return len(beyond) > 1 and sum(char in own for char in core) < len(core) * share and bool(set(core) - set(known.name))


def _rank(evidence: Evidence, topic: Topic) -> float:
    """A place in an order is of what its sentence names: 增量和总量均居全市第一 of the things counted before."""
    known = indicators().get(topic.indicator) if topic.indicator else None
    names = [topic.name, *(known.all_names if known else ())] if topic.indicator else []
    if missing(evidence.plain, topic.words) or (names and not any(name in evidence.plain for name in names)):
        return 0.0
    close = any(name in evidence.clause for name in names) or (bool(topic.words) and not missing(evidence.clause, topic.words))
    return 1.0 if close else 0.6


def _sibling(evidence: Evidence, topic: Topic) -> float:
    """What was added, where the question does not say whether it asks for that or for all there is."""
    if topic.flow == "stock" or missing(evidence.clause, topic.words):
        return 0.0
    name = topic.name
    if evidence.indicator == f"new_{topic.indicator}" and topic.flow in ("flow", ""):
        return 0.6 if topic.flow == "" else 0.9
    if topic.indicator == f"new_{evidence.indicator}" and re.search(r"新增|净增|新建|建设|建成|完成", evidence.clause) and "累计" not in evidence.clause:
        return 0.8
    return 0.5 if name and holds(evidence.subject, name) and not evidence.extras(topic) and not OTHER_THING.search(evidence.clause) else 0.0


def _other_head(evidence: Evidence, topic: Topic) -> bool:
    """Whether what is counted is another thing than the one asked for, which only stands beside it."""
    if "|" in evidence.passage.text:
        return False
    heads = [token.text for token in cut(evidence.subject) if token.label in ("content", "name", "thing") and token.text not in EVERYWHERE and len(token.text) > 1]
    if not heads:
        return False
    head = AMOUNT.sub("", heads[-1]) or heads[-1]
    return not any(one in topic.name or topic.name in one for one in words.alike(head)) and not any(
        word in head or head in word for each in topic.words for word in words.alike(each)
    )


def _by_words(evidence: Evidence, topic: Topic, text: str, context: str) -> float:
    """By the words: all must be about it, what is asked for and whose it is nearest."""
    if not topic.words:
        return 0.0
    if "|" in evidence.passage.text and topic.words[-1] in HEADS_OF_COLUMNS and len(topic.words) > 1:
        topic = replace(topic, words=topic.words[:-1])  # 产量, 总投资: the head of its column
    if missing(context, topic.words):
        return 0.0
    if "产业结构" in topic.name and evidence.subject.startswith("三次产业结构"):
        return 1.0
    lacking = missing(text, topic.words)
    if any(word in words.STAGE_OF for word in lacking):  # 3个设施和2个实验室成功获批: of both
        rest = re.split(r"[,;。|]", evidence.plain[evidence.span[1] :], maxsplit=1)[0]
        lacking = [word for word in lacking if word not in words.STAGE_OF or not holds(rest, word)]
    if lacking and evidence.timeless and topic.words == topic.particular and all(_told_before(evidence, word) for word in lacking):
        return 0.55  # 甲大桥总投资19亿元,全长2公里
    if lacking and (len(lacking) == len(topic.words) or topic.words[-1] in lacking):
        return 0.0
    if any(word in lacking and not _told_before(evidence, word) for word in topic.particular):
        return 0.0
    other = OTHER_THING.search(evidence.before + "|" + evidence.after + "|" + evidence.subject)
    if other and not holds(topic.name, other[0]) and not any(other[0] in word for word in topic.words):
        return 0.0
    if topic.flow == "stock" and evidence.came_in and not CAME_IN.search(topic.name):
        return 0.0
    extras = evidence.extras(topic)
    if lacking and extras:
        return 0.0
    score = 1.0 - 0.15 * len(lacking) - 0.12 * len(extras) - 0.35 * _other_head(evidence, topic)
    if not lacking and score < 0.55 and re.search(r"、.*[和及与]", evidence.before) and not evidence.indicator:
        return 0.55  # 发放零售、餐饮消费券和汽车补贴: said as it stands, with all it takes in
    return max(score, 0.0)


def _told_before(evidence: Evidence, word: str) -> bool:
    """Whether the thing was named earlier in the sentence, or in the one that led to it, and nothing else since."""
    if evidence.led_by and holds(evidence.led_by, word):
        return True
    head = evidence.plain[: evidence.span[0]]
    at = max((head.rfind(one) for one in words.alike(word)), default=-1)
    return at >= 0 and ";" not in head[at:]


_COUNTED_ALIKE = tuple(
    frozenset(group.split())
    for group in ("人 名 人次 位", "家 户", "场 场次", "家 所", "项 件", "处 座", "套 间", "台 辆", "条 项", "座 所", "台 台套")
)
"""Measure words of which a question may use one and a paper the other."""


def counted_alike(one: str, other: str) -> bool:
    """Whether two measure words count the same sort of thing (市场主体15万家 and 24.8万户)."""
    return one == other or any({one, other} <= group for group in _COUNTED_ALIKE)


def unit_fits(asked: str, unit: str) -> bool:
    """Whether a figure in this unit answers a question that asks in that one."""
    if not asked or asked == unit:
        return True
    one, other = unit_of(asked), unit_of(unit)
    if one is None or other is None:
        return False
    if {one.dimension, other.dimension} <= {"count", "people"}:
        return "个" in (asked, unit) or any({asked, unit} <= group for group in _COUNTED_ALIKE)
    return one.dimension == other.dimension


_OF_MONEY = re.compile(r"[^占]*(?:总投资|投资额|总投资额|金额|产值|交易额|成交额|销售额|总收入)$")


def aspect_fits(evidence: Evidence, question: Question) -> bool:
    """Whether the figure is of the kind asked for: an amount, a growth, a place in an order."""
    kind = evidence.kind
    known = indicators().get(evidence.indicator) if evidence.indicator else None
    if question.aspect == "rank":
        return kind == "rank"
    if kind == "level" and not question.unit and _OF_MONEY.match("".join(token.text for token in question.topic)) and not unit_fits("元", evidence.figure.unit):
        return False
    if kind == "rank":
        return False
    if question.aspect == "change":
        return kind == "change"
    if kind == "change":
        return False
    if question.aspect == "growth":
        if question.unit in ("%", "") and evidence.figure.unit not in ("%", "百分点", "倍", "") and not (known and known.form == "growth"):
            return False
        return kind in ("growth", "multiple") or (known is not None and known.form in ("growth", "decline"))
    if question.aspect == "level":
        return kind == "level" and unit_fits(question.unit, evidence.figure.unit)
    return unit_fits(question.unit, evidence.figure.unit)
