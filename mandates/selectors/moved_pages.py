"""The page of a round's sources that have moved on."""

from __future__ import annotations

from dataclasses import dataclass

from mandates.models import ConsensusRound
from mandates.rules.sources import OPEN_TO_ANSWERS, Agreed, may_take_as_agreed
from mandates.selectors.agreed import is_last_word
from mandates.selectors.sources import Moved, moved_in_version, unanswered, unshown
from mandates.states import VersionState
from pmo.access.standing import Standing


@dataclass(frozen=True)
class MovedPage:
    """What has moved on under a version, and whether the draft can be taken as agreed."""

    round: ConsensusRound
    moved: tuple[Moved, ...]
    may_answer: bool
    may_take_as_agreed: bool

    @property
    def unanswered(self) -> int:
        return len(unanswered(self.moved))


def moved_page(round_: ConsensusRound, standing: Standing) -> MovedPage:
    """Load what has moved on under the version that a round asks about."""
    moved = moved_in_version(round_.version)
    return MovedPage(
        round_,
        tuple(moved),
        may_answer=round_.version.state in OPEN_TO_ANSWERS,
        may_take_as_agreed=may_be_taken(round_, standing, moved),
    )


def may_be_taken(round_: ConsensusRound, standing: Standing, moved: list[Moved]) -> bool:
    """Say whether the version of a round can be taken as agreed as it stands."""
    version, keys = round_.version, [each.line.key for each in unanswered(moved)]
    is_last = version.state == VersionState.DRAFT and not keys and is_last_word(version)
    agreed = Agreed(version, is_last, keys, unshown(version) if is_last else ())
    return bool(may_take_as_agreed(standing, agreed))
