"""The people of an office: what each one is there, and whether they have come in."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from executives.selectors.assistants import assistants_in
from executives.selectors.seats import holders_from
from pmo.access.duties import Duty, owed_by
from pmo.access.handovers import Held
from pmo.access.models import Invitation, Membership, Office, Person
from pmo.access.selectors import invitations_of, memberships_of, open_invitations
from pmo.access.services.invitations import page_of, pages_mailed
from pmo.access.services.leaving import held_by
from pmo.access.standing import standing_on_paper
from pmo.ui import words
from pmo.ui.words import Word


@dataclass
class PersonRow:
    """One person: roles (which an administrator ends one by one), seats and seats assisted, in words."""

    person: Person
    roles: list[Membership] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)
    invitation: Invitation | None = None

    @property
    def parts(self) -> list[str]:
        """All parts in words, roles first."""
        return [*(str(each.get_role_display()) for each in self.roles), *self.seats]

    @property
    def word(self) -> Word | None:
        """Say what is out of the ordinary: deactivated, or not come in yet."""
        if not self.person.is_active:
            return words.outside(_("Deactivated"))
        return words.waiting(_("Invited, not here yet")) if self.invitation else None


def people_of(office: Office) -> list[PersonRow]:
    """Return everybody who has a part in an office, by name."""
    rows: dict[int, PersonRow] = {}

    def row(person: Person) -> PersonRow:
        return rows.setdefault(person.pk, PersonRow(person))

    for membership in memberships_of(office):
        row(membership.person).roles.append(membership)
    for holder in holders_from(office):
        row(holder.person).seats.append(holder.seat.title)
    for assistant in assistants_in(office).select_related("person", "seat").order_by("pk"):
        row(assistant.person).seats.append(_("Assistant of %(seat)s") % {"seat": assistant.seat.title})
    for invitation in open_invitations(office):
        if invitation.person_id in rows:
            rows[invitation.person_id].invitation = invitation
    return sorted(rows.values(), key=lambda each: each.person.name.casefold())


def person_in(office: Office, number: int) -> PersonRow | None:
    """Return one person of an office, or None."""
    return next((row for row in people_of(office) if row.person.pk == number), None)


@dataclass(frozen=True)
class Leaving:
    """What there is to know before somebody leaves."""

    row: PersonRow
    held: list[Held]
    duties: list[Duty]
    takers: list[tuple[int, str]]


def leaving(office: Office, number: int, by: Person) -> Leaving | None:
    """Return what a person holds and owes in an office, and who of it could take things over; None for a stranger."""
    people = people_of(office)
    row = next((each for each in people if each.person.pk == number), None)
    if row is None:
        return None
    others = [each for each in people if each.person not in (row.person, by) and each.person.is_active]
    takers = [(each.person.pk, f"{each.person.name}, {', '.join(each.parts)}") for each in others]
    standing = standing_on_paper(row.person, office, members_as=[each.role for each in row.roles])
    return Leaving(row, held_by(row.person, office), owed_by(standing), takers)


@dataclass(frozen=True)
class InvitationRow:
    """An invitation as a list shows it."""

    invitation: Invitation
    name: str
    word: Word
    at: datetime | None
    was_sent: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it can be sent again or taken back."""
        return not (self.invitation.accepted_at or self.invitation.revoked_at)


def invitation_rows(office: Office) -> list[InvitationRow]:
    """Return all invitations of an office, the newest first."""
    sent = pages_mailed(office)
    return [_row(each, was_sent=page_of(each) in sent) for each in invitations_of(office)]


def _row(invitation: Invitation, *, was_sent: bool) -> InvitationRow:
    name = invitation.name if invitation.name and not invitation.accepted_at else invitation.person.name
    if invitation.accepted_at:
        return InvitationRow(invitation, name, words.settled(_("Taken up")), invitation.accepted_at)
    if invitation.revoked_at:
        return InvitationRow(invitation, name, words.outside(_("Taken back")), invitation.revoked_at)
    word = words.waiting(_("Open")) if was_sent else words.look_again(_("Not sent yet"))
    return InvitationRow(invitation, name, word, None, was_sent)
