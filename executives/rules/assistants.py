"""Who may name and end an assistant, and who can be one."""

from django.utils.translation import gettext_lazy as _

from executives.models import Holder, Seat
from pmo.access.models import Person
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, refused, wrong_role


def may_name_assistants(standing: Standing, seat: Seat) -> Verdict:
    """Grant to whoever holds the seat, and at their wish to PMO managers and administrators; the holder is told."""
    if seat.pk in standing.seat_ids or standing.is_manager or standing.is_administrator:
        return GRANTED
    return wrong_role(_("Only the one who holds a seat, a PMO manager or an administrator names its assistants."))


def can_assist(person: Person, holder: Holder | None, by: Person) -> Verdict:
    """Refuse an assistant for a vacant seat, the holder themselves, and oneself: nobody gives themselves a part."""
    if holder is None:
        return refused(_("Nobody holds this seat today. Name an assistant when somebody does."))
    if person == holder.person:
        return refused(_("Whoever holds the seat needs no part as its assistant: they see all of it."))
    if person == by:
        return refused(_("Nobody gives themselves a part. Ask the one who holds the seat."))
    return GRANTED
