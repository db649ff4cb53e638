"""What differs between two versions: a pure reading of their canonical contents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.comparing import How, Joined, compare


def said(key, text="", *, profile=None, links=(), sources=()):
    return {
        "key": key,
        "kind": key.split("-")[0],
        "text": text or f"What {key} says.",
        "profile": profile or {},
        "links": [{"kind": "addresses", "to": each} for each in links],
        "sources": [{"requirement": each, "wording": digest} for each, digest in sources],
    }


def content(*statements, signing=None, **header):
    return {
        "header": {"title": "Mandate", **header},
        "signing": signing or {"rule": "unanimity"},
        "statements": statements,
    }


def issues(*numbers):
    return content(*(said(f"ISS-{number}") for number in numbers))


def became(old, new):
    return {each.key: each.how for each in compare(old, new).statements}


def test_the_same_content_twice_differs_in_nothing():
    found = compare(issues(1, 2), issues(1, 2))

    assert found.is_same
    assert found.unchanged == ("ISS-1", "ISS-2")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (issues(1), issues(1, 2), {"ISS-2": How.ADDED}),
        (issues(1, 2, 3), issues(2, 3), {"ISS-1": How.REMOVED}),
        (issues(1, 2, 3, 4), issues(4, 1, 2, 3), {"ISS-4": How.MOVED}),
        (issues(1, 2, 3, 4), issues(3, 4, 5), {"ISS-1": How.REMOVED, "ISS-2": How.REMOVED, "ISS-5": How.ADDED}),
        (content(said("ISS-1", "a")), content(said("ISS-1", "b")), {"ISS-1": How.REWORDED}),
        (
            content(said("BEN-1", "a", profile={"target": "1"})),
            content(said("BEN-1", "b", profile={"target": "2"})),
            {"BEN-1": How.CHANGED},
        ),
        (content(said("GOAL-1")), content(said("GOAL-1", links=["ISS-1"])), {"GOAL-1": How.LINKED}),
        (content(said("ISS-1"), said("OPP-1")), content(said("OPP-1"), said("ISS-1")), {}),
    ],
)
def test_what_became_of_each_statement(old, new, expected):
    assert became(old, new) == expected


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_statements_that_kept_their_order_have_not_moved(order, gone):
    old, new = issues(*range(6)), issues(*(each for each in order if each not in gone))

    moved = {each.key for each in compare(old, new).statements if each.has_moved}
    stayed = [each for each in order if each not in gone and f"ISS-{each}" not in moved]

    assert stayed == sorted(stayed)
    assert {key for key, how in became(old, new).items() if how == How.REMOVED} == {f"ISS-{each}" for each in gone}


def test_places_of_what_moved_are_told_and_what_went_stands_where_it_stood():
    found = compare(issues(1, 2, 3, 4), issues(1, 4, 3)).statements

    assert [(each.key, each.was_at, each.is_at) for each in found] == [("ISS-4", 4, 2), ("ISS-2", 2, 0)]


def test_links_and_sources_come_go_and_read_otherwise():
    old = content(said("BEN-1", links=["ISS-1"], sources=[("REQ-1", "a"), ("REQ-2", "b")]))
    new = content(said("BEN-1", links=["ISS-2"], sources=[("REQ-2", "c"), ("REQ-3", "d")]))

    (found,) = compare(old, new).statements

    assert found.links == Joined(came=("ISS-2",), went=("ISS-1",))
    assert found.sources == Joined(came=("REQ-3",), went=("REQ-1",), reworded=("REQ-2",))


def test_head_and_signing_are_compared_field_by_field():
    found = compare(content(served="a"), content(served="b", signing={"rule": "majority", "needed": None}))

    assert [(each.name, each.before, each.after) for each in found.header] == [("served", "a", "b")]
    assert [(each.name, each.before, each.after) for each in found.signing] == [("rule", "unanimity", "majority")]


def test_an_empty_field_that_an_older_schema_did_not_have_is_no_difference():
    assert compare(content(), content(served="", signing={"rule": "unanimity", "must": []})).is_same
