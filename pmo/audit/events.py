"""The registry of deeds: each app names the events that it records, with the words to show for them."""

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}


def register(**words: str | Promise) -> None:
    """Add events; a double underscore in a name stands for the dot: `version__signed=_("signed")`."""
    for name, word in words.items():
        _words[name.replace("__", ".")] = word


def is_known(event: str) -> bool:
    """Say whether an event was registered."""
    return event in _words


def word(event: str) -> str:
    """Return the words for an event, or its name."""
    return str(_words.get(event, event))


def names() -> list[str]:
    """Return all registered events, sorted."""
    return sorted(_words)
