"""The doors of the catalogue: read by who works here, worded by administrators."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from executives.forms.prompts import EntryForm, NewEntryForm
from executives.rules.prompts import may_word_questions, sees_questions
from executives.selectors.prompts import Entry, catalogue_of, entry_named
from executives.services.catalogue import add_entry, unword_entry, word_entry
from executives.views.asking import attempt_on_shown, found
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.exports import Column, export, wanted

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
    office_id, by = request.standing.office.pk, request.user
    form = NewEntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _moved = attempt_on_shown(form, lambda: add_entry(office_id=office_id, **form.cleaned_data, by=by))
        if done:
            messages.success(request, _("The entry is offered from now on."))
            return redirect("executives:catalogue", office=request.standing.office.slug)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "executives/settings/entry.html", {"form": form, "entry": None}, status=status)


@office_page(may_word_questions)
def edit(request: OfficeRequest, name: str) -> HttpResponse:
    """Word an entry, or offer it no more."""
    office = request.standing.office
    entry = found(entry_named(office, name))
    now = {"text": str(entry.text), "example": str(entry.example), "hidden": entry.hidden}
    form = EntryForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        given = {"office_id": office.pk, "name": name, **form.cleaned_data}
        attempt_on_shown(form, lambda: word_entry(**given, by=request.user))
        if not form.errors:
            messages.success(request, _("The entry is saved."))
            return redirect("executives:catalogue", office=office.slug)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "executives/settings/entry.html", {"form": form, "entry": entry}, status=status)


@office_page(may_word_questions)
def usual(request: OfficeRequest, name: str) -> HttpResponse:
    """Ask, then go back to the product's entry."""
    office = request.standing.office
    entry = found(entry_named(office, name))
    if request.method == "POST":
        unword_entry(office_id=office.pk, name=name, by=request.user)
        return redirect("executives:catalogue", office=office.slug)
    context = {
        "title": _("Go back to the product’s words?"),
        "sentence": _("Your words “%(words)s” are taken away. They stay in the ledger.") % {"words": entry.text},
        "label": _("Use the product’s words"),
        "cancel_url": reverse("executives:edit_entry", kwargs={"office": office.slug, "name": name}),
    }
    return render(request, "confirm.html", context)
