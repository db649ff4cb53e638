"""What the doors of this app share: a thing or 404, and a deed whose refusal goes back into the form."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form
from django.http import Http404, QueryDict

from pmo.access.verdicts import Ground, Refused

Thing = TypeVar("Thing")


def found(thing: Thing | None) -> Thing:
    """Return what was found, else answer *not found*, for other offices' things as for none."""
    if thing is None:
        raise Http404
    return thing


def attempt(form: Form, deed: Callable[[], Thing]) -> Thing | None:
    """Do the deed; a refusal of what was typed becomes the form's error, every other goes its way."""
    try:
        return deed()
    except Refused as refusal:
        if refusal.verdict.ground != Ground.INPUT:
            raise
        form.add_error(None, str(refusal.verdict.reason))
        return None


def attempt_on_shown(form: Form, deed: Callable[[], Thing]) -> tuple[Thing | None, bool]:
    """Do the deed on what the form showed; returns its result, and whether it was refused because things moved on."""
    try:
        return attempt(form, deed), False
    except Refused as refusal:
        if refusal.verdict.ground != Ground.STATE:
            raise
        form.add_error(None, str(refusal.verdict.reason))
        return None, True


def showing(form: Form, digest: str) -> Form:
    """Let a form that comes back carry the digest of what its page shows now, and keep all that was typed."""
    if form.is_bound:
        form.data = {**form.data.dict(), "shown": digest} if isinstance(form.data, QueryDict) else form.data
    return form
