"""Canonical content has one form, whatever way it was typed."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.audit import canonical

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdefghij_", min_size=1, max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


def test_keys_are_sorted_and_nothing_is_spaced():
    assert canonical.dump({"b": 1, "a": ["x", None, True]}) == '{"a":["x",null,true],"b":1}'


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("4.60", "4.6"), ("100", "100"), ("1E+2", "100"), ("-0.0", "0"), ("0.000", "0"), ("1200.00", "1200")],
)
def test_decimals_have_one_form(typed, meant):
    assert canonical.number(Decimal(typed)) == meant


def test_text_is_composed_and_has_line_feeds():
    assert canonical.text("Cafe\u0301\r\nzwei\rdrei ") == "Café\nzwei\ndrei"


def test_dates_are_iso():
    assert canonical.content({"due": date(2026, 1, 31)}) == {"due": "2026-01-31"}


@pytest.mark.parametrize("value", [1.5, {1: "a"}, {"é": 1}, object()])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical.dump(value)


@given(TREES)
def test_reading_and_writing_again_changes_nothing(tree):
    once = canonical.dump(tree)

    assert canonical.dump(json.loads(once)) == once


def test_a_known_answer():

    assert canonical.digest({"a": "b"}) == hashlib.sha256(b'{"a":"b"}').hexdigest()


def test_what_is_canonical_already_is_written_the_same_way():
    said = {"b": [1, None, True], "a": {"key": 'Straße “x” \\ \n "'}}

    assert canonical.written(said) == canonical.dump(said)
