"""Another address: asked for or proposed, accepted by the code that went there, refused, undone within a day."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from pmo import clock
from pmo.access import proofs
from pmo.access.links import find_link, make_link, revoke_links, token_of
from pmo.access.models import AddressChange, Person, PersonalLink
from pmo.access.passkeys import passkeys_of
from pmo.access.rules import MEANS
from pmo.access.services.addresses import (
    accept_address,
    ask_for_address,
    mail_code,
    propose_address,
    refuse_address,
    undo_address,
)
from pmo.access.services.people import add_person
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time
from pmo.notices.models import Mail
from pmo.notices.services import send_due
from tests.scenes.executives import PASSWORD, a_manager, a_person, administrator_of, an_auditor, an_office
from tests.scenes.passkeys import a_passkey

pytestmark = pytest.mark.django_db
PLACE, NEW = "here", "ada@new.example.org"


@pytest.fixture
def office():
    return an_office("harbour-rail")


@pytest.fixture
def ada(office):
    return a_manager(office, "Ada Lovelace")


@pytest.fixture
def later():
    yield lambda span: set_time(clock.now() + span)
    unset_time()


def proof(person):
    proofs.prove_by_password(person, PASSWORD, purpose=MEANS, session_key=PLACE)
    return proofs.standing_proof(person, purpose=MEANS, session_key=PLACE)


def asked(person, new=NEW):
    return ask_for_address(new_email=new, proof=proof(person), by=person)


def proposed(office, person, new=NEW, by=None):
    return propose_address(office_id=office.pk, person=person, new_email=new, by=by or administrator_of(office))


def kept_passkey(person):
    """A passkey that somebody adds now."""
    a_passkey(person)
    passkey = passkeys_of(person).order_by("-pk").first()
    passkey.created_at = clock.now()
    passkey.save(update_fields=["created_at"])
    return passkey


def code_for(change):
    mail_code(change=change, place=PLACE)
    assert mail.outbox[-1].to == [change.new_email]
    return re.search(r"\d{6}", mail.outbox[-1].body)[0]


def accepted(change):
    assert accept_address(change_id=change.pk, code=code_for(change), place=PLACE, by=change.person)
    return Person.objects.get(pk=change.person_id)


def test_the_code_at_the_new_address_makes_it_the_one(client, ada):
    client.force_login(ada)
    link = make_link(person=ada, office=None, purpose="test", path="/")
    old = ada.email

    changed = accepted(asked(ada))

    link.refresh_from_db()
    assert changed.email == NEW
    assert timedelta(hours=23) < changed.signing_blocked_until - clock.now() <= timedelta(hours=24)
    assert client.get("/preferences/").status_code == 302
    assert link.revoked_at
    assert {each.address or each.person.email for each in Mail.objects.filter(kind="address")} == {NEW, old}
    assert LedgerEntry.objects.filter(office=0, event="address.changed").count() == 1


def test_a_wrong_code_changes_nothing(ada):
    change = asked(ada)
    code_for(change)

    assert not accept_address(change_id=change.pk, code="no", place=PLACE, by=ada)
    assert Person.objects.get(pk=ada.pk).email == ada.email


def test_without_a_proof_nothing_is_asked(ada):
    with pytest.raises(Refused, match="Show first that it is you"):
        ask_for_address(new_email=NEW, proof=None, by=ada)


def test_a_taken_address_reads_like_a_free_one_and_its_owner_is_told(ada):
    owner = a_person()
    change = asked(ada, owner.email)

    mail_code(change=change, place=PLACE)

    assert "It is yours, so nothing changes" in mail.outbox[-1].body
    assert not re.search(r"\d{6}", mail.outbox[-1].body)
    assert "not the code" in str(accept_address(change_id=change.pk, code="123456", place=PLACE, by=ada).reason)


class TestAProposal:
    """By an administrator, who may only propose."""

    def test_tells_both_addresses_and_changes_nothing(self, office, ada):
        proposed(office, ada)

        told = {each.address or each.person.email: each.subject for each in Mail.objects.filter(kind="address")}
        assert told == {ada.email: "A new address is proposed for you", NEW: "Is this your address?"}
        assert Person.objects.get(pk=ada.pk).email == ada.email

    def test_is_accepted_by_the_person_and_the_code_at_the_new_address(self, client, office, ada):
        change = proposed(office, ada)
        token = token_of(PersonalLink.objects.get(purpose="address.new"))
        client.force_login(ada)

        there = client.get(f"/l/{token}/", follow=True).redirect_chain[-1][0]
        page = client.get(there).content.decode()
        client.post(there, {"mail_code": "1"})
        done = client.post(there, {"code": re.search(r"\d{6}", mail.outbox[-1].body)[0]})

        assert there == reverse("address")
        assert "proposes that you sign in with" in page
        assert done.url == reverse("account_login")
        assert Person.objects.get(pk=ada.pk).email == NEW
        assert AddressChange.objects.get(pk=change.pk).done_at

    def test_is_not_accepted_by_whoever_reads_the_new_mailbox_alone(self, client, office, ada):
        change = proposed(office, ada)
        token = token_of(PersonalLink.objects.get(purpose="address.new"))
        thief = administrator_of(office)

        answer = client.post(f"/address/{token}/", {"mail_code": "1"}, follow=True)

        assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
        assert not mail.outbox
        with pytest.raises(AddressChange.DoesNotExist):
            accept_address(change_id=change.pk, code=code_for(change), place=PLACE, by=thief)
        assert Person.objects.get(pk=ada.pk).email == ada.email

    def test_is_refused_on_ones_own_page_and_the_administrator_is_told(self, client, office, ada):
        change = proposed(office, ada)
        client.force_login(ada)

        client.post(reverse("address"), {"refuse": "1"})

        change.refresh_from_db()
        assert change.refused_at
        assert Mail.objects.filter(person=administrator_of(office), subject="The new address is refused").exists()
        with pytest.raises(Refused, match="refused or given up"):
            mail_code(change=change, place=PLACE)

    @pytest.mark.parametrize("who", [a_manager, an_auditor])
    def test_is_the_administrators_alone(self, office, ada, who):
        with pytest.raises(Refused, match="Only an administrator"):
            proposed(office, ada, by=who(office))

    def test_is_for_people_of_the_office(self, office):
        with pytest.raises(Refused, match="no part in this office"):
            proposed(office, a_person())

    def test_says_the_same_of_a_taken_address(self, client, office, ada):
        client.force_login(administrator_of(office))
        page = reverse("desk:propose_address", kwargs={"office": office.slug, "number": ada.pk})

        answer = client.post(page, {"new_email": a_person().email}, follow=True).content.decode()

        assert "Both addresses are told" in answer
        assert Mail.objects.filter(text__contains="It is yours, so nothing changes").count() == 1

    def test_nobody_else_refuses_it(self, office, ada):
        with pytest.raises(AddressChange.DoesNotExist):
            refuse_address(change_id=proposed(office, ada).pk, by=a_person())


class TestThisWasNotMe:
    """From the old address, for 24 hours."""

    def test_brings_the_earlier_address_back_even_when_links_were_revoked(self, client, ada):
        old = ada.email
        changed = accepted(asked(ada))
        token = token_of(PersonalLink.objects.get(purpose="address.undo"))
        client.force_login(changed)
        revoke_links(changed)

        seen = client.get(f"/address/{token}/")
        assert Person.objects.get(pk=ada.pk).email == NEW
        done = client.post(f"/address/{token}/").content.decode()

        assert "Was this not you?" in seen.content.decode()
        assert "Your earlier address is back" in done
        assert "by a code that we mail there" in done
        assert Person.objects.get(pk=ada.pk).email == old
        assert client.get("/preferences/").status_code == 302

    def test_takes_away_what_was_added_since_and_the_password_and_leaves_the_rest(self, ada, later):
        before = kept_passkey(ada)
        later(timedelta(hours=1))
        changed = accepted(asked(ada))
        later(timedelta(hours=1))
        kept_passkey(changed)

        undo_address(change_id=AddressChange.objects.get().pk)

        assert [each.pk for each in passkeys_of(ada)] == [before.pk]
        assert not Person.objects.get(pk=ada.pk).has_usable_password()
        assert LedgerEntry.objects.filter(event="means.forgotten").count() == 1

    def test_is_told_in_quiet_hours_too(self, ada, mailoutbox):
        old, hour = ada.email, clock.now().astimezone(ZoneInfo(ada.time_zone)).hour
        Person.objects.filter(pk=ada.pk).update(quiet_from=hour, quiet_until=(hour - 1) % 24)
        accepted(asked(ada))

        send_due(clock.now())

        assert {each.to[0] for each in mailoutbox if "was changed" in each.subject} == {old, NEW}

    def test_ends_after_a_day(self, ada, later):
        change = asked(ada)
        accepted(change)
        later(timedelta(hours=25))

        with pytest.raises(Refused, match="24 hours are over"):
            undo_address(change_id=change.pk)

    def test_the_earlier_address_means_the_same_person_till_then(self, office, ada):
        old = ada.email
        changed = accepted(asked(ada))

        assert add_person(office=office, email=old, name="Somebody") == changed

    def test_a_forged_link_leads_nowhere(self, client, ada):
        accepted(asked(ada))
        link = PersonalLink.objects.get(purpose="address.undo")

        assert client.post(f"/address/{token_of(link)[:-2]}xx/").status_code == 404
        assert LedgerEntry.objects.filter(event="link.refused").count() == 1
        assert client.get(f"/address/{token_of(link)}/")["Referrer-Policy"] == "strict-origin"
        other = make_link(person=ada, office=None, purpose="test", path=f"/address/{AddressChange.objects.get().pk}/")
        assert find_link(token_of(other))
        assert client.post(f"/address/{token_of(other)}/").status_code == 404


@pytest.mark.parametrize("new", ["nonsense", "a\nb@x.org", "", "a@b", "two@x.org three@x.org"])
def test_what_is_no_address_is_refused_with_a_sentence(ada, new):
    with pytest.raises(Refused, match="That is no e-mail address"):
        asked(ada, new)


def test_the_present_address_is_none_other(ada):
    with pytest.raises(Refused, match="That is the address already"):
        asked(ada, ada.email.upper())


def test_three_a_day_are_enough(ada):
    for number in range(3):
        asked(ada, f"a{number}@x.org")

    with pytest.raises(Refused, match="three times within a day"):
        asked(ada)


def test_one_asks_on_ones_own_page_after_a_proof(client, ada):
    client.force_login(ada)

    to_proof = client.get(reverse("address_ask"))

    assert to_proof.url.startswith("/preferences/sign-in/prove/")
