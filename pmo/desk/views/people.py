"""People and roles of an office."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.access import services
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.forms import GrantForm
from pmo.access.rules import may_administer, may_invite, sees_working_pages
from pmo.access.selectors import memberships_of
from pmo.access.verdicts import Refused
from pmo.desk.selectors.people import PersonRow, people_of
from pmo.ui.exports import Column, export, wanted

COLUMNS = [
    Column(gettext_lazy("Name"), 30),
    Column(gettext_lazy("E-mail address"), 34),
    Column(gettext_lazy("Part"), 50),
    Column(gettext_lazy("State"), 24),
]


@office_page(sees_working_pages)
def people(request: OfficeRequest) -> HttpResponseBase:
    """Show everybody who has a part here; administrators give roles here."""
    rows = people_of(request.standing.office)
    if kind := wanted(request):
        return export(map(_exported, rows), COLUMNS, name=_("People"), kind=kind)
    may_change = may_administer(request.standing)
    form = GrantForm(request.POST or None)
    if request.method == "POST":
        may_change.require()
        if form.is_valid() and _granted(request, form):
            return redirect("desk:people", office=request.standing.office.slug)
    context = {"rows": rows, "may_change": may_change, "may_invite": may_invite(request.standing), "form": form}
    return render(request, "desk/people.html", context, status=400 if form.errors else 200)


def _exported(row: PersonRow) -> tuple[str, ...]:
    return row.person.name, row.person.email, ", ".join(row.parts), str(row.word or "")


def _granted(request: OfficeRequest, form: GrantForm) -> bool:
    """Give the role, or put the refusal at the form with what was typed kept."""
    try:
        membership = services.welcome(office_id=request.standing.office.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal.verdict.reason))
        return False
    said = {"name": form.cleaned_data["name"], "role": membership.get_role_display()}
    messages.success(request, _("%(name)s is now %(role)s.") % said)
    return True


@office_page(may_administer)
def end_role(request: OfficeRequest, membership: int) -> HttpResponse:
    """Ask, then end somebody's role."""
    office = request.standing.office
    found = get_object_or_404(memberships_of(office), pk=membership)
    who = {"name": found.person.name, "role": found.get_role_display()}
    if request.method == "POST":
        services.end_role(membership_id=found.pk, by=request.user)
        messages.success(request, _("%(name)s is no longer %(role)s.") % who)
        return redirect("desk:people", office=office.slug)
    context = {
        "title": _("End the role of %(name)s?") % who,
        "sentence": _("%(name)s will no longer be %(role)s here. What they did stays in the ledger.") % who,
        "label": _("End the role"),
        "cancel_url": reverse("desk:people", kwargs={"office": office.slug}),
    }
    return render(request, "confirm.html", context)
