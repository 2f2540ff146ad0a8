"""The papers of which a year's ladder of targets is made, as a person may see them: what the places on it plan for that year.

There may be thousands, and of each a page needs a sentence or two: only those are put together in which the indicator may stand, with a
fixed number of questions to the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import cast, get_args

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.reckoned import base_of
from luoshi.catalogue.regions import Region, regions
from luoshi.ledger.models import Figure, Measure, Standing, Target
from luoshi.ledger.papers import Positions, fetched, ready
from luoshi.ledger.shelf import current_readings
from luoshi.ledger.standing_rows import place_key
from luoshi.people.access import Person, visible_to
from luoshi.reading.facts import Level
from luoshi.reckoning.ratchet import NATION
from luoshi.reckoning.threads import Paper

MOST = 300
"""Documents that one ladder is made of."""
_LEVELS = get_args(Level)
_SURE = 2
"""Characters of a name from which on words without an indicator are looked at more closely."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A place with all that is in it and all that is above it."""

    key: str
    """By which it is asked for: its code, else its name."""
    name: str
    within: str
    """Where it is, to tell it from others of its name."""
    condition: Q


@dataclass(frozen=True, slots=True)
class Gathered:
    """The papers of a ladder."""

    papers: list[Paper]
    keys: dict[str, str]
    """`ratchet.key_of` of a place → the key of its page."""
    left_out: int
    """Documents beyond `MOST`."""
    whole_levels: bool
    """What was left out are the lower levels: of those that are here nothing is missing."""


def planning_years(person: Person) -> list[int]:
    """The years for which papers plan, each for itself, the last first."""
    rows = visible_to(person, Standing.objects.exclude(year=None)).order_by().values_list("year", "plan").distinct()
    return sorted({int(plan) for year, plan in rows if plan == str(year)}, reverse=True)


def most_said(person: Person, year: int, most: int) -> list[tuple[str, int]]:
    """The indicators of which most documents set a target for the year, each with how many do."""
    targets = Figure.objects.filter(year=year, record="target").exclude(indicator="")
    seen = targets.filter(Exists(_planning(person, year).filter(pk=OuterRef("standing"))))
    counted = seen.order_by().values_list("indicator").annotate(count=Count("standing", distinct=True))
    return list(counted.order_by("-count", "indicator")[:most])


def provinces_and_cities(person: Person, year: int) -> list[tuple[str, str]]:
    """Those in which something plans for the year: name, and the province of a city."""
    rows = _planning(person, year).order_by().values_list("province", "city").distinct()
    found = {(province, "") for province, _ in rows if province} | {(city, province) for province, city in rows if city}
    return sorted(found, key=lambda each: (each[1] != "", each))


def trees(person: Person, words: str) -> list[Tree]:
    """The places meant by a code or a name: none, one, or several that bear the name. One that no register has must have a document."""
    own = regions().by_code(words)
    named = [own] if own else list(regions().by_name(words))
    if named:
        return [_tree(region) for region in named]
    if (zone := regions().zone(words)) is not None and (around := regions().by_code(zone.region)) is not None:
        above = [around, *regions().above(around)]
        here = Q(place__in=[zone.name, *zone.names]) | Q(code__in=[each.code for each in above]) | Q(level="nation")
        return [Tree(zone.name, zone.name, around.name, here)]
    here = Q(place=words) | Q(city=words) | Q(parent=words)
    seen = visible_to(person, Standing.objects.filter(here)).order_by("province").values_list("province", flat=True).distinct()[:1]
    return [Tree(words, words, "", here | Q(level="nation") | Q(place=province, level="province")) for province in seen]


def gathered(person: Person, indicator: str, year: int, tree: Tree | None = None, *, as_of: datetime | None = None) -> Gathered:
    """The papers that plan for the year, of a tree or of all places, each with the sentences in which the indicator may stand; as they were
    read by a time where one is given.

    The upper levels come first. Where there are too many, lower levels are left out whole, so that a place above is never missing; where
    the uppermost alone are too many, some of those are taken that set such a target.
    """
    rows = _rows(person, year, tree) if as_of is None else _rows_then(person, year, tree, as_of)
    rows.sort(key=lambda row: (row.depth, row.key, row.document))
    kept, whole = rows[:MOST], True
    if len(rows) > MOST:
        beyond = rows[MOST].depth
        whole = kept[0].depth != beyond
        if whole:
            kept = [row for row in kept if row.depth != beyond]
        else:
            targets = Figure.objects.filter(indicator__in=_alike(indicator), year=year, modality="target")
            telling = set(targets.values_list("standing__document", flat=True))
            kept = sorted((row for row in rows if row.depth == beyond), key=lambda row: row.document not in telling)[:MOST]
    keys = {NATION.name if row.level == NATION.level else row.code or row.place: row.key for row in kept}
    return Gathered(_papers(person, [row.reading for row in kept], indicator, as_of), keys, len(rows) - len(kept), whole)


@dataclass(frozen=True, slots=True)
class _Row:
    """A document that sets out the year."""

    document: int
    reading: int
    level: str
    code: str
    place: str
    key: str
    """Of the place's page."""

    @property
    def depth(self) -> int:
        return _LEVELS.index(cast(Level, self.level)) if self.level in _LEVELS else len(_LEVELS)


def _rows(person: Person, year: int, tree: Tree | None) -> list[_Row]:
    planning = _planning(person, year)
    columns = ("document", "reading", "level", "code", "place", "place_key")
    return [_Row(*row) for row in (planning.filter(tree.condition) if tree else planning).values_list(*columns)]


def _rows_then(person: Person, year: int, tree: Tree | None, as_of: datetime) -> list[_Row]:
    """Those that stood at that time. Which places are in the tree is told by what is here now."""
    read = current_readings(person, as_of=as_of).filter(plan=str(year)).exclude(kind="adjustment").exclude(place_name="")
    columns = ("document", "pk", "place_level", "place_code", "place_name", "place_parent")
    found = [
        _Row(document, reading, level, code, name, place_key(name, code, parent))
        for document, reading, level, code, name, parent in read.values_list(*columns)
    ]
    if tree is None:
        return found
    within = set(visible_to(person, Standing.objects.filter(tree.condition)).values_list("place_key", flat=True))
    return [row for row in found if row.key in within]


def _alike(indicator: str) -> list[str]:
    """The codes of the indicator and of its fall."""
    base = base_of(indicator)
    return [base, *(each.code for each in indicators() if each.code != base and base_of(each.code) == base)]


def _planning(person: Person, year: int) -> QuerySet[Standing]:
    """The documents that set out that one year."""
    return visible_to(person, Standing.objects.filter(year=year, plan=str(year))).exclude(kind="adjustment").exclude(place="")


def _tree(region: Region) -> Tree:
    chain = regions().above(region)
    names = {each.level: each.name for each in (region, *chain)}
    province, city = names.get("province", ""), names.get("city", "")
    if region.level == "province":
        inside = Q(province=province)
    elif region.level == "city":
        inside = Q(province=province, city=city)
    else:
        inside = Q(parent=region.name, province=province, city=city)
    codes = [region.code, *(each.code for each in chain)]
    condition = inside | Q(code__in=codes) | Q(level="nation")
    return Tree(region.code, region.name, "".join(each.name for each in reversed(chain)), condition)


def _papers(person: Person, readings: Sequence[int], indicator: str, as_of: datetime | None) -> list[Paper]:
    return [each.paper() for each in fetched(person, ready(readings), as_of=as_of, only=_sentences(readings, indicator))]


def _sentences(readings: Sequence[int], indicator: str) -> Positions:
    """The sentences in which a figure or a target of the indicator may stand: rather some too many, as reckoning looks closely."""
    codes = _alike(indicator)
    known = [each for code in codes if (each := indicators().get(code)) is not None]
    openings = {name[:_SURE] for each in known for name in each.all_names}
    may_be = Q(indicator__in=codes)
    unnamed = reduce(or_, (Q(subject__contains=opening) for opening in sorted(openings)), Q(pk__in=[]))
    may_be |= Q(indicator="") & unnamed
    found: dict[int, set[int]] = defaultdict(set)
    for rows in (Measure.objects.filter(modality="target"), Target.objects.all()):
        here = rows.filter(may_be, reading__in=readings).exclude(sentence=None).order_by()
        for reading, at in here.values_list("reading", "sentence").distinct():
            found[reading].add(at)
    return {reading: frozenset(places) for reading, places in found.items()}
