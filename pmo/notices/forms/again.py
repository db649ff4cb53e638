"""The form of sending a mail again: it carries how often that was done before."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.ui.forms import PmForm

MISSING = _("The page did not say what it had shown you. Load it again and repeat what you did.")


class AgainForm(PmForm):
    """How often the mail had been sent again when the page was drawn."""

    shown = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=10_000,
        error_messages={"required": MISSING, "invalid": MISSING, "min_value": MISSING, "max_value": MISSING},
    )
