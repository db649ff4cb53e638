"""How django-allauth behaves here: nobody signs up by themselves, and nobody can lock somebody else out."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse

from pmo.access.browsers import trust_browser
from pmo.access.models import Person
from pmo.access.seals import seal


class ClosedDoorAdapter(DefaultAccountAdapter):
    """People are added by an administrator, never by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the door closed."""
        return False

    def post_login(self, request: HttpRequest, user: Person, **login: Any) -> HttpResponse:
        """Bind the session to the browser, and trust it if somebody came in by a mailed code."""
        response = super().post_login(request, user, **login)
        seal(request, response)
        if any(record["method"] == "code" for record in get_authentication_records(request, user)):
            trust_browser(request, response, user)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by address and machine: counted by address alone, anybody could lock a person out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"
