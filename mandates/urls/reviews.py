"""Addresses of reviews and their cadence."""

from django.urls import URLPattern, path

from mandates.views import cadence, reviews

urlpatterns: list[URLPattern] = [
    path("reviews/", reviews.listing, name="reviews"),
    path("reviews/<int:number>/", reviews.detail, name="review"),
    path("reviews/<int:number>/open/", reviews.opening, name="open-review"),
    path("reviews/<int:number>/close/", reviews.closing, name="close-review"),
    path("reviews/<int:number>/answer/", reviews.answer, name="answer-review"),
    path("settings/cadence/", cadence.cadence, name="cadence"),
]
