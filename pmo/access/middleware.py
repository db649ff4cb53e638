"""The reader's own time zone; and refusals as pages, in one place."""

from collections.abc import Callable
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from pmo.access.verdicts import Ground, Refused

STATUS = {Ground.ROLE: HTTPStatus.FORBIDDEN, Ground.STATE: HTTPStatus.CONFLICT, Ground.INPUT: HTTPStatus.BAD_REQUEST}
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
        return render(request, PAGE[verdict.ground], {"reason": verdict.reason}, status=STATUS[verdict.ground])
