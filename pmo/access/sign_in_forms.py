"""The shapes of forms on one's own sign-in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.access.models import Person
from pmo.ui.forms import READS_AS_WRITTEN, AnswerField, CodeField, PmForm

LONGEST_NAME = 60


class PasskeyForm(PmForm):
    """The name of a passkey; and what the device answered."""

    sizes = {"name": "medium"}
    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=LONGEST_NAME,
        required=False,
        validators=[READS_AS_WRITTEN],
        help_text=_("So that you know it again: “My phone”, “The key on my ring”."),
    )
    passkey = AnswerField(required=False)


class PasskeyNameForm(PmForm):
    """Another name for a passkey."""

    sizes = {"name": "medium"}
    name = forms.CharField(label=_("Name of the passkey"), max_length=LONGEST_NAME, validators=[READS_AS_WRITTEN])


class AppCodeForm(PmForm):
    """The first code of an authenticator app."""

    code = CodeField(label=_("The six digits that the app shows"), length=12)


class ProofForm(PmForm):
    """Who it is, by what the person has: one of the fields is filled in."""

    password = forms.CharField(
        label=_("Your password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    app = CodeField(label=_("The code that your app shows, or a recovery code"), length=20, required=False)
    code = CodeField(label=_("The six digits that we mailed to you"), required=False)
    passkey = AnswerField(required=False)

    def __init__(self, *args: Any, person: Person, has_app: bool, mailed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {"password": person.has_usable_password() and not mailed, "app": has_app, "code": mailed}
        for name in [name for name, is_known in known.items() if not is_known]:
            del self.fields[name]
