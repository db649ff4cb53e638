"""What people are reminded of in mandates: answers in rounds, signatures, answers in reviews; all while still owed."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, Review, SignatureRequest
from mandates.rules.reviews import is_asked
from mandates.selectors.outcomes import outcome_of
from mandates.selectors.reviews import coming_reviews, open_reviews, seats_owing
from mandates.states import ASKED_TO_SIGN, RoundState, VersionState
from pmo.access.models import Office
from pmo.notices.addressees import numbers
from pmo.notices.kinds import Occurrence, Told


def review_occurrences(office: Office, _first: date, last: date) -> list[Occurrence]:
    """Return the open review with the seats that have not answered on the version in force."""
    return [
        Occurrence(
            f"review:{review.pk}",
            review.due,
            _seats(seats_owing(review)),
            review.opened_at if review.opened_by_id else None,
        )
        for review in open_reviews(office)
        if review.due <= last
    ]


def reviews_ahead(office: Office, _first: date, last: date) -> list[Occurrence]:
    """Return the reviews that the cadence will open, with the seats that are asked today."""
    coming = coming_reviews(office, last)
    seats = office.seats.filter(closed_on__isnull=True) if coming else ()
    asked = _seats([seat.pk for seat in seats if is_asked(seat)])
    return [Occurrence(f"review:{due.isoformat()}", due, asked, since=opens) for opens, due in coming]


def review_owing(occurrence: str) -> tuple[str, ...]:
    """Return the seats that still owe their answer in the review."""
    review = Review.objects.select_related("mandate__office").filter(pk__in=numbers([occurrence], "review")).first()
    return _seats(seats_owing(review)) if review else ()


def review_is_owed(occurrence: str, addressee: str) -> bool:
    """Say whether the seat still owes its answer in the review."""
    return addressee in review_owing(occurrence)


def review_tells(office: Office, occurrence: str, _addressee: str) -> Told:
    """Return the reminder of a review."""
    review = Review.objects.get(pk__in=numbers([occurrence], "review"))
    return Told(
        _("Is the mandate still right?"),
        _("Please say whether the mandate of %(office)s is still right. It takes two minutes.")
        % {"office": office.name},
        _("Answer"),
        reverse("mandates:answer-review", kwargs={"office": office.slug, "number": review.number}),
    )


def round_occurrences(office: Office, _first: date, last: date) -> list[Occurrence]:
    """Return the open round with the seats that have not answered everything."""
    rounds = _open_rounds().filter(mandate__office=office, deadline__lte=last)
    return [Occurrence(f"round:{each.pk}", each.deadline, _unfinished(each), each.opened_at) for each in rounds]


def round_owing(occurrence: str) -> tuple[str, ...]:
    """Return the seats that have still something to answer in the open round."""
    rounds = _open_rounds().filter(pk__in=numbers([occurrence], "round"))
    return tuple(seat for each in rounds for seat in _unfinished(each))


def round_is_owed(occurrence: str, addressee: str) -> bool:
    """Say whether the seat has still something to answer in the open round."""
    return addressee in round_owing(occurrence)


def round_tells(office: Office, occurrence: str, _addressee: str) -> Told:
    """Return the reminder of a round."""
    round_ = ConsensusRound.objects.get(pk__in=numbers([occurrence], "round"))
    return Told(
        _("Can you agree? Round %(number)d on the mandate") % {"number": round_.number},
        _("Round %(number)d on the mandate waits for your answers.") % {"number": round_.number},
        _("Answer"),
        reverse("mandates:answer", kwargs={"office": office.slug, "number": round_.number}),
    )


def signature_occurrences(office: Office, _first: date, last: date) -> list[Occurrence]:
    """Return the signatures with a day that are still waited for, one occurrence a version and seat."""
    waiting = SignatureRequest.objects.filter(version__mandate__office=office, **WAITING, due__lte=last)
    return [
        Occurrence(f"signature:{each.pk}", each.due, _seats([each.seat_id]), each.asked_at)
        for each in waiting
        if each.due
    ]


def signature_owing(occurrence: str) -> tuple[str, ...]:
    """Return the seat whose signature is still waited for."""
    found = SignatureRequest.objects.filter(pk__in=numbers([occurrence], "signature"), **WAITING)
    return _seats(list(found.values_list("seat_id", flat=True)))


def signature_is_owed(occurrence: str, addressee: str) -> bool:
    """Say whether the signature is still waited for."""
    return addressee in signature_owing(occurrence)


def signature_tells(office: Office, occurrence: str, _addressee: str) -> Told:
    """Return the reminder of a signature."""
    asked = SignatureRequest.objects.select_related("version").get(pk__in=numbers([occurrence], "signature"))
    return Told(
        _("Version %(number)s of the mandate waits for your signature") % {"number": asked.version.key},
        _("Version %(number)s of the mandate comes into force when it is signed.") % {"number": asked.version.key},
        _("Read and sign"),
        reverse("mandates:sign", kwargs={"office": office.slug}),
    )


WAITING = {"state__in": ASKED_TO_SIGN, "version__state": VersionState.OUT_FOR_SIGNATURE}


def _open_rounds() -> QuerySet[ConsensusRound]:
    return ConsensusRound.objects.filter(state=RoundState.OPEN).select_related("mandate__office")


def _unfinished(round_: ConsensusRound) -> tuple[str, ...]:
    return _seats([each.seat_id for each in outcome_of(round_).waiting_for])


def _seats(seat_ids: list[int]) -> tuple[str, ...]:
    return tuple(f"seat:{seat_id}" for seat_id in seat_ids)
