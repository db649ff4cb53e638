"""The signatures that a person owes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import SignatureRequest
from mandates.selectors.signoff import waiting_requests
from pmo.access.duties import Duty
from pmo.access.standing import Standing

KIND = "version.sign"


def owed_by(standing: Standing) -> list[Duty]:
    """Return one duty a seat whose signature is waited for."""
    if not standing.seat_ids:
        return []
    return [_duty(standing, request) for request in waiting_requests(standing.office, standing.seat_ids)]


def _duty(standing: Standing, request: SignatureRequest) -> Duty:
    names = {"number": request.version.key, "seat": request.seat.title}
    return Duty(
        kind=KIND,
        question=_("Do you sign version %(number)s of the mandate?") % names,
        sentence=_("It is agreed by all; your signature as %(seat)s is waited for.") % names,
        deed=_("Read and sign"),
        url=reverse("mandates:sign", kwargs={"office": standing.office.slug}),
        due=request.due,
        seat_id=request.seat_id,
        order=10,
    )
