"""What is due goes out once, to whom still owes it; what fails is tried again with the same Message-ID."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from pmo.access.models import Office, Person, PersonalLink
from pmo.audit.models import LedgerEntry
from pmo.clock.reading import machine_time
from pmo.notices.kinds import Told
from pmo.notices.models import Mail, MailboxMessage, Notice
from pmo.notices.services import claim_due, mail_at_once, plan_notices, send_due
from pmo.notices.services.bundling import settle
from pmo.notices.services.leases import take
from pmo.notices.states import MailState, NoticeState
from tests.scenes import notices as scene


@pytest.fixture
def reminded(kind) -> tuple[Office, str]:
    """An office with one paper due on 31 March, reminded 7, 3 and 1 days before, planned on 1 March."""
    office, administrator = scene.an_office()
    addressee = scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, administrator, [7, 3, 1])
    return office, addressee


def states() -> dict[int, str]:
    return dict(Notice.objects.values_list("offset", "state"))


def test_a_due_notice_goes_out_as_one_mail_and_stands_in_the_ledger(reminded):
    office, _addressee = reminded

    sent = send_due(scene.at(date(2026, 3, 24), 8, 1))

    message = MailboxMessage.objects.get()
    assert sent == 1
    assert states() == {7: NoticeState.SENT, 3: NoticeState.PLANNED, 1: NoticeState.PLANNED}
    assert message.subject == "A paper to read"
    assert "It is due on Tuesday 31 March 2026, in 7 days." in message.text
    assert re.search(r"http://localhost:8000/l/\d+-[\w-]{27}/", message.text)
    assert PersonalLink.objects.get().path == f"/{office.slug}/"
    assert "7, 3 and 1 days before, at 08:00 your time. Reading it ends these reminders." in message.text
    assert re.findall(r">([^<>]+)</a>", message.html) == [
        "Read it",
        "Why did I get this, and what was sent before",
        "Pause these reminders",
    ]
    assert LedgerEntry.objects.filter(office=office.pk, event="notice.sent").count() == 1


def test_nothing_leaves_before_its_hour(reminded):
    assert send_due(scene.at(date(2026, 3, 24), 7, 59)) == 0


def test_sending_twice_sends_once(reminded):
    moment = scene.at(date(2026, 3, 24), 8, 1)

    assert send_due(moment) == 1
    assert send_due(moment) == 0
    assert MailboxMessage.objects.count() == 1


def test_what_was_settled_meanwhile_is_not_sent(reminded):
    occurrence = Notice.objects.first().occurrence
    scene.OWED.settled.add((occurrence, reminded[1]))

    send_due(scene.at(date(2026, 3, 24), 8, 1))

    assert states()[7] == NoticeState.CANCELLED
    assert not MailboxMessage.objects.exists()


def test_somebody_who_left_is_told_nothing(reminded):
    office, _addressee = reminded
    office.memberships.filter(role="manager").update(until=datetime(2026, 3, 2, tzinfo=UTC))

    send_due(scene.at(date(2026, 3, 24), 8, 1))

    assert states()[7] == NoticeState.CANCELLED


def test_after_an_outage_only_the_latest_goes_out(reminded):
    send_due(scene.at(date(2026, 3, 30), 9))

    assert states() == {7: NoticeState.OVERTAKEN, 3: NoticeState.OVERTAKEN, 1: NoticeState.SENT}
    assert MailboxMessage.objects.count() == 1
    assert "in 1 day." in MailboxMessage.objects.get().text


def everybody_dies() -> None:
    """Let all leases end, as five minutes of the machine's time do."""
    Notice.objects.filter(claimed_until__isnull=False).update(claimed_until=machine_time())
    Mail.objects.filter(claimed_until__isnull=False).update(claimed_until=machine_time())


def test_a_claimed_notice_is_nobody_elses_until_its_lease_ends_by_the_machines_time(reminded):
    moment = scene.at(date(2026, 3, 24), 8, 1)

    first, second = claim_due(moment), claim_due(moment + timedelta(minutes=6))
    everybody_dies()
    third = claim_due(moment)

    assert len(first) == 1
    assert second == []
    assert third == first


def test_a_crash_after_the_mail_was_written_sends_that_very_mail(reminded):
    moment = scene.at(date(2026, 3, 24), 8, 1)
    (mail_id,) = settle(claim_due(moment), moment)

    assert send_due(moment) == 1
    assert Mail.objects.get().pk == mail_id
    assert MailboxMessage.objects.get().message_id == Mail.objects.get().message_id


def test_a_crash_after_the_mail_left_sends_the_same_message_id_again(reminded):
    moment = scene.at(date(2026, 3, 24), 8, 1)
    take(settle(claim_due(moment), moment), moment)

    while_it_is_taken = send_due(moment)
    everybody_dies()

    assert while_it_is_taken == 0
    assert send_due(moment) == 1
    assert Mail.objects.get().attempts == 2


def test_a_mail_server_that_refuses_is_tried_again_and_gets_it_once(reminded, mail_server):
    mail_server.refuses = "451 Come back later"
    moment = scene.at(date(2026, 3, 24), 8, 1)

    refused = send_due(moment)
    at_failure = states()[7]
    too_soon = send_due(moment + timedelta(seconds=30))
    mail_server.refuses = ""
    taken = send_due(moment + timedelta(minutes=2))
    again = send_due(moment + timedelta(minutes=9))

    assert (refused, too_soon, taken, again) == (0, 0, 1, 0)
    assert at_failure == NoticeState.FAILED
    assert states()[7] == NoticeState.SENT
    assert len(mail_server.messages) == 1
    assert mail_server.messages[0]["Message-ID"] == Mail.objects.get().message_id
    assert mail_server.messages[0].get_body(("plain",)).get_content().startswith("Dear Mia Member,")


def test_nobody_at_the_mail_servers_door_is_no_error_for_the_worker(reminded, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    send_due(scene.at(date(2026, 3, 24), 8, 1))

    mail = Mail.objects.get()
    assert mail.state == MailState.WAITING
    assert "refused" in mail.last_error


def test_a_failed_reminder_is_dropped_when_the_duty_is_done_meanwhile(reminded, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    moment = scene.at(date(2026, 3, 24), 8, 1)
    send_due(moment)
    scene.OWED.settled.add((Notice.objects.first().occurrence, reminded[1]))

    send_due(moment + timedelta(minutes=5))

    assert Mail.objects.get().state == MailState.CANCELLED
    assert states()[7] == NoticeState.CANCELLED


def test_a_reminder_that_failed_for_days_gives_way_to_the_next(reminded, mail_server):
    mail_server.refuses = "451 Come back later"
    send_due(scene.at(date(2026, 3, 24), 8, 1))
    mail_server.refuses = ""

    send_due(scene.at(date(2026, 3, 28), 8, 1))

    assert states() == {7: NoticeState.OVERTAKEN, 3: NoticeState.SENT, 1: NoticeState.PLANNED}
    assert len(mail_server.messages) == 1


def test_mail_told_at_once_waits_for_the_next_tick_where_no_worker_can_be_asked(
    kind, settings, django_capture_on_commit_callbacks
):
    office, administrator = scene.an_office()
    moment = scene.at(date(2026, 3, 1))

    with django_capture_on_commit_callbacks(execute=True):
        mails = mail_at_once(
            office=office,
            people=[administrator, administrator],
            kind="round.opened",
            tells=lambda: Told("A round is open", "Please answer.", "Open", "/x/"),
        )

    assert len(mails) == 1
    assert send_due(moment + timedelta(seconds=1)) == 1
    assert MailboxMessage.objects.get().subject == "A round is open"


def test_a_mail_that_cannot_be_written_hurts_no_other(reminded):
    office, _addressee = reminded
    administrator = Person.objects.get(memberships__office=office, memberships__role="administrator")
    scene.somebody_owes(office, administrator)
    plan_notices(scene.at(date(2026, 3, 2)))
    scene.OWED.broken.add(Notice.objects.order_by("pk").first().occurrence)

    assert send_due(scene.at(date(2026, 3, 24), 8, 1)) == 1
    assert set(Notice.objects.filter(offset=7).values_list("state", flat=True)) == {
        NoticeState.CLAIMED,
        NoticeState.SENT,
    }


def test_others_are_called_once_when_there_is_more_than_one_go_takes(reminded):
    office, _addressee = reminded
    administrator = Person.objects.get(memberships__office=office, memberships__role="administrator")
    for _number in range(3):
        scene.somebody_owes(office, administrator)
    plan_notices(scene.at(date(2026, 3, 2)))
    calls: list[str] = []

    left = send_due(scene.at(date(2026, 3, 24), 8, 1), limit=1, call_others=lambda: calls.append("help"))

    assert (left, calls) == (4, ["help"])
