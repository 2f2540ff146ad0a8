"""Texts that no office would write, made to be slow to read: 100,000 characters each, 300 kB where they are Chinese."""

from __future__ import annotations

import random

SIZE = 100_000


def filled(piece: str) -> str:
    """`piece` over and over."""
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


def _different() -> str:
    characters = [chr(code) for code in range(0x20, 0x11000) if not 0xD800 <= code < 0xE000]
    random.Random(1).shuffle(characters)
    return filled("".join(characters))


def _mixed() -> str:
    chance = random.Random(2)
    return "".join(
        chance.choices("一二十百千万亿0123456789.,%年月日第、，。；：“”（）《》| \n至-增长达到亿元个家的和与等", k=SIZE)
    )


_ONE = {
    "digit": "1", "numeral": "一", "ten": "十", "hundred million": "亿", "ordinal": "第", "opening quote": "“", "closing quote": "”",
    "straight quote": '"', "bracket": "(", "full-width bracket": "（", "title": "《", "list comma": "、", "comma": ",", "full comma": "，",
    "full stop": "。", "bar": "|", "myriad": "万", "percent": "%", "year": "年", "space": " ", "ideographic space": "　", "newline": "\n",
    "tab": "\t", "zero": "0", "dash": "-", "point": ".", "letter": "A", "character": "区", "more": "多", "than": "比", "and": "和",
    "emoji": "🙂", "null": "\0",
}  # fmt: skip
_PIECES = {
    "digits and commas": "1,", "a plain task": "新建道路3条，", "a plain task, ASCII": "新建道路3条,", "empty quotes": "“”", "quotes and spaces": "“ ",
    "chapters": "第一章\n", "chapters in a line": "第一章", "headings": "一、\n", "headings in a line": "一、", "bracket headings": "（一）",
    "items": "1.", "items in lines": "1.\n", "table": "| a ", "table lines": "| a | b |\n", "plan years": "到2025年", "years": "2025年",
    "year ranges": "2021-2025", "nested brackets": "（（“《", "brackets closed": "（）", "titles": "《a》", "list of names": "甲、乙和丙",
    "percentages": "5%、", "shared out": "分别增长5%、6%、", "growth": "增长", "firm": "力争达到", "subject list": "地区生产总值、",
    "indicator rows": "地区生产总值 | 亿元 | 582.6 | 900 | 7.5 | 预期性\n", "a goal, no stop": "固定资产投资增长8%", "forecast": "预计增长5%，",
    "projects": "总投资3亿元的某某项目开工、", "firms": "某某有限公司、", "places": "澄湖区人民政府", "title lines": "澄湖区人民政府工作报告\n",
    "speakers": "各位代表：\n", "glossary": "1.“五社联动”：指社区。\n", "emphasis": "一是", "commas and digits": "，1", "dashes": "——",
    "line of dots": "……", "spaced digits": "1 ", "numerals": "一十百千万亿", "letters and digits": "A1", "of": "的", "policy": "《关于某某的意见》",
}  # fmt: skip

PATHOLOGICAL: dict[str, str] = {
    **{f"only {name}": filled(piece) for name, piece in _ONE.items()},
    **{name: filled(piece) for name, piece in _PIECES.items()},
    "one line without punctuation": filled("持续优化营商环境推动高质量发展增进民生福祉"),
    "one sentence of tasks": filled("建设") + "。",
    "opened and closed": "（" * (SIZE // 2) + "）" * (SIZE // 2),
    "quotes opened, then closed": "“" * (SIZE // 2) + "”" * (SIZE // 2),
    "every character different": _different(),
    "everything mixed": _mixed(),
    "report, then digits": "政府工作报告\n一、2023年工作回顾\n" + filled("1"),
    "report, then tasks in one sentence": "政府工作报告\n二、2024年工作安排\n（一）着力扩大需求\n" + filled("新建道路3条，改造公园5个，"),
    "report, then open brackets": "政府工作报告\n一、2023年工作回顾\n" + filled("（5%"),
    "report, then open quotes": "政府工作报告\n一、2023年工作回顾\n" + filled("“5%"),
    "report, then 方面": "政府工作报告\n一、2023年工作回顾\n" + filled("方面") + "增长5%。",
    "report, then 稳步": "政府工作报告\n今年主要预期目标是：" + filled("稳步") + "。",
    "report, then a row without end": "政府工作报告\n指标 | 单位 | 2020年\n地区生产总值 | 亿元" + filled(" | 5"),
    "report, then goals in one sentence": "政府工作报告\n今年主要预期目标是：" + filled("地区生产总值增长6%，"),
}  # fmt: skip
"""Name → text."""
