"""Who may keep the seats, and when a person can take one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.models import Holder
from pmo.access.models import Person
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, refused, wrong_input


@dataclass(frozen=True)
class Tenure:
    """Who holds a seat from a day to a day, both inclusive; no end means until further notice."""

    who: str
    start: date
    end: date | None = None


class Placed(Protocol):
    """A seat, or one about to be made."""

    title: str
    sponsor: bool
    closed_on: date | None


def may_keep_seats(standing: Standing) -> Verdict:
    """Grant seats, their holders and their parts in the decision to PMO managers."""
    return is_manager(standing)


def may_seat(person: Person, by: Person) -> Verdict:
    """Refuse to seat oneself: a seat gives a vote, and nobody gives themselves a part."""
    if person == by:
        return refused(_("Nobody seats themselves. Ask another PMO manager of this office."))
    return GRANTED


def may_be_called(title: str, sponsor: bool, others: Iterable[Placed]) -> Verdict:
    """Refuse a seat without a title, a title that another seat has, and a second sponsor."""
    if not title.strip():
        return wrong_input(_("Give the seat a title, for example Chief Financial Officer."))
    seats = list(others)
    if any(other.title.casefold() == title.strip().casefold() for other in seats):
        return wrong_input(gettext("There is a seat “%(title)s” already. Choose another title.") % {"title": title})
    return may_sponsor(sponsor, seats)


def may_sponsor(sponsor: bool, others: Iterable[Placed]) -> Verdict:
    """Refuse a second sponsor: one seat carries the mandate."""
    sitting = next((other for other in others if other.sponsor and other.closed_on is None), None)
    if not (sponsor and sitting):
        return GRANTED
    said = gettext("The sponsor is %(seat)s, and there is one. Take the part from that seat first.")
    return wrong_input(said % {"seat": sitting.title})


def may_take(tenures: Iterable[Tenure], start: date, end: date | None = None) -> Verdict:
    """Refuse days on which somebody else holds the seat, unless the one who holds it now can hand over the day before.

    A tenure without end can be cut short when it begins before `start`; one that has ended stands as it is.
    """
    if end and end < start:
        return wrong_input(_("The last day comes before the first. Correct one of them."))
    for other in tenures:
        if end and end < other.start:
            continue
        if other.end is None and start <= other.start:
            said = gettext("%(who)s holds this seat from %(day)s. Choose a later first day.")
            return wrong_input(said % {"who": other.who, "day": _in_words(other.start)})
        if other.end is not None and start <= other.end:
            said = gettext("%(who)s holds this seat until %(day)s. Choose a day after that.")
            return wrong_input(said % {"who": other.who, "day": _in_words(other.end)})
    return GRANTED


def may_leave(holder: Holder | None, last_day: date) -> Verdict:
    """Refuse to vacate a vacant seat, and a last day before the first."""
    if holder is None:
        return refused(_("The seat is vacant already: nobody holds it."))
    if last_day < holder.start:
        said = gettext("%(who)s holds this seat from %(day)s. The last day cannot be earlier.")
        return wrong_input(said % {"who": holder.person.name, "day": _in_words(holder.start)})
    return GRANTED


def day_before(day: date) -> date:
    """Return the last day of the one who hands over."""
    return day - timedelta(days=1)


def _in_words(day: date) -> str:
    return date_format(day, "j F Y")
