"""The forms of what stands between a person and their mail, and of what people say of themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pmo.access.forms import PreferencesForm
from pmo.notices.rules import quiet_hours_are_sound
from pmo.notices.services.preferences import Preferences
from pmo.ui.forms import DayField, PmForm

HOURS = [(str(hour), f"{hour:02d}:00") for hour in range(24)]


class PauseForm(PmForm):
    """Until when a person's reminders are paused, and why."""

    until = DayField(label=_("They go out again on"), help_text=_("A day after today, within a year."))
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("In a few words: others will ask."))


class BadAddressForm(PmForm):
    """Why an address is bad."""

    reason = forms.CharField(
        label=_("How do you know?"), max_length=300, help_text=_("For example: mails come back since 3 March.")
    )


class AbsenceForm(PmForm):
    """From which day to which one is away."""

    first = DayField(label=_("First day away"))
    last = DayField(label=_("Last day away"))


class HourField(forms.TypedChoiceField):
    """An hour of the day, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("", _("none")), *HOURS], coerce=int, empty_value=None, required=False, **kwargs)


class OwnPreferencesForm(PreferencesForm):
    """One's own name, clock, quiet hours and the language of one's mails."""

    language = forms.ChoiceField(label=_("Language of your mails"), choices=lambda: settings.MAIL_LANGUAGES)
    quiet_from = HourField(
        label=_("No reminders from"), help_text=_("They wait until your quiet hours end. These may go over midnight.")
    )
    quiet_until = HourField(label=_("Until"))
    sizes = {"quiet_from": "short", "quiet_until": "short"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.MAIL_LANGUAGES) == 1:
            only = settings.MAIL_LANGUAGES[0][0]
            self.fields["language"].initial = only
            self.fields["language"].required = False
            self.fields["language"].widget = forms.HiddenInput()

    def clean_language(self) -> str:
        """Keep the one language where there is no choice."""
        return self.cleaned_data["language"] or settings.MAIL_LANGUAGES[0][0]

    def clean(self) -> dict[str, Any]:
        """Ask the rule about the hours."""
        cleaned = super().clean() or self.cleaned_data
        verdict = quiet_hours_are_sound(cleaned.get("quiet_from"), cleaned.get("quiet_until"))
        if not verdict and not {"quiet_from", "quiet_until"} & self.errors.keys():
            self.add_error("quiet_until", str(verdict.reason))
        return cleaned

    def chosen(self) -> Preferences:
        """Return what was chosen."""
        return Preferences(**self.cleaned_data)
