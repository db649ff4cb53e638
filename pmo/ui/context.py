"""What every page's frame needs: theme, doors, who is signed in. Computed only when the frame is drawn."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, gettext_lazy

from pmo.ui.navigation import Door, doors
from pmo.ui.theme import THEMES, theme_of

ROLE_WORDS = {
    "manager": gettext_lazy("PMO manager"),
    "executive": gettext_lazy("executive"),
    "assistant": gettext_lazy("assistant"),
    "administrator": gettext_lazy("administrator"),
    "auditor": gettext_lazy("auditor"),
}


class Page:
    """The frame of the page that this request asks for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.standing = getattr(request, "standing", None)

    @cached_property
    def theme(self) -> str:
        return theme_of(self.request)

    @cached_property
    def themes(self) -> list[tuple[str, Any]]:
        return list(THEMES.items())

    @cached_property
    def language(self) -> str:
        return get_language() or "en"

    @cached_property
    def direction(self) -> str:
        return "rtl" if get_language_bidi() else "ltr"

    @cached_property
    def office(self) -> Any:
        return getattr(self.standing, "office", None)

    @cached_property
    def person(self) -> Any:
        if self.standing:
            return self.standing.person
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(getattr(self.standing, "roles", ()))

    @cached_property
    def role_words(self) -> list[Any]:
        return [words for role, words in ROLE_WORDS.items() if role in self.roles]

    @cached_property
    def navigation(self) -> list[Door]:
        return self._doors("main")

    @cached_property
    def more(self) -> list[Door]:
        return self._doors("more")

    @cached_property
    def is_further(self) -> bool:
        """Whether the present page lies behind *More*."""
        return any(door.current for door in self.more)

    @cached_property
    def account(self) -> list[Door]:
        return self._doors("account")

    def _doors(self, section: str) -> list[Door]:
        slug = getattr(self.office, "slug", "")
        return doors(section=section, roles=self.roles, office_slug=slug, path=self.request.path)


def page(request: HttpRequest) -> dict[str, Page]:
    """Give templates `page`."""
    return {"page": Page(request)}
