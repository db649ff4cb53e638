"""How a version is to be signed, as it stands: its terms, and the seats with their places."""

from __future__ import annotations

from dataclasses import dataclass

from executives.models import Seat
from executives.selectors.seats import person_in
from mandates.models import MandateVersion
from mandates.selectors.signoff import required_seats
from mandates.signing_terms import SeatPlace, SigningTerms


def terms_of(version: MandateVersion) -> SigningTerms:
    """Return the terms that the rows of a version have."""
    places = version.signing_seats.order_by("seat_id").values_list("seat_id", "stage", "must")
    return SigningTerms(
        rule=version.signing_rule,
        needed=version.signing_needed,
        not_before=version.not_before,
        places=tuple(SeatPlace(*place) for place in places),
    )


@dataclass(frozen=True)
class PlaceRow:
    """A signatory seat on the page: who holds it, and its place."""

    seat: Seat
    holder: str
    place: SeatPlace


@dataclass(frozen=True)
class SigningTermsPage:
    """What the page of a draft's signing shows."""

    version: MandateVersion
    terms: SigningTerms
    rows: tuple[PlaceRow, ...]

    @property
    def seats(self) -> tuple[Seat, ...]:
        return tuple(row.seat for row in self.rows)

    @property
    def signatories(self) -> frozenset[int]:
        return frozenset(row.seat.pk for row in self.rows)


def signing_terms_page(version: MandateVersion) -> SigningTermsPage:
    """Return the signatory seats with their places; a seat that is none any more has lost its own."""
    terms, seats = terms_of(version), required_seats(version)
    places = {place.seat_id: place for place in terms.places}
    rows = [
        PlaceRow(seat, person.name if (person := person_in(seat)) else "", places.get(seat.pk, SeatPlace(seat.pk)))
        for seat in seats
    ]
    return SigningTermsPage(version, terms, tuple(rows))
