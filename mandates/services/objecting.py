"""The deed by which somebody says that a change is more than wording."""

from django.db import transaction

from executives.models import Seat
from mandates import amending_mails
from mandates.control_states import AmendmentClass
from mandates.locks import lock_version
from mandates.models import MandateVersion, NoticeObjection
from mandates.rules.wording import Window, may_object
from mandates.services.forces import withdraw
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def object_to_wording(*, version_id: int, seat_id: int, shown_digest: str, reason: str, by: Person) -> MandateVersion:
    """Object to an editorial amendment: it is withdrawn, and a draft copied from it is a minor one; returns that."""
    version = lock_version(version_id)
    office = version.mandate.office
    if version.notice_objections.filter(seat_id=seat_id, person=by).exists():
        return version.amendments.order_by("pk").last() or version
    seat = Seat.objects.get(pk=seat_id, office=office)
    at = clock.now()  # one instant for rule, row and database: the window may end between two
    window = Window(version, seat, shown_digest, at)
    may_object(standing_of(by, office), window, reason).require()
    said = canonical.text(reason)
    objection = NoticeObjection.objects.create(
        version=version, seat=seat, person=by, digest=version.digest, reason=said, at=at
    )
    payload = {"seat": seat.title, "digest": version.digest, "reason": said}
    record("version.objected", about=version, office=office, by=by, payload=payload)
    draft = withdraw(version, reason=said, by=by, raised_to=AmendmentClass.MINOR)
    amending_mails.objected(objection)
    return draft
