"""Talks: with whoever held the seat that day; what was said is a requirement, what is private stays with managers."""

from datetime import date, timedelta

import pytest

from executives.models import Interview, PrivateNote
from executives.rules import talks as rules
from executives.selectors.talks import private_note_of
from executives.services import requirements, seats, talks
from executives.states import TalkKind
from pmo import clock
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry, Payload
from tests.scenes import executives as scenes
from tests.scenes.talks import A_DAY, a_talk, noted, said_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def seat(office):
    return scenes.a_seat(office)


def test_a_talk_is_with_whoever_held_the_seat_on_its_day(office, seat):
    earlier, later = scenes.holder_of(seat), scenes.a_person(office)
    seats.seat_person(seat_id=seat.pk, person=later, start=date(2026, 1, 12), by=scenes.manager_of(office))

    before, after = a_talk(seat, day=date(2026, 1, 11)), a_talk(seat, day=date(2026, 1, 12))

    assert (before.person, after.person) == (earlier, later)
    assert (before.number, after.number) == (1, 2)


def test_the_same_talk_again_is_the_one_that_is_there(seat):
    assert a_talk(seat) == a_talk(seat)
    assert a_talk(seat) != a_talk(seat, kind=TalkKind.BEFORE)
    assert LedgerEntry.objects.filter(event="talk.held").count() == 2


@pytest.mark.parametrize(
    ("day", "says"),
    [(lambda today: today + timedelta(days=1), "once it was held"), (lambda _today: date(2019, 1, 1), "Nobody held")],
)
def test_a_talk_needs_a_day_that_has_come_and_somebody_to_talk_with(office, seat, day, says):
    with pytest.raises(Refused, match=says):
        a_talk(seat, day=day(clock.today(office.time_zone)))


def test_the_day_of_a_talk_can_be_corrected_and_both_days_are_kept(seat):
    talk = a_talk(seat)
    by = scenes.manager_of(seat.office)

    for _click in range(2):
        moved = talks.correct_day(interview_id=talk.pk, day=A_DAY - timedelta(days=3), by=by)

    payload = Payload.objects.get(entry__event="talk.moved")
    assert (moved.day, moved.number) == (A_DAY - timedelta(days=3), talk.number)
    assert payload.content == '{"day":"2026-01-09","was":"2026-01-12"}'


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (lambda today: today + timedelta(days=1), "once it was held"),
        (lambda _today: date(2025, 1, 1), "did not hold this seat on that day"),
        (lambda _today: A_DAY + timedelta(days=1), "noted for that day already"),
    ],
)
def test_a_corrected_day_is_one_on_which_the_same_two_can_have_met(office, seat, day, says):
    seats.seat_person(
        seat_id=seat.pk, person=scenes.a_person(office), start=date(2026, 1, 1), by=scenes.manager_of(office)
    )
    talk, _other = a_talk(seat), a_talk(seat, day=A_DAY + timedelta(days=1))

    with pytest.raises(Refused, match=says):
        talks.correct_day(interview_id=talk.pk, day=day(clock.today(office.time_zone)), by=scenes.manager_of(office))


def test_only_a_manager_corrects_the_day(seat):
    talk = a_talk(seat)

    with pytest.raises(Refused):
        talks.correct_day(interview_id=talk.pk, day=talk.day, by=scenes.holder_of(seat))


def test_a_number_is_not_given_again(office, seat):
    first = a_talk(seat)
    talks.drop_talk(interview_id=first.pk, by=scenes.manager_of(office))

    assert a_talk(seat).number == 2


def test_a_talk_in_which_something_was_said_stays(office, seat):
    said_in(a_talk(seat))

    with pytest.raises(Refused, match="it stays"):
        talks.drop_talk(interview_id=Interview.objects.get().pk, by=scenes.manager_of(office))


def test_what_was_said_names_its_talk_and_keeps_the_first_one(office, seat):
    talk, later = a_talk(seat), a_talk(seat, day=A_DAY + timedelta(days=1))
    known = scenes.a_requirement(seat, "We wait.")

    said = said_in(talk, "We wait.")
    again = said_in(later, "We wait.")

    assert known == said == again
    assert again.interview == talk


def test_words_of_one_seat_are_not_said_in_a_talk_with_another(office, seat):
    talk, other = a_talk(seat), scenes.a_seat(office)

    with pytest.raises(Refused, match="another seat"):
        requirements.record_requirement(
            seat_id=other.pk, words=scenes.some_words(), interview=talk, by=scenes.manager_of(office)
        )


def test_notes_are_kept_apart_and_once(seat):
    talk = noted(a_talk(seat), "Ships wait.", "He is about to leave.")
    again = noted(Interview.objects.get(), "Ships wait.", "He is about to leave.")

    assert (talk.notes, talk.private.text, again.revision) == ("Ships wait.", "He is about to leave.", 2)
    assert LedgerEntry.objects.filter(event="talk.noted").count() == 1


def test_a_later_writer_does_not_write_over_an_earlier_one(seat):
    talk = a_talk(seat)
    noted(Interview.objects.get(), "Mine.", "Mine alone.")

    with pytest.raises(Refused, match="both texts"):
        noted(talk, "Theirs.", "")

    assert Interview.objects.get().notes == "Mine."
    assert PrivateNote.objects.get().text == "Mine alone."


def test_the_ledger_says_that_notes_were_taken_and_nothing_of_them(seat):
    noted(a_talk(seat), "Ships wait.", "He is about to leave.")

    payload = Payload.objects.get(entry__event="talk.noted")

    assert payload.content == '{"revision":2}'


ROLES = ("manager", "holder", "other_executive", "administrator", "auditor", "stranger")


@pytest.fixture
def standings(office, seat):
    people = {
        "manager": scenes.manager_of(office),
        "holder": scenes.holder_of(seat),
        "other_executive": scenes.holder_of(scenes.a_seat(office)),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "stranger": scenes.manager_of(scenes.an_office()),
    }
    return {role: standing_of(person, office) for role, person in people.items()}


def test_who_may_do_what_with_talks(standings, seat):
    talk = a_talk(seat)
    today = clock.today(seat.office.time_zone)
    deeds = {
        "see": rules.sees_talks,
        "see private": rules.sees_private_notes,
        "note": lambda who: rules.may_note(who, seat, talk.person, A_DAY, today),
        "change": lambda who: rules.may_change_notes(who, talk, talk.revision),
        "drop": lambda who: rules.may_drop(who, talk, 0),
        "mark": lambda who: rules.may_mark(who, {}, {}),
    }

    granted = {role: {deed for deed, ask in deeds.items() if ask(standings[role])} for role in ROLES}

    assert granted == {role: set() for role in ROLES} | {
        "manager": set(deeds),
        "administrator": {"see"},
        "auditor": {"see"},
    }


def test_a_private_note_is_read_by_managers_of_its_own_office_alone(standings, seat):
    talk = noted(a_talk(seat), private="He is about to leave.")
    elsewhere = scenes.manager_of(scenes.an_office())
    theirs = standing_of(elsewhere, elsewhere.memberships.get().office)

    found = {role: private_note_of(talk, who) is not None for role, who in standings.items()}

    assert found == dict.fromkeys(ROLES, False) | {"manager": True}
    assert private_note_of(talk, theirs) is None
