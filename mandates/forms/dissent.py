"""Forms of what stays open after a round: objections, reservations, sources that moved on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.ui.forms import PmForm, WordsField


class ObjectionForm(PmForm):
    """What became of an objection."""

    answer = WordsField(
        label=_("What became of it"),
        rows=2,
        error_messages={"required": _("Write what became of the objection: the executive will read it.")},
    )


class OverrulingForm(PmForm):
    """Why an objection is overruled."""

    reason = WordsField(
        label=_("Why it is overruled"),
        rows=2,
        error_messages={"required": _("Say why: the executive and all others will read it.")},
    )


class ReservationForm(PmForm):
    """The word with which a seat closes its reservation."""

    word = WordsField(
        label=_("Why it can be closed"),
        rows=2,
        error_messages={"required": _("Say in a word why it can be closed: it stays beside your reservation.")},
    )


class SourceForm(PmForm):
    """Why a statement is still right although words that it comes from have moved on."""

    reason = WordsField(
        label=_("Why the statement is still right as it stands"),
        rows=2,
        error_messages={"required": _("Say why: everybody who was asked can read it.")},
    )
    moved_to = forms.CharField(max_length=80, widget=forms.HiddenInput)
    line = forms.IntegerField(widget=forms.HiddenInput)
    requirement = forms.IntegerField(widget=forms.HiddenInput)
