"""Words of alignment before a round: what a seat said in a talk, and what is recorded of it beside a statement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.ui.words import Word, look_again, outside, partly, settled, wrong


class SoundedOut(models.TextChoices):
    """What the holder of a seat said about a statement in a talk, as the PMO manager noted it; never an answer."""

    FOR = "for", _("For it")
    UNSURE = "unsure", _("Unsure")
    AGAINST = "against", _("Against it")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return SOUNDED_OUT_WORDS[self](self.label)


SOUNDED_OUT_WORDS = {SoundedOut.FOR: settled, SoundedOut.UNSURE: partly, SoundedOut.AGAINST: wrong}

OWN_WORDS = settled(_("From their own words"))
UNCONFIRMED_WORDS = partly(_("From their words, not confirmed as they stand"))
IN_CONFLICT = look_again(_("In open conflict with their words"))
NOTHING = outside(_("Nothing recorded"))
