"""Who may send a version out for signature, give more time, call it back, and let a vacant seat be passed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from executives.models import Seat
from mandates.models import MandateVersion
from mandates.rules.rounds import is_given, is_incomplete
from mandates.states import TO_BE_SIGNED, VersionState
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role
from pmo.ui.series import in_a_sentence


def may_send_for_signature(
    standing: Standing,
    version: MandateVersion,
    *,
    vacant: Sequence[str],
    changed: Sequence[str],
    due: date | None,
    today: date,
    held: int | None = None,
    needed: int = 1,
    missing: Sequence[str] = (),
) -> Verdict:
    """Grant the sending of an agreed version whose required seats are all held or waived, enough others with them.

    `held`: how many of the seats that are asked have a holder; None where it is known to be enough. `missing` says in
    sentences what its text lacks.
    """
    if not (verdict := is_manager(standing)):
        return verdict
    if version.state != VersionState.AGREED:
        return refused(_("Only an agreed version goes out for signature: first every statement must be agreed."))
    if missing:
        return refused(is_incomplete(missing))
    if changed:
        return refused(
            _("The seats that must sign are not those the version was agreed for: %(seats)s. Put that right first.")
            % {"seats": _list(changed)}
        )
    if vacant:
        return refused(
            _(
                "Nobody holds %(seats)s, and that seat must sign. Fill it, or let the sponsor waive it, then send the "
                "version out."
            )
            % {"seats": _list(vacant)}
        )
    if held is not None and held < max(1, needed):
        said = _("Only %(held)d of the seats that sign are held, and the rule needs %(needed)d signatures. Fill more.")
        return refused(said % {"held": held, "needed": needed})
    if due and due < today:
        return wrong_input(_("That day is over. Give a day that is still to come."))
    return GRANTED


def may_extend_signing(
    standing: Standing, version: MandateVersion, *, last: date | None, due: date, today: date
) -> Verdict:
    """Grant a later last day, before the present one and after it; never an earlier one."""
    if not (verdict := first_refusal(is_manager(standing), _is_out(version))):
        return verdict
    if last is None:
        return refused(_("There is no last day to sign, so nobody needs more time."))
    if due <= last:
        return wrong_input(_("The last day only moves later. Give a day after the one that everybody was told."))
    if due < today:
        return wrong_input(_("That day is over. Give a day that is still to come."))
    return GRANTED


def may_recall(standing: Standing, version: MandateVersion, reason: str) -> Verdict:
    """Grant to PMO managers calling a version back that is out for signature, or open to objections, with a reason."""
    return first_refusal(
        is_manager(standing),
        GRANTED if version.state == VersionState.ON_NOTICE else _is_out(version),
        is_given(reason, _("Say why it is called back: everybody who was asked to sign reads it.")),
    )


def may_waive(
    standing: Standing, version: MandateVersion, seat: Seat, sponsor_id: int | None, *, is_vacant: bool, reason: str
) -> Verdict:
    """Grant to the sponsor that a version is signed without a seat that nobody holds, with a reason."""
    if sponsor_id is None or sponsor_id not in standing.seat_ids:
        return wrong_role(_("Only the sponsor of the mandate lets it be signed without a seat that nobody holds."))
    if version.state not in TO_BE_SIGNED:
        return refused(_("This version is neither agreed nor out for signature: there is nothing to waive."))
    if not is_vacant:
        said = _("%(seat)s has a holder, or is not asked to sign. Only a vacant seat that must sign is waived.")
        return refused(said % {"seat": seat.title})
    return is_given(reason, _("Say why it may be signed without this seat: the reason stays with the version."))


def _is_out(version: MandateVersion) -> Verdict:
    if version.state == VersionState.OUT_FOR_SIGNATURE:
        return GRANTED
    return refused(_("This version is not out for signature."))


def _list(names: Sequence[str]) -> str:
    return in_a_sentence(names)
