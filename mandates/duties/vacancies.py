"""What the sponsor owes: a word on a seat that must sign and that nobody holds."""

from django.urls import reverse
from django.utils.translation import gettext as _

from executives.models import Seat
from mandates.models import MandateVersion
from mandates.selectors.signoff import required_seats, vacant_of
from mandates.selectors.versions import versions_of
from mandates.states import TO_BE_SIGNED
from pmo.access.duties import Duty
from pmo.access.standing import Standing

KIND = "seat.waive"


def owed_by(standing: Standing) -> list[Duty]:
    """Return one duty a vacant seat without which a version cannot be signed."""
    sponsors = Seat.objects.filter(pk__in=standing.seat_ids, sponsor=True, closed_on__isnull=True)
    version = versions_of(standing.office).filter(state__in=TO_BE_SIGNED).first()
    if version is None or not sponsors.exists():
        return []
    return [_waive(standing, version, seat) for seat in vacant_of(version, required_seats(version))]


def _waive(standing: Standing, version: MandateVersion, seat: Seat) -> Duty:
    names = {"number": version.key, "seat": seat.title}
    return Duty(
        kind=KIND,
        question=_("May version %(number)s be signed without %(seat)s?") % names,
        sentence=_("Nobody holds that seat, and it must sign. Only the sponsor can waive it."),
        deed=_("Decide"),
        url=reverse("mandates:waive", kwargs={"office": standing.office.slug, "seat": seat.pk}),
        order=20,
    )
