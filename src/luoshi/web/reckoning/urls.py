"""Addresses of this area."""

from django.urls import path

from luoshi.web.reckoning import compare, promise, scorecard

urlpatterns = [
    path("reckoning/compare/", compare.comparison, name="compare"),
    path("reckoning/promise/<int:number>/<int:start>-<int:end>/", promise.promise, name="promise"),
    path("reckoning/promise/<int:number>/<int:start>-<int:end>/say", promise.say, name="promise-say"),
    path("reckoning/<int:year>/<path:key>/", scorecard.scorecard, name="scorecard"),
    path("reckoning/<int:year>/<path:key>.<str:form>", scorecard.export, name="scorecard-export"),
]
