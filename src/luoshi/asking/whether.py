"""Whether something was done or is only meant: a target against its result, a project by the stage it has reached."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.asking import absent, acts, verdict, wording, words
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.passages import Found, ahead, find, in_time

OF_TARGET = re.compile(r"(?:目标|任务|计划|指标|要求)[^,。]{0,8}?(?:完成|实现|达到|达成|兑现|落实|达标)|(?:完成|实现|达到|达成|兑现)(?:了)?(?:年初|年度|预期|全年|既定)*(?:目标|任务|计划)|达标|兑现|完成得|超额|(?:比|较|与|离|跟)(?:年初|预期|年度)*(?:目标|计划)(?:值|数)?(?:高|低|多|少|差|快|慢|超)|(?:目标|任务|计划)(?:是|为|呢)?(?:多少|几)")
_WORDS = sorted(words.STAGE_OF, key=len, reverse=True)
_STAGE = re.compile("|".join(map(re.escape, _WORDS)))
_MEANT = re.compile(
    r"将|拟|计划|力争|确保|争取|即将|有望|预计|原计划|力促|促成|推动|加快|谋划|准备|推进|全力|实施|完成(?=.{0,14}(?:工程|项目)$)|积极|支持|到20\d\d年|年底前|今年"
)
_NOT = re.compile(r"(?:未|没有|没|尚未|不|推迟|延迟|延期|延后|暂缓|暂停|停止)(?:能|有|了)?$")
_PUT_OFF = re.compile(r"^(?:时间)?(?:推迟|延迟|延期|延后|滞后|受阻|未果|失败)")
_PART = re.compile(r"(?:基本|主体(?:工程|结构)?|部分|首批|初步|[一二三四]期(?:工程|项目)?)$")
_BUILDING = re.compile(r"^(?:建设|施工|改造|整治|修缮|安装|加装|验收|交付|搬迁|拆除|征收|任务|目标|投资|主体|更新|扩建|修复|全部)|建设$|任务$|改造$|工程$")
_PREPARES = re.compile(r"可行性|可研|前期|设计|规划|选址|用地|征地|审批|立项|招标|勘察|论证|编制|方案|谋划|批复")
_PROGRESS = re.compile(r"到(?:了)?(?:哪|什么)(?:个|一)?(?:步|程度|阶段)|进展|进度|到哪(?:儿|里)?了")
_GENERIC = re.compile(r"完成|实现|兑现|落实")
_DONE_STAGE = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What one sentence says of a thing."""

    found: Found
    stage: int
    word: str
    meant: bool
    denied: bool = False
    """未投产, 推迟投产."""
    part: str = ""
    """Only so far: 基本, 主体, 一期."""


def answer(inquiry: Inquiry) -> Answer | None:
    """Yes, no, or only meant; with the sentences that say so."""
    question = inquiry.question
    if OF_TARGET.search(question.plain) and (inquiry.topic.indicator or inquiry.topic.words):
        told = verdict.answer(inquiry)
        if told is not None:
            return told
    return _stage(inquiry)


def _stage(inquiry: Inquiry) -> Answer | None:
    question = inquiry.question
    asked = [match[0] for match in _STAGE.finditer(question.plain)]
    wanted = _thing(inquiry)
    if not wanted:
        return None
    found = [one for one in find(wanted, inquiry, limit=80) if not one.lacking and one.beyond <= len(wanted) / 2]
    found = [one for one in found if one.passage.role != "outside" and not _another(one, wanted)]
    if not found:
        return _elsewhere(inquiry, wanted)
    if inquiry.scope.years:
        if (dated := _of_another_time(inquiry, found, wanted)) is not None:
            return dated
        found = [one for one in found if in_time(one.passage, inquiry)] or found
    if not asked and (told := _acted(inquiry, found)) is not None:
        return told
    seen = [one for one in (_seen(each, wanted) for each in found) if one is not None]
    if not asked and acts.asked(question):  # of another act than the one asked about: no yes
        seen = [one for one in seen if one.meant]
    at = max((words.STAGE_OF[word] for word in asked), default=_DONE_STAGE)
    if _GENERIC.search(question.plain) and not asked:
        at = _DONE_STAGE
    return _told(inquiry, seen, found, at, asked)


def _acted(inquiry: Inquiry, found: Sequence[Found]) -> Answer | None:
    """成立了没有, of an act that is no stage: told where a sentence says it of the very thing."""
    done = acts.asked(inquiry.question)
    thing = acts.thing_of(inquiry.question, done)
    if not done or not thing:
        return None
    seen = []
    for one in found:
        if (spot := acts.said(one.plain, thing, done)) is not None:
            left = max(one.plain.rfind(mark, 0, spot[0]) for mark in ",;。:|") + 1
            denied = _NOT.search(one.plain[left : spot[0]]) is not None
            meant = ahead(one.passage) or _MEANT.search(one.plain[left : spot[0]]) is not None or (one.passage.standing.kind == "plan" and one.passage.role != "review")
            seen.append(Seen(one, _DONE_STAGE, spot[1], meant or denied, denied))
    return _told(inquiry, seen, found, _DONE_STAGE, []) if seen else None


_SETTLED_IN = re.compile(r"(?:落户|落地|位于|坐落|建|设|选址|布局|投产|迁到|搬到)(?:在|到|于)?了?$")


def placed_elsewhere(inquiry: Inquiry) -> Answer | None:
    """为什么落户东西湖, of a thing that another place's papers say settled there."""
    plain = inquiry.question.plain
    if not any(_SETTLED_IN.search(plain[: place.start]) for place in inquiry.question.places if place.key in inquiry.scope.keys):
        return None
    wanted = _thing(inquiry)
    return None if any(not one.lacking for one in find(wanted, inquiry, limit=20)) else _elsewhere(inquiry, wanted)


def _elsewhere(inquiry: Inquiry, wanted: Sequence[str]) -> Answer | None:
    """落户东西湖了吗, of a thing that another place's papers tell of."""
    if not wanted or not inquiry.scope.keys or not inquiry.particular:
        return None
    told = []
    for one in find(wanted, inquiry, keys=(), limit=40):
        seen = _seen(one, wanted) if not one.lacking and not one.beyond else None
        there = one.passage.standing
        if seen is None or seen.meant or seen.stage < 1 or there.place_key in inquiry.around or inquiry.scope.keys[0] in inquiry.shelf.within(there.place_key):
            continue
        told.append(one)
    if not told:
        return None
    one = min(told, key=lambda each: (each.passage.standing.place not in each.plain, each.passage.role == "heading"))
    asked = "、".join(inquiry.place(key) for key in inquiry.scope.keys)
    text = f"没有说在{asked}。{one.passage.standing.place}的文件说：{_quote(one)}[1]"
    return inquiry.reply("corrected", text, passages=[one.passage])


def _of_another_time(inquiry: Inquiry, found: Sequence[Found], wanted: Sequence[str]) -> Answer | None:
    """是2022年投用的吗, where a sentence says it was in another year."""
    stages = [match[0] for match in _STAGE.finditer(inquiry.question.plain)]
    if not stages or not re.search(r"年[^,。]{0,12}(?:的|了)?(?:吗|吧|对|么|是不是|没错)|是(?:在)?20", inquiry.question.plain):
        return None
    at = max(words.STAGE_OF[word] for word in stages)
    for one in found:
        seen = _seen(one, wanted)
        if seen is None or seen.meant or seen.stage < at:
            continue
        years = _years_told(one, seen.word)
        if years and not any(inquiry.scope.names_year(year) for year in years):
            text = f"不是。文件说的时间不同：{_quote(one)}[1]"
            return inquiry.reply("corrected", text, passages=[one.passage])
    return None


def _years_told(one: Found, word: str) -> list[int]:
    """The year a sentence gives for the stage; else that of the news, or the year its paper reports on."""
    named = [int(year) for year in re.findall(r"(?<!\d)(20[0-4]\d)(?=年)", one.plain[: one.plain.find(word) + len(word)])]
    if named:
        return named[-1:]
    about = one.passage.standing
    if re.fullmatch(r"\d{4}", about.review or "") and one.passage.role == "review":
        return [int(about.review)]
    if about.kind == "news" and re.search(r"\d{1,2}月", one.plain) and about.published[:4].isdigit():
        return [int(about.published[:4])]
    return []


def _thing(inquiry: Inquiry) -> list[str]:
    """The words for the thing, without those for what becomes of it."""
    kept = [
        token.text for token in inquiry.question.topic
        if token.label not in ("stage",) and token.text not in words.STAGE_OF and not (token.label == "flow" and len(token.text) < 3 and token.text in ("建", "建了", "评", "改"))
    ]  # fmt: skip
    return kept


def _another(one: Found, wanted: Sequence[str]) -> bool:
    """Whether the sentence names another thing of the same sort: the words are there, but never side by side."""
    if len(wanted) < 2:
        return False
    spots = []
    for word in wanted:
        spots.append([match.start() for each in words.alike(word) for match in re.finditer(re.escape(each), one.plain)])
    spots = [each for each in spots if each]
    if len(spots) < 2:
        return False
    return all(min(abs(a - b) for a in first for b in second) > 40 for first, second in itertools.pairwise(spots))


def _seen(one: Found, wanted: Sequence[str]) -> Seen | None:
    """What the clause about the thing says has become of it."""
    plain = one.plain
    ends = [match.end() for word in wanted for each in words.alike(word) for match in re.finditer(re.escape(each), plain)]
    starts = [match.start() for word in wanted for each in words.alike(word) for match in re.finditer(re.escape(each), plain)]
    if not ends:
        return None
    first, last = min(starts), max(ends)
    if last - first > 60:
        last = min(ends)
    left = max(plain.rfind(mark, 0, first) for mark in ",;。:|") + 1
    rights = [at for mark in ",;。" if (at := plain.find(mark, last)) >= 0]
    right = min(rights, default=len(plain))
    behind = list(_STAGE.finditer(plain, last, right))
    before = list(_STAGE.finditer(plain, left, first))
    inside = list(_STAGE.finditer(plain, first, last))
    match = behind[0] if behind else before[-1] if before else inside[-1] if inside else None
    if behind and len(behind) > 1 and words.STAGE_OF[behind[1][0]] > words.STAGE_OF[behind[0][0]] and behind[1].start() - behind[0].end() < 3:
        match = behind[1]
    if match is None:
        later = _STAGE.search(plain, right, min(len(plain), right + 20))
        match = later if later is not None and not ahead(one.passage) else None
    if match is None:
        return Seen(one, -1, "", ahead(one.passage))
    meant = ahead(one.passage) or bool(_MEANT.search(plain[left : match.start()])) or (one.passage.standing.kind == "plan" and one.passage.role != "review")
    denied = bool(_NOT.search(plain[max(0, match.start() - 5) : match.start()]) or _PUT_OFF.match(plain[match.end() :]))
    part = hit[0] if (hit := _PART.search(plain[max(0, match.start() - 6) : match.start()])) else ""
    if any(part and part[:2] in word for word in wanted):
        part = ""
    stage = words.STAGE_OF[match[0]]
    if match[0] == "完成" and (object_ := re.match(r"了?([\u4e00-\u9fff]+)", plain[match.end() : right])) and not _BUILDING.search(object_[1]):
        stage = 0 if _PREPARES.search(object_[1]) else 3  # 完成可行性研究: a step of it
    return Seen(one, min(stage, 3) if part.startswith("主体") else stage, match[0], meant or denied, denied, part)


def _told(inquiry: Inquiry, seen: Sequence[Seen], found: Sequence[Found], at: int, asked: Sequence[str]) -> Answer:
    done = [one for one in seen if not one.meant and one.stage >= 0]
    granted = bool(asked) and all(each in words.GRANTED for each in asked)
    word = max(asked, key=lambda each: words.STAGE_OF[each]) if asked else seen[0].word if seen and seen[0].word and seen[0].word not in words.STAGE_OF else "完成"
    reached = [
        one for one in done
        if (one.stage >= at or (at == _DONE_STAGE + 1 and one.word in ("建成",) and "建成" in asked))
        and (not asked or (one.word in words.GRANTED) == granted)
    ]  # fmt: skip
    if _PROGRESS.search(inquiry.question.plain) and not asked:
        reached = []
    if reached:
        best = max(reached, key=lambda one: (one.word in asked, _year(one.found), -len(one.found.plain)))
        passages = [best.found.passage]
        yes = f"文件说{best.part}{best.word}" if best.part else f"是的，文件说已经{best.word}"
        return inquiry.reply("answered", f"{yes}：{_quote(best.found)}[1]", passages=passages)
    ordered = sorted(seen, key=lambda one: (-_year(one.found), not one.meant, one.found.passage.pk)) or []
    some = [one.found.passage for one in ordered[:3]] or [each.passage for each in found[:2]]
    if not ordered:
        return absent.no_words(inquiry, what=f"是否已经{word}")
    if not any(one.meant or one.stage >= 0 for one in ordered):
        return absent.no_words(inquiry, what=f"是否已经{word}")
    top = ordered[0]
    mark = wording.marks(some)
    if _PROGRESS.search(inquiry.question.plain) and not asked:
        text = f"文件最近说：{_quote(top.found)}[1]"
    elif top.denied:
        text = f"没有。{_quote(top.found)}[1]"
    elif not top.meant and top.stage >= 0:
        text = f"还没有。文件说的是“{top.part}{top.word}”，没有说已经{word}：{_quote(top.found)}[1]"
    else:
        text = f"文件里说的是要做的事，没有说已经{word}：{_quote(top.found)}[1]"
    for passage in some[1:]:
        text += f"\n{passage.standing.title}：{passage.text.strip()}{mark[passage.pk]}"
    return inquiry.reply("answered", text, passages=some)


def _year(one: Found) -> int:
    """By when a sentence speaks: what is planned for a year speaks later than what is reported in it."""
    about = one.passage.standing
    return (about.year or 0) * 2 + (1 if ahead(one.passage) and about.kind != "plan" else 0)


def _quote(one: Found) -> str:
    return one.passage.text.strip()
