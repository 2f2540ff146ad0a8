"""A figure with the words around it.

A figure is read again within its own clause: whose it is, whether it grew, whether it was meant or done, and what it was
before it was changed. What the ledger says of it is believed unless the clause says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from luoshi.asking import words
from luoshi.asking.lexicon import cut
from luoshi.asking.topic import Topic
from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.verbs import verbs
from luoshi.ledger.models import Figure, Passage
from luoshi.ledger.words.bigrams import same_length

_FIGURE_BEFORE = re.compile(r"\d[\d.,]*[万亿千百]*(?:%|[\u4e00-\u9fff]{0,3}?(?=[、和与,]|缩小|扩大|提高|提升|上升|下降|增加|减少|调整|升至|降至))")
_COUNTED_BEFORE = re.compile(r"\d[\d.,]*[万亿余多]*[个家项座所处条支名台套件场户][\u4e00-\u9fff“”()]{2,20}(?:和|及|以及|、|与)$")
_ASIDE = re.compile(r"\([^()]{1,8}\)")
_CUTS = ",;:。!?|\n"
_TOLD_TARGET = re.compile(r"(?:预期|年度|年初|控制|规划)?(?:目标|计划)(?:数|值)?(?:由|从|为|是|:)?$|目标(?:由|从)[^,。]{1,16}调整为[^,。]{0,14}$|调整为[^,。]{0,14}$")
_SETS = re.compile(r"目标|计划|预期|纲要")
_TOLD_TARGET_AFTER = re.compile(r"^(?:以上|以内|左右|以下)?的?(?:年初|预期|控制|年度|规划|目标)?(?:预期|控制)?目标")
_BEFORE_CHANGE = re.compile(r"(?:由|从)[^,。;]{0,8}$")
_GREW = re.compile(r"增长|增速|增幅|涨幅|上涨|下降|降低|降幅|减少")
OTHER_THING = re.compile(
    r"占|比重|比例|完成(?:年度)?(?:计划|任务|目标)|(?:为|占)年度计划|年度(?:任务|目标|计划)|高于|低于|快于|慢于|好于|超过(?:全|年|计)|人均|每千|每万|总费用|"
    r"比(?:上年|去年)(?:多|少)|相当于|是20\d\d年"
)
"""Words that make a figure one of something else: a share of it, how much of a plan, against what."""
_TIMES = re.compile(
    r"[比较](?:上年|去年|年初|20\d\d年)[末底]?|同比|同期|按[^,]{2,10}计算|[一二三四五]年来?|年均|全年|上年|去年|扣除[^,]{2,12}因素后?|(?:到|至)?\d{4}年[底末]?|“?十[三四五]五”?(?:期间|时期|期末|末)?|其中|预计|力争|(?:以上|左右|以内)?调整为|按?自然口径|同口径|可比价格?|不变价格?"
)
"""Words of time and manner, which are no subject."""
AMOUNT = re.compile(r"(?:总?规模|总量|总数|总额|总值|数量|金额|个数|数)$")
EVERYWHERE = frozenset("常态 常态化 运营 全社会 全市 全区 全省 本级 努力 全年 每年 年 各类 各级 力度 一批 工作 水平 能力 我区 我市 我省 社会 公共 同口径 稳定 持续 城市 上年 去年 同比 全部 总体 全长 总长".split())
"""Words that make no other thing of a figure."""
_NEW = re.compile(r"新增|净增|新建|新认定|新引进|新登记|新设|新签约|新招引|增加|扩面|新入库")
CAME_IN = re.compile(r"新增|净增|新建|新改扩建|改扩建|建成(?!区)|新认定|新引进|新登记|新设|新签约|新招引|新获|增加|扩面|新入库|引进|培育|改造|打造")
"""Words of what was added in a time, which is not all there is."""


_YEARLY = re.compile(r"年均(?!(?:质量|平均)?浓度|降[水雨]|气温|值|水平)")
"""年均浓度 is a year's mean; 年均增长 is how much a year over several."""
_TIMELESS = re.compile(r"总投资|建筑面积|用地|占地(?!区|方)|总规模|全长|总长|计划投资|投资建设|年产能|(?:一|二|三)期投资|总面积")


def _telling(text: str) -> bool:
    """Whether it names something, beside words of time and reckoning."""
    return any(token.tells and token.label != "flow" for token in cut(_TIMES.sub("", text)))


@dataclass
class Evidence:
    """One figure with the clause it stands in."""

    figure: Figure
    passage: Passage
    led_by: str = ""
    """The sentence before, plain, where this one goes on about what it names (该项目总投资…)."""

    @cached_property
    def plain(self) -> str:
        """The sentence, folded; of the same length."""
        return same_length(self.passage.text)

    @cached_property
    def span(self) -> tuple[int, int]:
        """Where the figure stands in the sentence."""
        at = self.passage.start
        return max(0, self.figure.start - at), max(0, self.figure.end - at)

    @cached_property
    def before(self) -> str:
        """The words of its clause before it, from the last mark on or from the last figure."""
        start = self.span[0]
        head = self.plain[:start]
        cut_at = max(head.rfind(mark) for mark in _CUTS) + 1
        if _COUNTED_BEFORE.search(head[cut_at:]):  # 3个重大设施和2个实验室: what stands before is counted by another
            return ""
        figures = list(_FIGURE_BEFORE.finditer(head, cut_at))
        return head[figures[-1].end() :] if figures else head[cut_at:]

    @cached_property
    def after(self) -> str:
        """The words behind it up to the next mark or figure."""
        tail = self.plain[self.span[1] :]
        match = re.search(r"[,;:。!?|\n\d]", tail)
        return tail[: match.start()] if match else tail

    @cached_property
    def clause(self) -> str:
        """Its clause, with the subject the ledger gives it."""
        if "分别" in self.before:  # 城镇和农村居民分别增长: whose each is, only the subject tells
            return f"{self.subject}|{self.after}"
        return f"{self.subject}|{self.before}|{self.after}"

    @cached_property
    def subject(self) -> str:
        return same_length(self.figure.subject.words)

    @cached_property
    def indicator(self) -> str:
        """What the clause itself names, else what the ledger says."""
        if "分别" in self.before and self.figure.indicator:  # whose each is, only the subject tells
            return self.figure.indicator
        own = re.sub(r"^(?:(?:以上|左右|以内)?调整为|[、和及与]|其中|预计|力争|确保|全年|到\d{4}年)+", "", self.before)
        own = re.sub(r"(?:超过|超|近|约|突破|达到|达|完成|实现|为|预计|至|到|在|控制在|不低于|不少于|稳定|保持|[>≥<≤])+$", "", own)
        if len(own) > 3 and (found := indicators().find(self.led_verb + own) or indicators().find(own)) is not None and not self.led_verb:
            return found.code
        if "占" in own and self.figure.unit == "%" and (found := indicators().find(f"{own.rstrip('的')}比重")) is not None:
            return found.code
        telling = [token.text for token in cut(_TIMES.sub("", own)) if token.tells and token.label != "flow" and token.text not in words.COMPARING]
        if not telling and not self.figure.indicator and not _telling(self.subject):
            return self._carried()
        if telling and not any(word in self.subject or self.subject in own for word in telling):
            return ""  # the clause has a subject of its own
        if self.led_verb and self.figure.indicator and not self.figure.indicator.startswith("new_"):
            added = f"new_{self.figure.indicator}"
            return added if indicators().get(added) else ""
        return self.figure.indicator

    def _carried(self) -> str:
        """The indicator of the clause before, where this one only says how it is reckoned (按自然口径计算下降3.3%)."""
        head = self.plain[: self.span[0]]
        clauses = re.split(r"[,;:。|]", head)
        led = re.match(r"([^\d]{4,}?)(?:增长)?(?:预期)?目标?(?:由|从)", clauses[-1])
        if led and (found := indicators().find(re.sub(r"^建议将", "", led[1]))):
            return found.code  # 一般公共预算收入增长目标由7%以上调整为…3%左右
        for clause in reversed(clauses[:-1]):
            bare = re.sub(r"\d[\d.,]*[万亿]*(?:%|元|美元|人|家|个)?(?:左右|以上)?", "", clause)
            if found := indicators().find(re.sub(r"^(?:其中|预计|全年)+", "", bare)):
                return found.code
            if _telling(bare):
                return ""
        return ""

    @cached_property
    def kind(self) -> str:
        """level, growth, change, multiple or rank."""
        told = self.figure.kind
        if told == "level" and self.figure.unit in ("%", "") and _GREW.search(self.before + self.subject):
            known = indicators().get(self.figure.indicator)
            if known is None or known.form == "level":
                return "growth"
        if told == "level" and self.figure.unit == "%":
            known = indicators().get(self.figure.indicator)
            if known is not None and known.form == "level" and known.unit != "%" and not OTHER_THING.search(self.clause):
                return "growth"
        return told or "level"

    @cached_property
    def changed(self) -> bool:
        """Whether it is what a target was before it was changed."""
        head = self.plain[: self.span[0]]
        if not _SETS.search(self.plain):
            return False
        return _BEFORE_CHANGE.search(head) is not None and "调整为" in self.plain[self.span[1] : self.span[1] + 8]

    @cached_property
    def modality(self) -> str:
        """target, done or estimated."""
        about = self.passage.standing
        head = self.plain[: self.span[0]]
        tail = self.plain[self.span[1] :]
        cut_at = max(head.rfind(mark) for mark in ",;。|") + 1
        if (_SETS.search(self.plain) and _TOLD_TARGET.search(head[cut_at:])) or _TOLD_TARGET_AFTER.match(tail) or self.changed:
            return "target"
        if re.search(r"(?:累计|已经?|现已)完成|已达|目前已", head[cut_at:]):
            return "done"
        done_year = int((about.review or "")[-4:] or 0) if (about.review or "")[-4:].isdigit() else 0
        if self.last and done_year and self.last > done_year:
            return "target"
        told = self.figure.modality
        if told == "target":
            return "target"
        return "estimated" if told == "estimated" else "done"

    @cached_property
    def first(self) -> int | None:
        if self.own_year is not None:
            return self.own_year
        period = self.figure.period
        if self.yearly and len(period) == 4 and period[-1] in "05":  # 2025年…年均增速调整为6.5%左右: of the five years that end then
            return int(period) - 4
        return int(period[:4]) if period[:4].isdigit() else None

    @cached_property
    def last(self) -> int | None:
        return self.own_year if self.own_year is not None else self.figure.year

    @cached_property
    def own_year(self) -> int | None:
        """The year written right before it (由2015年的141家升至2020年的331家); of an industrial structure, before its first share."""
        head = self.plain[: self.span[0]]
        if self.subject.startswith("三次产业结构"):
            head = re.sub(r"[\d.:∶]+$", "", head)
        match = re.search(r"(?:由|从|为|至|到)(20\d\d)年的?$", head)
        return int(match[1]) if match else None

    @cached_property
    def part_of_year(self) -> str:
        """Words that make it a figure of a part of the year."""
        head = self.plain[: self.span[0]]
        cut_at = max(head.rfind("。"), head.rfind(";")) + 1
        found = words.PART_OF_YEAR.search(head[cut_at:])
        return found[0] if found else ""

    @cached_property
    def led_verb(self) -> str:
        """The word of adding that an earlier figure of the clause has and this one shares (净增甲23家、乙29家)."""
        head = self.plain[: self.span[0] - len(self.before)]
        clause = head[max(head.rfind(mark) for mark in ",;:。|") + 1 :]
        if not clause or not re.match(r"[、和及与]", self.before) or _NEW.search(self.before) or re.search(r"累计|总数|总量|达到?$", self.before):
            return ""
        found = re.match(rf"[^\d]{{0,8}}?({_NEW.pattern})", clause)
        return found[1] if found else ""

    @cached_property
    def came_in(self) -> bool:
        """Whether it counts what was added in its time."""
        own = self.before if len(self.before) > 3 else self.subject
        if self.led_verb:
            return True
        return "累计" not in own and CAME_IN.search(own.split("、")[-1]) is not None

    @cached_property
    def stands(self) -> bool:
        """Whether it is what there is at the end of its years, not what came in over them."""
        if _NEW.search(self.clause) or "累计" in self.before:
            return False
        known = indicators().get(self.indicator) if self.indicator else None
        if known is not None and known.form == "ratio":
            return True
        return re.search(r"达到|突破|提高到|提升到|降至|下降到|稳定在|保持|控制在|总数|总量|规模|率|比重|占比|拥有|数$", self.before + self.subject) is not None

    @cached_property
    def yearly(self) -> bool:
        """Whether it is what grows each year on the average of several."""
        head = self.plain[: self.span[0]]
        return _YEARLY.search(head[max(head.rfind(mark) for mark in ",;。|") + 1 :]) is not None

    @cached_property
    def unsure(self) -> bool:
        """Whether it is only where something stood before (从421亿元增加到648亿元), at a time that is not said."""
        return self.own_year is None and re.search(r"(?:从|由)(?:上年的?)?$", self.before) is not None and not self.changed

    @cached_property
    def timeless(self) -> bool:
        """Whether it is of a thing rather than of a year: what a project costs, how large it is."""
        return _TIMELESS.search(self.before + self.subject) is not None

    @property
    def value(self) -> float | None:
        return self.figure.value

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two of them say the same."""
        return (self.figure.value, self.figure.value_high, self.figure.unit, self.kind, self.modality == "target")

    def extras(self, topic: Topic, place_names: Iterable[str] = ()) -> list[str]:
        """Words of its own clause that say more than the topic does."""
        own = self.before if len(re.sub(r"[^\u4e00-\u9fff]", "", self.before)) > 2 else self.subject
        if "分别" in own:
            own = self.subject
        counted = "、" in own and topic.words and all(word in self.after for word in topic.words)
        if self.before.endswith("等") or counted:  # 甲、乙等31个项目投产, 建设甲、乙、丙3个重大设施: those named are of what is counted
            own = self.after
        elif 0 < own.rfind("等") < len(own) - 2:  # 交通、水务等领域政府投资项目
            own = own[own.rfind("等") + 1 :]
        own = _ASIDE.sub("", own)
        if self.after.startswith("的") and not self.before.endswith("等") and not self.after.startswith(("的目标", "的预期")):  # 总投资32亿元的甲开工
            own += self.after
        known = indicators().get(topic.indicator) if topic.indicator else None
        told = "".join((*topic.words, topic.name, *(known.all_names if known else ())))
        found = []
        for token in cut(own):
            if not token.tells or token.text in words.COMPARING or token.text.isdigit():
                continue
            if token.text in told or any(other in told for other in words.alike(token.text)) or token.text in place_names:
                continue
            if token.label in ("flow", "stage") or token.text in verbs().adverbs or (token.label == "name" and len(token.text) < 2):
                continue
            bare = AMOUNT.sub("", token.text)
            if not bare or bare in told or bare in EVERYWHERE or (len(bare) <= 4 and bare[:2] in told and bare[-2:] in told):
                continue
            found.append(token.text)
        return found
