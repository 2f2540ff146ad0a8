"""The office's pages: everyone's home, tables, tasks, supervision, units, and what comes and goes as files. Each part names its own addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("luoshi.web.office.papers.urls")),
    path("", include("luoshi.web.office.tables.urls")),
    path("", include("luoshi.web.office.tasks.urls")),
    path("", include("luoshi.web.office.supervise.urls")),
    path("", include("luoshi.web.office.units.urls")),
]
