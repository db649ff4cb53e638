"""The sign-in package's forms for passkeys and the second step, with our limits and our words."""

from typing import Any

from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.utils.translation import gettext as _

from pmo.access.authenticators import matching
from pmo.access.passkeys import NONSENSE
from pmo.ui.forms import AnswerField
from pmo.ui.sign_in import InOurWords


class SecondStepForm(InOurWords, AuthenticateForm):
    """The code of the app, or a recovery code.

    Wrong ones are counted by person and machine, so that nobody far away takes up somebody's tries; and generously by
    person alone, since whoever stands here has the first step already and could come from many machines.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code that the app shows")
        self.fields["code"].widget.attrs["class"] = "pm-code"

    def clean_code(self) -> str:
        """Check the code and use it up."""
        counted = self._counted()
        found = matching(self.user, self.cleaned_data["code"])
        if found is None:
            tell = _("That is not the code. Take what the app shows now, or a recovery code that is not used yet.")
            raise forms.ValidationError(tell)
        for usage in counted:
            usage.rollback()
        found.user = self.user
        self.authenticator = found
        return str(self.cleaned_data["code"])

    def _counted(self) -> list[ratelimit.RateLimitUsage]:
        here = f"{self.user.pk}:{ratelimit.get_ip(context.request)}"
        asked = {"second_step": here, "second_step_anywhere": str(self.user.pk)}
        counted = []
        for action, key in asked.items():
            usage = ratelimit.consume(context.request, app="allauth.account", action=action, key=key)
            if usage is None:
                tell = _("That was wrong too often. Wait five minutes, or come in with a passkey.")
                raise forms.ValidationError(tell)
            counted.append(usage)
        return counted


class ReadsAnything(forms.Form):
    """What was made up is no passkey, whatever it breaks on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = AnswerField()

    def clean_credential(self) -> Authenticator:
        """Return the passkey that answered, or refuse."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NONSENSE as nonsense:
            raise get_adapter().validation_error("incorrect_code") from nonsense


class PasskeySignInForm(ReadsAnything, LoginWebAuthnForm):
    """Sign in with a passkey that tells who it is."""


class SecondPasskeyForm(ReadsAnything, AuthenticateWebAuthnForm):
    """A passkey as the second step."""
