"""What people owe to the mandate: answers, signatures, reviews."""

from mandates.duties import reviews, rounds, signoff
from pmo.access.duties import Duty
from pmo.access.standing import Standing


def owed_by(standing: Standing) -> list[Duty]:
    """Return what waits for a person in rounds, signing and reviews."""
    return [*rounds.owed_by(standing), *signoff.owed_by(standing), *reviews.owed_by(standing)]
