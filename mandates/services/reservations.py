"""Reservations: kept when a round closes, on every review's agenda until their seat lets them go."""

from django.db import transaction
from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, Reservation, Signature, Stance
from mandates.rules.dissent import may_close_reservation
from mandates.states import StanceChoice
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


def keep_reservations(round_: ConsensusRound) -> None:
    """Keep a reservation for every answer that counts and agrees with one; its seat owns it."""
    made = Stance.objects.filter(
        item__round=round_, superseded_at__isnull=True, choice=StanceChoice.RESERVATION
    ).select_related("participant")
    now = clock.now()
    Reservation.objects.bulk_create(
        Reservation(stance=stance, round=round_, seat_id=stance.participant.seat_id, at=now) for stance in made
    )


def keep_signed_reservation(signature: Signature) -> Reservation | None:
    """Keep the reservation with which a seat signed; None for a signature without one."""
    if not signature.reservation:
        return None
    return Reservation.objects.create(signature=signature, seat=signature.seat, at=signature.at)


def close_with_its_signature(signature: Signature, *, by: Person) -> None:
    """Close the reservation of a signature that was taken back: it comes back with the next one, if at all."""
    said = _("The signature that it came with was taken back.")
    kept = Reservation.objects.filter(signature=signature, closed_at__isnull=True)
    kept.update(word_at_close=said, closed_by=by, closed_at=clock.now())


@transaction.atomic
def close_reservation(*, reservation_id: int, word: str, by: Person) -> Reservation:
    """Close a reservation with a word, as the holder of the seat that made it."""
    office = Office.objects.get(seats__reservations=reservation_id)
    lock_office(office.pk)
    said = ("stance__item__line", "signature__version")
    found = Reservation.objects.select_related("seat", *said).get(pk=reservation_id)
    if found.closed_by_id == by.pk and found.word_at_close == canonical.text(word):
        return found
    may_close_reservation(standing_of(by, office), found, word).require()
    found.word_at_close, found.closed_by, found.closed_at = canonical.text(word), by, clock.now()
    found.save(update_fields=["word_at_close", "closed_by", "closed_at"])
    record("reservation.closed", about=found, office=office, by=by, payload={"word": found.word_at_close})
    return found
