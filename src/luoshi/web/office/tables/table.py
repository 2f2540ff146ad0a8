"""A table's page: every row in sight, narrowed by what the address asks, with the steps that may be taken."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.delivering.clocks.periods import FREQUENCIES
from luoshi.web.office.door import Desk, desk
from luoshi.web.office.tables import head
from luoshi.web.office.tables.shown import ONLY, WHOLE, Asked, Sheet, counts, themes
from luoshi.web.office.tables.typed import Names, choices


@desk
@require_safe
def table(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The rows asked for, and how many there are of each sort."""
    found = desk.table(number)
    sheet, wanted = Sheet(desk, found), Asked.of(request.GET)
    rows, names = wanted.narrow(sheet.rows), Names(found.workspace)
    number_of, offered = counts(sheet.rows), head.offered(desk, found)
    whole = bool(desk.duties & WHOLE)
    context: dict[str, Any] = {
        "room": "tables", "table": found, "rows": rows, "asked": wanted, "offered": offered, "whole": whole,
        "total": sum(not row.gone for row in sheet.rows), "stages": head.stages(found), "waits": head.waits(found),
        "blocks": head.blocks(found, number_of) if whole else [], "differences": head.differences(desk, found),
        "sorts": _sorts(wanted, number_of) if whole else [], "themes": themes(sheet.rows), "frequency": FREQUENCIES.get(found.frequency, ""),  # type: ignore[call-overload]
        "frequencies": FREQUENCIES, "edit": "edit" in offered, "opining": any(row.mine for row in rows),
        "opinions": any(row.opinions for row in sheet.rows), "here": request.get_full_path(), "duties": desk.duties, **choices(names),
    }  # fmt: skip
    present = {unit for row in sheet.rows for unit in row.units}
    context["present"] = [(unit.pk, unit.short or unit.name) for unit in names.units if unit.pk in present]
    context["more"] = context["opinions"] or context["opining"]
    context["columns"] = 14 if context["more"] else 13
    return render(request, "office/tables/table.html", context)


def _sorts(wanted: Asked, number_of: Any) -> list[tuple[str, str, int, bool]]:
    """The sorts of rows with their addresses and numbers."""
    return [(word, wanted.address(only=name), number_of[name], wanted.only == name) for name, word in ONLY.items() if number_of[name] or wanted.only == name]
