"""The authenticator app and its recovery codes; and the second step at sign-in."""

import base64
import json
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo import clock
from pmo.access.authenticators import Kind, authenticator_of, recovery_codes_of
from pmo.access.entering import SecondStepForm
from pmo.access.passkeys import passkeys_of
from pmo.access.proofs import CODE_GOOD_FOR
from pmo.access.services import means
from pmo.access.sign_in_forms import AppCodeForm
from pmo.access.verdicts import Refused
from pmo.access.views.proving import person_of, proof_of, proved_again
from pmo.ui.figures import spelled

SHOWN_UNTIL = "pmo_codes_shown_until"


class SecondStep(AuthenticateView):
    """The second step at sign-in: a code of the app, a recovery code, or a passkey."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Let the person in; who came by a recovery code reads how many are left."""
        answer = super().form_valid(form)
        if isinstance(form, SecondStepForm) and form.authenticator.type == Kind.RECOVERY_CODES:
            messages.warning(self.request, _how_many(means.note_recovery_code(self.stage.login.user)))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the device is asked, for whoever has a passkey."""
        context = super().get_context_data(**kwargs)
        has_passkey = passkeys_of(self.stage.login.user).exists()
        asked = context.get("js_data", {}).get("request_options")
        return context | {"passkey_asked": json.dumps(asked) if has_passkey else ""}


@proved_again
def turn_on(request: HttpRequest) -> HttpResponse:
    """Show the secret of a new authenticator app, and take its first code."""
    person = person_of(request)
    if authenticator_of(person):
        return redirect("sign_in:mine")
    secret = get_totp_secret()
    form = AppCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = form.cleaned_data["code"]
            means.turn_on_authenticator(person=person, secret=secret, code=code, proof=proof_of(request))
        except Refused as refusal:
            form.add_error("code", str(refusal.verdict.reason))
        else:
            clear_totp_secret(request)
            return _show_codes(request)
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(person, secret))
    context = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}",
    }
    return render(request, "access/app_add.html", context, status=400 if form.errors else 200)


@proved_again
def turn_off(request: HttpRequest) -> HttpResponse:
    """Ask, then sign in without a second step from now on."""
    if request.method == "POST":
        means.turn_off_authenticator(person=person_of(request), proof=proof_of(request))
        messages.success(request, _("Your sign-in asks for no second step any more."))
        return redirect("sign_in:mine")
    context = {
        "title": _("Sign in without the authenticator app?"),
        "sentence": _("A password or a mailed code alone will let you in. The recovery codes are worth nothing then."),
        "label": _("Sign in without it"),
        "cancel_url": reverse("sign_in:mine"),
    }
    return render(request, "confirm.html", context)


@proved_again
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show new codes once, until they are kept or ten minutes are over; else say how many are left."""
    person = person_of(request)
    if "kept" in request.POST:
        request.session.pop(SHOWN_UNTIL, None)
        return redirect("sign_in:mine")
    if request.method == "POST":
        means.renew_recovery_codes(person=person, proof=proof_of(request))
        return _show_codes(request)
    if authenticator_of(person) is None:
        return redirect("sign_in:mine")
    codes = recovery_codes_of(person)
    context = {"codes": codes if _are_shown(request) else [], "left": len(codes)}
    return render(request, "access/recovery_codes.html", context)


@proved_again
def recovery_codes_file(request: HttpRequest) -> HttpResponse:
    """Hand out new codes as a file, while they are shown."""
    if not _are_shown(request):
        raise Http404
    codes = recovery_codes_of(person_of(request))
    told = _("Recovery codes for signing in to PMO Mandate. Each is good once.")
    headers = {"Content-Disposition": 'attachment; filename="recovery-codes.txt"'}
    return HttpResponse("\n".join([told, "", *codes, ""]), content_type="text/plain; charset=utf-8", headers=headers)


def _how_many(left: int) -> str:
    if not left:
        return _("That was the last recovery code. Make new ones under “My sign-in”, before you need one.")
    told = ngettext(
        "That recovery code is used up. One is left: make new ones under “My sign-in”.",
        "That recovery code is used up. %(words)s are left.",
        left,
    )
    return told % {"words": spelled(left).capitalize()}


def _show_codes(request: HttpRequest) -> HttpResponse:
    request.session[SHOWN_UNTIL] = (clock.now() + CODE_GOOD_FOR).isoformat()
    return redirect("sign_in:recovery-codes")


def _are_shown(request: HttpRequest) -> bool:
    until = request.session.get(SHOWN_UNTIL)
    return until is not None and clock.now() < datetime.fromisoformat(until)
