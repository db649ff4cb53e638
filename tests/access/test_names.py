"""Names and addresses that would break the head of a mail, or read as somebody else's."""

import pytest
from django.core.exceptions import ValidationError

from pmo import clock
from pmo.access.forms import GrantForm, PreferencesForm
from pmo.access.letters import Letter, post
from pmo.access.models import Person
from pmo.notices.kinds import Told
from pmo.notices.services import mail_at_once, send_due
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
SPOOFS = [
    "The Chair <chair@example.org>",
    "chair@example.org",
    "Ann\r\nBcc: eve@example.org",
    "Ann\x00",
    "Ann \u202egro.elpmaxe",
    "See https://evil.example/login",
    "www.evil.example",
    "{link:7}",
]


@pytest.mark.parametrize("name", SPOOFS)
def test_a_name_that_reads_as_an_address_is_refused_with_a_sentence(name):
    with pytest.raises(ValidationError, match="A name holds no address"):
        Person.objects.create_user("ann@example.org", name=name)

    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "name", ["Ann O’Neill-Smith", 'Anna "Nan" Smith', "José María", "שרה", "李 雷", "Dr. W. Wu, MBA"]
)
def test_a_name_as_people_have_it_is_kept(name):
    assert Person.objects.create_user("ann@example.org", name=name).name == name


@pytest.mark.parametrize("form", [GrantForm, PreferencesForm])
def test_forms_say_so_at_the_field(form):
    given = {"name": SPOOFS[0], "email": "ann@example.org", "role": "manager", "time_zone": "Europe/London"}

    assert "A name holds no address" in form(given).errors["name"][0]


@pytest.mark.parametrize(
    "email", ["ann@example.org\nBcc: eve@example.org", "ann@example.org, eve@example.org", "Ann <a@b.c>"]
)
def test_an_address_is_one_address(email):
    with pytest.raises(ValidationError, match="valid email"):
        Person.objects.create_user(email, name="Ann")

    assert "email" in GrantForm({"name": "Ann", "email": email, "role": "manager"}).errors


def test_an_address_broken_behind_our_back_sends_nothing_to_anybody(mail_server):
    office, person = scenes.an_office(), scenes.a_person()
    mail_at_once(office=office, people=[person], kind="x", tells=lambda: Told("A round is open", "", "Open", "/"))
    Person.objects.filter(pk=person.pk).update(email="ann@example.org\nBcc: eve@example.org")

    send_due(clock.now())

    assert mail_server.messages == []


def test_a_line_break_in_a_title_keeps_no_letter_from_leaving(mailoutbox):
    person = Person.objects.create_user("ann@example.org", name="Ann")

    post(Letter(person, "invitation", "Chief\r\nBcc: eve@example.org", "Come in."))
    send_due(clock.now())

    assert [each.subject for each in mailoutbox] == ["Chief Bcc: eve@example.org"]
    assert mailoutbox[0].recipients() == ["ann@example.org"]
