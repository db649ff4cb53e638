"""What changed between two texts."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pmo.ui.redline import LONGEST_IN_WORDS, Piece, redline

TEXTS = st.text(alphabet=st.sampled_from("ab 6.\n<&é"), max_size=60)


def read(pieces, *ops):
    return "".join(piece.text for piece in pieces if piece.op in ops)


@given(TEXTS, TEXTS)
def test_the_old_and_the_new_text_can_both_be_read_from_a_redline(before, after):
    pieces = redline(before, after)

    assert read(pieces, "keep", "del") == before
    assert read(pieces, "keep", "ins") == after


@given(TEXTS)
def test_a_text_compared_with_itself_shows_no_change(text):
    assert {piece.op for piece in redline(text, text)} <= {"keep"}


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_two_of_a_kind_stand_side_by_side(before, after):
    pieces = redline(before, after)

    assert all(piece.text for piece in pieces)
    assert all(left.op != right.op for left, right in itertools.pairwise(pieces))


def test_a_number_that_changed_is_the_only_change():
    pieces = redline("from 61 to 92 per cent", "from 61 to 95 per cent")

    assert pieces == [Piece("keep", "from 61 to "), Piece("del", "92"), Piece("ins", "95"), Piece("keep", " per cent")]


def test_neighbouring_changes_read_as_one_phrase():
    pieces = redline("one two three four", "one zwei drei four")

    assert [piece for piece in pieces if piece.op != "keep"] == [Piece("del", "two three"), Piece("ins", "zwei drei")]


def test_a_long_text_is_compared_by_lines():
    before = "word " * LONGEST_IN_WORDS + "\nlast"

    assert redline(before, before + " line") == [
        Piece("keep", "word " * LONGEST_IN_WORDS + "\n"),
        Piece("del", "last"),
        Piece("ins", "last line"),
    ]


def test_a_figure_is_replaced_whole():
    pieces = redline("from 4.6 to 1.0 months", "from 4.6 to 2.0 months")

    assert pieces == [
        Piece("keep", "from 4.6 to "),
        Piece("del", "1.0"),
        Piece("ins", "2.0"),
        Piece("keep", " months"),
    ]
