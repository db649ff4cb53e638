"""Doors through which a page keeps what somebody types into a statement, and throws it away."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandates.models import Statement
from mandates.rules.drafting import may_draft
from mandates.selectors.drafts import statement_keyed
from mandates.selectors.unsaved import mine, unsaved_texts
from mandates.services import unsaved
from mandates.views.drafting import draft_to_change
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused


def _place(request: OfficeRequest, kind: str | None, key: str | None) -> tuple[int, str, Statement | None]:
    version = draft_to_change(request)
    if key is None:
        return version.pk, kind or "", None
    found = statement_keyed(version, key)
    if found is None:
        raise Http404
    return version.pk, found.line.kind, found


@office_page(may_draft)
def keep(request: OfficeRequest, kind: str | None = None, key: str | None = None) -> HttpResponse:
    """Keep what is typed; asked by GET, say whether another window has kept something since."""
    try:
        version_id, kind, statement = _place(request, kind, key)
        if request.method != "POST":
            return JsonResponse({"newer": _newer(request, kind, statement)})
        kept = unsaved.keep_typed(
            version_id=version_id,
            kind=kind,
            statement=statement,
            fields=request.POST.dict(),
            begun=_number(request.POST.get("begun", "")),
            by=request.user,
        )
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal.verdict.reason)}, status=HTTPStatus.CONFLICT)
    said = _("Kept at %(hour)s. It is in the draft when you save it.") % {"hour": time_format(localtime(kept.at))}
    newer = _("Another window had kept other words here. These are the newest.") if kept.replaced else ""
    return JsonResponse({"number": kept.number, "said": said, "newer": newer})


def _newer(request: OfficeRequest, kind: str, statement: Statement | None) -> str:
    own = mine(unsaved_texts(draft_to_change(request), kind, statement), request.user)
    if own and own.number > _number(request.GET.get("begun", "")):
        return _("In another window you have typed something newer. Load this page again to go on from there.")
    return ""


def _number(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < 10 else 0


@office_page(may_draft)
@require_POST
def forget(request: OfficeRequest, kind: str | None = None, key: str | None = None) -> HttpResponse:
    """Throw away what is typed and not saved."""
    version_id, kind, statement = _place(request, kind, key)
    unsaved.forget_typed(version_id=version_id, kind=kind, statement=statement, by=request.user)
    messages.success(request, _("It is thrown away. The draft is as it was."))
    office = request.standing.office.slug
    if key is None:
        return redirect("mandates:new_statement", office=office, kind=kind)
    return redirect("mandates:statement", office=office, key=key)
