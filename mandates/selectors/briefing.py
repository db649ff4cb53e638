"""What a seat stands for, on one page for whoever holds it: what it wanted, signed, owns and owes, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from executives.models import Seat
from mandates.control_states import SuccessorChoice
from mandates.models import (
    Condition,
    MandateVersion,
    Objection,
    Participant,
    Ratification,
    Reservation,
    Signature,
    SignatureRequest,
    Statement,
)
from mandates.rules.turnover import Succession, may_succeed
from mandates.selectors.review_pages import Asked, asked_by, wanted
from mandates.selectors.turnover import (
    last_signature_for,
    open_wishes,
    own_word,
    ratifications_in,
    successors,
    who_stands_behind,
)
from mandates.selectors.versions import statements_of, version_in_force
from mandates.states import ASKED_TO_SIGN, LineKind, RoundState, VersionState
from pmo.access.models import Person
from pmo.access.rules import is_manager
from pmo.access.selectors import memberships_of
from pmo.access.standing import Standing
from pmo.access.states import Role


@dataclass(frozen=True)
class Briefing:
    """One seat before its present holder; without a version in force there is little to say yet.

    `may_stand_by`: they asked to reopen it, and may say after all that they stand by it.
    """

    seat: Seat
    others: tuple[Seat, ...]
    version: MandateVersion | None
    signature: Signature | None
    condition: Condition | None
    said: Ratification | None
    may_speak: bool
    may_stand_by: bool
    asked: tuple[Asked, ...]
    owned: tuple[tuple[Statement, str], ...]
    reservations: tuple[Reservation, ...]
    objections: tuple[Objection, ...]
    conditions: tuple[Condition, ...]
    round: int | None
    is_to_sign: bool
    managers: tuple[Person, ...]

    @property
    def landed(self) -> int:
        return sum(1 for each in self.asked if each.places)

    @property
    def is_own(self) -> bool:
        """Whether the holder gave the newest signature themselves, or let somebody give it."""
        return self.signature is not None and not self.may_speak and self.said is None

    @property
    def open(self) -> int:
        said = len(self.reservations) + len(self.objections) + len(self.conditions)
        return said + (self.round is not None) + self.is_to_sign


def briefing_of(standing: Standing, asked_for: int | None = None) -> Briefing | None:
    """Return what a seat of this person stands for: the seat asked for, else the first they hold; None without one."""
    seats = list(_with_what_waits(Seat.objects.filter(pk__in=standing.seat_ids).select_related("office")))
    seat = next((each for each in seats if each.pk == asked_for), seats[0] if seats else None)
    if seat is None:
        return None
    version, signature = version_in_force(standing.office), last_signature_for(standing.office, seat.pk)
    said = own_word(standing.person, seat.pk, standing.office)
    if said and signature and said.version_id < signature.version_id:
        said = None
    stands_behind = who_stands_behind(signature)
    succession = Succession(seat, version, stands_behind, said is not None)
    has_wished = said is not None and said.choice == SuccessorChoice.REOPEN
    statements = list(statements_of(version)) if version else []
    return Briefing(
        seat=seat,
        others=tuple(each for each in seats if each != seat),
        version=version,
        signature=signature,
        condition=getattr(signature, "condition", None),
        said=said,
        may_speak=bool(version and may_succeed(standing, succession, version.digest)),
        may_stand_by=bool(
            version and has_wished and may_succeed(standing, Succession(seat, version, stands_behind), version.digest)
        ),
        asked=tuple(asked_by(seat, version)) if version else (),
        owned=tuple(_owned(seat, statements)),
        **_still_open(seat),
        round=seat.waiting_round,
        is_to_sign=seat.is_to_sign,
        managers=tuple(each.person for each in memberships_of(standing.office).filter(role=Role.MANAGER)),
    )


def _owned(seat: Seat, statements: list[Statement]) -> list[tuple[Statement, str]]:
    benefits = [each for each in statements if each.line.kind == LineKind.BENEFIT]
    return [(each, wanted(each.benefit)) for each in benefits if each.benefit.owner_id == seat.pk]


def _with_what_waits(seats: QuerySet[Seat]) -> QuerySet:
    """Add the number of the open round that waits for a seat's answers, and whether a version waits for its name."""
    asked = Participant.objects.filter(seat=OuterRef("pk"), round__state=RoundState.OPEN, finished_at__isnull=True)
    signing = {"state__in": ASKED_TO_SIGN, "version__state": VersionState.OUT_FOR_SIGNATURE}
    requests = SignatureRequest.objects.filter(seat=OuterRef("pk"), **signing)
    return seats.annotate(waiting_round=Subquery(asked.values("round__number")[:1]), is_to_sign=Exists(requests))


def _still_open(seat: Seat) -> dict[str, tuple]:
    """Return what the seat has said or owns and nobody has ended."""
    objections = Objection.objects.filter(stance__participant__seat=seat, resolution="")
    conditions = Condition.objects.filter(Q(owner=seat) | Q(signature__seat=seat), ended_as="")
    reservations = Reservation.objects.filter(seat=seat, closed_at__isnull=True)
    said = ("stance__item__line", "stance__person", "signature__version", "signature__person")
    of_round = ("stance__item__line", "stance__item__round", "stance__person")
    return {
        "reservations": tuple(reservations.select_related(*said, "seat", "round")),
        "objections": tuple(objections.select_related(*of_round)),
        "conditions": tuple(conditions.select_related("signature__version", "signature__seat", "owner")),
    }


@dataclass(frozen=True)
class SuccessorRow:
    """What one new holder said: a wish that still waits, or one whose author has stood by the version since."""

    said: Ratification
    is_open: bool
    is_taken_back: bool = False


@dataclass(frozen=True)
class SuccessorsPage:
    """What all new holders of seats said of the current mandate, the wishes that wait first."""

    rows: tuple[SuccessorRow, ...]
    silent: tuple[tuple[Seat, Person], ...]
    may_answer: bool

    @property
    def open(self) -> int:
        return sum(row.is_open for row in self.rows)


def successors_page(standing: Standing) -> SuccessorsPage:
    """Return what new holders said, and which of them have not spoken yet; a constant number of queries."""
    waiting = set(open_wishes(standing.office).values_list("pk", flat=True))
    said = list(ratifications_in(standing.office))
    stand = {(each.version_id, each.seat_id, each.person_id) for each in said if not each.wish}
    rows = [
        SuccessorRow(
            each, each.pk in waiting, bool(each.wish) and (each.version_id, each.seat_id, each.person_id) in stand
        )
        for each in said
    ]
    return SuccessorsPage(
        rows=tuple(sorted(rows, key=lambda row: not row.is_open)),
        silent=tuple((each.seat, each.person) for each in successors(standing.office)),
        may_answer=bool(is_manager(standing)),
    )
