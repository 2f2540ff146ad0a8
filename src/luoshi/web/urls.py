"""Every address of the pages, an area at a time."""

from django.urls import include, path

from luoshi.web import views

urlpatterns = [
    path("", include("luoshi.web.shelf.urls")),
    path("", include("luoshi.web.document.urls")),
    path("", include("luoshi.web.search.urls")),
    path("", include("luoshi.web.facts.urls")),
    path("", include("luoshi.web.reckoning.urls")),
    path("", include("luoshi.web.ask.urls")),
    path("", include("luoshi.web.notes.urls")),
    path("", include("luoshi.web.send.urls")),
    path("office/", include("luoshi.web.office.urls")),
    path("", include("luoshi.web.account.urls")),
    path("", include("luoshi.api.v1.urls")),
    path("healthz", views.health, name="health"),
]
handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.broken
