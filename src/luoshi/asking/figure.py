"""A question for a figure: 2025年社零增长目标是多少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.asking import absent, wording, words
from luoshi.asking.answer import Answer
from luoshi.asking.evidence import Evidence
from luoshi.asking.fitting import tells
from luoshi.asking.gathering import known_by_code, spoken_of
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.lexicon import cut
from luoshi.asking.question import Modality
from luoshi.asking.selection import Chosen, Weighed, choose, weigh
from luoshi.asking.several import topics_of
from luoshi.asking.targets import headline
from luoshi.asking.topic import Topic, finer, holds, missing
from luoshi.ledger.words.bigrams import same_length

MOST_PLACES = 4


def answer(inquiry: Inquiry) -> Answer | None:
    """The figure asked for; None where the question names nothing to look a figure up by."""
    if not inquiry.topic.indicator and not inquiry.topic.words:
        return None
    if _EACH.search(inquiry.question.plain) and (told_each := _topic_by_topic(inquiry)) is not None:
        return told_each
    if len(inquiry.scope.years) > 1 and (told_each := _year_by_year(inquiry)) is not None:
        return told_each
    weighed = consider(inquiry)
    chosen = choose(weighed.fitting, inquiry.question)
    if (asked := set(inquiry.keys) - {one.place for one in chosen}) and chosen and len(inquiry.keys) > 1:
        inquiry.notes.append(f"没有{'、'.join(inquiry.place(key) for key in sorted(asked))}的数据")
    if not chosen and (by_words := finer(inquiry.topic)) is not None:
        unknown = [one for one in consider(inquiry, by_words).fitting if one.indicator in ("", *inquiry.topic.codes) and not one.extras(by_words)]
        chosen = [each for each in choose(unknown, inquiry.question) if not each.ambiguous]
    if not chosen and (loose := _whoever(inquiry)) is not None:
        plain = [one for one in consider(inquiry, loose).fitting if not missing(one.clause, loose.words) and tells(one, loose) > _SURE]
        chosen = [each for each in choose(plain, inquiry.question) if not each.ambiguous]
    chosen = [each for each in chosen if not _only_meant(each, inquiry)]
    if re.search(r"调整(?:后|过|之后|为)|新目标|现在的?目标|最新目标", inquiry.question.plain):
        for each in chosen:
            each.main = each.main[-1:]
    doubtful = [each for each in chosen if each.ambiguous and not _side_by_side(each, inquiry.question.plain)]
    if doubtful:
        return absent.which_one(inquiry, [one for each in doubtful for one in each.main])
    if not chosen or len(chosen) > MOST_PLACES:
        wordless = headline(inquiry)
        if wordless is not None and not chosen:
            return wordless
        return absent.no_figure(inquiry, weighed)
    return told(inquiry, chosen)


_SURE = 0.85
_WHOM = re.compile(r"[给为向]((?:全[区市县]的?)?(?:企业|市场主体|群众|老百姓|百姓))(?=[\u4e00-\u9fff]{2})")


def _whoever(inquiry: Inquiry) -> Topic | None:
    """The topic without those it was done for (给企业减税退税多少), whom a sentence often leaves unsaid where it is everyone; two words must be left."""
    match = _WHOM.search(inquiry.question.plain)
    topic = inquiry.topic
    if match is None or topic.indicator or topic.particular:
        return None
    kept = tuple(word for word in topic.words if word not in match[1])
    return replace(topic, words=kept, name="".join(kept)) if 1 < len(kept) < len(topic.words) else None


def _only_meant(each: Chosen, inquiry: Inquiry) -> bool:
    """Whether it is but the target of a year that papers here report on, where the question does not ask for the target."""
    if each.modality != "target" or inquiry.question.modality or not inquiry.scope.years or each.main[0].timeless:
        return False
    years = {span.last for span in inquiry.scope.years if span.single}
    return bool(years) and years <= inquiry.shelf.reported(each.place)


def _side_by_side(each: Chosen, asked: str) -> bool:
    """Whether one sentence gives them for several things at once (分别达到600亿元和450亿元)."""
    if len({one.passage.pk for one in each.main}) > 1 or len(each.main) > 4:
        return False
    if "分别" in each.main[0].plain:
        one_of = any(word in asked for one in each.main for word in _told_apart(one, each.main))
        return bool(re.search(r"分别|各|两|和|及|都", asked)) or not one_of
    if all(re.search(r"口径|因素", one.before) for one in each.main):  # 按自然口径下降3.3%,扣除退税因素后增长3.1%
        return True
    return all(one.subject.startswith("三次产业结构") for one in each.main)


def _told_apart(one: Evidence, some: Sequence[Evidence]) -> list[str]:
    """The words of its subject that the others' have not (城镇 and 农村)."""
    others = [other.subject for other in some if other is not one and other.subject != one.subject]
    return [token.text for token in cut(one.subject) if token.tells and not any(token.text in other for other in others)]


_EACH = re.compile(r"(?:分别|各自?)(?:是|为|有|要|达到|定)*(?:多少|几)")


def _topic_by_topic(inquiry: Inquiry) -> Answer | None:
    """上市企业和科技型中小企业目标分别是多少: each thing for itself; None where one of them is not found for sure."""
    if len(inquiry.scope.keys) > 1 or len(inquiry.scope.years) > 1:
        return None
    topics = topics_of(inquiry.question.tokens)
    if len(topics) < 2:
        return None
    found = []
    for topic in topics:
        some = choose(consider(replace(inquiry, topic=topic, notes=inquiry.notes)).fitting, inquiry.question)
        if len(some) != 1 or some[0].ambiguous:
            return None
        found.append(some[0])
    return told(inquiry, found)


def _year_by_year(inquiry: Inquiry) -> Answer | None:
    """2024年是多少，2025年目标呢: each year for itself; what one lacks is said."""
    chosen, lacking = [], []
    for one in of_each_year(inquiry):
        some = choose(consider(one).fitting, one.question)
        chosen += some
        if not some:
            span = one.scope.years[0]
            firm = "目标" if one.question.modality == "target" else ""
            lacking.append(f"{span.first}年{firm}" if span.single else f"{span.first}—{span.last}年{firm}")
    if not chosen or len(chosen) > MOST_PLACES:
        return None
    answered = told(inquiry, chosen)
    if lacking:
        return replace(answered, answer=f"{answered.answer}\n账本里没有{'、'.join(lacking)}的数据。")
    return answered


def of_each_year(inquiry: Inquiry) -> list[Inquiry]:
    """The question for each of its years alone; whether target or result is meant, the words beside the year say."""
    found = []
    for span, modality in zip(inquiry.scope.years, _firmness(inquiry), strict=True):
        question = replace(inquiry.question, years=(span,), modality=modality)
        found.append(replace(inquiry, question=question, scope=replace(inquiry.scope, years=(span,))))
    return found


_BESIDE_TARGET = re.compile(r"目标|计划|打算|预期|任务|要")
_BESIDE_DONE = re.compile(r"实际|完成|实现|了")


def _firmness(inquiry: Inquiry) -> list[Modality]:
    """For each year, whether its target or its result is meant: the words between it and the next year say."""
    plain = inquiry.question.plain
    starts = [max(plain.find(span.text), 0) for span in inquiry.question.years]
    found: list[Modality] = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(plain)
        part = plain[start:end]
        found.append("target" if _BESIDE_TARGET.search(part) else "done" if _BESIDE_DONE.search(part) else "")
    if found and found[0] == "target" and all(not firm for firm in found[1:]):
        return ["target"] * len(found)
    if "" in found and "done" not in found and found[-1] == "target":
        between = plain[starts[0] : starts[-1]]
        if re.fullmatch(r".{0,7}[和与跟、及同比]", between):  # 2023年和2024年的目标: of both
            return ["target"] * len(found)
    return found


def consider(
    inquiry: Inquiry, topic: Topic | None = None, *, modality: str | None = None, every: bool = False
) -> Weighed:
    """The figures of the topic with those that fit the question.

    Those that bear the indicator come first; where none fits, or with `every`, those in sentences that hold its words too.
    """
    topic = topic or inquiry.topic
    years = tuple(sorted({year for span in inquiry.scope.years for year in range(span.first, span.last + 1)}))

    def weighed(some: list[Evidence]) -> Weighed:
        return weigh(some, inquiry.question, topic, inquiry.scope, modality=modality)

    by_code = known_by_code(topic, inquiry.person, inquiry.keys, years)
    first = weighed(by_code)
    only_growth = inquiry.question.aspect == "" and all(one.kind == "growth" for one in first.fitting)
    if first.fitting and not every and not only_growth:
        return first
    known = {one.figure.pk for one in by_code}
    return weighed([*by_code, *(one for one in spoken_of(topic, inquiry.person, inquiry.keys) if one.figure.pk not in known)])


def told(inquiry: Inquiry, chosen: Sequence[Chosen], *, lead: str = "") -> Answer:
    """The answer that these figures give."""
    main = [one for each in chosen for one in each.main]
    others = [one for each in chosen for one in each.others]
    passages = absent.passages_of([*main, *others])
    mark = wording.marks(passages)
    lines = [_sentence(inquiry, each, mark) for each in chosen]
    if not inquiry.keys and len(chosen) > 1:
        lines.insert(0, "问题没有说是哪个地区，账本里有：")
    text = lead + "\n".join(lines)
    return inquiry.reply("answered", text, values=wording.values(main), passages=passages)


def _thing(inquiry: Inquiry, one: Evidence) -> str:
    """The thing a sentence goes on about without naming it (该项目总投资…)."""
    for word in inquiry.topic.particular:
        if word not in same_length(wording.name_of(one)) and (one.led_by or word in one.plain):
            at = inquiry.question.plain.find(word)
            return inquiry.question.text[at : at + len(word)] if at >= 0 else ""
    return ""


def _unsaid(inquiry: Inquiry, one: Evidence) -> str:
    """What was asked for that stands in the sentence but not in the figure's own name (办公用房 of 最高补贴)."""
    topic = inquiry.topic
    if topic.indicator or len(topic.words) < 2:
        return ""
    name = same_length(wording.name_of(one) + wording.told(one))
    lacking = [word for word in topic.words if word not in words.SOFT and word not in topic.particular and not holds(name, word) and word in one.plain]
    if not lacking or "|" in one.passage.text:
        return ""
    return "".join(lacking) if "".join(lacking) in one.plain else "、".join(lacking[:2])


def _sentence(inquiry: Inquiry, each: Chosen, mark: dict[int, str]) -> str:
    place = inquiry.place(each.place)

    def marked(one: Evidence) -> str:
        return mark.get(one.passage.pk, "")

    first = each.main[0]
    place += _thing(inquiry, first)
    if each.modality == "target" and len(each.main) == 2 and first.changed | any(one.changed for one in each.main):
        became = each.main[1]
        return (
            f"{place}{wording.period_of(first)}{wording.name_of(first)}的目标原为{wording.told(first)}{marked(first)}，"
            f"后来调整为{wording.told(became)}{marked(became)}。"
        )
    text = wording.statement(first, place, marked(first), of=_unsaid(inquiry, first))
    for one in each.main[1:]:
        text += f"；{wording.short(one) if each.ambiguous else ''}{wording.told(one)}{marked(one)}"
    for one in each.others:
        if one.kind == "growth" != first.kind:
            text += f"，{wording.told(one)}"
        elif one.modality == "estimated" and first.modality == "done":
            text += f"（此前报告预计{wording.told(one)}{marked(one)}）"
        elif one.modality == first.modality == "done":
            text += f"（另有文件说是{wording.told(one)}{marked(one)}）"
    return text + "。"
