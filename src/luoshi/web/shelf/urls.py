"""Addresses of this area."""

from django.urls import path

from luoshi.web.shelf import coverage, place, views

urlpatterns = [
    path("", views.shelf, name="shelf"),
    path("places/<path:key>/", place.place, name="place"),
    path("coverage/", coverage.page, name="coverage"),
    path("coverage/unresolved/", coverage.unresolved, name="unresolved"),
]
