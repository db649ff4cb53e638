"""Reads of one's own words: what waits for me, one by one or all on one page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from executives.models import Confirmation, PaperConsent, Requirement, Wording
from executives.playback import Change, changes, playback_of
from executives.selectors.lineage import Quote, quotes_behind
from executives.selectors.owners import GIVEN, owned_by, ownerships
from executives.selectors.seats import holders_on
from executives.states import PASSED_ON, UNSETTLED_STATES, RequirementState
from pmo import clock
from pmo.access.standing import Standing
from pmo.ui.series import in_series
from pmo.ui.words import Word, settled

HIDDEN = (RequirementState.WITHDRAWN, *PASSED_ON)


@dataclass(frozen=True)
class Other:
    """Another seat to which the same words belong, and whether its holder has confirmed them."""

    title: str
    name: str
    confirmed: bool

    @property
    def who(self) -> str:
        return f"{self.name}, {self.title}" if self.name else self.title


@dataclass(frozen=True)
class OwnWords:
    """One requirement as its executive reads it; `changes` against the words that they confirmed before."""

    requirement: Requirement
    confirmed_before: Wording | None
    is_heard: bool = False
    others: tuple[Other, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def is_shared(self) -> bool:
        """Whether it belongs to other seats as well."""
        return bool(self.others)

    @property
    def other_names(self) -> str:
        """The others in one line."""
        return in_series(each.who for each in self.others)

    @property
    def is_made(self) -> bool:
        """Whether it was made from what was said before."""
        return bool(self.quotes)

    @property
    def word(self) -> Word:
        """Where it stands for this reader."""
        if self.requirement.state in UNSETTLED_STATES and not self.waits:
            return settled(_("Confirmed by you"))
        return self.requirement.word

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
        return self.requirement.state in UNSETTLED_STATES and not self.is_heard

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
    found = list(own_requirements(standing))
    quotes = quotes_behind(standing.office, [each.pk for each in found])
    return OwnScreen([_own(each, standing, quotes.get(each.pk, ())) for each in found])


def own_requirements(standing: Standing) -> QuerySet[Requirement]:
    """Return the requirements of the seats that a person holds today, with the wordings that these have confirmed."""
    given = Confirmation.objects.filter(wording=OuterRef("pk"), seat__in=standing.seat_ids)
    confirmed = Wording.objects.filter(Exists(given)).order_by("-number")
    held = holders_on(clock.today(standing.office.time_zone)).filter(seat=OuterRef("seat"))
    owners = (
        ownerships()
        .select_related("seat")
        .annotate(holder=Subquery(held.values("person__name")[:1]), given=Exists(GIVEN))
    )
    return (
        owned_by(standing.seat_ids)
        .exclude(state__in=HIDDEN)
        .select_related("seat", "wording__by", "wording__confirmed_by", "wording__on_paper__by", "office")
        .prefetch_related(
            Prefetch("wordings", confirmed, to_attr="confirmed_wordings"),
            Prefetch("ownerships", owners, to_attr="owned"),
            Prefetch("wording__papers", PaperConsent.objects.select_related("by")),
        )
        .order_by("number")
    )


def _own(requirement: Requirement, standing: Standing, quotes: tuple[Quote, ...]) -> OwnWords:
    confirmed: list[Wording] = getattr(requirement, "confirmed_wordings")  # noqa: B009 - Prefetch puts it there
    owned: list[Any] = getattr(requirement, "owned")  # noqa: B009 - Prefetch puts it there
    mine = [each for each in owned if each.seat_id in standing.seat_ids]
    others = [Other(each.seat.title, each.holder or "", each.given) for each in owned if each not in mine]
    earlier = [wording for wording in confirmed if wording.pk != requirement.wording_id]
    return OwnWords(
        requirement=requirement,
        confirmed_before=earlier[0] if earlier else None,
        is_heard=all(each.given for each in mine),
        others=tuple(others),
        quotes=quotes,
    )


def wording_shown(requirement: Requirement, digest: str) -> Wording | None:
    """Return the wording that a page had shown, by its digest, or None."""
    return requirement.wordings.filter(digest=digest).order_by("-number").first()
