"""What is going on in an office that somebody may owe something to, asked at one go."""

from django.db.models import Exists, OuterRef

from mandates.models import Condition, ConsensusRound, Mandate, MandateVersion, Review, Sounding
from mandates.review_states import ReviewState
from mandates.rules.conditions import LIVING
from mandates.selectors.signoff import vacant_seats
from mandates.selectors.turnover import open_wishes, successors
from mandates.sounding_states import SoundingState
from mandates.states import TO_BE_SIGNED, RoundState, VersionState
from pmo.access.standing import Standing

ROUND, SOUNDING, REVIEW, SUCCESSOR, WISH = "round", "sounding", "review", "successor", "wish"
SIGNATURE, CONDITION, VACANCY = "signature", "condition", "vacancy"


def going_on(standing: Standing) -> frozenset[str]:
    """Return of which kinds something is open in the office's current mandate, where it may concern this person."""
    office, seats = standing.office, standing.seat_ids
    of_mandate = {"mandate": OuterRef("pk")}
    kinds = {
        ROUND: ConsensusRound.objects.filter(**of_mandate, state=RoundState.OPEN),
        SOUNDING: Sounding.objects.filter(**of_mandate, state=SoundingState.OPEN),
        SIGNATURE: MandateVersion.objects.filter(**of_mandate, state=VersionState.OUT_FOR_SIGNATURE),
        VACANCY: MandateVersion.objects.filter(Exists(vacant_seats(office)), **of_mandate, state__in=TO_BE_SIGNED),
        CONDITION: Condition.objects.filter(
            signature__version__mandate=OuterRef("pk"), signature__version__state__in=LIVING, ended_as=""
        ),
        REVIEW: Review.objects.filter(**of_mandate, state=ReviewState.OPEN),
        SUCCESSOR: successors(office).filter(person=standing.person, seat__in=seats),
        WISH: open_wishes(office) if standing.is_manager else open_wishes(office).none(),
    }
    mandates = Mandate.objects.filter(office=office, current=True)
    found = mandates.annotate(**{f"has_{kind}": Exists(rows) for kind, rows in kinds.items()})
    rows = found.values_list(*[f"has_{kind}" for kind in kinds])
    return frozenset(kind for row in rows for kind, there in zip(kinds, row, strict=True) if there)
