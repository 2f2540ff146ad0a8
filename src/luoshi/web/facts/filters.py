"""What the tables of facts are narrowed by: from the address to what is wanted, and to the form that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, Min
from django.http import QueryDict

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.offices import OFFICE_NAMES
from luoshi.catalogue.regions import regions
from luoshi.ledger.facets import counted_places, on_shelf, place_names, places_meant
from luoshi.ledger.lookup import Wanted
from luoshi.people.access import Person
from luoshi.web import asked
from luoshi.web.wording import DOCUMENT_KINDS, VALUES

MEASURES = (
    "place", "year", "indicator", "words", "modality", "kind", "bound", "theme", "office", "document_kind", "said_in", "document",
    "headline",
)  # fmt: skip
TASKS = ("place", "year", "words", "office", "theme", "act", "quantified", "document_kind", "said_in", "document")
"""The names by which each table is narrowed, in its address."""
LISTED = 400
"""Places offered by name; others are found by typing them."""
MODALITIES = VALUES["modality"]
BOUNDS = VALUES["bound"]
MEASURE_KINDS = {kind: VALUES["kind"][kind] for kind in ("level", "growth", "change", "multiple", "rank")}
ACTS = {"主办": "主办", "配合": "配合", "争取": "争取", "支持": "支持"}
STAGES = {stage: stage for stage in ("谋划", "签约", "开工", "在建", "竣工", "投产")}
QUANTIFIED = {"yes": "有量化要求", "no": "没有量化要求"}
THEMES = tuple(dict.fromkeys(each.theme for each in indicators() if each.theme))
KINDS_OF: dict[str, dict[str, str]] = {
    "measure": MEASURE_KINDS,
    "policy": {kind: VALUES["kind"][kind] for kind in ("document", "programme")},
    "actor": {
        kind: VALUES["kind"][kind] for kind in ("government", "firm", "school", "hospital", "park", "place", "organisation")
    },
}
"""Kind of record → its own kinds."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form: a list to choose from, or words to type with suggestions."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    """(value, what it is called)."""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that is chosen, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address asks for, known to be in bounds."""

    wanted: Wanted
    pairs: tuple[tuple[str, str], ...]
    """The names and values in the address, in one order; what was not understood is not among them."""
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    """What each of them is called."""

    @property
    def narrowed(self) -> bool:
        return bool(self.labels)

    @property
    def chips(self) -> list[Chip]:
        return [Chip(label, self.address(without=pair)) for pair, label in self.labels.items()]

    def value(self, name: str) -> str:
        """The one value under that name; empty where there is none or there are several."""
        values = [value for key, value in self.pairs if key == name]
        return values[0] if len(values) == 1 else ""

    def address(self, *, without: tuple[str, str] | None = None, **changes: str) -> str:
        """The query, without one pair and with other values under these names (an empty one takes the name out)."""
        kept = [pair for pair in self.pairs if pair != without and pair[0] not in changes]
        kept += [(name, value) for name, value in changes.items() if value]
        return f"?{urlencode(kept)}"

    def with_value(self, name: str, value: str) -> str:
        """The query with this one value under this name; empty where there is none to choose."""
        changes: dict[str, Any] = {name: value}
        return self.address(**changes) if value else ""


def filters_of(query: QueryDict, person: Person, names: Sequence[str]) -> Filters:
    """What the address asks for under these names."""
    reader = _Reader(query, person)
    for name in names:
        getattr(reader, f"read_{name}")()
    return Filters(reader.wanted, tuple(reader.labels), reader.labels)


class _Reader:
    """Reads the address name by name; whatever is no value of its kind is left out, names of nothing find nothing."""

    def __init__(self, query: QueryDict, person: Person) -> None:
        self._query = query
        self._person = person
        self.wanted = Wanted()
        self.labels: dict[tuple[str, str], str] = {}

    def read_place(self) -> None:
        values = asked.several(self._query, "place")
        found = places_meant(self._person, values)
        keys: list[str] = []
        for value in values:
            for key, name in found.get(value) or [(value, f"{value}（没有这个地区的文件）")]:
                keys.append(key)
                self.labels["place", key] = name
        self.wanted = replace(self.wanted, places=tuple(dict.fromkeys(keys)))

    def read_indicator(self) -> None:
        codes = []
        for value in asked.several(self._query, "indicator"):
            known = indicators().get(value) or indicators().find(value)
            code = known.code if known else value[:64]
            codes.append(code)
            self.labels["indicator", code] = known.name if known else f"{value}（没有这个指标，可改在主体里查）"
        self.wanted = replace(self.wanted, indicators=tuple(dict.fromkeys(codes)))

    def read_year(self) -> None:
        self.wanted = replace(self.wanted, years=self._years("year", "{}年"))

    def read_said_in(self) -> None:
        self.wanted = replace(self.wanted, said_in=self._years("said_in", "{}年的文件"))

    def read_document(self) -> None:
        numbers = asked.numbers(self._query, "document")
        seen = on_shelf(self._person).filter(document__in=numbers).values_list("document", "title") if numbers else ()
        titles = dict(seen)
        for number in numbers:
            self.labels["document", str(number)] = titles.get(number) or f"第{number}号文件"
        self.wanted = replace(self.wanted, documents=numbers)

    def read_words(self) -> None:
        if words := asked.words(self._query, "words"):
            self.labels["words", words] = f"“{words}”"
            self.wanted = replace(self.wanted, words=words)

    def read_headline(self) -> None:
        if self._query.get("headline") == "1":
            self.labels["headline", "1"] = "主要目标"
            self.wanted = replace(self.wanted, headline=True)

    def read_quantified(self) -> None:
        if chosen := self._chosen("quantified", QUANTIFIED)[:1]:
            self.wanted = replace(self.wanted, quantified=chosen == ("yes",))

    def read_kind(self) -> None:
        self.wanted = replace(self.wanted, kinds=self._chosen("kind", VALUES["kind"]))

    def read_modality(self) -> None:
        self.wanted = replace(self.wanted, modalities=self._chosen("modality", MODALITIES))

    def read_bound(self) -> None:
        self.wanted = replace(self.wanted, bounds=self._chosen("bound", BOUNDS))

    def read_theme(self) -> None:
        self.wanted = replace(self.wanted, themes=self._chosen("theme", {theme: theme for theme in THEMES}))

    def read_office(self) -> None:
        self.wanted = replace(self.wanted, offices=self._chosen("office", {name: name for name in OFFICE_NAMES}))

    def read_act(self) -> None:
        self.wanted = replace(self.wanted, acts=self._chosen("act", ACTS))

    def read_stage(self) -> None:
        self.wanted = replace(self.wanted, stages=self._chosen("stage", STAGES))

    def read_document_kind(self) -> None:
        self.wanted = replace(self.wanted, document_kinds=self._chosen("document_kind", DOCUMENT_KINDS))

    def _chosen(self, name: str, known: dict[str, str]) -> tuple[str, ...]:
        values = tuple(value for value in asked.several(self._query, name) if value in known)
        self.labels |= {(name, value): known[value] for value in values}
        return values

    def _years(self, name: str, wording: str) -> tuple[int, ...]:
        years = asked.years(self._query, name)
        self.labels |= {(name, str(year)): wording.format(year) for year in years}
        return years


def boxes(filters: Filters, person: Person, names: Iterable[str], *, of: str = "measure") -> list[Box]:
    """The form's boxes under these names, as they are filled in; `of` is the record they narrow."""
    return [_box(name, filters, person, of) for name in names]


def _box(name: str, filters: Filters, person: Person, of: str) -> Box:
    value = filters.value(name)
    label, options = ("类别", KINDS_OF[of]) if name == "kind" else _LISTS.get(name, ("", {}))
    if name == "place":
        return Box(name, "地区", filters.labels.get((name, value), ""), _places_here(person), typed=True)
    if name == "indicator":
        every = tuple((each.name, each.theme) for each in indicators())
        return Box(name, "指标", filters.labels.get((name, value), ""), every, typed=True)
    if name in ("year", "said_in"):
        years = [(str(year), f"{year}年") for year in _years_here(person)]
        return Box(name, "年份" if name == "year" else "文件年度", value, tuple(years))
    return Box(name, label, value, tuple(options.items()))


_LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "modality": ("口径", MODALITIES),
    "bound": ("界限", BOUNDS),
    "theme": ("领域", {theme: theme for theme in THEMES}),
    "office": ("牵头（建议）", {name: name for name in OFFICE_NAMES}),
    "act": ("办理方式", ACTS),
    "quantified": ("量化", QUANTIFIED),
    "stage": ("阶段", STAGES),
    "document_kind": ("文件类型", DOCUMENT_KINDS),
}


def _years_here(person: Person) -> range:
    """The years that documents speak of, the latest first: the year before their own to the end of the next plan."""
    known = on_shelf(person).aggregate(first=Min("year"), last=Max("year"))
    if known["first"] is None:
        return range(0)
    return range(known["last"] + 5, known["first"] - 2, -1)


def _places_here(person: Person) -> tuple[tuple[str, str], ...]:
    """The names of the places with most documents, each with where it is."""
    counts = counted_places(person)
    listed = sorted(counts, key=lambda key: (-counts[key], key))[:LISTED]
    names = place_names(person, listed)
    above = {key: regions().above(region) for key in listed if (region := regions().by_code(key))}
    return tuple((names[key], above[key][0].name if above.get(key) else "") for key in listed)
