"""When a stage is passed and a rule is met: tables, and what holds for every order of signing."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from mandates.control_states import AmendmentClass
from mandates.signing_rules import Place, SigningRule, is_met, is_passed, missing, still_needed, turn, waited_for
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
        (TWO, "1 1 2 2", 2),
        (TWO, "1 1! 2 2", 1),
        (TWO, "1 1 2", 1),
        (TWO, "1s 1 2", 2),
        (ALL, "1s 2s", 2),
    ],
)
def test_a_stage_waits_for_whoever_must_and_for_as_many_as_the_rule_needs(rule, words, now):
    assert turn(rule, places(words)) == now


def test_who_comes_too_early_is_told_whom_the_stage_waits_for():
    asked = places("1s 1 2 3")

    assert waited_for(ALL, asked, 3) == (2,)
    assert waited_for(ALL, asked, 2) == ()


def test_what_is_still_needed_is_named():
    assert [place.seat_id for place in missing(TWO, places("1 1! 1s"))] == [2]
    assert still_needed(TWO, places("1 1! 1s")) == 1


@given(
    st.lists(st.builds(Place, st.integers(1, 99), st.integers(1, 3), st.booleans(), st.booleans()), min_size=1),
    st.sampled_from([ALL, TWO, SigningRule(AgreementRule.MAJORITY)]),
)
def test_when_the_rule_is_met_every_stage_is_passed(asked, rule):
    if is_met(rule, asked):
        assert all(is_passed(rule, asked, place.stage) for place in asked)
