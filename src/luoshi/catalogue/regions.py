"""The administrative divisions of China, province to county, and the functional zones beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, cast

from .rows import parts, rows

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

RegionLevel = Literal["province", "city", "district"]
LEVELS: tuple[RegionLevel, ...] = ("province", "city", "district")

_NOWHERE_ALONE = frozenset(
    parts("东区|西区|城区|郊区|矿区|城东区|城西区|城中区|城北区|市中区|市南区|市北区|新城区|老城区"),
)
"""Names that in running text mostly mean any such part of any city; found by `by_name`, not by `find_in`."""
_ALSO_WORDS = frozenset(
    parts("文山|长治|海口|大理|大同|白山|中山|安康|白银|通化|兴安|和田|河池|黄山|安庆|吉安|三明|东营|保山|丽水"),
)
"""Short names of cities that are also words or parts of words (文山会海, 长治久安): found in a text in full only."""


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division."""

    code: str
    """Six digits (GB/T 2260)."""
    name: str
    """In full (东西湖区)."""
    parent: str
    """Code of the region it belongs to: of the city, or of the province where no city stands between."""
    level: RegionLevel
    """district: also a county, a county-level city, a banner."""
    short: str
    """The name without what kind of place it is (东西湖); empty where too little would be left."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A functional zone 功能区: a development zone or a new area, which has no code of its own."""

    name: str
    names: tuple[str, ...]
    """What else it is called (武汉经开区, 车谷)."""
    region: str
    """Code of the city, or province, it belongs to."""
    kind: str
    """经开区, 高新区, 新区 or 其他."""
    tie: Literal["托管", "合署", ""]
    """托管: governs a district on a city's behalf; 合署: one staff with a district's government."""
    tied_to: str
    """Code of that district."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A region or a zone named in a text. A name that several regions bear is found once with each of them."""

    start: int
    end: int
    places: tuple[Region | Zone, ...]


class Regions:
    """All regions and zones, to be had by code or name or found in a text."""

    def __init__(self, found: tuple[Region, ...], zones: tuple[Zone, ...]) -> None:
        self.all = found
        self.zones = zones
        self._by_code = {region.code: region for region in found}
        self._by_full: dict[str, list[Region]] = {}
        self._by_short: dict[str, list[Region]] = {}
        for region in sorted(found, key=lambda region: LEVELS.index(region.level)):
            self._by_full.setdefault(region.name, []).append(region)
            if region.short:
                self._by_short.setdefault(region.short, []).append(region)
        self._zones = {name: zone for zone in zones for name in (zone.name, *zone.names)}

    def by_code(self, code: str) -> Region | None:
        """The region of that six-digit code."""
        return self._by_code.get(code)

    def by_name(self, name: str, *, within: str | Region | None = None) -> tuple[Region, ...]:
        """Every region of that name, in full or else short, the larger first; none where nobody bears it.

        `within` keeps those inside one region, given itself, by code or by name.
        """
        found = self._by_full.get(name) or self._by_short.get(name) or []
        if within is None:
            return tuple(found)
        if isinstance(within, Region):
            around = {within.code}
        elif within in self._by_code:
            around = {within}
        else:
            around = {region.code for region in self.by_name(within)}
        return tuple(region for region in found if around & {above.code for above in self.above(region)})

    def above(self, region: Region) -> tuple[Region, ...]:
        """The regions `region` belongs to, the nearest first."""
        chain = []
        parent = self._by_code.get(region.parent)
        while parent:
            chain.append(parent)
            parent = self._by_code.get(parent.parent)
        return tuple(chain)

    def zone(self, name: str) -> Zone | None:
        """The zone of that name, in full or short."""
        return self._zones.get(name)

    def find_in(self, text: str) -> tuple[PlaceFound, ...]:
        """Every region and zone named in `text`, in order, none overlapping, the longest name at each place.

        Districts are found by their full name, provinces and cities by the short one too; 城区, 东区 and the like are
        left out, and so are short names that are also words.
        """
        search, places = self._search
        matches = search.find_matches_as_indexes(text, overlapping=True)
        found = []
        last = 0
        for pattern, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
            if start >= last:
                found.append(PlaceFound(start, end, places[pattern]))
                last = end
        return tuple(found)

    @cached_property
    def _search(self) -> tuple[AhoCorasick, list[tuple[Region | Zone, ...]]]:
        from ahocorasick_rs import AhoCorasick

        named: dict[str, list[Region | Zone]] = {name: [zone] for name, zone in self._zones.items()}
        for name, bearers in self._by_full.items():
            if name not in _NOWHERE_ALONE:
                named.setdefault(name, []).extend(bearers)
        for name, bearers in self._by_short.items():
            larger = [region for region in bearers if region.level != "district"]
            if larger and name not in _ALSO_WORDS:
                named.setdefault(name, []).extend(larger)
        search = AhoCorasick(list(named))  # one that finds the longest alone takes three times as long to make
        return search, [tuple(bearers) for bearers in named.values()]


@cache
def regions() -> Regions:
    """The catalogue of regions and zones, read once."""
    return Regions(
        tuple(
            Region(row["code"], row["name"], row["parent"], cast(RegionLevel, row["level"]), row["short"])
            for row in rows("regions.csv")
        ),
        tuple(
            Zone(
                name=row["zone"],
                names=parts(row["names"]),
                region=row["region"],
                kind=row["kind"],
                tie=cast(Literal["托管", "合署", ""], row["tie"]),
                tied_to=row["tied_to"],
            )
            for row in rows("zones.csv")
        ),
    )
