"""The forms of the sign-in package, in our words and with our manners."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

from pmo.ui.forms import PmFormMixin

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "oldpassword": _("Present password"),
    "remember": _("Keep me signed in on this device"),
    "code": _("The code from the mail"),
}


class InOurWords(PmFormMixin):
    """Labels say it, so nothing stands inside the fields; ways out stand below the button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        for name in {"password", "oldpassword"} & set(self.fields):  # type: ignore[attr-defined]
            self.fields[name].help_text = ""  # type: ignore[attr-defined]


class SignInForm(InOurWords, allauth_forms.LoginForm):
    """Sign in with a password."""


class RequestCodeForm(InOurWords, allauth_forms.RequestLoginCodeForm):
    """Ask for a code by mail."""


class ConfirmCodeForm(InOurWords, allauth_forms.ConfirmLoginCodeForm):
    """Type the code."""


class ResetPasswordForm(InOurWords, allauth_forms.ResetPasswordForm):
    """Ask for a link to a new password."""


class NewPasswordForm(InOurWords, allauth_forms.ResetPasswordKeyForm):
    """Choose a new password after following the link."""


class ChangePasswordForm(InOurWords, allauth_forms.ChangePasswordForm):
    """Change one's password."""


class SetPasswordForm(InOurWords, allauth_forms.SetPasswordForm):
    """Choose a first password."""
