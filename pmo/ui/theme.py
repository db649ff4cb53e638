"""Light or dark: as the device says, unless the reader has chosen; kept in a cookie, so it works before sign-in."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "theme"
YEAR = 60 * 60 * 24 * 365
THEMES = {"system": _("As the device"), "light": _("Light"), "dark": _("Dark")}


def theme_of(request: HttpRequest) -> str:
    """Return the reader's choice, `system` when there is none."""
    chosen = request.COOKIES.get(COOKIE, "system")
    return chosen if chosen in THEMES else "system"


def remember(response: HttpResponse, theme: str, *, secure: bool) -> None:
    """Keep the choice on this device; `system` forgets it."""
    if theme == "system" or theme not in THEMES:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, theme, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
