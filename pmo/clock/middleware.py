"""One reading of the shift a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from pmo.clock.reading import refresh


class ClockMiddleware:
    """Read the shared shift once at the start of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refresh()
        return self.get_response(request)
