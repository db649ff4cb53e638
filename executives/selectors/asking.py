"""Whom the PMO manager can ask for their words, and whom they have asked."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from executives.models import Seat, WordsRequest
from executives.selectors.owners import heard
from executives.selectors.seats import person_in, seats_of
from pmo.access.models import Office, Person
from pmo.access.standing import Standing
from pmo.ui.figures import spelled


@dataclass(frozen=True)
class AskRow:
    """A seat with its holder, how many words there are of it, and the open request."""

    seat: Seat
    person: Person | None
    said: int
    request: WordsRequest | None

    @property
    def can_be_asked(self) -> bool:
        """Whether somebody holds the seat and nothing is asked of it yet."""
        return self.person is not None and self.request is None

    @property
    def is_owed(self) -> bool:
        """Whether there are no words of it at all: it is asked first."""
        return self.can_be_asked and not self.said

    @property
    def words(self) -> str:
        """The seat, its holder and how much there is of it, in one line."""
        said = ngettext("%(n)s requirement", "%(n)s requirements", self.said) % {"n": spelled(self.said)}
        name = self.person.name if self.person else ""
        return f"{self.seat.title}, {name}: {said if self.said else _('nothing yet')}"


def ask_rows(office: Office) -> list[AskRow]:
    """Return the open seats of an office with what is asked of them."""
    still_open = Prefetch("words_requests", WordsRequest.objects.filter(ended_at__isnull=True), to_attr="open_requests")
    counts = heard(office)
    seats = seats_of(office).prefetch_related(still_open)
    return [_row(seat, counts[seat.pk, True] + counts[seat.pk, False]) for seat in seats]


def _row(seat: Seat, said: int) -> AskRow:
    requests: list[WordsRequest] = getattr(seat, "open_requests")  # noqa: B009 - Prefetch puts it there
    return AskRow(seat, person_in(seat), said, next(iter(requests), None))


def request_numbered(office: Office, number: int) -> WordsRequest | None:
    """Return a request for words of an office, or None."""
    return WordsRequest.objects.filter(pk=number, seat__office=office).select_related("seat").first()


def asked_of(standing: Standing) -> list[tuple[int, date, str]]:
    """Return what the seats that a person holds are asked for: seat, day, and who asked; the earliest day first."""
    asked = WordsRequest.objects.filter(seat_id__in=standing.seat_ids, ended_at__isnull=True).order_by("due", "pk")
    return list(asked.values_list("seat_id", "due", "asked_by__name"))


def with_requests(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Return seats with the day until which each is asked for its words; `asked_until` reads it."""
    still_open = WordsRequest.objects.filter(seat=OuterRef("pk"), ended_at__isnull=True)
    return seats.annotate(words_due=Subquery(still_open.values("due")))


def asked_until(seat: Seat) -> date | None:
    """Return the day until which a seat that `with_requests` has loaded is asked, or None."""
    due: date | None = getattr(seat, "words_due")  # noqa: B009 - the annotation puts it there
    return due
