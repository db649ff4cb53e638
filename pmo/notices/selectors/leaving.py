"""What the page shows on which somebody leaves their reminders."""

from dataclasses import dataclass

from pmo.access.links import Unsubscription
from pmo.access.models import Office, Person
from pmo.access.selectors import offices_of
from pmo.notices.models import Reach
from pmo.notices.states import UNTIL_TAKEN_BACK


@dataclass(frozen=True)
class LeavingPage:
    """Whose reminders, of which offices, and whether they have left them already."""

    person: Person
    offices: list[Office]
    has_left: bool


def leaving_page(what: Unsubscription) -> LeavingPage:
    """Return the page of an unsubscription: of its office, or of all offices of the person."""
    offices = [what.office] if what.office else list(offices_of(what.person))
    left = Reach.objects.filter(person=what.person, office__in=offices, paused_until=UNTIL_TAKEN_BACK)
    return LeavingPage(what.person, offices, bool(offices) and left.count() == len(offices))
