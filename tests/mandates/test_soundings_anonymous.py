"""Blind and anonymous soundings before somebody who would like to know: by page, file, ledger, mail and database."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from executives.services.seats import seat_person
from mandates.anonymity import token_of
from mandates.models import Sounding, SoundingAnswer, SoundingParticipant
from mandates.selectors.sounding_pages import sounding_page
from mandates.services import soundings
from pmo import clock
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry, Payload
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes.executives import (
    LONG_AGO,
    a_seat,
    a_vacant_seat,
    administrator_of,
    an_auditor,
    holder_of,
    manager_of,
)
from tests.scenes.soundings import a_sounding, cancelled, closed, said, three_seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_time")]
POINTS = ([71, 18, 11], [13, 67, 20], [29, 24, 47])


@pytest.fixture
def seats(office):
    return three_seats(office)


@pytest.fixture
def asked(office, seats):
    """An anonymous sounding that all three have answered."""
    sounding = a_sounding(office, "points", anonymous=True)
    for seat, points in zip(seats, POINTS, strict=True):
        said(sounding, seat, points)
    sounding.refresh_from_db()
    return sounding


def told(client, person, office, number=1):
    """All that a person reads of a sounding, on pages and in files."""
    client.force_login(person)
    here = {"office": office.slug, "number": number}
    addresses = [
        reverse("mandates:sounding", kwargs=here),
        reverse("mandates:soundings", kwargs={"office": office.slug}),
    ]
    addresses += [reverse("mandates:answer-sounding", kwargs=here), reverse("mandates:sounding-answered", kwargs=here)]
    addresses += [f"/{office.slug}/{page}" for page in ("", "soundings/", "waiting/", "ledger/", "executives/")]
    text = ""
    for address in addresses:
        for query in ("", "?format=csv", "?list=seats&format=csv", "?list=turnout&format=csv"):
            answer = client.get(address + query, follow=True)
            text += (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="ignore")
    return text


def nobodys(text):
    return not any(str(number) in text for number in (71, 67, 47) if f">{number}<" in text or f",{number}\r" in text)


@pytest.mark.parametrize("anonymous", [True, False])
def test_until_the_close_nobody_but_its_author_sees_an_answer(client, office, seats, anonymous):
    sounding = a_sounding(office, "points", anonymous=anonymous)
    said(sounding, seats[0], POINTS[0])

    for person in (manager_of(office), administrator_of(office), an_auditor(office), holder_of(seats[1])):
        text = told(client, person, office)

        assert "Margaret Oyelaran" in text
        assert "Answered" in text
        assert 'value="71"' not in text
        assert nobodys(text)
    assert 'value="71"' in told(client, holder_of(seats[0]), office)


@pytest.mark.parametrize("anonymous", [True, False])
def test_cancelling_is_no_way_to_look_at_answers(client, office, seats, anonymous):
    sounding = a_sounding(office, "points", anonymous=anonymous)
    for seat, points in zip(seats, POINTS, strict=True):
        said(sounding, seat, points)

    cancelled(sounding)

    text = told(client, manager_of(office), office)
    assert "The wrong question." in text
    assert nobodys(text)


def test_ledger_and_mails_tell_who_answered_and_nothing_of_what(asked, office, seats):
    closed(asked)

    answered = LedgerEntry.objects.filter(event="sounding.answered")
    payloads = Payload.objects.filter(entry__in=answered).values_list("content", flat=True)
    sent = " ".join(f"{mail.subject} {mail.text}" for mail in Mail.objects.filter(kind__startswith="sounding."))

    assert {entry.actor_id for entry in answered} == {holder_of(seat).pk for seat in seats}
    assert {(entry.about_kind, entry.about_id) for entry in answered} == {("mandates.sounding", asked.pk)}
    assert set(payloads) == {"{}"}
    assert "71" not in sent


def test_a_blind_answer_leaves_no_number_in_the_ledger(office, seats):
    said(a_sounding(office, "points"), seats[0], POINTS[0])

    content = Payload.objects.get(entry__event="sounding.answered").content
    assert set(json.loads(content)) == {"digest", "seat"}


def test_the_secret_goes_with_the_close_and_no_sign_is_left(asked, office):
    secret = asked.secret
    assert {answer.token for answer in asked.answers.all()} == {
        token_of(secret, seat) for seat in asked.participants.values_list("seat_id", flat=True)
    }

    closed(asked)

    asked.refresh_from_db()
    assert asked.secret == ""
    assert {(each.token, each.participant_id, each.person_id, each.at) for each in asked.answers.all()} == {
        ("", None, None, None)
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM mandates_sounding WHERE secret = %s", [secret])
        assert cursor.fetchone() == (0,)


def test_the_order_of_the_rows_tells_nothing_of_the_order_of_the_answers(office):
    """Without keys in their order, the database still knows in which order rows were written: at the close anew."""
    seats = [a_seat(office) for _number in range(8)]
    sounding = a_sounding(office, "points", anonymous=True)
    for place, seat in enumerate(seats):
        said(sounding, seat, [place, 50 - place, 50])
    before = {answer.pk for answer in sounding.answers.all()}

    closed(sounding)

    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, given FROM mandates_soundinganswer ORDER BY {place}")
        rows = cursor.fetchall()
    first = [
        int(next(iter(json.loads(given).values()) if isinstance(given, str) else given.values())) for _, given in rows
    ]
    assert sorted(first) == list(range(8))
    assert first != list(range(8))  # once in 40,320 runs by chance
    assert before.isdisjoint(SoundingAnswer.objects.values_list("pk", flat=True))


def test_nothing_beside_an_answer_says_when_it_came():
    told = {field.name for field in SoundingAnswer._meta.fields} | {f.name for f in SoundingParticipant._meta.fields}

    assert told == {
        "id", "sounding", "participant", "person", "token", "given", "digest", "at", "superseded_at", "seat", "answered"
    }  # fmt: skip
    assert SoundingParticipant._meta.get_field("answered").get_internal_type() == "BooleanField"


def test_a_changed_answer_is_one_row_in_the_place_of_the_other(office, seats):
    sounding = a_sounding(office, "points", anonymous=True)

    first, second = said(sounding, seats[0], [50, 50, 0]), said(sounding, seats[0], [40, 60, 0])

    assert [answer.pk for answer in sounding.answers.all()] == [second.pk]
    assert first.pk != second.pk
    assert said(sounding, seats[0], [40, 60, 0]).pk == second.pk


def test_after_the_close_the_numbers_are_seen_and_no_person_with_them(client, asked, office):
    closed(asked)

    for person in (manager_of(office), administrator_of(office)):
        text = told(client, person, office)

        assert 'value="113"' in text  # 71 + 13 + 29
        assert "Who said what" not in text
        assert nobodys(text)
    screen = sounding_page(Sounding.objects.get(pk=asked.pk), standing_of(manager_of(office), office))
    assert screen.results.seats is None


def test_fewer_than_three_answers_without_names_are_shown_to_nobody(client, office, seats):
    sounding = a_sounding(office, "points", anonymous=True, days=1)
    for seat, points in list(zip(seats, POINTS, strict=True))[:2]:
        said(sounding, seat, points)
    shifting.set_time(sounding.deadline_at + timedelta(seconds=2))

    soundings.close_overdue_soundings(clock.now())

    text = told(client, manager_of(office), office)
    assert "Fewer than three answered without their names" in text
    assert 'value="84"' not in text
    assert nobodys(text)


def also_held(office, person):
    """A further seat of somebody who holds one."""
    seat = a_vacant_seat(office)
    seat_person(seat_id=seat.pk, person=person, start=LONG_AGO, by=manager_of(office))
    return seat


def test_two_people_on_three_seats_are_too_few_to_hide_among(client, office):
    seat = a_seat(office)
    for person in (holder_of(seat), holder_of(a_seat(office))):
        also_held(office, person)

    with pytest.raises(Refused, match="Only 2 would be asked"):
        a_sounding(office, "points", anonymous=True)
    client.force_login(manager_of(office))
    assert "Fewer than three are asked" in client.get(f"/{office.slug}/soundings/open/").content.decode()


def test_three_answers_of_two_people_are_shown_to_nobody(client, office, seats):
    """Whoever gave two of them would read the third one out of the sum."""
    twice = also_held(office, holder_of(seats[0]))
    sounding = a_sounding(office, "points", anonymous=True, days=1)
    for seat, points in zip((seats[0], twice, seats[1]), POINTS, strict=True):
        said(sounding, seat, points)
    shifting.set_time(sounding.deadline_at + timedelta(seconds=2))

    soundings.close_overdue_soundings(clock.now())

    text = told(client, holder_of(seats[0]), office)
    assert "Fewer than three answered without their names" in text
    assert 'value="113"' not in text


@pytest.mark.parametrize(
    "deed",
    [
        lambda it: it.answers.update(given={"ISS-1": 100, "ISS-2": 0, "ISS-3": 0}),
        lambda it: it.answers.all().delete(),
        lambda it: SoundingAnswer.objects.create(sounding=it, given={}, digest=it.digest),
        lambda it: Sounding.objects.filter(pk=it.pk).update(secret="00"),
        lambda it: Sounding.objects.filter(pk=it.pk).update(state="open"),
    ],
)
def test_the_database_lets_nobody_touch_anonymous_answers_after_the_close(asked, deed):
    closed(asked)

    with pytest.raises(DatabaseError), transaction.atomic():
        deed(asked)


def test_late_answers_are_refused_although_nobody_knows_whose_are_there(asked, seats):
    closed(asked)

    with pytest.raises(Refused, match="closed"):
        said(asked, seats[0], POINTS[1])
