"""Coming in: asked by mail, taken up at the first sign-in, sent again; nothing is said of other offices."""

from datetime import timedelta

import pytest

from executives.services.seats import seat_newcomer
from pmo import clock
from pmo.access import services
from pmo.access.models import Invitation, Person, PersonalLink
from pmo.access.services.addresses import propose_address
from pmo.access.services.invitations import links_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time
from pmo.notices.models import Absence, Mail
from pmo.notices.selectors.reach import reach_of
from tests.scenes.executives import a_manager, a_vacant_seat, administrator_of, an_auditor, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office("harbour-rail")


@pytest.fixture
def moving_time():
    yield lambda span: set_time(clock.now() + span)
    unset_time()


def ask(office, email="ada@example.org", name="Ada Lovelace", role="auditor"):
    membership = services.welcome(office_id=office.pk, email=email, name=name, role=role, by=administrator_of(office))
    return Invitation.objects.filter(person=membership.person, office=office).first()


def test_a_role_for_a_new_address_invites_by_mail_with_a_link_of_their_own(office):
    invitation = ask(office)

    mail = Mail.objects.get(person=invitation.person)
    link = links_of(invitation).get()
    assert "asks you to take part in Group Project Office" in mail.text
    assert f"{{link:{link.pk}}}" in mail.text
    assert link.path == f"/welcome/{invitation.pk}/"
    assert LedgerEntry.objects.filter(office=office.pk, event="invitation.made").count() == 1


def test_a_seat_for_a_newcomer_invites_too(office):
    seat = a_vacant_seat(office, "Chief Financial Officer")

    seat_newcomer(
        seat_id=seat.pk, email="cfo@example.org", name="Carl", start=clock.today(office.time_zone), by=a_manager(office)
    )

    assert Invitation.objects.get(person__email="cfo@example.org").part_word == "Chief Financial Officer"


def test_a_second_part_comes_with_the_open_invitation(office):
    first, second = ask(office), ask(office, role="manager")

    assert first == second
    assert Mail.objects.count() == 1


def test_the_first_sign_in_of_a_newcomer_takes_it_up(client, office):
    invitation = ask(office)

    client.force_login(invitation.person)

    invitation.refresh_from_db()
    assert invitation.accepted_at
    assert client.get("/").url == f"/welcome/{invitation.pk}/"
    assert client.get("/").url == f"/{office.slug}/"


def test_who_is_at_home_is_not_invited_again(client, office):
    invitation = ask(office)
    client.force_login(invitation.person)

    ask(office, role="manager")

    assert Invitation.objects.count() == 1


class TestAKnownAddress:
    """Somebody who has long been in another office."""

    @pytest.fixture
    def grace(self, client):
        grace = a_manager(an_office("northfield"), "Grace Hopper")
        client.force_login(grace)
        return grace

    def test_gets_the_same_mail_as_an_unknown_one(self, office, grace):
        known, unknown = ask(office, grace.email, "Greta"), ask(office, "new@example.org", "Greta")

        texts = [
            Mail.objects.get(person=each.person).text.replace(f"{{link:{links_of(each).get().pk}}}", "")
            for each in (known, unknown)
        ]
        assert texts[0] == texts[1]

    def test_is_called_as_it_was_typed_until_they_take_it_up(self, client, office, grace):
        ask(office, grace.email, "Greta")
        looking = administrator_of(office)

        client.force_login(looking)
        before = client.get(f"/{office.slug}/people/").content.decode()
        client.force_login(grace)
        client.post(f"/welcome/{grace.invitations.get().pk}/", settling(name="Grace Hopper"))
        client.force_login(looking)
        after = client.get(f"/{office.slug}/people/").content.decode()

        assert "Greta" in before
        assert "Grace Hopper" not in before
        assert "Grace Hopper" in after
        assert Person.objects.get(pk=grace.pk).name == "Grace Hopper"

    def test_is_called_so_on_the_page_of_their_mail_too(self, client, office, grace):
        mail = Mail.objects.get(person=ask(office, grace.email, "Greta").person)
        client.force_login(administrator_of(office))

        page = client.get(f"/why/{mail.pk}/").content.decode()

        assert "Greta" in page
        assert "Grace Hopper" not in page

    def test_tells_nothing_of_what_is_under_way_elsewhere(self, client, office, grace):
        today, boss = clock.today("Europe/London"), administrator_of(office)
        Absence.objects.create(person=grace, first=today, last=today)
        ask(office, grace.email, "Greta")
        unknown = ask(office, "new@example.org", "Nora").person
        client.force_login(boss)

        refusals = set()
        for person in (grace, unknown):
            with pytest.raises(Refused) as refused:
                propose_address(office_id=office.pk, person=person, new_email="other@example.org", by=boss)
            refusals.add(str(refused.value.verdict.reason))

        assert not any(each.away for each in reach_of(office))
        assert len(refusals) == 1

    def test_an_everyday_sign_in_takes_nothing_up(self, client, office, grace):
        invitation = ask(office, grace.email, "Greta")

        client.force_login(grace)

        invitation.refresh_from_db()
        assert invitation.accepted_at is None


def settling(**fields):
    return {"name": "Ada Lovelace", "time_zone": "Europe/London", "language": "en", **fields}


def test_the_welcome_page_says_who_asked_and_keeps_what_was_checked(client, office):
    invitation = ask(office)
    client.force_login(invitation.person)

    page = client.get(f"/welcome/{invitation.pk}/").content.decode()
    done = client.post(f"/welcome/{invitation.pk}/", settling(name="Ada King", time_zone="Asia/Tokyo"))

    ada = Person.objects.get(pk=invitation.person_id)
    assert "Ada Administrator has asked you into Group Project Office" in page
    assert done.url == f"/{office.slug}/"
    assert (ada.name, ada.time_zone) == ("Ada King", "Asia/Tokyo")


def test_nobody_sees_somebody_elses_welcome(client, office):
    invitation = ask(office)
    client.force_login(a_manager(office))

    assert client.get(f"/welcome/{invitation.pk}/").status_code == 404


def test_sent_again_the_earlier_link_is_worth_nothing(office, moving_time):
    invitation = ask(office)
    moving_time(timedelta(minutes=11))

    services.send_again(invitation_id=invitation.pk, by=administrator_of(office))

    old, new = PersonalLink.objects.order_by("pk")
    assert old.revoked_at
    assert new.revoked_at is None
    assert Mail.objects.filter(person=invitation.person).count() == 2


def test_a_mail_gets_ten_minutes_to_arrive(office):
    with pytest.raises(Refused, match="Give it ten minutes"):
        services.send_again(invitation_id=ask(office).pk, by=administrator_of(office))


def test_an_auditor_sends_nothing(office, moving_time):
    invitation = ask(office)
    moving_time(timedelta(hours=1))

    with pytest.raises(Refused, match="administrators and PMO managers"):
        services.send_again(invitation_id=invitation.pk, by=an_auditor(office))


@pytest.mark.parametrize(
    "name", ["ada@example.org", "Ada <a@b.c>", "Ada\nBcc: x", "https://x.example", "www.x.example", "\u202eadA", " "]
)
def test_no_name_poses_as_an_address_or_hides_a_sign(office, name):
    with pytest.raises(Refused):
        ask(office, name=name)

    assert not Person.objects.filter(email="ada@example.org").exists()
