"""One clock: it can be shifted for all processes in a demonstration or a test, never in production."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from pmo import clock
from pmo.clock.models import Shift
from pmo.clock.reading import Pace, keep, machine_time
from pmo.clock.shifting import refuse_a_shift, set_time, unset_time

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_time():
    yield
    unset_time()


def test_the_set_time_is_told():
    set_time(DAY)

    assert abs(clock.now() - DAY) < timedelta(seconds=2)


def test_another_process_reads_the_same_time():
    set_time(DAY)
    keep(None)  # as a process that has not read the shift yet

    clock.refresh()

    assert abs(clock.now() - DAY) < timedelta(seconds=2)


def test_today_is_a_matter_of_the_zone():
    set_time(DAY)

    assert clock.today("Europe/London").isoformat() == "2026-01-31"
    assert clock.today("Europe/Amsterdam").isoformat() == "2026-02-01"


def test_time_can_run_faster():
    since = machine_time()

    pace = Pace(since, DAY - since, speed=1000.0)

    assert pace.at(since + timedelta(seconds=2)) == DAY + timedelta(seconds=2000)


def test_time_goes_back_to_the_machines_own():
    set_time(DAY)

    unset_time()

    assert not Shift.objects.exists()
    assert abs(clock.now() - machine_time()) < timedelta(seconds=1)


def test_without_permission_nothing_shifts(settings):
    set_time(DAY)
    settings.CLOCK_CAN_SHIFT = False

    clock.refresh()

    assert abs(clock.now() - machine_time()) < timedelta(seconds=1)
    with pytest.raises(ImproperlyConfigured):
        set_time(DAY)


def test_production_refuses_the_database_of_a_demonstration(settings):
    set_time(DAY)
    settings.CLOCK_CAN_SHIFT = False

    with pytest.raises(ImproperlyConfigured, match="demonstration"):
        refuse_a_shift()


def test_production_takes_a_database_without_a_shift(settings):
    settings.CLOCK_CAN_SHIFT = False

    refuse_a_shift()
