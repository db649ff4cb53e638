"""The kick-off: its day, what was said, and how each seat took part; whoever will be absent is to be briefed."""

from datetime import date, timedelta

import pytest

from executives.models import Attendance, KickOff
from executives.selectors.kickoffs import kick_off_screen
from executives.services import kickoffs
from executives.states import Presence
from pmo import clock
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.notices.models import Absence
from tests.executives.views.doors import signed_in
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
SOON = timedelta(days=7)


@pytest.fixture
def office():
    return scenes.an_office("harbour-rail")


@pytest.fixture
def seats(office):
    return [scenes.a_seat(office, name=name) for name in ("Ingrid Maas", "Callum Reid", "Tomasz Wieczorek")]


@pytest.fixture
def kick_off(office, seats):
    day = clock.today(office.time_zone) + SOON
    return kickoffs.plan_kick_off(office_id=office.pk, day=day, by=scenes.manager_of(office))


def kept(kick_off, marks=(), summary="", day=None, shown=""):
    """Let the manager keep how each seat took part."""
    return kickoffs.keep_kick_off(
        kick_off_id=kick_off.pk,
        day=day or kick_off.day,
        summary=summary,
        marks=dict(marks),
        shown_digest=shown or kick_off_screen(KickOff.objects.get(pk=kick_off.pk)).digest,
        by=scenes.manager_of(kick_off.office),
    )


def to_brief(kick_off):
    return [row.name for row in kick_off_screen(KickOff.objects.get(pk=kick_off.pk)).to_brief]


def test_an_expected_absentee_waits_to_be_briefed(kick_off, seats):
    first, second, third = seats
    Absence.objects.create(
        person=scenes.holder_of(second), first=kick_off.day - SOON, last=kick_off.day + timedelta(days=1)
    )

    kept(kick_off, {first.pk: (Presence.ABSENT, ""), third.pk: (Presence.PRESENT, "")})
    before = to_brief(kick_off)
    kept(kick_off, {first.pk: (Presence.BRIEFED, ""), second.pk: (Presence.STAND_IN, "Nils Berg")})

    assert before == ["Ingrid Maas", "Callum Reid"]
    assert to_brief(kick_off) == []
    assert {mark.seat_id: mark.stand_in for mark in Attendance.objects.all()} == {first.pk: "", second.pk: "Nils Berg"}


def test_the_same_again_writes_nothing(kick_off, seats):
    marks = {seats[0].pk: (Presence.PRESENT, "")}
    kept(kick_off, marks, "Why.")
    entries = LedgerEntry.objects.count()

    kept(kick_off, marks, "Why.", shown="anything")

    assert LedgerEntry.objects.count() == entries


def test_who_was_slower_writes_over_nothing(kick_off, seats):
    shown = kick_off_screen(kick_off).digest
    kept(kick_off, {seats[0].pk: (Presence.PRESENT, "")})

    with pytest.raises(Refused, match="Nothing was overwritten"):
        kept(kick_off, {seats[0].pk: (Presence.ABSENT, "")}, shown=shown)

    assert Attendance.objects.get().presence == Presence.PRESENT


def test_marks_are_sound(office, kick_off, seats):
    elsewhere = scenes.a_seat(scenes.an_office())
    wrong = [
        ({seats[0].pk: (Presence.STAND_IN, " ")}, "name of the stand-in"),
        ({seats[0].pk: ("asleep", "")}, "four words"),
        ({elsewhere.pk: (Presence.PRESENT, "")}, "this office"),
        ({seats[0].pk: (Presence.STAND_IN, "x" * 201)}, "200"),
    ]

    for marks, says in wrong:
        with pytest.raises(Refused, match=says):
            kept(kick_off, marks)

    assert not Attendance.objects.exists()


def test_one_kick_off_a_day(office, kick_off, seats):
    by = scenes.manager_of(office)
    other = kickoffs.plan_kick_off(office_id=office.pk, day=date(2026, 1, 12), by=by)

    again = kickoffs.plan_kick_off(office_id=office.pk, day=kick_off.day, by=by)

    assert again == kick_off
    with pytest.raises(Refused, match="another day"):
        kept(other, day=kick_off.day)


def test_the_page_keeps_it_all_and_leads_to_whom_to_brief(office, kick_off, seats):
    client = signed_in(scenes.manager_of(office))
    shown = kick_off_screen(kick_off).digest
    given = {"day": kick_off.day.isoformat(), "summary": "Why we ask.", "shown": shown}
    given |= {f"presence-{seats[0].pk}": "absent", f"presence-{seats[1].pk}": "stand_in"}

    refused = client.post("/harbour-rail/kick-off/", given)
    kept_page = client.post(
        "/harbour-rail/kick-off/", given | {f"stand-in-{seats[1].pk}": "Nils Berg"}, follow=True
    ).content.decode()
    as_file = client.get("/harbour-rail/kick-off/?format=csv").getvalue().decode()

    assert refused.status_code == 400
    assert "Give the name of the stand-in" in refused.content.decode()
    assert "One executive will be absent" in kept_page
    assert "Why we ask." in kept_page
    assert "Nils Berg" in as_file


def test_who_gets_in(office, kick_off, seats):
    people = {
        "manager": scenes.manager_of(office),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "executive": scenes.holder_of(seats[0]),
        "stranger": scenes.manager_of(scenes.an_office()),
    }
    at = ("/harbour-rail/kick-off/", "/harbour-rail/kick-off/new/")
    found = {}
    for role, person in people.items():
        client = signed_in(person)
        found[role] = ([client.get(each).status_code for each in at], client.post(at[0], {"day": ""}).status_code)

    assert found == {
        "manager": ([200, 200], 400),
        "administrator": ([200, 403], 403),
        "auditor": ([200, 403], 403),
        "executive": ([403, 403], 403),
        "stranger": ([404, 404], 404),
    }
