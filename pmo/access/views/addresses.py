"""One's address: ask for another, accept by code, refuse, undo."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pmo import clock
from pmo.access import proofs
from pmo.access.address_letters import NEW, UNDO
from pmo.access.forms import AddressForm, CodeForm
from pmo.access.links import find_link, note_refusal
from pmo.access.models import AddressChange
from pmo.access.rules import may_complete, may_undo
from pmo.access.selectors import change_numbered, open_change
from pmo.access.services import addresses
from pmo.access.verdicts import Refused
from pmo.access.views.links import unlisted
from pmo.access.views.proving import person_of, proof_of, proved_again


@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's address and what is under way: type the code, refuse, or ask for another."""
    person = person_of(request)
    change = open_change(person)
    if change and "refuse" in request.POST:
        addresses.refuse_address(change_id=change.pk, by=person)
        messages.success(request, _("It is refused. Your address stays as it is."))
        return redirect("address")
    if change is None:
        return render(request, "access/address.html", {"change": None})
    return _by_code(request, change)


@proved_again
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a new address, and mail the code there."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change = addresses.ask_for_address(
                new_email=form.cleaned_data["new_email"], proof=proof_of(request), by=person_of(request)
            )
            addresses.mail_code(change=change, place=proofs.place_of(request))
        except Refused as refusal:
            form.add_error("new_email", str(refusal.verdict.reason))
        else:
            return redirect("address")
    return render(request, "access/address_ask.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open what came by mail to a new or an earlier address: only that mailbox holds it, and a GET changes nothing.

    The new one leads to the person's own page, behind the sign-in: who reads that mailbox alone accepts nothing.
    The way back stays good although links were revoked: whoever took an account over would begin with that.
    """
    link = find_link(token)
    change = change_numbered(int(link.path.strip("/").rpartition("/")[2])) if link and _is_ours(link.purpose) else None
    if link is None or change is None or change.person_id != link.person_id or link.expires_at <= clock.now():
        if request.method == "POST" and ratelimit.consume(request, action="bad_link"):
            note_refusal(link)
        raise Http404
    if link.purpose == UNDO:
        return unlisted(_undo(request, change))
    if link.revoked_at:
        raise Http404
    return redirect("address")


def _is_ours(purpose: str) -> bool:
    return purpose in (NEW, UNDO)


def _undo(request: HttpRequest, change: AddressChange) -> HttpResponse:
    if request.method == "POST":
        addresses.undo_address(change_id=change.pk)
    elif not change.refused_at:
        may_undo(change, clock.now()).require()
    return render(request, "access/address_undo.html", {"change": change, "done": request.method == "POST"})


def _by_code(request: HttpRequest, change: AddressChange) -> HttpResponse:
    """Mail a code to the new address when asked; take the address when the right one is typed."""
    may_complete(change, clock.now()).require()
    place, mailed = proofs.place_of(request), "code" in request.POST or change.office is None
    form = CodeForm(request.POST if "code" in request.POST else None)
    if "mail_code" in request.POST:
        addresses.mail_code(change=change, place=place)
        mailed = True
    elif request.method == "POST" and form.is_valid():
        code, person = form.cleaned_data["code"], person_of(request)
        if verdict := addresses.accept_address(change_id=change.pk, code=code, place=place, by=person):
            messages.success(request, _("Your address is changed. Sign in with the new one."))
            return redirect("account_login")
        form.add_error("code", str(verdict.reason))
    context = {"change": change, "form": form, "mailed": mailed}
    return render(request, "access/address.html", context, status=400 if form.errors else 200)
