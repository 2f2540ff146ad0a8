"""Addresses of everyone's home, of the board, of a task's life and of a unit's period."""

from django.urls import path

from luoshi.web.office.tasks import board, filing, home, life, quarter, reporting, stepping

urlpatterns = [
    path("", home.home, name="office"),
    path("board/", board.board, name="office-board"),
    path("quarter/", quarter.quarter, name="office-quarter"),
    path("tasks/<int:number>/", life.task, name="office-task"),
    path("tasks/<int:number>/progress.svg", life.progress, name="office-progress"),
    path("tasks/<int:number>/plan/", filing.plan, name="office-plan"),
    path("tasks/<int:number>/reports/<str:key>/", reporting.report, name="office-report"),
    path("tasks/<int:number>/steps/<slug:step>/", stepping.step, name="office-step"),
]
