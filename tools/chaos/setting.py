"""What one chaos run is: the same in all of its processes, by a file."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

FILE = "setting.json"
BEGINS = datetime(2026, 1, 12, 6, tzinfo=UTC)
ANCHOR = date(2025, 12, 31)
CLOSED_AFTER = timedelta(days=20)


@dataclass(frozen=True)
class Place:
    """An office: its zone, the hour of its reminders, how often it revisits its mandate, its days before."""

    zone: str
    hour: int
    months: int
    offsets: tuple[int, ...]


USUAL = (30, 15, 7, 3, 2, 1, 0, -1)
PLACES = (
    Place("Europe/London", 1, 2, USUAL),  # the hour that is missing in spring and doubled in autumn
    Place("America/New_York", 2, 2, USUAL),
    Place("Australia/Sydney", 2, 2, (21, 14, 7, 1, 0)),
    Place("Africa/Cairo", 0, 2, (30, 10, 5, 2, 0, -2)),
    Place("Asia/Kolkata", 8, 3, USUAL),
)


@dataclass(frozen=True)
class Setting:
    """How long, how much, and from which seed everything random is drawn."""

    seed: int
    seconds: float
    years: float
    offices: int
    seats: int
    calm: tuple[float, float]

    @property
    def speed(self) -> float:
        """How many seconds of the clock pass in one."""
        return self.years * 365.25 * 86400 / self.seconds

    @property
    def places(self) -> tuple[Place, ...]:
        return PLACES[: self.offices]

    def dice(self, *about: object) -> Random:
        """Return dice for one matter: what is drawn does not depend on when it is drawn."""
        return Random(":".join(map(str, (self.seed, *about))))

    def write(self, folder: Path) -> None:
        """Keep it for the other processes."""
        (folder / FILE).write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, folder: Path) -> "Setting":
        """Return what was kept."""
        told = json.loads((folder / FILE).read_text())
        return cls(**told | {"calm": tuple(told["calm"])})


def note(file: Path, **told: object) -> None:
    """Write one line down at once."""
    with file.open("a") as lines:
        lines.write(json.dumps(told) + "\n")


def noted(file: Path) -> list[dict]:
    """Return the lines of a file."""
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
