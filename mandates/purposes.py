"""What this app's personal links are for, as the heading of the page that they open."""

from django.utils.translation import gettext_lazy as _

from pmo.access import purposes

STILL_RIGHT = _("Is the mandate still right?")
AGREE = _("Can you agree?")
THINK = _("What do you think?")
CONDITION = _("A condition under which somebody signed")
SIGN = _("A version of the mandate to sign")


def register() -> None:
    """Name the purposes: those of reminders, and those of what is told at once."""
    purposes.register(
        review__answer=STILL_RIGHT,
        review__opened=STILL_RIGHT,
        review__closed=_("How a review of the mandate ended"),
        round__answer=AGREE,
        round__opened=AGREE,
        round__extended=AGREE,
        round__closed=_("How a round on the mandate ended"),
        round__cancelled=_("A round on the mandate that was cancelled"),
        sounding__answer=THINK,
        sounding__opened=THINK,
        sounding__extended=THINK,
        sounding__closed=_("What came out of a sounding"),
        sounding__cancelled=_("A sounding that was cancelled"),
        version__sign=SIGN,
        version__out_for_signature=SIGN,
        version__extended=SIGN,
        version__recalled=_("A version that was called back"),
        version__revoked=_("A version under which a signature was taken back"),
        version__signed_on_paper=_("A signature on paper"),
        signature__for_you=_("What was signed in your place"),
        condition__set=CONDITION,
        condition__reported=CONDITION,
        delegation__named=_("Who may sign for whom"),
        version__on_notice=_("A change of wording in the mandate"),
        version__objected=_("A change of wording that is more than that"),
        version__in_force=_("The mandate that is in force"),
        seat__briefing=_("What your seat stands for"),
        version__reopening_asked=_("A wish to reopen the mandate"),
        version__reopening_answered=_("Your wish to reopen the mandate"),
        version__declined=_("A version that is not signed by all"),
    )
