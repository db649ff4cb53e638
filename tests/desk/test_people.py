"""People and roles, in the browser's terms."""

import pytest
from django.urls import reverse

from pmo.access.models import Membership, Person
from tests.scenes.executives import a_manager, a_seat, administrator_of, an_auditor, an_office, holder_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office("harbour-rail")


def people_page(office):
    return reverse("desk:people", kwargs={"office": office.slug})


def granting(email="nadia@example.org", role="manager"):
    return {"email": email, "name": "Nadia Okonjo", "role": role}


def test_an_administrator_gives_a_role_and_ends_it(client, office):
    client.force_login(administrator_of(office))

    client.post(people_page(office), granting())
    membership = Membership.objects.get(person__email="nadia@example.org")
    ending = reverse("desk:end_role", kwargs={"office": office.slug, "membership": membership.pk})
    asked, done = client.get(ending), client.post(ending, follow=True)

    assert "will no longer be PMO manager" in asked.content.decode()
    assert "no longer PMO manager" in done.content.decode()
    assert not Membership.objects.filter(person__email="nadia@example.org", until__isnull=True).exists()


def test_what_was_typed_is_kept_when_it_is_refused(client, office):
    client.force_login(administrator_of(office))

    page = client.post(people_page(office), granting(email="no address"))

    assert page.status_code == 400
    assert "no address" in page.content.decode()
    assert not Person.objects.filter(name="Nadia Okonjo").exists()


def test_nobody_gives_themselves_a_role_and_is_told_so_at_the_form(client, office):
    owen = administrator_of(office)
    client.force_login(owen)

    page = client.post(people_page(office), granting(email=owen.email))

    assert page.status_code == 400
    assert "Nobody gives themselves a role" in page.content.decode()


def test_the_last_administrator_stays(client, office):
    client.force_login(administrator_of(office))
    membership = Membership.objects.get(person=administrator_of(office))

    page = client.post(reverse("desk:end_role", kwargs={"office": office.slug, "membership": membership.pk}))

    assert page.status_code == 409
    assert "last administrator" in page.content.decode()


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("auditor", 403), ("executive", 403), ("stranger", 404)])
def test_only_administrators_give_roles(client, office, who, status):
    person = {
        "manager": lambda: a_manager(office),
        "auditor": lambda: an_auditor(office),
        "executive": lambda: holder_of(a_seat(office)),
        "stranger": lambda: administrator_of(an_office("northfield")),
    }[who]()
    client.force_login(person)

    page = client.post(people_page(office), granting())

    assert page.status_code == status
    assert not Membership.objects.filter(person__email="nadia@example.org").exists()


def test_the_list_leaves_as_a_file(client, office):
    client.force_login(administrator_of(office))

    page = client.get(people_page(office), {"format": "csv"})

    assert "Ada Administrator" in page.getvalue().decode("utf-8-sig")


def test_people_change_their_own_zone(client, office):
    manager = a_manager(office)
    client.force_login(manager)

    client.post(reverse("desk:preferences"), {"name": "Mina M.", "time_zone": "Asia/Tokyo", "language": "en"})

    manager.refresh_from_db()
    assert (manager.name, manager.time_zone) == ("Mina M.", "Asia/Tokyo")
