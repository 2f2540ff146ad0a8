"""What reckoning asks of the catalogue: acts that are not one another, words that were renamed, indicators that are kin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from .indicators import indicators
from .names import plain
from .rows import parts, rows

_FOLDER = "reckoning"


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts in a count's name (新增, 净增, 建成, 交付): the table `reckoning/acts.csv`."""

    of: dict[str, str]
    """Word → act."""
    flows: frozenset[str]
    """Acts that count what came about in a period; the others say nothing of it."""
    leading: re.Pattern[str]
    trailing: re.Pattern[str]


@cache
def acts() -> Acts:
    """The table of acts."""
    of: dict[str, str] = {}
    flows = set()
    for row in rows(f"{_FOLDER}/acts.csv"):
        of.update((plain(word), row["act"]) for word in parts(row["words"]))
        if row["counts"] == "flow":
            flows.add(row["act"])
    words = "|".join(map(re.escape, sorted(of, key=lambda word: (-len(word), word))))
    leading = re.compile(f"(?!建制[村镇市区])(?:{words})")  # 建制村 is a village, not something built
    return Acts(of, frozenset(flows), leading, re.compile(f"(?:{words})$"))


@cache
def _renames() -> tuple[tuple[str, str], ...]:
    listed = [(plain(row["words"]), plain(row["standard"])) for row in rows(f"{_FOLDER}/renames.csv")]
    return tuple(sorted(listed, key=lambda pair: (-len(pair[0]), pair[0])))


def renamed(words: str) -> str:
    """Plain words with those that were renamed in their standard form (市场主体 → 经营主体)."""
    for old, standard in _renames():
        if old in words and not (old in standard and standard in words):
            words = words.replace(old, standard)
    return words


@cache
def _factors() -> dict[str, tuple[str, Decimal]]:
    return {row["unit"]: (row["of"], Decimal(row["factor"])) for row in rows(f"{_FOLDER}/unit_factors.csv")}


def factor(one: str, other: str) -> Decimal | None:
    """How many of the other unit one of the first makes (公顷, 亩 → 15); None where they do not measure the same."""
    known = _factors()
    if one == other:
        return Decimal(1)
    if one not in known or other not in known or known[one][0] != known[other][0]:
        return None
    return known[one][1] / known[other][1]


@cache
def _kin() -> dict[frozenset[str], str]:
    return {frozenset((row["one"], row["other"])): row["note"] for row in rows(f"{_FOLDER}/kin.csv")}


def kin(one: str, other: str) -> str:
    """Why two indicators that answer one question are not to be held against one another; empty where they are no kin.

    Besides those of the table, a year's addition (`new_hightech_firms`) and its stock (`hightech_firms`) are kin.
    """
    if one == other:
        return ""
    if f"new_{one}" == other or f"new_{other}" == one:
        return "一为当年新增，一为总数"
    return _kin().get(frozenset((one, other)), "")


@dataclass(frozen=True, slots=True)
class Scope:
    """Words in a subject that make it one part of an indicator: of a level, of town or country, of one kind of school."""

    kind: str
    value: str
    words: re.Pattern[str]
    differs: bool
    """Whether a subject without any word of the kind is of another scope; else it is taken to be of the same."""


@cache
def _scopes() -> tuple[Scope, ...]:
    return tuple(
        Scope(row["class"], row["value"], re.compile("|".join(sorted(map(re.escape, map(plain, parts(row["words"]))), key=lambda word: -len(word)))), row["absent"] == "differs")
        for row in rows(f"{_FOLDER}/scopes.csv")
    )  # fmt: skip


def scopes_differ(one: str, other: str, name: str) -> bool:
    """Whether two subjects of the indicator of that name are of different parts of it (国家级, 省级; 幼儿园学位, 学位).

    A word that the indicator's own name has narrows nothing.
    """
    mine, others, own = (_scopes_in(plain(words)) for words in (one, other, name))
    for kind in {*mine, *others}:
        here, there = mine.get(kind, frozenset()), others.get(kind, frozenset())
        if here and there and here != there:
            return True
        if not (here and there) and {each for each in here | there if (kind, each) in _narrowing()} - own.get(kind, frozenset()):
            return True
    return False


@cache
def _narrowing() -> frozenset[tuple[str, str]]:
    return frozenset((each.kind, each.value) for each in _scopes() if each.differs)


@lru_cache(maxsize=10_000)
def _scopes_in(words: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for each in _scopes():
        if each.words.search(words):
            found.setdefault(each.kind, set()).add(each.value)
    for values in found.values():
        values -= {value.removesuffix("_up") for value in values if value.endswith("_up")}  # 省级 stands in 省级以上
    return {kind: frozenset(values) for kind, values in found.items()}


@cache
def base_of(code: str) -> str:
    """The indicator whose fall `code` is (`energy_intensity_cut` → `energy_intensity`), else `code` itself."""
    base = code.removesuffix("_cut")
    return base if base != code and indicators().get(base) else code
