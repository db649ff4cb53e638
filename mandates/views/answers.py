"""What pages of the mandate share: a refused deed keeps what was typed; a list leaves as a file."""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponseBase, QueryDict

from mandates.listings import Rows
from mandates.stale import StaleHeader, StaleText
from pmo.access.verdicts import Ground, Refused
from pmo.ui.exports import Column, export


def done(form: forms.Form, deed: Callable[[], object]) -> bool:
    """Do a deed; a refusal for what was given or how things stand is told on the form, so that nothing typed is lost.

    Raises the refusals that have a page of their own: the wrong role, and a text that somebody else has saved.
    """
    try:
        deed()
    except (StaleText, StaleHeader):
        raise
    except Refused as refusal:
        if refusal.verdict.ground == Ground.ROLE:
            raise
        form.add_error(None, str(refusal.verdict.reason))
        return False
    return True


def status_of(form: forms.Form) -> int:
    """Return the status of a page with a form: 400 when it has errors."""
    return HTTPStatus.BAD_REQUEST if form.is_bound and form.errors else HTTPStatus.OK


def show_again(form: forms.Form, shown: str | int) -> None:
    """Let a form that was refused as stale be sent again, now knowingly: it carries what stands now."""
    form.data = {**form.data.dict(), "shown": str(shown)} if isinstance(form.data, QueryDict) else form.data


def as_file(request: HttpRequest, rows: Rows, columns: Sequence[Column], *, name: str) -> HttpResponseBase | None:
    """Return a list as the file that the address asks for (`?format=csv`), or None: then it is a page."""
    match request.GET.get("format"):
        case "csv":
            return export(rows, columns, name=name, kind="csv")
        case "xlsx":
            return export(rows, columns, name=name, kind="xlsx")
    return None
