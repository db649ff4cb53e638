"""The form of one reader on the distribution list."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pmo.ui.forms import PmForm


class ReaderForm(PmForm):
    """Whom a copy goes to, where, and in which language its mail is."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the mails"), choices=settings.MAIL_LANGUAGES, initial="en")
    sizes = {"name": "medium", "language": "short"}
