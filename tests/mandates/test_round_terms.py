"""The whole rule of a round: frozen at opening, met by integers, and held by the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from executives.states import DecisionRole
from mandates.models import ConsensusRound, ItemSource, Participant, RoundItem, Stance
from mandates.round_states import Abstentions, ReasonDue, RoundMethod
from mandates.selectors.outcomes import outcome_of
from mandates.selectors.rounds import Answers, items_of
from mandates.services import rounds
from mandates.states import AgreementRule, RoundState, StanceChoice
from pmo import clock
from pmo.access.verdicts import Refused
from tests.scenes.executives import a_seat, an_office, holder_of, manager_of
from tests.scenes.rounds import all_answered, an_open_round, answered, asked, closed, in_days, item, participant

pytestmark = pytest.mark.django_db
AGREE, RESERVATION, ABSTAIN, OBJECT = StanceChoice


@pytest.fixture
def seats(office):
    return [a_seat(office, f"Seat {number}", sponsor=number == 1) for number in range(1, 5)]


def said(round_, seats, *choices):
    """Let the seats answer the first statement in turn; None says nothing."""
    for seat, choice in zip(seats, choices, strict=False):
        if choice:
            answered(item(round_), seat, choice)
    return outcome_of(round_).items[0]


@pytest.mark.parametrize(
    ("terms", "choices", "agreed", "needed"),
    [
        ({"rule": "n_of_m", "needed_of": 2}, (AGREE, RESERVATION, OBJECT, None), True, 2),
        ({"rule": "n_of_m", "needed_of": 3}, (AGREE, AGREE, OBJECT, None), False, 3),
        ({"rule": "two_thirds"}, (AGREE, AGREE, AGREE, OBJECT), True, 3),
        ({"rule": "two_thirds"}, (AGREE, AGREE, ABSTAIN, OBJECT), False, 3),
        ({"rule": "two_thirds", "abstentions": "leave"}, (AGREE, AGREE, ABSTAIN, OBJECT), True, 2),
        ({"rule": "three_quarters", "abstentions": "leave"}, (AGREE, AGREE, ABSTAIN, OBJECT), False, 3),
        ({"rule": "three_quarters"}, (AGREE, AGREE, AGREE, ABSTAIN), True, 3),
        ({"rule": "unanimity"}, (AGREE, AGREE, AGREE, ABSTAIN), False, 4),
        ({"rule": "unanimity", "abstentions": "leave"}, (AGREE, ABSTAIN, ABSTAIN, ABSTAIN), True, 1),
        ({"rule": "unanimity", "abstentions": "leave"}, (ABSTAIN, ABSTAIN, ABSTAIN, ABSTAIN), False, 1),
        ({"rule": "unanimity", "abstentions": "leave"}, (AGREE, AGREE, ABSTAIN, None), False, 3),
        ({"rule": "n_of_m", "needed_of": 2, "abstentions": "leave"}, (AGREE, ABSTAIN, ABSTAIN, ABSTAIN), False, 2),
        ({"rule": "consent"}, (AGREE, AGREE, RESERVATION, AGREE), True, 4),
        ({"rule": "consent"}, (AGREE, AGREE, AGREE, None), False, 4),
        ({"rule": "consent"}, (AGREE, AGREE, AGREE, OBJECT), False, 4),
    ],
)
def test_a_statement_is_agreed_by_the_frozen_rule_alone(office, seats, terms, choices, agreed, needed):
    found = said(an_open_round(office, **terms), seats, *choices)

    assert (found.agreed, found.needed) == (agreed, needed)


def test_without_a_required_seat_nothing_is_agreed(office, seats):
    round_ = an_open_round(office, rule="majority", required=(seats[0].pk,))

    found = said(round_, seats, ABSTAIN, AGREE, AGREE, AGREE)

    assert found.is_met
    assert [each.seat for each in found.withheld] == [seats[0]]
    assert not found.agreed


def test_an_abstention_that_alone_blocks_unanimity_is_named(office, seats):
    found = said(an_open_round(office), seats, AGREE, AGREE, AGREE, ABSTAIN)

    assert found.is_kept_by_abstentions


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"rule": "n_of_m"}, "a number from 1 to 4"),
        ({"rule": "n_of_m", "needed_of": 5}, "a number from 1 to 4"),
        ({"rule": "n_of_m", "needed_of": 0}, "a number from 1 to 4"),
        ({"required": (0,)}, "Only a signatory seat with a holder"),
        ({"rule": "consent", "reason_due": "never"}, "an objection names a harm"),
        ({"abstentions": "perhaps"}, "Choose the rule"),
    ],
)
def test_terms_that_cannot_be_met_are_refused(office, seats, terms, sentence):
    with pytest.raises(Refused, match=sentence):
        an_open_round(office, **terms)


def test_a_seat_that_is_not_counted_cannot_be_required(office, seats):
    adviser = a_seat(office, "Safety", DecisionRole.INPUT)

    with pytest.raises(Refused, match="Only a signatory seat"):
        an_open_round(office, required=(adviser.pk,))


def say(round_, seat, choice, reason="", change=""):
    return answered(item(round_), seat, choice, reason, change, by=holder_of(seat))


@pytest.mark.parametrize(
    ("due", "choice", "sentence"),
    [
        (ReasonDue.ALWAYS, AGREE, "every answer comes with its reason"),
        (ReasonDue.ALWAYS, ABSTAIN, "every answer comes with its reason"),
    ],
)
def test_a_reason_is_due_as_the_round_says(office, seats, due, choice, sentence):
    round_ = an_open_round(office, reason_due=due)

    with pytest.raises(Refused, match=sentence):
        say(round_, seats[0], choice)

    assert say(round_, seats[0], choice, "It is right.").reason == "It is right."


def test_where_no_reason_is_due_an_objection_may_come_without(office, seats):
    from_seat = an_open_round(office, reason_due=ReasonDue.NEVER)

    stance = bare_objection(from_seat, seats[0])

    assert (stance.reason, stance.proposed_change) == ("", "")


def bare_objection(round_, seat):
    asked_about = item(round_)
    return rounds.take_stance(
        item_id=asked_about.pk, seat_id=seat.pk, choice=OBJECT, shown_digest=asked_about.digest, by=holder_of(seat)
    )


def test_nobody_abstains_in_a_consent_round(office, seats):
    round_ = an_open_round(office, rule=AgreementRule.CONSENT)

    with pytest.raises(Refused, match="Nobody abstains"):
        say(round_, seats[0], ABSTAIN)

    assert round_.method == RoundMethod.CONSENT
    assert str(say(round_, seats[0], AGREE).word) == "Consent"


def test_an_abstention_of_before_is_asked_again_where_consent_is_asked(office, seats):
    round_ = an_open_round(office, "One.", rule="majority")
    said(round_, seats, AGREE, ABSTAIN, OBJECT, OBJECT)
    closed(round_)

    again = asked(round_.version, rule=AgreementRule.CONSENT)

    asked_again = [each.seat for each in participants(again) if Answers(again).is_asked(item(again), each)]
    assert asked_again == seats[1:]


def test_an_abstention_of_before_leaves_no_number_where_consent_is_asked(office, seats):
    round_ = an_open_round(office, "One.", rule="majority")
    said(round_, seats, ABSTAIN, AGREE, OBJECT, OBJECT)
    closed(round_)

    found = said(asked(round_.version, rule="consent", abstentions="leave"), seats, None, None, AGREE, AGREE)

    assert (found.needed, found.agreed) == (4, False)


def participants(round_):
    return [participant(round_, seat) for seat in round_.version.mandate.office.seats.order_by("pk")]


@pytest.mark.parametrize(
    "change",
    [
        {"method": RoundMethod.CONSENT},
        {"abstentions": Abstentions.LEAVE},
        {"reason_due": ReasonDue.NEVER},
        {"overruling": True},
        {"needed": 1},
        {"blind": False},
        {"state": RoundState.PLANNED},
        {"deadline_at": datetime(2099, 1, 1, tzinfo=UTC), "deadline": date(2099, 1, 1)},
    ],
)
def test_the_database_refuses_another_rule_once_the_round_is_open(office, seats, change):
    round_ = an_open_round(office)

    with pytest.raises(DatabaseError), transaction.atomic():
        ConsensusRound.objects.filter(pk=round_.pk).update(**change)


@pytest.mark.parametrize("what", ["item", "participant", "source", "required", "holder", "round"])
def test_the_database_lets_nothing_join_an_open_round(office, seats, what):
    round_ = an_open_round(office)
    late = a_seat(office, "Late")
    joins = {
        "item": lambda: RoundItem.objects.create(
            round=round_, line=item(round_).line, order=9, text="x", content="x", digest="x"
        ),
        "participant": lambda: Participant.objects.create(
            round=round_, seat=late, person=holder_of(late), counted=True
        ),
        "source": lambda: ItemSource.objects.create(item=item(round_), wording_id=1, standing="vacant"),
        "required": lambda: Participant.objects.filter(round=round_).update(required=True),
        "holder": lambda: closed(all_answered(round_)) and Participant.objects.update(holder_at_close=holder_of(late)),
        "round": lambda: ConsensusRound.objects.create(
            mandate=round_.mandate,
            version=round_.version,
            number=99,
            state=RoundState.CLOSED,
            seats_counted=1,
            needed=1,
            deadline=clock.today("UTC"),
            deadline_at=clock.now(),
            opened_by=manager_of(office),
        ),
    }

    with pytest.raises(DatabaseError), transaction.atomic():
        joins[what]()


@pytest.mark.parametrize("what", ["another digest", "no reason", "too late", "another round", "closed"])
def test_the_database_refuses_an_answer_that_the_round_does_not_take(office, seats, what):
    round_ = an_open_round(office)
    given = {
        "item": item(round_),
        "participant": participant(round_, seats[0]),
        "person": holder_of(seats[0]),
        "choice": AGREE,
        "digest": item(round_).digest,
    }
    match what:
        case "another digest":
            given["digest"] = "0" * 64
        case "no reason":
            given["choice"] = OBJECT
        case "too late":
            given["at"] = round_.deadline_at
        case "another round":
            other = an_office()
            a_seat(other)
            given["item"] = item(an_open_round(other))
            given["digest"] = given["item"].digest
        case "closed":
            closed(all_answered(round_))

    with pytest.raises(DatabaseError), transaction.atomic():
        Stance.objects.create(**given)


def test_the_database_keeps_a_rule_to_what_its_seats_can_meet(office, seats):
    given = an_open_round(office)
    fields = ("mandate_id", "version_id", "deadline", "deadline_at", "opened_by_id")
    kept = {name: getattr(given, name) for name in fields}

    for wrong in ({"needed": 5, "seats_counted": 4}, {"rule": "n_of_m", "needed": 2, "seats_counted": 4}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConsensusRound.objects.create(**kept, **wrong, number=9, state=RoundState.PLANNED)


def test_the_page_says_the_rule_and_names_who_is_required(client, office, seats):
    an_open_round(office, rule="n_of_m", needed_of=3, required=(seats[0].pk,), abstentions="leave")
    client.force_login(manager_of(office))

    shown = client.get(f"/{office.slug}/rounds/1/").content.decode()

    assert "3 of 4." in shown
    assert "Nothing is agreed without Seat 1." in shown
    assert "Whoever abstains leaves the number of seats." in shown


def test_the_opening_form_offers_the_sponsor_as_required_and_takes_the_whole_rule(client, office, seats):
    round_ = closed(all_answered(an_open_round(office), choice=OBJECT))
    client.force_login(manager_of(office))
    page = f"/{office.slug}/rounds/open/"
    given = {"deadline": in_days(office, 5).isoformat(), "rule": "n_of_m", "reason_due": "always", "overruling": "on"}

    offered = client.get(page).content.decode()
    refused = client.post(page, given)
    opened = client.post(page, given | {"needed_of": "2", "required": [str(seats[1].pk)], "abstentions": "leave"})

    assert f'value="{seats[0].pk}" id="id_required_0" checked' in offered.replace("\n", " ") or "checked" in offered
    assert "Say how many seats must agree" in refused.content.decode()
    assert opened.status_code == 302
    again = ConsensusRound.objects.get(number=2)
    assert (again.needed, again.needed_of, again.seats_counted) == (2, 2, 4)
    assert (again.abstentions, again.reason_due, again.overruling, again.blind) == ("leave", "always", True, False)
    assert [each.seat for each in again.participants.filter(required=True)] == [seats[1]]
    assert len(items_of(again)) == len(items_of(round_))
