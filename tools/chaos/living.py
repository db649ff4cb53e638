"""`python -m tools.chaos.living FOLDER run|settle`: time flies, executives answer or do not, managers close."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import django

django.setup()  # this module is only ever run, and models are there after setup only

from django.db import Error, connection  # noqa: E402

from mandates.models import Review, ReviewAnswer  # noqa: E402
from mandates.review_states import ReviewOutcome, ReviewState  # noqa: E402
from mandates.rules.reviews import is_asked  # noqa: E402
from mandates.selectors.versions import version_in_force  # noqa: E402
from mandates.services.reviews import answer_review, close_review  # noqa: E402
from pmo import clock  # noqa: E402
from pmo.clock.models import Shift  # noqa: E402
from pmo.clock.shifting import set_time  # noqa: E402
from pmo.notices.models import Mail, Notice  # noqa: E402
from pmo.notices.states import MailState, NoticeState  # noqa: E402
from tests.scenes.executives import holder_of, manager_of  # noqa: E402
from tools.chaos.setting import BEGINS, CLOSED_AFTER, Setting, note  # noqa: E402

LOOKS_EVERY = 0.15
SETTLING = 600.0  # seconds of the clock in one: the longest wait between two tries is an hour
SETTLED_WITHIN = 90
RESTED_FOR = 4  # seconds: a tick that began before the end may still be about to plan what was due by then
UNDER_WAY = (NoticeState.PLANNED, NoticeState.CLAIMED, NoticeState.FAILED, NoticeState.HELD)


def run(folder: Path) -> None:
    """Let the years pass."""
    setting = Setting.read(folder)
    set_time(BEGINS, speed=setting.speed)
    shift = Shift.objects.get()
    began, shown = shift.set_at.timestamp(), shift.set_at + timedelta(seconds=shift.offset_seconds)
    note(folder / "pace", machine=began, clock=shown.isoformat(), speed=setting.speed)
    while time.time() < began + setting.seconds:
        time.sleep(LOOKS_EVERY)
        try:
            for review in Review.objects.filter(state=ReviewState.OPEN).select_related("mandate__office"):
                attend(review, setting, folder)
        except Error:
            connection.close()  # somebody killed the database; whatever was not done is done at the next look


def attend(review: Review, setting: Setting, folder: Path) -> None:
    """Let those answer whose time has come, and close what has waited long enough."""
    office, now, version = review.mandate.office, clock.now(), version_in_force(review.mandate.office)
    answered = set(ReviewAnswer.objects.filter(review=review).values_list("seat_id", flat=True))
    asked = [seat for seat in office.seats.order_by("pk") if is_asked(seat)]
    shown = version.digest if version else ""
    for seat in asked:
        at = answers_at(review, seat.title, setting)
        if seat.pk not in answered and at is not None and at <= now:
            with noted(folder, "answered", review, seat.pk):
                answer_review(
                    review_id=review.pk, seat_id=seat.pk, choice="still_right", shown_digest=shown, by=holder_of(seat)
                )
    if clock.today(office.time_zone) >= review.due + CLOSED_AFTER:
        is_unanimous = answered >= {seat.pk for seat in asked}
        outcome = ReviewOutcome.REAFFIRM if is_unanimous else ReviewOutcome.REVISE
        with noted(folder, "closed", review):
            close_review(review_id=review.pk, outcome=outcome, reason="Long enough.", by=manager_of(office))


def answers_at(review: Review, title: str, setting: Setting) -> datetime | None:
    """Draw when a seat answers: half never do, some at once, the others when it suits them."""
    dice = setting.dice("answer", review.mandate_id, review.number, title)
    mood, days = dice.random(), dice.uniform(0, 45)
    if mood < 0.5 or review.opened_at is None:
        return None
    return review.opened_at + timedelta(days=0 if mood < 0.6 else days)


@contextmanager
def noted(folder: Path, what: str, review: Review, seat: int | None = None) -> Iterator[None]:
    """Note by the machine's time between which instants a deed was done, and whether it was surely committed.

    A database that is killed may have undone it, or have committed it and told nobody.
    """
    began, is_sure = time.time(), False
    try:
        yield
        is_sure = True
    finally:
        about = {"what": what, "review": review.pk, "seat": seat}
        note(folder / "deeds", **about, is_sure=is_sure, began=began, ended=time.time())


def settle(folder: Path) -> None:
    """Let time go slowly until nothing is under way that was due at the end of the years."""
    setting = Setting.read(folder)
    end = BEGINS + timedelta(seconds=setting.seconds * setting.speed)
    clock.refresh()
    end = max(end, clock.now())
    set_time(end, speed=SETTLING)
    began = rested_since = time.time()
    while (left := under_way(end)) or time.time() < rested_since + RESTED_FOR:
        if time.time() > began + SETTLED_WITHIN:
            break
        rested_since = time.time() if left else rested_since
        time.sleep(0.3)
    set_time(clock.now(), speed=0)
    note(folder / "settled", seconds=time.time() - began, left=left, end=end.isoformat(), machine=began)


def under_way(end: datetime) -> int:
    """Count what was due and is not settled."""
    notices = Notice.objects.filter(state__in=UNDER_WAY, due_at__lte=end)
    return notices.count() + Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=end).count()


if __name__ == "__main__":
    {"run": run, "settle": settle}[sys.argv[2]](Path(sys.argv[1]))
