"""The seats that sign a version, one row each: who holds or signed for it, and what it has come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from executives.models import Seat
from executives.selectors.seats import person_in
from mandates.models import MandateVersion, Ratification, Signature, SignatureRequest, Waiver
from mandates.selectors.signoff import places_for, rule_of
from mandates.selectors.turnover import is_former, said_since
from mandates.signing_rules import Place
from mandates.states import ASKED_TO_SIGN, SignatureState
from mandates.then import Then
from pmo.ui.words import Word


@dataclass(frozen=True)
class SignatureRow:
    """One seat that signs: its place, who holds or signed for it, and what it has come to.

    `is_former`: who signed holds the seat no more. `since`: what its new holder said of the version.
    """

    seat: Seat
    request: SignatureRequest | None
    signature: Signature | None
    holder: str
    stage: int = 1
    must: bool = False
    waiver: Waiver | None = None
    is_vacant: bool = False
    is_former: bool = False
    since: Ratification | None = None

    @property
    def word(self) -> Word:
        if self.signature:
            return self.signature.word
        return SignatureState(self.request.state if self.request else SignatureState.WAITING).word

    @property
    def comes_later(self) -> bool:
        """Whether others sign before this seat."""
        return self.request is not None and self.request.state == SignatureState.LATER

    @property
    def is_open(self) -> bool:
        """Whether a signature of this seat can be recorded now."""
        return self.request is not None and self.request.state in ASKED_TO_SIGN


def needed_of(version: MandateVersion, rows: tuple[SignatureRow, ...]) -> int:
    """Return how many signatures of the seats asked a version takes."""
    asked = sum(row.waiver is None for row in rows)
    return rule_of(version).needed(asked) if asked else 0


def rows_of(
    version: MandateVersion,
    requests: dict[int, SignatureRequest],
    signatures: dict[int, Signature],
    signing: Iterable[Seat],
    then: Then | None = None,
) -> tuple[SignatureRow, ...]:
    """Return a row for each seat asked, else for each that will be; `signing` come with their holders of the day."""
    now = {seat.pk: seat for seat in signing}
    given = version.waivers.select_related("seat", "by")
    waivers = {each.seat_id: each for each in given if then is None or then.past(each.at)}
    seats = {seat.pk: seat for seat in ([each.seat for each in requests.values()] or now.values())}
    seats |= {waiver.seat_id: waiver.seat for waiver in waivers.values()}
    places = {} if requests else {place.seat_id: place for place in places_for(version, seats.values())}
    found = [
        _row(
            now.get(pk, seat),
            requests.get(pk),
            signatures.get(pk),
            now.get(pk),
            places.get(pk, Place(pk)),
            waivers.get(pk),
        )
        for pk, seat in seats.items()
    ]
    return tuple(sorted(_with_successors(version, found, now, then), key=lambda row: row.stage))


def _with_successors(
    version: MandateVersion, rows: list[SignatureRow], now: dict[int, Seat], then: Then | None
) -> list[SignatureRow]:
    """Say of signatures whose seat has changed hands since, and what the new holder said."""
    changed = {row.seat.pk for row in rows if row.seat.pk in now and is_former(row.signature, now[row.seat.pk])}
    since = said_since(version, then.ends if then else None) if changed else {}
    return [
        replace(row, is_former=True, since=since.get(row.seat.pk)) if row.seat.pk in changed else row for row in rows
    ]


def _row(
    seat: Seat,
    request: SignatureRequest | None,
    signature: Signature | None,
    now: Seat | None,
    place: Place,
    waiver: Waiver | None,
) -> SignatureRow:
    if request:
        place = Place(seat.pk, request.stage, must=request.must)
    holder = person_in(now) if now else None
    person = signature.person if signature else holder
    name = person.name if person else ""
    return SignatureRow(seat, request, signature, name, place.stage, place.must, waiver, is_vacant=holder is None)
