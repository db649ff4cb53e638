"""What a new holder owes: to read what the seat stands for, and to say whether they stand by it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from executives.models import Holder
from mandates.selectors.turnover import successors
from pmo.access.duties import Duty
from pmo.access.standing import Standing

KIND = "seat.briefing"


def owed_by(standing: Standing) -> list[Duty]:
    """Return one duty a seat whose new holder has not spoken yet."""
    if not standing.seat_ids:
        return []
    mine = successors(standing.office).filter(seat__in=standing.seat_ids, person=standing.person)
    return [_briefing(standing, holder) for holder in mine]


def _briefing(standing: Standing, holder: Holder) -> Duty:
    url = reverse("mandates:briefing", kwargs={"office": standing.office.slug})
    return Duty(
        kind=KIND,
        question=_("You hold %(seat)s now: do you stand by what it signed?") % {"seat": holder.seat.title},
        sentence=_("One page says what your seat asked for, what it signed and what is open."),
        deed=_("Read what your seat stands for"),
        url=f"{url}?seat={holder.seat_id}",
        seat_id=holder.seat_id,
        order=15,
    )
