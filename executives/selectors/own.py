"""Reads of one's own words: what waits for me, one by one or all on one page."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise

from executives.models import PaperConsent, Requirement, Wording
from executives.playback import Change, changes, playback_of
from executives.selectors.owners import owned_by
from executives.states import PASSED_ON, UNSETTLED_STATES, RequirementState
from pmo.access.standing import Standing

HIDDEN = (RequirementState.WITHDRAWN, *PASSED_ON)


@dataclass(frozen=True)
class OwnWords:
    """One requirement as its executive reads it; `changes` against the words that they confirmed before."""

    requirement: Requirement
    confirmed_before: Wording | None

    @property
    def wording(self) -> Wording:
        assert self.requirement.wording is not None, "a requirement has words"
        return self.requirement.wording

    @property
    def rows(self) -> list[tuple[str | Promise, str]]:
        return playback_of(self.wording, own=True)

    @property
    def changes(self) -> list[Change]:
        return changes(self.confirmed_before, self.wording, own=True) if self.confirmed_before else []

    @property
    def waits(self) -> bool:
        return self.requirement.state in UNSETTLED_STATES

    @property
    def is_left_out(self) -> bool:
        return self.requirement.state == RequirementState.DECLINED


@dataclass(frozen=True)
class OwnScreen:
    """All words of the seats that a person holds, by number."""

    words: list[OwnWords]

    @cached_property
    def waiting(self) -> list[OwnWords]:
        return [words for words in self.words if words.waits]

    @cached_property
    def settled(self) -> list[OwnWords]:
        return [words for words in self.words if not words.waits]

    @property
    def has_several_seats(self) -> bool:
        return len({words.requirement.seat_id for words in self.words}) > 1

    @property
    def confirmed(self) -> int:
        """How many words are confirmed."""
        return sum(not words.is_left_out for words in self.settled)

    @property
    def now(self) -> int:
        """Which of all words is the one in hand."""
        return len(self.settled) + 1

    @property
    def total(self) -> int:
        return len(self.words)

    def numbered(self, number: int) -> OwnWords | None:
        """Return the words of REQ-n, or None when they are not one's own."""
        return next((words for words in self.words if words.requirement.number == number), None)

    def after(self, number: int) -> OwnWords | None:
        """Return the next words that wait, beginning again at the first."""
        later = [words for words in self.waiting if words.requirement.number > number]
        return next(iter(later or [words for words in self.waiting if words.requirement.number != number]), None)


def own_screen(standing: Standing) -> OwnScreen:
    """Return all words of the seats that a person holds today, without what was withdrawn."""
    return OwnScreen([_own(requirement) for requirement in own_requirements(standing)])


def own_requirements(standing: Standing) -> QuerySet[Requirement]:
    """Return the requirements of the seats that a person holds today, with their confirmed wordings."""
    confirmed = Wording.objects.filter(confirmed_at__isnull=False).order_by("-number")
    return (
        owned_by(standing.seat_ids)
        .exclude(state__in=HIDDEN)
        .select_related("seat", "wording__by", "wording__confirmed_by", "wording__on_paper__by", "office")
        .prefetch_related(
            Prefetch("wordings", confirmed, to_attr="confirmed_wordings"),
            Prefetch("wording__papers", PaperConsent.objects.select_related("by")),
        )
        .order_by("number")
    )


def _own(requirement: Requirement) -> OwnWords:
    confirmed: list[Wording] = getattr(requirement, "confirmed_wordings")  # noqa: B009 - Prefetch puts it there
    earlier = [wording for wording in confirmed if wording.pk != requirement.wording_id]
    return OwnWords(requirement, earlier[0] if earlier else None)


def wording_shown(requirement: Requirement, digest: str) -> Wording | None:
    """Return the wording that a page had shown, by its digest, or None."""
    return requirement.wordings.filter(digest=digest).order_by("-number").first()
