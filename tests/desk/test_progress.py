"""The board of progress: how far each seat has come, what comes next, and the click that asks who owes something."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from executives.models import WordsRequest
from executives.services import kickoffs, seats
from executives.states import Presence
from pmo import clock
from pmo.access.models import Invitation
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import unset_time
from pmo.desk.rules import WHY_NOT, is_asked_now
from pmo.desk.selectors.progress import NOT_STARTED, progress
from pmo.desk.services.asking import ask_those_who_owe
from pmo.notices.holds import Known
from pmo.notices.models import Absence, Mail, Reach
from pmo.notices.tasks import tick
from tests.executives.views.doors import signed_in
from tests.scenes import executives as scenes
from tests.scenes import reviews
from tests.scenes.talks import a_talk, said_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    yield
    unset_time()


@pytest.fixture
def office():
    return scenes.an_office("harbour-rail")


@pytest.fixture
def seat(office):
    return scenes.a_seat(office, name="Ingrid Maas")


def of(seat):
    """What the board says of a seat."""
    return next(each for each in progress(seat.office).rows if each.row.seat.pk == seat.pk)


def stages(seat):
    return [str(cell.word) for cell in of(seat).cells]


def at(seat):
    row = of(seat)
    return str(row.stands), row.days, row.next.sentence


def test_a_seat_goes_from_stage_to_stage(office, seat):
    begun = at(seat)
    Invitation.objects.create(
        office=office,
        person=scenes.holder_of(seat),
        part="x",
        by=scenes.manager_of(office),
        made_at=clock.now() - timedelta(days=3),
    )
    invited = at(seat)
    talk = a_talk(seat, day=clock.today(office.time_zone) - timedelta(days=2))
    talked = at(seat)
    requirement = said_in(talk)
    written = at(seat)
    played = scenes.requirements.play_back(requirement_ids=[requirement.pk], by=scenes.manager_of(office))[0]
    shown = at(seat)
    scenes.confirmed(played)

    assert begun == (str(NOT_STARTED), None, "Hold the first talk.")
    assert invited == ("Invited", 3, "Talk to them.")
    assert talked == ("Interviewed", 2, "Talk to them.")
    assert written == ("Interviewed", 2, "Play 1 requirement back.")
    assert shown == ("Played back", 0, "Waits for them: 1 requirement to confirm.")
    assert at(seat) == ("Confirmed", 0, "Nothing at present.")
    assert stages(seat) == ["yes", "yes", "yes", "1 of 1", "not asked", "not asked"]


def test_a_vacant_seat_is_to_be_held_first_and_an_absentee_briefed(office, seat):
    vacant = scenes.a_vacant_seat(office)
    kick_off = kickoffs.plan_kick_off(office_id=office.pk, day=date(2026, 1, 12), by=scenes.manager_of(office))
    screen = kickoffs.kick_off_screen(kick_off)

    before = at(seat)[2]
    kickoffs.keep_kick_off(
        kick_off_id=kick_off.pk,
        day=kick_off.day,
        summary="",
        marks={seat.pk: (Presence.ABSENT, "")},
        shown_digest=screen.digest,
        by=scenes.manager_of(office),
    )

    assert at(vacant)[2] == "Seat somebody."
    assert before == "Hold the first talk."
    assert at(seat)[2] == "Brief them on the kick-off."


def test_whoever_is_asked_for_their_own_words_owes_them(office, seat):
    WordsRequest.objects.create(seat=seat, asked_by=scenes.manager_of(office), due=clock.today(office.time_zone))

    assert at(seat) == ("Invited", 0, "Waits for them: their own words.")
    assert progress(office).owing == 1


def test_a_signature_and_an_answer_show_with_their_days():
    reviews.at(2026, 3, 10)
    office = reviews.an_office_in_force(seats=2)
    seat = office.seats.order_by("pk").first()

    cells = of(seat).cells

    assert [str(cell.word) for cell in cells[-2:]] == ["yes", "signed"]
    assert [cell.day for cell in cells[-2:]] == [date(2026, 3, 10)] * 2
    assert at(seat)[0] == "Signed"


def test_the_board_asks_as_many_questions_at_any_size(office, seat):
    client = signed_in(scenes.manager_of(office))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/harbour-rail/progress/").status_code == 200
        return len(queries)

    kickoffs.plan_kick_off(office_id=office.pk, day=date(2026, 1, 12), by=scenes.manager_of(office))
    said_in(a_talk(seat))
    few = asked()
    for _each in range(8):
        other = scenes.a_seat(office)
        said_in(a_talk(other))
        scenes.a_confirmed_requirement(other)

    assert asked() == few <= 20


def test_the_board_leaves_as_a_file(office, seat):
    said_in(a_talk(seat))
    client = signed_in(scenes.an_auditor(office))

    text = client.get("/harbour-rail/progress/?format=csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert rows[0]["name"] == "Ingrid Maas"
    assert rows[0]["next step"] == "Play 1 requirement back."
    assert "spreadsheetml" in client.get("/harbour-rail/progress/?format=xlsx")["Content-Type"]


def test_who_sees_the_board_and_who_asks(office, seat):
    scenes.a_played_back_requirement(seat)
    people = {
        "manager": scenes.manager_of(office),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "executive": scenes.holder_of(seat),
        "stranger": scenes.manager_of(scenes.an_office()),
    }
    found = {}
    for role, person in people.items():
        client = signed_in(person)
        page = client.get("/harbour-rail/progress/")
        offered = b"Ask those who owe something" in page.content
        found[role] = (page.status_code, client.post("/harbour-rail/progress/ask/").status_code, offered)

    assert found == {
        "manager": (200, 200, True),
        "administrator": (200, 403, False),
        "auditor": (200, 403, False),
        "executive": (403, 403, False),
        "stranger": (404, 404, False),
    }


def asked_by(office):
    return {
        each.person.name: str(each.why_not)
        for each in ask_those_who_owe(office_id=office.pk, by=scenes.manager_of(office))
    }


def test_only_those_who_owe_something_are_asked_and_once_a_day(office, seat):
    scenes.a_played_back_requirement(seat)
    scenes.a_played_back_requirement(seat)
    scenes.a_seat(office, name="Owes Nothing")

    first, again = asked_by(office), asked_by(office)

    mail = Mail.objects.get(kind="progress.asked")
    assert first == {"Ingrid Maas": ""}
    assert again == {"Ingrid Maas": str(WHY_NOT["today"])}
    assert mail.person == scenes.holder_of(seat)
    assert mail.subject == "One thing waits for you in Group Project Office"
    assert "Mina Manager asks you to look at it." in mail.text
    assert LedgerEntry.objects.filter(event="progress.asked").count() == 1


def test_who_holds_two_seats_is_asked_once_and_the_next_day_again(office, seat):
    reviews.at(2026, 3, 10)
    other = scenes.a_vacant_seat(office)
    seats.seat_person(
        seat_id=other.pk, person=scenes.holder_of(seat), start=scenes.LONG_AGO, by=scenes.manager_of(office)
    )
    for each in (seat, other):
        scenes.a_played_back_requirement(each)

    first = asked_by(office)
    reviews.at(2026, 3, 11)
    second = asked_by(office)

    assert first == second == {"Ingrid Maas": ""}
    assert Mail.objects.filter(kind="progress.asked").count() == 2


@pytest.mark.parametrize("why", ["bad", "paused", "away"])
def test_whom_no_reminder_may_reach_is_not_asked_and_the_page_says_why(office, seat, why):
    scenes.a_played_back_requirement(seat)
    person, manager, today = scenes.holder_of(seat), scenes.manager_of(office), clock.today(office.time_zone)
    reach = {
        "bad": {"bad_address": person.email},
        "paused": {"paused_until": today + timedelta(days=9)},
    }
    if why == "away":
        Absence.objects.create(person=person, first=today, last=today)
    else:
        Reach.objects.create(office=office, person=person, changed_by=manager, **reach[why])

    page = signed_in(manager).post("/harbour-rail/progress/ask/").content.decode()

    assert "Nobody was asked" in page
    assert str(WHY_NOT[why]) in page
    assert not Mail.objects.filter(kind="progress.asked").exists()


def test_nobody_asks_themselves_and_whoever_left_is_not_asked(office, seat):
    manager, person = scenes.manager_of(office), scenes.holder_of(seat)
    today, nothing = clock.today(office.time_zone), Known()
    gone = scenes.a_person()
    gone.is_active = False

    whys = [
        str(is_asked_now(each, office.pk, manager, today, nothing, told_today=False).reason)
        for each in (manager, gone, person)
    ]

    assert whys == [str(WHY_NOT["self"]), str(WHY_NOT["left"]), ""]


def test_whoever_was_reminded_today_is_not_asked_as_well():
    reviews.at(2026, 3, 10)
    office = reviews.an_office_in_force(seats=2)
    reviews.an_open_review(office)
    reviews.at(2026, 4, 23, 12)
    tick()

    assert set(asked_by(office).values()) == {str(WHY_NOT["today"])}


def test_nobody_else_asks(office, seat):
    with pytest.raises(Refused, match="PMO manager"):
        ask_those_who_owe(office_id=office.pk, by=scenes.administrator_of(office))
