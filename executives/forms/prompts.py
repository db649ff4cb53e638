"""The shape of what an administrator types about the questions and the catalogue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.states import CatalogueKind, Fills
from pmo.ui.forms import PmForm

BEGINNINGS = [(each.value, each.label) for each in Fills if each.begins]


class QuestionForm(PmForm):
    """What a question says."""

    question = forms.CharField(label=_("Question"), max_length=200)
    hint = forms.CharField(
        label=_("A line below it"),
        max_length=400,
        required=False,
        help_text=_("What helps to answer: an example, or how much is enough. Leave out words of the trade."),
    )


class QuestionWordsForm(QuestionForm):
    """What a question says, and whether it is asked."""

    hidden = forms.BooleanField(label=_("Do not ask it"), required=False)


class NewQuestionForm(QuestionForm):
    """A question more, by what its answer begins."""

    field_order = ["fills", "question", "hint"]
    fills = forms.ChoiceField(label=_("What the answer begins"), choices=BEGINNINGS, widget=forms.RadioSelect)


class EntryTextForm(PmForm):
    """What an entry says."""

    text = forms.CharField(
        label=_("What people say"), max_length=400, widget=forms.Textarea(attrs={"rows": 2, "class": "pm-said"})
    )
    example = forms.CharField(
        label=_("A plain example"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One that somebody outside this field would understand."),
    )


class EntryForm(EntryTextForm):
    """What an entry says, and whether it is offered."""

    hidden = forms.BooleanField(label=_("Do not offer it"), required=False)


class NewEntryForm(EntryTextForm):
    """An entry more, of a kind."""

    field_order = ["kind", "text", "example"]
    kind = forms.ChoiceField(label=_("Kind"), choices=CatalogueKind.choices, widget=forms.RadioSelect)
