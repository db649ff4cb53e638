"""What the page shows on which somebody leaves their reminders."""

from dataclasses import dataclass

from django.urls import reverse

from pmo.access.links import Unsubscription, unsubscribe_token
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


@dataclass(frozen=True)
class OwnReminders:
    """An office that reminds a person, whether they have left its reminders, and the page on which that changes."""

    office: Office
    has_left: bool
    url: str


def reminders_of(person: Person) -> list[OwnReminders]:
    """Return the offices that remind a person, as their own settings show them."""
    left = set(Reach.objects.filter(person=person, paused_until=UNTIL_TAKEN_BACK).values_list("office_id", flat=True))
    return [
        OwnReminders(office, office.pk in left, reverse("unsubscribe", args=[unsubscribe_token(person, office)]))
        for office in offices_of(person)
    ]
