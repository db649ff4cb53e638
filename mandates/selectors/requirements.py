"""Requirements beside a version: where each landed, and which may still be a source."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from executives.models import Requirement, Wording
from executives.selectors.requirements import narrowed, requirements_of
from executives.states import RequirementState
from mandates.models import MandateVersion, Source, Statement
from mandates.rules.drafting import GONE
from mandates.selectors.landings import Landing, landings_for
from pmo.access.models import Office
from pmo.ui.words import Word, look_again, settled, wrong


@dataclass(frozen=True)
class RequirementRow:
    """A requirement and what became of it in a version."""

    requirement: Requirement
    landing: Landing

    @property
    def key(self) -> str:
        return self.requirement.key

    @property
    def words(self) -> str:
        return self.requirement.wording.statement if self.requirement.wording else ""

    @property
    def is_gone(self) -> bool:
        """Whether its executive no longer wants it."""
        return self.requirement.state in GONE

    @property
    def is_confirmed(self) -> bool:
        return self.requirement.state == RequirementState.CONFIRMED

    @property
    def is_open(self) -> bool:
        """Whether it waits for a place or for a reason."""
        return self.landing.is_nowhere and not self.is_gone

    @property
    def place(self) -> str:
        """Where the row stands on the page: open, landed or left."""
        if self.landing.statements:
            return "landed"
        return "open" if self.is_open else "left"

    @property
    def word(self) -> Word:
        """The status of the row."""
        if self.landing.statements:
            keys = ", ".join(each.key for each in self.landing.statements)
            return settled(keys)
        if self.landing.code:
            return wrong(self.landing.code_word)
        return self.requirement.word if self.is_gone else look_again(PLACES["open"])


PLACES = {"open": _("Neither landed nor answered"), "landed": _("In the mandate"), "left": _("Left out")}


def landing_rows(
    office: Office, version: MandateVersion | None, *, seat: int | None = None, text: str = "", place: str = ""
) -> list[RequirementRow]:
    """Return the requirements with what became of each: what waits first, then by number; constant queries."""
    found = list(narrowed(requirements_of(office), seat=seat, text=text))
    landings = landings_for(office, [each.pk for each in found], version=version) if version else {}
    rows = [RequirementRow(each, landings.get(each.pk, Landing())) for each in found]
    rows = [row for row in rows if not place or row.place == place]
    return sorted(rows, key=lambda row: (not row.is_open, not row.is_confirmed if row.is_open else False))


@dataclass(frozen=True)
class Choice:
    """A requirement that may be a source of a statement; `wording_id` is what would be kept."""

    row: RequirementRow
    wording: Wording
    chosen: bool
    older: Wording | None = None

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The keys of the statements that it is a source of."""
        return tuple(each.key for each in self.row.landing.statements)


@dataclass(frozen=True)
class Picker:
    """All that one may choose sources from, narrowed; `kept` are chosen wordings that are not listed."""

    choices: tuple[Choice, ...]
    kept: tuple[int, ...]

    def wording_ids(self, chosen: set[int]) -> list[int]:
        """Return the sources as they shall be: what was chosen of the list, and what was not on it."""
        return [*self.kept, *(each.wording.pk for each in self.choices if each.wording.pk in chosen)]


def picker_for(statement: Statement, *, seat: int | None = None, text: str = "") -> Picker:
    """Return the requirements that may be sources of a statement: those chosen first, then by number."""
    office = statement.version.mandate.office
    sources = Source.objects.filter(statement=statement).select_related("wording")
    now = {source.wording.requirement_id: source.wording for source in sources}
    rows = landing_rows(office, statement.version, seat=seat, text=text)
    choices = [
        _choice(row, now.get(row.requirement.pk)) for row in rows if not row.is_gone or row.requirement.pk in now
    ]
    listed = {each.row.requirement.pk for each in choices}
    kept = tuple(wording.pk for requirement, wording in now.items() if requirement not in listed)
    return Picker(tuple(sorted(choices, key=_order)), kept)


def _choice(row: RequirementRow, chosen: Wording | None) -> Choice:
    current = row.requirement.wording
    if chosen and (row.is_gone or current is None):
        return Choice(row, chosen, chosen=True)
    older = chosen if chosen and current and chosen.pk != current.pk else None
    return Choice(row, current or chosen, chosen=chosen is not None, older=older)  # type: ignore[arg-type]


def _order(choice: Choice) -> tuple[bool, int]:
    return not choice.chosen, choice.row.requirement.number
