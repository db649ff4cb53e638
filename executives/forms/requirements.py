"""The shape of what is typed about requirements."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from executives.selectors.seats import holder_now
from executives.states import Priority, RequirementKind, RequirementState
from executives.words import FIELDS, Words
from pmo.ui.forms import DayField, PmForm, ShownField, WordsField

KINDS = [
    (RequirementKind.ISSUE, _("Issue: something goes wrong today")),
    (RequirementKind.OPPORTUNITY, _("Opportunity: something to be gained")),
    (RequirementKind.NEED, _("Need: something they must have")),
    (RequirementKind.CONSTRAINT, _("Constraint: a limit to keep to")),
    (RequirementKind.EXCLUSION, _("Exclusion: what must not be done")),
]
OWN_KINDS = [
    (RequirementKind.ISSUE, _("Something that goes wrong today")),
    (RequirementKind.OPPORTUNITY, _("Something to be gained")),
    (RequirementKind.NEED, _("Something I need")),
    (RequirementKind.CONSTRAINT, _("A limit to keep to")),
    (RequirementKind.EXCLUSION, _("Something that must not be done")),
]
OWN_PRIORITIES = [
    (Priority.MUST, _("It must be so")),
    (Priority.SHOULD, _("It should be so")),
    (Priority.COULD, _("It could be so")),
    (Priority.WONT, _("Not for now")),
]


class WordsForm(PmForm):
    """What an executive said, field by field; `shown` is the digest of the words that the page began with."""

    sizes = {"kind": "medium", "priority": "short", "measure": "long"}
    statement = WordsField(label=_("In their own words"), rows=4, max_length=8000)
    consequence_today = WordsField(label=_("What it costs today"), rows=3, max_length=8000, required=False)
    benefit_wanted = WordsField(label=_("What they want instead"), rows=3, max_length=8000, required=False)
    measure = WordsField(label=_("How they would know"), rows=2, max_length=2000, required=False)
    wanted_by = DayField(label=_("By when"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=KINDS, error_messages={"required": _("Choose what it is: one of the five kinds.")}
    )
    priority = forms.ChoiceField(label=_("How much it matters"), choices=Priority.choices, initial=Priority.SHOULD)
    shown = ShownField(required=False)

    @property
    def words(self) -> Words:
        """What was typed."""
        return Words(**{name: self.cleaned_data[name] for name in FIELDS})


class OwnWordsForm(WordsForm):
    """The same, asked of the one who said it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "statement": _("In your own words"),
            "benefit_wanted": _("What you want instead"),
            "measure": _("How you would know"),
            "kind": _("What it is"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["kind"].choices = OWN_KINDS  # type: ignore[attr-defined]
        self.fields["priority"].choices = OWN_PRIORITIES  # type: ignore[attr-defined]


class RecordForm(WordsForm):
    """What was said in an interview, and who said it."""

    field_order = ["seat", "statement"]
    seat = forms.TypedChoiceField(
        label=_("Who said it"), coerce=int, error_messages={"required": _("Choose the seat whose words these are.")}
    )

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", _("Choose a seat")), *seat_choices(seats)]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("Choose the kind")), *KINDS]  # type: ignore[attr-defined]


class ReasonForm(PmForm):
    """Why something is left out."""

    reason = WordsField(
        label=_("Why?"),
        rows=3,
        max_length=4000,
        error_messages={"required": _("Say why, in a sentence: those concerned will read it.")},
    )
    shown = ShownField(required=False)


class RequirementFilter(PmForm):
    """What narrows the list of requirements."""

    sizes = {"kind": "short", "state": "short", "seat": "medium", "text": "medium"}
    text = forms.CharField(label=_("Words, key or reference"), required=False, max_length=200)
    seat = forms.TypedChoiceField(label=_("Seat"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *RequirementKind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *RequirementState.choices])

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", _("All")), *seat_choices(seats)]  # type: ignore[attr-defined]

    @property
    def narrowing(self) -> dict[str, Any]:
        """What to narrow by; nothing when what was asked is no choice."""
        return self.cleaned_data if self.is_valid() else {}


def seat_choices(seats: Iterable[Seat]) -> list[tuple[int, str]]:
    """Return seats to choose from, each with who holds it today."""
    held = [(seat, holder_now(seat)) for seat in seats]
    return [(seat.pk, f"{seat.title}, {holder.person.name}" if holder else seat.title) for seat, holder in held]
