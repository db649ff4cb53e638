"""Personal links: opening one changes nothing; following one leads to its page, after a code where it needs one."""

from http import HTTPStatus
from typing import cast

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pmo import clock
from pmo.access import purposes
from pmo.access.address_letters import NEW, UNDO
from pmo.access.browsers import trusted_browser
from pmo.access.links import find_link, note_refusal
from pmo.access.models import Person, PersonalLink
from pmo.access.rules import may_follow
from pmo.access.states import Way
from pmo.access.verdicts import Ground, Verdict

STATUS = {Ground.INPUT: HTTPStatus.NOT_FOUND, Ground.STATE: HTTPStatus.GONE}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show whom a link is for and what it is about; its one button leads on."""
    link = find_link(token)
    if link and link.purpose in (NEW, UNDO):
        return redirect("address_by_link", token=token)
    verdict = may_follow(link, clock.now())
    if link is None or not verdict:
        return unlisted(_refused(request, link, verdict))
    return unlisted(_follow(request, link) if request.method == "POST" else _shown(request, link))


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep the address of a page that holds a token out of other pages' referrers and of search engines.

    With no referrer at all, browsers hide the origin of a form too, and its protection would refuse it.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def way_of(request: HttpRequest, person: Person) -> Way:
    """Tell who stands before a person's link."""
    if request.user.is_authenticated:
        return Way.SIGNED_IN if request.user == person else Way.SOMEBODY_ELSE
    return Way.TRUSTED if trusted_browser(request, person) else Way.CODE


def _shown(request: HttpRequest, link: PersonalLink, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"link": link, "matter": purposes.word(link.purpose), "way": way_of(request, link.person)}
    return render(request, "access/link.html", context, status=status)


def _follow(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    match way_of(request, link.person):
        case Way.SIGNED_IN:
            return redirect(link.path)
        case Way.TRUSTED:
            return perform_login(request, link.person, redirect_url=link.path)
        case Way.CODE:
            return _mail_code(request, link)
    if ratelimit.consume(request, action="bad_link"):
        note_refusal(link, cast("Person", request.user))
    return _shown(request, link, HTTPStatus.CONFLICT)


def _mail_code(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Mail a code as the sign-in does, with its limits; its page then leads to the link's."""
    email = link.person.email
    if not ratelimit.consume(request, action="request_login_code", key=email):
        return ratelimit.respond_429(request)
    LoginCodeVerificationProcess.initiate(request=request, user=link.person, email=email)
    return redirect(f"{reverse('account_confirm_login_code')}?{urlencode({'next': link.path})}")


def _refused(request: HttpRequest, link: PersonalLink | None, verdict: Verdict) -> HttpResponse:
    """Say why, in one page for all links that are none; a deed that was tried stands in the ledger."""
    if request.method == "POST":
        if not ratelimit.consume(request, action="bad_link"):
            return ratelimit.respond_429(request)
        note_refusal(link)
    context = {
        "title": _("This link does not open"),
        "sentence": verdict.reason,
        "actions": [{"label": _("Sign in"), "url": reverse("account_login")}],
    }
    return render(request, "message.html", context, status=STATUS[verdict.ground])
