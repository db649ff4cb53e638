"""Moving the shared clock of a demonstration or a test."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pmo.clock.models import Shift
from pmo.clock.reading import keep, machine_time, refresh


def set_time(at: datetime, *, speed: float = 1.0) -> None:
    """Let all processes tell the time `at` from now on, running `speed` times as fast."""
    if not settings.CLOCK_CAN_SHIFT:
        raise ImproperlyConfigured("Only a demonstration or a test may shift the clock.")
    moment = machine_time()
    offset = int((at - moment).total_seconds())
    Shift.objects.update_or_create(id=1, defaults={"set_at": moment, "offset_seconds": offset, "speed": speed})
    refresh()


def unset_time() -> None:
    """Let all processes tell the machine's time again."""
    Shift.objects.all().delete()
    keep(None)


def refuse_a_shift() -> None:
    """Refuse to serve from a database that was a demonstration's: production does not start with a shifted clock."""
    if not settings.CLOCK_CAN_SHIFT and Shift.objects.exists():
        raise ImproperlyConfigured(
            "This database holds a shifted clock: it was a demonstration's. Use another database for production."
        )
