"""What is spoken of: the indicator a question names, or the words that must be found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.asking import words
from luoshi.asking.lexicon import Token, cut
from luoshi.catalogue.indicators import indicators
from luoshi.ledger.words.bigrams import normal


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question, or one side of a comparison, is about."""

    words: tuple[str, ...]
    """Words that must all be found, plain; none are left where the indicator says it all."""
    indicator: str = ""
    """The catalogue's code."""
    name: str = ""
    """As the question calls it."""
    flow: str = ""
    particular: tuple[str, ...] = ()
    """Those of its words that name one thing among others of its sort (砚川半导体封测基地)."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicator and those that are the same in some places, or its rise and fall."""
        if not self.indicator:
            return ()
        known = indicators().get(self.indicator)
        codes = [self.indicator]
        if known and known.same_as_in_place:
            codes.append(known.same_as_in_place)
        codes.append(self.indicator.removesuffix("_cut") if self.indicator.endswith("_cut") else f"{self.indicator}_cut")
        return tuple(dict.fromkeys(codes))

    @property
    def siblings(self) -> tuple[str, ...]:
        """The codes of what was added, of all there is; such a figure may answer where the question does not say which."""
        if not self.indicator:
            return ()
        other = self.indicator.removeprefix("new_") if self.indicator.startswith("new_") else f"new_{self.indicator}"
        return (other,) if indicators().get(other) else ()


HEADS_OF_COLUMNS = frozenset("产量 数量 总投资 投资 产值 金额 增速 数 量 值".split())
"""Words that stand at the head of a table's column rather than in its rows."""
_PHASE = re.compile(r"(?P<thing>.{3,}?)(?P<phase>[一二三四]期)?(?:项目|工程)?$")


def topic_of(tokens: Iterable[Token], flow: str = "", *, keep: str = "") -> Topic:
    """The topic these words name: an indicator where they are its name, with what they say besides.

    `keep`: a word of comparing that here tells something (调整了哪些指标).
    """
    telling = [token for token in tokens if token.tells and (token.text not in words.COMPARING or token.text == keep)]
    level = [token for token in tokens if token.label == "level"]
    if not telling:
        return Topic(())
    joined = "".join(token.text for token in telling)
    for said in (joined, joined + "".join(token.text for token in level), _verb_first(telling)):
        if said and (found := indicators().find(said)) is not None:
            return Topic((), found.code, joined, flow)
    if (share := _share(telling)) is not None:
        return Topic((), share, joined, flow)
    best: tuple[int, int, str] | None = None
    for first in range(len(telling)):
        for last in range(len(telling), first, -1):
            run = telling[first:last]
            said = "".join(token.text for token in run)
            if len(said) > 2 and (found := indicators().find(said)) is not None and (best is None or len(said) > best[1] - best[0]):
                best = (run[0].start, run[-1].end, found.code)
    if best is not None:
        rest = [token for token in telling if not (best[0] <= token.start and token.end <= best[1])]
        rest = [token for token in rest if token.text not in _PLAIN_VERBS and token.text not in said_of(telling, best)]
        if not any(token.text in ("占", "比重", "占比") for token in rest):
            return Topic(_plain(rest), best[2], joined, flow, _particular(rest))
    kept = [token for token in telling if token.text not in _PLAIN_VERBS]
    if any(token.text == "占" for token in kept):
        kept = [token for token in kept if token.text not in ("比重", "比例", "占比", "比率")]
    kept = kept or telling
    return Topic(_plain(kept), "", joined, flow, _particular(kept))


def _share(telling: list[Token]) -> str | None:
    """The indicator for how much of one thing another is, put either way round (一般公共预算收入里税收占多少)."""
    texts = [token.text for token in telling]
    if texts[-1:] != ["占"] or len(texts) != 3:
        return None
    for whole, part in ((texts[0], texts[1]), (texts[1], texts[0])):
        if (found := indicators().find(f"{part}占{whole}比重")) is not None:
            return found.code
    return None


def _plain(tokens: list[Token]) -> tuple[str, ...]:
    """The words to be found; of a known thing its phase is a word for itself."""
    found: list[str] = []
    for token in tokens:
        match = _PHASE.match(token.text) if token.label == "thing" else None
        found += [match["thing"], *([match["phase"]] if match["phase"] else [])] if match else [token.text]
    return tuple(dict.fromkeys(found))


def _particular(tokens: list[Token]) -> tuple[str, ...]:
    """The words that name one thing among others: names of the ledger, and words no dictionary knows."""
    named = [token for token in tokens if token.label == "thing" or (token.label == "name" and len(token.text) > 1)]
    return tuple(word for token in named for word in _plain([token])[:1])


def said_of(telling: list[Token], best: tuple[int, int, str]) -> str:
    """The words that name the indicator."""
    return "".join(token.text for token in telling if best[0] <= token.start and token.end <= best[1])


_PLAIN_VERBS = frozenset("建 建了 建设 做 搞 办 装 造 修 发 开 投 打造 发放 实施 推进 推动 开展 组织 举办 办理 支持 完善 加快 提供 新 开行 增加".split())
"""Verbs of doing in general: the one a document uses may be another."""


def _verb_first(tokens: list[Token]) -> str:
    """The verb put first: 老旧小区改造 and 改造老旧小区 name one thing."""
    verbs = [token.text for token in tokens if token.label == "flow"]
    rest = [token.text for token in tokens if token.label != "flow"]
    return "".join([*verbs, *rest]) if verbs and rest else ""


def finer(topic: Topic) -> Topic | None:
    """The topic by the words its indicator's name is made of, where no figure bears that indicator."""
    if not topic.indicator:
        return None
    pieces = [token.text for token in cut(topic.name, (), True) if token.tells and token.text not in words.COMPARING]
    kept = tuple(piece for piece in pieces if piece not in _PLAIN_VERBS)
    return Topic((*topic.words, *kept), "", topic.name, topic.flow) if len(kept) > 1 else None


def holds(text: str, word: str) -> bool:
    """Whether a plain text has the word, or one that stands for it. A threshold is not found inside a larger one."""
    for one in words.alike(word):
        if one[0] in "亿万千百":
            if re.search(rf"(?<![\d百千万亿]){re.escape(one)}", text):
                return True
        elif one in text or (one[0].isdigit() and re.search(rf"(?<![\d.]){re.escape(one)}", text)):
            return True
    return len(word) > 3 and _nearly(text, word)


def _nearly(text: str, word: str) -> bool:
    """Whether a long word is there but for a character or two (智慧产业园 for 智慧物流产业园)."""
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    found = sum(pair in text for pair in pairs)
    return found >= len(pairs) - 1 and word[:2] in text and word[-2:] in text


def missing(text: str, wanted: Iterable[str]) -> list[str]:
    """Which of the words the plain text has not."""
    return [word for word in wanted if not holds(text, word)]


def names_in(text: str) -> list[str]:
    """The pieces of a plain text that no dictionary knows, or that are codes: what tells one thing from others like it."""
    return [token.text for token in cut(text) if token.label in ("name", "code") and len(token.text) > 1 and not token.text.isdigit()]


def plainly(text: str) -> str:
    """The text as words are looked for in it."""
    return normal(text)
