"""The kinds of reminders of this app, by dotted path: knows no models, so that `apps.py` may register them."""

from django.utils.translation import gettext_lazy as _

from pmo.notices.kinds import Kind

HERE = "mandates.reminding"
REVIEW = Kind(
    name="review.answer",
    label=_("Answers in a review"),
    duty=_("a review of the mandate"),
    ends=_("Your answer ends these reminders."),
    occurrences=f"{HERE}.review_occurrences",
    is_owed=f"{HERE}.review_is_owed",
    tells=f"{HERE}.review_tells",
    owing=f"{HERE}.review_owing",
    foresees=f"{HERE}.reviews_ahead",
)
ROUND = Kind(
    name="round.answer",
    label=_("Answers in a round"),
    duty=_("a round on the mandate"),
    ends=_("Answering all that is asked ends these reminders."),
    occurrences=f"{HERE}.round_occurrences",
    is_owed=f"{HERE}.round_is_owed",
    tells=f"{HERE}.round_tells",
    owing=f"{HERE}.round_owing",
)
SIGNATURE = Kind(
    name="version.sign",
    label=_("Signatures"),
    duty=_("a version to sign"),
    ends=_("Signing, or declining with a reason, ends these reminders."),
    occurrences=f"{HERE}.signature_occurrences",
    is_owed=f"{HERE}.signature_is_owed",
    tells=f"{HERE}.signature_tells",
    owing=f"{HERE}.signature_owing",
)
SOUNDING = Kind(
    name="sounding.answer",
    label=_("Answers to a sounding"),
    duty=_("a sounding on the mandate"),
    ends=_("Your answer ends these reminders."),
    occurrences="mandates.sounding_reminding.occurrences",
    is_owed="mandates.sounding_reminding.is_owed",
    tells="mandates.sounding_reminding.tells",
    owing="mandates.sounding_reminding.owing",
)
ALL = (REVIEW, ROUND, SIGNATURE, SOUNDING)
TOLD_AT_ONCE = {
    "round.opened": _("A round is open"),
    "round.extended": _("A round stays open longer"),
    "round.closed": _("A round is closed"),
    "round.cancelled": _("A round was cancelled"),
    "sounding.opened": _("A sounding is open"),
    "sounding.extended": _("A sounding stays open longer"),
    "sounding.closed": _("A sounding is closed"),
    "sounding.cancelled": _("A sounding was cancelled"),
    "version.out_for_signature": _("A version waits for a signature"),
    "version.extended": _("There is more time to sign a version"),
    "version.recalled": _("A version was called back"),
    "version.revoked": _("A signature was taken back"),
    "version.signed_on_paper": _("A signature on paper was recorded"),
    "signature.for_you": _("Somebody signed in your place"),
    "condition.set": _("A condition to see to"),
    "condition.reported": _("A condition was reported on"),
    "delegation.named": _("You may sign for a seat"),
    "version.on_notice": _("A change of wording is open to objections"),
    "version.objected": _("Somebody objected to a change of wording"),
    "version.in_force": _("A version is in force"),
    "version.declined": _("A signature was declined"),
    "seat.briefing": _("A seat has a new holder, and the mandate is in force"),
    "version.reopening_asked": _("A new holder wants the mandate reopened"),
    "version.reopening_answered": _("A wish to reopen is answered"),
    "review.opened": _("A review is open"),
    "review.closed": _("A review is closed"),
}
