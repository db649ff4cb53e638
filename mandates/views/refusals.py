"""A refused deed on a page with a form: the sentence stands in the form, and what was typed is kept."""

from collections.abc import Callable

from django.forms import Form

from pmo.access.middleware import STATUS
from pmo.access.verdicts import Ground, Refused


def tried(form: Form, deed: Callable[[], object]) -> int:
    """Do a deed; return 0, or the status of the refusal, whose sentence then stands in the form."""
    try:
        deed()
    except Refused as refusal:
        return kept(form, refusal)
    return 0


def kept(form: Form, refusal: Refused) -> int:
    """Put the sentence into the form and return the status; who may not be here at all gets the page of refusals."""
    if refusal.verdict.ground == Ground.ROLE:
        raise refusal
    form.add_error(None, str(refusal.verdict.reason))
    return STATUS[refusal.verdict.ground]
