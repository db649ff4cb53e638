"""The form by which a manager says how a draft will be signed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.signing_rules import LAST_STAGE
from mandates.signing_terms import SeatPlace, SigningTerms
from mandates.states import SIGNING_RULES, AgreementRule
from pmo.ui.forms import DayField, PmForm, ShownField


class SigningTermsForm(PmForm):
    """The rule, the number where the rule wants one, the day; and of each seat its stage and whether it must sign."""

    rule = forms.ChoiceField(
        label=_("In force when these have signed"),
        choices=SIGNING_RULES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the rule by which the version counts as signed.")},
    )
    needed = forms.IntegerField(
        label=_("How many"), required=False, help_text=_("Only where the rule is a number that is named.")
    )
    not_before = DayField(
        label=_("Not in force before"),
        required=False,
        help_text=_("If all have signed earlier, it comes into force when this day begins."),
    )
    shown = ShownField()
    sizes = {"rule": "long"}

    def __init__(self, *args: Any, seats: Sequence[Seat], terms: SigningTerms, **kwargs: Any) -> None:
        places = {place.seat_id: place for place in terms.places}
        begun: dict[str, Any] = {
            "rule": terms.rule,
            "needed": terms.needed,
            "not_before": terms.not_before,
            "shown": terms.digest,
        }
        for seat in seats:
            place = places.get(seat.pk, SeatPlace(seat.pk))
            begun |= {f"stage_{seat.pk}": place.stage, f"must_{seat.pk}": place.must}
        super().__init__(*args, initial=begun, **kwargs)
        self.seats = seats
        for seat in seats:
            self._add(seat)

    def _add(self, seat: Seat) -> None:
        names = {"seat": seat.title}
        stage = forms.TypedChoiceField(
            label=_("Stage of %(seat)s") % names,
            coerce=int,
            choices=[(number, str(number)) for number in range(1, LAST_STAGE + 1)],
        )
        must = forms.BooleanField(label=_("%(seat)s must sign") % names, required=False)
        for name, field in ((f"stage_{seat.pk}", stage), (f"must_{seat.pk}", must)):
            setattr(field, "size", "pm-field-short")  # noqa: B010 - the place of a control, as forms give it
            self.fields[name] = field

    @property
    def places(self) -> list[tuple[Seat, Any, Any]]:
        """Each seat with its two fields."""
        return [(seat, self[f"stage_{seat.pk}"], self[f"must_{seat.pk}"]) for seat in self.seats]

    def clean(self) -> dict[str, Any]:
        """Ask for the number where the rule is one."""
        given = super().clean() or {}
        if given.get("rule") == AgreementRule.N_OF_M and not given.get("needed") and "needed" not in self.errors:
            self.add_error("needed", _("Say how many seats must sign: the rule that you chose is this number."))
        return given

    def terms(self) -> SigningTerms:
        """Return what was typed."""
        given = self.cleaned_data
        places = (SeatPlace(seat.pk, given[f"stage_{seat.pk}"], given[f"must_{seat.pk}"]) for seat in self.seats)
        return SigningTerms(given["rule"], given["needed"], given["not_before"], tuple(places))
