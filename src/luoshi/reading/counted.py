"""Which numbers are no measures, and why: dates, ordinals, thresholds inside a subject, spans of time, vague amounts."""

from __future__ import annotations

import re

from .facts import NumberFate
from .number_words import Suffix, Tail
from .quantities import Quantity

Reason = tuple[NumberFate, str]

_PEOPLE = re.compile(
    r"^(?:余|多)?[\u4e00-\u9fff]{0,6}?(?:毕业生|学生|人口|市民|居民|群众|农民工?|农牧民|职工|老人|老年人|儿童|婴幼儿|幼儿|学子|青年|人才|游客|党员|干部|志愿者|"
    r"从业者|劳动力|用户|村民|渔民|牧民|师生|参保人|妇女|青少年|困难人员|就业人员)"
)
_PEOPLE_BEFORE = re.compile(
    r"(?:人口(?:规模|总量|数量)?|市民|居民|群众|大学生|毕业生|学生|农民|人数|老人|游客|职工|人才|劳动力|用户|受众|粉丝|参保|农牧民|婴幼儿)(?:人数|规模|总数|总量|超|达|达到|突破|近|约|为|至|到|力争|均|累计)*$"
)
_MONEY_AFTER = re.compile(
    r"^(?:的)?(?:元|投资|资金|产值|贷款|营收|税收|补贴|基金|债券|专项债|重大项目|项目储备|规模基金|授信|融资|订单)"
)
_MONEY_BEFORE = re.compile(
    r"(?:投资额?|资金|产值|增加值|总值|GDP|收入|营收|税收|贷款|存款|余额|销售额|交易额|成交额|零售额|总额|利润|消费|支出|债券|补贴|基金|市值|融资|规模|经济总量|预算)"
    r"(?:总量|规模|总额)?(?:预计|力争|有望|将|已|累计|均|分别|达到?|超过?|突破|为|约|近|完成|实现|增至|迈上|跨越|跨过|逼近|站上|逾|净增|增加|新增|接近|向|跃上|稳定在)*$"
)
_COEFFICIENT = re.compile(
    r"(?:收入比|收入之比|系数|指数|比值|容积率|总产值之比)(?:预计|力争|已|进一步|持续|逐年)*"
    r"(?:[由从]上?年?(?:(?:19|20)\d\d年)?的?|[由从]?上?年?的?[\d.]{1,6}(?:缩小|下降|降低|扩大|提高)(?:到|至|为)|(?:缩小|下降|降低|扩大|提高|控制|保持|稳定)(?:到|至|为|在)?|为|达到?|是)?$"
)
"""A ratio or an index: a measure that has no unit."""
_ENTITY = re.compile(
    r"^(?:以上|及以上|以下|级)?的?(?:[\u4e00-\u9fffA-Za-z“”\"、()]{0,12}?)(?:项目|企业|产业|集群|园区|工程|小区|老人|老年人|人员|单位|主体|平台|楼宇|商圈|行业|链|骨干|龙头|儿童|城区|湖泊|水库|河流|"
    r"户籍|市场|村|镇|街道|桥梁|建筑|机组|锅炉|车辆|河道|住宅|电梯|幼儿|婴幼儿|人口|妇女|群众|居民|村民|群体|家庭|大县|强县|强市|强区|强镇|强村|板块|赛道|基地|品牌|品种|商会|公司)"
)
_COUNT_DIMENSION = frozenset(
    "个 家 户 人 名 人次 项 件 条 座 台 套 辆 栋 幢 所 处 场 次 张 支 只 部 册 款 宗 笔 列 架 艘 枚 块 间".split()
)
_TIME = frozenset("年 个月 天 小时 分钟 周年 秒 周 个季度 工作日 学年 年度 世纪 毫秒 个星期 昼夜 课时 学时".split())
_LASTING = re.compile(
    r"连续(?:第)?$|提前了?$|提速$|缩短(?:了)?$|延长(?:了)?$|压缩(?:了)?(?:至|到)?$|年限|寿命|时间|时长|时限|周期|标准(?:达到|提高到)?|达到?$|至$|到$|用(?:时)?$|只需|仅需|仅用|用了$|平均"
)
_RANK_VERB = re.compile(
    r"(?:居|列|排|位|名|进入|跻身|保持|升至|跃升|上升|提升|前移|稳定在|冲进|迈入|夺得|获|实现|蝉联|均|总量|增速|增幅|考核|评比|全国|全省|全市|各区|中部|同类|城市|榜|县市)[^,。;]{0,16}$"
)
_COUNTED_IN_WORDS = frozenset(
    "家 所 条 座 名 人 户 处 项 个 件 场 辆 栋 幢 套 支 只 张 间 公里 亩 吨 元 美元 种 类 次 位 倍 平方米 平方公里 公顷 人次 场次 列".split()
)
_SIZED = re.compile(r"(?:年产|日产|年加工|日处理|年处理|年吞吐)$")
_WORKS = re.compile(r"[\u4e00-\u9fffA-Za-z]{0,14}?(?:项目|生产线|基地)")
"""What a capacity is part of the name of: 年产30万吨绿色涂料项目."""
_VAGUE = re.compile(r"^[一]?(?:批|些|系列|定|般|体|起|并|律|旦|直|样|线|流|次性)")


_FATES: dict[str, NumberFate] = {"slogan": "slogan", "counted": "slogan", "threshold": "threshold", "vague": "vague"}
"""Sorts of names (`names.name_spans`) whose numbers have a fate of their own."""


def fate_in_name(quantity: Quantity, sort: str) -> Reason:
    """What becomes of a number inside a name. Quoted numerals are slogans (“两个确立”), quoted digits codes (“3335”)."""
    if sort == "quoted" and (quantity.chinese or quantity.form == "word"):
        return ("slogan", sort)
    return (_FATES.get(sort, "name"), sort)


def why_not(
    folded: str, quantity: Quantity, before: str, tail: Tail, suffix: Suffix, after: str, following: Quantity | None
) -> Reason | None:
    """Why a number is no measure; None for a measure. May fill in the unit of 万 or 亿 standing alone."""
    if quantity.form == "date":
        return ("date", "date")
    if quantity.form == "word":
        listed = after[:1] in ("是", "要") and not before.strip()
        return ("ordinal", "number of an item") if listed else ("name", "part of a word")
    if quantity.form in ("rank", "ordinal"):
        return _rank(quantity, before, after)
    if quantity.form == "multiple":
        return (
            ("slogan", "multiple in a name")
            if after[:2] in ("计划", "工程", "行动", "方案", "”工", "”计", "”行")
            else None
        )
    if _quoted(folded, quantity):
        return ("slogan", "quoted")
    if before.endswith(("每", "每百", "每千", "每万", "第", "之")) and quantity.unit != "%":
        return ("threshold", "per so many")
    if not quantity.unit:
        reason = _alone(folded, quantity, before, after)
        if reason is not None:
            return reason
    if quantity.unit in ("千伏", "伏") and after[:1] >= "\u4e00" and not suffix.bound:
        return ("name", "grade of a line")
    if quantity.unit == "人" and after.startswith(("制", "座", "桌")):
        return ("name", "kind of thing")
    if suffix.grade:
        return ("threshold", "grade")
    if quantity.chinese and (reason := _chinese(quantity, before, tail, suffix, after)):
        return reason
    if quantity.unit in _TIME:
        if _lasts(quantity, before, after, suffix):
            return None
        sorts = (
            suffix.word in ("以上", "及以上", "以下", "以内") and after[suffix.length : suffix.length + 1] >= "\u4e00"
        )
        return ("threshold", "inside a subject") if sorts else ("date", "span of time")
    if quantity.unit == "岁":
        return None if re.search(r"寿命|年龄", before) else ("threshold", "age")
    if _threshold(quantity, before, tail, suffix, after, following):
        return ("threshold", "inside a subject")
    return None


def _rank(quantity: Quantity, before: str, after: str) -> Reason | None:
    if quantity.form == "ordinal" and after[:1] not in ("", ",", "、", "。", ";", "!", "的", ")", " ", "\n", "和"):
        return ("ordinal", "ordinal")
    if not quantity.value or (quantity.value == 0):
        return ("ordinal", "ordinal")
    return None if _RANK_VERB.search(before[-24:]) else ("ordinal", "ordinal")


def _quoted(folded: str, quantity: Quantity) -> bool:
    opened = folded.rfind("“", max(0, quantity.start - 14), quantity.start)
    if opened < 0 or folded.find("”", opened, quantity.start) >= 0:
        return False
    closed = folded.find("”", quantity.end, quantity.end + 14)
    return closed >= 0 and closed - opened <= 16 and folded.find("“", quantity.end, closed) < 0


def _alone(folded: str, quantity: Quantity, before: str, after: str) -> Reason | None:
    """A number without a unit: a coefficient, or 万 and 亿 counting people or money where the words beside them do."""
    if before.endswith(":") and quantity.value == 1:
        return ("name", "one side of a ratio")
    if (
        not quantity.multiplied
        and not quantity.chinese
        and _COEFFICIENT.search(folded, max(0, quantity.start - 24), quantity.start)
    ):
        return None
    if not quantity.multiplied or quantity.bare:
        return _alone_mark(folded, quantity)
    tail = before[-16:]
    if _PEOPLE.match(after) or _PEOPLE_BEFORE.search(tail):
        quantity.unit = "人"
    elif _MONEY_AFTER.match(after) or _MONEY_BEFORE.search(tail):
        quantity.unit = "元"
    else:
        return ("unresolved", "no unit")
    return None


_YEAR_ALONE = re.compile(r"(?:19|20)\d\d(?=[\u4e00-\u9fff])")
_CLOCK = re.compile(r"(?<=:)[0-5]\d(?!\d)|(?:[01]?\d|2[0-3])(?=:[0-5]\d)")


def _alone_mark(folded: str, quantity: Quantity) -> Reason:
    """Digits that stand for no amount: 2025全国旅游大会, 15:30, a note's mark [3]."""
    if _YEAR_ALONE.match(folded, quantity.start):
        return ("date", "year")
    if _CLOCK.match(folded, quantity.start):
        return ("date", "time of day")
    if folded[quantity.start - 1 : quantity.start] in ("(", "[") and folded[quantity.end : quantity.end + 1] in (
        ")",
        "]",
    ):
        return ("ordinal", "mark of a note")
    return ("unresolved", "no unit")


def _chinese(quantity: Quantity, before: str, tail: Tail, suffix: Suffix, after: str) -> Reason | None:
    """Chinese numerals are measures only where they count: 两所学校, 超亿元; not 一个, 三大, 万亩."""
    value = quantity.value
    if quantity.unit == "%":
        return None
    if quantity.bare:
        if (
            quantity.unit in ("元", "美元")
            and (tail.bound or tail.level or tail.last)
            and not (after[suffix.length : suffix.length + 1] >= "\u4e00" and not suffix.stage)
        ):
            return None
        return ("threshold", "round magnitude")
    if quantity.unit in _TIME:
        return None if re.search(r"连续$|提前$", before) else ("date", "span of time")
    if isinstance(value, tuple):
        return None
    if not value or quantity.unit not in _COUNTED_IN_WORDS:
        return ("ordinal", "part of a word")
    if value == 1:
        return None if before.endswith(("各设", "各建", "至少", "不少于", "各有")) else ("vague", "one")
    if value < 10 and quantity.unit in ("个", "项", "次", "种", "类", "大", "位", "点", "步", "方面", "条", "张", "件"):
        return ("slogan", "counted list")
    return None


def _lasts(quantity: Quantity, before: str, after: str, suffix: Suffix) -> bool:
    if after.startswith(("一遇", "(一遇")):
        return True
    if quantity.unit == "年":
        return bool(
            re.search(r"连续(?:第)?$|提前了?$|延长(?:至|到)?$|年限|寿命|重现期", before[-12:])
        ) and not after.startswith(("以上", "行动", "计划"))
    if quantity.unit in ("周年", "世纪", "学年", "年度"):
        return False
    if (
        quantity.unit == "小时"
        and quantity.value == 24
        and after[:1] >= "\u4e00"
        and not suffix.bound
        and after[0] != "内"
    ):
        return False  # round the clock: 24小时自助服务
    return not after.startswith(("行动", "计划", "攻坚", "生活", "大会战", "集中"))


def _threshold(
    quantity: Quantity, before: str, tail: Tail, suffix: Suffix, after: str, following: Quantity | None
) -> bool:
    """Whether the number sorts what is counted: 亿元以上项目, 产值超50亿元领军企业, 60岁以上老人."""
    behind = after[suffix.length :]
    named = bool(behind) and behind[0] >= "\u4e00" and _ENTITY.match(behind) is not None
    if quantity.unit in _COUNT_DIMENSION:
        if not (suffix.word in ("以上", "及以上", "以下") and named):
            return False
        return following is not None and _counted_again(quantity, after, suffix, following)
    if suffix.word in ("以上", "及以上", "以下", "以内") and behind[:1] >= "\u4e00" and not suffix.stage:
        return named
    if suffix.word in ("以上", "及以上", "以下") and following is not None and following.start == quantity.end + suffix.length:
        return following.form == "number" and following.unit in _COUNT_DIMENSION  # 其中10亿元以上4个
    sorts = tail.bound or (
        quantity.unit in ("元", "美元") and not suffix.bound and following is not None and following.unit == "家"
    )
    if sorts and named and following is not None:  # 产值超50亿元领军企业10家, 10亿元企业3家
        return _counted_again(quantity, after, suffix, following)
    return _SIZED.search(before) is not None and _WORKS.match(behind) is not None


def _counted_again(quantity: Quantity, after: str, suffix: Suffix, following: Quantity) -> bool:
    """Whether a second number in the same clause counts the thing that the first one sorts."""
    between = after[suffix.length : max(0, following.start - quantity.end)]
    return (
        following.start - quantity.end < 24
        and not re.search(r"[,;。、:]", between)
        and following.form == "number"
        and bool(following.unit)
    )
