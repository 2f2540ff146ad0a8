from django.urls import path

from luoshi.web import views

urlpatterns = [
    path("", views.shelf, name="shelf"),
    path("documents/<int:number>/", views.document, name="document"),
    path("documents/<int:number>/original", views.original, name="original"),
    path("healthz", views.health, name="health"),
]
handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.broken
