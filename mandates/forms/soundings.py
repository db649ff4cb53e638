"""Forms of soundings: opening one, answering it by each method, cancelling it, wording the scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates.models import Statement
from mandates.rank_orders import groups_of, moved, ranks_of
from mandates.rules.soundings import LONGEST_LABEL, LONGEST_QUESTION, LONGEST_TEXT, adds_up
from mandates.selectors.sounding_pages import Scale, Sheet
from mandates.services.sounding_openings import Manner
from mandates.sounding_states import SUM_OF_POINTS, Meaning, SoundingMethod
from pmo.ui.forms import DayField, PmForm, ShownField, WordsField


class Openness(TextChoices):
    """Who learns what of the answers."""

    BLIND = "blind", _("By name: closed until the end, then seen with each one’s name")
    OPEN = "open", _("By name: seen at once by everybody")
    ANONYMOUS = "anonymous", _("Without names: nobody ever learns who said what")


class SoundingForm(PmForm):
    """How to ask, about which statements, how openly, until when."""

    method = forms.ChoiceField(
        label=_("How it asks"),
        choices=[(each.value, format_lazy("{}. {}", each.label, each.advice)) for each in SoundingMethod],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the sounding asks.")},
    )
    question = forms.CharField(
        label=_("The question, if you want another than the usual one"), max_length=LONGEST_QUESTION, required=False
    )
    keys = forms.MultipleChoiceField(
        label=_("Which statements"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one statement to ask about."),
            "invalid_choice": _("A statement that you chose is not in the version any more. Choose anew."),
        },
    )
    openness = forms.ChoiceField(
        label=_("Who learns what was answered"), choices=Openness.choices, widget=forms.RadioSelect, initial="blind"
    )
    deadline = DayField(label=_("Answers until the end of"), help_text=_("In the office’s own time zone."))

    def __init__(self, *args: Any, statements: Sequence[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["keys"]).choices = [(each.key, each.text) for each in statements]

    def manner(self) -> Manner:
        """Return how the sounding asks."""
        openness = self.cleaned_data["openness"]
        return Manner(
            method=self.cleaned_data["method"],
            question=self.cleaned_data["question"],
            blind=openness != Openness.OPEN,
            anonymous=openness == Openness.ANONYMOUS,
        )


class CancelForm(PmForm):
    """Why a sounding is cancelled."""

    reason = WordsField(
        label=_("The reason"), error_messages={"required": _("Write the reason: those who were asked will read it.")}
    )


class ReplyForm(PmForm):
    """One answer to a sounding: a number a statement; nothing is chosen in advance."""

    shown_digest = ShownField()
    seat = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        initial: dict[str, Any] = {f"of-{key}": number for key, number in sheet.given.items()}
        initial |= {"shown_digest": sheet.sounding.digest, "seat": sheet.participant.seat_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.sheet = sheet
        for item in sheet.items:
            field = self.field_of(item.key)
            field.error_messages["required"] = self.missing()
            self.fields[f"of-{item.key}"] = field

    def field_of(self, key: str) -> forms.Field:
        """Return the field of a statement, labelled by its key."""
        steps = [(each["value"], each["label"]) for each in self.sheet.sounding.meanings]
        return forms.TypedChoiceField(label=key, choices=steps, coerce=int, empty_value=None, widget=forms.RadioSelect)

    def missing(self) -> str:
        """Say what to do where a statement has no answer."""
        return gettext("Choose one of the steps.")

    def given(self) -> dict[str, int | None]:
        """Return the numbers by the keys of the statements."""
        return {key: self.cleaned_data.get(f"of-{key}") for key in self.sheet.keys}

    def typed(self) -> dict[str, int | None]:
        """Return what stands in the fields, read as numbers where it is one; nothing is refused."""
        return {key: _number(self[f"of-{key}"].value()) for key in self.sheet.keys}

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each statement with its field, in the order in which they are asked."""
        return [(item, self[f"of-{item.key}"]) for item in self.sheet.items]

    @property
    def scales(self) -> list[tuple[Any, Any, list[tuple[Any, str]]]]:
        """Each statement with its field and the radios, every one with what it means."""
        texts = [each["text"] for each in self.sheet.sounding.meanings]
        return [(item, field, list(zip(field.subwidgets, texts, strict=True))) for item, field in self.rows]


class RankForm(ReplyForm):
    """Ranks, typed or moved; the statements stand in the order of their ranks."""

    def field_of(self, key: str) -> forms.Field:
        return _whole(key, 1, len(self.sheet.items))

    def missing(self) -> str:
        return gettext("Give it a rank.")

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        order = [key for group in groups_of(self.sheet.keys, self.typed()) for key in group]
        return sorted(super().rows, key=lambda row: order.index(row[0].key))

    def after(self, step: str) -> dict[str, int]:
        """Return the ranks after a step, such as `up BEN-1`; `number` numbers the statements as they stand."""
        way, _space, key = step.partition(" ")
        return ranks_of(moved(groups_of(self.sheet.keys, self.typed()), key, way))


class PointsForm(ReplyForm):
    """Points, 100 together."""

    def field_of(self, key: str) -> forms.Field:
        return _whole(key, 0, SUM_OF_POINTS)

    def missing(self) -> str:
        return gettext("Give it points, or 0.")

    @property
    def total(self) -> int:
        """How many points stand in the fields."""
        return sum(number or 0 for number in self.typed().values())

    @property
    def so_far(self) -> str:
        """Say how many points are given and left."""
        return str(adds_up(self.total).reason) or gettext("You have given all 100 points.")

    def clean(self) -> dict[str, Any]:
        """Say how many points are left, or too many."""
        cleaned = super().clean() or {}
        if not any(name.startswith("of-") for name in self.errors) and not (verdict := adds_up(self.total)):
            self.add_error(None, str(verdict.reason))
        return cleaned


def reply_form(sheet: Sheet, data: Mapping[str, Any] | None) -> ReplyForm:
    """Return the form of the sheet's method."""
    kinds: dict[str, type[ReplyForm]] = {SoundingMethod.RANKING: RankForm, SoundingMethod.POINTS: PointsForm}
    return kinds.get(sheet.sounding.method, ReplyForm)(data, sheet=sheet)


class WordsForm(PmForm):
    """What each step of a scale is called and means; for fist of five, from how many fingers on somebody is for it."""

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, prefix=scale.method.value, **kwargs)
        self.scale = scale
        for step in scale.steps:
            names = {"step": step.value}
            self.fields[f"label-{step.value}"] = forms.CharField(
                label=gettext("Step %(step)d") % names, max_length=LONGEST_LABEL, initial=step.label
            )
            self.fields[f"text-{step.value}"] = forms.CharField(
                label=gettext("What somebody says who takes step %(step)d") % names,
                max_length=LONGEST_TEXT,
                initial=step.text,
                required=False,
            )
        if scale.threshold is not None:
            self.fields["threshold"] = forms.IntegerField(
                label=gettext("From how many fingers on somebody is for it"),
                min_value=1,
                max_value=5,
                initial=scale.threshold,
            )

    def steps(self) -> list[Meaning]:
        """Return the steps as typed."""
        said = self.cleaned_data
        return [
            Meaning(step.value, said[f"label-{step.value}"], said[f"text-{step.value}"]) for step in self.scale.steps
        ]


def _whole(label: str, first: int, last: int) -> forms.IntegerField:
    wrong = gettext("Give a whole number from %(first)d to %(last)d.") % {"first": first, "last": last}
    messages = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
    return forms.IntegerField(label=label, min_value=first, max_value=last, error_messages=messages)


def _number(value: Any) -> int | None:
    digits = str("" if value is None else value).strip()
    return int(digits) if digits.isdecimal() and len(digits) < 9 else None
