"""The doors of the design system."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from pmo.ui import specimens
from pmo.ui.theme import remember


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "gallery/gallery.html", specimens.gallery())


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of light or dark and go back to where they were."""
    target = request.POST.get("next", "/")
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(target if safe else "/")
    remember(response, request.POST.get("theme", "system"), secure=request.is_secure())
    return response
