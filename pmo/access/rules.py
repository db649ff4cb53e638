"""Who may do what with people and offices; and the questions about roles that every app asks."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pmo.access.models import AddressChange, Invitation, Membership, Person, PersonalLink, Proof, validate_name
from pmo.access.standing import Standing
from pmo.access.states import ASSISTANT, Role
from pmo.access.verdicts import GRANTED, Verdict, refused, wrong_input, wrong_role

LONGEST_NAME = 200
PATIENCE = timedelta(minutes=10)
MOST_ASKED = 3
ASKED_FOR = timedelta(days=7)
BLOCKED_FOR = timedelta(hours=24)
ONLY_MANAGER = _("Only a PMO manager of this office may do this.")
ONLY_ASSISTANT = _(
    "As an assistant you see what waits for the seat, and by when. Reading and deciding is for whoever holds it."
)
ONLY_ADMINISTRATOR = _("Only an administrator of this office may do this.")
MEANS = "means"
MEANS_GOOD_FOR = timedelta(minutes=15)


def is_manager(standing: Standing) -> Verdict:
    """Grant to PMO managers."""
    return GRANTED if standing.is_manager else wrong_role(ONLY_MANAGER)


def is_administrator(standing: Standing) -> Verdict:
    """Grant to administrators."""
    return GRANTED if standing.is_administrator else wrong_role(ONLY_ADMINISTRATOR)


def may_administer(standing: Standing) -> Verdict:
    """Grant the change of people, rules, cadence and reminders to administrators."""
    return is_administrator(standing)


def has_part(standing: Standing) -> Verdict:
    """Grant the way in, and the page of what waits, to everybody who is something in the office."""
    return GRANTED if standing.roles else wrong_role(_("You have no part in this office."))


def sees_office(standing: Standing) -> Verdict:
    """Grant the pages of an office to all who have a part in it; an assistant sees what waits and when, no more."""
    if standing.roles == {ASSISTANT}:
        return wrong_role(ONLY_ASSISTANT)
    return has_part(standing)


def sees_working_pages(standing: Standing) -> Verdict:
    """Grant the sight of everybody's requirements, the board and drafts to those who work on or examine them."""
    if standing.is_any(Role.MANAGER, Role.ADMINISTRATOR, Role.AUDITOR):
        return GRANTED
    return wrong_role(_("This page is for the PMO manager. What waits for you is on your own page."))


def sees_ledger(standing: Standing) -> Verdict:
    """Grant the sight of the ledger to auditors, administrators and PMO managers."""
    if standing.is_any(Role.AUDITOR, Role.ADMINISTRATOR, Role.MANAGER):
        return GRANTED
    return wrong_role(_("The ledger is for auditors, administrators and PMO managers."))


def may_follow(link: PersonalLink | None, now: datetime) -> Verdict:
    """Grant a genuine link of somebody who is here until it ends; of what is not genuine nothing is told."""
    if link is None or not link.person.is_active:
        return wrong_input(_("This link leads nowhere. Open the mail again and follow the link as it stands there."))
    if link.revoked_at or link.expires_at <= now:
        return refused(
            _("This link has ended, as links do after a while. Sign in: what waits for you is on your page.")
        )
    return GRANTED


def may_change_means(person: Person, proof: Proof | None, now: datetime) -> Verdict:
    """Grant the change of one's own sign-in within a quarter of an hour of a proof."""
    fresh = proof and proof.proved_at and now - MEANS_GOOD_FOR < proof.proved_at <= now
    if proof and fresh and proof.person_id == person.pk and proof.purpose == MEANS:
        return GRANTED
    return refused(_("Show first that it is you. Then change how you sign in."))


def may_be_named(name: str) -> Verdict:
    """Refuse a name that poses as an address or a link, or that hides a sign: in a mail it would mislead."""
    said = name.strip()
    if not said:
        return wrong_input(_("Give a name: others see it beside what the person does."))
    if len(said) > LONGEST_NAME:
        return wrong_input(_("That is longer than 200 characters. Give the name that is used every day."))
    if not said.isprintable():
        return wrong_input(_("The name holds an invisible sign. Type it again instead of copying it."))
    try:
        validate_name(said)
    except ValidationError as wrong:
        return wrong_input(wrong.messages[0])
    return GRANTED


def may_invite(standing: Standing) -> Verdict:
    """Grant invitations, and the sight of them, to those who give parts: administrators and PMO managers."""
    if standing.is_any(Role.ADMINISTRATOR, Role.MANAGER):
        return GRANTED
    return wrong_role(_("Invitations are for administrators and PMO managers of this office."))


def may_send_again(standing: Standing, invitation: Invitation, last: datetime | None, now: datetime) -> Verdict:
    """Grant an open invitation once more, when the last mail has had a while to arrive."""
    if not (verdict := may_invite(standing)):
        return verdict
    if invitation.accepted_at:
        return refused(_("This invitation is taken up, so there is nothing to send again."))
    if invitation.revoked_at:
        return refused(_("This invitation is taken back. Give the part again: that invites anew."))
    if last and now - last < PATIENCE:
        return refused(_("The invitation left a few minutes ago. Give it ten minutes, then send it again."))
    return GRANTED


def may_settle_in(invitation: Invitation, person: Person) -> Verdict:
    """Grant the taking up of an invitation to the person asked, until it is taken back."""
    if invitation.person_id != person.pk:
        return wrong_role(_("This invitation is for somebody else. Sign out, then follow your own."))
    if invitation.revoked_at:
        return refused(_("This invitation is taken back. Ask the office that sent it."))
    return GRANTED


def may_end(membership: Membership, administrators_beside: int) -> Verdict:
    """Refuse to leave an office without an administrator who can sign in and has come in."""
    if membership.role == Role.ADMINISTRATOR and not administrators_beside:
        return refused(_("This is the last administrator who has come in. Give the role to somebody else first."))
    return GRANTED


def may_take_over(
    what: str, to: Person | None, leaver: Person, by: Person, *, is_named: bool, is_here: bool = True
) -> Verdict:
    """Refuse a leave that leaves open who takes a thing, gives it to the leaver, to whoever decides, or a stranger."""
    if not is_named:
        return wrong_input(gettext("Say who takes %(what)s, or that nobody does.") % {"what": what})
    if to == leaver:
        return wrong_input(gettext("%(what)s cannot stay with the one who leaves.") % {"what": what})
    if to == by:
        return refused(_("Nobody gives themselves a part. Ask another administrator."))
    if to and not is_here:
        return wrong_input(_("Whoever takes something over has a part in this office. Choose somebody of the list."))
    if to and not to.is_active:
        return refused(_("This person is deactivated and can take nothing over. Choose somebody else."))
    return GRANTED


def may_ask_for_address(person: Person, new_email: str, asked_lately: int, now: datetime) -> Verdict:
    """Refuse what is no address, the present one, a fourth try in a day, and a change within a day of the last."""
    try:
        validate_email(new_email.strip())
    except ValidationError:
        return wrong_input(_("That is no e-mail address. Write it as ada@example.org."))
    if new_email.strip().casefold() == person.email.casefold():
        return wrong_input(_("That is the address already. Give another one."))
    if person.signing_blocked_until and now < person.signing_blocked_until:
        return refused(_("The address was changed within the last 24 hours. It can change again a day after that."))
    if asked_lately >= MOST_ASKED:
        return refused(_("A new address was asked for three times within a day. Try again tomorrow."))
    return GRANTED


def may_propose_address(
    person: Person, by: Person, *, parts: bool, is_invited: bool, under_way: AddressChange | None
) -> Verdict:
    """Grant a proposal for somebody else who has come in here, while nothing else is under way.

    For whoever has not come in, it would tell what is under way elsewhere.
    """
    if person == by:
        return wrong_input(_("For your own address, open “My settings” instead."))
    if not parts:
        return wrong_input(_("This person has no part in this office."))
    if is_invited:
        return refused(_("This person has not come in yet. Take the invitation back, and invite the other address."))
    if under_way:
        return refused(_("A change of this person's address is under way. Wait until they have answered."))
    return GRANTED


def may_complete(change: AddressChange, now: datetime) -> Verdict:
    """Grant the new address while the change is open, and a week long."""
    if change.done_at:
        return refused(_("This change is done already."))
    if change.refused_at:
        return refused(_("This change was refused or given up. Nothing changes."))
    if now - change.asked_at > ASKED_FOR:
        return refused(_("This was asked more than a week ago. Ask for the new address again."))
    return GRANTED


def may_undo(change: AddressChange, now: datetime) -> Verdict:
    """Grant the way back for 24 hours."""
    if change.done_at is None:
        return refused(_("Nothing was changed, so there is nothing to undo."))
    if now - change.done_at >= BLOCKED_FOR:
        return refused(_("The 24 hours are over. Ask the administrator of your office for help."))
    return GRANTED
