"""The manager's page of how a draft will be signed."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandates.forms.signing import SigningTermsForm
from mandates.rules.drafting import may_draft
from mandates.selectors.signing_terms import signing_terms_page
from mandates.services.signing import set_signing
from mandates.views.answers import done, show_again, status_of
from mandates.views.drafting import draft_to_change
from pmo.access.doors import OfficeRequest, office_page


@office_page(may_draft)
def terms(request: OfficeRequest) -> HttpResponse:
    """Show and set rule, stages, required seats and the day before which the version does not hold."""
    version = draft_to_change(request)
    screen = signing_terms_page(version)
    form = SigningTermsForm(request.POST or None, seats=screen.seats, terms=screen.terms)
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        given, shown = form.terms(), form.cleaned_data["shown"]
        if done(form, lambda: set_signing(version_id=version.pk, terms=given, shown_digest=shown, by=request.user)):
            messages.success(request, _("How the draft is signed is saved. It is fixed when the text is."))
            return redirect("mandates:draft", office=request.standing.office.slug)
        status = HTTPStatus.BAD_REQUEST
        if shown != screen.terms.digest:
            show_again(form, screen.terms.digest)
            status = HTTPStatus.CONFLICT
    return render(request, "mandates/draft/signing.html", {"screen": screen, "form": form}, status=status)
