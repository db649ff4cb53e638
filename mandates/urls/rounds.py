"""Addresses of rounds and signing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
