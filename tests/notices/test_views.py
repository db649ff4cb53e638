"""The administrator sets when people are reminded; managers and auditors read it; the mailbox is a demonstration's."""

from datetime import date

import pytest
from django.urls import reverse

from pmo.access.models import Person
from pmo.access.services import welcome
from pmo.access.standing import standing_of
from pmo.access.states import Role
from pmo.notices.models import Heartbeat, MailboxMessage, ReminderRule
from pmo.notices.rules import may_set_rule, sees_reminders
from pmo.notices.selectors.reminders import pulse
from pmo.notices.services import plan_notices, send_due
from pmo.notices.services.heart import beat
from tests.scenes import notices as scene


@pytest.fixture
def office(kind):
    """An office with its administrator, who is `office.boss`, on 1 March 2026."""
    found, found.boss = scene.an_office()
    scene.at(date(2026, 3, 1))
    return found


def with_role(office, role):
    email = f"{role}-{office.slug}@example.org"
    return welcome(office_id=office.pk, email=email, name=role.title(), role=role, by=office.boss).person


def address(office, name="reminders", **parts):
    return reverse(f"notices:{name}", kwargs={"office": office.slug, **parts})


def test_the_table_of_roles_and_deeds(office):
    people = {role: with_role(office, role) for role in (Role.MANAGER, Role.AUDITOR)}
    people |= {Role.ADMINISTRATOR: office.boss, "stranger": Person.objects.create_user(email="x@example.org", name="X")}

    found = {
        (role, deed.__name__)
        for role, person in people.items()
        for deed in (may_set_rule, sees_reminders)
        if deed(standing_of(person, office))
    }

    assert found == {
        (Role.ADMINISTRATOR, "may_set_rule"),
        (Role.ADMINISTRATOR, "sees_reminders"),
        (Role.MANAGER, "sees_reminders"),
        (Role.AUDITOR, "sees_reminders"),
    }


def test_the_page_says_who_is_told_what_and_when(client, office):
    scene.somebody_owes(office, office.boss)
    plan_notices(scene.at(date(2026, 3, 24)))
    send_due(scene.at(date(2026, 3, 24), 8, 1))
    client.force_login(office.boss)

    text = client.get(address(office)).content.decode()

    assert "30, 15, 7, 3, 2 and 1 days before, on the day and 1 day after, and weekly after that." in text
    assert "Nine reminders are planned" in text
    assert "Mia Member" in text
    assert "A paper to read" in text


def test_what_went_out_long_ago_still_says_its_hour(client, office):
    scene.somebody_owes(office, office.boss)
    plan_notices(scene.at(date(2026, 3, 1)))
    send_due(scene.at(date(2026, 3, 2), 8, 1))
    scene.at(date(2026, 5, 29))
    client.force_login(office.boss)

    text = client.get(address(office)).content.decode()

    assert "2 March 2026, 08:01" in text


def test_the_administrator_changes_a_rule_in_plain_words(client, office):
    client.force_login(office.boss)

    answer = client.post(
        address(office, "rule", kind=scene.NAME), {"offsets": "14; 7 1, −2", "hour": "9", "active": "on"}
    )

    rule = ReminderRule.objects.get(office=office, kind=scene.NAME)
    assert answer.status_code == 302
    assert (rule.offsets, rule.hour) == ([14, 7, 1, -2], 9)


def test_the_administrator_says_who_else_is_told_and_how_it_goes_on(client, office):
    client.force_login(office.boss)
    typed = {"offsets": "7", "hour": "8", "active": "on", "escalate_after": "3", "escalate_to": "sponsor"}

    client.post(address(office, "rule", kind=scene.NAME), typed)
    text = client.get(address(office)).content.decode()
    wrong = client.post(address(office, "rule", kind=scene.NAME), typed | {"escalate_after": "21"})

    rule = ReminderRule.objects.get(office=office, kind=scene.NAME)
    assert (rule.weekly_after, rule.escalate_after, rule.escalate_to) == (False, 3, "sponsor")
    assert "7 days before. After 3 reminders somebody else is told too: The sponsor." in text
    assert wrong.status_code == 400
    assert "from 1 to 20" in wrong.content.decode()


@pytest.mark.parametrize(
    ("offsets", "hour", "sentence"),
    [
        ("soon", "8", "is no number of days"),
        ("", "8", "Give at least one day"),
        ("400", "8", "at most 90 days before"),
        ("-31", "8", "at most 90 days before"),
        ("7", "24", "Give the hour as a number from 0 to 23."),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13", "8", "At most 12"),
    ],
)
def test_a_rule_that_cannot_be_comes_back_with_what_was_typed(client, office, offsets, hour, sentence):
    client.force_login(office.boss)

    answer = client.post(address(office, "rule", kind=scene.NAME), {"offsets": offsets, "hour": hour})

    text = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in text
    assert f'value="{offsets}"' in text or not offsets


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR])
def test_others_read_the_rules_and_change_none(client, office, role):
    client.force_login(with_role(office, role))

    assert client.get(address(office)).status_code == 200
    assert client.post(address(office, "rule", kind=scene.NAME), {"offsets": "1", "hour": "8"}).status_code == 403


def test_another_office_is_not_found(client, office):
    client.force_login(scene.an_office()[1])

    assert client.get(address(office)).status_code == 404
    assert client.get(address(office, "rule", kind=scene.NAME)).status_code == 404


def test_an_unknown_kind_is_not_found(client, office):
    client.force_login(office.boss)

    assert client.get(address(office, "rule", kind="no.such")).status_code == 404


def test_the_list_asks_the_database_the_same_number_of_times_at_any_size(client, office, django_assert_max_num_queries):
    client.force_login(office.boss)
    counts = []
    for size in (1, 10):
        for _number in range(size):
            scene.somebody_owes(office, office.boss)
        plan_notices(scene.at(date(2026, 3, 24)))
        send_due(scene.at(date(2026, 3, 24), 8, 1))
        with django_assert_max_num_queries(20) as asked:
            client.get(address(office))
        counts.append(len(asked.captured_queries))

    assert counts[0] == counts[1]


def test_the_scheduler_that_never_ticked_is_named(office):
    assert pulse().is_late
    beat()

    assert not pulse().is_late
    Heartbeat.objects.update(at="2020-01-01T00:00Z")
    assert "no reminder goes out until it runs again" in pulse().sentence


def test_the_mailbox_shows_what_would_have_been_mailed(client, office):
    MailboxMessage.objects.create(to="mia@example.org", subject="A paper to read", text="Dear Mia,\n\n<b>not bold</b>")
    client.force_login(office.boss)

    text = client.get(reverse("notices:mailbox")).content.decode()

    assert "A paper to read" in text
    assert "&lt;b&gt;not bold" in text


def test_there_is_no_mailbox_where_mail_really_leaves(client, office, settings):
    settings.MAILBOX_PAGE = False
    client.force_login(office.boss)

    assert client.get(reverse("notices:mailbox")).status_code == 404


def test_what_went_out_and_what_will_leave_as_lists(client, office):
    scene.somebody_owes(office, office.boss)
    plan_notices(scene.at(date(2026, 3, 24)))
    send_due(scene.at(date(2026, 3, 24), 8, 1))
    client.force_login(office.boss)

    sent = client.get(address(office), {"list": "sent", "format": "csv"})
    coming = client.get(address(office), {"list": "coming", "format": "csv"})
    workbook = client.get(address(office), {"list": "sent", "format": "xlsx"})

    assert "A paper to read" in sent.getvalue().decode()
    assert "Mia Member" in coming.getvalue().decode()
    assert workbook["Content-Type"].endswith("spreadsheetml.sheet")
