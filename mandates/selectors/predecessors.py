"""What a seat said before its present holder took it: shown to them, and not counted until they say so too."""

from django.db.models import QuerySet

from mandates.models import Participant, RoundItem, Stance
from mandates.states import RoundState
from pmo.access.models import Person


def predecessor_stance(item: RoundItem, seat_id: int, person: Person) -> Stance | None:
    """Return the newest answer that another holder of the seat gave on this very text, or None."""
    same = [item.digest, *item.same_words.split()]
    return _by_others(item.round.mandate_id, seat_id, person.pk).filter(item__line=item.line, digest__in=same).last()


def predecessor_stances(participant: Participant, mandate_id: int) -> dict[tuple[int, str], Stance]:
    """Return the newest answers of others for a seat by line and digest; one query."""
    found = _by_others(mandate_id, participant.seat_id, participant.speaker.pk).select_related("person", "item__round")
    return {(stance.item.line_id, stance.digest): stance for stance in found}


def _by_others(mandate_id: int, seat_id: int, person_id: int) -> QuerySet[Stance]:
    """Return what others said for a seat, oldest first: the last thing that each of them said in each round."""
    said = Stance.objects.filter(item__round__mandate=mandate_id, participant__seat=seat_id)
    said = said.exclude(person=person_id).exclude(item__round__state=RoundState.CANCELLED)
    return said.order_by("item__round__number", "pk")
