"""Addresses of reviews and their cadence."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
