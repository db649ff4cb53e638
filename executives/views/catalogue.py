"""The doors of the catalogue: read by who works here, worded by administrators."""

from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from executives.forms.prompts import EntryForm, NewEntryForm
from executives.rules.prompts import may_word_questions, sees_questions
from executives.selectors.prompts import Entry, catalogue_of, entry_named
from executives.services.catalogue import add_entry, unword_entry, word_entry
from executives.views.asking import found
from executives.views.own_words import confirm_page, form_page
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.exports import Column, export, wanted

PAGE, LIST = "executives/settings/entry.html", "executives:catalogue"
COLUMNS = [
    Column(gettext_lazy("kind"), 20),
    Column(gettext_lazy("what people say"), 70),
    Column(gettext_lazy("a plain example"), 70),
    Column(gettext_lazy("offered"), 8),
    Column(gettext_lazy("whose words"), 20),
]


@office_page(sees_questions)
def index(request: OfficeRequest) -> HttpResponseBase:
    """List the entries, those not offered included."""
    listed = catalogue_of(request.standing.office)
    if kind := wanted(request):
        return export(map(_exported, listed), COLUMNS, name=_("catalogue"), kind=kind)
    context = {"entries": listed, "may_word": bool(may_word_questions(request.standing))}
    return render(request, "executives/settings/catalogue.html", context)


def _exported(entry: Entry) -> tuple:
    whose = _("the office’s") if entry.own else _("the product’s")
    is_offered = _("no") if entry.hidden else _("yes")
    return (str(entry.kind.label), str(entry.text), str(entry.example), is_offered, whose)


@office_page(may_word_questions)
def new(request: OfficeRequest) -> HttpResponse:
    """Offer one entry more."""
    form, deed = NewEntryForm(request.POST or None), partial(add_entry, office_id=request.standing.office.pk)
    done = _("The entry is offered from now on.")
    return form_page(request, form, deed, template=PAGE, context={"entry": None}, done=done, to=LIST)


@office_page(may_word_questions)
def edit(request: OfficeRequest, name: str) -> HttpResponse:
    """Word an entry, or offer it no more."""
    office = request.standing.office
    entry = found(entry_named(office, name))
    now = {"text": str(entry.text), "example": str(entry.example), "hidden": entry.hidden}
    form, deed = EntryForm(request.POST or None, initial=now), partial(word_entry, office_id=office.pk, name=name)
    done = _("The entry is saved.")
    return form_page(request, form, deed, template=PAGE, context={"entry": entry}, done=done, to=LIST)


@office_page(may_word_questions)
def usual(request: OfficeRequest, name: str) -> HttpResponse:
    """Ask, then go back to the product's entry."""
    office = request.standing.office
    entry = found(entry_named(office, name))
    return confirm_page(
        request,
        partial(unword_entry, office_id=office.pk, name=name),
        title=_("Go back to the product’s words?"),
        label=_("Use the product’s words"),
        words=entry.text,
        cancel=reverse("executives:edit_entry", kwargs={"office": office.slug, "name": name}),
        to=LIST,
    )
