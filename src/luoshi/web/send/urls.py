"""Addresses of this area."""

from __future__ import annotations

from django.urls import path

from luoshi.web.send import correcting, corrections, downs, reporting, review, sent

urlpatterns = [
    path("send/", sent.send, name="send"),
    path("send/<str:token>/", sent.sent, name="sent"),
    path("review/", review.queue, name="review"),
    path("review/<int:number>/", review.one, name="review-one"),
    path("review/<int:number>/received", review.received, name="received"),
    path("review/<int:number>/<str:action>", review.act, name="review-act"),
    path("documents/<int:number>/correct", correcting.correct, name="correct"),
    path("documents/<int:number>/report", reporting.report, name="report"),
    path("documents/<int:number>/take-down", downs.take_down, name="take-down"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:number>/retract", corrections.retract, name="retract"),
    path("taken-down/", downs.taken_down, name="taken-down"),
    path("taken-down/<int:number>/put-back", downs.put_back, name="put-back"),
]
