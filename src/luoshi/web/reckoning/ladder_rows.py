"""A ladder as it is read: a row a place, its target a click away, how it stands to the level above in shape and word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.catalogue.indicators import indicators
from luoshi.reckoning.announced import Announced
from luoshi.reckoning.plans.figures import figure
from luoshi.reckoning.ratchet import Ratchet, Rung, falls, key_of, places_above
from luoshi.reckoning.rungs import COLUMNS, in_chinese, row
from luoshi.web.document.addresses import place_page
from luoshi.web.reckoning.rows import Words, words_of
from luoshi.web.wording import LEVELS

MARKS = {"加码": "▲", "高于上级": "△", "持平": "＝", "低于上级": "▽", "宽于上级": "▽", "不比": "–", "没有数值": "–", "未设": "○", "缺文件": "○"}
"""How a target stands to the one above → its shape; the word always stands beside it. 宽于上级 is of what is better less."""
COMPARED = ("加码", "高于上级", "持平", "低于上级", "宽于上级")
DEPTHS = {"nation": 0, "province": 1, "city": 2, "district": 3, "zone": 3, "town": 4}
_OF_KIND = {"growth": "增速", "change": "增减", "multiple": "倍数", "rank": "位次"}
_LINK = "目标原文链接"
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the ladder."""

    place: str
    address: str
    """Of the place's page; empty where none of its papers is here."""
    below: str
    """By which a province or city is asked for with what is in it."""
    level: str
    depth: int
    target: Words | None
    also: tuple[Words, ...]
    word: str
    mark: str
    gap: str
    """0.5个百分点."""
    beside: str
    """The target above it is laid beside: 武汉市6.5%以上; or why it is laid beside none."""
    wording: str
    day: str
    order: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A ladder: those on it, and those whose papers set no such target and that have nobody on it below them."""

    steps: tuple[Step, ...]
    without: tuple[Step, ...]
    spoken: tuple[tuple[str, tuple[Step, ...]], ...]
    """By the day they were announced; the unknown day, empty, last."""
    counts: tuple[tuple[str, str, int], ...]
    """Mark, word and how many."""


def shown(ladder: Ratchet, keys: Mapping[str, str]) -> Shown:
    """`keys`: `key_of` a place → the key of its page."""
    rungs = {key_of(each.place): each for each in ladder.rungs}
    steps = {key: _step(each, rungs, keys) for key, each in rungs.items()}
    above = {key_of(each) for rung in ladder.rungs if rung.target for each in places_above(rung.place)}
    on_it = {key for key, rung in rungs.items() if rung.target or key in above}
    days: dict[str, list[Step]] = {}
    for rung in ladder.spoken:
        days.setdefault(_day(rung.announced), []).append(steps[key_of(rung.place)])
    counts = Counter(steps[key].word for key in on_it)
    return Shown(
        tuple(step for key, step in steps.items() if key in on_it), tuple(step for key, step in steps.items() if key not in on_it and step.address),
        tuple((day, tuple(told)) for day, told in days.items()), tuple((mark, word, counts[word]) for word, mark in MARKS.items() if counts[word]),
    )  # fmt: skip


def stand_of(rung: Rung) -> str:
    """How a target stands to the one above it, in a word of `MARKS`; empty for the nation's, which has none above it."""
    if rung.missing:
        return "缺文件" if rung.missing == "paper" else "未设"
    if rung.target is None or rung.target.form != "numeric":
        return "没有数值"
    if rung.gap is None:
        return "不比" if places_above(rung.place) else ""
    if not rung.gap:
        return "持平"
    if rung.pressed:
        return "加码"
    if rung.pressed is None:
        return "高于上级" if rung.gap > 0 else "低于上级"
    return "宽于上级" if rung.gap > 0 and not falls(rung.target) else "低于上级"


def name_of(ladder: Ratchet) -> str:
    """The indicator with what of it is meant (地区生产总值增速)."""
    known = indicators().get(ladder.indicator)
    ending = "" if known is not None and known.form in ("growth", "decline") else _OF_KIND.get(ladder.kind, "")
    return ladder.name if ladder.name.endswith(ending) else f"{ladder.name}{ending}"


def heads() -> list[str]:
    return [*COLUMNS.values(), _LINK]


def rows_of(ladder: Ratchet, absolute: Any) -> Iterable[dict[str, Any]]:
    """The rungs for people, with the title of the document and the address of the words."""
    for rung in ladder.rungs:
        told = in_chinese(row(ladder, rung))
        if rung.target is not None:
            words = words_of(rung.target)
            told |= {COLUMNS["target_file"]: f"《{words.title}》", _LINK: absolute(words.address)}
        yield told


def upper_of(rung: Rung, rungs: Mapping[str, Rung]) -> Rung | None:
    """The rung that this one is laid beside."""
    above = (rungs.get(key_of(place)) for place in places_above(rung.place))
    return next((each for each in above if each is not None and rung.above and each.place.name == rung.above), None)


def _step(rung: Rung, rungs: Mapping[str, Rung], keys: Mapping[str, str]) -> Step:
    word = stand_of(rung)
    key = keys.get(key_of(rung.place), "")
    points = "千分点" if rung.target is not None and rung.target.unit == "‰" else "百分点"
    return Step(
        rung.place.name, place_page(key), key_of(rung.place) if rung.place.level in ("province", "city") else "", LEVELS.get(rung.place.level, ""),
        DEPTHS.get(rung.place.level, 1), words_of(rung.target) if rung.target else None, tuple(map(words_of, rung.also)), word, MARKS.get(word, ""),
        f"{abs(rung.gap):g}个{points}" if rung.gap else "", _beside(rung, upper_of(rung, rungs)), rung.wording, _day(rung.announced), rung.order,
    )  # fmt: skip


def _beside(rung: Rung, upper: Rung | None) -> str:
    if rung.target is None or rung.target.form != "numeric":
        return ""
    if upper is None or upper.target is None:
        return "上级没有同口径的目标" if places_above(rung.place) else ""
    told = f"{upper.place.name}{figure(upper.target)}"
    if rung.gap is not None:
        return told
    return f"{told}，{'计算口径不同' if rung.target.thing.basis != upper.target.thing.basis else '总量不比高低'}"


def _day(announced: Announced) -> str:
    """2025年1月6日（会议）; empty where it is unknown."""
    hit = _ISO.fullmatch(announced.day)
    day = f"{hit[1]}年{int(hit[2])}月{int(hit[3])}日" if hit else announced.day
    return f"{day}（{announced.how}）" if day else ""
