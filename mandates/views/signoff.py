"""Signing: the executive's page, and the manager's page of who has signed."""

import json

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandates.forms.signoff import DecliningForm, SendingForm, SigningForm
from mandates.round_listings import SIGNATURES, signature_rows
from mandates.rules.signoff import may_sign_yet, purpose
from mandates.selectors.signing import SignPage, sign_page_of, signatures_page
from mandates.services import codes, signoff
from mandates.views.answers import as_file
from mandates.views.refusals import kept, shape_of
from pmo import clock
from pmo.access import proofs
from pmo.access.authenticators import authenticator_of
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.models import Proof
from pmo.access.origins import origin_of
from pmo.access.rules import is_manager
from pmo.access.services.means import note_recovery_code
from pmo.access.verdicts import GRANTED, Refused, Verdict, wrong_input


def page_of(request: OfficeRequest) -> SignPage | None:
    """Return what waits for this person's signature; what is sent is for the seat that it names and for no other."""
    sent = request.POST.get("seat")
    screen = sign_page_of(request.standing, sent or request.GET.get("seat"))
    return None if screen and sent and str(screen.seat.pk) != sent else screen


@office_page()
def sign_page(request: OfficeRequest) -> HttpResponse:
    """What is to be signed, the proof of who signs, and the signature."""
    screen = page_of(request)
    if screen is None and request.method == "POST":
        return redirect("mandates:sign", office=request.standing.office.slug)
    if screen is None:
        return render(request, "mandates/sign/nothing.html", {"screen": signatures_page(request.standing)})
    signoff.open_for_signature(version_id=screen.version.pk, seat_id=screen.seat.pk, by=request.user)
    if "mail_code" in request.POST and not _has_app(request):
        return _mail_code(request, screen)
    form, status = _form(request, screen), 200
    if request.method == "POST" and not (status := _sign(request, form, screen)):
        return redirect("mandates:sign", office=request.standing.office.slug)
    return _shown(request, screen, form, status)


def _shown(
    request: OfficeRequest, screen: SignPage, form: SigningForm, status: int = 200, *, mailed: bool = False
) -> HttpResponse:
    about = {"purpose": purpose(screen.version), "session_key": proofs.place_of(request)}
    context = {
        "screen": screen,
        "yet": may_sign_yet(request.user, clock.now()),
        "form": form,
        "mailed": mailed,
        "has_password": request.user.has_usable_password(),
        "passkey_asked": json.dumps(asked) if (asked := proofs.ask_passkey(request.user, **about)) else "",
    }
    return render(request, "mandates/sign/sign.html", context, status=status)


def _form(request: OfficeRequest, screen: SignPage, *, blank: bool = False) -> SigningForm:
    initial = {"shown_digest": screen.version.digest, "seat": screen.seat.pk}
    if blank:
        initial["reservation"] = request.POST.get("reservation", "")
    given = request.POST if request.method == "POST" and not blank else None
    known = {"has_password": request.user.has_usable_password(), "has_app": _has_app(request)}
    return SigningForm(given, initial=initial, intent=screen.intent, **known)


def _has_app(request: OfficeRequest) -> bool:
    return authenticator_of(request.user) is not None


def _mail_code(request: OfficeRequest, screen: SignPage) -> HttpResponse:
    """Mail a code and show the page again, with what was typed."""
    form = _form(request, screen, blank=True)
    codes.mail_code(screen.version, request.user, session_key=proofs.place_of(request))
    return _shown(request, screen, form, mailed=True)


def _sign(request: OfficeRequest, form: SigningForm, screen: SignPage) -> int:
    """Sign; return 0, or the status of what is to be put right, whose sentence then stands in the form."""
    if not form.is_valid():
        return 400
    if not (verdict := _prove(request, form, screen)):
        form.add_error(form.proof_field, str(verdict.reason))
        return 400
    try:
        signoff.sign(
            version_id=screen.version.pk,
            seat_id=screen.seat.pk,
            shown_digest=form.cleaned_data["shown_digest"],
            proof=_proof(request, screen),
            intent=screen.intent,
            reservation=form.cleaned_data["reservation"],
            origin=origin_of(request),
            by=request.user,
        )
    except Refused as refusal:
        return kept(form, refusal)
    return 0


def _proof(request: OfficeRequest, screen: SignPage) -> Proof | None:
    place = proofs.place_of(request)
    return proofs.standing_proof(request.user, purpose=purpose(screen.version), session_key=place)


def _prove(request: OfficeRequest, form: SigningForm, screen: SignPage) -> Verdict:
    """Check the passkey, a code or the password; a proof of the last minutes is enough."""
    asked = {"purpose": purpose(screen.version), "session_key": proofs.place_of(request)}
    if answer := form.cleaned_data.get("passkey"):
        return proofs.prove_by_passkey(request.user, answer, **asked)
    if code := form.cleaned_data.get("app"):
        return proofs.prove_by_authenticator(request.user, code, note_recovery=note_recovery_code, **asked)
    if code := form.cleaned_data.get("code"):
        return proofs.prove_by_code(request.user, code, **asked)
    if password := form.cleaned_data.get("password"):
        return proofs.prove_by_password(request.user, password, **asked)
    if _proof(request, screen):
        return GRANTED
    if "app" in form.fields:
        return wrong_input(_("Show that it is you: give your password, or the code that your app shows."))
    return wrong_input(_("Show that it is you: give your password, or the code that we mail to you."))


@office_page()
def decline_page(request: OfficeRequest) -> HttpResponse:
    """Ask for the reason, then decline."""
    screen = page_of(request)
    if screen is None:
        return redirect("mandates:sign", office=request.standing.office.slug)
    initial = {"shown_digest": screen.version.digest, "seat": screen.seat.pk}
    form = DecliningForm(request.POST or None, initial=initial)
    status = shape_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            signoff.decline(
                version_id=screen.version.pk,
                seat_id=screen.seat.pk,
                shown_digest=form.cleaned_data["shown_digest"],
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except Refused as refusal:
            status = kept(form, refusal)
        else:
            return redirect("mandates:sign", office=request.standing.office.slug)
    return render(request, "mandates/sign/decline.html", {"screen": screen, "form": form}, status=status)


@office_page()
def signatures(request: OfficeRequest) -> HttpResponseBase:
    """Who has signed, and who has not yet."""
    screen = signatures_page(request.standing)
    if file := as_file(request, signature_rows(screen), SIGNATURES, name="signatures"):
        return file
    context = {"screen": screen, "form": SendingForm()}
    return render(request, "mandates/sign/signatures.html", context)


@office_page(is_manager)
@require_POST
def send(request: OfficeRequest) -> HttpResponse:
    """Send the agreed version out for signature."""
    screen, form, status = signatures_page(request.standing), SendingForm(request.POST), 400
    if screen.version and form.is_valid():
        try:
            signoff.send_for_signature(version_id=screen.version.pk, due=form.cleaned_data["due"], by=request.user)
        except Refused as refusal:
            status = kept(form, refusal)
        else:
            return redirect("mandates:signatures", office=request.standing.office.slug)
    return render(request, "mandates/sign/signatures.html", {"screen": screen, "form": form}, status=status)
