"""Plans: a five-year plan's indicators, the way to each target, amendments, and each year's monitoring. Pure functions over papers."""

from __future__ import annotations

from .indicator import Amendment, Method, Monitoring, PlanIndicator, Row, Step
from .monitoring import accounted, monitor
from .rows import indicators_of

__all__ = ["Amendment", "Method", "Monitoring", "PlanIndicator", "Row", "Step", "accounted", "indicators_of", "monitor"]
