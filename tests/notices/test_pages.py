"""The pages of an administrator: words of mails, who is reached, and whether all is well."""

import time
from datetime import date, timedelta

import pytest
from celery import current_app
from django.db import connection
from django.urls import reverse

from pmo import clock
from pmo.access.services import welcome
from pmo.access.states import Role
from pmo.notices.complaints import in_plain_words
from pmo.notices.models import Heartbeat, Mail, MailText, Reach
from pmo.notices.selectors.health import health
from pmo.notices.services import plan_notices, reach
from pmo.notices.services.heart import beat
from tests.scenes import notices as scene

TODAY = date(2026, 3, 1)


@pytest.fixture
def office(kind, client):
    """An office whose administrator is signed in, with a manager, on 1 March 2026."""
    found, found.boss = scene.an_office()
    email = f"m-{found.slug}@example.org"
    found.mia = welcome(office_id=found.pk, email=email, name="Mia", role=Role.MANAGER, by=found.boss).person
    scene.at(TODAY)
    client.force_login(found.boss)
    return found


def address(office, name, **parts):
    return reverse(f"notices:{name}", kwargs={"office": office.slug, **parts})


def text_address(office, name="text"):
    return address(office, name, kind=scene.NAME, language="en")


WORDS = {"subject": "{what}", "sentence": "Dear friend of {office}: {sentence}", "deed": "Off we go"}


def test_an_editor_shows_what_would_go_out_and_keeps_nothing(client, office):
    scene.somebody_owes(office, office.boss)
    plan_notices(scene.at(date(2026, 3, 2)))

    text = client.post(text_address(office), WORDS | {"preview": "1"}).content.decode()

    assert "Dear friend of Project Office: Please read the paper." in text
    assert "It is due on Monday 9 March 2026, in 7 days." in text
    assert "Dear Alex Example," in text
    assert not MailText.objects.exists()


def test_words_are_saved_listed_and_taken_back(client, office):
    saved = client.post(text_address(office), WORDS)
    listed = client.get(address(office, "texts")).content.decode()
    asked = client.get(text_address(office, "usual_text")).content.decode()
    client.post(text_address(office, "usual_text"))

    assert saved.status_code == 302
    assert "Dear friend of {office}" in listed
    assert "They stay in the ledger" in asked
    assert not MailText.objects.exists()


def test_a_wrong_field_is_named_at_its_place_and_what_was_typed_is_kept(client, office):
    answer = client.post(text_address(office), WORDS | {"sentence": "Dear {name.email}"})

    assert answer.status_code == 400
    assert answer.context["form"].errors.keys() == {"sentence"}
    assert "is no field of this mail" in answer.content.decode()
    assert "Dear {name.email}</textarea>" in answer.content.decode()


def test_no_such_mail_is_not_found(client, office):
    assert client.get(address(office, "text", kind="no.such", language="en")).status_code == 404
    assert client.get(address(office, "text", kind=scene.NAME, language="xx")).status_code == 404


def test_somebodys_reminders_are_paused_and_go_out_again(client, office):
    page = address(office, "reach_one", person=office.mia.pk)

    client.post(page, {"deed": "pause", "pause-until": "2026-03-20", "pause-reason": "On leave"})
    listed = client.get(address(office, "reach")).content.decode()
    shown = client.get(page).content.decode()
    client.post(page, {"deed": "resume"})

    assert "On leave" in listed
    assert "20 March 2026" in listed
    assert "Let reminders go out again" in shown
    assert Reach.objects.get().paused_until is None


def test_an_address_is_called_bad_and_good_again(client, office):
    page = address(office, "reach_one", person=office.mia.pk)

    client.post(page, {"deed": "bad", "bad-reason": "It came back"})
    shown = client.get(page).content.decode()
    client.post(page, {"deed": "good"})

    assert "This address is good again" in shown
    assert Reach.objects.get().bad_address == ""


@pytest.mark.parametrize(
    ("typed", "said", "status"),
    [
        ({"deed": "pause", "pause-until": "2026-03-01", "pause-reason": "Leave"}, "Give a day after today", 400),
        ({"deed": "pause", "pause-until": "soon", "pause-reason": "Leave"}, "Give a date that exists", 400),
        ({"deed": "bad", "bad-reason": ""}, "This is still empty", 400),
        ({"deed": "else"}, "did not say what to do", 400),
        ({}, "did not say what to do", 400),
    ],
)
def test_what_cannot_be_is_said_at_the_field(client, office, typed, said, status):
    answer = client.post(address(office, "reach_one", person=office.mia.pk), typed)

    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not Reach.objects.exists()


def test_a_person_of_another_office_is_not_found(client, office):
    stranger = scene.an_office()[1]

    assert client.get(address(office, "reach_one", person=stranger.pk)).status_code == 404


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR])
def test_others_read_and_change_nothing(client, office, role):
    email = f"other-{role}-{office.slug}@example.org"
    client.force_login(welcome(office_id=office.pk, email=email, name="Otto", role=role, by=office.boss).person)

    read = [client.get(address(office, name)).status_code for name in ("texts", "reach", "health")]
    deeds = [
        text_address(office),
        text_address(office, "usual_text"),
        address(office, "reach_one", person=office.mia.pk),
    ]

    assert read == [200] * 3
    assert [client.post(deed).status_code for deed in deeds] == [403] * 3


def test_every_list_leaves_as_a_file(client, office):
    for name in ("texts", "reach", "health"):
        for kind, wanted in (("csv", "text/csv"), ("xlsx", "spreadsheetml")):
            assert wanted in client.get(address(office, name), {"format": kind})["Content-Type"]


def test_the_lists_ask_the_database_the_same_number_of_times_at_any_size(client, office, django_assert_max_num_queries):
    counts = []
    for size in (1, 10):
        for number in range(size):
            scene.somebody_owes(office, office.boss)
            person = welcome(
                office_id=office.pk,
                email=f"p{size}-{number}-{office.slug}@example.org",
                name="Pia",
                role=Role.AUDITOR,
                by=office.boss,
            ).person
            reach.pause(office_id=office.pk, person_id=person.pk, until=date(2026, 3, 20), reason="x", by=office.boss)
        with django_assert_max_num_queries(20) as asked:
            client.get(address(office, "reach"))
        counts.append(len(asked.captured_queries))

    assert counts[0] == counts[1]


def test_a_machine_is_told_that_all_is_well_without_signing_in(client, office):
    beat()
    client.logout()

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["well"] is True
    assert set(answer.json()) == {"well", "database", "broker", "scheduler", "notices", "mail"}


def test_a_machine_is_told_that_the_scheduler_sleeps(client, office):
    beat()
    Heartbeat.objects.update(at="2020-01-01T00:00Z")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["scheduler"]["well"] is False


def test_a_reminder_that_should_have_left_is_told_by_its_age(client, office):
    beat()
    scene.somebody_owes(office, office.boss)
    plan_notices(scene.at(date(2026, 3, 1)))
    scene.at(date(2026, 3, 16), 9)

    told = client.get("/readyz")
    shown = client.get(address(office, "health")).content.decode()

    assert told.status_code == 503
    assert told.json()["notices"]["seconds"] // 3600 == 15 * 24 + 1
    assert "The oldest has waited for 2\xa0weeks, 1\xa0day." in shown


def test_a_broker_that_does_not_answer_is_told_soon_and_without_its_password(client, office, monkeypatch):
    beat()
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://:secret@127.0.0.1:1/0")
    began = time.monotonic()

    told = client.get("/readyz")

    assert told.status_code == 503
    assert told.json()["broker"]["well"] is False
    assert b"secret" not in told.content
    assert time.monotonic() - began < 5


def test_a_database_that_does_not_answer_is_told(office):
    def fails(_execute, sql, *_others):
        raise connection.Database.OperationalError(sql)

    with connection.execute_wrapper(fails):
        parts = health()

    assert next((part.name, part.is_well) for part in parts) == ("database", False)


def test_a_mail_that_did_not_leave_is_shown_in_plain_words(client, office):
    Mail.objects.create(
        office=office,
        person=office.mia,
        kind=scene.NAME,
        subject="A paper to read",
        text="",
        message_id="<1@example.org>",
        attempts=3,
        last_error="ConnectionRefusedError: [Errno 111] Connection refused",
    )

    text = client.get(address(office, "health")).content.decode()

    assert "The mail server does not answer." in text
    assert "Tried 3 times." in text


@pytest.mark.parametrize(
    ("complaint", "minutes", "is_well"),
    [
        ("ConnectionRefusedError: [Errno 111] Connection refused", 16, False),
        ("TimeoutError: timed out", 16, False),
        ("TimeoutError: timed out", 14, True),
        ("SMTPRecipientsRefused: {'mia@example.org': (550, b'Nobody of that name')}", 16, True),
        ("SMTPDataError: (554, b'Not wanted')", 16, True),
    ],
)
def test_a_mail_server_that_takes_nothing_is_told_but_not_what_it_says_of_one_mail(
    client, office, complaint, minutes, is_well
):
    beat()
    about = {"office": office, "person": office.mia, "kind": scene.NAME, "subject": "A paper to read", "text": ""}
    made = clock.now() - timedelta(minutes=minutes)
    Mail.objects.create(**about, message_id="<1@example.org>", attempts=3, last_error=complaint, made_at=made)

    told = client.get("/readyz")
    shown = client.get(address(office, "health")).content.decode()

    assert told.json()["mail"]["well"] is is_well
    assert told.status_code == (200 if is_well else 503)
    assert ("Not everything is well." in shown) is not is_well
    assert ("One mail waits. The oldest has waited for" in shown) is complaint.startswith(("Timeout", "Connection"))


def test_a_complaint_that_nobody_knows_is_still_a_sentence():
    assert in_plain_words("Odd: thing") == "The mail did not leave."
    assert in_plain_words("") == ""
