"""Signing: the page on which one signs, declines, and takes a signature back."""

import json
from functools import cache, partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from executives.selectors.seats import titles_of
from mandates.forms.signoff import DecliningForm, RevokingForm, SigningForm
from mandates.rules.signoff import Given, may_sign_yet, purpose
from mandates.selectors.paper_signatures import papers_seen
from mandates.selectors.signatures import signatures_page
from mandates.selectors.signing import SignPage, ToSign, sign_page, to_sign, version_shown
from mandates.selectors.signoff import has_more_to_sign
from mandates.services import codes, signoff
from mandates.views.answers import status_of
from mandates.views.refusals import tried
from pmo import clock
from pmo.access import proofs
from pmo.access.authenticators import Kind, kinds_of
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.middleware import STATUS
from pmo.access.models import Proof
from pmo.access.origins import origin_of
from pmo.access.services.means import note_recovery_code
from pmo.access.verdicts import GRANTED, Refused, Verdict


def asked_of(request: OfficeRequest) -> ToSign | None:
    """Return what waits for this person's signature; what is sent is for the seat that it names and for no other."""
    sent = request.POST.get("seat")
    asked = to_sign(request.standing, sent or request.GET.get("seat"))
    return None if asked and sent and str(asked.seat.pk) != sent else asked


@office_page()
def sign(request: OfficeRequest) -> HttpResponse:
    """What is to be signed, the proof of who signs, and the signature."""
    asked = asked_of(request)
    if asked is None:
        return _nothing(request)
    devices = kinds_of(request.user)
    if "mail_code" in request.POST and Kind.TOTP not in devices:
        return _mail_code(request, asked, devices)
    if request.method == "GET" and asked.request.opened_at is None:
        signoff.open_asked(asked.signing(clock.now()), request.standing)
    form, status = _form(request, asked, devices), 200
    if request.method == "POST" and not (status := _sign(request, form, asked)):
        if has_more_to_sign(request.standing):
            names = {"number": asked.version.key, "seat": asked.seat.title}
            messages.success(
                request, _("You have signed version %(number)s for %(seat)s. One more signature waits here.") % names
            )
        return redirect("mandates:sign", office=request.standing.office.slug)
    return _shown(request, sign_page(request.standing, asked), form, devices, status)


def _nothing(request: OfficeRequest) -> HttpResponse:
    """Say that nothing waits; what was sent for a text of some other day is answered, and its words are shown again."""
    found = signatures_page(request.standing)
    screen = {"screen": found, "papers": papers_seen(request.standing, found)}
    if request.method != "POST":
        return render(request, "mandates/sign/nothing.html", screen)
    try:
        _send_again(request)
    except Refused as refusal:
        words = [request.POST.get(name, "") for name in ("reservation", "condition", "reason")]
        told = screen | {"refusal": refusal.verdict.reason, "words": [each for each in words if each.strip()]}
        return render(request, "mandates/sign/nothing.html", told, status=STATUS[refusal.verdict.ground])
    return redirect("mandates:sign", office=request.standing.office.slug)


def _send_again(request: OfficeRequest) -> None:
    """Let the deed itself answer what does not wait any more: the second click, or the sentence why not."""
    version = version_shown(request.standing, request.POST.get("shown_digest", ""))
    seat = request.POST.get("seat", "")
    if version is None or not seat.isdecimal() or len(seat) > 18:
        return
    same: dict[str, Any] = {"version_id": version.pk, "seat_id": int(seat), "shown_digest": version.digest}
    same["by"] = request.user
    if "reason" in request.POST:
        signoff.decline(**same, reason=request.POST["reason"])
    else:
        signoff.sign(**same, proof=None, given=Given(""))


def _shown(
    request: OfficeRequest,
    screen: SignPage,
    form: SigningForm,
    devices: frozenset[str],
    status: int = 200,
    *,
    mailed: bool = False,
) -> HttpResponse:
    about = {"purpose": purpose(screen.version), "session_key": proofs.place_of(request)}
    passkey = proofs.ask_passkey(request.user, **about) if Kind.WEBAUTHN in devices else {}
    context = {
        "screen": screen,
        "yet": may_sign_yet(request.user, clock.now()),
        "form": form,
        "mailed": mailed,
        "has_password": request.user.has_usable_password(),
        "passkey_asked": json.dumps(passkey) if passkey else "",
    }
    return render(request, "mandates/sign/sign.html", context, status=status)


def _form(request: OfficeRequest, asked: ToSign, devices: frozenset[str], *, blank: bool = False) -> SigningForm:
    initial = {"shown_digest": asked.version.digest, "seat": asked.seat.pk}
    if blank:
        typed = ("reservation", "condition", "owner", "condition_due", "precondition", "typed_name")
        initial |= {name: request.POST[name] for name in typed if name in request.POST}
    given = request.POST if request.method == "POST" and not blank else None
    known: dict[str, Any] = {"has_password": request.user.has_usable_password(), "has_app": Kind.TOTP in devices}
    seats = cache(partial(titles_of, request.standing.office))  # asked when it is shown, and once
    return SigningForm(
        given, initial=initial, intent=asked.intent, consent=asked.consent, name=request.user.name, seats=seats, **known
    )


def _mail_code(request: OfficeRequest, asked: ToSign, devices: frozenset[str]) -> HttpResponse:
    """Mail a code and show the page again, with what was typed."""
    form = _form(request, asked, devices, blank=True)
    codes.mail_code(asked.version, request.user, session_key=proofs.place_of(request))
    return _shown(request, sign_page(request.standing, asked), form, devices, mailed=True)


def _sign(request: OfficeRequest, form: SigningForm, asked: ToSign) -> int:
    """Sign; return 0, or the status of what is to be put right, whose sentence then stands in the form."""
    if not form.is_valid():
        return 400
    if not (verdict := _prove(request, form, asked)):
        form.add_error(form.proof_field, str(verdict.reason))
        return 400
    proof = _proof(request, asked)
    if proof is None:
        form.add_error(form.proof_field, _how_to_prove(form))
        return 400
    deed = partial(
        signoff.sign,
        version_id=asked.version.pk,
        seat_id=asked.seat.pk,
        shown_digest=form.cleaned_data["shown_digest"],
        proof=proof,
        given=form.given(),
        origin=origin_of(request),
        by=request.user,
    )
    return tried(form, deed)


def _proof(request: OfficeRequest, asked: ToSign) -> Proof | None:
    place = proofs.place_of(request)
    return proofs.standing_proof(request.user, purpose=purpose(asked.version), session_key=place)


def _prove(request: OfficeRequest, form: SigningForm, asked: ToSign) -> Verdict:
    """Check the passkey, a code or the password, whichever was given; a proof of the last minutes is enough."""
    about = {"purpose": purpose(asked.version), "session_key": proofs.place_of(request)}
    if answer := form.cleaned_data.get("passkey"):
        return proofs.prove_by_passkey(request.user, answer, **about)
    if code := form.cleaned_data.get("app"):
        return proofs.prove_by_authenticator(request.user, code, note_recovery=note_recovery_code, **about)
    if code := form.cleaned_data.get("code"):
        return proofs.prove_by_code(request.user, code, **about)
    if password := form.cleaned_data.get("password"):
        return proofs.prove_by_password(request.user, password, **about)
    return GRANTED


def _how_to_prove(form: SigningForm) -> str:
    if "app" in form.fields:
        return _("Show that it is you: give your password, or the code that your app shows.")
    return _("Show that it is you: give your password, or the code that we mail to you.")


@office_page()
def decline(request: OfficeRequest) -> HttpResponse:
    """Ask for the reason, then decline."""
    asked = asked_of(request)
    if asked is None:
        return _nothing(request)
    form = DecliningForm(request.POST or None, initial={"shown_digest": asked.version.digest, "seat": asked.seat.pk})
    status = int(status_of(form))
    if request.method == "POST" and form.is_valid():
        about: dict[str, Any] = {"version_id": asked.version.pk, "seat_id": asked.seat.pk, "by": request.user}
        given = {name: form.cleaned_data[name] for name in ("shown_digest", "reason")}
        if not (status := tried(form, lambda: signoff.decline(**about, **given))):
            said = _("You have declined version %(number)s: it is withdrawn. Everybody concerned reads your reason.")
            messages.success(request, said % {"number": asked.version.key})
            return redirect("mandates:sign", office=request.standing.office.slug)
    context = {"screen": sign_page(request.standing, asked), "form": form}
    return render(request, "mandates/sign/decline.html", context, status=status)


@office_page()
def revoke(request: OfficeRequest) -> HttpResponse:
    """Ask for the reason, then take one's own signature back."""
    screen, seat = signatures_page(request.standing), request.POST.get("seat") or request.GET.get("seat") or ""
    row = next((row for row in screen.rows if str(row.seat.pk) == seat and row.signature), None)
    if request.method == "POST" and row is None:
        return redirect("mandates:signatures", office=request.standing.office.slug)
    if screen.version is None or row is None:
        raise Http404
    form: Form = RevokingForm(request.POST or None, initial={"seat": row.seat.pk})
    status = int(status_of(form))
    if request.method == "POST" and form.is_valid():
        deed = {"version_id": screen.version.pk, "seat_id": row.seat.pk, "reason": form.cleaned_data["reason"]}
        if not (status := tried(form, lambda: signoff.revoke(**deed, by=request.user))):
            return redirect("mandates:signatures", office=request.standing.office.slug)
    context = {"screen": screen, "row": row, "form": form}
    return render(request, "mandates/sign/revoke.html", context, status=status or HTTPStatus.OK)
