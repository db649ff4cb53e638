"""Twelve months ahead: which mails an office's people would get, month by month, if nobody did anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from pmo import clock
from pmo.access.models import Office, Person
from pmo.clock.calendar import add_months
from pmo.notices import kinds
from pmo.notices.foresight import DayOfMail, Foreseen, foreseen, mails_ahead
from pmo.notices.wording import distance

MONTHS = 12


@dataclass(frozen=True)
class AheadItem:
    """One reminder to come, in words."""

    foreseen: Foreseen
    label: str | Promise
    offset: str


@dataclass(frozen=True)
class Month:
    """The mails of one month."""

    first: date
    mails: list[DayOfMail]

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.first:%Y-%m}"

    @property
    def people(self) -> int:
        """How many people get at least one."""
        return len({mail.person.pk for mail in self.mails})


@dataclass(frozen=True)
class Ahead:
    """The year to come: all who get anything, and the months with their mails, for all or for one of them."""

    people: list[Person]
    months: list[Month]

    @property
    def total(self) -> int:
        return sum(len(month.mails) for month in self.months)

    @property
    def mails(self) -> list[DayOfMail]:
        """All mails, the earliest first."""
        return [mail for month in self.months for mail in month.mails]

    def month(self, key: str) -> Month | None:
        """Return a month by its key, else the first one that has mails."""
        named = next((month for month in self.months if month.key == key), None)
        return named or next((month for month in self.months if month.mails), None)


def ahead_of(office: Office, person_id: int | None = None) -> Ahead:
    """Return what would go out in the next twelve months."""
    today = clock.today(office.time_zone)
    mails = mails_ahead(foreseen(office, today, add_months(today, MONTHS)))
    people = sorted({mail.person.pk: mail.person for mail in mails}.values(), key=lambda each: each.name.casefold())
    mine = [mail for mail in mails if person_id is None or mail.person.pk == person_id]
    return Ahead(people, _months(today, mine))


def items_of(mail: DayOfMail) -> list[AheadItem]:
    """Say what a mail would speak of."""
    return [AheadItem(each, _label(each.kind), distance(each.offset)) for each in mail.items]


def _months(today: date, mails: Iterable[DayOfMail]) -> list[Month]:
    start = today.replace(day=1)
    months = {add_months(start, number): Month(add_months(start, number), []) for number in range(MONTHS + 1)}
    for mail in mails:
        month = months.get(mail.day.replace(day=1))
        if month is not None:
            month.mails.append(mail)
    return list(months.values())


def _label(name: str) -> str | Promise:
    kind = kinds.find(name)
    return kind.label if kind else name
