"""The fresh proof before one's own sign-in is changed."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pmo.access import proofs
from pmo.access.authenticators import authenticator_of
from pmo.access.links import is_inside
from pmo.access.models import Person, Proof
from pmo.access.rules import MEANS, MEANS_GOOD_FOR
from pmo.access.services.means import note_recovery_code
from pmo.access.services.telling import mail_code
from pmo.access.sign_in_forms import ProofForm
from pmo.access.verdicts import Verdict, wrong_input

View = Callable[..., HttpResponseBase]


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in."""
    return cast("Person", request.user)


def proof_of(request: HttpRequest) -> Proof | None:
    """Return the proof that lets this person change their sign-in here and now, or None."""
    asked = {"purpose": MEANS, "session_key": proofs.place_of(request)}
    return proofs.standing_proof(person_of(request), good_for=MEANS_GOOD_FOR, **asked)


def proved_again(view: View) -> View:
    """Let in whoever has lately shown who they are; ask the others first, and lead them back."""

    @login_required
    @never_cache
    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if proof_of(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('sign_in:prove')}?{urlencode({'next': request.path})}")

    return door


@login_required
@never_cache
def prove(request: HttpRequest) -> HttpResponse:
    """Ask who it is, by whatever the person has; then lead on."""
    person = person_of(request)
    has_app = authenticator_of(person) is not None
    mailed = not has_app and "code" in request.POST
    form = ProofForm(request.POST or None, person=person, has_app=has_app, mailed=mailed)
    if "mail_code" in request.POST and not has_app:
        mail_code(person, purpose=MEANS, session_key=proofs.place_of(request))
        form = ProofForm(person=person, has_app=has_app, mailed=True)
        return _shown(request, form, mailed=True)
    if request.method == "POST" and form.is_valid():
        if verdict := _proved(request, form):
            return redirect(_next(request))
        form.add_error(None, str(verdict.reason))
    return _shown(request, form, mailed=mailed)


def _proved(request: HttpRequest, form: ProofForm) -> Verdict:
    person, given = person_of(request), form.cleaned_data
    asked = {"purpose": MEANS, "session_key": proofs.place_of(request)}
    if given.get("passkey"):
        return proofs.prove_by_passkey(person, given["passkey"], **asked)
    if given.get("app"):
        return proofs.prove_by_authenticator(person, given["app"], note_recovery=note_recovery_code, **asked)
    if given.get("code"):
        return proofs.prove_by_code(person, given["code"], **asked)
    if given.get("password"):
        return proofs.prove_by_password(person, given["password"], **asked)
    return wrong_input(_("Show that it is you in one of these ways."))


def _shown(request: HttpRequest, form: ProofForm, *, mailed: bool) -> HttpResponse:
    person = person_of(request)
    asked = proofs.ask_passkey(person, purpose=MEANS, session_key=proofs.place_of(request))
    context = {
        "form": form,
        "mailed": mailed,
        "next": _next(request),
        "may_mail": authenticator_of(person) is None,
        "passkey_asked": json.dumps(asked) if asked else "",
        "has_fields": any(not field.is_hidden for field in form),
    }
    return render(request, "access/prove.html", context, status=400 if form.errors else 200)


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next", "")
    return asked if is_inside(asked) else reverse("sign_in:mine")
