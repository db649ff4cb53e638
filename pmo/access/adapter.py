"""How django-allauth behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoorAdapter(DefaultAccountAdapter):
    """People are added by an administrator, never by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the door closed."""
        return False
