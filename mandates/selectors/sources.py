"""The words that statements come from: how they stand before a round, and which have moved on since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from executives.models import Confirmation, Requirement, Wording
from executives.selectors.owners import ownerships
from executives.selectors.seats import person_in, seats_of
from executives.states import UNSETTLED_STATES, RequirementState
from mandates.models import ConsensusRound, ItemSource, Line, MandateVersion, Source, SourceAnswer
from mandates.round_states import TAKEN_BACK, SourceStanding
from mandates.rules.sources import where_to
from mandates.states import RoundState, VersionState

MAY_HAVE_MOVED = Q(wording__requirement__state__in=TAKEN_BACK) | ~Q(wording__requirement__wording=F("wording"))
"""Which of hundreds of sources are worth asking `where_to` about."""


@dataclass(frozen=True)
class Moved:
    """A source that has moved on: the statement, what the source said and says now, and the answer, if there is one."""

    line: Line
    text: str
    digest: str
    was: Wording
    requirement: Requirement
    moved_to: str
    answer: SourceAnswer | None

    @property
    def key(self) -> str:
        return f"{self.line.key} {self.requirement.key}"

    @property
    def is_taken_back(self) -> bool:
        """Whether its executive or the manager took the words back; else they were changed."""
        return ":" in self.moved_to


@dataclass(frozen=True)
class _Rest:
    """A statement rests on a wording; `standing` is how it stood when last asked about, empty before."""

    line: Line
    text: str
    digest: str
    wording: Wording
    standing: str


def moved_in_version(version: MandateVersion) -> list[Moved]:
    """Return the sources of a version, as its rows stand, that have moved on; three queries, or five.

    Words that a statement was asked on, and that were let go from it since, are among them: what the seats said of the
    very text was said while it rested on them.
    """
    asked = _standings(version)
    rows = Source.objects.filter(MAY_HAVE_MOVED, statement__version=version).select_related(
        "statement__line", "wording__requirement__wording", "wording__requirement__seat"
    )
    rests = [
        _Rest(
            row.statement.line,
            row.statement.text,
            row.statement.digest,
            row.wording,
            asked.get((row.statement.line_id, row.statement.digest, row.wording_id), SourceStanding.DECLINED),
        )
        for row in rows.order_by("statement__order", "wording__requirement__number")
    ]
    return _moved([*rests, *_let_go(version, rests, asked)])


def moved_unasked(version: MandateVersion) -> list[Moved]:
    """Return the sources of a version that no round asks about that have moved on: where nobody has answered them.

    Words that their executive left out have not, where a round of the mandate has shown them beside the line.
    """
    shown = ItemSource.objects.filter(item__round__mandate=version.mandate_id, standing=SourceStanding.DECLINED)
    shown = shown.exclude(item__round__state=RoundState.CANCELLED)
    declined = set(shown.values_list("item__line_id", "wording_id"))
    rows = Source.objects.filter(MAY_HAVE_MOVED, statement__version=version).select_related(
        "statement__line", "wording__requirement__wording", "wording__requirement__seat"
    )
    rests = [
        _Rest(
            row.statement.line,
            row.statement.text,
            row.statement.digest,
            row.wording,
            SourceStanding.DECLINED if (row.statement.line_id, row.wording_id) in declined else "",
        )
        for row in rows.order_by("statement__order", "wording__requirement__number")
    ]
    return unanswered(_moved(rests))


def _let_go(version: MandateVersion, rests: list[_Rest], asked: dict[tuple[int, str, int], str]) -> list[_Rest]:
    """Return what statements were asked on in the very words that they have, and do not rest on any more."""
    gone = asked.keys() - {(rest.line.pk, rest.digest, rest.wording.pk) for rest in rests}
    if not gone:
        return []
    loaded = version.statements.filter(line__in={line for line, _digest, _wording in gone}).select_related("line")
    texts = {(each.line_id, each.digest): each for each in loaded}
    words = Wording.objects.select_related("requirement__wording", "requirement__seat")
    wordings = words.in_bulk({wording for _line, _digest, wording in gone})
    return [
        _Rest(found.line, found.text, found.digest, wordings[place[2]], asked[place])
        for place in sorted(gone)
        if (found := texts.get(place[:2]))
    ]


def unshown(version: MandateVersion) -> list[str]:
    """Return the keys of sources that nobody has confirmed, and that no round has shown beside their statement."""
    shown = ItemSource.objects.filter(
        item__round__version=version,
        item__line=OuterRef("statement__line"),
        item__digest=OuterRef("statement__digest"),
        wording=OuterRef("wording"),
    ).exclude(item__round__state=RoundState.CANCELLED)
    rows = Source.objects.filter(statement__version=version, wording__confirmed_at__isnull=True).exclude(Exists(shown))
    return [row.wording.requirement.key for row in rows.select_related("wording__requirement").order_by("pk")]


def moved_in_round(round_: ConsensusRound) -> list[Moved]:
    """Return the sources of a round that have moved on since it opened; of one long over, those that were answered."""
    rows = ItemSource.objects.filter(MAY_HAVE_MOVED, item__round=round_).select_related(
        "item__line", "wording__requirement__wording", "wording__requirement__seat"
    )
    rests = [
        _Rest(row.item.line, row.item.text, row.item.digest, row.wording, row.standing)
        for row in rows.order_by("item__order", "wording__requirement__number")
    ]
    waits = round_.state == RoundState.OPEN or round_.version.state == VersionState.DRAFT
    return [each for each in _moved(rests) if waits or each.answer]


def unanswered(moved: Iterable[Moved]) -> list[Moved]:
    """Return those that nobody has answered: while there is one, nothing freezes."""
    return [each for each in moved if each.answer is None]


def _standings(version: MandateVersion) -> dict[tuple[int, str, int], str]:
    """Return how each source that may have moved stood when this very statement was last asked about."""
    kept = ItemSource.objects.filter(MAY_HAVE_MOVED, item__round__version=version)
    kept = kept.exclude(item__round__state=RoundState.CANCELLED).order_by("item__round__number")
    rows = kept.values_list("item__line_id", "item__digest", "wording_id", "standing")
    return {(line, digest, wording): standing for line, digest, wording, standing in rows}


def _moved(rests: list[_Rest]) -> list[Moved]:
    found = [(rest, to) for rest in rests if (to := where_to(rest.wording, rest.standing))]
    if not found:
        return []
    given = SourceAnswer.objects.filter(line__in={rest.line.pk for rest, _to in found}).select_related("by")
    answers = {(each.line_id, each.requirement_id, each.digest, each.moved_to): each for each in given}
    return [
        Moved(
            rest.line,
            rest.text,
            rest.digest,
            rest.wording,
            rest.wording.requirement,
            to,
            answers.get((rest.line.pk, rest.wording.requirement_id, rest.digest, to)),
        )
        for rest, to in found
    ]


def unconfirmed_sources(version: MandateVersion) -> list[str]:
    """Return the keys of requirements whose words may not be asked about.

    Those are words that some owner who holds a seat has not confirmed as they stand now, or that were withdrawn. Words
    left out by their executive with a reason, and words of seats that nobody holds, are let in and shown.
    """
    held = [seat.pk for seat in seats_of(version.mandate.office) if person_in(seat)]
    rows = Source.objects.filter(statement__version=version).select_related("wording__requirement__wording")
    rows = rows.annotate(waits=_waiting("wording", held), waits_now=_waiting("wording__requirement__wording", held))
    found = {row.wording.requirement.number: row.wording.requirement.key for row in rows if _blocks(row)}
    return [found[number] for number in sorted(found)]


def _waiting(wording: str, held: list[int]) -> Exists:
    """Say of each source whether an owner who holds a seat has not confirmed a wording."""
    given = Confirmation.objects.filter(wording=OuterRef(OuterRef(wording)), seat=OuterRef("seat"))
    owners = ownerships().filter(~Exists(given), requirement=OuterRef("wording__requirement"), seat__in=held)
    return Exists(owners)


def _blocks(row: Any) -> bool:
    requirement = row.wording.requirement
    match requirement.state:
        case RequirementState.WITHDRAWN:
            return True
        case RequirementState.DECLINED:
            return not requirement.decline_reason
    now = requirement.wording
    waits_now = requirement.state in UNSETTLED_STATES and now is not None and now.confirmed_at is None
    return (row.waits and row.wording.confirmed_at is None) or (row.waits_now and waits_now)
