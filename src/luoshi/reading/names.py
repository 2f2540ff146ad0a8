"""Numbers that are no amounts: the digits and numerals inside names, codes, fixed expressions and slogans.

`name_spans` says where they stand in a stretch of text and of what sort they are, so that whoever reads amounts can
leave them alone: 5G, 10.5代线, 107国道, G347, 12号线, “3335”现代产业体系, 第十六届, 世界500强, 二期, 三品一标, 三农.

Two passes over the text: one compiled pattern for what is written by rule (codes, roads, editions, phases), one
Aho-Corasick automaton for fixed expressions (`catalogue/data/fixed_names.csv`, a word and its reason a line).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..catalogue.rows import rows
from .text import HAN

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_N = "一二三四五六七八九十"
_ALL = _N + "百千万亿零〇两"
_UNIT = "是要为年月日号个次家项点元倍成分之至到届条座所位名人件台套亩米吨岁期天周时代批类级亿万千百" + _N
"""Characters that make a numeral before them an amount or an order: 三年五次 is no pattern as 三纵四横 is."""

# What follows the first character, by what that character is. Each rule begins where the first character ends.
_AFTER_DIGIT = (
    ("technology", r"(?<=[2-6])G(?![A-Za-z])(?:-A)?|(?<=5)\.5G(?![A-Za-z])|(?<=[1-9])[DC](?![A-Za-z])"),
    (
        "technology",
        r"(?<=[248])K(?![A-Za-z])|(?<=4)S店|\d{0,2}\.?\d?代(?=线|机|产线|生产线|显示|面板|半导体|AMOLED|液晶)线?",
    ),
    ("grade", r"(?<=[1-5])A(?![A-Za-z\d])级?"),
    ("road", r"\d{2}[国省县乡]道|\d?号(?:线(?!索)|楼|厂房|地块|馆|桥|门|码头|泊位|隧道|闸|文件|航站楼)"),
    ("list", r"\d{1,3}强(?!度)|0{1,2}佳"),
    ("circle", rf"\d?分钟{HAN}{{0,10}}?圈"),
    ("hotline", r"(?<=1)(?:23\d\d|10|19|20|22)(?=[、/急救报警接消防指挥联动调度热线平台应政务便民]{1,4})"),
    ("event", r"\d?·\d{1,2}(?!\d)"),
    ("phase", r"期(?!间|末|货|限|待|盼|以)"),
    ("pattern", r"\d{0,2}(?:\+[\dNXnx]{1,3}){1,6}(?![\d.])|(?:\.\d){2}(?![\d.])"),
    ("plot", r"\d{0,3}[A-Z](?=地块|座|栋|馆|区|楼|口)"),
    ("counted", rf"\d?大(?={HAN})(?![于类小约量])|\d?个(?:方面|聚焦|坚持|转变|更加|必须|率先|确保|突破|着力)"),
    ("programme", r"\d{0,2}[年天日](?:行动|攻坚|会战|冲刺|竞赛|提升行动)"),
)
_AFTER_LETTER = (
    ("road", r"(?<=[GSXYC])\d{1,4}(?![\dA-Za-z.%+])(?:[国省县乡]道|高速(?:公路)?|线(?!索)|公路)?"),
    ("code", r"[A-Za-z]{0,7}[-.]?\d{1,4}(?:[.+/-]?[A-Za-z\d]{1,4}){0,3}(?:航站楼|车间|线(?!索)|地块|栋|座)?"),
)
_AFTER_ORDINAL = (  # 第
    (
        "ordinal",
        rf"[{_N}百零〇\d]{{1,4}}(?:届(?:[{_N}]次(?:会议|全会)?)?|个五年|次(?!产)|[批轮期号版代条款章节编篇师巡方幼]|产业|课堂|增长|"
        r"航站楼|(?:人民|中心|中医)?医院|中学|小学|高级|高中|初级|实验|中心|污水|水厂|跑道|检察|中级|党支部)",
    ),
)
_AFTER_NUMERAL = (
    ("plan_period", rf"(?<=十)[{_N}]五(?![条个项家大届次年名种类人亿万千百点])|(?<=[六七八九])五”?普法"),
    ("edition", rf"[{_N}]{{0,3}}届(?:[{_N}](?:中|次)(?:[、,][{_N}]中){{0,6}}(?:全会)?)?"),
    (
        "edition",
        r"(?<=[十二])(?:十|[六七八九])大(?=精神|报告|以来|召开|代表|胜利|[和、,。;作战])|(?<=[一-七])[中次]全会",
    ),
    ("circle", rf"(?:[{_N}]{{0,2}}分钟|刻钟|小时){HAN}{{0,8}}?圈"),
    ("phase", r"(?<!两)期(?!间|末|货|限|待|盼|以|望|叠)"),
    (
        "road",
        rf"[{_N}]?号(?:线(?!索)|楼|馆|桥|闸|井|码头|文件|工程|航站楼)|环(?![境节保比卫绕球])[线路]?|[{_N}]?马路|[经纬][{_N}]?路",
    ),
    (
        "road",
        rf"(?<={HAN}[{_N}])(?:[{_N}]?(?:支路|路|街|巷)|桥(?![梁墩头])|渠(?!道)|闸)(?<![增建通修成设有共达约近超][{_N}].)",
    ),
    ("school", rf"(?<={HAN}[{_N}])(?:[{_N}]?[中小](?=[、,。;学校]|分校|新校|初中|高中)|幼(?=[、,。;儿]))"),
    ("hospital", r"(?<=[省市区县州].)(?:医院|院(?=[、,。;区新东西南北]))"),
    ("grade", r"级(?:甲等|乙等)?|星级?(?=酒店|饭店|评级|景|民宿|支部|及以|以上|[、,。])"),
    ("grade", r"(?<=[一二三四五])类(?=水|口岸|以上|及以|标准|海关|高校|费|用地|土地|新药|创新药|医疗|幼儿)"),
    ("slogan", rf"(?<=一)(?![{_ALL}]){HAN}一(?![{_ALL}]){HAN}"),
    ("slogan", rf"(?![{_UNIT}]){HAN}[{_N}两多](?![{_UNIT}]){HAN}(?:[{_N}两多](?![{_UNIT}]){HAN}){{0,3}}"),
    ("counted", rf"[{_N}]?大(?={HAN})(?![于类小约量])"),
    ("counted", rf"[{_N}]?个(?:方面|聚焦|坚持|转变|一批|更加|必须|率先|确保|突破|着力|注重|加快|统筹|关键|重点|到位)"),
    ("programme", rf"[{_N}]{{0,2}}[年日](?:行动|计划|攻坚|规划|倍增|大?会战|大战|冲刺|竞赛|誓师|提升行动|禁渔|禁捕)"),
)
_AFTER_MAGNITUDE = (  # 百千万
    ("programme", rf"[年日天](?:行动|计划|攻坚|大?会战|大战|冲刺|竞赛|誓师)|{HAN}[百千万](?![{_ALL}]){HAN}"),
    ("list", r"强(?!度)|佳"),
)
_MARKED = (
    ("title", r"(?<=《)[^《》\n]{0,60}(?:《[^《》\n]{0,60}》[^《》\n]{0,30})?》"),
    ("plan_period", r"(?<=“)十[一二三四五六]五”"),
    ("quoted", rf"(?<=“)(?=[^”\n]{{0,12}}[\d{_ALL}])[^“”,。;:%\n]{{1,14}}”"),
)


def _compile() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for every rule, and the reasons of its groups. It starts with one set of characters, so that
    ordinary text is passed over at the speed of a scan."""
    reasons: list[str] = []

    def alternatives(rules: tuple[tuple[str, str], ...]) -> str:
        parts = []
        for reason, rule in rules:
            reasons.append(reason)
            parts.append(f"({rule})")
        return "|".join(parts)

    groups = (
        rf"(?<=[0-9])(?<![\d.]\d)(?:{alternatives(_AFTER_DIGIT)})",
        rf"(?<=[{_N}两])(?<![\d{_ALL}第].)(?:{alternatives(_AFTER_NUMERAL)})",
        rf"(?<=第)(?:{alternatives(_AFTER_ORDINAL)})",
        rf"(?<=[A-Za-z])(?<![A-Za-z\d].)(?:{alternatives(_AFTER_LETTER)})",
        rf"(?<=[百千万])(?<![\d.{_ALL}数几].)(?:{alternatives(_AFTER_MAGNITUDE)})",
        alternatives(_MARKED),
    )
    return re.compile(rf"[0-9A-Za-z{_N}两第百千万《“](?:{'|'.join(groups)})"), tuple(reasons)


_PATTERN, _REASONS = _compile()
_NUMERALS = frozenset("0123456789." + _ALL)
_AMOUNT_AFTER = frozenset("0123456789%万亿元个人户家亩件起条次吨")


@cache
def _fixed() -> tuple[AhoCorasick, tuple[str, ...], tuple[str, ...]]:
    """The automaton of fixed expressions, its words and their reasons."""
    from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

    fixed = rows("fixed_names.csv")
    words = tuple(row["word"] for row in fixed)
    return AhoCorasick(words, matchkind=MATCHKIND_LEFTMOST_LONGEST), words, tuple(row["reason"] for row in fixed)


def name_spans(folded: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Where in `folded[start:end]` digits or numerals belong to a name, a code, a fixed expression or a slogan.

    Returns `(start, end, reason)` in the order of the text, characters of `folded`, none overlapping another. Reasons:
    technology, grade, road, list, circle, hotline, event, phase, pattern, plot, counted, programme, code, ordinal,
    plan_period, edition, school, hospital, slogan, title, quoted; and those of the data file (idiom, place, firm, law,
    day, honour, threshold, vague among them). A title or quotation is given whole: amounts may stand in it too.
    """
    found: list[tuple[int, int, str]] = []
    for match in _PATTERN.finditer(folded, start, end):
        index = match.lastindex
        if index is not None:
            found.append((match.start(), match.end(), _REASONS[index - 1]))
    automaton, words, reasons = _fixed()
    for word, low, high in automaton.find_matches_as_indexes(folded[start:end]):
        low += start
        high += start
        text = words[word]
        first, last = text[0], text[-1]
        if first in _NUMERALS and low > start and folded[low - 1] in _NUMERALS:
            continue  # the tail of a longer number: 1.5千万工程款
        if last.isascii() and high < end:
            after = folded[high]
            if (last.isdigit() and after in _AMOUNT_AFTER) or (after.isascii() and after.isalnum()):
                continue  # 618万元, 5GW
        found.append((low, high, reasons[word]))
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int, str]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
