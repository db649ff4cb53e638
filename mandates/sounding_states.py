"""Words of soundings: which there are, where one stands, and what each step of a scale means."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pmo.ui.words import Word, current, outside, settled, waiting


class SoundingMethod(models.TextChoices):
    """How a sounding asks."""

    RANKING = "ranking", _("Ranking")
    POINTS = "points", _("100 points")
    GRADIENTS = "gradients", _("Gradients of agreement")
    FIST = "fist", _("Fist of five")

    @property
    def asks(self) -> str | Promise:
        """The question that it asks unless the PMO manager words another."""
        return ASKS[self]

    @property
    def advice(self) -> str | Promise:
        """What it is good for, in a sentence to who opens it."""
        return ADVICE[self]


ASKS = {
    SoundingMethod.RANKING: _("What matters most?"),
    SoundingMethod.POINTS: _("Where would you put 100 points?"),
    SoundingMethod.GRADIENTS: _("How far do you go along with this?"),
    SoundingMethod.FIST: _("How much do you support this?"),
}
ADVICE = {
    SoundingMethod.RANKING: _("Each puts the statements in order; ties are allowed."),
    SoundingMethod.POINTS: _("Each shares out 100 points: shows how much more one matters than another."),
    SoundingMethod.GRADIENTS: _("Each takes one of eight steps, from wholly for it to stopping it."),
    SoundingMethod.FIST: _("Each shows none to five fingers: quick, when you want to know whether to go on."),
}
SCALES = (SoundingMethod.GRADIENTS, SoundingMethod.FIST)
"""The methods that put every statement on a scale whose steps have a meaning."""
SUM_OF_POINTS = 100


class SoundingState(models.TextChoices):
    """Where a sounding stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        words = {"open": current, "closed": settled, "cancelled": outside}
        return words.get(self.value, waiting)(self.label)


SOUNDING_MOVES = {
    SoundingState.PLANNED: {SoundingState.OPEN},
    SoundingState.OPEN: {SoundingState.CLOSED, SoundingState.CANCELLED},
    SoundingState.CLOSED: set(),
    SoundingState.CANCELLED: set(),
}


@dataclass(frozen=True)
class Meaning:
    """One step of a scale: its number, its short name, and what somebody says who takes it."""

    value: int
    label: str | Promise
    text: str | Promise


MEANINGS: dict[str, tuple[Meaning, ...]] = {
    SoundingMethod.GRADIENTS: (
        Meaning(1, _("Wholly for it"), _("I like it as it stands.")),
        Meaning(2, _("For it, one small point"), _("I like it; one small thing could be better.")),
        Meaning(3, _("For it, with reservations"), _("I go along, and something about it worries me.")),
        Meaning(4, _("No opinion"), _("It does not touch me; I leave it to the others.")),
        Meaning(5, _("Talk about it first"), _("I cannot say yet. Let us talk about it before we decide.")),
        Meaning(6, _("Not mine, but I go along"), _("I do not like it, and I will not hold the others up.")),
        Meaning(7, _("Seriously against"), _("I will not stop it. Do not count on me to help it along.")),
        Meaning(8, _("I would stop it"), _("It must not go on like this.")),
    ),
    SoundingMethod.FIST: (
        Meaning(0, _("Fist"), _("No. It must change before I go on.")),
        Meaning(1, _("One finger"), _("I have large doubts; let us talk first.")),
        Meaning(2, _("Two fingers"), _("I have doubts that I want to name.")),
        Meaning(3, _("Three fingers"), _("I can live with it.")),
        Meaning(4, _("Four fingers"), _("I think it is good.")),
        Meaning(5, _("Five fingers"), _("I am wholly for it and help it along.")),
    ),
}
"""The product's words, after Kaner's gradients and the fist of five; an office may put its own in their place."""
THRESHOLD = 3
"""From how many fingers on somebody counts as supporting a statement, unless the office says otherwise."""
