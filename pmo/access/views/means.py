"""*My sign-in*: all that a person comes in by, and where they are signed in."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pmo.access.authenticators import authenticator_of, recovery_codes_of
from pmo.access.passkeys import passkeys_of
from pmo.access.services import sessions as deeds
from pmo.access.sessions import places_of
from pmo.access.views.proving import person_of


@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show passkeys, password, second step, address and sessions."""
    person = person_of(request)
    context = {
        "passkeys": passkeys_of(person),
        "app": authenticator_of(person),
        "codes_left": len(recovery_codes_of(person)),
        "places": places_of(person, session_key=str(request.session.session_key)),
        "company": settings.OIDC_NAME,
    }
    return render(request, "access/means.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """End one session of one's own."""
    deeds.end_session(person=person_of(request), number=number)
    if not request.session.exists(str(request.session.session_key)):
        logout(request)
    messages.success(request, _("You are signed out there."))
    return redirect("sign_in:mine")


@login_required
@never_cache
def everywhere(request: HttpRequest) -> HttpResponse:
    """Ask, then sign out everywhere."""
    person = person_of(request)
    if request.method == "POST":
        deeds.sign_out_everywhere(person=person, by=person)
        logout(request)
        messages.success(request, _("You are signed out everywhere."))
        return redirect("account_login")
    open_ones = UserSession.objects.filter(user=person).count()
    context = {
        "title": _("Sign out everywhere?"),
        "sentence": _("Do this when a device is lost, or when somebody else may be signed in as you."),
        "consequences": [
            _ending(open_ones),
            _("Links in mails that you have already lead nowhere any more."),
            _("No browser is trusted any more: a link asks for a code first."),
        ],
        "label": _("Sign out everywhere"),
        "cancel_url": reverse("sign_in:mine"),
    }
    return render(request, "confirm.html", context)


def _ending(sessions: int) -> str:
    """Say how many sessions end."""
    if sessions == 2:
        return _("Both sessions end, this one too.")
    told = ngettext("One session ends, this one.", "All %(number)d sessions end, this one too.", sessions)
    return told % {"number": sessions}
