"""Reports of a made-up district and of the county beside it, read by the real reader for the tests of a document's page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

BEFORE = """云州市云岭区2023年政府工作报告
——2023年1月5日在云岭区第三届人民代表大会第二次会议上
区长 陈明
各位代表：
现在，我代表区人民政府向大会报告工作，请予审议。
一、2022年工作回顾
2022年，全区地区生产总值增长4.6%，固定资产投资增长8.3%。建成口袋公园6个。云岭科创园一期竣工投用。
二、2023年工作安排
2023年主要预期目标：地区生产总值增长6.5%左右，固定资产投资增长10%以上，居民收入增长与经济增长同步。
我们将开工建设云岭科创园二期，新建口袋公园8个。认真落实《云岭区促进消费若干措施》。
名词解释
1.口袋公园：指面积较小、就近可用的公共绿地。
"""
AFTER = """云州市云岭区2024年政府工作报告
——2024年1月8日在云岭区第三届人民代表大会第三次会议上
区长 陈明
各位代表：
现在，我代表区人民政府向大会报告工作，请予审议。
一、2023年工作回顾
2023年，全区地区生产总值增长6.2%，固定资产投资增长9.6%。建成口袋公园8个。
二、2024年工作安排
2024年主要预期目标：地区生产总值增长6%左右，固定资产投资增长8%以上。
我们将建成云岭科创园一期配套工程，新建口袋公园10个。继续落实《云岭区促进消费若干措施》。
"""
NEWS = """云岭区2023年地区生产总值增长6.2%
发布时间：2024-01-20
1月20日，云岭区公布：2023年全区地区生产总值增长6.2%。
"""
ELSEWHERE = """云州市青溪县2024年政府工作报告
各位代表：
一、2023年工作回顾
2023年，全县地区生产总值增长5.1%。
二、2024年工作安排
2024年主要预期目标：地区生产总值增长7%左右。
"""


def load(folder: Path, workspace: Any, text: str, name: str, **options: Any) -> int:
    """Load the text as a file of that name, read by the real reader; the number of its first document."""
    from luoshi.ledger.load import load_file
    from luoshi.reading import read

    path = folder / name
    path.write_text(text, "utf-8")
    return load_file(path, workspace=workspace, **{"audience": "public", "read": read, **options}).documents[0]


def fact_over(client: Any, number: int, text: str, words: str, *, after: str = "") -> str:
    """The page of the document with the fact on these words (the first after some others) chosen."""
    start = text.index(words, text.index(after))
    page = client.get(f"/documents/{number}/", {"at": f"{start}-{start + len(words)}"})
    assert page.status_code == 200
    return str(page.content.decode())
