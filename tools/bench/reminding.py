"""`python -m tools.bench.reminding DEED FILE`: one deed of reminding, timed in this process' settings and database."""

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import django

django.setup()  # this module is only ever run, and models are there after setup only

from pmo import clock  # noqa: E402
from pmo.access.models import Office  # noqa: E402
from pmo.clock.calendar import add_months  # noqa: E402
from pmo.notices.foresight import foreseen  # noqa: E402
from pmo.notices.services import plan_notices  # noqa: E402
from pmo.notices.tasks import tick  # noqa: E402
from tools.bench.population import populate, settle_many  # noqa: E402

OFFICES, SEATS, TOLD_SOON = 1000, 30, 140
NOTICES = 1_000_000
TICKS = 30


def main(deed: str, file: Path) -> None:
    """Do it and write down what it cost."""
    clock.refresh()
    file.write_text(json.dumps(DEEDS[deed]()))


def population() -> list[float]:
    """Found the offices that all the others stand on."""
    populate(OFFICES, SEATS, TOLD_SOON)
    return []


def plan() -> list[float]:
    """Plan forty days of all offices: seconds, and megabytes at the most."""
    began = perf_counter()
    plan_notices(clock.now())
    return [perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]


def preview() -> list[float]:
    """Foresee twelve months of one office: milliseconds."""
    today = clock.now().date()
    office = Office.objects.order_by("pk")[0]
    return [milliseconds(lambda: foreseen(office, today, add_months(today, 12))) for _ in range(12)][2:]


def ticks() -> list[float]:
    """Tick among a million notices of which none is due: milliseconds."""
    settle_many(NOTICES)
    return [milliseconds(tick) for _ in range(TICKS + 3)][3:]


def milliseconds(deed: Callable[[], object]) -> float:
    """Return how long a deed takes."""
    began = perf_counter()
    deed()
    return (perf_counter() - began) * 1000


DEEDS = {"population": population, "plan": plan, "preview": preview, "ticks": ticks}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
