"""Answering in a round: by the person asked, on the text shown, with a reason where one is due."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from executives.states import DecisionRole
from mandates.models import Participant, RoundItem, Stance
from mandates.services import rounds
from mandates.states import StanceChoice
from mandates.terms import Terms
from pmo.access.verdicts import Ground, Refused
from pmo.audit.models import LedgerEntry
from pmo.clock import shifting
from tests.scenes.executives import a_seat, administrator_of, an_auditor, an_office, holder_of, manager_of
from tests.scenes.rounds import all_answered, an_open_round, answered, closed, in_days, item, participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(office, ceo):
    return an_open_round(office, "Jobs finish late.", "Costs run over.")


def say(item, seat, by, choice=StanceChoice.AGREE, reason="", change="", digest=None):
    return rounds.take_stance(
        item_id=item.pk,
        seat_id=seat.pk,
        choice=choice,
        reason=reason,
        proposed_change=change,
        shown_digest=item.digest if digest is None else digest,
        by=by,
    )


def test_an_answer_stands_on_the_digest_that_was_shown(round_, ceo):
    stance = answered(item(round_), ceo)

    assert (stance.digest, stance.person) == (item(round_).digest, holder_of(ceo))


def test_the_same_again_returns_the_first(office, round_, ceo):
    assert answered(item(round_), ceo) == answered(item(round_), ceo)
    assert LedgerEntry.objects.filter(office=office.pk, event="stance.taken").count() == 1


def test_a_changed_answer_supersedes_and_history_is_kept(round_, ceo):
    first = answered(item(round_), ceo)

    second = answered(item(round_), ceo, StanceChoice.ABSTAIN)

    first.refresh_from_db()
    assert first.superseded_at is not None
    assert second.superseded_at is None


def test_a_seat_is_finished_with_its_last_answer(round_, ceo):
    answered(item(round_, 1), ceo)
    before = participant(round_, ceo).finished_at

    answered(item(round_, 2), ceo)

    assert before is None
    assert participant(round_, ceo).finished_at is not None


@pytest.mark.parametrize(
    ("choice", "reason", "change", "sentence"),
    [
        (StanceChoice.RESERVATION, " ", "", "what your reservation is"),
        (StanceChoice.OBJECT, "", "Another", "what is wrong with it"),
        (StanceChoice.OBJECT, "Wrong", "", "what you would put instead"),
        (StanceChoice.AGREE, "x" * 4001, "", "longer than 4000"),
        ("perhaps", "", "", "Choose one of the four"),
        ("", "", "", "Choose one of the four"),
    ],
)
def test_an_incomplete_answer_is_refused_with_what_is_missing(round_, ceo, choice, reason, change, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        say(item(round_), ceo, holder_of(ceo), choice, reason, change)

    assert refusal.value.verdict.ground == Ground.INPUT


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_an_answer_to_a_text_that_was_not_shown_is_refused(round_, ceo, digest):
    with pytest.raises(Refused, match="reads differently"):
        say(item(round_), ceo, holder_of(ceo), digest=digest)

    assert not Stance.objects.exists()


def test_after_the_deadline_the_clock_refuses_though_nobody_has_closed(round_, ceo):
    shifting.set_time(round_.deadline_at + timedelta(seconds=2))

    try:
        with pytest.raises(Refused, match="deadline has passed"):
            answered(item(round_), ceo)
    finally:
        shifting.unset_time()


def test_after_the_close_no_answer_is_taken(round_, ceo):
    closed(all_answered(round_))

    with pytest.raises(Refused, match="This round is closed"):
        answered(item(round_), ceo, StanceChoice.ABSTAIN)


@pytest.mark.parametrize("who", ["manager", "administrator", "auditor", "another seat", "informed", "stranger"])
def test_only_the_person_asked_answers(office, ceo, who):
    other, informed = a_seat(office, "Other"), a_seat(office, "Informed", DecisionRole.INFORMED)
    round_ = an_open_round(office)
    people = {
        "manager": manager_of,
        "administrator": administrator_of,
        "auditor": an_auditor,
        "another seat": lambda _office: holder_of(other),
        "informed": lambda _office: holder_of(informed),
        "stranger": lambda _office: holder_of(a_seat(an_office())),
    }

    with pytest.raises(Refused) as refusal:
        say(item(round_), ceo, people[who](office))

    assert refusal.value.verdict.ground == Ground.ROLE


def test_what_has_not_changed_and_is_not_open_is_not_asked_again(office, ceo, round_):
    answered(item(round_, 1), ceo, StanceChoice.OBJECT)
    answered(item(round_, 2), ceo)
    closed(round_)
    again = an_open_round_on(round_)

    with pytest.raises(Refused, match="has not changed since you answered it"):
        answered(item(again, 2), ceo, StanceChoice.ABSTAIN)


def an_open_round_on(round_):
    return rounds.open_round(
        version_id=round_.version_id,
        deadline=in_days(round_.version.mandate.office, 7),
        terms=Terms(round_.rule),
        by=manager_of(round_.version.mandate.office),
    )


def test_the_ledger_does_not_tell_what_was_answered(office, round_, ceo):
    answered(item(round_), ceo, StanceChoice.OBJECT, "A secret reason.", "A secret change.")

    entry = LedgerEntry.objects.get(office=office.pk, event="stance.taken")
    assert "secret" not in entry.payload.content
    assert "object" not in entry.payload.content


def test_the_database_holds_one_counting_answer_a_seat(round_, ceo):
    stance = answered(item(round_), ceo)

    stance.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        stance.save(force_insert=True)


def test_the_database_takes_no_answer_out_of_the_count_once_its_round_is_closed(round_, ceo):
    stance = answered(item(round_), ceo)
    closed(all_answered(round_))

    with pytest.raises(DatabaseError), transaction.atomic():
        Stance.objects.filter(pk=stance.pk).update(superseded_at=stance.at)


@pytest.mark.parametrize("deed", ["item", "participant", "round", "stance"])
def test_the_database_refuses_to_change_what_was_frozen_at_opening(round_, ceo, deed):
    stance = answered(item(round_), ceo)
    changes = {
        "item": lambda: RoundItem.objects.filter(round=round_).update(text="Other words."),
        "participant": lambda: Participant.objects.filter(round=round_).update(counted=False),
        "round": lambda: type(round_).objects.filter(pk=round_.pk).update(needed=0),
        "stance": lambda: Stance.objects.filter(pk=stance.pk).update(choice=StanceChoice.OBJECT, reason="x"),
    }

    with pytest.raises(DatabaseError), transaction.atomic():
        changes[deed]()
