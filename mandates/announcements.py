"""What people are told at once when something happens to a round or a version: the texts, and to whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from executives.models import Seat
from executives.selectors.seats import person_in, seats_of
from mandates.models import ConsensusRound, MandateVersion, Participant, SignatureRequest
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
            "day": _day(round_.deadline),
            "end": end_in_words(round_.deadline, round_.deadline_at),
        }
        text = _(
            "Round %(number)d on the mandate is open until %(end)s. You are asked whether you can agree to each "
            "statement. It takes a few minutes, and you can stop and go on where you stopped."
        )
        return _("Can you agree? Until %(day)s") % names, text % names

    office, page = round_.version.mandate.office, ("mandates:answer", round_.number)
    _tell(office, _asked(participants), "round.opened", f"round:{round_.pk}", page, words)


def round_extended(round_: ConsensusRound, participants: Sequence[Participant]) -> None:
    """Tell everybody who is asked, whether they have answered or not, that there is more time."""

    def words() -> Words:
        names = {
            "number": round_.number,
            "day": _day(round_.deadline),
            "end": end_in_words(round_.deadline, round_.deadline_at),
        }
        text = _(
            "Round %(number)d on the mandate stays open longer: answers are taken, and can be changed, until %(end)s."
        )
        return _("More time to answer: until %(day)s") % names, text % names

    office, page = round_.version.mandate.office, ("mandates:answer", round_.number)
    occurrence = f"round:{round_.pk}:{round_.deadline.isoformat()}"
    _tell(office, _asked(participants) | _managers(office), "round.extended", occurrence, page, words)


def round_closed(outcome: Outcome, moved: Sequence[Moved] = ()) -> None:
    """Tell everybody who was asked, and the PMO managers, what the round came to."""
    round_ = outcome.round
    office, page = round_.version.mandate.office, ("mandates:round", round_.number)
    names = {"number": round_.number, "agreed": outcome.agreed, "total": len(outcome.items)}

    def words() -> Words:
        return _("Round %(number)d is closed") % names, _came_to(outcome, moved) % names

    people = _asked(outcome.participants) | _managers(office)
    _tell(office, people, "round.closed", f"round:{round_.pk}", page, words)


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
    _tell(office, people, "round.cancelled", f"round:{round_.pk}", page, words)


def out_for_signature(version: MandateVersion, seats: Iterable[Seat], due: date | None) -> None:
    """Ask the holders of the seats that must sign."""

    def words() -> Words:
        names = {"number": version.key, "day": _day(due) if due else ""}
        text = _("Version %(number)s of the mandate is agreed by all and waits for your signature.") % names
        if due:
            by = _("Please sign by %(day)s.") % names
            text = f"{text} {by}"
        return _("Sign version %(number)s of the mandate") % names, text

    about = ("version.out_for_signature", f"version:{version.pk}", ("mandates:sign",))
    _tell(version.mandate.office, _holders(seats), *about, words)


def in_force(version: MandateVersion) -> None:
    """Tell every holder of a seat, and the PMO managers, that the version holds from now on."""
    office = version.mandate.office
    names = {"number": version.key}

    def words() -> Words:
        text = _("The last required signature has been given: version %(number)s of the mandate is in force.")
        return _("Version %(number)s of the mandate is in force") % names, text % names

    people = _holders(seats_of(office)) | _managers(office)
    _tell(office, people, "version.in_force", f"version:{version.pk}", ("mandates:mandate",), words)


def declined(version: MandateVersion, request: SignatureRequest, by: Person) -> None:
    """Tell the PMO managers, and those who were asked to sign, that the version is withdrawn and why."""
    office = version.mandate.office
    names = {"number": version.key, "person": by.name, "seat": request.seat.title, "reason": request.reason}

    def words() -> Words:
        text = _(
            "%(person)s (%(seat)s) has declined to sign version %(number)s. It is withdrawn, and a new draft copied "
            "from it is open. The reason: %(reason)s"
        )
        return _("Version %(number)s is not signed by all") % names, text % names

    asked = {one.seat_id for one in version.signature_requests.all()}
    people = _holders(seat for seat in seats_of(office) if seat.pk in asked) | _managers(office)
    _tell(office, people, "version.declined", f"version:{version.pk}", ("mandates:signatures",), words)


def _asked(participants: Iterable[Participant]) -> dict[str, Person]:
    return {f"seat:{each.seat_id}": each.speaker for each in participants}


def _holders(seats: Iterable[Seat]) -> dict[str, Person]:
    return {f"seat:{seat.pk}": person for seat in seats if (person := person_in(seat))}


def _managers(office: Office) -> dict[str, Person]:
    return {f"membership:{each.pk}": each.person for each in memberships_of(office).filter(role=Role.MANAGER)}


def _day(day: date) -> str:
    return in_words(day, today=day, style="weekday")


def _tell(
    office: Office,
    people: Mapping[str, Person],
    kind: str,
    occurrence: str,
    page: tuple[str | int, ...],
    words: Callable[[], Words],
) -> None:
    name, *number = page
    url = reverse(str(name), kwargs={"office": office.slug, **({"number": number[0]} if number else {})})

    def told() -> Told:
        return Told(*words(), _("Open the page"), url)

    mail_at_once(office=office, people=people, kind=kind, occurrence=occurrence, tells=told)
