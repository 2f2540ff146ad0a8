"""Ten years of papers of made-up districts for timing: the sample district's reports and bulletin, told for other places, years and figures.

A report and the next one are those of the sample that follow each other, so that promises find their answers as they do there: said in other
words, in part, or not at all. What a place promises and what comes of it differs from place to place and from year to year.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from luoshi.catalogue.regions import regions

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "examples" / "source"
YEARS = range(2014, 2024)
"""A report and a bulletin are made for each."""
REPORTS = (2022, 2023, 2024)
"""Years of the sample's reports."""
BULLETIN = 2022
PLACE, CITY = "澄湖", "云陂"
"""The sample's names; both are two characters long, as all names that take their place are."""
_STEMS = "澄湖云安宁丰乐兴旺长青白沙金桥东岭南陵西塘北港清溪玉泉龙凤山石门双河永和新文昌武华阳星光明德柏松竹梅兰桂枫杨柳荷莲秀瑞祥嘉福康泰平远高林田原野津渡洲浦汀"
_YEAR = re.compile(r"20\d\d(?=年)")
_PLAN = re.compile("十[二三四]五")
_FIGURE = re.compile(r"(?<![A-Za-z\d.．第])\d+(?:\.\d+)?(?![\d.A-Za-z]|年|月|日|千伏|岁|周岁|万元以上|亿元以上|[—-]\d)")
_CLAUSE = re.compile(r"[^，。；\n]*\d[^，。；\n]*[，；](?=[^\n])")
_LEFT_OUT = 0.05
"""Of the clauses with a figure: a place does not tell everything every year."""


def names() -> Iterator[str]:
    """Districts' names of two characters, without end repeats, none of them that of a place the catalogue knows. Some 7,000."""
    chance = random.Random(20261122)
    pairs = [one + other for one in _STEMS for other in _STEMS if one != other]
    chance.shuffle(pairs)
    told = "".join(path.read_text("utf-8") for path in SOURCE.glob("*.txt"))
    return (pair for pair in pairs if pair not in told and not regions().by_name(f"{pair}区") and not regions().by_name(f"{pair}市"))


def papers(name: str, city: str, *, seed: int) -> Iterator[tuple[str, str]]:
    """`2019-work_report`, its text; for each year a report and a bulletin. Names of two characters, without 区 and 市."""
    for year in YEARS:
        chance = random.Random(f"{seed}-{year}")
        for kind, of in (("work-report", REPORTS[year % 3]), ("bulletin", BULLETIN)):
            text = (SOURCE / f"{kind}-{of}.txt").read_text("utf-8")
            yield f"{year}-{kind}", _told(text, year - of, chance).replace(PLACE, name).replace(CITY, city)


def _told(text: str, later: int, chance: random.Random) -> str:
    """The text some years later (or, where negative, earlier), with other figures; years and five-year plans move with it."""
    text = _CLAUSE.sub(lambda hit: "" if chance.random() < _LEFT_OUT else hit[0], text)
    text = _FIGURE.sub(lambda hit: _figure(hit[0], chance), text)
    year = 2021 + later
    text = _PLAN.sub(lambda hit: hit[0] if later == 0 else f"十{'一二三四'[(year - 2006) // 5]}五", text)
    return _YEAR.sub(lambda hit: str(int(hit[0]) + later), text)


def _figure(digits: str, chance: random.Random) -> str:
    """A figure a little more or less, told as exactly."""
    whole, _, part = digits.partition(".")
    near = float(digits) * chance.uniform(0.88, 1.12)
    return f"{near:.{len(part)}f}" if part else str(max(1, round(near))) if whole != "0" else digits
