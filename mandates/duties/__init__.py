"""What people owe to the mandate: answers, signatures, reviews, soundings."""

from mandates.duties import reviews, rounds, signoff, soundings
from pmo.access.duties import Duty
from pmo.access.standing import Standing


def owed_by(standing: Standing) -> list[Duty]:
    """Return what waits for a person in rounds, soundings, signing and reviews."""
    sources = (rounds, soundings, signoff, reviews)
    return [duty for source in sources for duty in source.owed_by(standing)]
