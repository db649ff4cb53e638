"""The operator's commands: sentences, the installation's ledger, and somebody who is shut out at once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pmo.access.models import Office, Person
from pmo.access.standing import standing_of
from pmo.audit.models import LedgerEntry
from pmo.notices.models import Mail
from tests.scenes.executives import a_played_back_requirement, a_seat, administrator_of, an_office, holder_of

pytestmark = pytest.mark.django_db


def said(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def events(office=0):
    return list(LedgerEntry.objects.filter(office=office).values_list("event", flat=True))


def test_an_office_is_opened_for_somebody_who_was_entered():
    said("person", "add", "Ada@Example.org", "Ada Lovelace")

    told = said("office", "open", "harbour-rail", "Project Office", "Harbour Rail", "ada@example.org")

    assert "open at /harbour-rail/; Ada Lovelace administers it" in told
    assert events() == ["person.added"]
    assert standing_of(Person.objects.get(), Office.objects.get()).is_administrator


def test_a_deactivated_person_is_out_at_once_and_their_duties_are_told(client):
    seat = a_seat(an_office("harbour-rail"))
    a_played_back_requirement(seat)
    holder = holder_of(seat)
    client.force_login(holder)

    told = said("person", "deactivate", holder.email)

    assert "harbour-rail: Is this what you said?" in told
    assert client.get("/preferences/").status_code == 302
    assert events() == ["person.deactivated"]


def test_who_was_deactivated_is_shown_as_such_and_comes_back(client):
    office = an_office("harbour-rail")
    holder = holder_of(a_seat(office))
    client.force_login(administrator_of(office))

    said("person", "deactivate", holder.email)
    page = client.get(f"/{office.slug}/people/").content.decode()
    said("person", "reactivate", holder.email)

    assert "Deactivated" in page
    assert Person.objects.get(pk=holder.pk).is_active


def test_an_office_without_an_administrator_gets_one_from_outside():
    office = an_office("harbour-rail")
    boss = administrator_of(office)
    said("person", "add", "new@example.org", "Nora New")

    warned = said("person", "deactivate", boss.email)
    said("person", "administrator", "harbour-rail", "new@example.org")

    assert "harbour-rail has no administrator who can sign in" in warned
    assert standing_of(Person.objects.get(email="new@example.org"), office).is_administrator
    assert "administrator.named" in events()


def test_an_address_set_by_the_operator_is_told_to_both():
    seat = a_seat(an_office())
    old = holder_of(seat).email

    said("person", "set-address", old, "other@example.org")

    assert holder_of(seat).email == "other@example.org"
    assert holder_of(seat).signing_blocked_until
    assert {each.address or each.person.email for each in Mail.objects.all()} == {old, "other@example.org"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["person", "deactivate", "nobody@x.org"], "Nobody signs in with"),
        (["person", "add", "a\nb@x.org", "Ada"], "valid email"),
        (["person", "add", "ada@x.org", "ada@x.org"], "A name holds no address"),
        (["person", "administrator", "nowhere", "a@x.org"], "There is no office"),
        (["office", "open", "account", "O", "X", "boss@x.org"], "address of the site itself"),
        (["office", "open", "x", "O", "X", "nobody@x.org"], "Nobody signs in"),
        (["office", "open", "x", "O", "X", "boss@x.org", "--zone", "Mars/Base"], "no time zone"),
        (["person", "set-address", "boss@x.org", "carl@x.org"], "Somebody else signs in"),
        (["person", "set-address", "boss@x.org", "none"], "That is no e-mail address"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(words, sentence):
    Person.objects.create_user("boss@x.org", name="Boss")
    Person.objects.create_user("carl@x.org", name="Carl")

    with pytest.raises(CommandError, match=sentence):
        said(*words)
