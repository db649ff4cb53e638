"""What people are told at once when something happens to a round or a version: the texts, and to whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from executives.models import Seat
from executives.selectors.seats import person_in
from mandates.models import ConsensusRound, Participant
from mandates.selectors.outcomes import Outcome
from mandates.selectors.rounds import participants_of
from mandates.selectors.sources import Moved
from mandates.states import RoundState
from pmo.access.models import Office, Person
from pmo.access.selectors import memberships_of
from pmo.access.states import Role
from pmo.notices.kinds import Told
from pmo.notices.services import mail_at_once
from pmo.ui.dates import end_in_words, in_words

Words = tuple[str, str]
"""A subject and what it says, in the language and by the clock of whoever reads it."""


def round_opened(round_: ConsensusRound, participants: Sequence[Participant]) -> None:
    """Tell everybody who is asked, and until when."""

    def words() -> Words:
        names = {
            "number": round_.number,
            "day": day_in_words(round_.deadline),
            "end": end_in_words(round_.deadline, round_.deadline_at),
        }
        text = _(
            "Round %(number)d on the mandate is open until %(end)s. You are asked whether you can agree to each "
            "statement. It takes a few minutes, and you can stop and go on where you stopped."
        )
        return _("Can you agree? Until %(day)s") % names, text % names

    office, page = round_.version.mandate.office, ("mandates:answer", round_.number)
    tell(office, _asked(participants), "round.opened", f"round:{round_.pk}", page, words)


def round_extended(round_: ConsensusRound, participants: Sequence[Participant]) -> None:
    """Tell everybody who is asked, whether they have answered or not, that there is more time."""

    def words() -> Words:
        names = {
            "number": round_.number,
            "day": day_in_words(round_.deadline),
            "end": end_in_words(round_.deadline, round_.deadline_at),
        }
        text = _(
            "Round %(number)d on the mandate stays open longer: answers are taken, and can be changed, until %(end)s."
        )
        return _("More time to answer: until %(day)s") % names, text % names

    office, page = round_.version.mandate.office, ("mandates:answer", round_.number)
    occurrence = f"round:{round_.pk}:{round_.deadline.isoformat()}"
    tell(office, _asked(participants) | managers(office), "round.extended", occurrence, page, words)


def round_closed(outcome: Outcome, moved: Sequence[Moved] = ()) -> None:
    """Tell everybody who was asked, and the PMO managers, what the round came to."""
    round_ = outcome.round
    office, page = round_.version.mandate.office, ("mandates:round", round_.number)
    names = {"number": round_.number, "agreed": outcome.agreed, "total": len(outcome.items)}

    def words() -> Words:
        return _("Round %(number)d is closed") % names, _came_to(outcome, moved) % names

    people = _asked(outcome.participants) | managers(office)
    tell(office, people, "round.closed", f"round:{round_.pk}", page, words)


def _came_to(outcome: Outcome, moved: Sequence[Moved]) -> str:
    if outcome.all_agreed and moved:
        return _(
            "Round %(number)d is closed: all %(total)d statements are agreed. Words that one of them comes from have "
            "changed since it opened: the PMO manager answers that first, then the text is fixed or asked about again."
        )
    if outcome.all_agreed:
        return _("Round %(number)d is closed: all %(total)d statements are agreed. Next comes the signing.")
    if outcome.round.state == RoundState.LAPSED:
        return _("Round %(number)d ended before enough seats had answered. The PMO manager will ask again.")
    return _(
        "Round %(number)d is closed: %(agreed)d of %(total)d statements are agreed. What is not agreed will be "
        "worked on, and only that is asked again."
    )


def round_cancelled(round_: ConsensusRound) -> None:
    """Tell everybody who was asked that nothing is asked any more, and why."""
    names = {"number": round_.number, "reason": round_.cancel_reason}

    def words() -> Words:
        text = _("Round %(number)d was cancelled and nothing is asked of you any more. The reason: %(reason)s")
        return _("Round %(number)d was cancelled") % names, text % names

    people = _asked(participants_of(round_))
    office, page = round_.version.mandate.office, ("mandates:round", round_.number)
    tell(office, people, "round.cancelled", f"round:{round_.pk}", page, words)


def _asked(participants: Iterable[Participant]) -> dict[str, Person]:
    return {f"seat:{each.seat_id}": each.speaker for each in participants}


def holders(seats: Iterable[Seat]) -> dict[str, Person]:
    """Return who holds these seats, of seats that `seats_of` has loaded."""
    return {f"seat:{seat.pk}": person for seat in seats if (person := person_in(seat))}


def managers(office: Office) -> dict[str, Person]:
    """Return the PMO managers of an office."""
    return {f"membership:{each.pk}": each.person for each in memberships_of(office).filter(role=Role.MANAGER)}


def day_in_words(day: date) -> str:
    """Word a day as a mail says it."""
    return in_words(day, today=day, style="weekday")


def tell(
    office: Office,
    people: Mapping[str, Person],
    kind: str,
    occurrence: str,
    page: tuple[str | int, ...],
    words: Callable[[], Words],
) -> None:
    """Tell people at once, each in their own words; `page` is the name of the page that the mail opens."""
    name, *number = page
    url = reverse(str(name), kwargs={"office": office.slug, **({"number": number[0]} if number else {})})

    def told() -> Told:
        return Told(*words(), _("Open the page"), url)

    mail_at_once(office=office, people=people, kind=kind, occurrence=occurrence, tells=told)
