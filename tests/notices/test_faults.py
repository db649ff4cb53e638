"""A mail server that hangs, falls silent or refuses one of many; a clock that jumps: nothing is lost, nothing twice."""

from datetime import date

import pytest

from pmo.access.models import Person
from pmo.audit.models import LedgerEntry
from pmo.notices.models import Mail, Notice
from pmo.notices.services import plan_notices, send_due
from pmo.notices.states import MailState, NoticeState
from tests.scenes import notices as scene
from tests.servers.mail import Manners

MORNING = date(2026, 3, 24)


@pytest.fixture
def office(kind):
    """Three members who each owe a paper on 31 March, reminded 7, 3 and 1 days before; planned on 1 March."""
    office, administrator = scene.an_office()
    office.members = [scene.somebody_owes(office, administrator) for _ in range(3)]
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, administrator, [7, 3, 1])
    return office


def states(offset=7):
    return sorted(Notice.objects.filter(offset=offset).values_list("state", flat=True))


def sent_entries(office):
    return LedgerEntry.objects.filter(office=office.pk, event="notice.sent").count()


def email_of(office, addressee):
    return Person.objects.get(memberships=int(addressee.partition(":")[2])).email


def test_a_server_that_hangs_before_it_has_the_mail_loses_nothing(office, mail_server, settings):
    settings.EMAIL_TIMEOUT, mail_server.manners = 0.2, Manners(hang=1)

    hanging = send_due(scene.at(MORNING, 8, 1))
    mail_server.manners = Manners()
    again = send_due(scene.at(MORNING, 8, 5))

    assert (hanging, again) == (0, 3)
    assert states() == [NoticeState.SENT] * 3
    assert sent_entries(office) == len(mail_server.arrivals) == 3


def test_a_server_that_falls_silent_with_the_mail_gets_the_very_same_again(office, mail_server, settings):
    settings.EMAIL_TIMEOUT, mail_server.manners = 0.2, Manners(freeze=1)

    send_due(scene.at(MORNING, 8, 1))
    mail_server.manners = Manners()
    send_due(scene.at(MORNING, 8, 5))

    copies = {}
    for arrival in mail_server.arrivals:
        copies.setdefault(arrival.message_id, []).append(arrival.content)
    assert len(copies) == 3 < len(mail_server.arrivals)
    assert all(len(set(same)) == 1 for same in copies.values())
    assert states() == [NoticeState.SENT] * 3
    assert sent_entries(office) == 3


def test_who_is_done_while_a_slow_server_takes_its_time_is_not_reminded(office, mail_server):
    mail_server.manners = Manners(slow=1, slow_for=1.1)
    others = set(Notice.objects.filter(addressee__in=office.members[1:]).values_list("occurrence", "addressee"))
    mail_server.heard = lambda _arrival: scene.OWED.settled.update(others)

    sent = send_due(scene.at(MORNING, 8, 1))

    assert sent == len(mail_server.arrivals) == 1
    assert states() == [NoticeState.CANCELLED, NoticeState.CANCELLED, NoticeState.SENT]


def test_what_a_long_go_settles_is_dated_by_the_hour_of_the_deed_and_not_of_its_beginning(office, mail_server):
    began = scene.at(MORNING, 8, 1)
    scene.at(MORNING, 9)

    send_due(began)

    dates = Notice.objects.filter(state=NoticeState.SENT).values_list("settled_at", flat=True)
    assert len(dates) == 3
    assert {moment.hour for moment in dates} == {9}


def test_one_of_many_that_is_refused_keeps_nobody_else_waiting(office, mail_server):
    refused = email_of(office, office.members[1])
    mail_server.refuses_address[refused] = "550 Nobody of that name"

    sent = send_due(scene.at(MORNING, 8, 1))

    assert sent == 2
    assert states() == sorted([NoticeState.SENT, NoticeState.SENT, NoticeState.FAILED])
    assert "550" in Mail.objects.get(person__email=refused).last_error


def test_a_server_that_never_takes_an_address_is_given_up_with_its_reason(office, mail_server):
    refused = email_of(office, office.members[1])
    mail_server.refuses_address[refused] = "550 Nobody of that name"

    for day in range(24, 32):
        for hour in (8, 9, 12):
            send_due(scene.at(date(2026, 3, day), hour, 1))

    left = Notice.objects.filter(addressee=office.members[1])
    assert not left.exclude(state__in=[NoticeState.OVERTAKEN, NoticeState.FAILED, NoticeState.PLANNED]).exists()
    assert not Mail.objects.filter(state=MailState.WAITING, person__email=refused, last_error="").exists()
    assert all(arrival.to != (refused,) for arrival in mail_server.arrivals)


def test_a_clock_that_jumps_a_month_ahead_and_back_tells_each_thing_once(office, mail_server):
    send_due(scene.at(MORNING, 8, 1))
    ahead = scene.at(date(2026, 4, 24), 8, 1)
    plan_notices(ahead)
    send_due(ahead)
    told = len(mail_server.arrivals)

    for day in range(24, 32):
        moment = scene.at(date(2026, 3, day), 8, 1)
        plan_notices(moment)
        send_due(moment)

    ids = [arrival.message_id for arrival in mail_server.arrivals]
    sent = Notice.objects.filter(state=NoticeState.SENT).count()
    assert told == 6
    assert len(ids) == len(set(ids))
    assert sent_entries(office) == sent
    assert not Notice.objects.filter(state=NoticeState.CLAIMED).exists()
