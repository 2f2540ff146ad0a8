"""The tree of places at the side of the shelf: province › city › district, functional zones beside the districts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.ledger.facets import PlaceCount
from luoshi.web.shelf.choice import Shelf

ALL_OPEN = 40
"""Up to so many places the whole tree stands open; beyond, the branch that is chosen."""


@dataclass(frozen=True, slots=True)
class Node:
    """A place, or all that lies within one, with the number of documents."""

    label: str
    count: int
    address: str
    chosen: bool
    tag: str = ""
    """What tells it from its neighbours: 功能区, 本级."""
    children: tuple[Node, ...] = ()


def tree(places: Iterable[PlaceCount], shelf: Shelf) -> list[Node]:
    """The top of the tree: the country, the provinces, and whatever belongs to none that is known."""
    every = sorted(places, key=sort_key)
    provinces: dict[str, list[PlaceCount]] = defaultdict(list)
    for place in every:
        provinces[place.province].append(place)
    builder = _Builder(shelf, all_open=len(every) <= ALL_OPEN)
    nodes = [builder.province(name, provinces[name]) for name in provinces if name]
    return [*nodes, *builder.cities("", provinces.get("", []))]


def sort_key(place: PlaceCount) -> tuple[bool, bool, str]:
    """The country, then by code as the register has it; zones and places without a code come after those with one."""
    return place.level != "nation", not place.key.isdecimal(), place.key


class _Builder:
    def __init__(self, shelf: Shelf, *, all_open: bool) -> None:
        self._shelf = shelf
        self._choice = shelf.choice
        self._all_open = all_open

    def province(self, name: str, places: list[PlaceCount]) -> Node:
        chosen = self._choice.province == name
        inside = any(place.key in self._choice.places for place in places)
        children = self.cities(name, places) if chosen or inside or self._all_open else ()
        here = chosen and not self._choice.city and not self._choice.places
        return Node(name, _sum(places), self._within(province=name), here, children=tuple(children))

    def cities(self, province: str, places: list[PlaceCount]) -> list[Node]:
        cities: dict[str, list[PlaceCount]] = defaultdict(list)
        for place in places:
            cities[place.city].append(place)
        alone = [self._place(place, own="province" if province else "") for place in cities.pop("", [])]
        return [*alone, *(self._city(province, name, inside) for name, inside in cities.items())]

    def _city(self, province: str, name: str, places: list[PlaceCount]) -> Node:
        chosen = self._choice.city == name and self._choice.province == province
        inside = any(place.key in self._choice.places for place in places)
        children = [self._place(place, own="city") for place in places] if chosen or inside or self._all_open else []
        here = chosen and not self._choice.places
        return Node(name, _sum(places), self._within(province=province, city=name), here, children=tuple(children))

    def _place(self, place: PlaceCount, *, own: str) -> Node:
        tag = "功能区" if place.level == "zone" else "本级" if place.level and place.level == own else ""
        chosen = place.key in self._choice.places
        address = self._shelf.address(province="", city="", places=() if chosen else (place.key,))
        return Node(place.name or "地区不详", place.count, address, chosen, tag)

    def _within(self, *, province: str = "", city: str = "") -> str:
        return self._shelf.address(province=province, city=city, places=())


def _sum(places: Iterable[PlaceCount]) -> int:
    return sum(place.count for place in places)
