"""Addresses of what comes and goes as files: evidence, workbooks, rows carried over, rates. Before those of the tables, whose steps take any word."""

from django.urls import path

from luoshi.web.office.papers import carrying, evidence, quarter, rates, table, units

urlpatterns = [
    path("evidence/<int:number>/", evidence.fetch, name="office-evidence"),
    path("evidence/<int:number>/remove", evidence.remove, name="office-evidence-remove"),
    path("tasks/<int:number>/evidence", evidence.add, name="office-evidence-add"),
    path("units.xlsx", units.workbook, name="office-units-xlsx"),
    path("units/import", units.read, name="office-units-import"),
    path("quarter.xlsx", quarter.sheet, name="office-quarter-sheet"),
    path("quarter/read", quarter.read, name="office-quarter-read"),
    path("tables/import", table.read, name="office-table-import"),
    path("tables/<int:number>/carry", carrying.carry, name="office-carry"),
    path("tables/<int:number>/carry/year", carrying.year, name="office-carry-year"),
    path("rates/", rates.rates, name="office-rates"),
    path("rates.xlsx", rates.export, {"form": "xlsx"}, name="office-rates-xlsx"),
    path("rates.csv", rates.export, {"form": "csv"}, name="office-rates-csv"),
]
