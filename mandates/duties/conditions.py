"""What people owe to conditions under which seats signed: to see to them, and to say whether they are met."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import Condition
from mandates.selectors.conditions import conditions_waiting
from pmo.access.duties import Duty
from pmo.access.standing import Standing

KIND = "condition.answer"


def owed_by(standing: Standing) -> list[Duty]:
    """Return one duty a condition: its owner sees to it, and then the seat that set it says what became of it."""
    if not standing.seat_ids:
        return []
    return [_duty(standing, condition) for condition in conditions_waiting(standing)]


def _duty(standing: Standing, condition: Condition) -> Duty:
    names = {"seat": condition.signature.seat.title, "owner": condition.owner.title, "text": condition.text}
    place = {"office": standing.office.slug, "condition": condition.pk}
    url = reverse("mandates:condition", kwargs=place)
    if condition.reported_at:
        return Duty(
            kind=KIND,
            question=_("Is your condition met?"),
            sentence=_("%(owner)s has reported on it: %(text)s") % names,
            deed=_("Read the report"),
            url=url,
            seat_id=condition.signature.seat_id,
            order=11,
        )
    return Duty(
        kind=KIND,
        question=_("What has been done about a condition of %(seat)s?") % names,
        sentence=condition.text,
        deed=_("Report on it"),
        url=url,
        due=condition.due,
        seat_id=condition.owner_id,
        order=11,
    )
