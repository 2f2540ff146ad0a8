"""Choosing a place from the catalogue: one line with its name, where it lies and its code fills four fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.regions import regions
from luoshi.errors import IntakeError

_CODE = re.compile(r"\((\d{6})\)\s*$")
_ZONE = "功能区"


@cache
def options() -> tuple[str, ...]:
    """A line for every region and zone: `东西湖区 武汉市 (420112)`, `武汉经济技术开发区 武汉市 功能区`."""
    known = regions()
    lines = []
    for region in known.all:
        parent = known.by_code(region.parent)
        lines.append(" ".join(filter(None, (region.name, parent.name if parent else "", f"({region.code})"))))
    for zone in known.zones:
        parent = known.by_code(zone.region)
        lines.append(" ".join(filter(None, (zone.name, parent.name if parent else "", _ZONE))))
    return tuple(lines)


@cache
def indicator_names() -> tuple[str, ...]:
    """The names of all indicators, as they may be chosen."""
    return tuple(each.name for each in indicators().all)


def filled(given: Mapping[str, str]) -> dict[str, str]:
    """The form with the fields of the place chosen from the catalogue; as it is where none was. Raises L558."""
    chosen = " ".join(given.get("place", "").split())
    if not chosen:
        return dict(given)
    known = regions()
    if match := _CODE.search(chosen):
        region = known.by_code(match[1])
        if region is None:
            raise IntakeError("L558", field="从名录选", value=chosen[:60], hint="名录里没有这个代码")
        parent = known.by_code(region.parent)
        place = {
            "place_name": region.name,
            "place_level": region.level,
            "place_code": region.code,
            "place_parent": parent.name if parent else "",
            "place_tie": "",
            "place_tied_to": "",
        }
        return {**given, **place}
    name = chosen.split(" ")[0]
    zone = known.zone(name)
    if zone is not None:
        city, tied = known.by_code(zone.region), known.by_code(zone.tied_to)
        place = {
            "place_name": zone.name,
            "place_level": "zone",
            "place_code": "",
            "place_parent": city.name if city else "",
            "place_tie": zone.tie,
            "place_tied_to": tied.name if tied else "",
        }
        return {**given, **place}
    bearers = known.by_name(name)
    if len(bearers) == 1:
        return filled({**given, "place": f"({bearers[0].code})"})
    hint = "同名的不止一个，请带上代码" if bearers else "名录里没有，请填下面几栏"
    raise IntakeError("L558", field="从名录选", value=chosen[:60], hint=hint)
