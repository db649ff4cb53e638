"""Who may raise the class of a draft, and send a light amendment out for signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion
from mandates.rules.drafting import may_change
from mandates.rules.rounds import is_incomplete
from mandates.states import VersionState
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input
from pmo.ui.series import in_a_sentence


def may_raise_class(standing: Standing, version: MandateVersion, lowest: str, to: str) -> Verdict:
    """Grant PMO managers a heavier class for a draft; `lowest` is the one it has now."""
    if not (verdict := may_change(standing, version)):
        return verdict
    if to not in AmendmentClass.values:
        return wrong_input(_("Choose the class from the list."))
    if AmendmentClass(to).weight <= AmendmentClass(lowest).weight:
        said = _("The class is only raised, never lowered: as the draft stands it is “%(name)s”.")
        return refused(said % {"name": str(AmendmentClass(lowest).label).lower()})
    return GRANTED


@dataclass(frozen=True)
class Sending:
    """What is known when a light amendment is to be sent: its class, whether anything changed, who cannot sign.

    `shown`: the digest of the draft that its sender was shown, where they were; `stands`: of the draft as it is.
    """

    version: MandateVersion
    amendment_class: str
    changes: int
    vacant: Sequence[str]
    missing: Sequence[str]
    due: date | None
    today: date
    shown: str = ""
    stands: str = ""


def may_send_amendment(standing: Standing, sending: Sending) -> Verdict:
    """Grant PMO managers the sending of a complete minor or editorial draft, whose seats are all held, unasked."""
    return first_refusal(is_manager(standing), _is_a_light_draft(sending), _is_ready(sending))


def _is_a_light_draft(sending: Sending) -> Verdict:
    if sending.version.state != VersionState.DRAFT:
        return refused(_("Only a draft is sent as an amendment. This version is past that."))
    if sending.shown and sending.shown != sending.stands:
        return refused(_("The draft has changed since you loaded the page. Look at what it changes now, then send it."))
    if not sending.changes:
        return refused(_("Nothing has changed: the draft says what is in force. Change something, then send it."))
    if sending.amendment_class == AmendmentClass.MAJOR:
        return refused(_("This is a major change, so all are asked: open a round on the draft."))
    return GRANTED


def _is_ready(sending: Sending) -> Verdict:
    if sending.missing:
        return refused(is_incomplete(sending.missing))
    if sending.vacant:
        said = _("Nobody holds %(seats)s, and that seat must sign. Fill it, then send the amendment out.")
        return refused(said % {"seats": in_a_sentence(sending.vacant)})
    if sending.due and sending.due < sending.today:
        return wrong_input(_("That day is over. Give a day that is still to come."))
    return GRANTED
