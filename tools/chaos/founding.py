"""`python -m tools.chaos.founding FOLDER`: offices in five zones with mandates in force, cadences and rules."""

import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import django

django.setup()  # this module is only ever run, and models are there after setup only


from django.db import connection, transaction  # noqa: E402

from executives.models import Seat  # noqa: E402
from executives.services.seats import seat_person  # noqa: E402
from pmo.access.models import Office, Person  # noqa: E402
from pmo.clock.shifting import set_time  # noqa: E402
from pmo.notices.models import Absence, Mail, Notice, Reach  # noqa: E402
from pmo.notices.services import set_rule  # noqa: E402
from pmo.notices.states import MailState, NoticeState  # noqa: E402
from tests.scenes import executives as scene  # noqa: E402
from tests.scenes import reviews  # noqa: E402
from tools.chaos.setting import ANCHOR, BEGINS, PLACES, Place, Setting  # noqa: E402

KIND = "review.answer"
LEAD_DAYS = 30


def main(folder: Path) -> None:
    """Found the offices the day before it all begins; what was mailed on the way is none of the run's."""
    setting = Setting.read(folder)
    set_time(BEGINS - timedelta(days=1))
    offices = [found(place, number, setting) for number, place in enumerate(setting.places)]
    for office, following in pairwise(offices):
        share_a_person(office, following)
    for office in offices:
        for number, seat in enumerate(office.seats.order_by("pk")):
            unsettle(scene.holder_of(seat), office, number, setting)
    Notice.objects.update(state=NoticeState.CANCELLED)
    Mail.objects.update(state=MailState.CANCELLED)
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def found(place: Place, number: int, setting: Setting) -> Office:
    """Found an office whose mandate is in force."""
    office = scene.an_office(f"office-{number}", place.zone)
    with transaction.atomic():
        for seat in range(setting.seats):
            scene.a_seat(office, f"Director {seat + 1}", name=f"Holder {number}-{seat + 1}")
    reviews.put_in_force(office)
    set_rule(
        office_id=office.pk,
        kind=KIND,
        offsets=list(place.offsets),
        hour=place.hour,
        active=True,
        weekly_after=number % 2 == 0,
        escalate_after=3 if number % 2 == 0 else None,
        by=scene.administrator_of(office),
    )
    reviews.a_cadence(office, months=place.months, anchor=ANCHOR, lead_days=LEAD_DAYS)
    return office


def share_a_person(office: Office, following: Office) -> None:
    """Let the last seat of an office be held by somebody who sits in the office before, too."""
    person = scene.holder_of(office.seats.order_by("pk")[0])
    seat: Seat = scene.a_vacant_seat(following, "Shared director")
    seat_person(seat_id=seat.pk, person=person, start=scene.LONG_AGO, by=scene.manager_of(following))


def unsettle(person: Person, office: Office, number: int, setting: Setting) -> None:
    """Let some live in another zone, sleep, be away, pause, or have an address that is bad."""
    match number % 12:
        case 1 | 6:
            person.time_zone = PLACES[(office.pk + number) % len(PLACES)].zone
        case 2:
            person.quiet_from, person.quiet_until = 20, 7
        case 4:
            for away in range(2, int(setting.years * 12), 5):
                first = (BEGINS + timedelta(days=30 * away)).date()
                Absence.objects.create(person=person, first=first, last=first + timedelta(days=18))
        case 5:
            paused = {"paused_until": (BEGINS + timedelta(days=120)).date()}
            Reach.objects.create(office=office, person=person, changed_by=person, reason="A holiday", **paused)
        case 8:
            Reach.objects.create(office=office, person=person, changed_by=person, bad_address=person.email)
    person.save()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
