"""One tick does everything that time asks for, also when one of the apps fails; by hand the same services run."""

from datetime import date
from io import StringIO

from django.core.management import call_command

from pmo.notices import tasks
from pmo.notices.kinds import TICKS
from pmo.notices.models import Heartbeat, MailboxMessage, Notice
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
