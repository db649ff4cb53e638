"""The shape of what is typed about seats and holders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.states import DecisionRole
from pmo.access.models import validate_name
from pmo.ui.forms import DayField, PmForm


class SeatForm(PmForm):
    """A seat: its title and its part in the decision."""

    sizes = {"title": "medium"}
    title = forms.CharField(
        label=_("Title of the seat"),
        max_length=200,
        help_text=_("As it stands on the door, for example Chief Financial Officer. It stays when people change."),
    )
    decision_role = forms.ChoiceField(
        label=_("Part in the decision"),
        choices=[
            (DecisionRole.SIGNATORY, _("Signatory: signs, and is counted")),
            (DecisionRole.INPUT, _("Input: is asked, not counted")),
            (DecisionRole.INFORMED, _("Informed: is told")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the part that this seat has in the decision.")},
    )
    sponsor = forms.BooleanField(label=_("This seat is the sponsor: it carries the mandate"), required=False)


class HandOverForm(PmForm):
    """Who takes a seat, from which day on."""

    sizes = {"name": "medium"}
    name = forms.CharField(label=_("Name"), max_length=200, validators=[validate_name])
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The person signs in with it, and is invited by mail at once."),
    )
    start = DayField(label=_("First day"), help_text=_("Whoever holds the seat now has it until the day before."))


class VacateForm(PmForm):
    """The last day of the present holder."""

    last_day = DayField(label=_("Last day"), help_text=_("Counted in: the seat is vacant from the next day on."))
