"""Signing in; a demonstration offers its people there."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings

from pmo.desk.demonstration import cast


class Entrance(LoginView):
    """The sign-in page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the company's own sign-in where there is one, and the demonstration's in its settings only."""
        context = super().get_context_data(**kwargs) | {"company": settings.OIDC_NAME}
        if settings.CLOCK_CAN_SHIFT:
            context["demo_sign_ins"] = cast.offered()
        return context
