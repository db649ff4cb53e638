"""Many offices with a review each that its executives have not answered, written row by row and not deed by deed."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from django.db import connection

from executives.models import Holder, Seat
from executives.states import DecisionRole
from mandates.models import Mandate, MandateVersion, Review, ReviewCadence
from mandates.review_states import ReviewState
from pmo.access.models import Membership, Office, Person
from pmo.access.states import Role
from pmo.clock.shifting import set_time
from tests.scenes.held import as_if_agreed, as_if_signed

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
ZONES = ("Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Africa/Cairo")
LONG_AGO = date(2020, 1, 6)
LEAD_DAYS = 45
SOON, LATER = timedelta(days=20), timedelta(days=33)

SETTLED = """
INSERT INTO notices_notice (office_id, rule_id, kind, occurrence, owed_by, addressee, "offset", due_on, due_at, state,
                            held_because, settled_at)
SELECT rules.office_id, rules.id, rules.kind, 'review:old-' || n, 'seat:' || n %% 30000, 'seat:' || n %% 30000, 7,
       DATE '2025-06-01' + n %% 200, TIMESTAMPTZ '2025-06-01 08:00Z' + n %% 200 * INTERVAL '1 day',
       CASE WHEN n %% 5 = 0 THEN 'cancelled' ELSE 'sent' END, '', TIMESTAMPTZ '2025-06-01 08:00Z' + n %% 200 * INTERVAL '1 day'
FROM generate_series(1, %s) AS n
JOIN (SELECT id, office_id, kind, row_number() OVER (ORDER BY id) AS place FROM notices_reminderrule) AS rules
  ON rules.place = 1 + n %% (SELECT count(*) FROM notices_reminderrule)
"""  # noqa: E501


def populate(offices: int, seats: int, told_soon: int) -> None:
    """Found the offices; the reviews of the first `told_soon` are nearer, so that a reminder is due at once."""
    set_time(NOW, speed=0)
    for number in range(offices):
        found(number, seats, NOW.date() + (SOON if number < told_soon else LATER))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def found(number: int, seats: int, due: date) -> Office:
    """Found an office with a mandate in force, a cadence, and an open review that nobody has answered."""
    zone = ZONES[number % len(ZONES)]
    office = Office.objects.create(slug=f"office-{number}", name=f"Office {number}", organisation="C", time_zone=zone)
    people = Person.objects.bulk_create(
        Person(email=f"person-{number}-{n}@example.org", name=f"Person {n}", time_zone=zone) for n in range(seats + 1)
    )
    Membership.objects.create(office=office, person=people[0], role=Role.MANAGER)
    chairs = Seat.objects.bulk_create(
        Seat(office=office, title=f"Director {n}", decision_role=DecisionRole.SIGNATORY, order=n) for n in range(seats)
    )
    Holder.objects.bulk_create(
        Holder(seat=seat, person=person, start=LONG_AGO) for seat, person in zip(chairs, people[1:], strict=True)
    )
    mandate = Mandate.objects.create(office=office)
    version = as_if_agreed(MandateVersion.objects.create(mandate=mandate, title="Mandate", opened_by=people[0]))
    version.major, version.minor, version.content, version.digest, version.frozen_at = 1, 0, "{}", uuid4().hex, NOW
    version.save()
    as_if_signed(version, NOW)
    ReviewCadence.objects.create(office=office, months=3, anchor=due - timedelta(days=365), lead_days=LEAD_DAYS)
    Review.objects.create(
        mandate=mandate, version=version, number=1, due=due, state=ReviewState.OPEN, opened_at=NOW - timedelta(days=1)
    )
    return office


def settle_many(up_to: int) -> None:
    """Write settled notices until there are so many in all, and let the database know its tables."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notices_notice SET state = 'sent', settled_at = due_at WHERE due_at <= %s", [NOW])
        cursor.execute("UPDATE notices_mail SET state = 'sent' WHERE state = 'waiting'")
        cursor.execute("SELECT count(*) FROM notices_notice")
        (there,) = cursor.fetchone()
        cursor.execute(SETTLED, [up_to - there])
        cursor.execute("VACUUM ANALYZE")
