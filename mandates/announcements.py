"""What people are told at once when something happens to a round or a version: the texts, and to whom."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from executives.models import Seat
from executives.selectors.seats import person_in, seats_of
from mandates.models import ConsensusRound, MandateVersion, Participant, SignatureRequest
from mandates.selectors.outcomes import Outcome
from mandates.states import RoundState
from pmo.access.models import Office, Person
from pmo.access.selectors import memberships_of
from pmo.access.states import Role
from pmo.notices.services import mail_at_once
from pmo.ui.dates import end_in_words


def round_opened(round_: ConsensusRound, participants: Sequence[Participant]) -> None:
    """Tell everybody who is asked, and until when."""
    text = _(
        "Round %(number)d on the mandate is open until %(end)s. You are asked whether you can agree to each "
        "statement. It takes a few minutes, and you can stop and go on where you stopped."
    )
    subject = _("Can you agree? Until %(day)s") % {"day": _day(round_.deadline)}
    office, page = round_.version.mandate.office, ("mandates:answer", round_.number)
    for end, people in _by_their_clocks(round_, participants).items():
        told = text % {"number": round_.number, "end": end}
        _tell(office, people, "round.opened", f"round:{round_.pk}", subject, told, page)


def round_closed(outcome: Outcome) -> None:
    """Tell everybody who was asked, and the PMO managers, what the round came to."""
    round_ = outcome.round
    office = round_.version.mandate.office
    names = {"number": round_.number, "agreed": outcome.agreed, "total": len(outcome.items)}
    if outcome.all_agreed:
        text = _("Round %(number)d is closed: all %(total)d statements are agreed. Next comes the signing.")
    elif round_.state == RoundState.LAPSED:
        text = _("Round %(number)d ended before enough seats had answered. The PMO manager will ask again.")
    else:
        text = _(
            "Round %(number)d is closed: %(agreed)d of %(total)d statements are agreed. What is not agreed will be "
            "worked on, and only that is asked again."
        )
    _tell(
        office,
        _asked(outcome.participants) | _managers(office),
        "round.closed",
        f"round:{round_.pk}",
        _("Round %(number)d is closed") % names,
        text % names,
        ("mandates:round", round_.number),
    )


def round_cancelled(round_: ConsensusRound) -> None:
    """Tell everybody who was asked that nothing is asked any more, and why."""
    names = {"number": round_.number, "reason": round_.cancel_reason}
    text = _("Round %(number)d was cancelled and nothing is asked of you any more. The reason: %(reason)s")
    _tell(
        round_.version.mandate.office,
        _asked(round_.participants.select_related("person")),
        "round.cancelled",
        f"round:{round_.pk}",
        _("Round %(number)d was cancelled") % names,
        text % names,
        ("mandates:round", round_.number),
    )


def out_for_signature(version: MandateVersion, seats: Iterable[Seat], due: date | None) -> None:
    """Ask the holders of the seats that must sign."""
    names = {"number": version.key, "day": _day(due) if due else ""}
    text = _("Version %(number)s of the mandate is agreed by all and waits for your signature.") % names
    if due:
        text = f"{text} {_('Please sign by %(day)s.') % names}"
    subject = _("Sign version %(number)s of the mandate") % names
    about = ("version.out_for_signature", f"version:{version.pk}")
    _tell(version.mandate.office, _holders(seats), *about, subject, text, ("mandates:sign",))


def in_force(version: MandateVersion) -> None:
    """Tell every holder of a seat, and the PMO managers, that the version holds from now on."""
    office = version.mandate.office
    names = {"number": version.key}
    text = _("The last required signature has been given: version %(number)s of the mandate is in force.") % names
    people = _holders(seats_of(office)) | _managers(office)
    subject = _("Version %(number)s of the mandate is in force") % names
    _tell(office, people, "version.in_force", f"version:{version.pk}", subject, text, ("mandates:mandate",))


def declined(version: MandateVersion, request: SignatureRequest, by: Person) -> None:
    """Tell the PMO managers, and those who were asked to sign, that the version is withdrawn and why."""
    office = version.mandate.office
    names = {"number": version.key, "person": by.name, "seat": request.seat.title, "reason": request.reason}
    text = _(
        "%(person)s (%(seat)s) has declined to sign version %(number)s. It is withdrawn, and a new draft copied from "
        "it is open. The reason: %(reason)s"
    )
    asked = {one.seat_id for one in version.signature_requests.all()}
    people = _holders(seat for seat in seats_of(office) if seat.pk in asked) | _managers(office)
    subject = _("Version %(number)s is not signed by all") % names
    about = ("version.declined", f"version:{version.pk}")
    _tell(office, people, *about, subject, text % names, ("mandates:signatures",))


def _asked(participants: Iterable[Participant]) -> dict[str, Person]:
    return {f"seat:{each.seat_id}": each.person for each in participants}


def _holders(seats: Iterable[Seat]) -> dict[str, Person]:
    return {f"seat:{seat.pk}": person for seat in seats if (person := person_in(seat))}


def _managers(office: Office) -> dict[str, Person]:
    return {f"membership:{each.pk}": each.person for each in memberships_of(office).filter(role=Role.MANAGER)}


def _by_their_clocks(round_: ConsensusRound, participants: Iterable[Participant]) -> dict[str, dict[str, Person]]:
    """Return who is told the end of the round in the same words."""
    told: dict[str, dict[str, Person]] = {}
    for each in participants:
        end = end_in_words(round_.deadline, round_.deadline_at, each.person.time_zone)
        told.setdefault(end, {})[f"seat:{each.seat_id}"] = each.person
    return told


def _day(day: date) -> str:
    return formats.date_format(day, "l j F Y")


def _tell(
    office: Office,
    people: Mapping[str, Person],
    kind: str,
    occurrence: str,
    subject: str,
    text: str,
    page: tuple[str | int, ...],
) -> None:
    name, *number = page
    url = reverse(str(name), kwargs={"office": office.slug, **({"number": number[0]} if number else {})})
    mail_at_once(office=office, people=people, kind=kind, occurrence=occurrence, subject=subject, text=text, url=url)
