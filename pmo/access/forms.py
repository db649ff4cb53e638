"""The shapes of forms on people, roles and one's own settings."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pmo.access.models import validate_name
from pmo.access.states import Role
from pmo.ui.forms import CodeField, PmForm


def zone_choices() -> list[tuple[str, str]]:
    """Return the time zones that people live in, as `Region/City`, sorted."""
    shown = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [(name, name.replace("_", " ")) for name in shown]


class ZoneField(forms.ChoiceField):
    """One of the world's time zones."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=zone_choices, **kwargs)


class GrantForm(PmForm):
    """Give somebody a role."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As it is shown to others."), validators=[validate_name]
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)


class PreferencesForm(PmForm):
    """One's own name and time zone."""

    name = forms.CharField(label=_("Name"), max_length=200, validators=[validate_name])
    time_zone = ZoneField(label=_("Time zone"), help_text=_("Times are shown, and reminders leave, by this clock."))


class WelcomeForm(PreferencesForm):
    """How a newcomer is addressed: name, zone and language."""

    language = forms.ChoiceField(label=_("Language of your mails"), choices=lambda: settings.MAIL_LANGUAGES)


class AddressForm(PmForm):
    """A new address."""

    new_email = forms.EmailField(
        label=_("New e-mail address"), max_length=254, help_text=_("We mail a code there; nothing changes before that.")
    )


class CodeForm(PmForm):
    """The code that went to a new address."""

    code = CodeField(label=_("The code from the mail"))
