"""Whom an office can reach at present, whom not, and what is held for them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.registry import PEOPLE
from pmo.access.selectors import memberships_of, typed_names
from pmo.access.verdicts import Refused, wrong_input
from pmo.notices.addressees import people_of
from pmo.notices.models import Absence, Notice, Reach
from pmo.notices.states import UNTIL_TAKEN_BACK, Hold, NoticeState
from pmo.ui.words import Word, settled, waiting, wrong

UNKNOWN = _("There is nobody like that in this office. Load the page again.")


@dataclass
class Reached:
    """A person of an office: what they are there, what stands between them and their mail, and what is held."""

    person: Person
    parts: list[str] = field(default_factory=list)
    paused_until: date | None = None
    bad_address: str = ""
    reason: str = ""
    changed_by: str = ""
    away: Absence | None = None
    held: Counter[str] = field(default_factory=Counter)

    @property
    def part(self) -> str:
        """What they are there, in words."""
        return ", ".join(self.parts)

    @property
    def is_open(self) -> bool:
        """Whether mail reaches them."""
        return not (self.paused_until or self.bad_address or self.away)

    @property
    def is_left(self) -> bool:
        """Whether they left their reminders themselves, until they take that back."""
        return self.paused_until == UNTIL_TAKEN_BACK

    @property
    def word(self) -> Word:
        """How a page shows it; the graver reason first."""
        if self.bad_address:
            return wrong(_("The address is bad"))
        if self.paused_until:
            return waiting(_("Reminders paused"))
        return waiting(_("Away")) if self.away else settled(_("Reached"))

    @property
    def held_total(self) -> int:
        return self.held.total()

    @property
    def holds(self) -> list[tuple[Hold, int]]:
        """How many reminders are held for which reason."""
        return [(Hold(why), number) for why, number in sorted(self.held.items()) if why]


def people_here(office: Office) -> dict[int, Reached]:
    """Return everybody who has a part in an office, by name, with what they are there."""
    parts = [(each.person, each.get_role_display()) for each in memberships_of(office)]
    parts += [pair for source in PEOPLE.all() for pair in source(office)]
    found: dict[int, Reached] = {}
    for person, part in sorted(parts, key=lambda pair: (pair[0].name.casefold(), pair[0].pk)):
        found.setdefault(person.pk, Reached(person)).parts.append(str(part))
    return {number: reached for number, reached in found.items() if reached.person.is_active}


def person_here(office: Office, person_id: int) -> Person:
    """Return somebody of an office, or refuse: whoever has no part there is nobody's business there."""
    found = people_here(office).get(person_id)
    if found is None:
        raise Refused(wrong_input(UNKNOWN))
    return found.person


def reach_of(office: Office) -> list[Reached]:
    """Return everybody of an office with what stands between them and their mail, those first whom none reaches.

    That somebody is away is told when they have come in: before, it would tell that they are known elsewhere.
    """
    people, today = people_here(office), clock.today(office.time_zone)
    _add_reaches(office, people, today)
    at_home = set(people).difference(typed_names(office))
    away = Absence.objects.filter(person__in=at_home, last__gte=today, first__lte=today)
    for absence in away.order_by("-last"):
        people[absence.person_id].away = absence
    held = list(Notice.objects.filter(office=office, state=NoticeState.HELD).only("addressee", "held_because"))
    behind = people_of(office, {notice.addressee for notice in held})
    for notice in held:
        person = behind.get(notice.addressee)
        if person and person.pk in people:
            people[person.pk].held[notice.held_because] += 1
    return sorted(people.values(), key=lambda reached: (reached.is_open, not reached.held_total))


def one_reached(office: Office, person_id: int) -> Reached | None:
    """Return one person of an office with what stands between them and their mail, or None."""
    return next((reached for reached in reach_of(office) if reached.person.pk == person_id), None)


def _add_reaches(office: Office, people: dict[int, Reached], today: date) -> None:
    for reach in Reach.objects.filter(office=office, person__in=people).select_related("changed_by"):
        found = people[reach.person_id]
        if reach.paused_until and reach.paused_until > today:
            found.paused_until = reach.paused_until
        if reach.bad_address and reach.bad_address == found.person.email:
            found.bad_address = reach.bad_address
        found.reason, found.changed_by = reach.reason, reach.changed_by.name
