"""One tick does everything that time asks for, also when one of the apps fails; by hand the same services run."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pmo.notices import tasks
from pmo.notices.kinds import TICKS
from pmo.notices.models import Heartbeat, Mail, MailboxMessage, Notice
from tests.scenes import notices as scene


def fails() -> None:
    raise RuntimeError("This app has a bad day.")


def test_a_tick_plans_sends_and_leaves_a_pulse_and_a_second_one_changes_nothing(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 24), 8, 1)

    tasks.tick()
    tasks.tick()

    assert MailboxMessage.objects.count() == 1
    assert Notice.objects.count() == 10
    assert Heartbeat.objects.count() == 1


def test_an_app_that_fails_stops_no_reminder(kind, monkeypatch):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 24), 8, 1)
    monkeypatch.setattr(TICKS, "_paths", ["tests.notices.test_tasks.fails"])

    tasks.tick()

    assert MailboxMessage.objects.count() == 1


def test_by_hand_one_plans_explains_and_sends(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 24), 8, 1)
    said = StringIO()

    for words in (["plan"], ["explain", "--office", office.slug], ["send"]):
        call_command("reminders", *words, stdout=said)

    assert "10 reminders planned." in said.getvalue()
    assert "Mia Member  Papers to read, 7 days before" in said.getvalue()
    assert "1 mails sent." in said.getvalue()


def test_by_hand_one_looks_a_year_ahead_and_asks_about_one_notice_or_mail(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 24), 8, 1)
    said = StringIO()
    call_command("reminders", "plan", stdout=said)
    call_command("reminders", "send", stdout=said)
    mail = Mail.objects.get()

    call_command("reminders", "simulate", "--office", office.slug, "--days", "20", stdout=said)
    call_command("reminders", "explain", "--mail", str(mail.pk), stdout=said)

    assert "Project Office: 6 mails in 20 days." in said.getvalue()
    assert "2026-04-08 07:00 UTC  Mia Member  Papers to read, 8 days after" in said.getvalue()
    assert f"Mail {mail.pk} {mail.message_id} to Mia Member: Sent, tried 1 times" in said.getvalue()


def test_an_office_that_is_not_there_is_said_so(kind):
    with pytest.raises(CommandError, match="There is no office “nowhere”"):
        call_command("reminders", "simulate", "--office", "nowhere")
