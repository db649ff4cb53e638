"""The shape of what is noted about a kick-off."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.rules.talks import LONGEST_NOTES
from executives.selectors.kickoffs import SeatAtKickOff
from executives.states import Presence
from pmo.ui.forms import DayField, PmForm, ShownField

CHOICES = [("", _("Not noted")), *Presence.choices]


class PlanForm(PmForm):
    """The day of a kick-off."""

    day = DayField(label=_("Day of the kick-off"))


class KickOffForm(PmForm):
    """The day, what was said, and for each seat how it took part."""

    day = DayField(label=_("Day of the kick-off"))
    summary = forms.CharField(
        label=_("What was said"),
        help_text=_("Why everybody is asked, and what happens next."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_NOTES,
        required=False,
    )
    shown = ShownField()

    def __init__(self, *args: Any, rows: Iterable[SeatAtKickOff], **kwargs: Any) -> None:
        self.rows = list(rows)
        super().__init__(*args, **kwargs)
        for row in self.rows:
            number, who = row.seat.pk, {"seat": row.seat.title, "name": row.name or _("nobody")}
            begun = row.mark.stand_in if row.mark else ""
            self.fields[f"presence-{number}"] = forms.ChoiceField(
                label=_("%(seat)s: how did they take part?") % who,
                choices=CHOICES,
                required=False,
                initial=row.presence,
            )
            self.fields[f"stand-in-{number}"] = forms.CharField(
                label=_("%(seat)s: name of the stand-in") % who, max_length=200, required=False, initial=begun
            )

    @property
    def lines(self) -> list[tuple[SeatAtKickOff, Any, Any]]:
        """Each seat with its two fields, for the table."""
        return [(row, self[f"presence-{row.seat.pk}"], self[f"stand-in-{row.seat.pk}"]) for row in self.rows]

    @property
    def marks(self) -> dict[int, tuple[str, str]]:
        """How each seat took part, as given."""
        given = self.cleaned_data
        numbers = [row.seat.pk for row in self.rows]
        return {number: (given[f"presence-{number}"], given[f"stand-in-{number}"]) for number in numbers}
