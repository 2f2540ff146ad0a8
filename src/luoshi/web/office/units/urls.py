"""Addresses of units, posts, who holds them, and which unit does which office's work."""

from django.urls import path

from luoshi.web.office.units import views

urlpatterns = [
    path("units/", views.units, name="office-units"),
    path("units/add", views.add, name="office-unit-add"),
    path("units/usual", views.usual, name="office-units-usual"),
    path("units/offices", views.offices, name="office-offices"),
    path("units/<int:number>/", views.unit, name="office-unit"),
    path("units/<int:number>/rename", views.rename, name="office-unit-rename"),
    path("units/<int:number>/merge", views.merge, name="office-unit-merge"),
    path("units/<int:number>/post", views.post, name="office-post-add"),
    path("posts/<int:number>/seat", views.seat, name="office-post-seat"),
    path("posts/<int:number>/fields", views.fields, name="office-post-fields"),
    path("holdings/<int:number>/end", views.relieve, name="office-holding-end"),
]
