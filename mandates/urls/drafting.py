"""Addresses of drafts, versions and the landing of requirements."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
