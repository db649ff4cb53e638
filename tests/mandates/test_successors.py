"""A seat that changes hands while a round is open: its new holder is asked, and only their answers count."""

import pytest
from django.db import DatabaseError, transaction

from executives.services import seats as holding
from mandates.models import MandateVersion, Objection, Participant, Stance
from mandates.reminding import round_owing
from mandates.selectors.outcomes import outcome_of
from mandates.services import rounds
from mandates.states import StanceChoice, VersionState
from pmo.access.verdicts import Refused
from tests.scenes.executives import a_person, holder_of, manager_of
from tests.scenes.rounds import (
    a_draft_saying,
    all_answered,
    an_open_round,
    answered,
    asked,
    closed,
    in_days,
    item,
    participant,
)

pytestmark = pytest.mark.django_db


def handed_over(seat, days=0):
    """Return the person who holds the seat from some day on."""
    newcomer = a_person(seat.office, "Nadia Newcomer")
    holding.seat_person(seat_id=seat.pk, person=newcomer, start=in_days(seat.office, days), by=manager_of(seat.office))
    return newcomer


def tally(round_):
    return outcome_of(round_).items[0].standing


def test_the_new_holder_is_asked_everything_and_the_predecessor_counts_no_more(office, ceo, cfo):
    round_ = all_answered(an_open_round(office, "One.", "Two."))
    before = holder_of(cfo)

    after = handed_over(cfo)

    outcome = outcome_of(round_)
    assert tally(round_).agreeing == 1
    assert [each.seat for each in outcome.waiting_for] == [cfo]
    assert round_owing(f"round:{round_.pk}") == (f"seat:{cfo.pk}",)
    with pytest.raises(Refused, match="new holder is asked"):
        answered(item(round_), cfo, StanceChoice.ABSTAIN, by=before)
    assert answered(item(round_), cfo, by=after).person == after


def test_the_participant_stays_who_was_asked_at_opening_and_answers_name_the_person(office, ceo, cfo):
    round_ = an_open_round(office)
    before, after = holder_of(cfo), handed_over(cfo)
    answered(item(round_), cfo, by=after)
    answered(item(round_), ceo)

    closed(round_)

    kept = participant(round_, cfo)
    assert (kept.person, kept.holder_at_close, kept.speaker) == (before, after, after)
    assert MandateVersion.objects.get(pk=round_.version_id).state == VersionState.AGREED


def test_what_the_predecessor_said_is_history_when_nobody_has_said_it_again(office, ceo, cfo):
    round_ = an_open_round(office, rule="majority", days=0)
    answered(item(round_), cfo, StanceChoice.OBJECT)
    answered(item(round_), ceo)
    handed_over(cfo)
    Participant.objects.filter(round=round_)

    with pytest.raises(Refused, match="Still to answer: Chief Financial Officer"):
        closed(round_)

    assert tally(round_).object == 0


def test_at_the_close_the_counting_holder_is_kept_for_good(office, ceo, cfo):
    round_ = an_open_round(office)
    answered(item(round_), cfo, StanceChoice.OBJECT)
    after = handed_over(cfo)
    all_answered(round_, but=[cfo])
    answered(item(round_), cfo, by=after)
    closed(round_)

    handed_over(cfo, days=1)

    assert tally(round_).agreeing == 2
    assert not Objection.objects.exists()
    assert Stance.objects.filter(participant__seat=cfo, superseded_at__isnull=True).get().person == after
    with pytest.raises(DatabaseError), transaction.atomic():
        Participant.objects.filter(round=round_, seat=cfo).update(holder_at_close=holder_of(ceo))


def test_a_seat_that_falls_vacant_keeps_what_its_holder_said(office, ceo, cfo):
    round_ = all_answered(an_open_round(office))
    holding.vacate_seat(seat_id=cfo.pk, last_day=in_days(office, -1), by=manager_of(office))

    assert tally(round_).agreeing == 2


def test_in_an_open_round_the_new_holder_ratifies_in_one_click(client, office, ceo, cfo):
    round_ = an_open_round(office, blind=False)
    answered(item(round_), cfo, StanceChoice.RESERVATION, "Not before June.")
    after = handed_over(cfo)
    client.force_login(after)
    card = f"/{office.slug}/rounds/1/answer/{item(round_).key}/"

    shown = client.get(card).content.decode()
    counted_before = tally(round_).reservation
    done = client.post(f"{card}ratify/", {"shown_digest": item(round_).digest, "seat": cfo.pk})

    assert "Not before June." in shown
    assert "Say the same" in shown
    assert counted_before == 0
    assert done.status_code == 302
    mine = Stance.objects.get(person=after)
    assert (mine.choice, mine.reason) == (StanceChoice.RESERVATION, "Not before June.")
    assert tally(round_).reservation == 1


def test_in_a_blind_round_the_predecessors_answer_is_neither_shown_nor_ratified(client, office, ceo, cfo):
    round_ = an_open_round(office)
    answered(item(round_), cfo, StanceChoice.OBJECT, "A secret reason.", "A secret change.")
    after = handed_over(cfo)
    client.force_login(after)

    shown = client.get(f"/{office.slug}/rounds/1/answer/{item(round_).key}/").content.decode()

    assert "secret" not in shown
    with pytest.raises(Refused, match="This round is blind"):
        rounds.ratify(item_id=item(round_).pk, seat_id=cfo.pk, shown_digest=item(round_).digest, by=after)


def test_an_answer_to_another_text_cannot_be_ratified(office, ceo, cfo):
    round_ = an_open_round(office, "One.", blind=False)
    all_answered(round_, but=[cfo])
    answered(item(round_), cfo, StanceChoice.ABSTAIN)
    closed(round_)
    a_draft_saying(office, "Two.")
    again = asked(round_.version, blind=False)
    after = handed_over(cfo)

    ratified = rounds.ratify(item_id=item(again).pk, seat_id=cfo.pk, shown_digest=item(again).digest, by=after)

    assert ratified.choice == StanceChoice.ABSTAIN
    with pytest.raises(Refused, match="Nobody has answered this text"):
        rounds.ratify(item_id=item(again, 2).pk, seat_id=cfo.pk, shown_digest=item(again, 2).digest, by=after)


def test_only_the_holder_ratifies(office, ceo, cfo):
    round_ = an_open_round(office, blind=False)
    answered(item(round_), cfo)
    handed_over(cfo)

    with pytest.raises(Refused, match="Only the holder"):
        rounds.ratify(item_id=item(round_).pk, seat_id=cfo.pk, shown_digest=item(round_).digest, by=holder_of(ceo))
