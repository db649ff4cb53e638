"""What is told at once is a notice for each addressee, told once, with one entry in the ledger when it went."""

from datetime import date, timedelta

import pytest

from pmo.access.services import add_person, grant_role
from pmo.access.states import Role
from pmo.audit.models import LedgerEntry
from pmo.notices.kinds import Told
from pmo.notices.models import Mail, MailboxMessage, Notice
from pmo.notices.services import mail_at_once, send_due
from pmo.notices.services.sending import deliver
from pmo.notices.states import Hold, MailState, NoticeState
from tests.scenes import notices as scene


@pytest.fixture
def office_and_people(kind):
    office, administrator = scene.an_office()
    scene.at(date(2026, 3, 2), 12)
    people = {}
    for name in ("Mia", "Noa"):
        address = f"{name.lower()}.{office.pk}@example.org"
        person = add_person(office=office, email=address, name=name)
        member = grant_role(office_id=office.pk, person=person, role=Role.MANAGER, by=administrator)
        people[f"membership:{member.pk}"] = member.person
    return office, people


def told(office, people, **more):
    said = {"occurrence": "round:12", "tells": lambda: Told("A round is open", "Please answer.", "Open", "/x/")} | more
    return mail_at_once(office=office, people=people, kind="round.opened", **said)


def test_each_addressee_has_a_notice_and_each_notice_one_entry_when_it_was_sent(office_and_people):
    office, people = office_and_people

    mails = told(office, people)
    send_due(scene.at(date(2026, 3, 2), 12, 1))

    notices = Notice.objects.filter(office=office)
    assert {(each.addressee, each.kind, each.occurrence, each.rule) for each in notices} == {
        (addressee, "round.opened", "round:12", None) for addressee in people
    }
    assert set(notices.values_list("state", flat=True)) == {NoticeState.SENT}
    assert len(mails) == MailboxMessage.objects.count() == 2
    assert LedgerEntry.objects.filter(office=office.pk, event="notice.sent").count() == 2


def test_telling_the_same_again_tells_nobody_but_who_was_not_told(office_and_people):
    office, people = office_and_people
    (first, one), (second, other) = people.items()
    told(office, {first: one})

    again = told(office, {first: one})
    rest = told(office, {first: one, second: other})

    assert again == []
    assert [mail.person for mail in rest] == [other]


def test_somebody_with_two_parts_gets_one_mail_and_both_notices_are_accounted_for(office_and_people):
    office, people = office_and_people
    person = next(iter(people.values()))

    told(office, {"seat:4711": person, **people})
    send_due(scene.at(date(2026, 3, 2), 12, 1))

    assert Mail.objects.filter(person=person).count() == 1
    assert Notice.objects.filter(mail__person=person, state=NoticeState.SENT).count() == 2


def test_a_task_delivered_twice_mails_once(office_and_people):
    office, people = office_and_people
    numbers = [mail.pk for mail in told(office, people)]
    moment = scene.at(date(2026, 3, 2), 12, 1)

    assert deliver(numbers, moment) == 2
    assert deliver(numbers, moment) == 0


def test_quiet_hours_hold_what_is_told_at_once_until_they_end(office_and_people):
    office, people = office_and_people
    (addressee, person), _other = people.items()
    person.quiet_from, person.quiet_until = 22, 7
    person.save(update_fields=["quiet_from", "quiet_until"])
    moment = scene.at(date(2026, 3, 2), 23, 30)
    told(office, {addressee: person})

    at_night = send_due(moment)
    held = Notice.objects.get()
    too_early = send_due(scene.at(date(2026, 3, 3), 6, 59))

    assert (at_night, too_early) == (0, 0)
    assert (held.state, held.held_because) == (NoticeState.HELD, Hold.QUIET)
    assert send_due(scene.at(date(2026, 3, 3), 7)) == 1
    assert Notice.objects.get().state == NoticeState.SENT


def test_somebody_who_was_deactivated_meanwhile_is_not_written_to(office_and_people):
    office, people = office_and_people
    moment = scene.at(date(2026, 3, 2), 12)
    told(office, people)
    person = next(iter(people.values()))
    person.is_active = False
    person.save(update_fields=["is_active"])

    assert send_due(moment + timedelta(seconds=1)) == 1
    assert Mail.objects.get(person=person).state == MailState.CANCELLED
    assert Notice.objects.get(mail__person=person).state == NoticeState.CANCELLED


def test_a_clock_that_was_set_back_still_delivers_what_was_written_in_its_future(office_and_people):
    office, people = office_and_people
    scene.at(date(2027, 3, 2), 12)
    told(office, people)

    assert send_due(scene.at(date(2026, 3, 2), 12)) == 2
