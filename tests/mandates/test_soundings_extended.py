"""More time for a sounding: later only, before the deadline, while somebody has to answer; told to all asked."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from mandates.models import Sounding, SoundingExtension
from mandates.services import soundings
from pmo import clock
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes.executives import holder_of, manager_of
from tests.scenes.rounds import in_days
from tests.scenes.soundings import a_sounding, cancelled, closed, extended, said, three_seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(office):
    return three_seats(office)


@pytest.fixture
def sounding(office, seats):
    return a_sounding(office, days=3)


def over(sounding):
    shifting.set_time(sounding.deadline_at + timedelta(seconds=2))


def all_said(sounding, seats):
    for seat in seats:
        said(sounding, seat, [1, 2, 3])
    return sounding


@pytest.mark.usefixtures("own_time")
def test_a_later_day_is_kept_told_once_to_all_and_answers_are_taken_until_then(office, seats, sounding):
    said(sounding, seats[0], [1, 2, 3])

    longer = extended(extended(sounding, 9), 9)

    kept = SoundingExtension.objects.get()
    assert (kept.was, kept.until, longer.deadline) == (sounding.deadline, in_days(office, 9), in_days(office, 9))
    told = list(Mail.objects.filter(kind="sounding.extended").values_list("person", flat=True))
    assert sorted(told) == sorted(holder_of(seat).pk for seat in seats)
    assert LedgerEntry.objects.filter(event="sounding.extended").count() == 1
    over(sounding)
    assert soundings.close_overdue_soundings(clock.now()) == []
    assert said(longer, seats[1], [1, 2, 3]).pk


@pytest.mark.usefixtures("own_time")
@pytest.mark.parametrize(
    ("before", "days", "sentence"),
    [
        (lambda sounding, seats: sounding, 3, "only moves later"),
        (all_said, 9, "All have answered"),
        (lambda sounding, seats: over(sounding), 9, "deadline has passed"),
        (lambda sounding, seats: closed(all_said(sounding, seats)), 9, "not open"),
        (lambda sounding, seats: cancelled(sounding), 9, "not open"),
    ],
)
def test_no_deadline_moves_otherwise(seats, sounding, before, days, sentence):
    before(sounding, seats)

    with pytest.raises(Refused, match=sentence):
        extended(sounding, days)


def test_the_database_moves_no_deadline_without_its_extension(office, sounding):
    longer = extended(sounding, 9)

    for change in ({"deadline": in_days(office, 20)}, {"deadline_at": longer.deadline_at + timedelta(days=1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Sounding.objects.filter(pk=sounding.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        SoundingExtension.objects.update(until=in_days(office, 30))


def test_the_manager_gives_more_time_on_the_page(client, office, sounding):
    client.force_login(manager_of(office))
    at = f"/{office.slug}/soundings/1/"

    offered = client.get(at).content.decode()
    refused = client.post(f"{at}extend/", {"deadline": in_days(office, 1).isoformat()})
    done = client.post(f"{at}extend/", {"deadline": in_days(office, 8).isoformat()})

    assert "Give more time" in offered
    assert "only moves later" in refused.content.decode()
    assert done.status_code == 302
    assert "More time:" in client.get(at).content.decode()
