"""Addresses of seats that change hands."""

from django.urls import URLPattern, path

from mandates.views import turnover

urlpatterns: list[URLPattern] = [
    path("briefing/", turnover.briefing, name="briefing"),
    path("briefing/said/", turnover.successors, name="successors"),
    path("briefing/said/<int:wish>/", turnover.answer, name="answer-wish"),
]
