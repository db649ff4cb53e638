"""Addresses of soundings and their words."""

from django.urls import URLPattern, path

from mandates.views import sounding_sheets, sounding_words, soundings

urlpatterns: list[URLPattern] = [
    path("soundings/", soundings.listing, name="soundings"),
    path("soundings/open/", soundings.opening, name="open-sounding"),
    path("soundings/<int:number>/", soundings.detail, name="sounding"),
    path("soundings/<int:number>/close/", soundings.close, name="close-sounding"),
    path("soundings/<int:number>/extend/", soundings.extend, name="extend-sounding"),
    path("soundings/<int:number>/cancel/", soundings.cancel, name="cancel-sounding"),
    path("soundings/<int:number>/answer/", sounding_sheets.answer, name="answer-sounding"),
    path("soundings/<int:number>/answer/done/", sounding_sheets.done, name="sounding-answered"),
    path("settings/soundings/", sounding_words.words, name="sounding-words"),
]
