"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from luoshi.web.search import feeds, page, saved

urlpatterns = [
    path("search/", page.search, name="search"),
    path("search/feed.atom", feeds.found, name="search-feed"),
    path("searches/", saved.searches, name="searches"),
    path("searches/add", saved.add, name="add-search"),
    path("searches/<int:number>/look", saved.look, name="look-search"),
    path("searches/<int:number>/drop", saved.drop, name="drop-search"),
    path("searches/<str:token>.atom", feeds.kept, name="kept-feed"),
    path("feed.atom", feeds.new_documents, name="feed"),
]
