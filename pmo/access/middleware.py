"""The reader's own time zone; sessions in their own browser; and refusals as pages, in one place."""

from collections.abc import Callable
from http import HTTPStatus
from zoneinfo import ZoneInfo

from allauth.core import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.access.seals import is_broken
from pmo.access.sessions import is_due, note_seen
from pmo.access.verdicts import Ground, Refused
from pmo.audit.services import record

STATUS = {Ground.ROLE: HTTPStatus.FORBIDDEN, Ground.STATE: HTTPStatus.CONFLICT, Ground.INPUT: HTTPStatus.BAD_REQUEST}
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
WRITTEN = frozenset(
    "text title description measure served authority expected distribution statement reason word report wish".split()
)
"""The fields in which people write at length: what stood there is shown again when nothing could be done with it."""
PAGE = {Ground.ROLE: "403.html", Ground.STATE: "409.html", Ground.INPUT: "400.html"}


class PersonMiddleware:
    """Show times in the reader's zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        with timezone.override(ZoneInfo(person.time_zone)):
            return self.get_response(request)


class SealMiddleware:
    """Let in nobody by a session that began in another browser; a deed tried so stands in the ledger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated or not is_broken(request):
            return self.get_response(request)
        if request.method not in SAFE and ratelimit.consume(request, action="bad_link"):
            record("session.refused", about=person, office=None, by=None)
        request.session, request.user = type(request.session)(), AnonymousUser()  # an empty one: its cookie goes too
        context = {
            "title": _("Sign in here first"),
            "sentence": _("This session began in another browser, and holds there only. Nothing was changed."),
            "actions": [{"label": _("Sign in"), "url": reverse("account_login")}],
        }
        return render(request, "message.html", context, status=HTTPStatus.FORBIDDEN)


class SeenMiddleware:
    """Note now and then that a session is in use, so that its owner sees where and when."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and is_due(request):
            note_seen(request)
        return self.get_response(request)


class RefusalMiddleware:
    """Turn `Refused` into a page, a fragment or JSON, with its sentence; and a deed's address that was only opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
            page["Allow"] = response.get("Allow", "")
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; everything else goes its way."""
        if not isinstance(exception, Refused):
            return None
        verdict = exception.verdict
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"refused": str(verdict.reason)}, status=STATUS[verdict.ground])
        told = {"reason": verdict.reason, "words": _written(request) if verdict.ground == Ground.STATE else []}
        return render(request, PAGE[verdict.ground], told, status=STATUS[verdict.ground])


def _written(request: HttpRequest) -> list[str]:
    """Return what somebody wrote into a form that came too late, so that it is not lost."""
    return [str(text) for name, text in request.POST.items() if name in WRITTEN and str(text).strip()]
