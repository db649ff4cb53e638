"""A refusal at the form, with what was typed kept."""

from http import HTTPStatus

from django.forms import Form

from pmo.access.verdicts import Ground, Refused


def kept(form: Form, refusal: Refused, field: str | None = None) -> int:
    """Put the sentence at the form and return the status to answer with; a wrong role is a page of its own."""
    if refusal.verdict.ground == Ground.ROLE:
        raise refusal
    form.add_error(field, str(refusal.verdict.reason))
    return HTTPStatus.BAD_REQUEST if refusal.verdict.ground == Ground.INPUT else HTTPStatus.CONFLICT
