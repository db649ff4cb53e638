"""What personal links are for, in words: each app names its purposes in `AppConfig.ready()`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_words: dict[str, str | Promise] = {}
SOMETHING = _("A page that waits for you")


def register(**words: str | Promise) -> None:
    """Add purposes; a double underscore in a name stands for the dot: `version__sign=_("A version to sign")`."""
    for name, word in words.items():
        _words[name.replace("__", ".")] = word


def word(purpose: str) -> str:
    """Return what heads the page of a link."""
    return str(_words.get(purpose, SOMETHING))
