"""Who may object to a change that was called one of wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from executives.models import Seat
from executives.states import DecisionRole
from mandates.models import MandateVersion
from mandates.rules.rounds import is_given
from mandates.states import VersionState
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_role


@dataclass(frozen=True)
class Window:
    """A version that is open to objections, before a seat that was shown a text."""

    version: MandateVersion
    seat: Seat
    shown_digest: str
    now: datetime


def may_object(standing: Standing, window: Window, reason: str) -> Verdict:
    """Grant the holder of a seat that is asked an objection with a reason, until the end of the window."""
    return first_refusal(
        _is_asked(standing, window.seat),
        _is_open(window),
        is_given(reason, _("Say why it is more than wording: the sponsor and the author will read it.")),
    )


def _is_asked(standing: Standing, seat: Seat) -> Verdict:
    if seat.pk not in standing.seat_ids:
        return wrong_role(_("Only the present holder of a seat objects for it."))
    if seat.decision_role == DecisionRole.INFORMED:
        return wrong_role(_("This seat reads the mandate and is not asked about it."))
    return GRANTED


def _is_open(window: Window) -> Verdict:
    version = window.version
    if version.state != VersionState.ON_NOTICE:
        return refused(_("This version is not open to objections any more."))
    if version.objections_until_at and window.now >= version.objections_until_at:
        return refused(_("The days for objections are over. Ask the PMO manager for a draft, or say it in a review."))
    if window.shown_digest != version.digest:
        return refused(_("The text is not the one that you were shown. Read it again, then object."))
    return GRANTED
