"""Who is reached by mail and who not: pauses, absences, bad addresses, and what is held for whom."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused, wrong_input
from pmo.notices.forms.reach import BadAddressForm, PauseForm
from pmo.notices.rules import may_set_reach, sees_reminders
from pmo.notices.selectors.reach import Reached, one_reached, reach_of
from pmo.notices.services import reach as deeds
from pmo.notices.views.refusals import kept
from pmo.ui.exports import Column, Exported, export, wanted
from pmo.ui.forms import PmForm

COLUMNS = [
    Column(gettext_lazy("Name"), 26),
    Column(gettext_lazy("What they are here"), 34),
    Column(gettext_lazy("E-mail address"), 34),
    Column(gettext_lazy("Reached"), 34),
    Column(gettext_lazy("Until"), 14),
    Column(gettext_lazy("Why"), 40),
    Column(gettext_lazy("Reminders held"), 16),
]
FORMS: dict[str, type[PmForm]] = {"pause": PauseForm, "bad": BadAddressForm}
DEEDS: dict[str, tuple[Callable[..., Any], Any]] = {
    "pause": (deeds.pause, gettext_lazy("Reminders to %(name)s are paused. What they owe still stands on their page.")),
    "resume": (deeds.resume, gettext_lazy("Reminders to %(name)s go out again.")),
    "bad": (deeds.call_address_bad, gettext_lazy("Nothing is mailed to %(name)s until the address is good again.")),
    "good": (deeds.call_address_good, gettext_lazy("Mails go to %(name)s again.")),
}


@office_page(sees_reminders)
def reach(request: OfficeRequest) -> HttpResponseBase:
    """List everybody of the office, those first whom no mail reaches."""
    people = reach_of(request.standing.office)
    if kind := wanted(request):
        return export((_as_row(each) for each in people), COLUMNS, name=_("Who is reached"), kind=kind)
    missed = [each for each in people if not each.is_open]
    context = {"people": people, "missed": missed, "may_set": may_set_reach(request.standing)}
    return render(request, "notices/reach.html", context)


def _as_row(each: Reached) -> list[Exported]:
    until = (None if each.is_left else each.paused_until) or (each.away.last if each.away else None)
    why = each.reason if each.paused_until or each.bad_address else ""
    return [each.person.name, each.part, each.person.email, str(each.word), until, why, each.held_total]


@office_page(may_set_reach)
def one(request: OfficeRequest, person: int) -> HttpResponse:
    """Pause somebody's reminders or call their address bad, and take either back."""
    found = one_reached(request.standing.office, person)
    if found is None:
        raise Http404
    deed = request.POST.get("deed", "")
    forms = {name: form(request.POST if name == deed else None, prefix=name) for name, form in FORMS.items()}
    status = 200
    if request.method == "POST":
        status = _do(request, found, deed, forms.get(deed))
        if status == 200:
            return redirect("notices:reach_one", office=request.standing.office.slug, person=person)
    return render(request, "notices/reach_one.html", {"reached": found, "forms": forms}, status=status)


def _do(request: OfficeRequest, found: Reached, deed: str, form: PmForm | None) -> int:
    """Do one of the four deeds; return 200 when it is done, else the status of the page with the refusal."""
    if deed not in DEEDS:
        wrong_input(_("The page did not say what to do. Load it again.")).require()
    if form is not None and not form.is_valid():
        return 400
    do, said = DEEDS[deed]
    given = form.cleaned_data if form else {}
    try:
        do(office_id=request.standing.office.pk, person_id=found.person.pk, by=request.user, **given)
    except Refused as refusal:
        if form is None:
            raise
        return kept(form, refusal, "until" if deed == "pause" else None)
    messages.success(request, said % {"name": found.person.name})
    return 200
