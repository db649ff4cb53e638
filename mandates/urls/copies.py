"""Addresses of the distribution list; a copy itself is read without an office's door, see `pmo.urls`."""

from django.urls import URLPattern, path

from mandates.views import copies

urlpatterns: list[URLPattern] = [
    path("mandate/readers/", copies.readers, name="readers"),
    path("mandate/readers/<int:reader>/send/", copies.send, name="send-copy"),
    path("mandate/readers/<int:reader>/end/", copies.end, name="end-reader"),
]
