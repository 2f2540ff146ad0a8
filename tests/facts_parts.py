"""Reports of several places and years, written for the tests and read by the real reader."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from luoshi.reading.facts import FileReading

GLOSSARY = "名词解释\n1.口袋公园：{}\n"
POCKET = "指面积较小、就近可用的公共绿地。"


def work_report(city: str, place: str, year: int, *, done: str = "6.2", aim: str = "6.5", glossary: str = POCKET) -> str:
    """A short work report: last year's results, this year's aims, tasks, a project, a term."""
    return f"""{city}{place}{year}年政府工作报告
——{year}年1月8日在{place}第三届人民代表大会第三次会议上
区长 陈明
各位代表：
现在，我代表区人民政府向大会报告工作，请予审议。
一、{year - 1}年工作回顾
{year - 1}年，全区地区生产总值增长{done}%，固定资产投资完成310亿元，增长9.6%，新引进企业42家。
二、{year}年总体要求和预期目标
综合各方面因素，建议今年全区经济社会发展的主要预期目标为：地区生产总值增长{aim}%左右；固定资产投资增长8%以上；居民收入增长与经济增长同步。
三、重点任务
我们将开工建设{place}科创园二期，总投资12亿元，新建口袋公园10个。认真落实《{place}促进消费若干措施》。综合得分争取到达 88。
{GLOSSARY.format(glossary) if glossary else ""}"""


def bulletin(city: str, place: str, year: int) -> str:
    """A statistical bulletin."""
    return f"""{city}{place}{year}年国民经济和社会发展统计公报
{place}统计局
{year + 1}年4月20日
一、综合
初步核算，{year}年全区地区生产总值727.6亿元，比上年增长6.2%。
固定资产投资比上年增长9.6%。
"""


def load(folder: Path, workspace: Any, text: str, name: str, **options: Any) -> int:
    """Load the text as a file of that name, as the real reader reads it; the number of its first document."""
    from luoshi.ledger.load import load_file

    path = folder / name
    path.write_text(text, "utf-8")
    found = _read(text)
    return load_file(path, workspace=workspace, **{"audience": "public", "read": lambda _: found, **options}).documents[0]


@cache
def _read(text: str) -> FileReading:
    """A text is read once for all tests."""
    from luoshi.reading import read

    with TemporaryDirectory() as folder:
        path = Path(folder) / "文件.txt"
        path.write_text(text, "utf-8")
        return read(path)


TEXTS = {
    "江岸2023": work_report("武汉市", "江岸区", 2023, done="5.1", aim="7"),
    "江岸2024": work_report("武汉市", "江岸区", 2024, done="6.2", aim="6.5", glossary="指面积不大、就近可用、免费开放的公共绿地。"),
    "江岸公报2023": bulletin("武汉市", "江岸区", 2023),
    "硚口2024": work_report("武汉市", "硚口区", 2024, done="5.0", aim="6", glossary=""),
    "硚口2021": work_report("武汉市", "硚口区", 2021, done="-2.0", aim="8", glossary=""),
    "云岭2024": work_report("云州市", "云岭区", 2024, done="4.0", aim="5"),
    "天河2024": work_report("广州市", "天河区", 2024, done="4.6", aim="5.5"),
}


def shelf(folder: Path, workspace: Any) -> dict[str, int]:
    """Seven documents of four places: name → number."""
    return {name: load(folder, workspace, text, f"{name}.txt") for name, text in TEXTS.items()}


def plain(page: str) -> str:
    """What a page says, without its markup."""
    body = re.sub(r"<(script|style).*?</\1>", " ", page.split("<body>", 1)[-1], flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def loaded_days_ago(days: int) -> str:
    """Make everything read so far as though it had been that many days earlier; a day, in ISO, between then and now."""
    from django.db.models import QuerySet
    from django.utils.timezone import localtime

    from luoshi.ledger.models import Reading, Run

    for model in (Run, Reading):
        for row in model.objects.all():
            QuerySet(model).filter(pk=row.pk).update(recorded_at=row.recorded_at - timedelta(days=days))
    return (localtime() - timedelta(days=days // 2)).date().isoformat()
