"""The company's own sign-in: there and back; and the door that stays closed."""

import logging

from allauth.account.internal.decorators import login_not_required
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from requests import RequestException

from pmo.access.company import CompanySignIn, begin, closed_door

log = logging.getLogger(__name__)
BROKEN = (AttributeError, KeyError, TypeError, ValueError, OAuth2Error, RequestException)


@login_not_required
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Go to the provider."""
    if not settings.OIDC_URL:
        raise Http404
    if request.user.is_authenticated:
        return redirect("/")
    try:
        return begin(request, get_next_redirect_url(request))
    except ImmediateHttpResponse as answer:
        return answer.response
    except BROKEN:
        log.exception("The company's sign-in does not answer as it should.")
        return closed_door()


@login_not_required
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Come back from the provider."""
    if not settings.OIDC_URL:
        raise Http404
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(CompanySignIn(request))(request)
    except BROKEN:
        log.exception("The company's sign-in did not answer as it should.")
        return closed_door()
    return answer


@login_not_required
@never_cache
def closed(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody who was not let in."""
    if not settings.OIDC_URL:
        raise Http404
    context = {
        "title": _("That did not let you in"),
        "sentence": _(
            "%(company)s did not answer, or told no address that is known here. Sign in another way, or ask the "
            "administrator of your office."
        )
        % {"company": settings.OIDC_NAME},
        "actions": [{"label": _("Sign in another way"), "url": reverse("account_login")}],
    }
    return render(request, "message.html", context, status=403)
