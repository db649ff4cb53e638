"""The shape of what a manager types while drafting."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.models import Statement
from mandates.profiles import BenefitProfile, Header, ObjectiveProfile, Profile, names_of
from mandates.rules.statements import LONGEST_OF_THE_HEAD
from mandates.states import BenefitKind, Direction, LineKind, LinkKind, ToleranceKind, UnansweredReason
from pmo.ui.forms import READS_FORWARD, DayField, PmForm, ShownField, SignedWordsField
from pmo.ui.prose import plain_words

FIGURE: dict[str, Any] = {
    "required": False,
    "max_digits": 18,
    "decimal_places": 6,
    "error_messages": {"invalid": _("Give a number, for example 4.6.")},
}


class OpenDraftForm(PmForm):
    """Why the mandate is drafted anew."""

    reason = SignedWordsField(
        label=_("Why does the mandate change?"),
        help_text=_("The executives read this sentence beside the changes."),
        max_length=4000,
    )


class HeaderForm(PmForm):
    """Title, served, authority, expected, distribution."""

    title = forms.CharField(label=_("Title"), max_length=200)
    served = SignedWordsField(label=_("Who is served"), required=False, max_length=LONGEST_OF_THE_HEAD)
    authority = SignedWordsField(
        label=_("Authority and decision rights"),
        help_text=_("What the office may decide by itself, and what it may ask of others."),
        required=False,
        max_length=LONGEST_OF_THE_HEAD,
    )
    expected = SignedWordsField(label=_("What is expected of others"), required=False, max_length=LONGEST_OF_THE_HEAD)
    distribution = SignedWordsField(
        label=_("Distribution"), help_text=_("Who receives it."), required=False, max_length=LONGEST_OF_THE_HEAD
    )
    shown = forms.IntegerField(widget=forms.HiddenInput)

    def header(self) -> Header:
        """Return what was typed."""
        return Header(**{name: self.cleaned_data[name] for name in names_of(Header)})


class StatementForm(PmForm):
    """A statement without a profile: issue, opportunity, goal, exclusion."""

    text = SignedWordsField(
        label=_("Statement"), max_length=4000, error_messages={"required": _("Write down what the statement says.")}
    )
    shown = ShownField(required=False)

    def __init__(self, *args: Any, seats: QuerySet[Seat] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats

    def profile(self) -> Profile | None:
        """Return the profile that was typed; this kind has none."""
        return None


class BenefitForm(StatementForm):
    """A benefit with its whole profile."""

    sizes = {"unit": "medium", "baseline": "short", "target": "short", "tolerance": "short", "kind": "medium"}

    description = SignedWordsField(label=_("What it means"), required=False, max_length=4000)
    kind = forms.ChoiceField(label=_("Kind"), choices=BenefitKind.choices, initial=BenefitKind.NON_FINANCIAL)
    owner_id = forms.ChoiceField(label=_("Owner"), help_text=_("The seat that answers for it."), required=False)
    measure = forms.CharField(
        label=_("Measure"),
        help_text=_("How it is counted, so that two people come to the same number."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        validators=[READS_FORWARD],
    )
    unit = forms.CharField(
        label=_("Unit"), help_text=_("For example months, or per cent."), required=False, max_length=60
    )
    data_source = forms.CharField(
        label=_("Data source"), help_text=_("Where the numbers come from."), required=False, max_length=300
    )
    baseline = forms.DecimalField(label=_("Baseline"), **FIGURE)
    baseline_date = DayField(label=_("Baseline measured on"), required=False)
    target = forms.DecimalField(label=_("Target"), **FIGURE)
    target_date = DayField(label=_("Target reached by"), required=False)
    direction = forms.ChoiceField(
        label=_("Better is"), choices=[("", _("Not said yet")), *Direction.choices], required=False
    )
    tolerance = forms.DecimalField(
        label=_("Tolerance"), help_text=_("A miss of at most this counts as close."), **FIGURE
    )
    tolerance_kind = forms.ChoiceField(label=_("Tolerance is"), choices=ToleranceKind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = [(str(seat.pk), seat.title) for seat in self.seats or ()]
        self.fields["owner_id"].choices = [("", _("Not said yet")), *seats]  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(
            Fieldset(_("What it says"), "text", "description", "kind", "owner_id"),
            Fieldset(_("How it is measured"), "measure", Row("unit", "data_source")),
            Fieldset(
                _("From where to where"),
                Row("baseline", "baseline_date"),
                Row("target", "target_date"),
                "direction",
                Row("tolerance", "tolerance_kind"),
            ),
            "shown",
        )
        return helper

    def profile(self) -> BenefitProfile:
        """Return the profile that was typed."""
        given = {name: self.cleaned_data[name] for name in names_of(BenefitProfile)}
        return BenefitProfile(**(given | {"owner_id": int(given["owner_id"]) if given["owner_id"] else None}))


class ObjectiveForm(StatementForm):
    """An objective: what is reached, measured how, by when."""

    sizes = {"target": "medium"}

    measure = forms.CharField(label=_("Measure"), required=False, max_length=2000)
    target = forms.CharField(label=_("Target"), help_text=_("For example 100 %."), required=False, max_length=200)
    due = DayField(label=_("Due"), required=False)
    field_order = ["text", "measure", "target", "due", "shown"]

    def profile(self) -> ObjectiveProfile:
        """Return the profile that was typed."""
        return ObjectiveProfile(**{name: self.cleaned_data[name] for name in names_of(ObjectiveProfile)})


LINK_QUESTIONS = {
    LinkKind.ADDRESSES: _("Which issues and opportunities does it address?"),
    LinkKind.SERVES: _("Which benefits does it serve?"),
    LinkKind.ACHIEVES: _("Which goals does it achieve?"),
}
STATEMENT_FORMS: dict[str, type[StatementForm]] = {
    LineKind.BENEFIT: BenefitForm,
    LineKind.OBJECTIVE: ObjectiveForm,
}


class LinksForm(PmForm):
    """What a statement addresses, serves or achieves: one list of statements a kind of link."""

    def __init__(self, *args: Any, candidates: Mapping[LinkKind, Sequence[Statement]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for kind, statements in candidates.items():
            self.fields[kind.value] = forms.TypedMultipleChoiceField(
                label=LINK_QUESTIONS[kind],
                choices=[(each.pk, f"{each.key} {plain_words(each.text)}") for each in statements],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[kind.value].size = "pm-field-long"  # type: ignore[attr-defined]

    def uppers(self) -> dict[LinkKind, list[int]]:
        """Return what was chosen, a kind of link."""
        return {kind: self.cleaned_data[kind.value] for kind in self.candidates}


class SourcesForm(PmForm):
    """The requirements that were chosen on the page; the page itself draws the list."""

    wording = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, wording_ids: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wording"].choices = [(each, each) for each in wording_ids]  # type: ignore[attr-defined]


class LeaveOutForm(PmForm):
    """Why a requirement is not in the mandate: its executive reads the sentence."""

    code = forms.ChoiceField(label=_("Reason"), choices=UnansweredReason.choices, widget=forms.RadioSelect)
    reason = SignedWordsField(
        label=_("In a sentence to the executive"),
        help_text=_("They read it beside their own words. Say what happens to it instead, if anything does."),
        max_length=4000,
        error_messages={"required": _("Give the reason: its executive waits for it.")},
    )


class RequirementFilter(PmForm):
    """Narrow requirements by executive, by words, and by what became of them."""

    seat = forms.TypedChoiceField(label=_("Executive"), required=False, coerce=int, empty_value=None)
    text = forms.CharField(label=_("Words or key"), required=False, max_length=200)
    place = forms.ChoiceField(label=_("What became of it"), required=False)

    def __init__(self, *args: Any, seats: QuerySet[Seat], places: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", _("All")), *((str(seat.pk), seat.title) for seat in seats)]  # type: ignore[attr-defined]
        if places is None:
            del self.fields["place"]
        else:
            self.fields["place"].choices = [("", _("All")), *places.items()]  # type: ignore[attr-defined]

    def narrowing(self) -> dict[str, Any]:
        """Return what to narrow by; what makes no sense narrows nothing."""
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value}
