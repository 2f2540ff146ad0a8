"""Addresses of this area."""

from django.urls import path

from luoshi.web.reckoning import compare, drift, ladder, plan, promise, scorecard

urlpatterns = [
    path("reckoning/compare/", compare.comparison, name="compare"),
    path("reckoning/promise/<int:number>/<int:start>-<int:end>/", promise.promise, name="promise"),
    path("reckoning/promise/<int:number>/<int:start>-<int:end>/say", promise.say, name="promise-say"),
    path("reckoning/promise/<int:number>/at/<int:start>-<int:end>/", promise.at, name="promise-at"),
    path("reckoning/plans/<int:number>/", plan.plan_watched, name="plan-watched"),
    path("reckoning/plans/<int:number>/progress.svg", plan.plan_picture, name="plan-chart"),
    path("reckoning/plans/<int:number>/<str:name>", plan.plan_file, name="plan-file"),
    path("reckoning/ladder/", ladder.ladder, name="ladder"),
    path("reckoning/ladder/targets.svg", ladder.ladder_picture, name="ladder-chart"),
    path("reckoning/ladder/targets.<str:form>", ladder.ladder_file, name="ladder-file"),
    path("reckoning/drift/<path:key>/", drift.drifted, name="drift"),
    path("reckoning/drift/<path:key>.<str:form>", drift.drift_file, name="drift-file"),
    path("reckoning/<int:year>/<path:key>/", scorecard.scorecard, name="scorecard"),
    path("reckoning/<int:year>/<path:key>.<str:form>", scorecard.export, name="scorecard-export"),
]
