"""The mandate as a document: chapters of statements with their notes, who agreed, what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.functional import cached_property

from executives.models import Wording
from mandates.models import MandateVersion, Statement, StatementLink
from mandates.origins import Origin, origins_of
from mandates.places import why_url
from mandates.registry import SERVED_BY, Service
from mandates.selectors.agreed_by import agreed_by
from mandates.selectors.agreements import LineAgreement, agreements_of
from mandates.selectors.left_out import LeftOut, left_out_of
from mandates.selectors.looking_back import seats_then
from mandates.selectors.people import SeatRow, seats_for
from mandates.selectors.remarks import open_comments
from mandates.selectors.same_words import RestsOn, resting, signatures_under
from mandates.selectors.versions import statements_of, statements_with_reasons
from mandates.states import LINKS_BETWEEN, LineKind, LinkKind
from mandates.then import Then


@dataclass(frozen=True)
class Notes:
    """One statement on the page with all that its margin says; the lists hold keys, which are anchors too."""

    statement: Statement
    key: str
    url: str
    answers: tuple[str, ...]
    answered_by: tuple[str, ...]
    brings: tuple[str, ...]
    achieves: tuple[str, ...]
    agreement: LineAgreement | None = None
    service: Service | None = None
    origins: tuple[Origin, ...] = ()

    @property
    def text(self) -> str:
        return self.statement.text

    @property
    def remarks(self) -> int:
        """How many comments on it are open, where it is a draft."""
        return getattr(self.statement, "remarks", 0)

    @property
    def kind(self) -> str:
        return self.statement.line.kind

    @cached_property
    def asked_by(self) -> tuple[str, ...]:
        """Who said what it comes from, each once."""
        return tuple(dict.fromkeys(name for origin in self.origins for name in origin.speakers))

    @property
    def moved_on(self) -> tuple[str, ...]:
        """The sources that say something else by now."""
        return tuple(origin.key for origin in self.origins if origin.has_moved)

    @property
    def passed_on(self) -> tuple[str, ...]:
        """The sources in whose place others stand by now."""
        return tuple(origin.key for origin in self.origins if origin.is_passed_on)

    @property
    def may_link(self) -> bool:
        """Whether statements of this kind serve others."""
        return any(self.kind in lowers for lowers, __ in LINKS_BETWEEN.values())


@dataclass(frozen=True)
class GoalNotes:
    """A goal and the objectives that achieve it; without a goal, the objectives that achieve none."""

    goal: Notes | None
    objectives: tuple[Notes, ...] = ()


@dataclass(frozen=True)
class Document:
    """A version as one reads it."""

    version: MandateVersion
    lines: tuple[Notes, ...]
    goals: tuple[GoalNotes, ...]
    seats: tuple[SeatRow, ...]
    left_out: tuple[LeftOut, ...]
    by_kind: dict[LineKind, tuple[Notes, ...]] = field(default_factory=dict)
    rests_on: tuple[RestsOn, ...] = ()
    then: Then | None = None

    @property
    def purpose(self) -> tuple[Notes, ...]:
        return self.issues + self.opportunities

    @property
    def issues(self) -> tuple[Notes, ...]:
        return self.by_kind[LineKind.ISSUE]

    @property
    def opportunities(self) -> tuple[Notes, ...]:
        return self.by_kind[LineKind.OPPORTUNITY]

    @property
    def benefits(self) -> tuple[Notes, ...]:
        return self.by_kind[LineKind.BENEFIT]

    @property
    def objectives(self) -> tuple[Notes, ...]:
        return self.by_kind[LineKind.OBJECTIVE]

    @property
    def exclusions(self) -> tuple[Notes, ...]:
        return self.by_kind[LineKind.EXCLUSION]

    @property
    def landings(self) -> dict[int, tuple[Notes, ...]]:
        """The lines that come from each requirement."""
        found: dict[int, tuple[Notes, ...]] = {}
        for line in self.lines:
            for origin in line.origins:
                found[origin.requirement_id] = (*found.get(origin.requirement_id, ()), line)
        return found

    @property
    def landed(self) -> int:
        """How many requirements are in the version."""
        return len(self.landings)

    @property
    def goal_count(self) -> int:
        return len(self.by_kind[LineKind.GOAL])

    @property
    def must_sign(self) -> int:
        """How many seats must sign."""
        return len(self.version.required_seats)

    @property
    def signed(self) -> int:
        """How many of those that must sign have signed, whatever their seats are called by now."""
        return sum(seat.is_signed for seat in self.seats)

    @property
    def agreed_by(self) -> str:
        """Who says yes to it, in a sentence."""
        return agreed_by(self.version, stands_then=self.then is not None)

    @property
    def requirements(self) -> int:
        """How many requirements the document speaks of."""
        return self.landed + len(self.left_out)


def document_of(version: MandateVersion, then: Then | None = None, *, is_alone: bool = False) -> Document:
    """Load a version as a document; a constant number of queries, whatever its size.

    Looking back to `then`, it holds what stood at that moment: nothing of what lives on beside it; nor does one that
    `is_alone`, such as a printed one.
    """
    found = statements_with_reasons(version)
    statements = list(found if version.is_frozen else found.annotate(remarks=open_comments()))
    agreements = agreements_of(version, statements)
    services = {} if then or is_alone else services_for(version, statements)
    lowers = hanging_on(statements)
    lines = tuple(
        notes_on(version, each, lowers.get(each.pk, ()), agreements.get(each.line_id), services.get(each.line_id), then)
        for each in statements
    )
    by_kind = {kind: tuple(each for each in lines if each.kind == kind) for kind in LineKind}
    given = signatures_under(version, then)
    return Document(
        version=version,
        lines=lines,
        goals=_goals(by_kind),
        seats=seats_then(version, then, given) if then else seats_for(version, given),
        left_out=left_out_of(version, then),
        by_kind=by_kind,
        rests_on=resting(version, given),
        then=then,
    )


def bare_document_of(version: MandateVersion) -> Document:
    """Load the text of a version and who signed it, and nothing of how it came about: for readers outside."""
    links = Prefetch("links_up", StatementLink.objects.select_related("upper__line"))
    lines = tuple(_bare(each) for each in statements_of(version).prefetch_related(links))
    by_kind = {kind: tuple(each for each in lines if each.kind == kind) for kind in LineKind}
    given = signatures_under(version)
    return Document(
        version=version,
        lines=lines,
        goals=_goals(by_kind),
        seats=seats_for(version, given),
        left_out=(),
        by_kind=by_kind,
        rests_on=resting(version, given),
    )


def _bare(statement: Statement) -> Notes:
    achieves = _uppers(statement, LinkKind.ACHIEVES)
    return Notes(statement, statement.key, "", answers=(), answered_by=(), brings=(), achieves=achieves)


def services_for(version: MandateVersion, statements: list[Statement]) -> dict[int, Service]:
    """Return what the apps above do for these lines."""
    ids = [statement.line_id for statement in statements]
    return {line: service for source in SERVED_BY.all() for line, service in source(version, ids).items()}


def notes_on(
    version: MandateVersion,
    statement: Statement,
    answered_by: tuple[str, ...],
    agreement: LineAgreement | None = None,
    service: Service | None = None,
    then: Then | None = None,
) -> Notes:
    """Return a statement with what its margin says; links and sources are loaded."""
    return Notes(
        statement=statement,
        key=statement.key,
        url=why_url(version, statement.key, then),
        origins=origins_of(statement),
        answers=_uppers(statement, LinkKind.ADDRESSES),
        answered_by=answered_by,
        brings=_uppers(statement, LinkKind.SERVES),
        achieves=_uppers(statement, LinkKind.ACHIEVES),
        agreement=agreement,
        service=service,
    )


def speaker(wording: Wording) -> str:
    """Return who said it: the person who confirmed the words, else the seat."""
    return wording.confirmed_by.name if wording.confirmed_by else wording.requirement.seat.title


def _uppers(statement: Statement, kind: LinkKind) -> tuple[str, ...]:
    return tuple(link.upper.key for link in _sorted(statement.links_up.all()) if link.kind == kind)


def hanging_on(statements: Iterable[Statement]) -> dict[int, tuple[str, ...]]:
    """Return the keys of the statements that hang on each, in the order of the document."""
    found: dict[int, tuple[str, ...]] = {}
    for statement in statements:
        for link in statement.links_up.all():
            found[link.upper_id] = (*found.get(link.upper_id, ()), statement.key)
    return found


def _sorted(links: Iterable[StatementLink]) -> list[StatementLink]:
    return sorted(links, key=lambda link: (link.upper.line.kind, link.upper.line.number))


def _goals(by_kind: dict[LineKind, tuple[Notes, ...]]) -> tuple[GoalNotes, ...]:
    """Return the goals with their objectives; an objective of several goals stands under the first."""
    first = {each.key: next(iter(each.achieves), "") for each in by_kind[LineKind.OBJECTIVE]}
    under = [
        GoalNotes(goal, tuple(each for each in by_kind[LineKind.OBJECTIVE] if first[each.key] == goal.key))
        for goal in by_kind[LineKind.GOAL]
    ]
    loose = tuple(each for each in by_kind[LineKind.OBJECTIVE] if not first[each.key])
    return (*under, *([GoalNotes(None, loose)] if loose else []))
