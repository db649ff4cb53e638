"""The pages of soundings: the list, one sounding, what one would ask, and what one executive is asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from executives.selectors.seats import person_in
from mandates.models import MandateVersion, Sounding, SoundingExtension, SoundingItem, SoundingParticipant, Statement
from mandates.rules.soundings import FEWEST_HIDDEN, may_run_soundings
from mandates.selectors.cancelled import cancelled_by
from mandates.selectors.rank_lines import RankLines, rank_lines
from mandates.selectors.sounding_results import Results, results_of
from mandates.selectors.soundings import (
    answer_of,
    items_of,
    meanings_of,
    participants_of,
    participations,
    seats_to_ask,
    soundings_of,
    threshold_of,
)
from mandates.selectors.versions import open_version, statements_of, version_in_force
from mandates.sounding_states import SCALES, Meaning, SoundingMethod, SoundingState
from pmo import clock
from pmo.access.models import Office
from pmo.access.standing import Standing
from pmo.ui.words import Word, outside, settled, waiting


@dataclass(frozen=True)
class SoundingRow:
    """One sounding in the list, and how many have answered."""

    sounding: Sounding
    items: int
    asked: int
    answered: int


@dataclass(frozen=True)
class SoundingsPage:
    """All soundings, open ones first; and whether another can be opened from here."""

    rows: tuple[SoundingRow, ...]
    may_run: bool
    may_word: bool
    has_version: bool

    @property
    def may_open(self) -> bool:
        return self.may_run and self.has_version


def soundings_page(standing: Standing) -> SoundingsPage:
    """Return the list of soundings in a constant number of queries."""
    found = soundings_of(standing.office).prefetch_related("items", "participants")
    return SoundingsPage(
        rows=tuple(_row(sounding) for sounding in found),
        may_run=bool(may_run_soundings(standing)),
        may_word=standing.is_administrator,
        has_version=bool(versions_to_ask_about(standing.office)),
    )


def _row(sounding: Sounding) -> SoundingRow:
    asked = sounding.participants.all()
    return SoundingRow(sounding, len(sounding.items.all()), len(asked), sum(each.answered for each in asked))


def versions_to_ask_about(office: Office) -> list[MandateVersion]:
    """Return what a sounding can ask about: the draft, then the version in force."""
    return [version for version in (open_version(office), version_in_force(office)) if version]


@dataclass(frozen=True)
class Choosing:
    """What a sounding on a version could ask, and whom it would: a line a seat; `heads` counts people."""

    version: MandateVersion
    other: MandateVersion | None
    statements: tuple[Statement, ...]
    people: tuple[str, ...]
    heads: int

    @property
    def too_few_to_hide(self) -> bool:
        """Whether so few are asked that an anonymous sounding would be refused."""
        return self.heads < FEWEST_HIDDEN


def choosing(office: Office, version_id: str | None) -> Choosing | None:
    """Return what can be chosen, from the version named or the first that there is; None before the first draft."""
    versions = versions_to_ask_about(office)
    if not versions:
        return None
    version = next((each for each in versions if str(each.pk) == version_id), versions[0])
    other = next((each for each in versions if each.pk != version.pk), None)
    asked = [(seat, held) for seat in seats_to_ask(office) if (held := person_in(seat))]
    people = tuple(f"{seat.title}, {held.name}" for seat, held in asked)
    return Choosing(version, other, tuple(statements_of(version)), people, len({held.pk for _seat, held in asked}))


@dataclass(frozen=True)
class Heard:
    """A seat that is asked, and whether it has answered."""

    participant: SoundingParticipant
    word: Word


@dataclass(frozen=True)
class SoundingPage:
    """One sounding: who has answered; and, once they may be seen, the results."""

    sounding: Sounding
    items: tuple[SoundingItem, ...]
    heard: tuple[Heard, ...]
    results: Results | None
    is_overdue: bool
    may_run: bool
    is_asked: bool
    extensions: tuple[SoundingExtension, ...] = ()
    moved: RankLines | None = None
    cancelled_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.sounding.state == SoundingState.OPEN

    @property
    def asked(self) -> int:
        return len(self.heard)

    @property
    def answered(self) -> int:
        return sum(each.participant.answered for each in self.heard)

    @property
    def not_heard(self) -> list[str]:
        """The names of those who have not answered."""
        return [each.participant.person.name for each in self.heard if not each.participant.answered]

    @property
    def may_close(self) -> bool:
        return self.may_run and self.is_open and (self.is_overdue or not self.not_heard)

    @property
    def may_extend(self) -> bool:
        return self.may_run and self.is_open and not self.is_overdue and bool(self.not_heard)

    @property
    def too_few(self) -> bool:
        """Whether so few answered without their names that nothing of it is shown."""
        return self.sounding.state == SoundingState.CLOSED and self.results is None


def sounding_page(sounding: Sounding, standing: Standing) -> SoundingPage:
    """Return one sounding as this person may see it."""
    people, items = participants_of(sounding), items_of(sounding)
    return SoundingPage(
        sounding=sounding,
        items=tuple(items),
        heard=tuple(Heard(each, _heard(each, sounding)) for each in people),
        results=results_of(sounding, items, people),
        is_overdue=clock.now() >= sounding.deadline_at,
        may_run=bool(may_run_soundings(standing)),
        is_asked=sounding.state == SoundingState.OPEN
        and any(each.person_id == standing.person.pk and each.seat_id in standing.seat_ids for each in people),
        extensions=tuple(sounding.extensions.select_related("by")),
        cancelled_by=cancelled_by(sounding) if sounding.state == SoundingState.CANCELLED else "",
        moved=rank_lines(sounding, items, len({each.person_id for each in people if each.answered})),
    )


def _heard(participant: SoundingParticipant, sounding: Sounding) -> Word:
    if participant.answered:
        return settled(_("Answered"))
    return waiting(_("Not yet")) if sounding.state == SoundingState.OPEN else outside(_("No answer"))


@dataclass(frozen=True)
class Sheet:
    """What one seat is asked, and what it has answered so far."""

    sounding: Sounding
    participant: SoundingParticipant
    items: tuple[SoundingItem, ...]
    given: dict[str, int]

    @property
    def is_ranking(self) -> bool:
        return self.sounding.method == SoundingMethod.RANKING

    @property
    def is_points(self) -> bool:
        return self.sounding.method == SoundingMethod.POINTS

    @property
    def is_answered(self) -> bool:
        return self.participant.answered

    @property
    def keys(self) -> list[str]:
        return [item.key for item in self.items]


def sheets_of(sounding: Sounding, standing: Standing) -> list[Sheet]:
    """Return a sheet a seat that the person answers for."""
    mine = participations(sounding, standing)
    items = tuple(items_of(sounding)) if mine else ()
    return [_sheet(sounding, each, items) for each in mine]


def _sheet(sounding: Sounding, participant: SoundingParticipant, items: tuple[SoundingItem, ...]) -> Sheet:
    answer = answer_of(sounding, participant)
    return Sheet(sounding, participant, items, dict(answer.given) if answer else {})


@dataclass(frozen=True)
class Scale:
    """The steps of one scale in the office's words."""

    method: SoundingMethod
    steps: tuple[Meaning, ...]
    threshold: int | None


def scales_of(office: Office) -> list[Scale]:
    """Return every scale as the next sounding will read; fist of five has a threshold."""
    thresholds = {SoundingMethod.FIST: threshold_of(office)}
    return [Scale(method, tuple(meanings_of(office, method)), thresholds.get(method)) for method in SCALES]
