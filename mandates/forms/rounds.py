"""Forms of a round: opening it, giving it more time, cancelling it, answering a statement."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.round_states import CHOICES_OF, Abstentions, ReasonDue, RoundMethod, word_of
from mandates.rules.stances import Answer, Manner, has_its_change, has_its_reason
from mandates.states import AgreementRule, StanceChoice
from mandates.terms import Terms
from pmo.access.verdicts import Verdict
from pmo.audit import canonical
from pmo.ui.forms import DayField, PmForm, ShownField, WordChoiceField, WordsField


class OpeningForm(PmForm):
    """Until when, by which rule, who is required, how abstentions count, when a reason is due."""

    deadline = DayField(label=_("Answers until the end of"), help_text=_("In the office’s own time zone."))
    rule = forms.ChoiceField(
        label=_("A statement counts as agreed when it is agreed to by"), choices=AgreementRule.choices
    )
    needed_of = forms.IntegerField(
        label=_("How many seats must agree"),
        help_text=_("Only where the rule is a number of seats that is named here."),
        min_value=1,
        required=False,
    )
    required = forms.TypedMultipleChoiceField(
        label=_("Nothing is agreed without"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Each seat ticked must agree, whatever the others say."),
    )
    abstentions = forms.ChoiceField(
        label=_("Abstentions"), choices=Abstentions.choices, initial=Abstentions.COUNT, required=False
    )
    reason_due = forms.ChoiceField(
        label=_("A reason is due"), choices=ReasonDue.choices, initial=ReasonDue.OBJECTIONS, required=False
    )
    overruling = forms.BooleanField(
        label=_("An objection may be overruled where the rule is met without it"), required=False
    )
    blind = forms.BooleanField(
        label=_("Nobody sees the answers of others until the round is closed"), required=False, initial=True
    )

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = list(seats)
        self.fields["required"].choices = [(seat.pk, seat.title) for seat in counted]  # type: ignore[attr-defined]
        self.fields["required"].initial = [seat.pk for seat in counted if seat.sponsor]

    def clean(self) -> dict[str, Any]:
        """Ask for the number where the rule is one."""
        given = super().clean() or {}
        if given.get("rule") == AgreementRule.N_OF_M and not given.get("needed_of") and "needed_of" not in self.errors:
            self.add_error("needed_of", _("Say how many seats must agree: the rule that you chose is this number."))
        return given

    def terms(self) -> Terms:
        """Return what the round is to be held by."""
        given = self.cleaned_data
        return Terms(
            rule=given["rule"],
            needed_of=given["needed_of"],
            required=tuple(given["required"]),
            abstentions=given["abstentions"] or Abstentions.COUNT,
            reason_due=given["reason_due"] or ReasonDue.OBJECTIONS,
            overruling=given["overruling"],
            blind=given["blind"],
        )


class ExtensionForm(PmForm):
    """Until when instead."""

    deadline = DayField(label=_("Answers until the end of"), help_text=_("A later day, in the office’s own time zone."))


class ReasonForm(PmForm):
    """Why something is cancelled or declined."""

    reason = WordsField(
        label=_("The reason"), error_messages={"required": _("Write the reason: those who were asked will read it.")}
    )


class StanceForm(PmForm):
    """One answer to one statement; nothing is chosen in advance."""

    choice = WordChoiceField(
        label=_("Your answer"),
        words={choice: choice.word for choice in StanceChoice},
        error_messages={"required": _("Choose one of the four.")},
    )
    reason = WordsField(label=_("What is your reason?"), rows=2, required=False)
    proposed_change = WordsField(label=_("What would you put instead?"), rows=2, required=False)
    shown_digest = ShownField()
    seat = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, manner: Manner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manner = manner
        given = CHOICES_OF[RoundMethod(manner.method)]
        field = self.fields["choice"]
        field.words = {choice.value: word_of(choice, manner.method) for choice in given}  # type: ignore[attr-defined]
        field.choices = [(value, word.label) for value, word in field.words.items()]  # type: ignore[attr-defined]
        if manner.method == RoundMethod.CONSENT:
            field.error_messages["required"] = _("Choose one of the three.")
            self.fields["reason"].label = _("What is your reason? An objection names the harm.")

    def clean(self) -> dict[str, Any]:
        """Put what is missing at its field."""
        cleaned = super().clean() or {}
        if cleaned.get("choice"):
            answer = self.answer()
            self._ask("reason", has_its_reason(answer, self.manner))
            self._ask("proposed_change", has_its_change(answer, self.manner))
        return cleaned

    def answer(self) -> Answer:
        """Return the answer as given."""
        given = self.cleaned_data
        return Answer(
            given.get("choice", ""),
            canonical.text(given.get("reason", "")),
            canonical.text(given.get("proposed_change", "")),
            given.get("shown_digest", ""),
        )

    def _ask(self, field: str, verdict: Verdict) -> None:
        if not verdict:
            self.add_error(field, str(verdict.reason))


class BallotForm(StanceForm):
    """One answer among all of a round on one page: left blank, it is not given yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].required = False

    def agree_unless_answered(self, *, is_answered: bool) -> None:
        """Answer *agree* where nothing was chosen or said, before the form is read: a tap for all that is left."""
        name, given = self.add_prefix("choice"), self.data
        if is_answered or given.get(name) or given.get(self.add_prefix("reason")):
            return
        self.data = QueryDict(mutable=True)
        self.data.update(given)
        self.data[name] = StanceChoice.AGREE.value

    def clean(self) -> dict[str, Any]:
        """Ask for the choice where words were typed without one."""
        cleaned = super().clean()
        typed = cleaned.get("reason") or cleaned.get("proposed_change")
        if typed and not cleaned.get("choice") and "choice" not in self.errors:
            self.add_error("choice", _("You wrote a reason. Choose one of the four that it belongs to."))
        return cleaned

    @property
    def options(self) -> list[tuple[Any, Any]]:
        """The four radios with their words."""
        words = self.fields["choice"].words  # type: ignore[attr-defined]
        return [(option, words[option.data["value"]]) for option in self["choice"].subwidgets]

    @property
    def is_given(self) -> bool:
        """Whether there is an answer to keep."""
        return self.is_valid() and bool(self.cleaned_data["choice"])
