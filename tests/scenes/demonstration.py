"""The demonstration at any of its stages, and between two: built once for all tests, then copied into place."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from mandates.models import ConsensusRound, MandateVersion, Review
from pmo.access.models import Office
from pmo.clock.shifting import set_time, unset_time
from pmo.desk.demonstration import agreeing, cast, reviewing, signing
from pmo.desk.demonstration.mailing import post
from pmo.desk.demonstration.stages import SHOWN_AT, STEPS, Stage
from tests.scenes import snapshots

ASKED = "asked"  # the second round is open, and nobody has answered it yet
SIGNING = "signing"  # version 1.0 is out, and one of seven has signed
REVIEWING = "reviewing"  # the first review is open, and nobody has answered it yet

ORDER = [
    Stage.EMPTY,
    Stage.ELICITED,
    Stage.DRAFTED,
    ASKED,
    Stage.AGREED,
    SIGNING,
    Stage.SIGNED,
    Stage.PLANNED,
    REVIEWING,
    Stage.REVIEWED,
    Stage.AMENDED,
]
TOLD_AT = SHOWN_AT | {
    ASKED: datetime(2025, 11, 19, 8, 0, tzinfo=UTC),
    SIGNING: datetime(2026, 1, 25, 9, 0, tzinfo=UTC),
    REVIEWING: datetime(2026, 4, 7, 8, 0, tzinfo=UTC),
}


def the_version(office: Office) -> MandateVersion:
    """Return the one version that there is."""
    return MandateVersion.objects.select_related("mandate__office").get(mandate__office=office)


def _ask(office: Office) -> None:
    version = the_version(office)
    asked = agreeing.open_recorded_round(version, 1)
    agreeing.answer_as_recorded(asked, 1)
    agreeing.close_recorded_round(asked, 1)
    agreeing.amend_for_round(office, version, 2)
    agreeing.open_recorded_round(version, 2)


def _agree(office: Office) -> None:
    version = the_version(office)
    for number in (2, 3):
        if number == 3:
            agreeing.amend_for_round(office, version, 3)
            agreeing.open_recorded_round(version, 3)
        asked = ConsensusRound.objects.get(version=version, number=number)
        agreeing.answer_as_recorded(asked, number)
        agreeing.close_recorded_round(asked, number)


def _send_out(office: Office) -> None:
    signing.send_out(the_version(office))
    signing.sign_by(the_version(office), last=TOLD_AT[SIGNING].date())


def _sign(office: Office) -> None:
    signing.sign_by(the_version(office), last=TOLD_AT[Stage.SIGNED].date())


def _begin_review(office: Office) -> None:
    reviewing.set_cadence(office)
    reviewing.open_review(office)


def _review(office: Office) -> None:
    reviewing.answer_and_close(Review.objects.get(mandate__office=office))


DEEDS: dict[str, Callable[[Office], None]] = STEPS | {
    ASKED: _ask,
    Stage.AGREED: _agree,
    SIGNING: _send_out,
    Stage.SIGNED: _sign,
    REVIEWING: _begin_review,
    Stage.REVIEWED: _review,
}


class Stages:
    """The demonstration as a database file a stage; without SQLite it is built anew each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lay_out(self, stage: str) -> Office:
        """Bring the empty test database to a stage."""
        if snapshots.possible():
            self._copy(stage)
        else:
            self._build(stage)
        set_time(TOLD_AT[stage])
        return Office.objects.get(slug=cast.SLUG)

    @contextmanager
    def standing(self, stage: str, empty: Path) -> Iterator[Office]:
        """Let the empty test database be at a stage for a while, outside of any test; then as the file says again."""
        try:
            if snapshots.possible():
                yield self.lay_out(stage)
                snapshots.put_in_place(empty)
                return
            with transaction.atomic():
                yield self.lay_out(stage)
                transaction.set_rollback(True)
        finally:
            unset_time()

    def _copy(self, stage: str) -> None:
        with self._alone():
            if not self._file(stage).exists():
                self._build(stage)
                return
        snapshots.put_in_place(self._file(stage))

    def _build(self, stage: str) -> None:
        """Go from the nearest stage that is there to the one wanted, and keep each on the way."""
        wanted = ORDER[: ORDER.index(stage) + 1]
        kept = [each for each in wanted if snapshots.possible() and self._file(each).exists()]
        if kept:
            snapshots.put_in_place(self._file(kept[-1]))
        for each in wanted[len(kept) :]:
            self._reach(each)
            if snapshots.possible():
                snapshots.keep(self._file(each))

    def _reach(self, stage: str) -> None:
        if stage == Stage.EMPTY:
            set_time(TOLD_AT[Stage.EMPTY])
            cast.open_offices()
            return
        DEEDS[stage](Office.objects.get(slug=cast.SLUG))
        post()

    def _file(self, stage: str) -> Path:
        return self.folder / f"{stage}.sqlite3"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep the other test processes waiting while one builds."""
        with (self.folder / "building").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
