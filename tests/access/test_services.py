"""Offices, people and roles."""

import pytest
from django.core.exceptions import ValidationError

from pmo.access import services
from pmo.access.models import Membership, Office, Person
from pmo.access.services.invitations import take_up_at_sign_in
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def owen():
    return Person.objects.create_user("owen@example.org", name="Owen Llewellyn")


@pytest.fixture
def office(owen):
    return services.open_office(administrator=owen, slug="harbour-rail", name="Office", organisation="Harbour")


def welcome(office, by, email="nadia@example.org", role="manager"):
    return services.welcome(office_id=office.pk, email=email, name="Nadia Okonjo", role=role, by=by)


def test_who_opens_an_office_administers_it(office, owen):
    assert standing_of(owen, office).roles == {"administrator"}


def test_an_administrator_gives_a_role_to_somebody_new(office, owen):
    membership = welcome(office, owen)

    assert standing_of(membership.person, office).is_manager
    assert LedgerEntry.objects.filter(office=office.pk, event="membership.granted").count() == 2


def test_giving_the_same_role_twice_gives_it_once(office, owen):
    first, second = welcome(office, owen), welcome(office, owen, email="NADIA@example.org")

    assert first == second
    assert Person.objects.filter(email__iexact="nadia@example.org").count() == 1


def test_nobody_gives_themselves_a_role(office, owen):
    with pytest.raises(Refused, match="Nobody gives themselves"):
        services.grant_role(office_id=office.pk, person=owen, role="manager", by=owen)


def test_a_manager_gives_no_roles(office, owen):
    nadia = welcome(office, owen).person

    with pytest.raises(Refused, match="Only an administrator"):
        welcome(office, nadia, email="grace@example.org", role="auditor")

    assert not Person.objects.filter(email="grace@example.org").exists()


def test_the_last_administrator_stays(office, owen):
    membership = Membership.objects.get(person=owen)

    with pytest.raises(Refused, match="last administrator"):
        services.end_role(membership_id=membership.pk, by=owen)


def test_an_administrator_who_never_came_in_is_none_to_stay_behind(office, owen):
    membership = Membership.objects.get(person=owen)
    maud = welcome(office, owen, email="maud@example.org", role="administrator").person

    with pytest.raises(Refused, match="last administrator who has come in"):
        services.end_role(membership_id=membership.pk, by=owen)
    take_up_at_sign_in(maud)
    ended = services.end_role(membership_id=membership.pk, by=maud)

    assert ended.until


def test_a_role_ends_once(office, owen):
    membership = welcome(office, owen)

    ended = services.end_role(membership_id=membership.pk, by=owen)
    again = services.end_role(membership_id=membership.pk, by=owen)

    assert ended.until == again.until
    assert LedgerEntry.objects.filter(office=office.pk, event="membership.ended").count() == 1


def test_an_administrator_elsewhere_is_a_stranger_here(office, owen):
    other = Person.objects.create_user("maud@example.org", name="Maud Ferrant")
    services.open_office(administrator=other, slug="northfield", name="Office", organisation="Northfield")

    with pytest.raises(Refused):
        welcome(office, other)


@pytest.mark.parametrize("slug", ["account", "gallery", "healthz", "static"])
def test_no_office_hides_the_sites_own_addresses(owen, slug):
    with pytest.raises(ValidationError, match="address of the site itself"):
        services.open_office(administrator=owen, slug=slug, name="Office", organisation="X")

    assert not Office.objects.exists()


def test_an_unknown_time_zone_is_refused(owen):
    with pytest.raises(ValidationError, match="no time zone"):
        services.change_preferences(person=owen, name="Owen", time_zone="Europe/Atlantis")


def test_another_name_stands_in_the_ledger_of_the_installation(owen):
    services.change_preferences(person=owen, name="Ingrid Maas", time_zone="Europe/London")
    services.change_preferences(person=owen, name="Ingrid Maas", time_zone="Europe/Oslo")

    entry = LedgerEntry.objects.get(office=0, event="person.renamed")
    assert entry.actor_id == owen.pk
