"""The words of mails: which there are, in which language, and an editor that shows what would go out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused
from pmo.notices.forms.texts import TextForm
from pmo.notices.rules import may_word_mails, sees_reminders
from pmo.notices.selectors.examples import Example, example_of
from pmo.notices.selectors.texts import TextRow, text_row, texts_of
from pmo.notices.services.texts import Words, set_text, unset_text
from pmo.notices.views.refusals import kept
from pmo.ui.exports import Column, export, wanted

COLUMNS = [
    Column(gettext_lazy("Mail"), 30),
    Column(gettext_lazy("Language"), 14),
    Column(gettext_lazy("Whose words"), 20),
    Column(gettext_lazy("Subject"), 40),
    Column(gettext_lazy("What it says"), 80),
    Column(gettext_lazy("Words on the link"), 24),
]
USUAL = Words("{what}", "{sentence}", "")


@office_page(sees_reminders)
def texts(request: OfficeRequest) -> HttpResponseBase:
    """List every kind of mail in every language, and whose words it has."""
    office = request.standing.office
    rows = texts_of(office)
    if kind := wanted(request):
        return export((_as_row(row) for row in rows), COLUMNS, name=_("Words of the mails"), kind=kind)
    return render(request, "notices/texts.html", {"rows": rows, "may_word": may_word_mails(request.standing)})


def _as_row(row: TextRow) -> list[str]:
    said = [row.own.subject, row.own.sentence, row.own.deed] if row.own else ["", "", ""]
    return [str(row.mail.label), row.language_name, _("the office’s") if row.own else _("the product’s"), *said]


@office_page(may_word_mails)
def text(request: OfficeRequest, kind: str, language: str) -> HttpResponse:
    """Change the words of one kind of mail; *Show it* shows what was typed and keeps nothing."""
    office = request.standing.office
    row = text_row(office, kind, language)
    if row is None:
        raise Http404
    example = example_of(office, row)
    form = TextForm(request.POST or None, allowed=row.mail.fields, initial=_initial(row, example))
    status = 200
    if request.method == "POST":
        status = 200 if form.is_valid() else 400
        if form.is_valid() and "preview" not in request.POST:
            try:
                set_text(office_id=office.pk, kind=kind, language=language, words=form.words(), by=request.user)
            except Refused as refusal:
                status = kept(form, refusal)
            else:
                messages.success(request, _("The words are saved. They go out from the next mail on."))
                return redirect("notices:texts", office=office.slug)
    shown = form.words() if form.is_bound and not form.errors else Words(**form.initial)
    context = {"form": form, "row": row, "example": example, "preview": example.filled(shown)}
    return render(request, "notices/text.html", context, status=status)


def _initial(row: TextRow, example: Example) -> dict[str, str]:
    """Begin with the office's own words, else with the fields that stand for the product's."""
    if row.own:
        return {"subject": row.own.subject, "sentence": row.own.sentence, "deed": row.own.deed}
    return {"subject": USUAL.subject, "sentence": USUAL.sentence, "deed": example.told.deed}


@office_page(may_word_mails)
def usual_text(request: OfficeRequest, kind: str, language: str) -> HttpResponse:
    """Ask, then go back to the product's words."""
    office = request.standing.office
    row = text_row(office, kind, language)
    if row is None:
        raise Http404
    if request.method == "POST":
        if unset_text(office_id=office.pk, kind=kind, language=language, by=request.user):
            messages.success(request, _("The product’s own words go out again from the next mail on."))
        return redirect("notices:texts", office=office.slug)
    here = {"office": office.slug, "kind": kind, "language": language}
    context = {
        "title": _("Go back to the product’s words?"),
        "sentence": _("Your words for “%(mail)s” are taken away. They stay in the ledger.") % {"mail": row.mail.label},
        "label": _("Use the product’s words"),
        "cancel_url": reverse("notices:text", kwargs=here),
    }
    return render(request, "confirm.html", context)
