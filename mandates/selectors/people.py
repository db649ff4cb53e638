"""Who agreed: the seats, who holds or held them, and what each has done with a version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from executives.models import Seat
from executives.selectors.seats import seats_of
from executives.states import DecisionRole
from mandates.models import MandateVersion, Ratification, Signature, SignatureRequest
from mandates.selectors.same_words import is_light
from mandates.selectors.turnover import is_former, said_since
from mandates.states import SignatureState
from pmo.ui.words import Word, outside, waiting, wrong


@dataclass(frozen=True)
class SeatRow:
    """A seat in the table of those who agreed.

    `is_former`: who signed holds the seat no more. `since`: what a new holder said of the version.
    """

    title: str
    sponsor: bool
    holder: str
    word: Word
    signed_at: datetime | None = None
    reservation: str = ""
    is_former: bool = False
    since: Ratification | None = None
    seat_id: int = 0

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


def seats_for(version: MandateVersion, given: Iterable[Signature]) -> tuple[SeatRow, ...]:
    """Return the seats of the office with what each has done: signed, declined, not yet, only asked, informed.

    `given` are the signatures that stand, those under other versions among them.
    """
    signatures = {each.seat_id: each for each in given if each.version_id == version.pk}
    asked = SignatureRequest.objects.filter(version=version, seat=OuterRef("pk"))
    seats = list(seats_of(version.mandate.office).annotate(request=Subquery(asked.values("state")[:1])))
    changed = any(is_former(signatures.get(seat.pk), seat) for seat in seats)
    since = said_since(version) if changed else {}
    return tuple(seat_row(seat, signatures.get(seat.pk), asked_of(version, seat), since.get(seat.pk)) for seat in seats)


def seat_row(
    seat: Seat, signature: Signature | None, asked: Word, since: Ratification | None, vacant: str = ""
) -> SeatRow:
    """Return a seat with what it has done; its holder is loaded, `vacant` is said where there is none."""
    now: list = getattr(seat, "now", [])
    holder = _signer(signature) if signature else now[0].person.name if now else vacant or _("nobody holds it now")
    return SeatRow(
        title=seat.title,
        sponsor=seat.sponsor,
        holder=holder,
        word=signature.word if signature else asked,
        signed_at=signature.at if signature else None,
        reservation=signature.reservation if signature else "",
        is_former=is_former(signature, seat),
        since=since,
        seat_id=seat.pk,
    )


def _signer(signature: Signature) -> str:
    """Name who signed, and in whose place."""
    if signature.delegation is None:
        return signature.person.name
    names = {"person": signature.person.name, "holder": signature.delegation.by.name}
    return _("%(person)s for %(holder)s") % names


def asked_of(version: MandateVersion, seat: Seat) -> Word:
    """Return how a seat stands to a version that it has not signed."""
    request: str | None = getattr(seat, "request", None)
    if request == SignatureState.DECLINED:
        return wrong(_("Declined"))
    if request == SignatureState.ENDED:
        return SignatureState.ENDED.word
    match seat.decision_role:
        case DecisionRole.SIGNATORY if request:
            return waiting(_("Not yet"))
        case DecisionRole.SIGNATORY if is_light(version):
            return outside(_("Not asked: it does not touch this seat"))
        case DecisionRole.SIGNATORY if version.in_force_at:
            return outside(_("Not asked"))
        case DecisionRole.SIGNATORY:
            return waiting(_("Not asked to sign yet"))
        case DecisionRole.INPUT:
            return waiting(_("Asked, not counted"))
    return outside(_("Informed"))
