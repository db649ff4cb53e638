"""Assistants see what waits and by when, and do nothing: every door of a deed refuses them with a sentence."""

import re
from datetime import timedelta

import pytest
from django.urls import URLResolver, get_resolver, reverse

from executives.services import requirements, seats
from executives.services.assistants import end_assistant, name_assistant
from executives.words import words_of
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time
from pmo.desk.permissions import table
from pmo.notices.addressees import people_of
from pmo.notices.models import Mail
from tests.scenes.executives import (
    a_manager,
    a_person,
    a_played_back_requirement,
    a_seat,
    a_vacant_seat,
    administrator_of,
    an_auditor,
    an_office,
    holder_of,
    manager_of,
)

pytestmark = pytest.mark.django_db
SEEN = {"See what waits, and by when"}


@pytest.fixture
def seat():
    return a_seat(an_office("harbour-rail"), "Chief Financial Officer", name="Carla Chief")


def an_assistant(seat, by=None, email="tom@example.org"):
    return name_assistant(seat_id=seat.pk, email=email, name="Tom Aide", by=by or holder_of(seat))


def test_an_assistant_sees_what_waits_and_has_no_way_to_the_deed(client, seat):
    requirement = a_played_back_requirement(seat, "Nobody knows what a project costs.")
    client.force_login(an_assistant(seat).person)

    page = client.get(f"/{seat.office.slug}/", follow=True).content.decode()

    assert "What waits for Carla Chief, Chief Financial Officer" in page
    assert "Is this what you said?" in page
    assert "One requirement" in page
    assert requirement.wording.statement not in page
    assert reverse("executives:words", args=[seat.office.slug]) not in page


READING = [
    "mandates:mandate", "mandates:versions", "mandates:rounds", "mandates:sign", "mandates:decline",
    "mandates:signatures", "mandates:reviews", "businessplans:plan", "executives:words", "executives:words_all",
    "executives:seats", "executives:requirements", "executives:my_assistants", "desk:asked", "desk:people",
    "desk:ledger", "notices:reminders",
]  # fmt: skip


@pytest.mark.parametrize("name", READING)
def test_every_other_page_refuses_an_assistant_with_a_sentence(client, seat, name):
    client.force_login(an_assistant(seat).person)

    for answer in (
        client.get(reverse(name, args=[seat.office.slug])),
        client.post(reverse(name, args=[seat.office.slug])),
    ):
        assert answer.status_code == 403
        assert "pm-lede" in answer.content.decode()


def addresses(patterns, before=""):
    """All addresses behind the door of an office, with a number or a word for each part."""
    for each in patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, here)
        elif here.startswith("<slug:office>/"):
            yield re.sub(r"<[^>]*>", "1", here.removeprefix("<slug:office>/"))


def test_no_address_of_any_app_takes_a_deed_from_an_assistant(client, seat):
    a_played_back_requirement(seat)
    client.force_login(an_assistant(seat).person)
    entries, found = LedgerEntry.objects.count(), sorted(set(addresses(get_resolver().url_patterns)))

    answers = {here: client.post(f"/{seat.office.slug}/{here}", {"deed": "1"}).status_code for here in found}

    assert len(found) > 60
    assert {here for here, status in answers.items() if status not in (403, 404, 405)} == {"", "waiting/"}
    assert LedgerEntry.objects.count() == entries


def test_of_all_deeds_and_states_an_assistant_is_granted_only_the_sight():
    assert {deed for (deed, _state), granted in table().items() if "Assistant" in granted} == SEEN


@pytest.mark.parametrize("deed", ["confirm", "decline", "correct"])
def test_no_word_is_confirmed_by_an_assistant(seat, deed):
    requirement = a_played_back_requirement(seat)
    tom = an_assistant(seat).person
    given = {"requirement_id": requirement.pk, "shown_digest": requirement.wording.digest, "by": tom}
    given |= {"decline": {"reason": "No."}, "correct": {"words": words_of(requirement.wording)}}.get(deed, {})

    with pytest.raises(Refused):
        getattr(requirements, deed)(**given)


class TestWhoNames:
    """Table of roles."""

    @pytest.mark.parametrize(
        ("who", "may"),
        [
            ("holder", True),
            ("manager", True),
            ("administrator", True),
            ("auditor", False),
            ("other", False),
            ("aide", False),
        ],
    )
    def test_the_holder_and_at_their_wish_those_who_keep_seats_and_people(self, seat, who, may):
        by = {
            "holder": lambda: holder_of(seat),
            "manager": lambda: manager_of(seat.office),
            "administrator": lambda: administrator_of(seat.office),
            "auditor": lambda: an_auditor(seat.office),
            "other": lambda: holder_of(a_seat(seat.office)),
            "aide": lambda: an_assistant(seat, email="first@example.org").person,
        }[who]()

        if may:
            assert an_assistant(seat, by).person.name == "Tom Aide"
        else:
            with pytest.raises(Refused, match="Only the one who holds a seat"):
                an_assistant(seat, by)

    def test_the_holder_is_told_when_somebody_else_names_one(self, seat):
        an_assistant(seat, a_manager(seat.office))

        assert "has named Tom Aide as your assistant" in Mail.objects.get(person=holder_of(seat)).text

    def test_nobody_makes_themselves_one(self, seat):
        manager = manager_of(seat.office)

        with pytest.raises(Refused, match="Nobody gives themselves a part"):
            an_assistant(seat, manager, manager.email)

    def test_the_holder_is_none(self, seat):
        with pytest.raises(Refused, match="needs no part"):
            an_assistant(seat, email=holder_of(seat).email)

    def test_a_vacant_seat_has_none(self, seat):
        empty = a_vacant_seat(seat.office)

        with pytest.raises(Refused, match="Nobody holds this seat"):
            an_assistant(empty, manager_of(seat.office))


def test_ended_they_are_a_stranger(client, seat):
    assistant = an_assistant(seat)

    end_assistant(assistant_id=assistant.pk, by=holder_of(seat))
    end_assistant(assistant_id=assistant.pk, by=holder_of(seat))
    client.force_login(assistant.person)

    assert client.get(f"/{seat.office.slug}/waiting/").status_code == 404
    assert LedgerEntry.objects.filter(event="assistant.ended").count() == 1


def test_they_end_when_somebody_else_takes_the_seat(seat):
    tom = an_assistant(seat).person
    tomorrow = clock.today(seat.office.time_zone) + timedelta(days=1)
    seats.seat_person(seat_id=seat.pk, person=a_person(), start=tomorrow, by=manager_of(seat.office))
    assert standing_of(tom, seat.office).is_assistant

    set_time(clock.now() + timedelta(days=1))

    assert standing_of(tom, seat.office).roles == set()
    unset_time()


def test_reminders_go_to_the_holder_alone(seat):
    tom = an_assistant(seat).person

    assert people_of(seat.office, [f"seat:{seat.pk}"]) == {f"seat:{seat.pk}": holder_of(seat)}
    assert Person.objects.get(pk=tom.pk) not in people_of(seat.office, [f"seat:{seat.pk}"]).values()


def test_named_twice_is_named_once(seat):
    assert an_assistant(seat) == an_assistant(seat)


def test_an_executive_names_and_ends_one_on_their_page(client, seat):
    client.force_login(holder_of(seat))
    page = reverse("executives:assistants", args=[seat.office.slug, seat.pk])

    client.get(reverse("executives:my_assistants", args=[seat.office.slug]))
    named = client.post(page, {"name": "Tom Aide", "email": "tom@example.org"}, follow=True).content.decode()
    wrong = client.post(page, {"name": "Tom <tom@x.org>", "email": "tom@example.org"})

    assert "Tom Aide now sees what waits" in named
    assert wrong.status_code == 400
