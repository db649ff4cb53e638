"""What the deeds on questions and catalogue share: an office's own words in the place of the product's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Manager, Model

from executives.rules.prompts import may_word_questions
from pmo import clock
from pmo.access.locks import lock_office
from pmo.access.models import Office, Person
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused, Verdict
from pmo.audit.services import record

Row = TypeVar("Row", bound=Model)


class Listed(Protocol):
    """One of the things that are worded, as an office shows it: `own` is the row with its words, if it has some."""

    @property
    def name(self) -> str: ...
    @property
    def is_ours(self) -> bool: ...
    @property
    def own(self) -> Any: ...


Thing = TypeVar("Thing", bound=Listed)


def entered(office_id: int, by: Person) -> Office:
    """Lock an office for somebody who may word its questions and its catalogue."""
    office = lock_office(office_id)
    may_word_questions(standing_of(by, office)).require()
    return office


@dataclass(frozen=True)
class OwnWords(Generic[Row]):
    """Where own words are kept, which fields they have, what the ledger calls them, and what is said of none."""

    rows: Manager[Row]
    fields: tuple[str, ...]
    event: str
    gone: Verdict

    def named(self, listed: Iterable[Thing], name: str) -> Thing:
        """Return the one with a name; refuse where there is none."""
        found = next((each for each in listed if each.name == name), None)
        if found is None:
            raise Refused(self.gone)
        return found

    def reword(self, office: Office, name: str, new: dict[str, Any], *, old: dict[str, Any], by: Person) -> None:
        """Put the words in the place of the old ones; the same ones change nothing."""
        if new != old:
            self._write(office, name, new, old=old, by=by)

    def add(self, office: Office, new: dict[str, Any], *, by: Person) -> Row:
        """Write one more; the very same again is the one that is there."""
        rows = self.rows.filter(office=office)
        if same := rows.filter(**new).first():
            return same
        return self._write(office, f"own-{rows.filter(name__startswith='own-').count() + 1}", new, old=None, by=by)

    def take_back(self, office: Office, thing: Listed, *, by: Person) -> bool:
        """Take the office's words away where the product has some; return whether there were any."""
        if thing.own is None or not thing.is_ours:
            return False
        said = {"old": {field: getattr(thing.own, field) for field in self.fields}}
        record(f"{self.event}.removed", about=thing.own, office=office, by=by, payload=said)
        thing.own.delete()
        return True

    def said(self, *values: Any) -> dict[str, Any]:
        """Return values by field."""
        return dict(zip(self.fields, values, strict=True))

    def _write(self, office: Office, name: str, new: dict[str, Any], *, old: dict[str, Any] | None, by: Person) -> Row:
        row, _made = self.rows.update_or_create(office=office, name=name, defaults={**new, "changed_at": clock.now()})
        record(f"{self.event}.changed", about=row, office=office, by=by, payload={"old": old, "new": new})
        return row
