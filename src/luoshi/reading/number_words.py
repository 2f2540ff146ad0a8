"""The words that stand around a number: what bounds it, what leads to it, what says it grew.

A clause of the genre reads `[when] [will] subject [reached|grew] [bound] NUMBER [bound] [noun]`. The patterns here take the
words before a number off from its end (`Tail`), and the words before a subject off from its start (`strip_lead`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .facts import Bound

_TAIL_WORDS: dict[str, str] = {
    "ge": "不少于 不低于 不小于 不下于 不亚于 至少 超过 超出 突破 大于 高于 多于 超 逾 破 迈上 跨越 跨过 跨上 跃上 跃升 站上 站稳 踏上 冲破"
    " 迈过 迈入 跨入 首破 首超 冲上 登上 已超 已超过",
    "le": "不超过 不高于 不大于 不多于 低于 小于 少于 不到 不足 限制在 至多 最多",
    "approx": "接近 将近 大约 约为 约 近 大致 大体 达近 逼近 基本达到",
    "toward": "向 朝着 冲刺 瞄准 冲击",
    "level": "提高到 提高至 提升到 提升至 上升到 上升至 升至 升到 降至 降到 降为 下降到 下降至 降低到 降低至 回落到 回落至 增长到 增长至 增加到 "
    "增加至 增至 增到 扩大到 扩大至 调整为 调整到 发展到 恢复到 压减至 压减到 减少到 减少至 压缩至 压缩到 缩短至 缩短到 缩减至 缩减到 优化至 "
    "精简至 跃升至 跃升到 攀升至 攀升到 拓展到 拓展至 提到 提至 拓宽至 收窄至 上调至 下调至 提标至 稳定在 保持在 维持在 控制在 稳控在 "
    "稳定 保持 维持 由 从",
    "reach": "达到了 达到 达成 达 为 是 至 到 有 共有 共计 共 合计 总计 累计 已达 已达到 了 在 实现 完成 拥有 占 占到 "
    "均为 均达 保有 实现了 完成了 达到全部 分别为 分别达 分别达到",
    "up": "年均增长 同比增长 增长 增加 上涨 上升 提高 提升 回升 增幅 增速 涨幅 增长率 增 涨 扩大 攀升 高出 快于 净增长 拉动 上浮 增长了 提高了 "
    "增加了 上调 年均递增 递增 正增长 复合增长",
    "down": "下降 降低 减少 回落 下滑 压减 缩减 削减 收窄 降幅 降 减 缩短 下调 压缩 减排 下降了 降低了 减少了 节约 年均下降 负增长 压降 消减 核减 精简 下浮",
    "firm": "确保 力争 争取 努力 力求 预期 目标 目标为 计划 拟 有望 力促",
    "estimated": "预计 预计可 预计将 估计",
    "adverb": "同比 环比 分别 均 都 各 年均 再 仅 就 又 还 也 可 将 要 全部 平均 每年 总共 基本 全年 成功 共同 实际 首次 率先 进一步 总体 整体 已经 已 "
    "持续 双双 力争达到 累计达 连续 : 名义 实现同比 当年 可望 率",
}
_CLASS = {word: name for name, words in _TAIL_WORDS.items() for word in words.split()}
_COMPARED = r"(?:(?:期同|平水)?(?:年上|年去|期同|底年上|末年上|年\d{4}|初年|期五二十|期时”?五.十“?|末”?五.十“?|年前|月上|年往)(?:比|较|于))"
_GUARDS = {
    "增": "(?![新净倍递])", "超": "(?![赶反])", "近": "(?![附邻临])", "为": "(?![作行成认因以])", "是": "(?![但于特])", "达": "(?![直发雷])",
    "有": "(?![国私公所享含])", "占": "(?![侵])", "降": "(?![升])", "减": "(?![增])", "在": "(?![存所潜])", "将": "(?![名])", "要": "(?![主重需])",
    "共": "(?![公])", "可": "(?![许认])", "约": "(?![签节公合集])", "由": "(?![自])", "从": "(?![服])", "向": "(?![方面定投])", "就": "(?![成])",
    "率": "(?![^长速])", "各": "(?![社])", "均": "(?![平人户日月亩年])",
}  # fmt: skip
"""What may not stand before a short word: there it is the end of another (新增, 附近, 作为)."""
_TAIL = re.compile(
    "|".join(re.escape(word[::-1]) + _GUARDS.get(word, "") for word in sorted(_CLASS, key=len, reverse=True))
    + f"|(?P<compared>{_COMPARED}|的?[年底末]{{1,2}}\\d{{4}}(?=[至到由从为的自是在])|的年\\d{{4}})|(?P<space>[ ,])"
)
_KEEPS = frozenset({"增幅", "增速", "涨幅", "增长率", "降幅", "年均增长", "年均下降", "率"})
"""Words of growth that name the thing measured, too: they stay at the end of the subject."""


@dataclass(slots=True)
class Tail:
    """What was taken off the end of the words before a number."""

    head: int
    """Length of what is left of them."""
    bound: Bound | None = None
    grew: int = 0
    """1 it rose, -1 it fell, 0 nothing of the kind."""
    level: bool = False
    """Growth words lead up to a level: 提高到."""
    estimated: bool = False
    verb_end: int = 0
    """Where the growing word ends, for amounts that grew by themselves (农村贫困人口减少1109万人)."""
    annual: bool = False
    """年均: a rate over several years."""
    summed: bool = False
    """累计: an amount over the whole period."""
    toward: bool = False
    words: tuple[str, ...] = ()
    """The bounding and willing words, as written, in the order of the text."""
    last: str = ""
    """The word next to the number."""
    kept: str = ""
    """A word of growth that belongs to the subject."""


def read_tail(before: str) -> Tail:
    """Take the bounding, reaching and growing words off the end of `before`, nearest to the number first."""
    reverse = before[:-49:-1]
    tail = Tail(len(before))
    position = 0
    words: list[str] = []
    while position < len(reverse) and (match := _TAIL.match(reverse, position)):
        if match.lastgroup == "space" and reverse[position] == ",":
            break
        if match.lastgroup is None:
            word = match[0][::-1]
            kind = _CLASS[word]
            tail.annual = tail.annual or "年均" in word
            tail.summed = tail.summed or "累计" in word
            if kind in ("ge", "le", "approx"):
                tail.bound = tail.bound or kind  # type: ignore[assignment]
                words.append(word)
            elif kind == "up" or kind == "down":
                if not tail.grew and not tail.level:
                    tail.grew = 1 if kind == "up" else -1
                    tail.verb_end = len(before) - position
                if word in _KEEPS:
                    tail.kept = word
            elif kind == "level":
                tail.level = tail.level or not tail.grew
                if word == "控制在":
                    words.append(word)
            elif kind == "estimated":
                tail.estimated = True
                words.append(word)
            elif kind == "firm":
                words.append(word)
            elif kind == "toward":
                tail.toward = True
            if word in ("至", "到") and not tail.grew and not tail.last:
                tail.level = True
            tail.last = tail.last or word
        position = match.end()
    tail.head = len(before) - position
    tail.words = tuple(reversed(words))
    return tail


_SUFFIX = re.compile(
    r"(?:\([\u4e00-\u9fff]{1,2}\))?(?P<unit>人民币)?(?P<bound>[及或]?以上|以内|之内|[及或]?以下|左右|上下|余|多|级)?"
    r"(?P<stage>(?:的)?(?:台阶|大关|关口|门槛|目标|水平|规模|关|迈进|进军|跃升|跨越|的?标准))?"
)
_SUFFIX_BOUND = {"以上": "ge", "及以上": "ge", "或以上": "ge", "余": "ge", "多": "ge", "以内": "le", "之内": "le", "以下": "le",
                 "及以下": "le", "或以下": "le", "左右": "approx", "上下": "approx"}  # fmt: skip


@dataclass(slots=True)
class Suffix:
    """What stands right behind a number and its unit."""

    length: int
    bound: Bound | None
    word: str
    stage: str
    """台阶, 大关, 规模 …: the number is a mark on the way, not the size of what follows."""
    grade: bool
    """级: the number is a class (百亿级)."""


def read_suffix(after: str) -> Suffix:
    """The bounding words behind a number."""
    match = _SUFFIX.match(after)
    assert match is not None
    word = match["bound"] or ""
    bound = _SUFFIX_BOUND.get(word)
    return Suffix(match.end(), bound, word, match["stage"] or "", word == "级")  # type: ignore[arg-type]


_LEAD = re.compile(
    r"(?:"
    r"[ ,、:\-*·]+|\d{1,2}[.、](?!\d)|(?:截至|截止|到|至|力争到|自|从|在)?(?:20|19)\d\d年?(?:[-~至](?:20|19)\d\d年?)?(?:底|末|度|初)?(?:前)?|"
    r"(?:到|至)?“?十[一二三四五六]五”?(?:规划)?(?:期间|时期|以来|期末|末|期)?|[本该]?届政府(?:任期)?(?:以来|内)?|"
    r"全年|今年|明年|去年|上年|当年(?!完成|投资)|年内|本年|年底前?|期末|期间|年末|目前|截至目前|截至年底|迄今|至今|现有|现|"
    r"[近]?[一两二三四五六七八九十]{1,2}年(?:来|间|内)?|过去[一二三四五]年|未来[一二三四五]年|今后[一二三四五]年|每年|"
    r"一季度|上半年|前三季度|(?:\d{1,2}[-~至])?\d{1,2}月份?|"
    r"力争|确保|预计|预期|努力|争取|积极|大力|着力|全力(?:以赴)?|奋力|持续|继续|切实|有效|有序|不断|加快|加速|全面|深入|成功|顺利|稳步|扎实|重点|统筹|进一步|"
    r"同时|其中|另外|此外|并(?!购|网)|且|还|又|再|共|累计|已(?:经)?|均|将|要|拟|计划|总计|合计|首次|率先|新?(?=新增)|"
    r"我们|我[市区县省州盟旗]|全[市区县省州盟旗国域](?!性)|区域内|市域|县域(?!经济)|区级(?=地区生产总值)|"
    r"(?:[比较]|相比)(?:(?:19|20)\d\d年|上年|去年|年初|上届|“?十[一二三四]五”?)(?:同期|底|末|初)?|"
    r"实现|完成|达到|推动|推进|促进|做到|保持|使|让|把|对|为|与|通过|带动(?=.{6})|确保|保障(?=.{4}(?:率|达))|主要|总体|(?:一|二|三|四|五|六)是|"
    r"是|有(?=[\u4e00-\u9fff]{3})|的"
    r")+"
)
"""Words of time, manner and will in front of a subject, and verbs that only say it was reached."""


def strip_lead(words: str) -> int:
    """How many characters at the start of `words` come before the subject."""
    match = _LEAD.match(words)
    return match.end() if match else 0
