"""Telling what kind of thing a question asks for, by how it asks. Pure."""

from __future__ import annotations

import re

from luoshi.asking.answer import Kind
from luoshi.asking.lexicon import Token
from luoshi.catalogue.indicators import indicators

_DEFINITION = re.compile(
    r"^(?:请问|那么?|到底)?(?:什么是|什么叫|何谓|何为|啥是|啥叫|何为)|是(?:指)?(?:什么|啥)(?:意思|概念|东西|含义|材料|玩意|技术)?[?？。]?$"
    r"|(?:指|代表|表示)(?:的)?(?:是)?(?:什么|啥)|(?:什么|啥)意思|含义|怎么(?:理解|解释|讲)|如何理解|解释(?:一下|下)?|定义|名词解释|是(?:个)?(?:什么|啥)(?:政策|行动|体系|概念|模式)"
)
_NOT_DEFINITION = re.compile(r"目标是|任务是|措施是|原因是|依据是|指标是|重点是|安排是|靠的是|主题是|主线是|工作是|项目是|产业是(?:什么|哪)|为什么|是什么时候|什么地方|多少")
_OUTCOME = re.compile(r"(?:比|较|与|离|跟)(?:年初|预期|年度)*(?:目标|计划)(?:值|数)?(?:高|低|多|少|差|快|慢|超)|到(?:了)?(?:哪|什么)(?:个|一)?(?:步|程度|阶段)|到哪(?:儿|里)?了|(?:目标|任务|计划|指标)(?:的)?(?:完成|执行|落实|兑现|实现|进展)(?:得)?(?:情况|如何|怎么样|怎样)|(?:了|完成)(?:多少|几)[^,，。]{0,4}[,，]\s*(?:目标|任务|计划)(?:是|为|呢)?(?:多少|几)?")
_CHANGE = re.compile(
    r"怎么变|[两二三四]年各|这[两二三四]年|变化|变动|变了|历年|逐年|这几年|近几年|近[两二三四五]年|走势|趋势|一年比一年|逐步|哪几年|这些年|(?<!\d)年年|怎么调|是升还是降|是增还是减|是涨还是跌|是多还是少|变多|变少"
    r"|(?:从|由)[^,。]{0,14}(?:到|至|升|降|增|减|提高|提升)[^,。]{0,16}(?:提高|提升|增加|增长|增至|增到|升至|升到|上升|下降|降低|降至|降到|减少|变成|变为|调整为|涨到)[了到至为]?(?:多少|几)"
    r"|(?:五|三|两|四|十)年(?:里|间|来|内)[^,。]{0,14}(?:变|从[^,。]{1,10}到)|从多少[^,。]{0,6}到多少"
    r"|^(?!.*(?:累计|年均|平均|合计)).*20\d\d年?(?:到|至|-|—|~)20\d\d年?[^,。]{0,16}(?:增加|减少|提高|降低|上升|下降|提升)了?(?:多少|几)"
)
_COMPARE = re.compile(
    r"(?:谁|哪个|哪年|哪一年|哪家|哪边|哪区|哪里|哪个区|哪项|哪一个|哪方)(?:的)?[^,，。?？]{0,14}?(?:更|较|最)?(?:高|低|多|少|大|小|快|慢|强|长|好|前)"
    r"|(?:比|较|跟|和|与)[^,，。?？]{1,30}(?:更)?(?:高|低|多|少|大|小|快|慢)(?:吗|么|没|多少|几|些|还是|了)|相比(?!上年)|对比|孰(?:高|多|快)|(?:高低|多少|快慢|大小)(?:比较|对比)|差多少|差距"
)
_NO_COMPARING = re.compile(r"比例|比重|同比|占比|环比|比率")
"""Words with 比 that compare nothing."""
_WHEN = re.compile(r"什么时候|啥时候|何时|哪年|哪一年|哪天|几月|哪月|几号|什么时间|哪一天|多久|年份|啥时间|何年|哪个月")
_WHERE = re.compile(r"(?<!存)在哪(?!些|年|一年|几|天|方面|领域)|位于哪|哪里|哪儿|何处|什么地方|哪个(?:区|街道|镇|位置|园区|城市|地方)|什么位置|哪条路|哪个会|哪次会|什么会|在(?:什么|啥)地方|位于.{0,6}(?:哪|什么)|落户.{0,4}哪")
_WHO = re.compile(r"谁|哪个(?:部门|单位|局|公司|企业|集团|机构)|哪家(?:公司|企业|单位|集团)|(?:区长|市长|书记|局长|主任|负责人|报告人)(?:是|叫)|牵头|责任单位|由哪|什么(?:部门|单位|公司)")
_WHY = re.compile(r"为什么|为何|为啥|怎么(?!样变|变)|如何|怎样|咋|原因|凭什么|依据|靠什么|靠的|用什么|有何")
_LIST = re.compile(
    r"哪些|哪几|有什么|都有啥|有啥|包括什么|清单|列出|列举|哪两|哪三|哪四|哪五|哪六|分别是|是什么(?:样)?的?项目|什么(?:项目|措施|举措|任务|目标|安排|工程|政策|行动|奖励|工作|动作|计划)|目标是什么|重点是什么|指哪|干(?:了|些)?(?:什么|啥)|做(?:了|些)?(?:什么|啥)|是哪"
)
_COUNT = re.compile(r"多少|几(?!何|年|号|月|期)|几何|多大|第几|多高|多长|多快")
_FIGURE = re.compile(
    r"目标|增速|增幅|规模|总量|比重|占比|数量|金额|涨幅|目标值|(?:率|额|量|值|产值|面积|长度|里程|收入|支出|投资|人数|户数|家数|浓度|寿命|人口|资金|余额|总数)(?:情况|是|为|呢)?[?？。]?$"
)


def kind_of(plain: str, tokens: tuple[Token, ...], *, many_places: bool, many_years: bool, claims: bool) -> Kind:
    """The kind of the question in plain words."""
    if _DEFINITION.search(plain) and not _NOT_DEFINITION.search(plain) and not claims and not _LIST.search(plain):
        return "definition"
    if _OUTCOME.search(plain):
        return "whether"
    if _CHANGE.search(plain) and not re.search(r"变化.{0,4}(?:原因|哪些)", plain):
        return "change"
    if _COMPARE.search(_NO_COMPARING.sub("\x01", plain)) and not re.search(r"比(?:上年|去年)(?!的?(?:实际|实绩|完成|目标|计划))", plain):
        return "comparison"
    for pattern, kind in (
        (_WHEN, "when"), (_WHERE, "where"), (_WHO, "who"),
    ):  # fmt: skip
        if pattern.search(plain) and not re.search(r"哪年多|有哪些", plain):
            return kind  # type: ignore[return-value]
    if _WHY.search(plain):
        return "passage"
    if re.search(r"(?:分别|各自?)(?:是|为|有|要|达到|定)*(?:多少|几)", plain):
        return "figure"
    if _LIST.search(plain) or re.search(r"是(?:什么|啥)[?？]?$", plain):
        return "list"
    if _COUNT.search(plain):
        return "figure"
    if re.search(r"吗|是否|是不是|没有[?？]?$|了没|有没有|还是|[吧没][?？]?$|(?<![什怎])么[?？]?$|对不对", plain):
        return "whether"
    if _FIGURE.search(plain) or any(indicators().find(token.text) for token in tokens if token.tells):
        return "figure"
    return "passage"
