"""The numbers Word draws before paragraphs (一、 (一) 第一章): no paragraph's words hold them, and headings need them.

Rules: ECMA-376 part 1, 17.9. A paragraph names a list and a level, itself or through its style; lists that share an
abstract definition count on together unless one starts anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoshi.reading.load.docx_xml import attribute, child, find, flag, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_MAX_STYLES = 30  # a style based on itself ends here
_NO_SPACE_AFTER = re.compile(r"[、,，.．:：)）】〕〉》·\s]$")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    """`%1、`: %n stands for the count of level n."""
    start: int
    legal: bool
    """All counts in it are drawn as Arabic figures."""
    suffix: str


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # by list
        self._shared: dict[str, str] = {}  # list: its abstract definition
        self._restarts: dict[str, dict[int, int]] = {}  # list: level: where it starts anew
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)  # by abstract definition
        self._begun: set[tuple[str, int]] = set()
        self._styles = {
            attribute(style, "styleId"): style
            for style in (styles if styles is not None else ())
            if name_of(style) == "style"
        }
        names = {style: attribute(child(element, "name"), "val").lower() for style, element in self._styles.items()}
        self._contents = {style for style, name in names.items() if re.fullmatch(r"toc \d", name)}
        self._of_style: dict[str, tuple[str, str]] = {}
        if numbering is not None:
            self._read(numbering)

    def is_contents(self, properties: _Element | None) -> bool:
        """Whether the paragraph is a line of the table of contents (styles `toc 1` to `toc 9`)."""
        return attribute(child(properties, "pStyle"), "val") in self._contents

    def label(self, properties: _Element | None) -> str:
        """The number to be drawn before the next paragraph with these properties; empty where there is none."""
        number, level = self._place(properties)
        levels = self._levels.get(number)
        if levels is None or level not in levels:
            return ""
        counts = self._counts[self._shared[number]]
        restart = self._restarts.get(number, {}).get(level)
        if restart is not None and (number, level) not in self._begun:
            counts[level] = restart
        else:
            counts[level] = counts[level] + 1 if level in counts else levels[level].start
        self._begun.add((number, level))
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _drawn(levels, level, counts)

    def _place(self, properties: _Element | None) -> tuple[str, int]:
        """(list, level) of a paragraph, from itself or the styles it is based on."""
        number = attribute(find(properties, "numPr", "numId"), "val")
        level = attribute(find(properties, "numPr", "ilvl"), "val")
        if not number:
            style = attribute(child(properties, "pStyle"), "val")
            if style not in self._of_style:
                self._of_style[style] = self._place_of_style(style)
            number, level = self._of_style[style][0], level or self._of_style[style][1]
        return number, int(level) if level.isdecimal() and len(level) < 3 else 0

    def _place_of_style(self, style: str) -> tuple[str, str]:
        number = level = ""
        for _ in range(_MAX_STYLES):
            own = self._styles.get(style)
            if own is None or number:
                break
            number = attribute(find(own, "pPr", "numPr", "numId"), "val")
            level = level or attribute(find(own, "pPr", "numPr", "ilvl"), "val")
            style = attribute(child(own, "basedOn"), "val")
        return number, level

    def _read(self, numbering: _Element) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for element in numbering:
            if name_of(element) == "abstractNum":
                abstract[attribute(element, "abstractNumId")] = _levels(element)
        for element in numbering:
            if name_of(element) != "num":
                continue
            number = attribute(element, "numId")
            shared = attribute(child(element, "abstractNumId"), "val")
            levels = dict(abstract.get(shared, {}))
            for override in element:
                if name_of(override) == "lvlOverride":
                    level = _integer(attribute(override, "ilvl"), 0)
                    levels.update(_levels(override))
                    start = child(override, "startOverride")
                    if start is not None:
                        self._restarts.setdefault(number, {})[level] = _integer(attribute(start, "val"), 1)
            self._levels[number] = levels
            self._shared[number] = shared


def _levels(parent: _Element) -> dict[int, _Level]:
    levels = {}
    for element in parent:
        if name_of(element) == "lvl":
            levels[_integer(attribute(element, "ilvl"), 0)] = _Level(
                format=attribute(child(element, "numFmt"), "val") or "decimal",
                text=attribute(child(element, "lvlText"), "val"),
                start=_integer(attribute(child(element, "start"), "val"), 1),
                legal=flag(element, "isLgl"),
                suffix=attribute(child(element, "suff"), "val") or "tab",
            )
    return levels


def _drawn(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    own = levels[level]
    if own.format in ("bullet", "none") or not own.text:
        return ""

    def count(found: re.Match[str]) -> str:
        wanted = int(found[1]) - 1
        if wanted not in levels:
            return ""
        style = "decimal" if own.legal else levels[wanted].format
        return numeral(counts.get(wanted, levels[wanted].start), style)

    label = re.sub(r"%([1-9])", count, own.text)
    return label if own.suffix == "nothing" or not label or _NO_SPACE_AFTER.search(label) else f"{label} "


def numeral(number: int, style: str) -> str:
    """A count as Word draws it in one of its formats (ST_NumberFormat); those unknown here in Arabic figures."""
    if not 0 < number < 10_000:
        return str(number)
    if style.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting", "ideographDigital")):
        return _chinese(number, "零一二三四五六七八九", "十百千")
    if style.startswith("chineseLegal") or style in ("ideographLegalTraditional", "japaneseLegal"):
        return _chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
    if style == "ideographTraditional" and number <= 10:
        return "甲乙丙丁戊己庚辛壬癸"[number - 1]
    if style == "ideographZodiac" and number <= 12:
        return "子丑寅卯辰巳午未申酉戌亥"[number - 1]
    if style.startswith("decimalEnclosed") and number <= 20:
        first = {"decimalEnclosedParen": "⑴", "decimalEnclosedFullstop": "⒈"}.get(style, "①")
        return chr(ord(first) + number - 1)
    if style.startswith("decimalFullWidth"):
        return str(number).translate({0x30 + digit: 0xFF10 + digit for digit in range(10)})
    if style == "decimalZero":
        return f"{number:02}"
    if style in ("upperLetter", "lowerLetter"):
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "upperLetter" else letters.lower()
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    return str(number)


def _chinese(number: int, digits: str, places: str) -> str:
    words = ""
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
        if digit:
            words += digits[digit] + (places[place - 1] if place else "")
        elif not words.endswith(digits[0]):
            words += digits[0]
    words = words.rstrip(digits[0])
    return words[1:] if words.startswith("一十") else words


def _roman(number: int) -> str:
    words = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        words += letters * (number // value)
        number %= value
    return words


def _integer(value: str, otherwise: int) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else otherwise
