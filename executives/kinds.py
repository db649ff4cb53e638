"""The kinds of reminders of this app, by dotted path: knows no models, so that `apps.py` may register them."""

from django.utils.translation import gettext_lazy as _

from pmo.access import purposes
from pmo.notices import kinds
from pmo.notices.kinds import Kind

HERE = "executives.reminding"
CONFIRM = Kind(
    name="requirements.confirm",
    label=_("Words to confirm"),
    duty=_("words of yours that were written down"),
    ends=_("Confirming, correcting or leaving out each of them ends these reminders."),
    occurrences=f"{HERE}.confirm_occurrences",
    is_owed=f"{HERE}.confirm_is_owed",
    tells=f"{HERE}.confirm_tells",
    owing=f"{HERE}.confirm_owing",
)
SAY = Kind(
    name="words.say",
    label=_("Words that a seat is asked for"),
    duty=_("a question that waits for your own words"),
    ends=_("Sending one answer, or saying that you have nothing more to say, ends these reminders."),
    occurrences=f"{HERE}.say_occurrences",
    is_owed=f"{HERE}.say_is_owed",
    tells=f"{HERE}.say_tells",
    owing=f"{HERE}.say_owing",
)
ALL = (CONFIRM, SAY)
TOLD_AT_ONCE = {
    "words.asked": _("A seat is asked for its words"),
}
PURPOSES = {
    "requirements__confirm": _("Is this what you said?"),
    "words__asked": _("What should be better?"),
    "words__say": _("What should be better?"),
    "about": _("What is this, and why me?"),
}


def register() -> None:
    """Name the kinds, the mails that tell at once, and what links in them are for."""
    for kind in ALL:
        kinds.register(kind)
    kinds.register_told_at_once(TOLD_AT_ONCE)
    purposes.register(**PURPOSES)
