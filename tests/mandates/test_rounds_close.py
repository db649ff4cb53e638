"""How a round ends, and what the next one asks."""

from datetime import timedelta

import pytest

from executives.services import seats as holding
from executives.states import DecisionRole
from mandates.models import ConsensusRound, MandateVersion, Objection
from mandates.selectors.outcomes import outcome_of
from mandates.selectors.rounds import Answers, items_of
from mandates.services import rounds
from mandates.states import AgreementRule, RoundState, StanceChoice, VersionState
from pmo import clock
from pmo.access.models import Person, PersonalLink
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes.executives import (
    a_seat,
    holder_of,
    manager_of,
)
from tests.scenes.mandates import state_of
from tests.scenes.rounds import (
    all_answered,
    an_open_round,
    answered,
    asked,
    closed,
    in_days,
    item,
    participant,
    rewrite,
)

pytestmark = pytest.mark.django_db


def test_all_agreed_freezes_the_version(office, ceo, cfo):
    round_ = closed(all_answered(an_open_round(office)))

    version = MandateVersion.objects.get(pk=round_.version_id)
    assert (round_.state, version.state, version.key) == (RoundState.SETTLED, VersionState.AGREED, "1.0")
    assert len(version.digest) == 64
    assert LedgerEntry.objects.filter(office=office.pk, event="version.agreed").count() == 1


def test_an_objection_sends_the_version_back_to_draft(office, ceo, cfo):
    round_ = an_open_round(office)
    answered(item(round_), ceo)
    answered(item(round_), cfo, StanceChoice.OBJECT, "Too soft.", "Say how late.")

    done = closed(round_)

    objection = Objection.objects.get(stance__item__round=round_)
    assert (done.state, state_of(round_.version)) == (RoundState.CLOSED, VersionState.DRAFT)
    assert objection.stance.proposed_change == "Say how late."


def test_a_round_is_settled_when_every_objection_is_resolved(office, ceo, cfo):
    round_ = closed(all_answered(an_open_round(office), choice=StanceChoice.OBJECT))
    objections = list(Objection.objects.order_by("pk"))
    rewrite(round_.version, 1, "Jobs finish three months late.")

    for each in objections:
        assert ConsensusRound.objects.get(pk=round_.pk).state == RoundState.CLOSED
        rounds.answer_objection(objection_id=each.pk, answer="Rewritten as you proposed.", by=manager_of(office))

    assert len(objections) == 2
    assert ConsensusRound.objects.get(pk=round_.pk).state == RoundState.SETTLED


def test_a_round_is_not_closed_before_all_have_answered(office, ceo, cfo):
    round_ = all_answered(an_open_round(office), but=[cfo])

    with pytest.raises(Refused, match="Still to answer: Chief Financial Officer"):
        closed(round_)


def test_closing_twice_gives_the_same_result(office, ceo):
    round_ = all_answered(an_open_round(office))

    first, second = closed(round_), closed(round_)

    assert first == second
    assert LedgerEntry.objects.filter(office=office.pk, event="round.closed").count() == 1


@pytest.mark.usefixtures("own_time")
def test_after_the_deadline_missing_answers_count_as_not_agreeing(office, ceo, cfo):
    third = a_seat(office)
    round_ = all_answered(an_open_round(office, rule=AgreementRule.MAJORITY), but=[third])
    shifting.set_time(round_.deadline_at + timedelta(seconds=2))

    [done] = rounds.close_overdue_rounds(clock.now())

    tally = outcome_of(done).items[0].standing
    assert (tally.agreeing, tally.missing, tally.seats) == (2, 1, 3)
    assert state_of(round_.version) == VersionState.AGREED


@pytest.mark.usefixtures("own_time")
def test_a_round_that_agreed_on_every_statement_has_not_lapsed_though_few_answered_all(office, ceo, cfo):
    third = a_seat(office)
    round_ = an_open_round(office, "One.", "Two.", rule=AgreementRule.TWO_THIRDS)
    for place, seats in ((1, (ceo, cfo)), (2, (cfo, third))):
        for seat in seats:
            answered(item(round_, place), seat)
    shifting.set_time(round_.deadline_at + timedelta(seconds=2))

    [done] = rounds.close_overdue_rounds(clock.now())

    assert (done.state, state_of(round_.version)) == (RoundState.SETTLED, VersionState.AGREED)


@pytest.mark.usefixtures("own_time")
def test_a_round_with_too_few_answers_lapses(office, ceo, cfo):
    round_ = all_answered(an_open_round(office), but=[cfo])
    shifting.set_time(round_.deadline_at + timedelta(seconds=2))

    [done] = rounds.close_overdue_rounds(clock.now())

    assert (done.state, state_of(round_.version)) == (RoundState.LAPSED, VersionState.DRAFT)
    assert LedgerEntry.objects.get(office=office.pk, event="round.closed").actor_id is None


def test_the_clock_leaves_rounds_alone_that_are_not_due(office, ceo):
    round_ = all_answered(an_open_round(office))

    assert rounds.close_overdue_rounds(clock.now()) == []
    assert ConsensusRound.objects.get(pk=round_.pk).state == RoundState.OPEN


def test_a_cancelled_round_is_a_draft_again_and_its_answers_are_void(office, ceo):
    round_ = all_answered(an_open_round(office))

    rounds.cancel_round(round_id=round_.pk, reason="Wrong draft.", by=manager_of(office))

    again = asked(round_.version)
    assert again.number == 2
    assert len(Answers(again).missing(participant(again, ceo), items_of(again))) == 1


def test_cancelling_wants_a_reason(office, ceo):
    round_ = an_open_round(office)

    with pytest.raises(Refused, match="Say why"):
        rounds.cancel_round(round_id=round_.pk, reason="  ", by=manager_of(office))


def test_the_next_round_asks_what_changed_of_all_and_the_rest_only_where_open(office, ceo, cfo):
    round_ = an_open_round(office, "One.", "Two.", "Three.")
    answered(item(round_, 1), ceo, StanceChoice.OBJECT)
    answered(item(round_, 2), ceo, StanceChoice.OBJECT)
    all_answered(round_)
    closed(round_)
    rewrite(round_.version, 1, "One, rewritten.")

    again = asked(round_.version)

    answers, items = Answers(again), items_of(again)
    assert [each.text for each in answers.owed(participant(again, ceo), items)] == ["One, rewritten.", "Two."]
    assert [each.text for each in answers.owed(participant(again, cfo), items)] == ["One, rewritten."]


def test_a_new_holder_is_asked_about_everything(office, ceo, cfo):
    round_ = an_open_round(office, "One.", "Two.")
    answered(item(round_, 1), cfo, StanceChoice.OBJECT)
    all_answered(round_)
    closed(round_)
    successor = holder_of(a_seat(office, "Another", DecisionRole.INFORMED))
    holding.seat_person(seat_id=ceo.pk, person=successor, start=in_days(office, 0), by=manager_of(office))

    again = asked(round_.version)

    owed = Answers(again).owed(participant(again, ceo), items_of(again))
    assert [each.text for each in owed] == ["One.", "Two."]


def test_a_round_that_would_ask_nothing_is_refused(office, ceo, cfo):
    round_ = an_open_round(office)
    all_answered(round_, but=[cfo])
    answered(item(round_), cfo, StanceChoice.ABSTAIN)
    closed(round_)

    with pytest.raises(Refused, match="Nothing would be asked"):
        asked(round_.version)


def test_everybody_asked_is_told_by_mail(office, ceo, cfo):
    round_ = an_open_round(office)

    told = Mail.objects.filter(kind="round.opened")
    assert {mail.person for mail in told} == {holder_of(ceo), holder_of(cfo)}
    links = PersonalLink.objects.filter(person__in=[mail.person for mail in told], purpose="round.opened")
    assert set(links.values_list("path", flat=True)) == {f"/{office.slug}/rounds/{round_.number}/answer/"}
    assert all("{link:" in mail.text for mail in told)


def test_whoever_has_another_clock_is_told_the_end_by_it(office, ceo, cfo):
    Person.objects.filter(pk=holder_of(ceo).pk).update(time_zone="Pacific/Honolulu")

    an_open_round(office)

    told = {mail.person: mail.text for mail in Mail.objects.filter(kind="round.opened")}
    assert "HST, where you are)" in told[holder_of(ceo)]
    assert "where you are" not in told[holder_of(cfo)]
