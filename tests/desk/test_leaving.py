"""Somebody leaves an office: one deed, all or nothing; and invitations sent again or taken back."""

import pytest
from django.urls import reverse

from executives.services.assistants import name_assistant
from pmo import clock
from pmo.access import services
from pmo.access.links import make_link
from pmo.access.models import Membership, Person
from pmo.access.services.leaving import NOBODY, let_leave
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.notices.models import Mail
from tests.scenes.executives import (
    a_manager,
    a_person,
    a_played_back_requirement,
    a_seat,
    administrator_of,
    an_auditor,
    an_office,
    holder_of,
    manager_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office("harbour-rail")


@pytest.fixture
def seat(office):
    return a_seat(office, "Chief Financial Officer", name="Carla Chief")


def leave(seat, to=NOBODY, by=None):
    by = by or administrator_of(seat.office)
    return let_leave(office_id=seat.office_id, person=holder_of(seat), takers={f"seat:{seat.pk}": to}, by=by)


def test_the_seat_passes_on_at_once(office, seat):
    heir, leaver = an_auditor(office), holder_of(seat)

    leave(seat, heir.pk)

    assert standing_of(leaver, office).roles == set()
    assert standing_of(heir, office).seat_ids == (seat.pk,)
    assert {"seat.vacated", "seat.handed_over", "person.left"} <= set(
        LedgerEntry.objects.values_list("event", flat=True)
    )


def test_a_seat_may_stay_vacant(office, seat):
    leave(seat)

    assert not seat.holders.filter(end__isnull=True).exists()


def test_who_took_the_seat_today_keeps_it_till_tonight(office):
    today = clock.today(office.time_zone)
    seat, heir = a_seat(office, start=today), an_auditor(office)

    leave(seat, heir.pk)

    assert [(each.start == today, each.end == today) for each in seat.holders.order_by("start")] == [
        (True, True),
        (False, False),
    ]


def test_without_a_part_anywhere_sessions_and_links_end(client, seat):
    leaver = holder_of(seat)
    client.force_login(leaver)
    link = make_link(person=leaver, office=None, purpose="test", path="/")

    leave(seat)

    link.refresh_from_db()
    assert link.revoked_at
    assert client.get("/preferences/").status_code == 302


def test_a_part_elsewhere_leaves_the_session_be(client, seat):
    leaver, elsewhere = holder_of(seat), an_office("northfield")
    services.grant_role(office_id=elsewhere.pk, person=leaver, role="auditor", by=administrator_of(elsewhere))
    client.force_login(leaver)

    leave(seat)

    assert client.get("/preferences/").status_code == 200


class TestNothingIsDoneBy:
    """All or nothing: what was refused left everything as it was."""

    def test_a_manager(self, office, seat):
        with pytest.raises(Refused, match="Only an administrator"):
            leave(seat, by=a_manager(office))

    def test_an_administrator_who_takes_the_seat_themselves(self, office, seat):
        with pytest.raises(Refused, match="Nobody gives themselves a part"):
            leave(seat, administrator_of(office).pk)

    @pytest.mark.parametrize("number", [lambda: a_person().pk, lambda: 10**9])
    def test_a_taker_from_elsewhere(self, office, seat, number):
        with pytest.raises(Refused, match=r"Say who takes|has a part in this office"):
            leave(seat, number())
        assert standing_of(holder_of(seat), office).seat_ids == (seat.pk,)

    def test_an_administrator_who_was_deactivated_a_moment_ago(self, office, seat):
        gone = administrator_of(office)
        gone.is_active = False

        with pytest.raises(Refused, match="Only an administrator"):
            leave(seat, by=gone)

    def test_an_open_question(self, office, seat):
        with pytest.raises(Refused, match="Say who takes Chief Financial Officer"):
            let_leave(office_id=office.pk, person=holder_of(seat), takers={}, by=administrator_of(office))

    def test_the_last_administrator(self, office):
        boss = administrator_of(office)

        with pytest.raises(Refused, match="last administrator"):
            let_leave(office_id=office.pk, person=boss, takers={}, by=boss)

    def test_the_last_administrator_who_can_sign_in(self, office):
        boss, other = administrator_of(office), a_person()
        services.grant_role(office_id=office.pk, person=other, role="administrator", by=boss)
        Person.objects.filter(pk=other.pk).update(is_active=False)

        with pytest.raises(Refused, match="last administrator"):
            services.end_role(membership_id=Membership.objects.get(person=boss).pk, by=boss)

    @pytest.fixture(autouse=True)
    def as_it_was(self, seat):
        yield
        assert seat.holders.filter(end__isnull=True).count() == 1
        assert not LedgerEntry.objects.filter(event="person.left").exists()


def test_an_assistant_leaves(office, seat):
    tom = name_assistant(seat_id=seat.pk, email="tom@example.org", name="Tom", by=holder_of(seat)).person

    let_leave(office_id=office.pk, person=tom, takers={}, by=administrator_of(office))

    assert standing_of(tom, office).roles == set()


def page_of(person, office):
    return reverse("desk:leave", kwargs={"office": office.slug, "number": person.pk})


def test_the_page_lists_what_they_hold_and_owe_and_asks_who_takes_it(client, office, seat):
    a_played_back_requirement(seat)
    leaver, heir = holder_of(seat), an_auditor(office)
    client.force_login(administrator_of(office))

    page = client.get(page_of(leaver, office)).content.decode()
    unsaid = client.post(page_of(leaver, office), {})
    done = client.post(page_of(leaver, office), {f"seat:{seat.pk}": heir.pk}, follow=True).content.decode()

    assert "Carla Chief leaves" in page
    assert "Is this what you said?" in page
    assert unsaid.status_code == 400
    assert "Carla Chief has no part here any more" in done
    assert holder_of(seat) == heir


def test_a_stranger_has_no_such_page(client, office):
    client.force_login(administrator_of(office))

    assert client.get(page_of(a_person(), office)).status_code == 404


def test_people_and_invitations_leave_as_files(client, office, seat):
    services.welcome(
        office_id=office.pk, email="ada@example.org", name="Ada", role="auditor", by=administrator_of(office)
    )
    client.force_login(administrator_of(office))

    people = client.get(f"/{office.slug}/people/", {"format": "csv"}).getvalue().decode()
    invitations = client.get(f"/{office.slug}/invitations/", {"format": "csv"}).getvalue().decode()

    assert "Chief Financial Officer" in people
    assert "Invited, not here yet" in people
    assert "ada@example.org" in invitations


def test_taken_back_the_part_goes_too(client, office):
    ada = services.welcome(
        office_id=office.pk, email="ada@example.org", name="Ada", role="auditor", by=administrator_of(office)
    ).person
    invitation = ada.invitations.get()
    client.force_login(administrator_of(office))
    parts = {"office": office.slug, "number": invitation.pk}

    asked = client.get(reverse("desk:take_back", kwargs=parts)).content.decode()
    client.post(reverse("desk:take_back", kwargs=parts))
    shown = client.get(f"/{office.slug}/invitations/").content.decode()

    assert "Take back the invitation of Ada?" in asked
    assert standing_of(ada, office).roles == set()
    assert "Taken back" in shown
    assert ada.links.get().revoked_at


def test_a_manager_sends_again_and_takes_nothing_back(client, office):
    ada = services.welcome(
        office_id=office.pk, email="ada@example.org", name="Ada", role="auditor", by=administrator_of(office)
    ).person
    parts = {"office": office.slug, "number": ada.invitations.get().pk}
    client.force_login(manager_of(office))

    again = client.post(reverse("desk:send_again", kwargs=parts))
    back = client.post(reverse("desk:take_back", kwargs=parts))

    assert again.status_code == 409
    assert "Give it ten minutes" in again.content.decode()
    assert back.status_code == 403
    assert Mail.objects.filter(person=ada).count() == 1


@pytest.mark.parametrize("name", ["people", "invitations"])
def test_the_lists_ask_as_often_for_many_as_for_few(client, office, name, django_assert_max_num_queries):
    def invite(number):
        services.welcome(
            office_id=office.pk, email=f"a{number}@x.org", name="Ada", role="auditor", by=administrator_of(office)
        )

    client.force_login(administrator_of(office))
    counts = []
    for number in range(2):
        for each in range(number * 4 + 1):
            invite(f"{number}-{each}")
        with django_assert_max_num_queries(20) as asked:
            client.get(f"/{office.slug}/{name}/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_name_of_a_known_address_is_not_in_the_sentence_that_answers(client, office):
    grace = a_manager(an_office("northfield"), "Grace Hopper")
    client.force_login(grace)
    client.force_login(administrator_of(office))

    given = {"email": grace.email, "name": "Greta", "role": "auditor"}
    answer = client.post(f"/{office.slug}/people/", given, follow=True).content.decode()

    assert "Greta is now Auditor" in answer
    assert "Grace Hopper" not in answer
