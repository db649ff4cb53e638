"""Forms of signing: the proof, the intent, the reservation; and sending a version out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.ui.forms import AnswerField, CodeField, DayField, PmForm, ShownField, WordsField


class SendingForm(PmForm):
    """Until when the signatures are asked for."""

    due = DayField(label=_("Please sign by"), required=False, help_text=_("The date stands in their mail and list."))


class SigningForm(PmForm):
    """What a signature needs: proof of who signs, the intent, the digest that was shown."""

    reservation = WordsField(label=_("Your reservation"), rows=2, required=False)
    password = forms.CharField(
        label=_("Your password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    app = CodeField(label=_("The code that your app shows, or a recovery code"), length=20, required=False)
    code = CodeField(label=_("The six digits that we mailed to you"), required=False)
    passkey = AnswerField(required=False)
    intent = forms.BooleanField(
        label=_("I have read it and sign it electronically."),
        error_messages={"required": _("Tick that you have read it and sign it: without it nothing is signed.")},
    )
    shown_digest = ShownField()
    seat = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, intent: str = "", has_password: bool, has_app: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intent"].label = intent
        del self.fields["code" if has_app else "app"]  # who has an app signs by nothing weaker
        if not has_password:
            del self.fields["password"]

    @property
    def proof_field(self) -> str:
        """Where the sentence about the proof belongs: at what was given; without anything at what is known."""
        given = [name for name in ("passkey", "app", "code") if self.cleaned_data.get(name)]
        known = [name for name in ("password", "app", "code") if name in self.fields]
        return (given or known)[0]

    @property
    def others_are_wrong(self) -> bool:
        """Whether something is to be put right at the password or a code."""
        return bool({"password", "app", "code"} & set(self.errors))


class DecliningForm(PmForm):
    """Why somebody does not sign."""

    reason = WordsField(
        label=_("Why you do not sign"),
        error_messages={"required": _("Say why you do not sign: the next draft begins with your reason.")},
    )
    shown_digest = ShownField()
    seat = forms.IntegerField(widget=forms.HiddenInput)
