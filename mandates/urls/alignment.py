"""Addresses of alignment before a round."""

from django.urls import URLPattern, path

from mandates.views import alignment

urlpatterns: list[URLPattern] = [
    path("mandate/alignment/", alignment.matrix, name="alignment"),
    path("mandate/alignment/<int:seat>/", alignment.seat, name="alignment-seat"),
]
