"""The words of a status."""

from types import SimpleNamespace

import pytest

from pmo.ui import words
from pmo.ui.words import Shape, Tone, Word, word_of

PAIRS = [
    (words.settled, Tone.GOOD, Shape.CIRCLE),
    (words.partly, Tone.FAIR, Shape.HALF),
    (words.wrong, Tone.POOR, Shape.DIAMOND),
    (words.waiting, Tone.STILL, Shape.RING),
    (words.look_again, Tone.FAIR, Shape.TRIANGLE),
    (words.current, Tone.NOW, Shape.POINTER),
    (words.outside, Tone.STILL, Shape.DASH),
]


@pytest.mark.parametrize(("make", "tone", "shape"), PAIRS)
def test_each_kind_of_word_has_its_own_tone_and_shape(make, tone, shape):
    assert make("Signed") == Word("Signed", tone, shape)


def test_no_two_kinds_share_a_shape():
    shapes = [make("x").shape for make, _tone, _shape in PAIRS]

    assert sorted(shapes) == sorted(Shape)


def test_an_object_with_a_word_speaks_for_itself():
    signed = words.settled("Signed")

    assert word_of(SimpleNamespace(word=signed)) is signed
    assert word_of(signed) is signed


def test_plain_text_is_still():
    assert word_of("4 of 5") == words.waiting("4 of 5")
