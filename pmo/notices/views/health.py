"""Whether all is well: in words for those who work here, in JSON for machines."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from pmo.access.doors import OfficeRequest, office_page
from pmo.notices.rules import sees_reminders
from pmo.notices.selectors import health as sick
from pmo.ui.exports import Column, export, wanted

COLUMNS = [
    Column(gettext_lazy("Made"), 18),
    Column(gettext_lazy("To whom"), 26),
    Column(gettext_lazy("Subject"), 50),
    Column(gettext_lazy("Tries"), 8),
    Column(gettext_lazy("What went wrong"), 50),
    Column(gettext_lazy("The mail server’s own words"), 60),
]


@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """Tell a machine whether this site can do its work; no name, no address, no secret."""
    parts = sick.health()
    is_well = all(part.is_well for part in parts)
    told = {part.name: {"well": part.is_well, "seconds": part.seconds} for part in parts}
    return JsonResponse({"well": is_well, **told}, status=HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE)


@office_page(sees_reminders)
def health(request: OfficeRequest) -> HttpResponseBase:
    """Show in words how the site is, and which mails did not leave."""
    troubles = sick.troubles_of(request.standing.office)
    if kind := wanted(request):
        rows = (
            (it.mail.made_at, it.mail.to_name, it.subject, it.mail.attempts, it.trouble, it.mail.last_error)
            for it in troubles
        )
        return export(rows, COLUMNS, name=_("Mails that did not leave"), kind=kind)
    parts = sick.health()
    context = {"parts": parts, "troubles": troubles, "ill": [part for part in parts if not part.is_well]}
    return render(request, "notices/health.html", context)
