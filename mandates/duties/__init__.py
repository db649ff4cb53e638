"""What people owe to the mandate: answers, signatures, reviews, soundings."""

from mandates.duties import reviews, rounds, signoff, soundings
from mandates.selectors.pending import REVIEW, ROUND, SIGNATURE, SOUNDING, going_on
from pmo.access.duties import Duty
from pmo.access.standing import Standing

SOURCES = {ROUND: rounds, SOUNDING: soundings, SIGNATURE: signoff, REVIEW: reviews}


def owed_by(standing: Standing) -> list[Duty]:
    """Return what waits for a person in rounds, soundings, signing and reviews; only what is going on is asked."""
    if not (standing.seat_ids or standing.is_manager):
        return []
    open_now = going_on(standing.office)
    return [duty for kind, source in SOURCES.items() if kind in open_now for duty in source.owed_by(standing)]
