"""One walk through all that the machine can come to, the same each time: its checks are looked at in every state."""

from collections.abc import Callable

from mandates.states import AgreementRule, StanceChoice
from mandates.terms import Terms
from tests.consensus.deeds import Consensus

AGREE, OBJECT = StanceChoice.AGREE, StanceChoice.OBJECT


def tour(walk: Consensus) -> None:
    """Cancel, lapse, extend, hand over, let words move, tamper: what must never be is asked after each."""
    ways: tuple[Callable[[], object], ...] = (
        lambda: walk.open(terms=Terms(), required=set(), days=1),
        lambda: walk.all_answer(choice=AGREE),
        lambda: walk.extend(days=4),
        lambda: walk.end(how="cancel"),
        lambda: walk.round_that_ends_otherwise(way="cancel", choice=AGREE, by_rule=AgreementRule.UNANIMITY),
        lambda: walk.round_that_ends_otherwise(way="late", choice=AGREE, by_rule=AgreementRule.UNANIMITY),
        walk.tamper,
        lambda: walk.round_that_ends_otherwise(way="longer", choice=OBJECT, by_rule=AgreementRule.CONSENT),
        lambda: walk.say(seat=0, how="reword"),
        lambda: walk.open(terms=Terms("majority"), required={2}, days=1),
        lambda: walk.say(seat=0, how="confirm"),
        lambda: walk.follow(place=0),
        lambda: walk.open(terms=Terms("majority"), required={2}, days=1),
        lambda: walk.all_answer(choice=AGREE),
        lambda: walk.answer(seat=2, place=0, choice=OBJECT),
        lambda: walk.end(how="close"),
        lambda: walk.say(seat=1, how="decline"),
        lambda: walk.rest(place=0, seats={0, 3}),
        lambda: walk.vacate(seat=3),
        lambda: walk.write(place=0, text="Three."),
        lambda: walk.open(terms=Terms("two_thirds", overruling=True), required=set(), days=1),
        lambda: walk.answer_source(place=0, right=True),
        lambda: walk.open(terms=Terms("two_thirds", overruling=True), required=set(), days=1),
        lambda: walk.all_answer(choice=AGREE),
        lambda: walk.answer(seat=2, place=0, choice=OBJECT),
        walk.tamper,
        lambda: walk.end(how="close"),
        lambda: walk.resolve(how="overrule", seat=0),
        walk.begin_again,
        lambda: walk.write(place=0, text="Four."),
        lambda: walk.round_with_a_new_holder(seat=0, ratifies=True, choice=OBJECT),
        walk.settle,
        lambda: walk.round_whose_words_move(seat=0, how="correct", choice=AGREE),
        lambda: walk.follow(place=0),
        lambda: walk.rest(place=1, seats=set()),
        walk.take_as_agreed,
        walk.settle,
        walk.tamper,
    )
    for way in ways:
        way()
        walk.nothing_forbidden_is_reached()
