"""Where and when a question asks about, settled against what the ledger holds."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from luoshi.asking.question import PlaceAsked, Question
from luoshi.asking.times import Years
from luoshi.catalogue.regions import regions
from luoshi.ledger.lookup import standing
from luoshi.ledger.words.bigrams import normal
from luoshi.people.access import Person

_ZONE_SHORT = {"经开区": ("经开区",), "高新区": ("高新区",), "新区": ("新区",)}


@dataclass
class Shelf:
    """What places the ledger has documents of, and of which years. One for each question."""

    person: Person
    names: dict[str, str] = field(default_factory=dict)
    """Place key → name."""
    above: dict[str, frozenset[str]] = field(default_factory=dict)
    """Place key → names of the city and the province it is in."""
    aliases: dict[str, str] = field(default_factory=dict)
    """What places are called, plain → place key; empty for one that is only named as above another."""

    def __post_init__(self) -> None:
        columns = ("place", "place_key", "parent", "city", "province", "tie", "tied_to")
        rows = sorted(set(standing(self.person).order_by().values_list(*columns).distinct()))
        kinds: dict[str, set[str]] = defaultdict(set)
        for place, key, parent, city, province, tie, tied_to in rows:
            if not place:
                continue
            self.names[key] = place
            self.above[key] = self.above.get(key, frozenset()) | {city, parent, province} - {"", place}
            for name in (parent, city, province):
                if name:
                    self.aliases.setdefault(normal(name), "")
            zone = regions().zone(place)
            for name in (place, *(zone.names if zone else ())):
                self.aliases[normal(name)] = key
            if zone:
                for short in _ZONE_SHORT.get(zone.kind, ()):
                    kinds[short].add(key)
            elif (short := _short(place)) and len(regions().by_name(place)) < 2:
                self.aliases.setdefault(normal(short), key)
            if tie == "合署" and (other := regions().zone(tied_to)):  # one staff, one set of papers
                for name in (other.name, *other.names, _port(other.name)):
                    if name:
                        self.aliases.setdefault(normal(name), key)
        for name, keys in kinds.items():
            if len(keys) == 1:
                self.aliases.setdefault(normal(name), next(iter(keys)))

    @cached_property
    def only(self) -> str:
        """The key of the one place there is; empty where there are several."""
        return next(iter(self.names)) if len(self.names) == 1 else ""

    def within(self, key: str) -> tuple[str, ...]:
        """The place and those that lie in it."""
        name = self.names.get(key, "")
        return (key, *sorted(other for other, names in self.above.items() if name in names and other != key))

    def latest_year(self, keys: Iterable[str]) -> int | None:
        """The year of these places' latest report or plan of a single year: what 今年 is to a reader of it."""
        wanted = tuple(keys) or tuple(self.names)
        years = {
            self._latest.get(key)
            for key in wanted
            if self._latest.get(key)
        }
        return years.pop() if len(years) == 1 else (max(filter(None, years)) if len(wanted) == 1 and years else None)

    def reported(self, key: str) -> set[int]:
        """The years of which papers of the place say what was done."""
        return {int(review) for place, review in self._reviews if place == key}

    @cached_property
    def _reviews(self) -> set[tuple[str, str]]:
        papers = standing(self.person).filter(kind__in=("work_report", "plan_report", "bulletin")).order_by()
        rows = papers.values_list("place_key", "review").distinct()
        return {(key, review) for key, review in rows if len(review) == 4 and review.isdecimal()}

    @cached_property
    def _latest(self) -> dict[str, int]:
        found: dict[str, int] = {}
        papers = standing(self.person).exclude(kind__in=("news", "plan", "policy", "other")).order_by()
        for key, plan, year in papers.values_list("place_key", "plan", "year").distinct():
            if year and len(plan or "") <= 4:
                found[key] = max(found.get(key, 0), year)
        return found


@dataclass(frozen=True, slots=True)
class Scope:
    """The places and years asked about."""

    keys: tuple[str, ...] = ()
    """Place keys, in the order of asking; empty where none was named."""
    foreign: tuple[str, ...] = ()
    """Places named that the ledger has nothing of."""
    years: tuple[Years, ...] = ()
    unsettled: str = ""
    """A word of time (去年) that could be one of several years, as no one place was named."""

    def names_year(self, year: int) -> bool:
        """Whether this year was asked for."""
        return any(span.first <= year <= span.last for span in self.years)


def settle(question: Question, shelf: Shelf) -> Scope:
    """The places and years of the question, as far as the ledger can tell them."""
    keys = tuple(dict.fromkeys(place.key for place in question.places if place.key))
    foreign = tuple(place.name for place in question.places if not place.key)
    if keys and foreign:  # 武汉市东西湖区 names one place; the city above it is no other
        higher = {normal(name) for key in keys for name in shelf.above.get(key, ())}
        higher |= {name.rstrip("省市") for name in higher}
        foreign = tuple(name for name in foreign if name not in higher)
    if question.kind in ("figure", "comparison", "change") and question.aspect != "rank":
        keys, foreign = _wider(question, shelf, keys, foreign)
    if len(keys) > 1:
        keys = _most_specific(question.places, keys, shelf)
    years: list[Years] = []
    unsettled = ""
    for span in question.years:
        if span.shift is None and not span.term:
            years.append(span)
            continue
        if span.term:
            years.append(span)
            continue
        stated = [other.last for other in question.years if other.single and other.shift is None and not other.term]
        before = span.text.startswith("上") and len(stated) == 1  # 2022年目标比上年实际: the year before that one
        base = stated[0] if before else shelf.latest_year(keys)
        if base is None:
            unsettled = span.text
        else:
            years.append(replace(span, first=base + (span.shift or 0), last=base + (span.shift or 0)))
    terms = [span for span in years if span.term]
    if terms and len(years) > 1:  # 2023年三年累计: the years up to that one
        last = max(span.last for span in years)
        years = [Years(last + terms[0].term + 1, last, terms[0].text, whole=True)] if terms[0].term < 0 and last else terms[:1]
    return Scope(keys, foreign, tuple(years), unsettled)


_WIDER = re.compile(r"全国(?=的?(?:\x01|$|[^\u4e00-\u9fff]|平均|gdp|地区|社|固|城|居|规|经济|一般|工业|进出口|20))|我国|全省|全市|我市|本市|我省|本省")


def _wider(
    question: Question, shelf: Shelf, keys: tuple[str, ...], foreign: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """全国, 全省, 全市: another place than a district's own, unless the ledger has that city."""
    for match in _WIDER.finditer(question.plain):
        word = match[0]
        ending = {"国": "", "省": "省", "市": "市"}[word[-1]]
        here = [key for key, name in shelf.names.items() if ending and name.endswith(ending)]
        if any(key in here for key in keys) or question.plain[match.end() : match.end() + 1] in ("排", "第", "首", "领", "率"):
            continue
        if not keys and len(here) == 1:
            keys = (here[0],)
        else:
            keys, foreign = (), (*foreign, word)
    return keys, foreign


def _most_specific(places: tuple[PlaceAsked, ...], keys: tuple[str, ...], shelf: Shelf) -> tuple[str, ...]:
    """Without a place that only says where the next is: 武汉市东西湖区."""
    kept = list(keys)
    for one, other in itertools.pairwise(places):
        if one.key in kept and other.key in kept and one.end == other.start and shelf.names[one.key] in shelf.above[other.key]:
            kept.remove(one.key)
    return tuple(kept)


def _short(name: str) -> str:
    return name[:-1] if len(name) > 2 and name[-1] in "省市区县旗州盟" else ""


def _port(zone: str) -> str:
    """临空港 of 武汉临空港经济技术开发区: the short name people use, where it is long enough to be one."""
    known = next((region for region in regions().all if zone.startswith(region.short) and region.short and region.level == "city"), None)
    core = zone.removeprefix(known.short if known else "").removesuffix("经济技术开发区").removesuffix("高新技术产业开发区")
    return core if len(core) >= 3 and core != zone else ""
