"""Deeds of coming in: asked by mail, asked again, taken up, taken back."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import clock
from pmo.access.letters import Letter, post
from pmo.access.links import make_link, mark
from pmo.access.locks import lock_office
from pmo.access.models import Invitation, Office, Person, PersonalLink
from pmo.access.readers import as_read_by
from pmo.access.registry import EXPLAINS
from pmo.access.rules import may_be_named, may_send_again, may_settle_in
from pmo.access.selectors import is_at_home, known_by, open_invitations
from pmo.access.services.people import add_person, change_preferences
from pmo.access.standing import standing_of
from pmo.audit.services import record

KIND = "invitation"


@dataclass(frozen=True)
class Guest:
    """Somebody who is about to get a part: whether they are at home in the office, and the name it typed for them."""

    person: Person
    at_home: bool
    typed: str


def expect(office: Office, *, email: str, name: str, time_zone: str = "", language: str = "en") -> Guest:
    """Return whoever has this address, added when nobody knew it; asked before they get their part."""
    may_be_named(name).require()
    known = known_by(email)
    person = known or add_person(office=office, email=email, name=name, time_zone=time_zone, language=language)
    at_home = is_at_home(person, office)
    return Guest(person, at_home, name.strip() if known and not at_home else "")


def ask_in(
    office: Office, guest: Guest, *, part: str = "", part_of: str = "", by: Person, at_once: bool = True
) -> Invitation | None:
    """Invite by mail whoever is not at home in the office yet; whoever calls it has asked the rule.

    `part` is the product's word before any translation, `part_of` a seat's title, alone or named by it. One invitation
    is open at a time: a further part while it is comes with it. Whom a file brings is not mailed at once: somebody
    sends those invitations when the list is right.
    """
    if guest.at_home:
        return None
    if found := open_invitations(office).filter(person=guest.person).first():
        return found
    invitation = Invitation.objects.create(
        office=office, person=guest.person, part=part[:200], part_of=part_of, name=guest.typed, by=by
    )
    said = {"to": guest.person.pk, "part": invitation.part, "of": part_of}
    record("invitation.made", about=invitation, office=office, by=by, payload=said)
    if at_once:
        _mail(invitation)
    return invitation


@transaction.atomic
def send_again(*, invitation_id: int, by: Person) -> Invitation:
    """Mail an open invitation once more; the earlier link is worth nothing from then on."""
    invitation, now = _locked(invitation_id), clock.now()
    links = links_of(invitation)
    last = links.order_by("-made_at").values_list("made_at", flat=True).first()
    may_send_again(standing_of(by, invitation.office), invitation, last, now).require()
    links.filter(revoked_at__isnull=True).update(revoked_at=now)
    record("invitation.sent_again", about=invitation, office=invitation.office, by=by)
    _mail(invitation)
    return invitation


def withdraw(invitation: Invitation, *, by: Person | None) -> None:
    """Take an open invitation back; whoever calls it has locked the office and asked the rule."""
    invitation.revoked_at = clock.now()
    invitation.save(update_fields=["revoked_at"])
    links_of(invitation).filter(revoked_at__isnull=True).update(revoked_at=invitation.revoked_at)
    record("invitation.taken_back", about=invitation, office=invitation.office, by=by)


@transaction.atomic
def take_up_at_sign_in(person: Person) -> Invitation | None:
    """Take up all that a newcomer was asked to; return the newest that has its welcome page still to come."""
    waiting = list(open_invitations().filter(person=person).select_related("office", "person"))
    for invitation in waiting:
        if not invitation.name:
            _take_up(invitation)
    return waiting[0] if waiting else None


@transaction.atomic
def settle_in(*, invitation_id: int, name: str, time_zone: str, language: str, by: Person) -> Invitation:
    """Take an invitation up by one's own hand, with one's own name, zone and language checked."""
    invitation = _locked(invitation_id)
    may_settle_in(invitation, by).require()
    change_preferences(person=by, name=name, time_zone=time_zone, language=language)
    if invitation.accepted_at is None:
        _take_up(invitation)
    return invitation


def _take_up(invitation: Invitation) -> None:
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    record("invitation.taken_up", about=invitation, office=invitation.office, by=invitation.person)


def _locked(invitation_id: int) -> Invitation:
    lock_office(Invitation.objects.values_list("office_id", flat=True).get(pk=invitation_id))
    return Invitation.objects.select_related("office", "person", "by").get(pk=invitation_id)


def page_of(invitation: Invitation) -> str:
    """Return the address of an invitation's welcome page."""
    return reverse("welcome", kwargs={"number": invitation.pk})


def links_of(invitation: Invitation) -> QuerySet[PersonalLink]:
    """Return the links that carried an invitation."""
    return PersonalLink.objects.filter(person_id=invitation.person_id, purpose=KIND, path=page_of(invitation))


def _mail(invitation: Invitation) -> None:
    person, office = invitation.person, invitation.office
    link = make_link(person=person, office=office, purpose=KIND, path=page_of(invitation))
    with as_read_by(person):
        said = {"by": invitation.by.name, "office": office.name, "organisation": office.organisation}
        said["part"] = invitation.part_word
        text = _(
            "%(by)s asks you to take part in %(office)s of %(organisation)s, as: %(part)s. The link leads you in; you "
            "type a code that we mail to you, and no password is needed. If you do not expect this, leave it: nothing "
            "happens until you follow the link."
        )
        post(
            Letter(
                person=person,
                kind=KIND,
                subject=_("%(organisation)s: you are asked to take part") % said,
                text=text % said + _explained(invitation),
                deed=_("Come in"),
                link=link,
                office=office,
                name=invitation.name,
            )
        )


def _explained(invitation: Invitation) -> str:
    """Return a second link, to what this is and why them, where a page of the office says so."""
    person, office = invitation.person, invitation.office
    path = next((path for source in EXPLAINS.all() if (path := source(office, person))), "")
    if not path:
        return ""
    link = make_link(person=person, office=office, purpose="about", path=path)
    return "\n\n" + _("What this is, and why you: %(link)s") % {"link": mark(link)}


def pages_mailed(office: Office) -> set[str]:
    """Return the welcome pages to which an office has mailed links."""
    return set(PersonalLink.objects.filter(office=office, purpose=KIND).values_list("path", flat=True))
