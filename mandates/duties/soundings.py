"""The answers that a person owes to open soundings."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import SoundingParticipant
from mandates.sounding_states import SoundingState
from pmo import clock
from pmo.access.duties import Duty
from pmo.access.standing import Standing

KIND = "sounding.answer"


def owed_by(standing: Standing) -> list[Duty]:
    """Return one duty a seat and open sounding without its answer, until the deadline has passed."""
    if not standing.seat_ids:
        return []
    asked = SoundingParticipant.objects.filter(
        sounding__mandate__office=standing.office,
        sounding__state=SoundingState.OPEN,
        sounding__deadline_at__gt=clock.now(),
        seat__in=standing.seat_ids,
        person=standing.person,
        answered=False,
    )
    return [_duty(each, standing) for each in asked.select_related("sounding").order_by("sounding__number", "pk")]


def _duty(asked: SoundingParticipant, standing: Standing) -> Duty:
    sounding = asked.sounding
    where = reverse("mandates:answer-sounding", kwargs={"office": standing.office.slug, "number": sounding.number})
    if sounding.anonymous:
        sentence = _("Two minutes. It binds nobody, and nobody learns who said what.")
    else:
        sentence = _("Two minutes. It binds nobody.")
    return Duty(
        kind=KIND,
        question=sounding.question,
        sentence=sentence,
        deed=_("Answer"),
        url=f"{where}?seat={asked.seat_id}" if len(standing.seat_ids) > 1 else where,
        due=sounding.deadline,
        due_at=sounding.deadline_at,
        seat_id=asked.seat_id,
        order=25,
    )
