"""Who may set reminder rules, and what a rule may say."""

from django.utils.translation import gettext_lazy as _

from pmo.access.rules import may_administer
from pmo.access.standing import Standing
from pmo.access.states import Role
from pmo.access.verdicts import GRANTED, Verdict, wrong_input, wrong_role

EARLIEST, LATEST, MOST = 90, -30, 12


def may_set_rule(standing: Standing) -> Verdict:
    """Grant the change of reminder rules to administrators."""
    return may_administer(standing)


def sees_reminders(standing: Standing) -> Verdict:
    """Grant the sight of rules, planned and sent reminders to administrators, PMO managers and auditors."""
    if standing.is_any(Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR):
        return GRANTED
    return wrong_role(_("Reminders are set by the administrator. What waits for you is on your own page."))


def offsets_are_sound(offsets: list[int], hour: int) -> Verdict:
    """Accept one to twelve different days from 90 before to 30 after, at an hour of the day."""
    if not offsets:
        return wrong_input(_("Give at least one day, for example 7, or switch the reminder off."))
    if any(not LATEST <= offset <= EARLIEST for offset in offsets):
        return wrong_input(_("Reminders go out at most 90 days before and 30 days after the day, so 90 to -30."))
    if len(set(offsets)) > MOST:
        return wrong_input(_("At most 12 reminders of one duty: fewer are read more."))
    if not 0 <= hour <= 23:
        return wrong_input(_("Give the hour as a number from 0 to 23."))
    return GRANTED
