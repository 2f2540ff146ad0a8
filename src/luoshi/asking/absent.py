"""Saying plainly that the ledger does not answer: what is missing, what is here instead, and what comes nearest."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.asking.answer import Answer
from luoshi.asking.evidence import Evidence
from luoshi.asking.inquiry import Inquiry, called, said
from luoshi.asking.passages import nearest
from luoshi.asking.selection import Weighed
from luoshi.asking.topic import Topic
from luoshi.asking.wording import cited, name_of, period_of, told
from luoshi.catalogue.indicators import indicators
from luoshi.ledger.models import Passage

_MOST = 3


def nothing_of_place(inquiry: Inquiry) -> Answer:
    """A place the ledger has no documents of."""
    here = "、".join(list(inquiry.shelf.names.values())[:8])
    names = "、".join(inquiry.scope.foreign)
    text = f"账本里没有{names}的文件，不能回答。现有文件的地区：{here or '无'}。"
    return inquiry.reply("absent", text, citations=cited(nearest(inquiry, wanted_words(inquiry)), nearest=True))


def which_year(inquiry: Inquiry) -> Answer:
    """A word of time that could be of several years."""
    text = f"“{inquiry.scope.unsettled}”要看以哪个地区、哪份文件为准：请写明地区和年份再问。"
    return inquiry.reply("absent", text, citations=cited(nearest(inquiry, wanted_words(inquiry)), nearest=True))


def unclear(inquiry: Inquiry) -> Answer:
    """A question nothing in it can be looked up by."""
    text = "没有看懂要问什么：请写明地区、年份和要问的指标或事项，例如“2024年社会消费品零售总额增长目标是多少”。"
    return inquiry.reply("absent", text)


def no_figure(inquiry: Inquiry, weighed: Weighed | None, topic: Topic | None = None) -> Answer:
    """No figure fits: say what there is of the same thing, if anything."""
    topic = topic or inquiry.topic
    asked = _asked(inquiry, topic)
    around = _instead(inquiry, weighed) if weighed and weighed.of_topic else []
    if around:
        lines = [_line(one, inquiry) for one in around]
        why = _why(inquiry, weighed, around)
        text = f"账本里没有{asked}。{why}有的是：{'；'.join(lines)}。"
        passages = [one.passage for one in around]
    else:
        text = f"账本里没有{asked}，现有文件没有说。"
        passages = nearest(inquiry, wanted_words(inquiry))
        if passages:
            text += "下面是最接近的原文。"
    return inquiry.reply("absent", text, citations=cited(passages, nearest=True))


def which_one(inquiry: Inquiry, some: Sequence[Evidence]) -> Answer:
    """Several figures fit as well as one another, and none is sure to be the one asked for."""
    shown = list(some)[:_MOST]
    lines = [_line(one, inquiry) for one in shown]
    text = f"账本里有几个相近的数据，不能确定问的是哪一个：{'；'.join(lines)}。请把对象说得更具体。"
    return inquiry.reply("absent", text, citations=cited([one.passage for one in shown], nearest=True))


def no_words(inquiry: Inquiry, *, what: str = "") -> Answer:
    """No sentence says it."""
    passages = nearest(inquiry, wanted_words(inquiry))
    text = f"现有文件没有说{what or '这件事'}，不能回答。" + ("下面是最接近的原文。" if passages else "")
    return inquiry.reply("absent", text, citations=cited(passages, nearest=True))


def wanted_words(inquiry: Inquiry) -> list[str]:
    """The words to look for what comes nearest."""
    found = list(inquiry.topic.words)
    if inquiry.topic.indicator:
        known = indicators().get(inquiry.topic.indicator)
        found.append(known.name if known else inquiry.topic.name)
    return found or [token.text for token in inquiry.question.tokens if len(token.text) > 1 and token.label != "asking"]


def _asked(inquiry: Inquiry, topic: Topic) -> str:
    question = inquiry.question
    place = "、".join(inquiry.place(key) for key in inquiry.scope.keys)
    years = "、".join(said(span) + ("" if span.term else "年") for span in inquiry.scope.years)
    known = indicators().get(topic.indicator) if topic.indicator else None
    what = called(topic) if known and not topic.words else topic.name or "、".join(topic.words) or "所问的数据"
    kind = {"growth": "增速", "level": "总量数", "rank": "位次", "change": "增减数"}.get(question.aspect, "")
    firm = {"target": "目标", "done": "完成数", "estimated": "预计数"}.get(question.modality, "")
    if kind in what or (known is not None and known.form != "level"):
        kind = ""
    return f"{place}{years}{what}{'的' if kind or firm else ''}{kind}{firm}"


def _instead(inquiry: Inquiry, weighed: Weighed) -> list[Evidence]:
    """Figures of the same thing that are nearest: of the year asked about first, then of others."""
    once: dict[tuple[object, ...], Evidence] = {}
    for one in sorted(weighed.of_topic, key=lambda one: (not _same_year(one, inquiry), -(one.last or 0), "|" in one.passage.text)):
        if one.kind != "change":
            once.setdefault((*one.key, one.last, one.figure.place_key), one)
    return list(once.values())[:_MOST]


def _same_year(one: Evidence, inquiry: Inquiry) -> bool:
    return any(span.first <= (one.last or 0) <= span.last for span in inquiry.scope.years)


def _why(inquiry: Inquiry, weighed: Weighed | None, around: Sequence[Evidence]) -> str:
    if inquiry.scope.years and not any(_same_year(one, inquiry) for one in around):
        return "现有数据是别的年份的，不能当作所问的年份。"
    if weighed and weighed.reasons.get("kind"):
        return "现有数据的类别或单位不同，不能替代。"
    if weighed and weighed.reasons.get("firmness"):
        wanted = inquiry.question.modality
        return "现有的只是目标，没有完成数。" if wanted == "done" else "现有的是完成数，没有写明目标。"
    return ""


def _line(one: Evidence, inquiry: Inquiry) -> str:
    firm = {"target": "目标", "estimated": "预计", "done": ""}[one.modality]
    part = one.part_of_year
    return f"{inquiry.place(one.figure.place_key)}{period_of(one)}{part}{name_of(one)}{firm}{told(one)}"


def passages_of(some: Sequence[Evidence]) -> list[Passage]:
    """The sentences of these figures, each once."""
    return list({one.passage.pk: one.passage for one in some}.values())
