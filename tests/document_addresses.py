"""The addresses of documents alone, as where the pages of other things are not there, for the tests of links to those."""

from django.urls import include, path

from luoshi.web.urls import handler400, handler403, handler404, handler500

_AREAS = ("shelf", "document", "search", "notes", "send", "account")
urlpatterns = [path("", include(f"luoshi.web.{area}.urls")) for area in _AREAS]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
