"""The shape of what is typed about assistants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.access.models import validate_name
from pmo.ui.forms import PmForm


class AssistantForm(PmForm):
    """Who assists a seat's holder."""

    sizes = {"name": "medium"}
    name = forms.CharField(label=_("Name"), max_length=200, validators=[validate_name])
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They are invited by mail at once."))
