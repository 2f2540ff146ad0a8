"""Where a name begins and whether it is one: noun phrases of running Chinese text without word segmentation.

A name's end is shown by its last word (…大学, …产业园); its beginning by what stands before: punctuation, a word that
cannot be inside a name (与, 位于, 推进), or the verbs and adverbs a clause opens with (`catalogue/data/verbs.csv`).
Doubt means no name: a wrong entity is worse than a missing one.
"""

from __future__ import annotations

import re
from functools import cache

from ..catalogue.common import is_common
from ..catalogue.verbs import verbs

# Characters that may stand in a name. Quotation marks are let in by those who call.
NAME = r"[\u4e00-\u9fffA-Za-z0-9·+&/-]"

# Words no name goes across. The looks around single characters keep 华为, 协和医院, 自由大道, 对外经贸大学 whole.
_CUT = re.compile(
    r"以及|暨|简称为?|创建|创成|申报|位居|承担着?|居(?=全|中西|国|省|世)|年(?<=\d年)(?:底|末|前)?|并且|或者|还是|包括|作为|位于|坐落于?|毗邻|隶属|属于|成为|称为|通过|经过"
    r"|关于|对于|由于|按照|根据|依托|围绕|聚焦|瞄准|面向|针对|依靠|借助|推进|推动|加快|加速|促进(?!局|中心|会|法|办|处)|支持|鼓励|引导|帮助|助力|助推|服务于|引进|引入|招引|吸引|成立|组建"
    r"|设立|创办|打造|建成|新建|续建|筹建|共建|修建|兴建|实施|开展|启动|举办|承办|主办|召开|完成|实现|落实|落户|入驻|入选|入围|获批|获评|荣获|获得|被评为|列入"
    r"|纳入|跻身|新增|新引进|携手|联手|牵手|拜访|走访|回访|会见|约见|接洽|邀请|考察(?![队团])|洽谈(?!会)|会同|协同|协助|配合|积极|大力|全力|全面|持续|深入|扎实|稳步|有序|着力|切实|不断|继续|努力|力争|力促|争取|争创|重点(?!实验室|中学|高中)|先后"
    r"|陆续|相继|正式|成功|顺利|率先|首次|同时|其中|例如|为(?<![华因]为)(?![民先公])|与(?!会)|及(?<!普及)(?!时)|由(?<!自由)(?!于)"
    r"|和(?<![协人共温祥中太仁颐永义谐亲嘉]和)(?![平谐美县田众睦硕信顺润合昌和])|对(?<![应绝相]对)(?![外口接])|向(?<![方定志趋]向)(?![阳上心荣])"
    r"|以(?<!可以)(?![色岭])|将(?<!大将)(?![军乐])|把|被|了|让|在(?<![现所存内]在)(?![线职建])|的(?<![目美]的)(?!士)|是(?!否)|使(?![馆用命])"
    r"|等(?<!平等)(?!级)地?|并(?<!合并)(?![购联网州])|获(?![嘉得])|至(?<=[提延降升增]至)|其(?![他它])|从(?![化江])|(?<!申)请(?=[省市区县州])"
)
_COUNT = re.compile(
    r"(?:\d[\d.,]*|[一二三四五六七八九十两几数百]+)(?:余|多)?(?:个|家|所|条|座|项|处|名|批|栋|片|户|支|套|种|类|大|届|年|月|次|期|万|亿)"
)
_GENERAL = re.compile(
    r"(?:(?:全国|全省|全市|全区|全县|国内|省内|全球|世界|国家|中部|西部)(?:首|唯一|最大|规模最|领先|一流)|[省市区县州镇村]级|市州级|这|该项|此类|此|本|上述|同类|占|一批|一些|多个|多家|多条|各类|各级|各个|各|全部|所有|部分|若干|一系列|系列|每|首个|首家|首条|首批|首座|首|唯一|国内外|海内外|国内|国外|新一代|下一代|新型|新的|更多|现有|既有|原有)"
)
_NUMBER_OF = re.compile(
    r"[\d二两三四五六七八九十期时年今明](?:(?<=\d)[个家所条座项余]|(?<=[二两三四五六七八九十])大(?![桥道厦学街队坝别悟足冶余通邑英渡])|(?<=期)间|(?<=时)期|(?<=年)内|(?<=[今明])年)"
)
_KEEP_OPENING = frozenset(
    "联合 联通 中通 开放 发展 创新 创意 保利 服务 服务业 服务中心 共和 共青 引江 引黄 平安 复兴 振兴 恒大 汇聚 新华 应用 建设 创新创业".split()
)
_MORE_OPENINGS = frozenset(
    (
        "搭设 考量 启用 界定 做实 做响 建强 扩充 适应 稳居 对接 鼓励引导 组织 国际知名企业 知名企业 龙头企业 骨干企业 央企 "
        "配建 以及 新型 大型 一批 包括 用好 用足 办好 建好 管好 服务支持 联合 携手 牵头"
    ).split()
)
_MOST_OPENINGS = 4
_LONGEST_NAME = 26
_LOOK = 3


@cache
def _openings() -> tuple[frozenset[str], dict[str, int]]:
    """Verbs and adverbs of two characters and more that may stand before a name, and the longest by first character."""
    table = verbs()
    words = (
        frozenset(word for word in (*table.senses, *table.adverbs) if len(word) > 1) - _KEEP_OPENING | _MORE_OPENINGS
    )
    reach: dict[str, int] = {}
    for word in words:
        reach[word[0]] = max(len(word), reach.get(word[0], 0))
    return words, reach


def skip_openings(folded: str, low: int, high: int) -> int:
    """Where the noun begins in `folded[low:high]` after the verbs, adverbs and general words it opens with."""
    words, reach = _openings()
    for _ in range(_MOST_OPENINGS):
        if low >= high:
            return low
        longest = reach.get(folded[low])
        if longest is None:
            return low
        for width in range(min(longest, high - low), 1, -1):
            if folded[low : low + width] in words:
                low += width
                break
        else:
            return low
    return low


def cut(folded: str, low: int, high: int) -> int:
    """The end of the last word in `folded[low:high]` that no name goes across, or `low` where there is none."""
    last = low
    for match in _CUT.finditer(folded, low, high + _LOOK):  # what follows tells 投资促进局 from 促进投资
        if match.end() > high:
            break
        last = match.end()
    return last


def is_general(folded: str, low: int, high: int) -> bool:
    """Whether the phrase counts or describes things without naming one: 多个园区, 12家企业, 首批示范基地."""
    return bool(_COUNT.match(folded, low, high) or _GENERAL.match(folded, low, high))


def is_name(folded: str, low: int, head: int, high: int) -> bool:
    """Whether `folded[low:high]`, whose last word starts at `head`, names one thing: before its last word stands
    something that is no common word, and it is neither counted nor longer than names are."""
    if not low < head <= high or high - low > _LONGEST_NAME:
        return False
    if is_general(folded, low, high) or _NUMBER_OF.search(folded, low, high):
        return False
    words = folded[low:high]
    if words.count("“") != words.count("”") or words.count("(") != words.count(")"):
        return False
    return not is_common(folded[low:head]) and not is_common(words)
