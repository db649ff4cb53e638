"""Who names a delegate, whom, for how long; and who sets what an office allows in signing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mandates.control_states import DelegationScope
from mandates.models import Delegation
from pmo.access.models import Person
from pmo.access.rules import may_administer
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, wrong_input, wrong_role

LONGEST = 366
SHORTEST_WINDOW, LONGEST_WINDOW = 1, 90


@dataclass(frozen=True)
class NewDelegation:
    """Whom somebody names, for what, from when to when, and why."""

    delegate: Person | None
    scope: str
    first: date
    last: date
    reason: str = ""


def may_set_policy(standing: Standing, objection_days: int) -> Verdict:
    """Grant to administrators what an office allows in signing."""
    if not (verdict := may_administer(standing)):
        return verdict
    if not SHORTEST_WINDOW <= objection_days <= LONGEST_WINDOW:
        said = _("Give a number of days from %(least)d to %(most)d.")
        return wrong_input(said % {"least": SHORTEST_WINDOW, "most": LONGEST_WINDOW})
    return GRANTED


def may_delegate(
    standing: Standing, seat_id: int, given: NewDelegation, whose: Standing | None, *, allowed: bool, today: date
) -> Verdict:
    """Grant the holder of a seat to name somebody else who holds a seat and manages nothing, for at most a year.

    `whose`: what the delegate is in the office.
    """
    if seat_id not in standing.seat_ids:
        return wrong_role(_("Only the holder of a seat lets somebody sign for it: who stands in names nobody else."))
    if not allowed:
        return wrong_role(_("In this office nobody signs for somebody else. An administrator can allow it."))
    return first_refusal(_may_be_named(standing, given, whose), _is_sound(given, today))


def may_end_delegation(standing: Standing, delegation: Delegation) -> Verdict:
    """Grant the end to the holder of the seat, to the delegate and to administrators."""
    if delegation.seat_id in standing.seat_ids or delegation.delegate_id == standing.person.pk:
        return GRANTED
    return GRANTED if may_administer(standing) else wrong_role(_("Only the holder of the seat, or the delegate."))


def _may_be_named(standing: Standing, given: NewDelegation, whose: Standing | None) -> Verdict:
    if given.delegate is None or whose is None:
        return wrong_input(_("Choose who may sign for you."))
    if given.delegate.pk == standing.person.pk:
        return wrong_input(_("You sign for yourself already. Choose somebody else."))
    if whose.is_manager:
        return wrong_input(_("A PMO manager signs for nobody else. Choose somebody who only holds a seat."))
    if not whose.seat_ids:
        return wrong_input(_("Only somebody who holds a seat in this office can stand in for another."))
    return GRANTED


def _is_sound(given: NewDelegation, today: date) -> Verdict:
    if given.scope not in DelegationScope.values:
        return wrong_input(_("Choose for what they may sign."))
    if given.last < given.first:
        return wrong_input(_("The last day lies before the first. Give them in order."))
    if given.last < today:
        return wrong_input(_("That day is over. Give a last day that is still to come."))
    if (given.last - given.first).days >= LONGEST:
        return wrong_input(_("Give at most a year: after it, name them again."))
    return GRANTED
