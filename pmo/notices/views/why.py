"""Why did I get this; and sending it again by hand."""

from collections.abc import Callable
from functools import partial, wraps
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo.access.models import Person
from pmo.access.naming import as_typed
from pmo.access.selectors import typed_names_for
from pmo.access.verdicts import wrong_role
from pmo.notices.forms.again import AgainForm
from pmo.notices.rules import ONLY_SENDERS
from pmo.notices.selectors.why import WhyPage, why_page
from pmo.notices.services.again import send_again


def as_typed_here(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call people as the reader's offices typed them until they have come in there: no door of an office does it."""

    @login_required
    @wraps(view)
    def door(request: HttpRequest, mail: int) -> HttpResponse:
        reader = cast("Person", request.user)
        with as_typed(partial(typed_names_for, reader), reader=reader.pk):
            return view(request, mail)

    return door


@as_typed_here
def why(request: HttpRequest, mail: int) -> HttpResponse:
    """Show an addressee, or whoever sees the office's reminders, why a mail was sent."""
    return render(request, "notices/why.html", {"why": _page(request, mail)})


@as_typed_here
def again(request: HttpRequest, mail: int) -> HttpResponse:
    """Show what was already sent and when, then send it once more."""
    found = _page(request, mail)
    if not found.may_send:
        wrong_role(ONLY_SENDERS).require()
    form = AgainForm(request.POST or None, initial={"shown": len(found.repeats)})
    if request.method == "POST" and form.is_valid():
        send_again(mail_id=found.mail.pk, shown=form.cleaned_data["shown"], by=cast("Person", request.user))
        messages.success(request, _("It is sent again to %(name)s.") % {"name": found.mail.to_name})
        return redirect("notices:why", mail=found.mail.pk)
    context = {"why": found, "form": form, "cancel_url": reverse("notices:why", kwargs={"mail": found.mail.pk})}
    return render(request, "notices/again.html", context, status=400 if form.errors else 200)


def _page(request: HttpRequest, mail: int) -> WhyPage:
    found = why_page(mail, cast("Person", request.user))
    if found is None:
        raise Http404
    return found
