"""Acts a question asks about that are no stage of a project: 成立了没有, 招生了吗, 挂牌了没. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.asking import words
from luoshi.asking.question import Question
from luoshi.catalogue.verbs import verbs

_ENDS = re.compile(r"[了过好完]*(?:没有?|吗|么|了没|呢|吧|嘛)*[?？。!！]*$")
_JOINS = re.compile(r"[、和及与,;。:|]")
_FULL = {"发": "发放", "建": "建设", "修": "修建", "装": "加装"}
"""A verb of one character stands in too many words to be looked for."""
_MEANS = re.compile(r"(?:通过|经由|依托|以|鼓励|引导|支持|探索)[^,;。:|—]{0,12}$")
"""What is named as a means, or for others to do, is not told as done."""
_GAP = 6
"""Characters that may stand between the words of a name (投资促进局 for 投资和促进局 is none)."""


def asked(question: Question) -> list[str]:
    """The verbs whose being done is asked about: a known verb, or whatever stands before 了 at the end."""
    tokens = [token for token in question.tokens if token.tells and token.text not in words.STAGE_OF]
    if any(token.text in words.STAGE_OF for token in question.tokens) or re.search(r"过了[吗没么]", question.plain):
        return []  # 创建过了吗: whether it was passed, which is a stage
    acting = [token for token in tokens if len(_FULL.get(token.text, token.text)) > 1 and (token.label == "flow" or token.text in verbs().senses)]
    found: list[str] = []
    if acting:  # 招商局设立了吗, 成立发展集团了吗: the last word where that is a verb, else the first verb
        act = acting[-1] if acting[-1] is tokens[-1] else acting[0]
        found = [_FULL.get(act.text, act.text)]
    elif tokens and len((last := tokens[-1]).text) < 4:
        tail = question.plain[last.end :]
        if tail.startswith(("了", "过")) and _ENDS.match(tail):
            found.append(last.text)
    return [word for word in found if word not in words.SOFT]


def thing_of(question: Question, done: Sequence[str]) -> list[str]:
    """The words of the thing, those that say little (发展) with them where they stand in its name."""
    tokens = [token for token in question.tokens if token.label not in ("asking", "filling", "mark") and _FULL.get(token.text, token.text) not in done]
    while tokens and not tokens[0].tells:
        tokens = tokens[1:]
    while tokens and not tokens[-1].tells:
        tokens = tokens[:-1]
    return [token.text for token in tokens]


def said(plain: str, thing: Sequence[str], acts: Sequence[str]) -> tuple[int, str] | None:
    """Where the sentence says that one of the acts befell the thing: both in one clause, the thing's words side by side."""
    for clause in re.finditer(r"[^,;。:|—]+", plain):
        span = _together(clause[0], thing)
        if span is None:
            continue
        for act in acts:
            for word in words.alike(act):
                at = clause[0].find(word)
                if at >= 0 and not (span[0] <= at < span[1]) and not _MEANS.search(clause[0][:at]):
                    return clause.start() + at, word
    return None


def _together(clause: str, thing: Sequence[str]) -> tuple[int, int] | None:
    """Where the words of the thing stand one after another, with little between; None where they do not."""
    for first in _spots(clause, thing[0]) if thing else ():
        start, end = first
        for word in thing[1:]:
            following = [spot for spot in _spots(clause, word) if spot[0] >= end]
            if not following:
                break
            between = clause[end : following[0][0]]
            if len(between) > _GAP or _JOINS.search(between):
                break
            end = following[0][1]
        else:
            return start, end
    return None


def _spots(clause: str, word: str) -> list[tuple[int, int]]:
    return sorted({match.span() for each in words.alike(word) for match in re.finditer(re.escape(each), clause)})
