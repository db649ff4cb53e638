"""Where the apps above say what became of a requirement."""

from dataclasses import dataclass

from django.utils.functional import Promise

from pmo.access.registry import Sources
from pmo.ui.words import Word


@dataclass(frozen=True)
class Landing:
    """One place where a requirement landed, or the recorded reason why it did not (then without a key)."""

    text: str | Promise
    key: str = ""
    url: str = ""
    note: str | Promise = ""
    word: Word | None = None


HANDED_OVER = Sources()
"""(seat) -> anything: what the apps above do at once when somebody takes a seat."""

LANDINGS = Sources()
"""(requirement) -> where it landed, as `Landing`; nothing registered and nothing returned both mean *nowhere yet*."""
