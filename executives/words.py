"""What a requirement says: the fields that its executive reads and confirms, and their digest."""

from dataclasses import asdict, dataclass
from datetime import date

from executives.models import Wording
from executives.states import Priority, RequirementKind
from pmo.audit import canonical

SCHEMA = "wording/1"
FIELDS = ("kind", "priority", "statement", "consequence_today", "benefit_wanted", "measure", "wanted_by")


@dataclass(frozen=True)
class Words:
    """The fields of a wording, as given."""

    kind: RequirementKind | str
    statement: str
    priority: Priority | str = Priority.SHOULD
    consequence_today: str = ""
    benefit_wanted: str = ""
    measure: str = ""
    wanted_by: date | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the canonical content: what a confirmation stands for."""
        return canonical.digest({"schema": SCHEMA, **{name: _plain(value) for name, value in asdict(self).items()}})


def words_of(wording: Wording) -> Words:
    """Return what a stored wording says."""
    return Words(**{name: getattr(wording, name) for name in FIELDS})


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value
