"""Forms of those who sign: the proof, intent and consent, the name, a reservation or a condition; and declining."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandates.rules.signoff import Given, NewCondition, is_ones_name
from pmo.ui.forms import AnswerField, CodeField, DayField, PmForm, ShownField, WordsField

Seats = Callable[[], list[tuple[int, str]]]


class SigningForm(PmForm):
    """What a signature needs: proof of who signs, intent and consent, the name, the digest that was shown."""

    reservation = WordsField(
        label=_("Your reservation"),
        rows=2,
        required=False,
        help_text=_("It holds nothing up, and comes back at every review until your seat lets it go."),
    )
    condition = WordsField(label=_("What must be done"), rows=2, required=False)
    owner = forms.TypedChoiceField(label=_("Who sees to it"), coerce=int, empty_value=None, required=False)
    condition_due = DayField(label=_("Until"), required=False)
    precondition = forms.BooleanField(label=_("Nothing is in force before it is met."), required=False)
    typed_name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        help_text=_("Type it as your signature."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
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
        label=_("I have read it and sign it."),
        error_messages={"required": _("Tick that you have read it and sign it: without it nothing is signed.")},
    )
    consent = forms.BooleanField(
        label=_("I agree to sign electronically."),
        error_messages={"required": _("Tick that you agree to sign electronically, or ask how to sign on paper.")},
    )
    shown_digest = ShownField()
    seat = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        intent: str = "",
        consent: str = "",
        name: str = "",
        seats: Seats | None = None,
        has_password: bool,
        has_app: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["intent"].label, self.fields["consent"].label = intent, consent
        self.fields["owner"].choices = lambda: [("", _("Choose a seat")), *(seats() if seats else [])]  # type: ignore[attr-defined]
        del self.fields["code" if has_app else "app"]  # who has an app signs by nothing weaker
        if not has_password:
            del self.fields["password"]

    def clean_typed_name(self) -> str:
        """Say at once when it is not the name that stands here."""
        typed: str = self.cleaned_data["typed_name"]
        if not (verdict := is_ones_name(typed, self.name)):
            raise forms.ValidationError(str(verdict.reason))
        return typed

    def clean(self) -> dict[str, Any]:
        """Ask for seat and day where there is a condition, and for the condition where there is a seat."""
        given = super().clean() or {}
        if given.get("condition", "").strip():
            if not given.get("owner") and "owner" not in self.errors:
                self.add_error("owner", _("Choose the seat that sees to it."))
            if not given.get("condition_due") and "condition_due" not in self.errors:
                self.add_error("condition_due", _("Say until when it must be done."))
        elif given.get("owner") or given.get("precondition"):
            self.add_error("condition", _("Say what must be done, or take the seat and the tick away."))
        return given

    def given(self) -> Given:
        """Return what was given, in words that are kept with the signature."""
        said = self.cleaned_data
        meant = f"{self.fields['intent'].label} {self.fields['consent'].label}"
        condition = None
        if said["condition"].strip():
            condition = NewCondition(said["condition"], said["owner"], said["condition_due"], said["precondition"])
        return Given(meant, said["typed_name"], said["reservation"], condition)

    @property
    def has_condition(self) -> bool:
        """Whether the part of the page about a condition is to be seen at once."""
        names = ("condition", "owner", "condition_due", "precondition")
        return any(self[name].value() or self[name].errors for name in names)

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


class RevokingForm(PmForm):
    """Why somebody takes a signature back."""

    reason = WordsField(
        label=_("Why you take it back"),
        error_messages={"required": _("Say why you take it back: everybody who is asked to sign reads it.")},
    )
    seat = forms.IntegerField(widget=forms.HiddenInput)
