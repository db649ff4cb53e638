"""What stands in the office, as the plan sees it; the plan lets it grow row by row, the database is not touched."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from executives.importing.matching import same_statement_key
from executives.models import Requirement, Seat
from executives.rules.seats import Tenure, day_before


@dataclass(frozen=True)
class Post(Tenure):
    """Who holds a seat when, known by e-mail address."""

    email: str = ""


@dataclass(eq=False)
class SeatFacts:
    """A seat as it stands, or as an earlier row will have made it; `seat` is None until it is written."""

    title: str
    decision_role: str
    sponsor: bool
    source_ref: str = ""
    posts: list[Post] = field(default_factory=list)
    seat: Seat | None = None
    closed_on: date | None = None

    @property
    def open_post(self) -> Post | None:
        """Who holds the seat until further notice."""
        return next((post for post in self.posts if post.end is None), None)

    def take(self, post: Post) -> None:
        """Let somebody hold the seat; whoever holds it until further notice ends the day before."""
        self.posts = [cut_short(other, post.start) for other in self.posts] + [post]


def cut_short(post: Post, start: date) -> Post:
    """Return an open post that ends the day before `start`; every other as it is."""
    if post.end is None and post.start < start:
        return Post(post.who, post.start, day_before(start), post.email)
    return post


class Facts:
    """The seats and requirements of an office, found the way a file names them."""

    def __init__(self, seats: Iterable[SeatFacts], requirements: Iterable[Requirement], today: date) -> None:
        self.seats = list(seats)
        self.today = today
        known = list(requirements)
        self.by_ref = {each.source_ref.casefold(): each for each in known if each.source_ref}
        self.by_statement = {
            (each.seat_id, plain(each.wording.statement)): each for each in reversed(known) if each.wording
        }

    def seat_like(self, title: str, source_ref: str, email: str) -> SeatFacts | None:
        """Return the seat that a row means: by reference, else by title, else the one seat that the person holds."""
        if source_ref and (found := self._first(lambda seat: seat.source_ref.casefold() == source_ref.casefold())):
            return found
        if found := self._first(lambda seat: plain(seat.title) == plain(title)):
            return found
        held = [seat for seat in self.seats if email and seat.open_post and seat.open_post.email == email]
        return held[0] if len(held) == 1 else None

    def seat_held_by(self, email: str) -> SeatFacts | None:
        """Return the seat that a person holds today, or will hold."""
        return self._first(
            lambda seat: any(
                post.email == email and (post.end is None or post.end >= self.today) for post in seat.posts
            )
        )

    def requirement_like(self, seat: SeatFacts, statement: str, source_ref: str) -> Requirement | None:
        """Return the requirement that a row means: by reference, else by seat and statement."""
        if source_ref and (found := self.by_ref.get(source_ref.casefold())):
            return found
        return self.by_statement.get((seat.seat.pk, plain(statement))) if seat.seat else None

    def _first(self, holds: Callable[[SeatFacts], bool]) -> SeatFacts | None:
        return next((seat for seat in self.seats if holds(seat)), None)


def plain(text: str) -> str:
    """Return a text by which it is known again: case, spaces and the shape of quotes apart."""
    return same_statement_key("", text)
