"""What of a model's words may stand: a sentence whose every figure, unit, place, year and telling word is in the facts it cites. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.asking import words
from luoshi.asking.answer import Answer
from luoshi.asking.lexicon import cut
from luoshi.catalogue.regions import regions
from luoshi.catalogue.units import unit_of
from luoshi.ledger.words.bigrams import normal, same_length

_MARK = re.compile(r"\[(\d{1,2})\]")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?(?:[ \t]*\[\d{1,2}\])*[。；;]?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COUNTED = re.compile(r"[零〇一二三四五六七八九十百千万亿两半]+")
_UNWELCOME = re.compile(r"[^\w\s，。；：、！？（）《》〈〉“”‘’—～…·,.;:!?()\[\]%％‰\"'~+\-/]|[_*#`<>{}|\\]")
_BOUND_BEFORE = re.compile(r"(?:超过|超|突破|近|约|不低于|不少于|不超过|不高于|低于|高于|不到|至少|第|前)$")
_BOUND_AFTER = re.compile(r"以上|以下|以内|左右|上下|多|余")
_DENIES = re.compile(r"[不没未无非否勿莫别]")
_JOINING = frozenset(
    "据悉 据 依据 显示 其中 同时 此外 另外 即 而 则 并 并且 且 也就是说 可见 相应 对应 来看 其 该 所 将 用 了解到 写明 写到 写道 指出 载明 表明 来说 总的来看 来源 原文 如下 分别是 "
    "因此 所以 因为 这 那 它 这些 这一 这是 仍 仍然 均 都 一并 二者 两者 前者 后者 值 数 数据".split()
)
"""Words that only join what is said."""
_LONGEST_UNIT = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """A plain answer: what stands before the sentences that cite, those sentences, and what stands behind them."""

    lead: str
    middle: tuple[str, ...]
    tail: str


def parts(told: Answer) -> Parts:
    """The plain answer's parts; only those that cite are for a model to put in other words."""
    pieces = list(_SENTENCE.finditer(told.answer))
    cite = [at for at, piece in enumerate(pieces) if _MARK.search(piece[0])]
    if not cite:
        return Parts(told.answer, (), "")
    first, last = cite[0], cite[-1]
    middle = tuple(piece[0].strip() for piece in pieces[first : last + 1])
    return Parts(told.answer[: pieces[first].start()], middle, told.answer[pieces[last].end() :])


def kept(reply: str, told: Answer) -> str:
    """The model's sentences that may stand, where they still say every figure and cite every sentence; else empty."""
    plain = parts(told)
    grounds = [_ground(number, told, plain.middle) for number in range(1, len(told.citations) + 1)]
    good = [piece.strip() for piece in _SENTENCE.findall(reply[: 2 * len(told.answer) + 400]) if vouched(piece, grounds)]
    said = "".join(piece if piece[-1] in "。！？；" else f"{piece}。" for piece in good)
    middle = "".join(plain.middle)
    if set(_MARK.findall(middle)) - set(_MARK.findall(said)) or _numbers(middle) - _numbers(said):
        return ""
    return said


def vouched(sentence: str, grounds: Sequence[str]) -> bool:
    """Whether everything the sentence says stands in the facts it cites. `grounds`: for each citation what it says, plain."""
    cites = [int(number) for number in _MARK.findall(sentence)]
    if not cites or not all(0 < number <= len(grounds) for number in cites) or _UNWELCOME.search(sentence):
        return False
    ground = "\n".join(grounds[number - 1] for number in cites)
    plain = _plain(_MARK.sub("", sentence))
    return (
        all(_stands(plain, match, ground) for match in _NUMBER.finditer(plain))
        and all(match[0] in ground for match in _COUNTED.finditer(plain))
        and all(match[0] in ground for match in _DENIES.finditer(plain))
        and all(plain[place.start : place.end] in ground for place in regions().find_in(plain))
        and all(_said(token.text, token.label, ground) for token in cut(plain))
    )


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", normal(same_length(text)))


def _ground(number: int, told: Answer, middle: Sequence[str]) -> str:
    """What citation `number` says: its sentence, its place, and what the plain answer says with it."""
    each = told.citations[number - 1]
    return _plain("\n".join([each.text, each.place, *(piece for piece in middle if f"[{number}]" in piece)]))


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(_plain(_MARK.sub("", text))))


def _stands(plain: str, number: re.Match[str], ground: str) -> bool:
    """Whether the number stands in the ground, with the same unit and the same bounds."""
    tail = plain[number.end() : number.end() + _LONGEST_UNIT]
    unit = next((tail[:size] for size in range(len(tail), 0, -1) if unit_of(tail[:size])), "")
    if not unit and tail[:1] in ("年", "月", "日"):
        unit = tail[:1]
    behind = re.escape(unit) if unit else r"(?![\d.]*\d)"
    here = _bounds(plain, number.start(), number.end() + len(unit))
    there = re.finditer(rf"(?<![\d.]){re.escape(number[0])}{behind}", ground)
    return any(_bounds(ground, match.start(), match.end()) == here for match in there)


def _bounds(plain: str, start: int, end: int) -> tuple[str, str]:
    """The words that bound the number: 不低于…, …以上."""
    before, after = _BOUND_BEFORE.search(plain[max(0, start - 6) : start]), _BOUND_AFTER.match(plain[end : end + 4])
    return before[0] if before else "", after[0] if after else ""


def _said(word: str, label: str, ground: str) -> bool:
    """Whether a word may stand: one of the facts', or one that only joins."""
    if label in ("mark", "asking") or word in _JOINING or word.isdigit() or word in ground:
        return True
    if label == "filling":
        return word in words.FILLING and word not in words.COMPARING
    return label == "name" and all(char in _JOINING or char in ground for char in word) and len(word) == 1
