"""What a figure is of, so that two papers' figures can be held against one another: thing, act, scope.

Two figures are of one thing where the catalogue has one indicator for both, or where, renamed words, acts and the place's own name
aside, their subjects are the same words. Shared words alone make nothing the same: 工业投资 is not 工业技改投资.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.names import plain
from luoshi.catalogue.reckoned import acts, base_of, renamed
from luoshi.catalogue.regions import regions
from luoshi.reading.facts import Place
from luoshi.reading.subjects import verb_at_end
from luoshi.reading.text import fold

_ANY_ALL = re.compile(r"全[国省市区县州旗镇乡]|全自治区|全街道")
_WHEN = re.compile(
    r"^(?:拟|安排|全年|今年|当年|本年|年度|年末|年底|年内|到?20\d\d年[末底]?|[上当本]年|预计|预期|力争|确保|累计|共计?|已|其中:?|总共|约|"
    r"十[二三四五]五(?:时期|期间|末)?|规划期[内间]?|[一二两三四五]年|五年间?|:|,)"
)
_WITHIN = re.compile(r"当年|全年|本年度?|年度|累计")
_ENDS = re.compile(r"(?:(?<=值)(?:现价)?总量|总数|数量|个数|家数|户数|达到|达|突破|超过|至|为|在|约|累计|年末|增长|下降|降低|同比|目标|任务|[由从较比]上年|平均|年均|拟|拟按|安排|:|,)$")
_FACTORS = re.compile(r"(?:扣除|剔除|按|同)[^,;。]{0,16}?(?:因素(?:后)?|口径)(?:计算)?(?:同口径)?|^同口径")

_ASIDE = re.compile(r"\(((?:扣除|剔除|按|同)[^()]{0,16}?(?:因素(?:后)?|口径)(?:计算)?(?:同口径)?|同口径)\)")
_BASIS = re.compile(r"后|计算|因素|同口径|扣除|剔除")
"""Words that do not tell one basis from another: 扣除留抵退税因素后同口径 is 扣除留抵退税."""


NEW = frozenset({"add", "net", "raise"})
"""Acts by which a year's addition to a stock is counted."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure is of."""

    indicator: str
    """The catalogue's code, the fall of a thing told as the thing; empty where it has none."""
    object: str
    """The subject without act, place and time, in standard words."""
    act: str
    """The act in its name (`add`, `net`, `build` …, see `reckoning/acts.csv`); empty where there is none."""
    elsewhere: str = ""
    """Another place it is of (东津区, 全市 in a district's paper)."""
    basis: str = ""
    """On what basis it was computed, where that is said (扣除留抵退税因素)."""

    @property
    def key(self) -> str:
        """What figures of one thing share, whatever their act and scope."""
        return self.indicator or self.object


_QUOTED = re.compile(r"^“[^”]{1,12}”(?=[^“”]{4,}$)")


def unquoted(subject: str) -> str:
    """A subject without the programme's name in quotation marks at its head (“一件事一次办”集成办理事项); empty where there is none."""
    hit = _QUOTED.match(subject)
    return subject[hit.end() :] if hit else ""


@lru_cache(maxsize=100_000)
def thing_of(subject: str, indicator: str, place: Place) -> Thing:
    """The thing a subject names in a paper of `place`."""
    words = plain(subject)
    basis = ""
    if factors := _FACTORS.search(words):
        basis = _BASIS.sub("", factors.group())
        words = words[: factors.start()] + words[factors.end() :]
    elif aside := _ASIDE.search(fold(subject)):
        basis = _BASIS.sub("", aside[1])  # 一般公共预算收入（剔除留抵退税因素）
        if not indicator and (found := indicators().find(words)):
            indicator = found.code
    words, elsewhere = _without_place(words, place)
    words = _trimmed(_WITHIN.sub("", words))
    if not indicator and (found := indicators().find(words)):
        indicator = found.code
    words = _trimmed(renamed(words))
    if not indicator and (found := indicators().find(words)):
        indicator = found.code
    if not indicator and (verb := verb_at_end(words)) and (found := indicators().find(verb + words.removesuffix(verb))):
        indicator = found.code  # 断头路打通
    words, act = _without_act(words)
    if not indicator and act not in acts().flows and (found := indicators().find(words)):
        indicator = found.code  # 帮扶失业人员再就业
    if not indicator and act in NEW and (found := indicators().find(words)) and (added := indicators().get(f"new_{found.code}")):
        indicator = added.code  # 培育省级专精特新企业
    return Thing(base_of(indicator) if indicator else "", words, act, elsewhere, basis)


def _without_place(words: str, place: Place) -> tuple[str, str]:
    """The words without their own place's name, and the name of another place where they are of one."""
    own = {place.name, place.name.removesuffix("区").removesuffix("市").removesuffix("县")} if place.name else set()
    for name in sorted(filter(None, own), key=len, reverse=True):
        if len(name) >= 2 and words.startswith(name):
            return words[len(name) :], ""
    if hit := _ANY_ALL.match(words):
        last = "区" if place.level == "zone" else place.name[-1:]
        mine = last not in "国省市区县州旗镇乡" or hit.group().endswith(last) or not place.name
        return words[hit.end() :], "" if mine else hit.group()
    for found in regions().find_in(words[:12]):
        if found.start == 0 and found.end < len(words) and words[: found.end] not in own:
            return words[found.end :], words[: found.end]
    return words, ""


def _trimmed(words: str) -> str:
    before = ""
    while words != before and words:
        before = words
        words = _ENDS.sub("", _WHEN.sub("", words)) or words
    return words


def _without_act(words: str) -> tuple[str, str]:
    """The words without the acts at their head and tail, and the act that tells most: a count's own before 完成 and the like."""
    table = acts()
    found: list[str] = []
    while hit := table.leading.match(words):
        if hit.end() == len(words):
            break
        found.append(table.of[hit.group()])
        words = _trimmed(words[hit.end() :])
    while hit := table.trailing.search(words):
        if hit.start() == 0:
            break
        found.append(table.of[hit.group()])
        words = _trimmed(words[: hit.start()])
    counting = [act for act in found if act in table.flows]
    return words, (counting or found or [""])[0]
