"""What the gallery shows: every component in every state, with words as people write them."""

from typing import Any


def gallery() -> dict[str, Any]:
    """Return the context of the gallery."""
    return {}
