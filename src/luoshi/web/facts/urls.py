"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from luoshi.web.facts import entities, indicator, pictures, terms, views, vintages
from luoshi.web.facts.export import FORMS, export

urlpatterns = [
    path("measures/", views.measures, name="measures"),
    path("commitments/", views.commitments, name="commitments"),
    path("series.svg", pictures.series_picture, name="series-chart"),
    path("terms/", terms.terms, name="terms"),
    path("terms/<path:key>/", terms.term, name="term"),
    path("indicators/<slug:code>/", indicator.indicator, name="indicator"),
    path("indicators/<slug:code>/in/<path:key>/", vintages.place_series, name="place-series"),
]
for table in ("measures", "commitments"):
    urlpatterns.append(path(f"{table}.svg", pictures.counts_picture, {"table": table}, name=f"{table}-chart"))
    for form in FORMS:
        more = {"table": table, "form": form}
        urlpatterns.append(path(f"{table}.{form}", export, more, name=f"{table}-{form}"))
for which, each in entities.ENTITIES.items():
    urlpatterns.append(path(f"{which}/", entities.entities, {"which": which}, name=each.list_name))
    urlpatterns.append(path(f"{which}/<path:key>/", entities.entity, {"which": which}, name=each.name))
