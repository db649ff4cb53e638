"""What stood at the end of a day: the version in force, who had signed it, whose words were left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from executives.models import Seat
from executives.selectors.past_seats import seats_on
from mandates.models import MandateVersion, Signature, SignatureRequest
from mandates.selectors.people import SeatRow, asked_of, seat_row
from mandates.selectors.signing_then import as_it_was, deeds_before
from mandates.selectors.turnover import is_former, said_since
from mandates.selectors.versions import versions_listed, versions_of
from mandates.states import SignatureState, VersionState
from mandates.then import Then
from pmo.access.models import Office


def version_then(office: Office, then: Then) -> MandateVersion | None:
    """Return the version that was in force at the end of a day, or None."""
    stood = Q(ended_at__isnull=True) | Q(ended_at__gte=then.ends)
    found = versions_of(office).filter(stood, in_force_at__lt=then.ends).order_by("-in_force_at", "-pk").first()
    return as_it_was(found, then, {}) if found else None


def fixed_then(version: MandateVersion, then: Then) -> MandateVersion | None:
    """Return a version as it was at the end of a day, or None where it had not been fixed yet."""
    if not then.past(version.frozen_at):
        return None
    deeds = {} if then.past(version.in_force_at) else deeds_before([version], then)[version.pk]
    return as_it_was(version, then, deeds)


def versions_listed_then(office: Office, states: Iterable[str], then: Then) -> QuerySet[MandateVersion]:
    """Return the versions that had been opened by then, newest first; who sees no drafts, those that were fixed.

    What they were by then is for `as_they_were` to say.
    """
    seen = versions_listed(office).filter(state__in=states, opened_at__lt=then.ends)
    return seen if VersionState.DRAFT in states else seen.filter(frozen_at__lt=then.ends)


def first_in_force_at(office: Office) -> datetime | None:
    """Return when the first version came into force, or None."""
    began = versions_of(office).filter(in_force_at__isnull=False).order_by("in_force_at")
    return began.values_list("in_force_at", flat=True).first()


def seats_then(version: MandateVersion, then: Then, given: Iterable[Signature]) -> tuple[SeatRow, ...]:
    """Return the seats of the office on the day, each with its title, part and holder of then and what it had done.

    `given` are the signatures that stood then, those under other versions among them.
    """
    stood = {each.seat_id: each for each in given if each.version_id == version.pk}
    seats = seats_on(version.mandate.office, then.day, _with_requests(version, then))
    changed = version.in_force_at and any(is_former(stood.get(seat.pk), seat) for seat in seats)
    since = said_since(version, then.ends) if changed else {}
    vacant = _("nobody held it")
    return tuple(
        seat_row(seat, stood.get(seat.pk), asked_of(version, seat), since.get(seat.pk), vacant) for seat in seats
    )


def _with_requests(version: MandateVersion, then: Then) -> QuerySet[Seat]:
    """Return the seats of the office, each with whether it had been asked to sign a version, and what came of it."""
    asked = SignatureRequest.objects.filter(version=version, seat=OuterRef("pk"), asked_at__lt=then.ends)
    over = Q(state__in=(SignatureState.DECLINED, SignatureState.ENDED), settled_at__lt=then.ends)
    state = Case(When(over, then="state"), default=Value(SignatureState.WAITING.value), output_field=CharField())
    return version.mandate.office.seats.annotate(request=Subquery(asked.values_list(state)[:1]))
