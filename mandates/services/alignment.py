"""Deeds on what executives say of statements before a round."""

from django.db import transaction

from executives.models import Seat
from executives.selectors.seats import holder_of
from mandates.models import Presounding, Statement
from mandates.rules.alignment import may_note, may_sound_out
from mandates.selectors.alignment import version_to_align
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def sound_out(*, seat_id: int, line_id: int, choice: str, note: str = "", by: Person) -> Presounding:
    """Note what the holder of a seat said of a line in a talk; the last note counts, the same again changes nothing.

    The note stays out of the ledger: it is the PMO managers'.
    """
    seat = Seat.objects.select_related("office").get(pk=seat_id)
    office = lock_office(seat.office_id)
    standing, words = standing_of(by, office), canonical.text(note)
    may_sound_out(standing).require()
    holder, statement = holder_of(seat, clock.today(office.time_zone)), _statement(office, line_id)
    may_note(standing, seat, holder, statement, choice, words).require()
    assert holder is not None
    assert statement is not None
    said = {"person": holder.person, "digest": statement.digest, "choice": choice, "note": words}
    standing_one = Presounding.objects.filter(seat=seat, line=line_id, superseded_at__isnull=True).first()
    if standing_one and {name: getattr(standing_one, name) for name in said} == said:
        return standing_one
    Presounding.objects.filter(seat=seat, line=line_id, superseded_at__isnull=True).update(superseded_at=clock.now())
    made = Presounding.objects.create(seat=seat, line=statement.line, by=by, **said)
    told = {"seat": seat.pk, "line": line_id, "choice": choice, "digest": statement.digest}
    record("presounding.noted", about=made, office=office, by=by, payload=told)
    return made


def _statement(office: Office, line_id: int) -> Statement | None:
    """Return what the line says in the version that is looked at, or None."""
    version = version_to_align(office)
    found = Statement.objects.filter(version=version, line=line_id) if version else Statement.objects.none()
    return found.select_related("line", "version__mandate").first()
