"""What the PMO manager notes of talks before a round: the last note counts, and counts for nothing in a round."""

import pytest
from django.db import DatabaseError, transaction

from mandates.models import Presounding
from mandates.rules import alignment as rules
from mandates.selectors.agreements import agreements_of
from mandates.selectors.outcomes import outcome_of
from mandates.services.alignment import sound_out
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes import executives as scenes
from tests.scenes.alignment import line_of, sounded
from tests.scenes.rounds import a_draft_saying, asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def seat(office):
    return scenes.a_seat(office)


@pytest.fixture
def version(office, seat):
    return a_draft_saying(office, "Jobs finish late.", "Nobody knows who decides.")


def test_the_last_note_counts_and_the_earlier_ones_stay(version, seat):
    first = sounded(version, seat, "against", "Too vague.")

    second = sounded(version, seat, "for", "Better with a date.")

    first.refresh_from_db()
    assert [first.superseded_at is None, second.superseded_at is None] == [False, True]
    assert Presounding.objects.count() == 2


def test_the_same_note_again_is_the_one_that_is_there(version, seat):
    first = sounded(version, seat, "unsure", "Asks for figures.")

    assert sounded(version, seat, "unsure", " Asks for figures.\r\n") == first
    assert LedgerEntry.objects.filter(event="presounding.noted").count() == 1


def test_the_note_reaches_no_ledger_payload(version, seat):
    sounded(version, seat, "against", "Fears for the yard.")

    entry = LedgerEntry.objects.select_related("payload").get(event="presounding.noted")

    assert "yard" not in str(entry.payload.__dict__)


def test_nothing_that_counts_agreement_reads_it(version, seat):
    sounded(version, seat, "for")

    round_ = asked(version)
    sounded(version, seat, "against", place=2)

    outcome = outcome_of(round_)
    assert [each.standing.agreeing for each in outcome.items] == [0, 0]
    assert outcome.waiting_for
    assert agreements_of(version, version.statements.all()) == {}


def test_a_note_needs_a_holder_a_statement_of_this_office_and_one_of_three_words(office, version, seat):
    vacant, elsewhere = scenes.a_vacant_seat(office), scenes.a_seat(scenes.an_office())
    other = a_draft_saying(elsewhere.office)
    by = scenes.manager_of(office)
    here, there = line_of(version), line_of(other)

    for seat_id, line_id, choice, note, who, says in (
        (vacant.pk, here, "for", "", by, "Nobody holds"),
        (seat.pk, there, "for", "", by, "no longer in the text"),
        (seat.pk, here, "agree", "", by, "one of the three"),
        (seat.pk, here, "for", "x" * 4001, by, "4,000"),
        (elsewhere.pk, there, "for", "", by, "Only a PMO manager"),
    ):
        with pytest.raises(Refused, match=says):
            sound_out(seat_id=seat_id, line_id=line_id, choice=choice, note=note, by=who)
    assert not Presounding.objects.exists()


def test_the_database_keeps_what_was_noted(version, seat):
    noted = sounded(version, seat, "against", "Too vague.")

    for change in ({"choice": "for"}, {"note": ""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Presounding.objects.filter(pk=noted.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        noted.delete()


def test_who_may_note_read_and_read_the_notes(office, version, seat):
    people = {
        "manager": scenes.manager_of(office),
        "holder": scenes.holder_of(seat),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "stranger": scenes.manager_of(scenes.an_office()),
    }
    deeds = {"see": rules.sees_alignment, "read notes": rules.sees_sounding_notes, "note": rules.may_sound_out}

    granted = {
        role: {deed for deed, ask in deeds.items() if ask(standing_of(person, office))}
        for role, person in people.items()
    }

    assert granted == {
        "manager": set(deeds),
        "holder": set(),
        "administrator": {"see"},
        "auditor": {"see"},
        "stranger": set(),
    }
    for role in set(people) - {"manager"}:
        with pytest.raises(Refused):
            sounded(version, seat, by=people[role])
