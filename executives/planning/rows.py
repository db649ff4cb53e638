"""A row as it was read and kept, and what taking it in would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from executives.importing.columns import EXECUTIVES
from executives.importing.findings import REFUSE
from executives.importing.roster import Roster
from executives.importing.rows import Row
from executives.models import Requirement
from executives.planning.facts import Post, SeatFacts
from executives.playback import Change, changes
from executives.states import RowOutcome
from executives.words import Words
from pmo.audit import canonical


@dataclass(frozen=True)
class StoredRow:
    """One row of a kept file: its verdict when it was read, what was said about it, its cells as they stand there."""

    sheet: str
    number: int
    kind: str
    verdict: str
    sentence: str
    record: Mapping[str, str] | None
    source_ref: str
    as_found: tuple[str, ...]
    doubt: str
    fields: Mapping[str, int]

    @property
    def is_executive(self) -> bool:
        return self.kind == EXECUTIVES

    @property
    def what(self) -> str:
        """What the row is about, as it stands in the file: the seat's title or the statement."""
        place = self.fields.get("seat" if self.is_executive else "statement", len(self.as_found))
        return self.as_found[place] if place < len(self.as_found) else ""

    @property
    def is_refused(self) -> bool:
        return self.verdict == REFUSE


@dataclass(frozen=True)
class SeatIntent:
    """What to write for a row of executives: the seat if it is new or differs, and a post if there is one to take."""

    facts: SeatFacts
    title: str
    decision_role: str
    sponsor: bool
    post: Post | None = None
    ends: Post | None = None
    time_zone: str = ""
    language: str = ""


@dataclass(frozen=True)
class RequirementIntent:
    """What to write for a row of requirements: new words, or only what the file reports besides."""

    facts: SeatFacts
    requirement: Requirement | None
    words: Words
    source_ref: str = ""
    is_reported: bool = False
    rewrites: bool = False


@dataclass(frozen=True)
class Planned:
    """What taking in does with a row, in plain words; `before` and `after` where it changes a requirement."""

    row: StoredRow
    outcome: RowOutcome
    sentence: str
    key: str = ""
    what: str = ""
    before: Words | None = None
    after: Words | None = None
    intent: SeatIntent | RequirementIntent | None = None

    @property
    def changes(self) -> list[Change]:
        """What the row says differently from the words that are there."""
        return changes(self.before, self.after) if self.before and self.after else []

    @property
    def stands_for(self) -> list[Any]:
        """What must be the same when it is done as when it was shown."""
        old = self.before.digest if self.before else None
        return [self.row.sheet, self.row.number, self.outcome.value, self.sentence, self.key, old]


def stored(roster: Roster) -> dict[str, Any]:
    """Return a roster as JSON: rows, the layout of each sheet, and the notes."""
    sheets = {
        title: {"kind": header.kind, "labels": list(header.labels), "fields": header.fields}
        for title, header in roster.headers.items()
    }
    return {"rows": [_stored_row(row) for row in roster.rows], "sheets": sheets, "notes": list(roster.notes)}


def _stored_row(row: Row) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "number": row.number,
        "kind": row.kind,
        "verdict": row.verdict,
        "sentence": row.sentence(),
        "record": row.record,
        "source_ref": row.source_ref,
        "as_found": list(row.as_found),
        "doubt": " ".join(finding.sentence() for finding in row.findings if finding.ambiguous_day_month),
    }


def rows_of(kept: Mapping[str, Any]) -> list[StoredRow]:
    """Return the rows of a kept file."""
    return [
        StoredRow(**row | {"as_found": tuple(row["as_found"]), "fields": kept["sheets"][row["sheet"]]["fields"]})
        for row in kept["rows"]
    ]


def digest_of(plan: list[Planned]) -> str:
    """Return the fingerprint of a plan: a page carries it, and the deed refuses any other."""
    return canonical.digest([planned.stands_for for planned in plan])
