"""The board of progress: seats by stage, since when, and the next step in words; a constant number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from executives.selectors.kickoffs import seats_to_brief
from mandates.models import SignatureRequest
from pmo import clock
from pmo.access.models import Office
from pmo.desk.selectors.board import Row, board, open_matters
from pmo.desk.selectors.steps_taken import Taken, steps_taken
from pmo.ui import words
from pmo.ui.words import Shape, Word

STAGES: tuple[tuple[str, str | Promise], ...] = (
    ("invited", _("Invited")),
    ("talked", _("Interviewed")),
    ("played_back", _("Played back")),
    ("confirmed", _("Confirmed")),
    ("answered", _("Answered")),
    ("signed", _("Signed")),
)
NOT_STARTED = _("Not started")


@dataclass(frozen=True)
class Cell:
    """How far a seat is at one stage: the word, and the day where there is one."""

    word: Word
    day: date | None = None


@dataclass(frozen=True)
class Next:
    """What happens next at a seat, and the door to it where the PMO manager does it."""

    sentence: str
    url: str = ""


@dataclass(frozen=True)
class SeatProgress:
    """One seat: its stages, where it stands, how many days ago the last step was, and the next one."""

    row: Row
    cells: tuple[Cell, ...]
    stands: str | Promise
    days: int | None
    next: Next

    @property
    def owes(self) -> bool:
        """Whether the seat's holder owes something."""
        return bool(self.row.name and self.row.owes)


@dataclass(frozen=True)
class ProgressScreen:
    """All seats of an office."""

    rows: list[SeatProgress]

    @property
    def owing(self) -> int:
        return sum(row.owes for row in self.rows)

    @property
    def not_started(self) -> int:
        return sum(row.stands == NOT_STARTED for row in self.rows)


def progress(office: Office) -> ProgressScreen:
    """Return the board of an office."""
    matters = open_matters(office)
    taken = steps_taken(office, matters)
    rows = board(office, matters)
    seats = {row.seat.pk: row.seat for row in rows}
    to_brief = seats_to_brief(office, list(seats.values()))
    today = clock.today(office.time_zone)
    return ProgressScreen(
        [_seat(row, taken, matters.requests.get(row.seat.pk), row.seat.pk in to_brief, today) for row in rows]
    )


def _seat(row: Row, taken: Taken, request: SignatureRequest | None, to_brief: bool, today: date) -> SeatProgress:
    cells = _cells(row, taken, request)
    reached = [
        (cell, label) for cell, (_name, label) in zip(cells, STAGES, strict=True) if cell.word.shape == Shape.CIRCLE
    ]
    days = [cell.day for cell in cells if cell.day]
    return SeatProgress(
        row=row,
        cells=cells,
        stands=reached[-1][1] if reached else NOT_STARTED,
        days=(today - max(days)).days if days else None,
        next=_next(row, taken, to_brief, is_started=bool(reached)),
    )


def _cells(row: Row, taken: Taken, request: SignatureRequest | None) -> tuple[Cell, ...]:
    seat = row.seat.pk
    person = row.seat.now[0].person_id if row.name else 0  # type: ignore[attr-defined]
    invited = [day for day in (taken.invited.get(person), taken.asked.get(seat)) if day]
    signed = request.settled_at if request and request.settled_at else None
    zone = ZoneInfo(row.seat.office.time_zone) if signed else None
    return (
        _done(max(invited) if invited else None, gettext("yes")),
        _done(taken.talked.get(seat), gettext("yes")),
        _played_back(row, taken),
        Cell(row.confirmed, taken.confirmed.get(seat)),
        _answered(taken, seat),
        Cell(row.signature or words.outside(gettext("not asked")), signed.astimezone(zone).date() if signed else None),
    )


def _done(day: date | None, word: str) -> Cell:
    return Cell(words.settled(word), day) if day else Cell(words.waiting(gettext("not yet")))


def _played_back(row: Row, taken: Taken) -> Cell:
    """Say whether all that is written down was shown; what they wrote themselves needs no play-back."""
    open_, day = taken.recorded[row.seat.pk], taken.played_back.get(row.seat.pk)
    if open_:
        word = ngettext("%d to play back", "%d to play back", open_) % open_
        return Cell(words.partly(word) if day else words.waiting(word), day)
    return _done(day, gettext("yes")) if day or not row.requirements else Cell(words.outside(gettext("not needed")))


def _answered(taken: Taken, seat: int) -> Cell:
    participant = taken.participants.get(seat)
    if participant is None:
        return Cell(words.outside(gettext("not asked")))
    return _done(taken.answered.get(seat), gettext("yes"))


def _next(row: Row, taken: Taken, to_brief: bool, *, is_started: bool) -> Next:
    """Return the next step: what keeps the seat from its next stage, the most pressing first."""
    office, seat = row.seat.office.slug, row.seat.pk
    if not row.name:
        return Next(gettext("Seat somebody."), reverse("executives:hand_over", args=[office, seat]))
    if to_brief:
        return Next(gettext("Brief them on the kick-off."), reverse("executives:kick_off", args=[office]))
    if recorded := taken.recorded[seat]:
        said = ngettext("Play %d requirement back.", "Play %d requirements back.", recorded) % recorded
        return Next(said, reverse("executives:seat", args=[office, seat]))
    if row.owes:
        return Next(gettext("Waits for them: %(what)s.") % {"what": ", ".join(row.owes)})
    if not row.requirements:
        talk = reverse("executives:new_talk", args=[office])
        return Next(gettext("Talk to them.") if is_started else gettext("Hold the first talk."), f"{talk}?seat={seat}")
    return Next(gettext("Nothing at present."))


def exported(screen: ProgressScreen) -> Iterator[tuple[str | int | date | Promise | None, ...]]:
    """Yield the rows of the board as a file carries them."""
    for each in screen.rows:
        stages = [part for cell in each.cells for part in (str(cell.word), cell.day)]
        yield each.row.seat.title, each.row.name, *stages, each.stands, each.days, each.next.sentence
