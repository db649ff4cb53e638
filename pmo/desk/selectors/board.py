"""Where each seat stands: one row a seat, a constant number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from executives.models import Seat
from executives.selectors.asking import asked_until, with_requests
from executives.selectors.owners import heard
from executives.selectors.seats import seats_of
from executives.states import DecisionRole
from mandates.models import ConsensusRound, Participant, Review, SignatureRequest
from mandates.review_states import ReviewState
from mandates.selectors.conditions import waits_for_seat
from mandates.selectors.reviews import seats_heard
from mandates.selectors.turnover import successors
from mandates.states import ASKED_TO_SIGN, RoundState, SignatureState, VersionState
from pmo.access.models import Office
from pmo.ui import words


@dataclass(frozen=True)
class Open:
    """What is asked of seats at present, loaded once a page."""

    round: ConsensusRound | None
    review: Review | None
    participants: dict[int, Participant]
    requests: dict[int, SignatureRequest]
    answered: frozenset[int]


@dataclass(frozen=True)
class Row:
    """One seat: its holder, and how far it has come at each stage (a Word, or None where it is not asked)."""

    seat: Seat
    name: str
    requirements: int
    confirmed: words.Word
    round: words.Word | None
    signature: words.Word | None
    review: words.Word | None
    owes: tuple[str, ...]

    @property
    def part(self) -> str:
        """Title and part in the decision, in one line."""
        part = str(self.seat.get_decision_role_display()).lower()
        return ", ".join([self.seat.title, part, *([_("sponsor")] if self.seat.sponsor else [])])


def open_matters(office: Office, reviews: Iterable[Review] | None = None) -> Open:
    """Load what is asked of seats at present: the open round, the newest version that was sent out, the review.

    `reviews` are all of the mandate by their day, where they are loaded.
    """
    if reviews is None:
        reviews = Review.objects.filter(mandate__office=office, state=ReviewState.OPEN).order_by("due")
    review = next((each for each in reviews if each.state == ReviewState.OPEN), None)
    asked = Participant.objects.filter(round__mandate__office=office, round__state=RoundState.OPEN)
    participants = list(asked.select_related("round"))
    requests = SignatureRequest.objects.filter(
        version__mandate__office=office, version__state__in=[VersionState.OUT_FOR_SIGNATURE, VersionState.IN_FORCE]
    )
    newest = max((each.version_id for each in requests), default=None)
    return Open(
        participants[0].round if participants else None,
        review,
        {each.seat_id: each for each in participants},
        {each.seat_id: each for each in requests if each.version_id == newest},
        seats_heard(review) if review else frozenset(),
    )


def board(office: Office, matters: Open) -> list[Row]:
    """Return all open seats of an office, in their order."""
    counts = heard(office)
    is_new = Exists(successors(office).filter(seat=OuterRef("pk")))
    seats = with_requests(seats_of(office)).annotate(has_condition=waits_for_seat(), is_new=is_new)
    return [_row(seat, counts, matters) for seat in seats]


def _row(seat: Seat, counts: Counter, matters: Open) -> Row:
    holders = seat.now  # type: ignore[attr-defined]
    confirmed = counts[seat.pk, True]
    total = confirmed + counts[seat.pk, False]
    participant, request = matters.participants.get(seat.pk), matters.requests.get(seat.pk)
    return Row(
        seat=seat,
        name=holders[0].person.name if holders else "",
        requirements=total,
        confirmed=_confirmed(confirmed, total),
        round=_answered(participant) if participant else None,
        signature=_signed(request) if request else None,
        review=_reviewed(seat, matters) if matters.review and seat.decision_role == DecisionRole.SIGNATORY else None,
        owes=tuple(_owes(seat, total - confirmed, matters)),
    )


def _confirmed(confirmed: int, total: int) -> words.Word:
    if not total:
        return words.waiting(_("nothing yet"))
    text = _("%(confirmed)d of %(total)d") % {"confirmed": confirmed, "total": total}
    if confirmed == total:
        return words.settled(text)
    return words.partly(text) if confirmed else words.waiting(text)


def _answered(participant: Participant) -> words.Word:
    return words.settled(_("answered")) if participant.finished_at else words.waiting(_("not yet"))


def _signed(request: SignatureRequest) -> words.Word:
    if request.state == SignatureState.SIGNED:
        return words.settled(_("signed"))
    if request.state == SignatureState.DECLINED:
        return words.wrong(_("declined"))
    return words.waiting(_("not yet"))


def _reviewed(seat: Seat, matters: Open) -> words.Word:
    return words.settled(_("answered")) if seat.pk in matters.answered else words.waiting(_("not yet"))


def _owes(seat: Seat, unconfirmed: int, matters: Open) -> list[str]:
    """Say in words what a seat owes at present."""
    owed = [_("their own words")] if asked_until(seat) else []
    if unconfirmed:
        owed.append(ngettext("%d requirement to confirm", "%d requirements to confirm", unconfirmed) % unconfirmed)
    participant, request = matters.participants.get(seat.pk), matters.requests.get(seat.pk)
    if participant and not participant.finished_at:
        owed.append(_("an answer in %(round)s") % {"round": matters.round})
    if request and request.state in ASKED_TO_SIGN:
        owed.append(_("a signature"))
    if getattr(seat, "has_condition", False):
        owed.append(_("a word on a condition"))
    if getattr(seat, "is_new", False):
        owed.append(_("a word on what the seat signed"))
    if matters.review and seat.decision_role == DecisionRole.SIGNATORY and seat.pk not in matters.answered:
        owed.append(_("an answer in the review"))
    return owed
