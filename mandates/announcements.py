"""What people are told at once when something happens to a round or a version: the texts, and to whom."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from executives.selectors.seats import person_in, seats_of
from mandates.models import ConsensusRound, MandateVersion, Participant, SignatureRequest
from mandates.selectors.outcomes import Outcome
from mandates.states import RoundState
from pmo.access.models import Office, Person
from pmo.access.selectors import memberships_of
from pmo.access.states import Role
from pmo.notices.services import mail_at_once


def round_opened(round_: ConsensusRound, participants: Sequence[Participant]) -> None:
    """Tell everybody who is asked, and until when."""
    names = {"number": round_.number, "day": _day(round_.deadline)}
    text = _(
        "Round %(number)d on the mandate is open until the end of %(day)s. You are asked whether you can agree to each "
        "statement. It takes a few minutes, and you can stop and go on where you stopped."
    )
    _tell(
        round_.version.mandate.office,
        [each.person for each in participants],
        "round.opened",
        _("Can you agree? Until %(day)s") % names,
        text % names,
        ("mandates:answer", round_.number),
    )


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
    people = [*(each.person for each in outcome.participants), *_managers(office)]
    _tell(
        office,
        people,
        "round.closed",
        _("Round %(number)d is closed") % names,
        text % names,
        ("mandates:round", round_.number),
    )


def round_cancelled(round_: ConsensusRound) -> None:
    """Tell everybody who was asked that nothing is asked any more, and why."""
    names = {"number": round_.number, "reason": round_.cancel_reason}
    people = [each.person for each in round_.participants.select_related("person")]
    text = _("Round %(number)d was cancelled and nothing is asked of you any more. The reason: %(reason)s")
    _tell(
        round_.version.mandate.office,
        people,
        "round.cancelled",
        _("Round %(number)d was cancelled") % names,
        text % names,
        ("mandates:round", round_.number),
    )


def out_for_signature(version: MandateVersion, people: Iterable[Person], due: date | None) -> None:
    """Ask the holders of the seats that must sign."""
    names = {"number": version.key, "day": _day(due) if due else ""}
    text = _("Version %(number)s of the mandate is agreed by all and waits for your signature.") % names
    if due:
        text = f"{text} {_('Please sign by %(day)s.') % names}"
    subject = _("Sign version %(number)s of the mandate") % names
    _tell(version.mandate.office, people, "version.out_for_signature", subject, text, ("mandates:sign",))


def in_force(version: MandateVersion) -> None:
    """Tell every holder of a seat, and the PMO managers, that the version holds from now on."""
    office = version.mandate.office
    names = {"number": version.key}
    text = _("The last required signature has been given: version %(number)s of the mandate is in force.") % names
    people = [*_holders(office), *_managers(office)]
    subject = _("Version %(number)s of the mandate is in force") % names
    _tell(office, people, "version.in_force", subject, text, ("mandates:mandate",))


def declined(version: MandateVersion, request: SignatureRequest, by: Person) -> None:
    """Tell the PMO managers, and those who were asked to sign, that the version is withdrawn and why."""
    office = version.mandate.office
    names = {"number": version.key, "person": by.name, "seat": request.seat.title, "reason": request.reason}
    text = _(
        "%(person)s (%(seat)s) has declined to sign version %(number)s. It is withdrawn, and a new draft copied from "
        "it is open. The reason: %(reason)s"
    )
    asked = {one.seat_id for one in version.signature_requests.all()}
    signatories = [person for seat in seats_of(office) if seat.pk in asked and (person := person_in(seat))]
    subject = _("Version %(number)s is not signed by all") % names
    _tell(
        office, [*signatories, *_managers(office)], "version.declined", subject, text % names, ("mandates:signatures",)
    )


def _holders(office: Office) -> list[Person]:
    return [person for seat in seats_of(office) if (person := person_in(seat))]


def _managers(office: Office) -> list[Person]:
    return [each.person for each in memberships_of(office).filter(role=Role.MANAGER)]


def _day(day: date) -> str:
    return formats.date_format(day, "l j F Y")


def _tell(
    office: Office, people: Iterable[Person], kind: str, subject: str, text: str, page: tuple[str | int, ...]
) -> None:
    name, *number = page
    parts = {"office": office.slug, **({"number": number[0]} if number else {})}
    url = reverse(str(name), kwargs=parts)
    each_once = list({person.pk: person for person in people}.values())
    mail_at_once(office=office, people=each_once, kind=kind, subject=subject, text=text, url=url)
