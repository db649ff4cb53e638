"""What the doors of questions and catalogue share: a form that writes words, and the way back to the product's."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from executives.views.asking import attempt_on_shown
from pmo.access.doors import OfficeRequest


def form_page(
    request: OfficeRequest,
    form: Form,
    deed: Callable[..., object],
    *,
    template: str,
    context: dict[str, Any],
    done: str,
    to: str,
) -> HttpResponse:
    """Show a form; once it is sent, do the deed with what was typed, or say what is wrong with it."""
    if request.method == "POST" and form.is_valid():
        attempt_on_shown(form, lambda: deed(**form.cleaned_data, by=request.user))
        if not form.errors:
            messages.success(request, done)
            return redirect(to, office=request.standing.office.slug)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)


def confirm_page(
    request: OfficeRequest, deed: Callable[..., object], *, title: str, label: str, words: object, cancel: str, to: str
) -> HttpResponse:
    """Ask whether the office's words are to go, then let them."""
    if request.method == "POST":
        deed(by=request.user)
        return redirect(to, office=request.standing.office.slug)
    context = {
        "title": title,
        "sentence": _("Your words “%(words)s” are taken away. They stay in the ledger.") % {"words": words},
        "label": label,
        "cancel_url": cancel,
    }
    return render(request, "confirm.html", context)
