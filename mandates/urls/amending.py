"""Addresses of a draft as an amendment."""

from django.urls import path

from mandates.views import amending

urlpatterns = [
    path("mandate/draft/check/", amending.check, name="check"),
    path("mandate/draft/class/", amending.amendment, name="amendment"),
]
