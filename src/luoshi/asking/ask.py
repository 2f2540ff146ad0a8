"""Answering one question: understand it, hold what it takes for granted against the ledger, find, and say it or say it is absent."""

from __future__ import annotations

import re
from dataclasses import replace

from django.db.models import Exists, OuterRef

from luoshi.asking import (
    absent,
    change,
    comparison,
    definition,
    figure,
    listing,
    premise,
    saying,
    telling,
    whether,
    wording,
    writer,
)
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.question import Aspect, Question, parse
from luoshi.asking.scope import Scope, Shelf, settle
from luoshi.asking.topic import Topic, topic_of
from luoshi.catalogue.indicators import indicators
from luoshi.ledger.lookup import Wanted, figures, standing
from luoshi.ledger.models import Named
from luoshi.ledger.words.bigrams import normal, same_length
from luoshi.people.access import Person

_HANDLERS = {
    "figure": figure.answer,
    "comparison": comparison.answer,
    "change": change.answer,
    "whether": whether.answer,
    "definition": definition.answer,
    "when": telling.when,
    "where": telling.where,
    "who": telling.who,
    "list": listing.answer,
    "passage": saying.answer,
}
_POLITE = re.compile(
    r"^(?:(?:您|你)们?好|各位好|请问|麻烦(?:您|你)?(?:问|查)?(?:一下|下)?|劳驾|打扰(?:一下|了)?|(?:我|我们)?(?:很)?想(?:要)?(?:了解|知道|问|请教|查)(?:一下|下|的是)?"
    r"|(?:请|帮我|给我)?(?:查|讲|说|介绍)(?:一下|下)|[,，。.!！\s])+|[,，。.!！\s]*(?:多谢|谢谢|感谢|辛苦)(?:您|你|了|啦|大家)*[。.!！~\s]*$"
)
"""What people say before and after a question and mean nothing by."""
_SHELLS = (
    (re.compile(r"百分之(?:几|多少)"), "多少"),
    (re.compile(r"(?<=规划|报告|公报|纲要|文件)》?(?:中|里面|里|当中)[,，]?"), ","),
    (re.compile(r"哪一?[类项个种](?:的)?(?=.{0,8}(?:大|高|多|快|小|低|少|慢))"), "哪个"),
    (re.compile(r"谁([高多大快])谁([低少小慢])"), r"哪个更\1"),
)
"""Ways of asking put in plainer words."""
_MEANT = re.compile(r"目标|计划|预期|打算|安排")
_DONE = re.compile(r"实际|完成|实绩|做到")
_PHASE = re.compile(r"(?:[一二]期|项目)$")
_OF_FIGURES = ("figure", "comparison", "change")


def answer(text: str, *, person: Person) -> Answer:
    """The answer to a question in plain Chinese, from what the person may see. Any string is a question; nothing is raised for one."""
    inquiry = understood(text, person)
    return writer.phrased(checked(_answered(inquiry), inquiry))


def understood(text: str, person: Person) -> Inquiry:
    """The question with its places, years and topic settled against the ledger."""
    shelf = Shelf(person)
    text = _POLITE.sub("", text) or text
    for shell, plain in _SHELLS:
        text = shell.sub(plain, text)
    question = parse(text, shelf.aliases, _names(text, person))
    if question.kind in ("change", "comparison") and _MEANT.search(text) and _DONE.search(text):
        question = replace(question, modality="")  # 从2021年实际到2022年目标: each year of its own sort
    scope = settle(question, shelf)
    topic = topic_of(question.tokens, question.flow, keep="调整" if question.kind in ("list", "passage") else "")
    if topic.indicator and not question.aspect and (aspect := _aspect_of_name(topic)):
        question = replace(question, aspect=aspect)
    inquiry = Inquiry(question, topic, scope, shelf, person)
    if not scope.keys and not scope.foreign and shelf.only:
        inquiry.scope = replace(scope, keys=(shelf.only,))
    return inquiry


def _aspect_of_name(topic: Topic) -> Aspect:
    """Whether it is called by its growth (地区生产总值增速) or its amount (固定资产投资总额), which its name does not say."""
    known = indicators().get(topic.indicator)
    if known and known.form == "level" and re.search(r"(?:增速|增幅|涨幅|增长率|增长速度)$", topic.name):
        return "growth"
    end = re.search(r"(?:总额|总量|总数|总规模|规模|金额)$", topic.name)
    return "level" if end and known and known.form == "level" and not known.name.endswith(end[0]) else ""


def _names(text: str, person: Person) -> set[str]:
    """Names of projects, policies, terms and actors of the ledger that stand in the question."""
    plain = normal(same_length(text[:120]))
    runs = [plain[a:b] for a in range(len(plain)) for b in range(a + 3, min(len(plain), a + 24) + 1)]
    pieces = [*runs, *(run + end for run in runs if len(run) > 4 for end in ("一期", "二期", "项目"))]
    if not pieces:
        return set()
    found: set[str] = set()
    for at in range(0, len(pieces), 800):
        papers = standing(person).order_by().filter(pk=OuterRef("standing"))
        some = Named.objects.filter(Exists(papers), record__in=("project", "policy", "term"), key__in=pieces[at : at + 800])
        found.update(some.values_list("key", flat=True).distinct()[:50])
    return {key if key in plain else _PHASE.sub("", key) for key in found}


def _answered(inquiry: Inquiry) -> Answer:
    question, scope = inquiry.question, inquiry.scope
    if not question.tokens:
        return absent.unclear(inquiry)
    if scope.unsettled:
        return absent.which_year(inquiry)
    if scope.foreign and not scope.keys and (question.kind in _OF_FIGURES or inquiry.topic.indicator):
        return absent.nothing_of_place(inquiry)
    if scope.foreign and question.kind != "comparison":
        inquiry.topic = replace(inquiry.topic, words=(*scope.foreign, *inquiry.topic.words))
    if question.kind == "whether" and (told := telling.speaker_claim(inquiry)) is not None:
        return told
    if not (question.kind == "whether" and whether.OF_TARGET.search(question.plain)):
        corrected = premise.check(inquiry)
        if corrected is not None:
            return corrected
    handler = _HANDLERS.get(question.kind)
    told = handler(inquiry) if handler else None
    if question.kind in ("definition", "list", "passage") and (told is None or told.status == "absent"):
        told = definition.of_a_name(inquiry) or told
    if told is None and question.kind == "passage":
        told = whether.placed_elsewhere(inquiry)
    if told is None and question.kind in ("whether", "who", "when", "where", "definition") and not inquiry.topic.indicator:
        return absent.no_words(inquiry)
    if told is None and question.kind in _OF_FIGURES and (inquiry.topic.words or inquiry.topic.indicator):
        return absent.no_figure(inquiry, None)
    return told or absent.no_words(inquiry)


def checked(told: Answer, inquiry: Inquiry) -> Answer:
    """The answer with no number in it that stands neither in its citations nor in the question."""
    years = [str(year) for span in inquiry.scope.years for year in (span.first, span.last)]
    if not wording.unsupported(told.answer, told.citations, inquiry.question.text, years):
        return told
    years += _paper_years(told, inquiry.person)
    if not wording.unsupported(told.answer, told.citations, inquiry.question.text, years):
        return told
    lines = [f"{each.text.strip()}[{n}]" for n, each in enumerate(told.citations, 1)]
    plain = "\n".join(["原文是：", *lines]) if lines else "现有文件不能回答。"
    return replace(told, answer=plain)


def _paper_years(told: Answer, person: Person) -> list[str]:
    """The years the cited papers and figures are for: 明年 in a report given in the year before is the next."""
    numbers = {each.document for each in told.citations}
    papers = standing(person, Wanted(documents=tuple(numbers))).order_by()
    found = [word for row in papers.values_list("year", "review", "plan", "published") for word in row if word]
    for each in told.citations:
        cited = figures(person, Wanted(documents=(each.document,))).filter(start__gte=each.start, end__lte=each.end)
        found += cited.values_list("period", flat=True)
    return [part for word in found for part in str(word).split("-") if part]


__all__ = ["Question", "Scope", "answer", "checked", "understood"]
