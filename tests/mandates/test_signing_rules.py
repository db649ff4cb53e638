"""When a stage is passed and a rule is met: tables, and what holds for every order of signing."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from mandates.control_states import AmendmentClass
from mandates.signing_rules import (
    Place,
    SigningRule,
    cannot_go_without,
    is_met,
    is_passed,
    missing,
    still_needed,
    turn,
    waited_for,
)
from mandates.states import AgreementRule

ALL = SigningRule()
TWO = SigningRule(AgreementRule.N_OF_M, 2)


def places(words):
    """Return places written `1s 1! 2`: the stage, `!` for required, `s` for signed."""
    written = words.split()
    return [
        Place(number, int(word[0]), must="!" in word, signed="s" in word)
        for number, word in enumerate(written, start=1)
    ]


@pytest.mark.parametrize(
    ("rule", "words", "met"),
    [
        (ALL, "", False),
        (ALL, "1s 1s 1s", True),
        (ALL, "1s 1s 1", False),
        (TWO, "1s 1s 1", True),
        (TWO, "1s 1 1", False),
        (TWO, "1s 1s 1!", False),
        (TWO, "1s 1 1!s", True),
        (SigningRule(AgreementRule.MAJORITY), "1s 1s 1 1", False),
        (SigningRule(AgreementRule.MAJORITY), "1s 1s 1s 1", True),
        (SigningRule(AgreementRule.N_OF_M, 5), "1s 1s", False),
        (SigningRule(AgreementRule.N_OF_M, 1, AmendmentClass.MINOR), "1s 1", False),
    ],
)
def test_a_rule_is_met(rule, words, met):
    assert is_met(rule, places(words)) is met


@pytest.mark.parametrize(
    ("rule", "words", "now"),
    [
        (ALL, "1 1 2", 1),
        (ALL, "1s 1 2", 1),
        (ALL, "1s 1s 2", 2),
        (ALL, "2 4", 2),
        (TWO, "1 1 2 2", 1),
        (TWO, "1s 1 2 2", 2),
        (TWO, "1 1! 2 2", 1),
        (TWO, "1s 1! 2 2", 1),
        (TWO, "1 1!s 2 2", 2),
        (TWO, "1s 2 3 3", 2),
        (TWO, "1s 2s 3 3", 3),
        (TWO, "1 2s 3 3", 1),
        (SigningRule(AgreementRule.N_OF_M, 3), "1s 1 2 3", 2),
        (SigningRule(AgreementRule.N_OF_M, 4), "1s 1 2 3", 1),
        (SigningRule(AgreementRule.MAJORITY), "1 1 2 2 2", 1),
        (TWO, "1 1 2", 1),
        (TWO, "1s 1 2", 2),
        (ALL, "1s 2s", 2),
    ],
)
def test_a_stage_waits_for_whoever_must_and_for_as_many_as_the_rule_needs(rule, words, now):
    assert turn(rule, places(words)) == now


@pytest.mark.parametrize(
    ("rule", "words", "seat", "first"),
    [
        (ALL, "1s 1 2 3", 3, (2,)),
        (ALL, "1s 1 2 3", 4, (2, 3)),
        (ALL, "1s 1 2 3", 2, ()),
        (TWO, "1 1 2", 3, (1, 2)),
        (TWO, "1 1! 2", 3, (2,)),
        (TWO, "1 1!s 2", 3, ()),
    ],
)
def test_who_comes_too_early_is_told_whom_the_stage_waits_for(rule, words, seat, first):
    assert waited_for(rule, places(words), seat) == first


@pytest.mark.parametrize(
    ("words", "vacant", "stuck"),
    [
        ("1! 1 2", {1, 2}, {1}),
        ("1 2 2", {1}, {1}),
        ("1 1 2", {1}, set()),
        ("1 1 2", {1, 2, 3}, {1, 2}),
        ("1s 2", {1, 2}, set()),
        ("1!s 1 2", {1, 2}, set()),
    ],
)
def test_signing_comes_to_no_end_without_who_must_sign_and_without_a_stage_that_nobody_holds(words, vacant, stuck):
    assert cannot_go_without(places(words), vacant) == stuck


def test_what_is_still_needed_is_named():
    assert [place.seat_id for place in missing(TWO, places("1 1! 1s"))] == [2]
    assert still_needed(TWO, places("1 1! 1s")) == 1


@st.composite
def asked_seats(draw):
    """Return the seats of a version, each once, and the rule by which it is signed."""
    seats = draw(st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.booleans()), min_size=1, max_size=7))
    asked = [Place(number, stage, must, signed) for number, (stage, must, signed) in enumerate(seats)]
    named = SigningRule(AgreementRule.N_OF_M, draw(st.integers(1, len(seats))))
    return draw(st.sampled_from([ALL, named, SigningRule(AgreementRule.MAJORITY)])), asked


@given(asked_seats())
def test_a_stage_that_is_passed_has_signed_and_can_still_come_to_an_end(drawn):
    rule, asked = drawn

    for stage in {place.stage for place in asked}:
        of_it = [place for place in asked if place.stage == stage]
        upto = [place for place in asked if place.stage <= stage]
        behind_sign = [Place(p.seat_id, p.stage, p.must, p.signed or p.stage > stage) for p in asked]
        must = [place for place in of_it if place.must or rule.is_of_all]
        told = sum(place.signed for place in upto) + len(asked) - len(upto)
        assert is_passed(rule, asked, stage) is (
            any(place.signed for place in of_it)
            and all(place.signed for place in must)
            and told >= rule.needed(len(asked))
        )
        if all(is_passed(rule, asked, each) for each in range(1, stage + 1) if each in {p.stage for p in asked}):
            assert is_met(rule, behind_sign)


@given(asked_seats(), st.randoms())
def test_whoever_signs_in_turn_comes_to_an_end_and_never_before_the_stage_in_front(drawn, chance):
    rule, asked = drawn
    now = [Place(place.seat_id, place.stage, place.must) for place in asked]

    while not is_met(rule, now):
        can = [place for place in now if place.stage <= turn(rule, now) and not place.signed]
        assert can
        signs = chance.choice(can)
        assert {p.stage for p in now if p.stage < signs.stage} <= {p.stage for p in now if p.signed}
        now = [Place(p.seat_id, p.stage, p.must, p.signed or p is signs) for p in now]
