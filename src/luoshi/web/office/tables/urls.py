"""Addresses of the tables of tasks: the list, a draft, a table with its steps, its rows, its opinions, the files of it."""

from django.urls import path

from luoshi.web.office.tables import files, listing, many, opining, row, stepping, table

urlpatterns = [
    path("tables/", listing.tables, name="office-tables"),
    path("tables/new", listing.draft, name="office-draft"),
    path("tables/<int:number>/", table.table, name="office-table"),
    path("tables/<int:number>.xlsx", files.xlsx, name="office-table-xlsx"),
    path("tables/<int:number>.docx", files.docx, name="office-table-docx"),
    path("tables/<int:number>/add", many.add, name="office-add-row"),
    path("tables/<int:number>/many", many.many, name="office-many-rows"),
    path("tables/<int:number>/opinions/<int:opinion>/settle", opining.settle, name="office-settle"),
    path("tables/<int:number>/rows/<int:task>/", row.row, name="office-row"),
    path("tables/<int:number>/rows/<int:task>/cell", row.cell, name="office-cell"),
    path("tables/<int:number>/rows/<int:task>/<slug:step>", many.one, name="office-row-step"),
    path("tables/<int:number>/<slug:step>", stepping.step, name="office-table-step"),
]
