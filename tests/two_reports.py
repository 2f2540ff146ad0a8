"""Two reports of one place a year apart, around what the first promises and what the second tells."""

from __future__ import annotations

from luoshi.reading import read_text
from luoshi.reckoning.threads import Thread, papers_of, reckon

EARLIER = "砚州市2023年政府工作报告\n\n一、2022年工作回顾\n全市稳中向好。\n二、2023年工作安排\n{}\n"
LATER = "砚州市2024年政府工作报告\n\n一、2023年工作回顾\n{}\n二、2024年工作安排\n新建公园6个。\n"


def threads(promised: str, told: str) -> list[Thread]:
    """What came of the promises of the first, as the second has it."""
    earlier = list(papers_of(read_text(EARLIER.format(promised), file="earlier")))
    return reckon(earlier, list(papers_of(read_text(LATER.format(told), file="later"))))
