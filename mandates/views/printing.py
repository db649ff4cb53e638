"""Doors to a version on paper: a PDF that one would take to a board."""

import logging
from pathlib import Path

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from mandates.models import MandateVersion
from mandates.rules.drafting import sees_version
from mandates.rules.printing import cannot_be_printed, too_long_to_print
from mandates.selectors.printing import printed
from mandates.selectors.versions import open_version, version_numbered
from mandates.then import Then
from mandates.views.looking_back import as_fixed, looks_back
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused
from pmo.ui.typesetting import TooLong, Unprintable, typeset

TEMPLATE = Path(__file__).resolve().parents[1] / "print" / "mandate.typ"
log = logging.getLogger(__name__)


@office_page()
def version_pdf(request: OfficeRequest, number: str) -> HttpResponseBase:
    """Set a frozen version, with its signatures as they stand or (`?on=`) as they stood."""
    found = version_numbered(request.standing.office, number)
    if found and looks_back(request):
        sees_version(request.standing, found).require()
        return as_fixed(request, found, lambda was, then: _set_as_pdf(request, was, then))
    return _pdf(request, found)


@office_page()
def draft_pdf(request: OfficeRequest) -> HttpResponse:
    """Set the draft, with what it is and its digest across every page."""
    found = open_version(request.standing.office)
    if found and found.is_frozen:
        return redirect("mandates:version_pdf", office=request.standing.office.slug, number=found.key)
    return _pdf(request, found)


def _pdf(request: OfficeRequest, found: MandateVersion | None) -> HttpResponse:
    if found is None:
        raise Http404
    sees_version(request.standing, found).require()
    return _set_as_pdf(request, found)


def _set_as_pdf(request: OfficeRequest, found: MandateVersion, then: Then | None = None) -> HttpResponse:
    answer = HttpResponse(_set(found, then), content_type="application/pdf")
    name = f"{request.standing.office.slug} mandate {found.key}{f' on {then.day}' if then else ''}.pdf"
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _set(version: MandateVersion, then: Then | None) -> bytes:
    """Return the PDF; what the typesetter cannot do is said in a sentence."""
    try:
        return typeset(TEMPLATE, printed(version, then))
    except TooLong as wrong:
        raise Refused(too_long_to_print()) from wrong
    except Unprintable as wrong:
        log.exception("Version %s could not be set", version.pk)
        raise Refused(cannot_be_printed()) from wrong
