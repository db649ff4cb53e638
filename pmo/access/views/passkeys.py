"""Passkeys: added, named, removed."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo.access import passkeys, proofs
from pmo.access.services import means
from pmo.access.sign_in_forms import PasskeyForm, PasskeyNameForm
from pmo.access.verdicts import Refused
from pmo.access.views.proving import person_of, proof_of, proved_again


@proved_again
def add(request: HttpRequest) -> HttpResponse:
    """Ask the device for a new passkey, and keep it."""
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        messages.success(request, _("The passkey is added. You can sign in and sign with it from now on."))
        return redirect("sign_in:mine")
    asked = passkeys.asked_to_add(person_of(request), session=proofs.session_digest(proofs.place_of(request)))
    context = {"form": form, "passkey_asked": json.dumps(asked)}
    return render(request, "access/passkey_add.html", context, status=400 if form.errors else 200)


def _added(request: HttpRequest, form: PasskeyForm) -> bool:
    """Keep the passkey, or put the refusal at the form."""
    try:
        means.add_passkey(
            person=person_of(request),
            name=form.cleaned_data["name"],
            answer=form.cleaned_data["passkey"],
            session_key=proofs.place_of(request),
            proof=proof_of(request),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal.verdict.reason))
        return False
    return True


@login_required
def rename(request: HttpRequest, passkey: int) -> HttpResponse:
    """Give a passkey another name."""
    person = person_of(request)
    found = get_object_or_404(passkeys.passkeys_of(person), pk=passkey)
    form = PasskeyNameForm(request.POST or None, initial={"name": str(found)})
    if request.method == "POST" and form.is_valid():
        means.rename_passkey(person=person, passkey_id=found.pk, name=form.cleaned_data["name"])
        return redirect("sign_in:mine")
    return render(request, "access/passkey_name.html", {"form": form}, status=400 if form.errors else 200)


@proved_again
def remove(request: HttpRequest, passkey: int) -> HttpResponse:
    """Ask, then forget a passkey."""
    person = person_of(request)
    found = get_object_or_404(passkeys.passkeys_of(person), pk=passkey)
    if request.method == "POST":
        means.remove_passkey(person=person, passkey_id=found.pk, proof=proof_of(request))
        messages.success(request, _("The passkey is removed."))
        return redirect("sign_in:mine")
    context = {
        "title": _("Remove the passkey “%(name)s”?") % {"name": str(found)},
        "sentence": _("It will no longer let you in here. Remove it from the device as well, where it is kept."),
        "label": _("Remove the passkey"),
        "cancel_url": reverse("sign_in:mine"),
    }
    return render(request, "confirm.html", context)
