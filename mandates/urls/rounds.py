"""Addresses of rounds."""

from django.urls import URLPattern, path

from mandates.views import dissent, moved, rounds, stances

urlpatterns: list[URLPattern] = [
    path("rounds/", rounds.listing, name="rounds"),
    path("rounds/open/", rounds.opening, name="open-round"),
    path("rounds/<int:number>/", rounds.detail, name="round"),
    path("rounds/<int:number>/close/", rounds.close, name="close-round"),
    path("rounds/<int:number>/cancel/", rounds.cancel, name="cancel-round"),
    path("rounds/<int:number>/extend/", rounds.extend, name="extend-round"),
    path("rounds/<int:number>/sources/", moved.answer, name="answer-source"),
    path("rounds/<int:number>/agreed/", moved.agreed, name="take-as-agreed"),
    path("rounds/<int:number>/objections/<int:objection>/", dissent.answer, name="objection"),
    path("objections/", dissent.objections, name="objections"),
    path("objections/<int:objection>/withdraw/", dissent.withdraw, name="withdraw-objection"),
    path("objections/<int:objection>/overrule/", dissent.overrule, name="overrule-objection"),
    path("dissent/", dissent.reservations, name="dissent"),
    path("dissent/<int:reservation>/", dissent.close, name="close-reservation"),
    path("rounds/<int:number>/answer/", stances.ballot, name="answer"),
    path("rounds/<int:number>/answer/done/", stances.done, name="answered"),
    path("rounds/<int:number>/answer/<str:key>/", stances.card, name="answer-line"),
    path("rounds/<int:number>/answer/<str:key>/ratify/", stances.ratify, name="ratify"),
]
