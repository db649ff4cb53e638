"""The signatures that a person owes, and versions whose last day is over."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.control_states import LIGHT
from mandates.models import MandateVersion, SignatureRequest
from mandates.selectors.signoff import overdue_versions, requests_to_sign
from pmo.access.duties import Duty
from pmo.access.standing import Standing
from pmo.clock.calendar import end_of

KIND = "version.sign"
LATE = "version.late"


def owed_by(standing: Standing) -> list[Duty]:
    """Return one duty a seat whose turn it is, own or stood in for; to managers, a version whose last day is over."""
    found: list[Duty] = []
    if standing.seat_ids:
        found += [_duty(standing, request) for request in requests_to_sign(standing)]
    if standing.is_manager:
        found += [_late(standing, version) for version in overdue_versions(standing.office)]
    return found


def _duty(standing: Standing, request: SignatureRequest) -> Duty:
    names = {"number": request.version.key, "seat": request.seat.title}
    own = request.seat_id in standing.seat_ids
    if request.version.amendment_class in LIGHT:
        waits = _("It is a small amendment; your signature as %(seat)s is waited for.") % names
    else:
        waits = _("It is agreed by all; your signature as %(seat)s is waited for.") % names
    stands_in = _("You may sign it for %(seat)s.") % names
    zone = standing.office.time_zone
    return Duty(
        kind=KIND,
        question=_("Do you sign version %(number)s of the mandate?") % names,
        sentence=waits if own else stands_in,
        deed=_("Read and sign"),
        url=reverse("mandates:sign", kwargs={"office": standing.office.slug}),
        due=request.due,
        due_at=end_of(request.due, zone) if request.due else None,
        seat_id=request.seat_id if own else None,
        order=10,
    )


def _late(standing: Standing, version: MandateVersion) -> Duty:
    return Duty(
        kind=LATE,
        question=_("The last day to sign version %(number)s is over: what now?") % {"number": version.key},
        sentence=_("Nobody can sign it any more. Give more time, or call it back."),
        deed=_("Look"),
        url=reverse("mandates:signatures", kwargs={"office": standing.office.slug}),
        order=12,
    )
