"""Leaving one's reminders from a mail, by hand or by the mail program's own button; and taking that back."""

from http import HTTPStatus

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from pmo.access.links import find_unsubscription
from pmo.access.views.links import unlisted
from pmo.notices.selectors.leaving import LeavingPage, leaving_page
from pmo.notices.services.reach import leave_reminders, take_up_reminders

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponseBase:
    """Let a mail program leave by its one click (RFC 8058), which has no form of ours; people come by the page."""
    if request.method == "POST" and request.POST.dict() == ONE_CLICK:
        return unlisted(_one_click(request, token))
    return _by_hand(request, token)


def _one_click(request: HttpRequest, token: str) -> HttpResponse:
    what = find_unsubscription(token)
    if what is None:
        return _unknown(request)
    screen = leaving_page(what)
    _leave(screen)
    return HttpResponse(_("Your reminders are paused."), content_type="text/plain; charset=utf-8")


@csrf_protect
def _by_hand(request: HttpRequest, token: str) -> HttpResponse:
    what = find_unsubscription(token)
    if what is None:
        return unlisted(_unknown(request))
    screen = leaving_page(what)
    if request.method == "POST":
        if "again" in request.POST:
            _take_up(screen)
            messages.success(request, _("You are reminded again."))
        else:
            _leave(screen)
        return unlisted(redirect("unsubscribe", token=token))
    return unlisted(render(request, "notices/unsubscribe.html", {"screen": screen}))


def _leave(screen: LeavingPage) -> None:
    for office in screen.offices:
        leave_reminders(person=screen.person, office=office)


def _take_up(screen: LeavingPage) -> None:
    for office in screen.offices:
        take_up_reminders(person=screen.person, office=office)


def _unknown(request: HttpRequest) -> HttpResponse:
    """Tell of nobody; whoever tries in series is stopped."""
    if request.method == "POST" and not ratelimit.consume(request, action="bad_link"):
        return ratelimit.respond_429(request)
    context = {
        "title": _("This link does not open"),
        "sentence": _("This link leads nowhere. Open the mail again and follow the link as it stands there."),
        "actions": [{"label": _("Sign in"), "url": reverse("account_login")}],
    }
    return render(request, "message.html", context, status=HTTPStatus.NOT_FOUND)
