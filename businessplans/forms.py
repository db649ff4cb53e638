"""The shapes of what managers put into a plan."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from businessplans.fields import ItemFields, MilestoneFields, RiskFields, Share
from businessplans.models import PlanItem
from businessplans.rules.plans import is_a_period
from businessplans.states import ItemStatus, Level, ValueArea
from pmo.ui.forms import DayField, PmForm, ShownField

NONE = ("", _("None"))
EVERYTHING = _("All")
SCALE = [("", "–"), *[(str(step), str(step)) for step in range(1, 6)]]
EXTRA_ROWS = 2
MOST_ROWS = 60


class PeriodForm(PmForm):
    """From when until when."""

    start = DayField(label=_("From"))
    end = DayField(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        """Put a last day before the first one right at its field."""
        cleaned = super().clean() or self.cleaned_data
        period = is_a_period(cleaned.get("start"), cleaned.get("end"))
        if not period:
            self.add_error("end", str(period.reason))
        return cleaned


class ItemForm(PeriodForm):
    """The fields of an item; a priority has no parent."""

    title = forms.CharField(label=_("What is done"), max_length=300)
    parent = forms.TypedChoiceField(label=_("Part of"), coerce=int)
    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int, required=False, empty_value=None)
    start = DayField(label=_("From"), required=False)
    end = DayField(label=_("Until"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=ItemStatus.choices)
    value_area = forms.ChoiceField(
        label=_("Value area"),
        choices=[NONE, *ValueArea.choices],
        required=False,
        help_text=_("A tag, if you report by value areas."),
    )
    description = forms.CharField(
        label=_("More about it"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    shown = ShownField()
    field_order = ("title", "parent", "owner", "start", "end", "status", "description", "value_area", "shown")

    def __init__(
        self,
        *args: Any,
        level: str,
        parents: Iterable[PlanItem] = (),
        owners: Iterable[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        self.level = level
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Nobody yet")), *owners]  # type: ignore[attr-defined]
        if level == Level.PRIORITY:
            del self.fields["parent"]
        else:
            uppers = [(item.pk, f"{item.key} {item.title}") for item in parents]
            self.fields["parent"].choices = uppers  # type: ignore[attr-defined]

    def as_fields(self) -> ItemFields:
        """Return what was given, as the service takes it."""
        cleaned = self.cleaned_data
        return ItemFields(
            level=self.level,
            title=cleaned["title"],
            parent_id=cleaned.get("parent"),
            description=cleaned["description"],
            owner_id=cleaned["owner"],
            start=cleaned["start"],
            end=cleaned["end"],
            status=cleaned["status"],
            value_area=cleaned["value_area"],
        )


class BudgetForm(PmForm):
    """What an action costs."""

    sizes = {"one_off": "short", "recurring_per_year": "short"}
    one_off = forms.DecimalField(label=_("Once"), max_digits=14, decimal_places=2, min_value=0)
    recurring_per_year = forms.DecimalField(label=_("A year"), max_digits=14, decimal_places=2, min_value=0)
    shown = ShownField()


class ShareForm(PmForm):
    """How much of the item serves one benefit; empty where it does not."""

    line = forms.IntegerField(widget=forms.HiddenInput)
    share = forms.IntegerField(label=_("Per cent of the item"), required=False, min_value=0, max_value=100)
    rationale = forms.CharField(label=_("Why"), max_length=2000, required=False)

    def as_share(self) -> tuple[int, Share] | None:
        """Return the share, or None where nothing is served."""
        cleaned = getattr(self, "cleaned_data", {})
        if not cleaned.get("share") or "line" not in cleaned:
            return None
        return cleaned["line"], Share(cleaned["share"], cleaned.get("rationale", ""))


class MilestoneForm(PmForm):
    """A milestone; a row without words is none."""

    title = forms.CharField(label=_("What is there on the day"), max_length=300, required=False)
    on = DayField(label=_("Day"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of a milestone that was named."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("title") and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", _("Give the day of this milestone, or empty its words to take it out."))
        return cleaned

    def given(self) -> MilestoneFields | None:
        """Return the milestone, or None for an empty row."""
        cleaned = self.cleaned_data
        return MilestoneFields(cleaned["title"], cleaned["on"]) if cleaned.get("title") else None


class RiskForm(PmForm):
    """A risk; a row without words is none."""

    text = forms.CharField(label=_("What may go wrong"), max_length=2000, required=False)
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood, 1 to 5"), choices=SCALE, coerce=int, required=False, empty_value=None
    )
    impact = forms.TypedChoiceField(
        label=_("Impact, 1 to 5"), choices=SCALE, coerce=int, required=False, empty_value=None
    )
    response = forms.CharField(label=_("What is done about it"), max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both figures of a risk that was named."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("likelihood", "impact"):
            if cleaned.get("text") and cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Choose from 1 (small) to 5 (great)."))
        return cleaned

    def given(self) -> RiskFields | None:
        """Return the risk, or None for an empty row."""
        cleaned = self.cleaned_data
        return RiskFields(**cleaned) if cleaned.get("text") else None


ShareRows = forms.formset_factory(ShareForm, extra=0, max_num=MOST_ROWS)
MilestoneRows = forms.formset_factory(MilestoneForm, extra=EXTRA_ROWS, max_num=MOST_ROWS)
RiskRows = forms.formset_factory(RiskForm, extra=EXTRA_ROWS, max_num=MOST_ROWS)


class ShownForm(PmForm):
    """Only what the page had shown."""

    shown = ShownField()


class NeedsForm(PmForm):
    """What must have ended before the item begins."""

    needed = forms.TypedMultipleChoiceField(
        label=_("It begins when these have ended"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    shown = ShownField()

    def __init__(self, *args: Any, others: Iterable[PlanItem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(item.pk, f"{item.key} {item.title}") for item in others]
        self.fields["needed"].choices = rows  # type: ignore[attr-defined]


class NarrowForm(PmForm):
    """What the reader wants to see of the plan."""

    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int, required=False, empty_value=None)
    benefit = forms.TypedChoiceField(label=_("Benefit"), coerce=int, required=False, empty_value=None)
    level = forms.ChoiceField(label=_("Level"), choices=[("", EVERYTHING), *Level.choices], required=False)

    def __init__(
        self,
        *args: Any,
        owners: Iterable[tuple[int, str]] = (),
        benefits: Iterable[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", EVERYTHING), *owners]  # type: ignore[attr-defined]
        self.fields["benefit"].choices = [("", EVERYTHING), *benefits]  # type: ignore[attr-defined]
