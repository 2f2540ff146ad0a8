"""The grammar of place names: reading 澄湖区 as a district's name where no catalogue holds it.

A name is what stands before the words that say whose assembly, government or report this is (人民政府, 第…届人民代表大会),
or at a clause's start or behind 在, 位于 and the like; kinds of places (社区, 贫困县, 主城区) are no names.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from luoshi.catalogue.common import is_common
from luoshi.reading.facts import Level, Place

HAN = r"[\u4e00-\u9fff]"
_ZONE = r"(?:开发区|高新区|新区|示范区|合作区|保税区|经开区|产业园区|管理区|风景区|度假区)"
OWNER = re.compile(
    rf"({HAN}{{1,22}}?(?:{_ZONE}|[省市区县州盟旗镇乡]|街道|群岛|海域|行政委员会))"
    r"(?=第?[一二三四五六七八九十\d]{1,4}届|人民代表大会|人大常委|人民政府|政府|两会|(?:19|20)\d\d年|国民经济|统计局|发展和改革|财政局"
    r"|管委会|管理委员会|街道办|代?[区县市]长)"
)
"""A name, with whatever stands before it, where it says whose assembly, government or report this is."""
_BEFORE_NAME = re.compile(
    r"^(?:[一二三四五六七八九十]{0,3}[年月日](?!喀则))*在?(?:.*(?:关于(?:提请)?(?:审议|批准|同意)?(?:调整|修订|修改|印发|下达|报送)?|代表|现在|委托|[在受由向从了的]|自(?!治)))?"
)
_ENDS_BEFORE_NAME = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|关于|代表|现在|委托|^[一二三四五六七八九十]{0,3}[年月日]|[在受由向从了的是为对与和及把将经至赴到于使让给同省市州盟]|自治区|地区)$"
)
_ABOVE_NAME = re.compile(rf"({HAN}{{2,8}}?(?:省|自治区|市|自治州|州|盟|地区))+?(?={HAN}{{2,14}}$)")
_NO_NAME = re.compile(
    r"[各全本我该两其从的了是有把被]|同意|批准|决定|审议|涉及|所在|有关|所属|以及|[社园地片街校库景灾辖小郊老特专战院]区$|[上入超]市$"
    r"|(?:贫困|脱贫|示范|试点|重点|先进|领先|百强|文明|卫生|模范|园林|宜居|特色|边境|民族|农业|工业|旅游|畜牧|粮食|生态|沿海|沿江"
    r"|内陆|周边|邻近|中心|主|大|强|小|名|直辖|省辖|地级|县级|计划单列|特大城|大城|小城|中小城|都)[区县市]$"
)
_OFTEN_A_KIND = re.compile(r"[城山湖林港新牧矿]区$|[城新]县$|城市$")
"""南山区 and 澄湖区 are names, 丘陵山区 and 环湖区 kinds: a name where its stem has a life of its own (澄湖之畔)."""
_BY_SHAPE = re.compile(
    rf"(?:(?:^|[^\u4e00-\u9fff]|[着在于])|([是为对与和使]))({HAN}{{2,3}}[区县市旗])(?![域间内内外别分块位级场民帜])",
    re.MULTILINE,
)
_LEVELS: dict[str, Level] = {
    "省": "province", "市": "city", "区": "district", "县": "district", "州": "city", "旗": "district", "盟": "city",
    "镇": "town", "乡": "town", "道": "town",
}  # fmt: skip
_ENDS_ZONE = re.compile(rf"{_ZONE}$")
_LONGEST_STEM = 4
_RISES = "强兴富活立"
"""工业强县, 人才兴区."""
_MOST_TRIED = 200
"""Different shapes counted in one document; a report holds some dozens."""


def split_name(run: str) -> tuple[str, str]:
    """(above, name) of a run of characters that ends with a name: 云陂市, 澄湖区."""
    name = _BEFORE_NAME.sub("", run)
    above = _ABOVE_NAME.match(name)
    return (above.group(), name[above.end() :]) if above else ("", name)


def ends_before_name(before: str) -> bool:
    """Whether a name may begin behind these words: behind 关于, 代表, a city's name or no Chinese character at all."""
    return bool(_ENDS_BEFORE_NAME.search(before))


def is_name(name: str) -> bool:
    """Whether such a word can be the name of one place rather than of a kind of places or a slogan (产业强区)."""
    is_zone = _ENDS_ZONE.search(name)
    stem = _ENDS_ZONE.sub("", name) if is_zone else name[:-1]
    if len(stem) < 2 or (len(stem) > _LONGEST_STEM and not is_zone and "自治" not in stem):
        return False
    if stem[-1] in _RISES and is_common(stem[:-1]):
        return False
    return not _NO_NAME.search(name) and not is_common(name)


def unknown_place(name: str, above: str) -> Place:
    """A place the catalogue does not hold, its level told by the name's ending."""
    level: Level = "zone" if _ENDS_ZONE.search(name) else _LEVELS.get(name[-1], "")
    return Place(name, level, parent=above)


def parent_in(body: str, name: str) -> str:
    """The city or province most often written straight before the name, or nothing."""
    found: Counter[str] = Counter(
        above
        for match in _parent_pattern(name).finditer(body)
        if is_name(above := _BEFORE_NAME.sub("", match.group(1)))
    )
    return max(found, key=lambda above: (found[above], above)) if found else ""


@lru_cache(maxsize=256)
def _parent_pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[在是为和与、向表于会]))({HAN}{{2,6}}?[省市州盟]){re.escape(name)}"
    )


def names_by_shape(body: str, own: str = "") -> Counter[str]:
    """Districts, counties and cities by the shape of their names, with how often each stands in the text.

    A name seen only where it may be part of something longer (behind 和, 为) must stand twice. With `own` (区, 县, 市)
    only names that end so.
    """
    seen: dict[str, bool] = {}
    for weak, name in _BY_SHAPE.findall(body):
        if own and not name.endswith(own):
            continue
        if name in seen:
            seen[name] = seen[name] or not weak
        elif len(seen) < _MOST_TRIED and is_name(name):
            seen[name] = not weak
    counts: Counter[str] = Counter()
    for name, firm in seen.items():
        count = body.count(name)
        if count < 2 and not firm:
            continue
        if _OFTEN_A_KIND.search(name) and body.count(name[:-1]) <= count:
            continue
        counts[name] = count
    return counts
