"""The words of a status: every status on a page is a word, a tone and a shape, always all three."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Tone(StrEnum):
    """The colour of a status; each has a token of the same name in tokens.css."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    STILL = "still"
    NOW = "now"


class Shape(StrEnum):
    """The drawing beside the word, so that colour is never the only sign."""

    CIRCLE = "circle"
    HALF = "half"
    DIAMOND = "diamond"
    RING = "ring"
    TRIANGLE = "triangle"
    POINTER = "pointer"
    DASH = "dash"


@dataclass(frozen=True)
class Word:
    """One status as a reader sees it."""

    label: str | Promise
    tone: Tone
    shape: Shape

    def __str__(self) -> str:
        return str(self.label)


def settled(label: str | Promise) -> Word:
    """Word what is agreed, signed, met or in force."""
    return Word(label, Tone.GOOD, Shape.CIRCLE)


def partly(label: str | Promise) -> Word:
    """Word what is nearly so: with a reservation, close, four of five."""
    return Word(label, Tone.FAIR, Shape.HALF)


def wrong(label: str | Promise) -> Word:
    """Word what stands against it: an objection, behind, left out, refused."""
    return Word(label, Tone.POOR, Shape.DIAMOND)


def waiting(label: str | Promise) -> Word:
    """Word what has not happened yet, or counts for nothing."""
    return Word(label, Tone.STILL, Shape.RING)


def look_again(label: str | Promise) -> Word:
    """Word what somebody should check."""
    return Word(label, Tone.FAIR, Shape.TRIANGLE)


def current(label: str | Promise) -> Word:
    """Word the one in hand, or planned for a day."""
    return Word(label, Tone.NOW, Shape.POINTER)


def outside(label: str | Promise) -> Word:
    """Word what is not asked, not measured, only informed."""
    return Word(label, Tone.STILL, Shape.DASH)


def word_of(value: object) -> Word:
    """Return the word of a Word, of an object with `.word`, or of plain text (then still, a ring)."""
    word = getattr(value, "word", value)
    return word if isinstance(word, Word) else waiting(str(getattr(value, "label", value)))
