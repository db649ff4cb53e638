"""What a person owes to a review."""

from pmo.access.duties import Duty
from pmo.access.standing import Standing


def owed_by(_standing: Standing) -> list[Duty]:
    """Return nothing yet."""
    return []
