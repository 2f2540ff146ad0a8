"""When, where and who: the sentence that says it, with the words of time, place or person in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luoshi.asking import wording, words
from luoshi.asking.answer import Answer
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.passages import Found, ahead, find, going_on, in_time
from luoshi.catalogue.verbs import verbs
from luoshi.ledger.lookup import standing
from luoshi.ledger.models import Passage, Standing
from luoshi.ledger.words.bigrams import same_length

_TIME = re.compile(
    r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日|份|底|初|中旬|上旬|下旬)?|(?:19|20)\d\d年(?:[底末初]|上半年|下半年|[一二三四]季度)?|[一二三四]季度|[上下]半年|年底前?|年内|“?十[四五]五”?(?:末|期间)|“五一”|\d+月"
)
_PLACE = re.compile(
    r"位于|坐落|落子|落户|选址|地处|设在|建在|布局在|落地|在[\u4e00-\u9fff]{2,20}(?:投资建设|建设|举行|正式|建成|投用|建立|设立)|落址|所在|入驻|迁入|核心区域内"
)
_BY = re.compile(r"由[\u4e00-\u9fffA-Za-z（）()]{2,24}?(?:投资|建设|运营|牵头|承办|主办|负责|开发|实施|联合)|联合牵头|(?:企业|公司|集团)投资"
    r"|与[\u4e00-\u9fffA-Za-z、]{2,24}?(?:合作|联合|共建|共同|签署|签订|签约)")
_WHOSE_ACT = re.compile(r"投资|建设|运营|牵头|承办|主办|开发|签|合作|共建|联合")
"""What someone does; the sentence must say the same of them."""
_ASKED_NOUN = re.compile(r"(?:哪个|哪家|哪些|哪一家|什么|由哪|哪)(公司|企业|单位|部门|集团|机构|局|学校|高校)")
_PAPER = {
    "work_report": r"政府工作报告|工作报告", "plan_report": r"计划报告|计划执行情况|发改.{0,4}报告", "plan": r"规划|纲要",
    "bulletin": r"统计公报|公报", "adjustment": r"(?:计划|目标|指标|方案).{0,8}调整|调整方案|调整",
}  # fmt: skip
_PAPER_VERB = re.compile(r"作的|作报告|做的|做报告|报告人|召开|发布|批准|通过|开的|提交|宣读|作出|什么时候作|谁作|谁做|(?:区|市|县)长(?:是|叫)|局长(?:是|叫)|印发|作了")
_DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_OFFICE_ALONE = re.compile(r"[\u4e00-\u9fff]{2,16}(?:局|委员会|委|人民政府|办公室|统计局)")
_PERSON = re.compile(r"(?:代?[区市县]长|局长|主任|书记|报告人)")


def when(inquiry: Inquiry) -> Answer | None:
    """The sentence with the time in it."""
    if re.search(r"方案|办法|意见|条例|措施|决定", inquiry.question.plain) and (found := _candidates(inquiry, _DATE, keys=None)):
        return _told(inquiry, found)
    return _of_paper(inquiry, _dated) or _sentence(inquiry, _TIME, "时间", year_too=True)


def where(inquiry: Inquiry) -> Answer | None:
    """The sentence that says the place; a place the question takes for granted is held against it."""
    if re.search(r"会", inquiry.question.plain) and (told := _of_paper(inquiry, _met)) is not None:
        return told
    found = _candidates(inquiry, _PLACE, keys=None)
    if not found:
        elsewhere = _candidates(inquiry, _PLACE, keys=())
        if elsewhere and inquiry.scope.keys:
            one = elsewhere[0]
            there = one.passage.standing.place
            if there not in [inquiry.place(key) for key in inquiry.around] and len(one.lacking) == 0:
                asked = "、".join(inquiry.place(key) for key in inquiry.scope.keys)
                text = f"不在{asked}，文件说在{there}：{one.passage.text.strip()}[1]"
                return inquiry.reply("corrected", text, passages=[one.passage])
        return None
    return _told(inquiry, found)


def who(inquiry: Inquiry) -> Answer | None:
    """The person or the firm the documents name."""
    plain = inquiry.question.plain
    told = _of_paper(inquiry, _spoken_by) or _by(inquiry)
    if told is None and re.search(r"部门|单位|哪个局|责任|负责|牵头", plain):
        return _office(inquiry)
    return told


def _by(inquiry: Inquiry) -> Answer | None:
    """The sentence that says who does it; found by the thing, as what is done is put in other words."""
    plain = inquiry.question.plain
    noun = hit[1] if (hit := _ASKED_NOUN.search(plain)) else ""
    done = set(_WHOSE_ACT.findall(plain))
    keep = [
        token for token in inquiry.question.tokens
        if not (token.label == "flow" or token.text in verbs().senses or token.text == noun or token.text in ("谁", "里", "中", "出"))
    ]  # fmt: skip
    asked = replace(inquiry, question=replace(inquiry.question, tokens=tuple(keep)), notes=inquiry.notes)
    found = [one for one in _candidates(asked, _BY, keys=None) if not done or any(word in one.plain for word in done)]
    return _told(inquiry, found) if found else None


def speaker_claim(inquiry: Inquiry) -> Answer | None:
    """报告是沈知远作的吗: held against who gave it."""
    plain = inquiry.question.plain
    if not re.search(r"报告(?:是|由)?[\u4e00-\u9fff]{2,4}(?:作|做)的?|(?:区|市|县)长是[\u4e00-\u9fff]{2,4}(?:吗|吧|对)", plain):
        return None
    papers = _papers(inquiry)
    for paper in papers:
        if not paper.speaker:
            continue
        name = re.sub(r"^.*(?:代?[区市县]长|局长|主任|书记)", "", paper.speaker)
        told = _spoken_by(inquiry, [paper])
        if told is None:
            continue
        if name and name in plain:
            return inquiry.reply("answered", f"是的。{told.answer}", citations=told.citations)
        return inquiry.reply("corrected", f"不是。{told.answer}", citations=told.citations)
    return None


def _sentence(inquiry: Inquiry, pattern: re.Pattern[str], what: str, *, year_too: bool = False) -> Answer | None:
    found = _candidates(inquiry, pattern, keys=None)
    if found:
        return _told(inquiry, found)
    if not year_too:
        return None
    done = [
        one for one in _candidates(inquiry, None, keys=None)
        if not ahead(one.passage) and one.passage.role == "review" and re.fullmatch(r"\d{4}", one.passage.standing.review or "")
    ]  # fmt: skip
    asked = _stages(inquiry)
    done = [one for one in done if not asked or any(each in one.plain for word in asked for each in words.alike(word))]
    if done:
        one = done[0]
        text = f"{one.passage.standing.title}在回顾{one.passage.standing.review}年时说：{one.passage.text.strip()}[1]"
        return inquiry.reply("answered", text, passages=[one.passage])
    return None


def _stages(inquiry: Inquiry) -> list[str]:
    return [token.text for token in inquiry.question.tokens if token.text in words.STAGE_OF]


def _candidates(inquiry: Inquiry, pattern: re.Pattern[str] | None, *, keys: tuple[str, ...] | None) -> list[Found]:
    """Sentences with the thing, the verb asked about, and the words looked for."""
    question = inquiry.question
    wanted = [token.text for token in question.topic if token.text not in words.STAGE_OF and token.text not in _VERBS]
    wanted += [claim.text for claim in question.claims]
    if not wanted:
        return []
    stages = _stages(inquiry)
    kept = []
    for one in [*find(wanted, inquiry, keys=keys, limit=80), *going_on(inquiry, wanted, keys=keys)]:
        if one.lacking or one.beyond > len(wanted) / 2 or one.passage.role in ("outside",):
            continue
        if pattern is not None and not pattern.search(one.plain):
            continue
        if inquiry.scope.years and pattern not in (_TIME, _DATE) and not in_time(one.passage, inquiry):
            continue
        kept.append(one)
    if pattern is _TIME and stages:
        kept = [one for one in kept if any(each in one.plain for word in stages for each in words.alike(word))]
    meant = question.modality == "target"
    return sorted(kept, key=lambda one: (_far(one, pattern, stages), ahead(one.passage) != meant, one.passage.role == "heading", -(one.passage.standing.year or 0), -one.score))


_VERBS = frozenset("作 位于 时 建 投资 建设 牵头 负责 主办 承办 运营 成立 开发 实施 联合 位置 落户 地址".split())
"""What is done, which the words looked for say already."""


def _far(one: Found, pattern: re.Pattern[str] | None, stages: Sequence[str]) -> int:
    """How far the words looked for stand from the verb asked about, in steps of some words."""
    if pattern is None or not stages:
        return 0
    spots = [match.start() for word in stages for each in words.alike(word) for match in re.finditer(re.escape(each), one.plain)]
    times = [match.end() for match in pattern.finditer(one.plain)]
    return min((abs(a - b) for a in spots for b in times), default=90) // 12


def _told(inquiry: Inquiry, found: Sequence[Found]) -> Answer:
    best = found[0]
    passages = [best.passage]
    text = f"{best.passage.text.strip()}[1]"
    for one in found[1:4]:
        if len(passages) < 2 and one.passage.standing_id != best.passage.standing_id and one.score >= best.score - 0.5:
            passages.append(one.passage)
            text += f"\n{one.passage.standing.title}：{one.passage.text.strip()}[2]"
    return inquiry.reply("answered", text, passages=passages)


def _papers(inquiry: Inquiry) -> list[Standing]:
    """The papers the question speaks of by their kind and year."""
    plain = inquiry.question.plain
    kinds = [kind for kind, pattern in _PAPER.items() if re.search(pattern, plain)]
    if re.search(r"[区市县]长(?:是|叫)", plain):
        kinds = ["work_report"]
    if not kinds:
        return []
    if "调整" in plain:
        kinds = ["adjustment"]
    papers = standing(inquiry.person).filter(kind__in=kinds)
    if inquiry.keys:
        papers = papers.filter(place_key__in=inquiry.keys)
    spans = inquiry.scope.years
    found = list(papers.order_by("-year", "pk")[:50])
    if spans:
        found = [paper for paper in found if paper.year and any(span.first <= paper.year <= span.last for span in spans)]
    return found


def _of_paper(inquiry: Inquiry, tell: object) -> Answer | None:
    plain = inquiry.question.plain
    if not _PAPER_VERB.search(plain) and not re.search(r"哪天|几月几", plain):
        return None
    papers = _papers(inquiry)
    if not papers or (len({paper.place_key for paper in papers}) > 1):
        return None
    assert callable(tell)
    told = tell(inquiry, papers)
    assert told is None or isinstance(told, Answer)
    return told


def _head(paper: Standing) -> list[Passage]:
    rows = list(Passage.objects.filter(standing=paper, ordinal__lt=12).order_by("ordinal"))
    for row in rows:
        row.standing = paper
    return rows


def _dated(inquiry: Inquiry, papers: Sequence[Standing]) -> Answer | None:
    """The day it was given, approved or published, as it stands at its head."""
    for paper in papers:
        for passage in _head(paper):
            if date := _DATE.search(same_length(passage.text)):
                text = f"{paper.title}：{date[0]}。{passage.text.strip()}[1]"
                return inquiry.reply("answered", text, passages=[passage])
    return None


def _met(inquiry: Inquiry, papers: Sequence[Standing]) -> Answer | None:
    """The meeting it was put to."""
    for paper in papers:
        if paper.meeting:
            for passage in _head(paper):
                if re.sub(r"\s", "", paper.meeting)[-8:] in re.sub(r"\s", "", passage.text):
                    return inquiry.reply("answered", f"{paper.title}在{paper.meeting}上作[1]。", passages=[passage])
    return None


def _spoken_by(inquiry: Inquiry, papers: Sequence[Standing]) -> Answer | None:
    """Who gave it, as named at its head."""
    for paper in papers:
        if not paper.speaker:
            for passage in _head(paper)[:8]:
                if _OFFICE_ALONE.fullmatch(passage.text.strip()):
                    return inquiry.reply("answered", f"{paper.title}由{passage.text.strip()}提出[1]。", passages=[passage])
            continue
        name = re.sub(r"^.*(?:代?[区市县]长|局长|主任|书记)", "", paper.speaker)
        for passage in _head(paper):
            if name and name in re.sub(r"\s", "", passage.text):
                return inquiry.reply("answered", f"{paper.title}由{paper.speaker}作[1]。", passages=[passage])
    return None


def _office(inquiry: Inquiry) -> Answer | None:
    """The documents seldom say who leads; where they do not, that is said, with the office whose work it is by its words."""
    wanted = [token.text for token in inquiry.question.topic if token.text not in ("牵头", "责任")]
    found = [one for one in find(wanted, inquiry, limit=40) if not one.lacking]
    if not found:
        return None
    told = [one for one in found if re.search(r"(?:由|责任单位|牵头单位|牵头)[:：]?[\u4e00-\u9fff]{2,12}(?:局|委|办|部门|中心|公司|集团)", one.plain)]
    if told:
        return _told(inquiry, told)
    offices = list(dict.fromkeys(one.passage.office for one in found if one.passage.office))
    text = "文件没有写明由哪个单位负责。" + (f"按职能，建议由{offices[0]}部门牵头。" if offices else "")
    return inquiry.reply("absent", text, citations=wording.cited([one.passage for one in found[:2]], nearest=True))


