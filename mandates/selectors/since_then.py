"""What had changed since one last signed, as it was at the end of a day: for the seats that one held on it."""

from __future__ import annotations

from django.db.models import Q

from executives.models import Seat
from executives.selectors.past_seats import seats_on
from executives.selectors.seats import person_in
from mandates.models import MandateVersion, Signature
from mandates.selectors.looking_back import version_then
from mandates.selectors.signing_then import as_it_was, deeds_before, requests_then, signatures_then
from mandates.selectors.since import SincePage, passed_since, since_of
from mandates.selectors.versions import versions_of
from mandates.states import ASKED_TO_SIGN, VersionState
from mandates.then import Then
from pmo.access.models import Office
from pmo.access.standing import Standing


def since_page_then(standing: Standing, then: Then) -> SincePage:
    """Compare what this person had signed last, for each seat held on the day, with what stood or was asked then."""
    office = standing.office
    in_force = version_then(office, then)
    seats = [seat for seat in seats_on(office, then.day) if person_in(seat) == standing.person]
    asked = _asked_then(office, then)
    signed = _newest_then(standing, seats, then)
    passed = passed_since(office, [each.version_id for each in signed.values()])
    found = (since_of(seat, signed.get(seat.pk), asked.get(seat.pk), in_force, passed) for seat in seats)
    return SincePage(tuple(found), in_force)


def _newest_then(standing: Standing, seats: list[Seat], then: Then) -> dict[int, Signature]:
    stood = Q(revoked_at__isnull=True) | Q(revoked_at__gte=then.ends)
    own = Signature.objects.filter(stood, person=standing.person, seat__in=seats, at__lt=then.ends)
    ever = own.filter(version__mandate__current=True).order_by("pk").select_related("version__mandate__office")
    return {each.seat_id: each for each in ever}


def _asked_then(office: Office, then: Then) -> dict[int, MandateVersion]:
    """Return by seat the version whose signature it owed at the end of the day."""
    on_its_way = versions_of(office).filter(frozen_at__lt=then.ends).exclude(in_force_at__lt=then.ends)
    version = on_its_way.exclude(ended_at__lt=then.ends).first()
    if version is None:
        return {}
    deeds = deeds_before([version], then)[version.pk]
    if as_it_was(version, then, deeds).state != VersionState.OUT_FOR_SIGNATURE:
        return {}
    requests = requests_then(version, then, deeds, signatures_then(version, then))
    return {each.seat_id: version for each in requests if each.state in ASKED_TO_SIGN}
