"""Lists: which projects, which targets, which measures were taken. Told in the documents' own clauses, none left out silently."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.asking import definition, members, outline, saying, targets, wording, words
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.passages import ahead, in_time
from luoshi.asking.topic import holds
from luoshi.ledger import lookup
from luoshi.ledger.lookup import Wanted, standing
from luoshi.ledger.models import Passage
from luoshi.ledger.search import Where, search
from luoshi.ledger.words.bigrams import same_length
from luoshi.ledger.words.query import Query

_TARGETS = re.compile(r"(?:预期|主要|发展|经济社会发展|奋斗)(?:目标|指标)|目标(?:有哪些|是什么|是哪些|都有)|指标有哪些|约束性|预期性|哪些目标|什么目标|目标任务有哪些")
_NOT_TARGETS = re.compile(r"没有(?:实现|完成|达到)|未(?:实现|完成|达)|低于|没完成|完成了|达到了")
_FAILED = re.compile(r"没有(?:实现|完成|达到)|未(?:能)?(?:实现|完成|达到|达)|没完成|没达到|没实现|低于预期")
_PROJECTS = re.compile(r"项目|工程|(?<!\d)线路|高速|学校|医院|公园|道路|大桥|园区")
_SORTS = frozenset("线路 道路 企业 学校 医院 公园 园区 高速 街区 路段 平台 基地 机构 单位 设施 场馆".split())
_TERMS = re.compile(r"名词解释有哪些|解释了哪些名词|哪些(?:名词|术语)")
_HERE = re.compile(r"账本里|(?:有|收录了)(?:哪些|什么)(?:文件|报告|地区|资料)|哪些地方的文件")
_PROBLEMS = re.compile(r"(?:存在|面临|有).{0,8}(?:困难|问题|挑战|短板|不足|差距)|(?:困难|问题|挑战|短板|不足)(?:和[^,。]{2,4})?(?:有|是)")
_ITEMS = re.compile(r"民生实事|重大(?:产业|工程)?项目|[三四五六七八九十]大")
MOST = 12


def answer(inquiry: Inquiry) -> Answer | None:
    """The list asked for; None where nothing is found."""
    plain = inquiry.question.plain
    if _HERE.search(plain):
        return _papers(inquiry)
    if _TERMS.search(plain):
        return _terms(inquiry)
    if _FAILED.search(plain):
        return _failed(inquiry)
    if _TARGETS.search(plain) and not _NOT_TARGETS.search(plain) and not _other_than_targets(inquiry):
        nature = "约束性" if "约束性" in plain else "预期性" if "预期性" in plain else ""
        return targets.every_target(inquiry, nature=nature)
    if "包括" in plain or "包含" in plain or "是指哪" in plain:
        term = definition.answer(inquiry)
        if term is not None and term.status == "answered":
            return term
    if (told := members.answer(inquiry) or definition.of_a_number(inquiry)) is not None:
        return told
    if phrase := members.phrase(inquiry):  # 四个聚焦是哪四个: a sentence that only names them does not say which
        return outline.under(inquiry, phrase)
    stages = [token.text for token in inquiry.question.tokens if token.label == "stage"]
    if stages and _PROJECTS.search(plain):
        told = _projects(inquiry, stages)
        if told is not None:
            return told
    if (told := outline.main_tasks(inquiry)) is not None:
        return told
    if _PROBLEMS.search(plain) and (told := _problems(inquiry)) is not None:
        return told
    said = saying.answer(inquiry, most=MOST, listing=True)
    under = outline.under(inquiry)
    if under is not None and (said is None or _ITEMS.search(plain) or len(said.citations) < len(under.citations)):
        return under
    return said


def _problems(inquiry: Inquiry) -> Answer | None:
    """What a paper admits falls short."""
    rows = Passage.objects.filter(role="problem", standing__in=standing(inquiry.person, Wanted(places=inquiry.keys)).order_by())
    found = [row for row in rows.select_related("standing").order_by("-standing__year", "ordinal")[:200] if in_time(row, inquiry)]
    if not found:
        return None
    first = [row for row in found if row.standing_id == found[0].standing_id][:MOST]
    mark = wording.marks(first)
    text = "\n".join(f"{row.text.strip()}{mark[row.pk]}" for row in first)
    return inquiry.reply("answered", f"{first[0].standing.title}：\n{text}", passages=first)


def _other_than_targets(inquiry: Inquiry) -> bool:
    """Whether the question is for what is aimed at in one field (养老方面的目标), not for the headline list."""
    rest = [word for word in inquiry.topic.words if word not in ("约束性", "预期性", "主要", "经济", "社会", "经济社会", "十四五")]
    return bool(rest or inquiry.topic.indicator)


def _projects(inquiry: Inquiry, stages: Sequence[str]) -> Answer | None:
    """The clauses in which projects are said to be begun, finished, put to use."""
    alike = list(dict.fromkeys(each for word in stages for each in words.alike(word)))
    rest = [token.text for token in inquiry.question.topic if token.text not in alike and token.text not in words.SOFT and token.label != "flow"]
    hits = search(inquiry.person, Query(every=tuple(rest), some=tuple(alike)), Where(places=inquiry.keys), limit=400).hits
    if not hits and len(rest) > 1 and rest[-1] in _SORTS:  # 轨道交通线路: the documents name them without saying what sort they are
        hits = search(inquiry.person, Query(every=tuple(rest[:-1]), some=tuple(alike)), Where(places=inquiry.keys), limit=400).hits
    meant = inquiry.question.modality == "target"
    done = inquiry.question.modality == "done" or re.search(r"了(?:哪|什么|几)|已", inquiry.question.plain) is not None
    kept: list[tuple[Passage, str]] = []
    for hit in sorted(hits, key=lambda hit: (hit.passage.standing_id, hit.passage.ordinal)):
        passage = hit.passage
        if passage.role in ("heading", "outside", "guidance", "problem") or not in_time(passage, inquiry):
            continue
        if (meant and not ahead(passage)) or (done and ahead(passage)):
            continue
        if clauses := _clauses(passage, alike, rest):
            kept.append((passage, clauses))
    if not kept:
        return None
    places = {passage.standing.place_key for passage, _ in kept}
    if not inquiry.keys and len(places) > 3:
        return None
    kept.sort(key=lambda pair: (not _named(pair[1]), ))
    shown = kept[:MOST]
    mark = wording.marks([passage for passage, _ in shown])
    lines = [f"{clauses}{mark[passage.pk]}" for passage, clauses in shown]
    head = "、".join(dict.fromkeys(passage.standing.place for passage, _ in shown))
    more = f"另有{len(kept) - len(shown)}处没有列出。" if len(kept) > len(shown) else ""
    return inquiry.reply("answered", f"{head}：\n" + "\n".join(lines) + (f"\n{more}" if more else ""), passages=[p for p, _ in shown])


def _clauses(passage: Passage, alike: Sequence[str], rest: Sequence[str]) -> str:
    """The clauses of the sentence that have the verb, as written; of the sort asked for, or after one that is."""
    every = re.split(r"(?<=[，,；;。])", passage.text.strip())
    kept = []
    for at, clause in enumerate(every):
        near = same_length("".join(every[max(0, at - 1) : at + 1]))
        if any(word in same_length(clause) for word in alike) and (not rest or any(holds(near, word) for word in rest)):
            kept.append(clause.strip("，,；;。 "))
    return "，".join(clause for clause in kept if len(clause) > 4)


def _named(clause: str) -> bool:
    """Whether a clause names things rather than only counts them."""
    return "、" in clause or (re.search(r"(?:园|基地|工程|中心|路|桥|站|厂|校|院|线|期|项目)", clause) is not None and not re.search(r"\d+[个家项](?:以上)?", clause))


def _failed(inquiry: Inquiry) -> Answer | None:
    """The sentences that admit what was not reached."""
    some = ("没有实现", "未达到", "低于年度", "未达", "低于年初", "未能", "没有完成", "未完成", "低于预期", "距年度目标", "高于", "差距")
    hits = search(inquiry.person, Query(some=some), Where(places=inquiry.keys), limit=200).hits
    kept = []
    for hit in hits:
        plain = same_length(hit.passage.text)
        if hit.passage.role in ("heading", "outside", "commitment", "goal") or not in_time(hit.passage, inquiry):
            continue
        if re.search(r"(?:没有实现|未达到|未能|没有完成|未完成)[^。]{0,12}|低于(?:年度|年初|全年)[^。]{0,10}(?:目标|计划|任务)|(?:未达|低于)预期|距年度目标|差距", plain) and re.search(
            r"目标|计划|预期|任务|按期|如期", plain
        ):
            kept.append(hit)
    if not kept:
        return None
    kept.sort(key=lambda hit: (hit.passage.role != "problem", -len(hit.spots), -(hit.passage.standing.year or 0)))
    passages = [hit.passage for hit in kept[:6]]
    mark = wording.marks(passages)
    text = "\n".join(f"{passage.text.strip()}{mark[passage.pk]}" for passage in passages)
    return inquiry.reply("answered", text, passages=passages)


def _terms(inquiry: Inquiry) -> Answer | None:
    rows = list(lookup.named(inquiry.person, "term", Wanted(places=inquiry.keys))[:200])
    spans = inquiry.scope.years
    if spans:
        rows = [row for row in rows if any(span.first <= (row.standing.year or 0) <= span.last for span in spans)]
    if not rows:
        return None
    passages = [
        passage for row in rows[:MOST]
        if (passage := Passage.objects.select_related("standing").filter(standing=row.standing_id, start__lte=row.start, end__gt=row.start).first())
    ]  # fmt: skip
    return inquiry.reply("answered", "、".join(dict.fromkeys(row.name for row in rows)), passages=passages)


def _papers(inquiry: Inquiry) -> Answer | None:
    """What the ledger holds."""
    rows = standing(inquiry.person)
    if inquiry.keys:
        rows = rows.filter(place_key__in=inquiry.keys)
    titles = list(rows.order_by("place", "-year").values_list("title", flat=True)[:30])
    if not titles:
        return None
    return inquiry.reply("answered", "账本里有：\n" + "\n".join(titles), passages=[])

