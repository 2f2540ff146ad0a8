"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from luoshi.web.notes import views, writing

urlpatterns = [
    path("notes/", views.notebook, name="notes"),
    path("notes/export.md", views.export, {"form": "md"}, name="notes-markdown"),
    path("notes/export.docx", views.export, {"form": "docx"}, name="notes-word"),
    path("notes/<int:number>/", views.note, name="note"),
    path("notes/<int:number>/edit", writing.edit, name="note-edit"),
    path("notes/<int:number>/reply", writing.reply, name="note-reply"),
    path("notes/<int:number>/withdraw", writing.withdraw, name="note-withdraw"),
    path("documents/<int:number>/notes/new", writing.new, name="note-new"),
]
