"""What changed between two texts."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.ui.redline import Piece, redline, rising

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


def test_a_long_text_is_compared_word_by_word_too():
    before = " ".join(f"word{place}" for place in range(5_000))
    after = before.replace("word77 ", "WORD ").replace("word500 word501 ", "")

    pieces = redline(before, after)

    assert read(pieces, "keep", "ins") == after
    assert {piece.text.strip() for piece in pieces if piece.op != "keep"} == {"word77", "WORD", "word500 word501"}


@pytest.mark.parametrize(
    ("before", "after"),
    [("a " * 10_000, "a b " * 5_000), ("a b c " * 3_000, "c b a " * 3_000), ("x" * 20_000, "y " * 10_000)],
)
def test_a_text_made_to_keep_the_comparison_busy_is_soon_compared(before, after):
    began = time.perf_counter()
    pieces = redline(before, after)

    assert time.perf_counter() - began < 1
    assert (read(pieces, "keep", "del"), read(pieces, "keep", "ins")) == (before, after)


@given(st.lists(st.integers(0, 9), max_size=9))
def test_a_longest_rising_row_is_found(numbers):
    rows = [row for size in range(len(numbers) + 1) for row in itertools.combinations(numbers, size)]
    longest = max(len(row) for row in rows if is_rising(row))

    row = [numbers[place] for place in rising(numbers)]

    assert is_rising(row)
    assert len(row) == longest


def is_rising(row):
    return all(left < right for left, right in itertools.pairwise(row))


def test_a_figure_is_replaced_whole():
    pieces = redline("from 4.6 to 1.0 months", "from 4.6 to 2.0 months")

    assert pieces == [
        Piece("keep", "from 4.6 to "),
        Piece("del", "1.0"),
        Piece("ins", "2.0"),
        Piece("keep", " months"),
    ]


def test_a_little_word_between_two_long_changes_is_read_with_them():
    pieces = redline("alpha beta gamma delta the epsilon zeta eta theta", "one two three four the five six seven eight")

    assert [piece.op for piece in pieces] == ["del", "ins"]
