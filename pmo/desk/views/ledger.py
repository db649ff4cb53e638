"""The ledger, read and proved in the browser."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import sees_ledger
from pmo.audit.verification import verify
from pmo.desk.forms import LedgerFilter
from pmo.desk.selectors.ledger import deeds, entries_of, ledger_screen
from pmo.ui.exports import Column, export, wanted

COLUMNS = [Column(title) for title in (_("Number"), _("When"), _("Who"), _("Deed"), _("About"), _("Hash"))]


@office_page(sees_ledger)
def ledger(request: OfficeRequest) -> HttpResponseBase:
    """Show all that anybody did, newest first."""
    office = request.standing.office
    form = LedgerFilter(request.GET or None)
    narrowed = form.cleaned_data if form.is_valid() else {}
    entries = entries_of(office, **narrowed)
    if kind := wanted(request):
        rows = ((it.number, it.at, it.actor, it.event, it.about, it.hash) for it in deeds(entries.iterator()))
        return export(rows, COLUMNS, name=str(_("Ledger")), kind=kind)
    screen = ledger_screen(office, entries, request.GET.get("page"))
    return render(request, "desk/ledger.html", {"screen": screen, "form": form})


@office_page(sees_ledger)
def proof(request: OfficeRequest) -> HttpResponse:
    """Recompute every digest of the office's chain and say whether it holds."""
    return render(request, "desk/proof.html", {"finding": verify(request.standing.office.pk)})
