"""What stood at the end of a day: the version in force, who had signed it, whose words were left out."""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from executives.models import Wording
from executives.selectors.seats import holders_on
from mandates.models import MandateVersion, Unanswered
from mandates.selectors.people import SeatRow
from mandates.selectors.versions import versions_of
from mandates.then import Then
from pmo.access.models import Office
from pmo.ui.words import settled, waiting


def version_then(office: Office, then: Then) -> MandateVersion | None:
    """Return the version that was in force at the end of a day, or None."""
    stood = Q(ended_at__isnull=True) | Q(ended_at__gte=then.ends)
    return versions_of(office).filter(stood, in_force_at__lt=then.ends).order_by("-in_force_at", "-pk").first()


def first_in_force_at(office: Office) -> datetime | None:
    """Return when the first version came into force, or None."""
    began = versions_of(office).filter(in_force_at__isnull=False).order_by("in_force_at")
    return began.values_list("in_force_at", flat=True).first()


def seats_then(version: MandateVersion, then: Then) -> tuple[SeatRow, ...]:
    """Return the seats that had been asked to sign, with who had signed by then, else who held them on the day."""
    given = version.signatures.filter(at__lt=then.ends).exclude(revoked_at__lt=then.ends).select_related("person")
    signatures = {each.seat_id: each for each in given}
    asked = version.signature_requests.filter(asked_at__lt=then.ends).select_related("seat")
    held = holders_on(then.day).filter(seat__signature_requests__version=version).select_related("person")
    holders = {each.seat_id: each.person.name for each in held}
    return tuple(
        SeatRow(
            title=each.seat.title,
            sponsor=each.seat.sponsor,
            holder=signed.person.name if signed else holders.get(each.seat_id, _("nobody held it")),
            word=settled(_("Signed")) if signed else waiting(_("Had not signed")),
            signed_at=signed.at if signed else None,
            reservation=signed.reservation if signed else "",
        )
        for each in asked
        for signed in [signatures.get(each.seat_id)]
    )


def words_then(version: MandateVersion, then: Then) -> dict[int, Wording]:
    """Return what the requirements that were left out said on the day, by requirement."""
    said = Wording.objects.filter(requirement=OuterRef("requirement_id"), at__lt=then.ends).order_by("-number")
    newest = Unanswered.objects.filter(version=version).annotate(said=Subquery(said.values("pk")[:1])).values("said")
    found = Wording.objects.filter(pk__in=newest).select_related("confirmed_by", "requirement__seat")
    return {each.requirement_id: each for each in found}
