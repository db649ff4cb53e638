"""One mail a person a day, at the earliest hour; what comes later that day waits for the next."""

import re
from datetime import date, timedelta

import pytest

from pmo.access.models import Person
from pmo.access.services import grant_role, open_office
from pmo.access.states import Role
from pmo.audit.models import LedgerEntry
from pmo.notices.envelopes import envelope
from pmo.notices.kinds import Occurrence, Told
from pmo.notices.models import Absence, Mail, MailboxMessage, MailText, Notice, Reach
from pmo.notices.services import mail_at_once, plan_notices, send_due
from pmo.notices.services.again import send_again
from pmo.notices.states import Hold, MailForm, MailState, NoticeState
from tests.scenes import notices as scene

MORNING = date(2026, 3, 24)


@pytest.fixture
def office(kind):
    office, administrator = scene.an_office()
    office.administrator = administrator
    return office


def owing(office, *papers):
    """Let one member owe papers due on these days; return them as an addressee."""
    addressee = scene.somebody_owes(office, office.administrator, due=papers[0])
    for number, due in enumerate(papers[1:]):
        scene.OWED.by_office[office.pk].append(Occurrence(f"paper:{office.pk}-{number}", due, (addressee,)))
    return addressee


def states():
    return {(each.occurrence, each.offset): (each.state, each.held_because) for each in Notice.objects.all()}


def test_all_that_is_due_on_a_day_leaves_in_one_mail(office):
    owing(office, date(2026, 3, 31), date(2026, 3, 27))
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7, 3])

    assert send_due(scene.at(MORNING, 8, 1)) == 1

    mail = Mail.objects.get()
    assert (mail.form, mail.for_day, mail.office) == (MailForm.BUNDLED, MORNING, office)
    assert mail.subject == "A paper to read, and one thing more"
    assert mail.text.count("{link:") == 2
    assert mail.text.count("You are reminded of") == mail.html.count("You are reminded of") == 1
    assert mail.text.index("27 March") < mail.text.index("31 March")
    assert Notice.objects.filter(mail=mail, state=NoticeState.SENT).count() == 2
    assert LedgerEntry.objects.filter(event="notice.sent").count() == 2


@pytest.mark.parametrize(("more", "said"), [(1, "ein weiterer Punkt"), (2, "zwei weitere Punkte")])
def test_a_bundle_in_german_counts_in_words_and_names_each_day_in_them(office, more, said):
    owing(office, date(2026, 3, 31), *[date(2026, 3, 27)] * more)
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7, 3])
    Person.objects.update(language="de")

    send_due(scene.at(MORNING, 8, 1))

    mail = Mail.objects.get()
    assert mail.subject == f"A paper to read (und {said})"
    assert mail.text.count("Die Frist endet am Freitag, 27. März 2026, in 3 Tagen.") == more
    assert "Die Frist endet am Dienstag, 31. März 2026, in 7 Tagen." in mail.text


def test_what_is_due_later_that_day_leaves_with_the_earliest(office):
    owing(office, date(2026, 3, 31), date(2026, 3, 27))
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7, 3])
    later = Notice.objects.get(due_on=date(2026, 3, 27), offset=3)
    Notice.objects.filter(pk=later.pk).update(due_at=later.due_at + timedelta(hours=9))

    send_due(scene.at(MORNING, 8, 1))

    assert Notice.objects.get(pk=later.pk).state == NoticeState.SENT


def test_what_becomes_due_after_the_days_mail_left_waits_for_the_next_day(office):
    addressee = owing(office, date(2026, 3, 31))
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7, 3])
    send_due(scene.at(MORNING, 8, 1))
    scene.OWED.by_office[office.pk].append(Occurrence("paper:late", date(2026, 3, 27), (addressee,)))
    noon = scene.at(MORNING, 12)
    plan_notices(noon)

    at_noon = send_due(noon)
    held = states()["paper:late", 3]
    too_early = send_due(scene.at(date(2026, 3, 25), 7, 59))
    next_day = send_due(scene.at(date(2026, 3, 25), 8))

    assert (at_noon, too_early, next_day) == (0, 0, 1)
    assert held == (NoticeState.HELD, Hold.TOLD_TODAY)
    assert states()["paper:late", 3] == (NoticeState.SENT, "")
    assert list(Mail.objects.order_by("for_day").values_list("for_day", flat=True)) == [MORNING, date(2026, 3, 25)]


def test_a_bundle_speaks_for_several_offices_and_belongs_to_none(office):
    other = open_office(
        administrator=office.administrator,
        slug=f"other-{office.pk}",
        name="Other Office",
        organisation="Docks",
        time_zone="Europe/London",
    )
    addressee = owing(office, date(2026, 3, 31))
    person = office.memberships.get(pk=int(addressee.partition(":")[2])).person
    member = grant_role(office_id=other.pk, person=person, role=Role.MANAGER, by=office.administrator)
    scene.OWED.by_office[other.pk] = [Occurrence("paper:other", date(2026, 3, 31), (f"membership:{member.pk}",))]
    plan_notices(scene.at(date(2026, 3, 1)))

    send_due(scene.at(MORNING, 8, 1))

    mail = Mail.objects.get(for_day=MORNING)
    assert mail.office is None
    assert "Other Office, Docks" in mail.text
    assert "Project Office, Harbour" in mail.text


def test_a_bundle_says_how_one_stops_reminders(office, mail_server):
    owing(office, date(2026, 3, 31))
    plan_notices(scene.at(date(2026, 3, 20)))

    send_due(scene.at(MORNING, 8, 1))

    (message,) = mail_server.messages
    assert "<http://localhost:8000/unsubscribe/" in message["List-Unsubscribe"]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    out = message["List-Unsubscribe"].strip(" <>")
    text, html = (message.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))
    assert f"Pause these reminders:\n{out}\n" in text
    assert re.search(rf'<a href="{re.escape(out)}"[^>]*>Pause these reminders</a>', html)
    assert html.count("display: inline-block") == 1


def test_what_tells_of_a_deed_and_what_was_sent_again_by_hand_hold_no_way_out(office):
    owing(office, date(2026, 3, 31))
    plan_notices(scene.at(date(2026, 3, 20)))
    send_due(scene.at(MORNING, 8, 1))
    reminder = Mail.objects.get(for_day=MORNING)
    told = Told("{leave}", "A title may read {leave}.", "Open", "/x/")

    again = send_again(mail_id=reminder.pk, shown=0, by=office.administrator)
    (at_once,) = mail_at_once(office=office, people=[office.administrator], kind="x", tells=lambda: told)

    assert "{leave}" in reminder.text
    assert "unsubscribe" not in reminder.text + reminder.html
    for mail in (again, at_once):
        assert "Pause these reminders" not in mail.text + mail.html
        assert "unsubscribe" not in envelope(mail).message().as_string()


def test_who_is_away_hears_on_return_and_only_the_latest(office):
    addressee = owing(office, date(2026, 3, 31))
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7, 3, 0])
    person = office.memberships.get(pk=int(addressee.partition(":")[2])).person
    Absence.objects.create(person=person, first=date(2026, 3, 20), last=date(2026, 3, 28))

    away = [send_due(scene.at(day, 8, 1)) for day in (MORNING, date(2026, 3, 28))]
    back = send_due(scene.at(date(2026, 3, 29), 8, 1))

    assert (away, back) == ([0, 0], 1)
    assert {offset: state for (_about, offset), (state, _because) in states().items()} == {
        7: NoticeState.OVERTAKEN,
        3: NoticeState.SENT,
        0: NoticeState.PLANNED,
    }


def test_a_bad_address_holds_until_the_address_is_another(office):
    addressee = owing(office, date(2026, 3, 31))
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7])
    person = office.memberships.get(pk=int(addressee.partition(":")[2])).person
    Reach.objects.create(office=office, person=person, bad_address=person.email, changed_by=office.administrator)

    with_bad = send_due(scene.at(MORNING, 8, 1))
    person.email = "new.address@example.org"
    person.save(update_fields=["email"])

    assert with_bad == 0
    assert send_due(scene.at(date(2026, 3, 25), 8, 1)) == 1


def test_a_mail_that_surely_never_arrived_gives_way_to_the_next_days(office, mail_server):
    owing(office, date(2026, 3, 31), date(2026, 3, 28))
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7, 3])
    mail_server.refuses = "451 Come back later"
    for hour in (8, 9):
        send_due(scene.at(MORNING, hour, 1))
    mail_server.refuses = ""

    send_due(scene.at(date(2026, 3, 25), 8, 1))

    assert list(Mail.objects.order_by("for_day").values_list("for_day", "state")) == [
        (MORNING, MailState.CANCELLED),
        (date(2026, 3, 25), MailState.SENT),
    ]
    assert len(mail_server.messages) == 1
    assert Notice.objects.filter(state=NoticeState.SENT).count() == 2


def test_what_was_done_since_a_refusal_is_left_out_of_the_next_try(office, mail_server):
    owing(office, date(2026, 3, 31), date(2026, 3, 27))
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7, 3])
    mail_server.refuses = "451 Come back later"
    send_due(scene.at(MORNING, 8, 1))
    mail_server.refuses = ""
    done = Notice.objects.get(due_on=date(2026, 3, 27), offset=3)
    scene.OWED.settled.add((done.occurrence, done.addressee))

    send_due(scene.at(MORNING, 8, 5))

    assert mail_server.messages[0]["Subject"] == "A paper to read"
    assert Notice.objects.get(pk=done.pk).state == NoticeState.CANCELLED
    assert not MailboxMessage.objects.exists()


@pytest.mark.parametrize(("language", "said"), [("en", "It is due on Tuesday"), ("de", "anschließend")])
def test_a_repeat_has_the_very_same_bytes(office, mail_server, language, said):
    owing(office, date(2026, 3, 31))
    Person.objects.update(language=language)
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, office.administrator, [7], weekly_after=True)
    MailText.objects.create(
        office=office,
        kind=scene.NAME,
        language=language,
        subject="Jährlich: über 7 Züge – {what}",
        sentence="{sentence}",
    )
    send_due(scene.at(MORNING, 8, 1))
    Mail.objects.update(state=MailState.WAITING)
    Notice.objects.update(state=NoticeState.CLAIMED)

    send_due(scene.at(MORNING, 9, 1))

    first, second = mail_server.messages
    assert first.as_bytes() == second.as_bytes()
    assert first["Subject"].strip() == "Jährlich: über 7 Züge – A paper to read"
    assert said in first.get_body(("plain",)).get_content()
