"""Who may do what with people and offices; and the questions about roles that every app asks."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from pmo.access.models import Person, PersonalLink, Proof
from pmo.access.standing import Standing
from pmo.access.states import Role
from pmo.access.verdicts import GRANTED, Verdict, refused, wrong_input, wrong_role

ONLY_MANAGER = _("Only a PMO manager of this office may do this.")
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


def sees_office(standing: Standing) -> Verdict:
    """Grant the sight of an office to everybody who is something in it."""
    return GRANTED if standing.roles else wrong_role(_("You have no part in this office."))


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
