"""Deeds on the address by which a person comes in: asked for, proposed, accepted by code, refused, undone."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from pmo import clock
from pmo.access import proofs
from pmo.access.address_letters import tell_changed, tell_proposed, tell_refused, tell_undone
from pmo.access.locks import lock_office, lock_person
from pmo.access.models import AddressChange, Office, Person, Proof
from pmo.access.posting import BesideThePage
from pmo.access.readers import as_read_by
from pmo.access.rules import (
    BLOCKED_FOR,
    may_administer,
    may_ask_for_address,
    may_change_means,
    may_complete,
    may_propose_address,
    may_undo,
)
from pmo.access.selectors import asked_lately, is_taken, open_change, open_invitations, parts_in
from pmo.access.services.leaving import shut_out
from pmo.access.services.means import forget_means_since
from pmo.access.standing import standing_of
from pmo.access.verdicts import GRANTED, Verdict, wrong_input
from pmo.audit.services import record


def purpose_of(change: AddressChange) -> str:
    """Return what the code that goes to the new address proves."""
    return f"address:{change.pk}"


@transaction.atomic
def ask_for_address(*, new_email: str, proof: Proof | None, by: Person) -> AddressChange:
    """Ask for a new address of one's own, after a proof; what was open before is given up."""
    person, now = lock_person(by.pk), clock.now()
    may_change_means(person, proof, now).require()
    may_ask_for_address(person, new_email, asked_lately(person), now).require()
    if change := open_change(person):
        _close(change)
    return _ask(person, new_email, by=by)


@transaction.atomic
def propose_address(*, office_id: int, person: Person, new_email: str, by: Person) -> AddressChange:
    """Propose a new address for somebody of the office: both addresses are told, the person decides."""
    office = lock_office(office_id)
    may_administer(standing_of(by, office)).require()
    person, now = lock_person(person.pk), clock.now()
    is_invited = open_invitations(office).filter(person=person).exists()
    here = {"parts": parts_in(office, person), "is_invited": is_invited}
    may_propose_address(person, by, under_way=open_change(person), **here).require()
    may_ask_for_address(person, new_email, asked_lately(person), now).require()
    change = _ask(person, new_email, by=by, office=office)
    tell_proposed(change, taken_by=is_taken(change.new_email, person))
    return change


def mail_code(*, change: AddressChange, place: str) -> None:
    """Mail a code to the new address; who has that address already gets a word instead, at the same cost."""
    person = change.person
    may_complete(change, clock.now()).require()
    proofs.may_ask_for_code(person, purpose_of(change)).require()
    code = proofs.new_code(person, purpose=purpose_of(change), session_key=place)
    owner = is_taken(change.new_email, person)
    with as_read_by(owner or person):
        if owner:
            text = _(
                "Somebody asked to use this address for the sign-in of another person. It is yours, so nothing "
                "changes, and you need do nothing."
            )
        else:
            text = _(
                "%(code)s is the code with which you accept this address for your sign-in.\n\nIt is good for ten "
                "minutes, once, in the browser in which you asked for it. If you did not ask for it, leave it."
            )
        subject, said = _("Your address at PMO Mandate"), text % {"code": code}
    send_mail(subject, said, None, [change.new_email], connection=BesideThePage())


def accept_address(*, change_id: int, code: str, place: str, by: Person) -> Verdict:
    """Make the new address the one: by the person, and the code that went there; the old one may undo it for a day.

    Whoever reads the new mailbox alone accepts nothing: an administrator may have proposed their own.
    """
    with transaction.atomic():
        change = _locked(change_id)
        if change.person_id != by.pk:
            raise AddressChange.DoesNotExist
        if change.done_at and not change.refused_at:
            return GRANTED
        may_complete(change, clock.now()).require()
    verdict = proofs.prove_by_code(change.person, code, purpose=purpose_of(change), session_key=place)
    if not verdict:
        return verdict
    with transaction.atomic():
        change = _locked(change_id)
        may_complete(change, clock.now()).require()
        if is_taken(change.new_email, change.person):
            return wrong_input(_("That is not the code that we sent last. Look again, or have a new one mailed."))
        _apply(change, by=change.person)
    return GRANTED


@transaction.atomic
def refuse_address(*, change_id: int, by: Person) -> AddressChange:
    """Refuse what was proposed, or give up what one asked for."""
    change = _locked(change_id)
    if change.person_id != by.pk:
        raise AddressChange.DoesNotExist
    if change.done_at is None and change.refused_at is None:
        _close(change)
        record("address.refused", about=change, office=change.office, by=by)
        if change.office:
            tell_refused(change)
    return change


@transaction.atomic
def undo_address(*, change_id: int) -> AddressChange:
    """Bring the earlier address back, asked for from there within a day: *this was not me*.

    What was added since to come in by goes with it, and so does the password: somebody else may know it.
    """
    change = _locked(change_id)
    if change.done_at and change.refused_at:
        return change
    may_undo(change, clock.now()).require()
    later = AddressChange.objects.filter(person=change.person, pk__gte=change.pk, refused_at__isnull=True)
    later.update(refused_at=clock.now())
    assert change.done_at is not None, "the rule has refused what was never done"
    forget_means_since(change.person, change.done_at)
    _move(change.person, change.old_email)
    record("address.undone", about=change, office=None, by=None, payload={"to": change.old_email})
    tell_undone(change)
    return change


@transaction.atomic
def set_address(*, person: Person, new_email: str) -> AddressChange:
    """Set somebody's address: the operator's deed. Both addresses are told, and the old one may undo it for a day."""
    person = lock_person(person.pk)
    may_ask_for_address(person, new_email, 0, clock.now()).require()
    if is_taken(new_email, person):
        wrong_input(_("Somebody else signs in with that address. Choose another.")).require()
    if change := open_change(person):
        _close(change)
    change = _ask(person, new_email, by=person)
    _apply(change, by=None)
    return change


def _ask(person: Person, new_email: str, *, by: Person, office: Office | None = None) -> AddressChange:
    change = AddressChange.objects.create(
        person=person, office=office, by=by, old_email=person.email, new_email=new_email.strip().lower()
    )
    event = "address.proposed" if office else "address.asked"
    record(event, about=change, office=office, by=by, payload={"person": person.pk, "new": change.new_email})
    return change


def _apply(change: AddressChange, *, by: Person | None) -> None:
    _move(change.person, change.new_email)
    change.done_at = clock.now()
    change.save(update_fields=["done_at"])
    said = {"person": change.person_id, "old": change.old_email, "new": change.new_email}
    record("address.changed", about=change, office=None, by=by, payload=said)
    tell_changed(change)


def _move(person: Person, email: str) -> None:
    """Let a person come in by another address only: whoever is signed in as them is not any more, and nobody signs."""
    until: datetime = clock.now() + BLOCKED_FOR
    person.email, person.signing_blocked_until = email, until
    person.save(update_fields=["email", "signing_blocked_until"])
    EmailAddress.objects.filter(user=person).delete()
    shut_out(person)


def _close(change: AddressChange) -> None:
    change.refused_at = clock.now()
    change.save(update_fields=["refused_at"])


def _locked(change_id: int) -> AddressChange:
    lock_person(AddressChange.objects.values_list("person_id", flat=True).get(pk=change_id))
    return AddressChange.objects.select_related("person", "office", "by").get(pk=change_id)
