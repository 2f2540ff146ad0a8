"""What a number measures: the phrase beside it that names it, or the one named before.

Three shapes carry nearly all of the genre: `固定资产投资745亿元` (the subject before the number), `新增2家市级创孵机构` (a verb
before it, the thing counted behind it) and `、增长4.8%` (left out: the one before).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from luoshi.catalogue.verbs import verbs

from .number_words import Suffix, Tail, strip_lead

_TRIM = " ,、:;-·|"
_JOINT = re.compile(r"^(?:以及|并且|[和与及并])(?![平谐解睦其购时])|(?:以及|[和与]|(?<![惠涉普遍])及)$|^的+|的+$")
_PREDICATE = re.compile(
    r"(?:首次|首破|跨越|突破|迈上|站上|站稳|跃上|逆势|再创|创历史|持续|稳步|不断|明显|快速|显著|扎实|有序|深入|进一步|有效|成功|顺利|增长强劲|强劲|势头|得到|取得|迈上|稳中|大幅|更加|日益|日趋|蓬勃|逐步|全部|"
    r"发展(?:良好|迅速|较快)|保持|表现|总体|运行|态势|成效|突破性|提质增效$|(?:增长|提升|改善|加快|推进|增强)$)"
)
"""Where a clause that tells how a thing fares stops naming it: 固定资产投资增长强劲."""
_LIST_MARK = re.compile(r"、|和|与|以及|及(?!其)")
_SHORT_VERBS = frozenset("设建办获引招育配增购")
_SAID_ONLY = frozenset(
    "完成 实现 达到 形成 开展 组织 举办 推进 推动 加快 保持 确保 促进 全面 累计 共 成功 力争 做到 突破 达 有 出现 涉及".split()
)
"""Verbs that say no more than that it came about."""
_ONWARD = re.compile(
    r"扶持|支持|带动|助力|推动|促进|服务(?=[\u4e00-\u9fff]{2}(?:人|户|家|企))|惠及|覆盖(?![率面])|用于|引导|形成|确保|保障(?![性房]|住)|受益|实现|获批|获评|入选"
    r"|开通|交付|上榜|入围|投产|投运|竣工|开工(?!率)|开业|脱贫|出列|获(?!得感|奖)|启动|登陆|挂牌|搬迁|当选|签约|享受|追回|设置|接受|返岗|缴纳|领取|使用(?!权|面|率)|开展|参与|参加|通过|完成|达到|位居|居(?=全|武|首)|投入(?=使|运)|建成(?=投|运|通|启|使|$)|通车|加快|加速(?!器)|落地|纳入|列入|全部|全面|顺利|成功|相继|陆续|正式|即将|(?<!平)均(?=[达已为实])|进入|进行"
)
"""Where what is counted ends and what it did, or is for, begins."""
_STAYED = re.compile(r"(?:持续|总体|基本|均|都)?(?:稳定|保持|维持|站稳)(?:在|增长|平稳)?(?:全[国省市区县州](?:前列|先进)?)?")
"""That a thing was so for years, before the figure at which it was."""
_LEVEL = re.compile(r"(?:国家|世界|省|市|区|县|州|镇|村)级(?:及?以上)?")
_LEVEL_FIRST = re.compile(rf"^{_LEVEL.pattern}")
"""At the head of a thing's name."""
_SIZE = re.compile(r"\d[\d.]*[万亿]元(?:及?以[上下])")
_SIZE_FIRST = re.compile(r"^[\d.]*[十百千]?[万亿]元(?:及?以[上下])?")
"""How large a project or a firm is: 10亿元以上项目."""
_SO_MANY = re.compile(r"(?<=.)[两二三四五六七八九十]大(?:主导|支柱|优势|特色|重点|新兴)?(?=产业|行业|领域)")
"""How many the list before it has."""
_HELD_AMONG = re.compile(r"(?:稳?居|位居|位列|保持|获|列)?全[国省市区县州](?:前列)?")
"""Among whom a rank is held, which is said next."""
_WEAK = re.compile(
    r"(?:(?:总|当年|年度?|累计|计划|平均|项目|基金|其|均|占|达产后?|投产后?|预计|新增|实际|完成|协议|合同|意向|签约|直接|间接|可)*"
    r"(?:投资额?|引资|量|数|人数|规模|面积|数量|占比|比重|比例|增速|增量|存量|产值|年产值|税收|营收|营业收入|里程|长度|金额|资金|额|占地|到位|带动就业|就业|容量|产能|"
    r"建筑面积|辐射.{2}|募集.{2}|完成投资|覆盖率?|受益.{0,4}|惠及.{0,8}|服务(?!业).{0,4}|培训规模|排名|位次|价值|分别|贡献率)|(?:全年|年度|年初|目标|计划){1,3}(?:任务|目标|计划)?(?:数|量)?|任务)"
)
"""Heads that name no thing by themselves: the thing was named before (总投资, 面积, 总量)."""
_NOUNS_TOO = frozenset("出口 进口 消费 就业 创业 投资 贷款 存款 出栏 发电 造林 植树 育苗 绿化 休耕 轮作 招聘 执法 普法 献血".split())
"""Verbs that stand for what is counted as well."""
_SISTERS = frozenset("增加值 总产值 产值 利润 税收 利税 营业收入 销售收入 销售 利润总额 电耗 水耗 能耗 余额".split())
"""Measures said one after another of one thing, which is named once."""
_COMPARISON = re.compile(
    r"(?:高于|低于|高出|快于|好于|优于|超过|比)[^,]{0,14}|(?:上一?个?五年|(?:19|20)\d\d年|上年|去年|同期|全[国省市]|上届)[^,]{0,6}的?$"
)
_AGAINST = re.compile(
    r"(?:分别|均|都)?(?:是|为|相当于|高于|低于|快于|达到?)(?:全[国省市区县州]|上年|去年|年初|同期|周边|东部|中部|西部)[^,]{0,10}$"
)
"""What a figure is held against, in front of it: 增速高于全国、全省1.2个百分点."""
_MEASURE_HEADS = (
    "居民人均可支配收入", "居民可支配收入", "居民收入", "居民人均收入", "人均可支配收入", "一般公共预算收入", "总产量", "工业总产值", "总产值", "增加值占比", "增加值", "电耗", "水耗", "能耗",
    "年均浓度", "平均浓度", "浓度", "排放量", "排放总量", "参保率", "覆盖率", "普及率", "入学率", "毛入学率", "增长率", "利用率", "处理率", "达标率",
    "拥有量", "使用量", "产量", "产值", "销售额", "零售额", "营业额", "营业收入", "主营业务收入", "总收入", "收入", "投资", "总量", "数量", "总额",
    "面积", "规模", "余额", "总数", "人数", "比重", "占比", "人次", "贷款余额", "存款余额", "交易额", "成交额", "消费", "税收", "利润",
)  # fmt: skip


_NOUN_ENDS = frozenset("业率费额量值品者性化券款器")
"""What makes the verb before it part of a noun: 服务业, 消费品, 投资额."""


@cache
def _acts() -> frozenset[str]:
    return frozenset(
        verb
        for verb, sense in verbs().senses.items()
        if sense in ("make", "shape", "help", "ask", "join") and len(verb) > 1
    )


def verb_at_end(words: str) -> str:
    """The verb that ends `words`, longest first, or nothing."""
    acts = _acts()
    for length in range(min(6, len(words)), 1, -1):
        if words[-length:] in acts:
            return words[-length:]
    if words and words[-1] in _SHORT_VERBS and (len(words) == 1 or words[-2] in "各新共拟再已"):
        return words[-1]
    return ""


def verb_at_start(words: str) -> str:
    """The verb, or the verbs strung together, that begin `words`."""
    acts, position = _acts(), 0
    for _ in range(3):
        for length in range(min(6, len(words) - position), 1, -1):
            if (
                words[position : position + length] in acts
                and words[position + length : position + length + 1] not in _NOUN_ENDS
            ):
                position += length
                break
        else:
            if words[position : position + 1] in ("新",) and words[position + 1 : position + 3] in acts:
                position += 1
                continue
            break
    return words[:position]


@dataclass(slots=True)
class Naming:
    """A subject as found beside one number."""

    subject: str
    verb: str = ""
    """The verb in front of it, which the next items of a list share."""
    bare: str = ""
    """The subject without that verb."""
    inherited: bool = False
    behind: bool = False
    """It stood behind its number."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a number is named."""

    earlier: Naming | None = None
    """The naming of the number before it."""
    topic: str = ""
    """What the clause before spoke of."""
    item: bool = False
    """It continues a list (`、42家`)."""
    ratio: bool = False
    """Its unit is a share or a growth (%, 百分点, 倍)."""
    times: bool = False
    """It says how often or how long (连续12年)."""


def beside(before: str, after: str, tail: Tail, suffix: Suffix, known: Known) -> Naming:
    """Name what a number measures.

    `before`: the words of its clause in front of it, after any earlier number; `after`: those behind it up to the next
    number or the clause's end.
    """
    earlier, ratio, item = known.earlier, known.ratio, known.item
    head = before[: tail.head]
    if tail.verb and not ratio:
        head += tail.verb
    head = _clean(head[strip_lead(head) :])
    head = head[strip_lead(head) :]
    noun = after[suffix.length :] if not suffix.stage else ""
    noun = "" if noun.startswith(("、", ",", ":", "(")) else _clean(noun)
    if noun.startswith(_NOT_COUNTED):
        noun = ""
    if known.times and not head and earlier is not None and _STAYED.fullmatch(noun):  # 连续五年稳定在12亿斤以上
        return Naming(earlier.subject, earlier.verb, earlier.bare, inherited=True)
    if known.times and head and _HELD_AMONG.fullmatch(noun):  # 连续三年全省第一
        return Naming(head, bare=head)
    if known.times and noun and (not head or noun[0] != "、"):  # 连续12年保持…
        return Naming(head + noun[:40], bare=head or noun[:40])
    if after[suffix.length :].startswith("的") and noun and _WEAK.fullmatch(head):  # 总投资400亿元的某湾
        whole = _cut_noun(noun)
        return Naming(whole + head[len(verb_at_start(head)) :], bare=whole)
    if noun and not ratio:
        if not head:
            if item and earlier and not earlier.behind:
                return Naming(earlier.bare + noun, earlier.verb, earlier.bare)
            return _behind(earlier.verb if item and earlier else "", noun)
        if head.endswith("等"):
            return _behind(verb_at_start(head), noun)
        if (verb := verb_at_end(head)) or _is_frame(head):
            return _behind(verb, noun)
        if noun[0] == "“":
            return Naming(head + noun, verb_at_start(head), head[len(verb_at_start(head)) :])
        if not verb_at_start(noun) and not _ONWARD.match(noun):
            named = _behind(verb_at_start(head), noun)
            return Naming(head + named.bare, named.verb, named.bare, behind=True) if len(head) <= 4 else named
    if noun and ratio and not head and not earlier:
        return Naming(_cut_noun(noun), bare=_cut_noun(noun))
    return _before(head, tail, known)


def _clean(words: str) -> str:
    """The words without the punctuation and the joining words at their edges."""
    return _JOINT.sub("", words.strip(_TRIM)).strip(_TRIM)


def topic_of(words: str) -> str:
    """What a clause without a number speaks of: its subject, or the object of its verb."""
    words = _clean(words[strip_lead(words) :])
    lead = verb_at_start(words)
    bare = words[len(lead) :].lstrip(_TRIM) or words
    match = _PREDICATE.search(bare, 2)
    return bare[: match.start()] if match else bare


_NOT_COUNTED = (
    "其中",
    "同比",
    "比上年",
    "较上年",
    "增长",
    "下降",
    "居全",
    "位居",
    "列全",
    "(",
    "左右",
    "以上",
    "一遇",
    "至",
    "到",
    "升至",
    "增至",
    "降至",
    "提高",
    "增加",
    "减少",
    "扩大",
    "调整",
    "上升",
    "发展到",
    "跃升",
    "翻",
)


def _is_frame(head: str) -> bool:
    """Whether the words before a number only lead up to what stands behind it: 在沌阳街各, 全市首批."""
    return (head[0] in "在对为向从于用" and len(head) < 12) or head in (
        "各",
        "每",
        "首批",
        "一批",
        "仅",
        "这",
        "其他",
        "第一批",
    )


def _behind(verb: str, noun: str) -> Naming:
    """The number leads what it counts: 成立7支母子基金, 82个亿元以上项目实现…."""
    for part in noun.split("、")[1:]:
        if verb_at_start(part):  # 6条市政道路、建成…: another act begins
            noun = noun[: noun.index("、" + part)]
            break
    if len(position := noun.rsplit("等", 1)) == 2 and len(position[0]) > 2 and len(position[1]) > 2:
        noun = position[1]
    whole = _cut_noun(noun)
    if not verb and len(whole) < len(noun):  # what it did sorts it out from the rest: 实施增资扩产的园区
        did = noun[len(whole) : len(whole) + 30].strip(_TRIM)
        for said in ("实现", "顺利", "全部", "均"):
            did = did.removeprefix(said)
        if did:
            return Naming(f"{did}的{whole}", bare=whole, behind=True)
    said = "" if verb in _SAID_ONLY else verb
    return Naming(said + whole, verb=verb, bare=whole, behind=True)


def _cut_noun(noun: str) -> str:
    """The thing counted, without what it is for."""
    match = _ONWARD.search(noun, 2)
    return (noun[: match.start()] if match else noun)[:40].rstrip(_TRIM)


def _before(head: str, tail: Tail, known: Known) -> Naming:
    """The number follows what it measures: 固定资产投资预计完成745亿元."""
    earlier, ratio, item = known.earlier, known.ratio, known.item
    if not head:
        if earlier is not None:
            return Naming(earlier.subject, earlier.verb, earlier.bare, inherited=True)
        return Naming(known.topic, bare=known.topic)
    if _COMPARISON.match(head) and earlier is not None:
        return Naming(earlier.subject, earlier.verb, earlier.bare, inherited=True)
    head = _AGAINST.sub("", head) or head
    head = _after_list(head)
    if earlier is not None and earlier.bare and (part := _part_of(head, earlier.bare)):
        return Naming(earlier.verb + part if earlier.verb not in _SAID_ONLY else part, earlier.verb, earlier.bare)
    lead = verb_at_start(head)
    bare = head[len(lead) :].lstrip(_TRIM)
    if (
        lead == head and not ratio and head not in _NOUNS_TOO
    ):  # 开行600列: a verb alone has its object in the clause before
        thing = earlier.bare if earlier is not None and earlier.bare else known.topic
        return Naming(_join(thing, head), verb=lead, bare=thing)
    if (
        verb_at_end(head) == head
        and not ratio
        and head not in _NOUNS_TOO
        and (thing := earlier.bare if earlier is not None else known.topic)
    ):
        return Naming(head + thing, verb=head, bare=thing)  # 再建500个, of what the number before counted
    if head[0] == "占" and earlier is not None:
        return Naming(earlier.subject.partition("占")[0] + head, bare=head)
    if head[0] == "总" and item and earlier is not None and len(head) < 6:
        return Naming(_join(earlier.bare or earlier.subject, head), earlier.verb, earlier.bare)
    if tail.kept and tail.kept[0] in "增涨降" and not head.endswith(tail.kept):
        head += tail.kept
    if head in _SISTERS and earlier is not None:
        return Naming(_other_measure(earlier.bare or earlier.subject, head), earlier.verb, earlier.bare)
    thing = (earlier.bare or earlier.subject) if earlier else known.topic
    if thing and thing != head and _WEAK.fullmatch(head):
        return Naming(_join(thing, head), verb=earlier.verb if earlier else "", bare=thing)
    if item and not lead and earlier is not None and earlier.verb and not ratio:
        said = "" if earlier.verb in _SAID_ONLY else earlier.verb
        return Naming(said + head, verb=earlier.verb, bare=head)
    if lead and lead in _SAID_ONLY and bare:
        return Naming(bare, verb=lead, bare=bare)
    return Naming(head, verb=lead if bare else "", bare=bare or head)


def _part_of(head: str, known: str) -> str:
    """The thing of another level or size, of which only that is said: 省级美丽乡村5个、市级12个; empty where the head says more."""
    if _LEVEL.fullmatch(head):
        return head + _LEVEL_FIRST.sub("", known)
    sized = known.endswith(("项目", "企业", "工程")) and _SIZE.fullmatch(head)
    return head + _SIZE_FIRST.sub("", known) if sized else ""


def _other_measure(known: str, head: str) -> str:
    """Another measure of the same thing: 规模以上工业总产值, 增加值 → 规模以上工业增加值."""
    ending = next((name for name in _MEASURE_HEADS if known.endswith(name) and len(known) > len(name)), "")
    return known[: len(known) - len(ending)] + head


def _join(known: str, head: str) -> str:
    """Put a weak head to the thing it belongs to, without saying twice what both share."""
    for length in range(min(len(known), len(head), 6), 1, -1):
        if known.endswith(head[:length]):
            return known + head[length:]
    return known + head


def _after_list(head: str) -> str:
    """Leave out the examples of a list: 招引甲、乙、丙等亿元以上项目 → 招引亿元以上项目."""
    position = head.rfind("等")
    if (
        position < 2
        or len(head) - position < 3
        or head[position + 1] in "级次院学"
        or head[position - 1] in "同高平中优"
    ):
        return head
    last = head[position + 1 :].lstrip(_TRIM)
    return (
        head
        if len(last) < 3 and last in ("资金", "项目", "企业", "人员", "贷款", "补贴", "债券", "基金", "产品", "活动")
        else verb_at_start(head) + last
    )


def parts_of(head: str, count: int) -> list[str] | None:
    """Split a shared subject for as many numbers: 粮食、蔬菜、水产品产量 → 粮食产量, 蔬菜产量, 水产品产量."""
    pieces = [piece.strip(_TRIM) for piece in _LIST_MARK.split(head)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1 and count == 2 and "城乡" in head:
        return [head.replace("城乡", "城镇", 1), head.replace("城乡", "农村", 1)]
    if len(pieces) != count:
        return None
    last = pieces[-1]
    if counted := _SO_MANY.search(last):  # 生物医药、新材料两大产业产值 → 生物医药产业产值, 新材料产业产值
        return [piece + last[counted.end() :] for piece in (*pieces[:-1], last[: counted.start()])]
    shared = next((name for name in _MEASURE_HEADS if last.endswith(name) and len(last) > len(name)), "")
    if shared:
        pieces = [
            piece
            if piece.endswith(_MEASURE_HEADS) or piece.endswith(("率", "值", "额", "量", "数"))
            else piece + shared
            for piece in pieces
        ]
    return pieces
