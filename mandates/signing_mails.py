"""What people are told at once when something happens to a version that is signed: the texts, and to whom."""

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from executives.selectors.addressees import people_of_seats
from executives.selectors.seats import seats_of
from mandates.announcements import Words, day_in_words, holders, managers, tell
from mandates.control_states import AmendmentClass
from mandates.models import Condition, Delegation, MandateVersion, Signature, SignatureRequest
from mandates.selectors.signoff import delegations_now
from pmo.access.models import Office, Person
from pmo.notices.kinds import Told
from pmo.notices.services import mail_at_once

SIGN = ("mandates:sign",)
SIGNATURES = ("mandates:signatures",)


def out_for_signature(version: MandateVersion, seat_ids: Iterable[int], due: date | None) -> None:
    """Ask the holders of the seats whose turn it is."""

    def words() -> Words:
        text = _why_asked(version)
        names = {"number": version.key, "day": day_in_words(due) if due else ""}
        if due:
            by = _("Please sign by %(day)s.")
            text = f"{text} {by}"
        return _("Sign version %(number)s of the mandate") % names, text % names

    seat_ids = list(seat_ids)
    _ask_seats(version, seat_ids, "version.out_for_signature", f"version:{version.pk}", words)
    for delegation in delegations_now(version.mandate.office, seat_ids, version.amendment_class):
        _delegate_asked(version, delegation, due)


def _delegate_asked(version: MandateVersion, delegation: Delegation, due: date | None) -> None:
    """Tell who may sign in somebody's place that it waits for the one or the other."""
    names = {"number": version.key, "seat": delegation.seat.title, "holder": delegation.by.name}

    def words() -> Words:
        told = names | {"day": day_in_words(due) if due else ""}
        text = _(
            "Version %(number)s of the mandate waits for the signature of %(seat)s. %(holder)s has let you sign it in "
            "their place, if they do not sign it themselves."
        )
        by = " " + _("The last day is %(day)s.") if due else ""
        return _("Sign version %(number)s of the mandate for %(holder)s") % told, (text + by) % told

    people = {f"person:{delegation.delegate_id}": delegation.delegate}
    about = ("version.out_for_signature", f"version:{version.pk}:{delegation.seat_id}", SIGN)
    tell(version.mandate.office, people, *about, words)


def signed_for(signature: Signature, delegation: Delegation) -> None:
    """Tell who let somebody sign for them that it was done."""
    names = {"number": signature.version.key, "person": signature.person.name, "seat": signature.seat.title}

    def words() -> Words:
        text = _(
            "%(person)s has signed version %(number)s in your place, for %(seat)s. If that is not right, say so on the "
            "page before the version comes into force."
        )
        return _("%(person)s has signed version %(number)s for you") % names, text % names

    people = {f"person:{delegation.by_id}": delegation.by}
    about = ("signature.for_you", f"signature:{signature.pk}", SIGN)
    tell(signature.version.mandate.office, people, *about, words)


def _why_asked(version: MandateVersion) -> str:
    """Return what a version is, to whom it asks for a signature."""
    match version.amendment_class:
        case AmendmentClass.EDITORIAL:
            return _(
                "Version %(number)s of the mandate is meant to change wording only. Please confirm that, or decline."
            )
        case AmendmentClass.MINOR:
            return _(
                "Version %(number)s of the mandate is a minor amendment and waits for your signature: as the sponsor, "
                "or since it touches what you asked for or own."
            )
    return _("Version %(number)s of the mandate is agreed by all and waits for your signature.")


def signing_extended(version: MandateVersion, seat_ids: Iterable[int], due: date) -> None:
    """Tell those who have not answered that there is more time."""

    def words() -> Words:
        names = {"number": version.key, "day": day_in_words(due)}
        text = _("Version %(number)s of the mandate can be signed until the end of %(day)s.")
        return _("More time to sign: until %(day)s") % names, text % names

    _ask_seats(version, seat_ids, "version.extended", f"version:{version.pk}:{due.isoformat()}", words)


def in_force(version: MandateVersion) -> None:
    """Tell every holder of a seat, and the PMO managers, that the version holds from now on."""
    office, names = version.mandate.office, {"number": version.key}

    def words() -> Words:
        text = _("All that was needed has been given: version %(number)s of the mandate is in force.")
        return _("Version %(number)s of the mandate is in force") % names, text % names

    people = holders(seats_of(office)) | managers(office)
    tell(office, people, "version.in_force", f"version:{version.pk}", ("mandates:mandate",), words)


def declined(version: MandateVersion, request: SignatureRequest, by: Person) -> None:
    """Tell the author, all who signed or were asked to, and the PMO managers that it is withdrawn, and why."""
    names = {"number": version.key, "person": by.name, "seat": request.seat.title, "reason": request.reason}

    def words() -> Words:
        text = _(
            "%(person)s (%(seat)s) has declined to sign version %(number)s. It is withdrawn, and a new draft copied "
            "from it is open. The reason: %(reason)s"
        )
        return _("Version %(number)s is not signed by all") % names, text % names

    _tell_concerned(version, "version.declined", f"version:{version.pk}", words)


def recalled(version: MandateVersion, by: Person) -> None:
    """Tell the author, all who signed or were asked to, and the PMO managers that it was called back, and why."""
    names = {"number": version.key, "person": by.name, "reason": version.withdrawn_reason}

    def words() -> Words:
        text = _(
            "%(person)s has called version %(number)s back. Nothing is asked of you any more; what was signed stays on "
            "record. A new draft copied from it is open. The reason: %(reason)s"
        )
        return _("Version %(number)s was called back") % names, text % names

    _tell_concerned(version, "version.recalled", f"version:{version.pk}", words)


def revoked(version: MandateVersion, signature: Signature, by: Person) -> None:
    """Tell the author, all who signed or were asked to, and the PMO managers that a signature was taken back."""
    seat, reason = signature.seat.title, signature.revoked_reason
    names = {"number": version.key, "person": by.name, "seat": seat, "reason": reason}

    def words() -> Words:
        text = _(
            "%(person)s has taken back the signature of %(seat)s under version %(number)s. What is missing "
            "now stands on the page. The reason: %(reason)s"
        )
        return _("A signature under version %(number)s was taken back") % names, text % names

    _tell_concerned(version, "version.revoked", f"signature:{signature.pk}", words)


def signed_on_paper(version: MandateVersion, signature: Signature, by: Person) -> None:
    """Tell who signed on paper, and who holds the seat now, that the paper was recorded as the signature."""
    names = {"number": version.key, "person": by.name, "seat": signature.seat.title}

    def words() -> Words:
        text = _(
            "%(person)s has recorded a paper as the signature of %(seat)s under version %(number)s. If that is not "
            "right, say so to the PMO manager, or take it back on the page."
        )
        return _("Your signature on paper under version %(number)s") % names, text % names

    office = version.mandate.office
    people = _seats(office, [signature.seat_id]) | {f"person:{signature.person_id}": signature.person}
    about = ("version.signed_on_paper", f"signature:{signature.pk}", SIGNATURES)
    tell(office, people, *about, words)


def condition_set(condition: Condition) -> None:
    """Tell the seat that sees to a condition what it is, and until when."""
    signature, due = condition.signature, condition.due
    names = {"person": signature.person.name, "number": signature.version.key, "text": condition.text}

    def words() -> Words:
        told = names | {"day": day_in_words(due)}
        text = _("%(person)s has signed version %(number)s under a condition that you see to, until %(day)s: %(text)s")
        return _("A condition to see to, until %(day)s") % told, text % told

    _about_condition(condition, condition.owner_id, "condition.set", words)


def condition_reported(condition: Condition) -> None:
    """Tell the seat that set a condition what was done, so that it says whether that meets it."""
    names = {"owner": condition.owner.title, "text": condition.text, "report": condition.report}

    def words() -> Words:
        text = _("%(owner)s has reported on the condition under which you signed (%(text)s): %(report)s")
        return _("Is your condition met?"), text % names

    _about_condition(condition, condition.signature.seat_id, "condition.reported", words)


def delegate_named(delegation: Delegation) -> None:
    """Tell a delegate for whom they may sign, from when to when."""
    office = delegation.seat.office
    names = {"person": delegation.by.name, "seat": delegation.seat.title}

    def words() -> Words:
        days = {"first": day_in_words(delegation.first), "last": day_in_words(delegation.last)}
        text = _(
            "%(person)s lets you sign for %(seat)s, from %(first)s to %(last)s. It stands as your name for theirs."
        )
        return _("You may sign for %(seat)s") % names, text % (names | days)

    people = {f"person:{delegation.delegate_id}": delegation.delegate}
    tell(office, people, "delegation.named", f"delegation:{delegation.pk}", SIGN, words)


def _ask_seats(
    version: MandateVersion, seat_ids: Iterable[int], kind: str, occurrence: str, words: Callable[[], Words]
) -> None:
    office = version.mandate.office
    tell(office, _seats(office, seat_ids), kind, occurrence, SIGN, words)


def _tell_concerned(version: MandateVersion, kind: str, occurrence: str, words: Callable[[], Words]) -> None:
    tell(version.mandate.office, _concerned(version), kind, occurrence, ("mandates:signatures-of", version.key), words)


def _about_condition(condition: Condition, seat_id: int, kind: str, words: Callable[[], Words]) -> None:
    office = condition.signature.version.mandate.office
    url = reverse("mandates:condition", kwargs={"office": office.slug, "condition": condition.pk})
    occurrence = f"condition:{condition.pk}:{condition.reported_at.isoformat() if condition.reported_at else ''}"
    mail_at_once(
        office=office,
        people=_seats(office, [seat_id]),
        kind=kind,
        occurrence=occurrence.rstrip(":"),
        tells=lambda: Told(*words(), _("Open the page"), url),
    )


def _seats(office: Office, seat_ids: Iterable[int]) -> dict[str, Person]:
    return people_of_seats(office, {f"seat:{number}" for number in seat_ids})


def _concerned(version: MandateVersion) -> dict[str, Person]:
    """Return whom the end of a version concerns: its author, who was asked to sign, who signed, the PMO managers."""
    office = version.mandate.office
    asked = version.signature_requests.values_list("seat_id", flat=True)
    people = _seats(office, asked) | managers(office)
    signed = [each.person for each in version.signatures.select_related("person")]
    known = {person.pk for person in people.values()}
    return people | {f"person:{each.pk}": each for each in [version.opened_by, *signed] if each.pk not in known}
