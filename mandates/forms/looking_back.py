"""The shape of a question to the past: which day."""

from django.utils.translation import gettext_lazy as _

from pmo.ui.forms import DayField, PmForm


class LookingBackForm(PmForm):
    """The day whose end one looks back to."""

    sizes = {"on": "short"}

    on = DayField(label=_("As it stood at the end of"))
