"""What people owe to the mandate: answers, signatures, reviews, soundings, a word on what their seat signed."""

from mandates.duties import conditions, reviews, rounds, signoff, soundings, turnover, vacancies, wishes
from mandates.selectors.pending import (
    CONDITION,
    REVIEW,
    ROUND,
    SIGNATURE,
    SOUNDING,
    SUCCESSOR,
    VACANCY,
    WISH,
    going_on,
)
from pmo.access.duties import Duty
from pmo.access.standing import Standing

SOURCES = {
    ROUND: rounds,
    SOUNDING: soundings,
    SIGNATURE: signoff,
    VACANCY: vacancies,
    CONDITION: conditions,
    REVIEW: reviews,
    SUCCESSOR: turnover,
    WISH: wishes,
}


def owed_by(standing: Standing) -> list[Duty]:
    """Return what waits for a person in rounds, soundings, signing, reviews, turnover; only what is going on."""
    if not (standing.seat_ids or standing.is_manager):
        return []
    open_now = going_on(standing)
    return [duty for kind, source in SOURCES.items() if kind in open_now for duty in source.owed_by(standing)]
