"""A closed round in numbers: bars and figures of stances, what has moved, and whose change would meet the rule."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.models import ConsensusRound, Objection
from mandates.selectors.distances import distances_of
from mandates.selectors.numbers import numbers_of
from mandates.selectors.outcomes import outcome_of
from mandates.selectors.pictures import figures_of, pictures_of
from mandates.selectors.results import results_of
from mandates.services.statements import change_statement
from mandates.states import AgreementRule, StanceChoice
from mandates.statistics import distance
from tests.executives.views.doors import signed_in
from tests.scenes import executives as scenes
from tests.scenes.rounds import all_answered, an_open_round, answered, asked, closed, item

AGREE, RESERVE, ABSTAIN, OBJECT = StanceChoice
STANCE = "stance"


@pytest.fixture
def office():
    return scenes.an_office("harbour-rail")


@pytest.fixture
def seats(office):
    """Five counted seats."""
    return [scenes.a_seat(office, name=name) for name in ("Ada", "Ben", "Cleo", "Dan", "Eve")]


def loaded(round_):
    return ConsensusRound.objects.select_related("mandate__office", "version").get(pk=round_.pk)


def numbers(round_):
    return numbers_of(results_of(loaded(round_)))


def test_the_figures_are_of_those_who_took_a_side():
    figures = figures_of([AGREE, AGREE, RESERVE, OBJECT, ABSTAIN], STANCE)

    # Steps 1, 2, 3, 3: the middle two are 2 and 3; P25 = 1.75 and P75 = 3; the mean is 2.25, d is 2.
    assert figures.middle == "between Agree, with a reservation and Agree"
    assert figures.iqr == 1.25
    assert figures.consensus == pytest.approx(0.259043, abs=1e-6)
    assert figures.sides == 4


def test_figures_of_nobody_are_undefined_and_never_zero():
    for choices in ([], [ABSTAIN, ABSTAIN]):
        figures = figures_of(choices, STANCE)

        assert (figures.middle, figures.iqr, figures.consensus, figures.disagreement) == (None, None, None, None)
        assert figures.sides == 0


@pytest.mark.parametrize(
    ("objecting", "camps"),
    # Read as 1 and 9 of five: one of them leaves P30 = P70 = 9; two bring P30 to 2.6, so IPR 6.4 exceeds IPRAS 3.55.
    [(0, False), (1, False), (2, True), (3, True), (4, False)],
)
def test_who_took_a_side_stands_in_camps_by_rand_and_ucla(objecting, camps):
    choices = [OBJECT] * objecting + [AGREE] * (5 - objecting)

    assert figures_of([*choices, ABSTAIN], STANCE).disagreement is camps


@pytest.mark.parametrize(
    ("choices", "middle", "consensus"),
    [
        ([AGREE] * 5, "Agree", 1),
        ([OBJECT] * 3, "Object", 1),
        ([AGREE, AGREE, OBJECT, OBJECT], "between Object and Agree", 0),
        ([AGREE, RESERVE, OBJECT], "Agree, with a reservation", pytest.approx(1 / 3)),
    ],
)
def test_the_middle_answer_is_one_that_stands_and_consensus_runs_from_0_to_1(choices, middle, consensus):
    figures = figures_of(choices, STANCE)

    assert figures.middle == middle
    assert figures.consensus == consensus


@pytest.mark.django_db
def test_the_bar_adds_up_to_the_counted_seats(office, seats):
    round_ = an_open_round(office, "Jobs finish late.")
    for seat, choice in zip(seats, (AGREE, AGREE, RESERVE, OBJECT, ABSTAIN), strict=True):
        answered(item(round_), seat, choice)
    (picture,) = numbers(closed(round_))["pictures"].items

    assert picture.says == "2 Agree; 1 Agree, with a reservation; 1 Object; 1 Abstain"
    assert sum(each.count for each in picture.bar) == 5
    assert (picture.tally.agreeing, picture.needed, picture.short) == (3, 5, 2)


@pytest.mark.django_db
def test_stability_compares_who_answered_before_and_now(office, seats):
    round_ = an_open_round(office, "Jobs finish late.")
    answered(item(round_), seats[0], OBJECT)
    first = closed(all_answered(round_))
    statement = first.version.statements.get()
    by = scenes.manager_of(office)
    change_statement(
        statement_id=statement.pk, text="Jobs end late.", profile=None, shown_digest=statement.digest, by=by
    )
    second = closed(all_answered(asked(loaded(first).version)))

    (before,), (after,) = numbers(first)["pictures"].items, numbers(second)["pictures"].items

    assert before.since.stable is None
    assert (after.since.both, after.since.unchanged, after.since.stable) == (5, 4, False)
    assert numbers(second)["pictures"].unstable == ["ISS-1"]
    assert [each.count for each in after.bar_before] == [4, 1]


@pytest.mark.django_db
def test_the_distance_worked_out_by_hand(office, seats):
    """Two thirds of five is four. ISS-1 lacks one of Cleo and Dan; ISS-2 lacks two of Ada, Ben and Cleo.

    So for both at once it is Cleo with Ada or with Ben; Ada and Ben leave ISS-1 short, and Dan helps ISS-1 alone.
    """
    ada, ben, cleo, dan, eve = seats
    round_ = an_open_round(office, "Jobs finish late.", "Nobody decides.", rule=AgreementRule.TWO_THIRDS)
    first, second = item(round_, 1), item(round_, 2)
    for seat, choice in ((ada, AGREE), (ben, AGREE), (cleo, OBJECT), (dan, ABSTAIN), (eve, RESERVE)):
        answered(first, seat, choice)
    for seat, choice in ((ada, OBJECT), (ben, OBJECT), (cleo, ABSTAIN), (dan, AGREE), (eve, AGREE)):
        answered(second, seat, choice)

    found = numbers(closed(round_))["distances"]

    assert found.whole.seats == 2
    assert [[each.name for each in one] for one in found.sets] == [["Ada", "Cleo"], ["Ben", "Cleo"]]
    by_item = {each.item.key: (each.distance.seats, set(each.sets)) for each in found.items}
    assert by_item == {"ISS-1": (1, {"Cleo", "Dan"}), "ISS-2": (2, {"Ada + Ben", "Ada + Cleo", "Ben + Cleo"})}
    ada_s = next(each for each in found.people if each.name == "Ada")
    assert [(one.item.key, str(one.word), one.reason) for one in ada_s.against] == [
        ("ISS-2", "Object", "It will not work.")
    ]


@pytest.mark.django_db
def test_what_is_agreed_is_at_no_distance_and_the_whole_is_none_beyond_three(office, seats):
    none = numbers(closed(all_answered(an_open_round(office, "Jobs finish late."))))["distances"]
    other = scenes.an_office()
    for _each in range(5):
        scenes.a_seat(other)
    far = numbers(closed(all_answered(an_open_round(other, "Jobs finish late."), choice=ABSTAIN)))["distances"]

    assert none.whole.agreed
    assert none.items == none.people == ()
    assert (far.whole.seats, far.sets, far.out_of_reach) == (None, (), 1)


def test_many_statements_are_tried_in_no_time_and_in_the_order_of_the_seats():
    said = {seat: "agree" if seat < 17 else "object" for seat in range(30)}

    found = distance(said, "two_thirds")

    assert found.seats == 3
    assert len(found.sets) == 13 * 12 * 11 // 6
    assert found.sets[0] == (17, 18, 19)


@pytest.mark.django_db
def test_the_numbers_ask_the_database_nothing_and_the_page_shows_them(office, seats):
    round_ = an_open_round(office, "Jobs finish late.", "Nobody decides.")
    answered(item(round_), seats[0], OBJECT, reason="The yard pays twice.", change="Let Finance pay.")
    done = closed(all_answered(round_))
    outcome, objections = outcome_of(loaded(done)), list(Objection.objects.select_related("stance"))

    with CaptureQueriesContext(connection) as queries:
        pictures_of(outcome)
        distances_of(outcome, objections)
    page = signed_in(scenes.holder_of(seats[1])).get(f"/harbour-rail/rounds/{done.number}/").content.decode()

    assert len(queries) == 0
    assert "One seat would bring about agreement on everything" in page
    assert "The yard pays twice." in page
    assert "Nowhere do those who took a side stand in camps." in page
    assert "Undefined, because this is the first round." in page
