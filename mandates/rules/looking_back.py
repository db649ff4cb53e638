"""Which days one may look back to."""

from datetime import date

from django.utils.translation import gettext as _

from pmo.access.verdicts import GRANTED, Verdict, wrong_input
from pmo.ui.dates import in_words


def may_look_at(day: date, today: date) -> Verdict:
    """Refuse a day that has not come: nothing has stood then."""
    if day <= today:
        return GRANTED
    sentence = _("%(day)s has not come yet. Choose a day up to today.")
    return wrong_input(sentence % {"day": in_words(day, today=today, style="day")})
