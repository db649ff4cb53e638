"""Who got a mail, and those who see the office's reminders, read why; one is sent again by hand, once a click."""

from datetime import date

import pytest
from django.urls import reverse

from pmo.access.models import PersonalLink
from pmo.access.registry import SEATS
from pmo.access.services import welcome
from pmo.access.states import Role
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.notices.kinds import Told
from pmo.notices.models import Mail, MailboxMessage
from pmo.notices.services import mail_at_once, plan_notices, reach, send_due
from pmo.notices.services.again import send_again
from tests.scenes import notices as scene


@pytest.fixture
def office(kind, client):
    """An office in which Mia was reminded once of a paper; `office.mail` is that mail."""
    found, found.boss = scene.an_office()
    scene.a_rule(found, found.boss, [7, 1])
    found.addressee = scene.somebody_owes(found, found.boss)
    plan_notices(scene.at(date(2026, 3, 20)))
    send_due(scene.at(date(2026, 3, 24), 9))
    found.mail = Mail.objects.get()
    found.mia = found.mail.person
    return found


def page(mail, name="why"):
    return reverse(f"notices:{name}", kwargs={"mail": mail.pk})


def with_role(office, role):
    email = f"{role}-{office.slug}@example.org"
    return welcome(office_id=office.pk, email=email, name=role.title(), role=role, by=office.boss).person


def test_an_addressee_reads_duty_rule_offset_and_what_ends_it(client, office):
    client.force_login(office.mia)

    text = client.get(page(office.mail)).content.decode()

    assert "Why did I get this?" in text
    assert "7 days before" in text
    assert "7 and 1 days before" in text
    assert "Reading it ends these reminders." in text


def test_it_says_what_was_told_of_the_same_before(client, office):
    send_due(scene.at(date(2026, 3, 30), 9))
    client.force_login(office.mia)

    text = client.get(page(Mail.objects.latest("pk"))).content.decode()

    assert "Told of the same at other times" in text
    assert "24 March" in text


@pytest.mark.parametrize(
    ("role", "status", "again"), [(Role.ADMINISTRATOR, 200, 200), (Role.MANAGER, 200, 200), (Role.AUDITOR, 200, 403)]
)
def test_who_sees_the_reminders_sees_why_and_the_auditor_repeats_nothing(client, office, role, status, again):
    client.force_login(office.boss if role == Role.ADMINISTRATOR else with_role(office, role))

    assert client.get(page(office.mail)).status_code == status
    assert client.get(page(office.mail, "again")).status_code == again


def test_strangers_find_nothing_and_the_signed_out_a_door(client, office):
    signed_out = client.get(page(office.mail))
    client.force_login(scene.an_office()[1])

    assert signed_out.status_code == 302
    assert [client.get(page(office.mail, name)).status_code for name in ("why", "again")] == [404, 404]
    assert client.get(reverse("notices:why", kwargs={"mail": 10**15})).status_code == 404


def test_an_addressee_without_any_part_any_more_still_reads_why(client, office):
    office.memberships.filter(person=office.mia).update(until=scene.at(date(2026, 3, 25)))
    client.force_login(office.mia)

    assert client.get(page(office.mail)).status_code == 200
    assert client.get(page(office.mail, "again")).status_code == 403


def test_it_is_sent_again_once_a_click_with_what_holds_now(client, office):
    scene.at(date(2026, 3, 25), 10)
    client.force_login(office.boss)
    asked = client.get(page(office.mail, "again")).content.decode()

    for _click in range(2):
        answer = client.post(page(office.mail, "again"), {"shown": "0"})

    repeat = Mail.objects.get(again_of=office.mail)
    assert "24 March 2026, 09:00" in asked
    assert answer.status_code == 302
    assert repeat.message_id != office.mail.message_id
    assert "in 6 days" in repeat.text
    assert f"/why/{repeat.pk}/" in repeat.text
    assert LedgerEntry.objects.filter(office=office.pk, event="mail.sent_again").count() == 1
    send_due(scene.at(date(2026, 3, 25), 11))
    assert MailboxMessage.objects.filter(to=office.mia.email).count() == 2


def test_the_page_of_the_repeat_is_the_page_of_the_mail(client, office):
    repeat = send_again(mail_id=office.mail.pk, shown=0, by=office.boss)
    send_due(scene.at(date(2026, 3, 25), 10))
    client.force_login(office.mia)

    text = client.get(page(repeat)).content.decode()

    assert "Sent again by hand" in text
    assert "25 March 2026" in text


def test_what_is_done_not_gone_or_unreachable_is_not_sent_again(office):
    repeat = send_again(mail_id=office.mail.pk, shown=0, by=office.boss)
    with pytest.raises(Refused, match="has not left yet"):
        send_again(mail_id=repeat.pk, shown=1, by=office.boss)
    send_due(scene.at(date(2026, 3, 25), 10))
    with pytest.raises(Refused, match="older than what was sent"):
        send_again(mail_id=office.mail.pk, shown=7, by=office.boss)
    reach.call_address_bad(office_id=office.pk, person_id=office.mia.pk, reason="Came back", by=office.boss)
    with pytest.raises(Refused, match="marked as bad"):
        send_again(mail_id=office.mail.pk, shown=1, by=office.boss)
    scene.OWED.settled.add((scene.OWED.by_office[office.pk][0].key, office.addressee))
    with pytest.raises(Refused, match="is done"):
        send_again(mail_id=office.mail.pk, shown=1, by=office.boss)

    assert Mail.objects.filter(again_of=office.mail).count() == 1


def test_only_administrators_and_managers_send_again(office):
    for person in (office.boss, with_role(office, Role.MANAGER)):
        send_again(mail_id=office.mail.pk, shown=0, by=person)
    for person in (with_role(office, Role.AUDITOR), scene.an_office()[1]):
        with pytest.raises(Refused):
            send_again(mail_id=office.mail.pk, shown=0, by=person)


def test_what_was_told_at_once_goes_out_again_with_a_way_of_its_own(office):
    told = Told("It happened", "Look.", "Open", f"/{office.slug}/")
    (first,) = mail_at_once(office=office, people=[office.mia], kind="t.told", tells=lambda: told)
    send_due(scene.at(date(2026, 3, 25), 10))
    before = PersonalLink.objects.count()

    repeat = send_again(mail_id=first.pk, shown=0, by=office.boss)

    assert PersonalLink.objects.count() == before + 1
    assert f"{{link:{PersonalLink.objects.latest('pk').pk}}}" in repeat.text
    assert f"/why/{repeat.pk}/" in repeat.text


def test_a_page_of_a_mail_asks_a_constant_number_of_times(client, office, django_assert_max_num_queries):
    client.force_login(office.boss)
    counts = []
    for _size in range(2):
        with django_assert_max_num_queries(20) as asked:
            client.get(page(office.mail))
        counts.append(len(asked.captured_queries))
        for day in (30, 31):
            send_due(scene.at(date(2026, 3, day), 9))

    assert counts[0] == counts[1]


def test_whoever_has_another_part_in_the_office_is_told_why_they_do_not_see_it(client, office, monkeypatch):
    seat = "tests.notices.test_why.one_seat"
    monkeypatch.setattr(SEATS, "_paths", [seat])
    client.force_login(scene.an_office()[1])

    answer = client.get(page(office.mail))

    assert answer.status_code == 403
    assert "What waits for you is on your own page" in answer.content.decode()


def one_seat(_person, _office):
    return [(1, True)]
