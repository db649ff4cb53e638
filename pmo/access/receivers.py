"""What happens when the sign-in package says that somebody is in."""

from typing import Any

from django.http import HttpRequest

from pmo.access.models import Person
from pmo.access.services.invitations import take_up_at_sign_in

WELCOME = "welcome"


def greet(sender: type, request: HttpRequest, user: Person, **_signal: Any) -> None:
    """Take up what a newcomer was asked to, and let the first page be its welcome."""
    if invitation := take_up_at_sign_in(user):
        request.session[WELCOME] = invitation.pk
