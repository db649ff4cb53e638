"""What the new holder of a seat may say of the version in force, and who answers a wish to reopen it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from executives.models import Seat
from executives.states import DecisionRole
from mandates.models import MandateVersion, Ratification
from mandates.rules.rounds import is_given
from mandates.states import VersionState
from pmo.access.rules import is_manager, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_role


@dataclass(frozen=True)
class Succession:
    """A seat before its present holder: the version in force, and who stands behind the newest signature for the seat.

    `signed_by` is the number of that person, None where nobody has signed for the seat; `said`: the holder has spoken.
    """

    seat: Seat
    version: MandateVersion | None
    signed_by: int | None
    said: bool = False


def sees_briefing(standing: Standing) -> Verdict:
    """Grant the page of what a seat stands for to whoever holds one."""
    return GRANTED if standing.is_executive else wrong_role(_("This page is for those who hold a seat."))


def sees_successors(standing: Standing) -> Verdict:
    """Grant the list of what new holders said to PMO managers, administrators and auditors."""
    return sees_working_pages(standing)


def may_succeed(standing: Standing, it: Succession, shown_digest: str) -> Verdict:
    """Grant a word on the version in force to the present holder of a seat that somebody else signed it for."""
    if it.seat.pk not in standing.seat_ids:
        return wrong_role(_("Only the present holder of a seat says whether they stand by what it signed."))
    if it.seat.decision_role != DecisionRole.SIGNATORY:
        return wrong_role(_("This seat does not sign, so there is nothing to stand by. Speak to the PMO manager."))
    if it.version is None or it.version.state != VersionState.IN_FORCE:
        return refused(_("No version of the mandate is in force, so there is nothing to stand by yet."))
    if it.signed_by == standing.person.pk:
        return refused(_("You have signed it for this seat yourself, and your signature stands."))
    if it.said:
        return refused(_("You have spoken on this version, and that stays. Tell the PMO manager what changed."))
    if not shown_digest or shown_digest != it.version.digest:
        sentence = _("Version %(number)s came into force since you loaded the page. Read it, then answer again.")
        return refused(sentence % {"number": it.version.key})
    return GRANTED


def may_ask_to_reopen(standing: Standing, it: Succession, shown_digest: str, wish: str) -> Verdict:
    """Grant the wish to reopen to whoever may speak as a successor, with the wish in words."""
    missing = _("Say what should be looked at again: the PMO manager reads it and answers.")
    return first_refusal(may_succeed(standing, it, shown_digest), is_given(wish, missing))


def may_answer_wish(standing: Standing, wish: Ratification, answer: str, *, is_open: bool) -> Verdict:
    """Grant the answer to an open wish to PMO managers, in a sentence that its author reads."""
    if not (verdict := is_manager(standing)):
        return verdict
    if wish.answered_at or not is_open:
        return refused(_("This wish has been answered: by a sentence, a draft or a review after it."))
    return is_given(answer, _("Write what becomes of the wish: its author will read it."))
