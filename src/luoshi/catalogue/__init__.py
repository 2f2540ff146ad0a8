"""The catalogue: units of measure, indicators, offices, regions and wording, as data a non-programmer edits.

Each kind has a CSV file under `data` and a module named after it. Files are read when first asked for and kept.
"""

from __future__ import annotations

from .indicators import Indicator, Indicators, indicators
from .offices import Office, offices
from .regions import PlaceFound, Region, Regions, Zone, regions
from .units import MULTIPLIERS, Unit, unit_of, units
from .wording import Wording, wordings

__all__ = [
    "MULTIPLIERS",
    "Indicator",
    "Indicators",
    "Office",
    "PlaceFound",
    "Region",
    "Regions",
    "Unit",
    "Wording",
    "Zone",
    "indicators",
    "offices",
    "regions",
    "unit_of",
    "units",
    "wordings",
]
