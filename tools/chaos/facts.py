"""What a run left behind: debts, notices, mails, arrivals, blows; loaded once, judged in `judging`."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

from dateutil import tz

from executives.models import Holder, Seat
from mandates.models import Review, ReviewAnswer
from mandates.review_states import ReviewState
from mandates.rules.reviews import is_asked
from pmo.access.models import Person
from pmo.audit.models import LedgerEntry
from pmo.notices.models import Absence, Mail, Notice, Reach
from tests.servers import mail
from tests.servers.mail import Arrival
from tools.chaos.expected import Debt, Span, quiet_spans
from tools.chaos.setting import Setting, noted

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pace:
    """How the machine's time and the clock's belong together while the years pass."""

    machine: float
    clock: datetime
    speed: float

    def when(self, clock: datetime) -> float:
        """Return the machine's time at which the clock told a time."""
        return self.machine + (clock - self.clock).total_seconds() / self.speed

    def told(self, machine: float) -> datetime:
        """Return what the clock told."""
        return self.clock + timedelta(seconds=(machine - self.machine) * self.speed)


class Facts:
    """What is known about a run."""

    def __init__(self, folder: Path) -> None:
        self.setting = Setting.read(folder)
        (pace,) = noted(folder / "pace")
        self.pace = Pace(pace["machine"], datetime.fromisoformat(pace["clock"]), pace["speed"])
        (self.settled,) = noted(folder / "settled")
        self.end = datetime.fromisoformat(self.settled["end"])
        self.kills, self.tries = noted(folder / "kills"), noted(folder / "deeds")
        self.arrivals = mail.read(folder / "arrivals")
        self.began = self.pace.machine

    @cached_property
    def notices(self) -> list[Notice]:
        """All notices, but those of the time before it all began."""
        found = Notice.objects.filter(due_at__gte=self.pace.clock - DAY).exclude(mail__state="cancelled", rule=None)
        return list(found.select_related("rule", "office", "mail__person").order_by("pk"))

    @cached_property
    def reminders(self) -> list[Notice]:
        """The notices of rules."""
        return [notice for notice in self.notices if notice.rule_id]

    @cached_property
    def told_at_once(self) -> list[Notice]:
        """The notices without a rule."""
        return [notice for notice in self.notices if not notice.rule_id]

    @cached_property
    def mails(self) -> dict[str, Mail]:
        """The mails by Message-ID."""
        return {each.message_id: each for each in Mail.objects.select_related("person")}

    @cached_property
    def by_message(self) -> dict[str, list[Arrival]]:
        """What arrived, by Message-ID, in order."""
        found = defaultdict(list)
        for arrival in self.arrivals:
            found[arrival.message_id].append(arrival)
        return dict(found)

    @cached_property
    def sent_entries(self) -> Counter[int | None]:
        """How often the ledger says of a notice that it was sent."""
        return Counter(LedgerEntry.objects.filter(event="notice.sent").values_list("about_id", flat=True))

    @cached_property
    def quiet(self) -> list[Span]:
        """The spans in which nothing was down."""
        return quiet_spans(
            [(each["killed"], each["whole"]) for each in self.kills], self.began, self.settled["machine"]
        )

    @cached_property
    def unreachable(self) -> set[tuple[int, int]]:
        """Whose address is bad, by office and person."""
        return set(Reach.objects.exclude(bad_address="").values_list("office_id", "person_id"))

    @cached_property
    def quiet_people(self) -> set[int]:
        """Who has quiet hours: years in minutes pass in leaps, and half of them land at night."""
        return set(Person.objects.filter(quiet_from__isnull=False).values_list("pk", flat=True))

    def keep(self, file: Path) -> None:
        """Write the notices down for whoever looks for the cause of a finding."""
        names = ("pk", "occurrence", "owed_by", "addressee", "offset", "due_at", "state", "held_because", "settled_at")
        rows = [[str(getattr(notice, name)) for name in (*names, "mail_id")] for notice in self.notices]
        file.write_text("\n".join("\t".join(row) for row in rows) + "\n")

    @cached_property
    def debts(self) -> dict[tuple[str, str], Debt]:
        """What was owed, by occurrence and seat."""
        reviews = Review.objects.exclude(state=ReviewState.PLANNED).select_related("mandate__office")
        return {debt.key: debt for review in reviews for debt in self._debts(review)}

    def _debts(self, review: Review) -> list[Debt]:
        office, rule = review.mandate.office, self.rules[review.mandate.office_id]
        answered = {each.seat_id: each.at for each in ReviewAnswer.objects.filter(review=review)}
        return [
            Debt(
                office=office.pk,
                occurrence=f"review:{review.pk}",
                debtor=f"seat:{seat.pk}",
                person=holder.person_id,
                zone=holder.person.time_zone,
                hour=rule.hour,
                offsets=tuple(rule.offsets),
                is_weekly=rule.weekly_after,
                due=review.due,
                opened=review.opened_at or self.end,
                ended=answered.get(seat.pk) or review.closed_at,
                ended_by=self.ended_by.get((review.pk, seat.pk)) or self.ended_by.get((review.pk, None)),
            )
            for seat, holder in self.seats[office.pk]
        ]

    @cached_property
    def rules(self) -> dict:
        """The rules of reviews by office."""
        return {each.rule.office_id: each.rule for each in self.reminders if each.rule and each.kind == "review.answer"}

    @cached_property
    def seats(self) -> dict[int, list[tuple[Seat, Holder]]]:
        """The asked seats of each office with their holders, who stay."""
        found = defaultdict(list)
        for holder in Holder.objects.filter(end__isnull=True).select_related("seat", "person").order_by("seat"):
            if is_asked(holder.seat):
                found[holder.seat.office_id].append((holder.seat, holder))
        return found

    @cached_property
    def kept(self) -> set[tuple[int, int | None]]:
        """What the database knows to be done, by review and seat; closings without a seat."""
        closed = Review.objects.exclude(closed_at=None).values_list("pk", flat=True)
        return {*ReviewAnswer.objects.values_list("review", "seat"), *((review, None) for review in closed)}

    @cached_property
    def deeds(self) -> list[dict]:
        """What was done: surely, or by the database's word when the one who did it heard of a killed one."""
        return [each for each in self.tries if each["is_sure"] or (each["review"], each["seat"]) in self.kept]

    @cached_property
    def ended_by(self) -> dict[tuple[int, int | None], float]:
        """When a deed was surely committed, by the machine's time: the last note about it."""
        return {(each["review"], each["seat"]): each["ended"] for each in self.deeds}

    def away(self, debt: Debt) -> list[tuple[datetime, datetime]]:
        """Return when the person of a debt was not to be reminded, with a day to spare."""
        days = [(each.first, each.last) for each in Absence.objects.filter(person=debt.person)]
        paused = Reach.objects.filter(office=debt.office, person=debt.person, paused_until__isnull=False)
        days += [(self.pace.clock.date(), each.paused_until) for each in paused if each.paused_until]
        zone = tz.gettz(debt.zone)
        at = lambda day: datetime.combine(day, time(), zone).astimezone(UTC)  # noqa: E731
        return [(at(first), at(last + 2 * DAY)) for first, last in days]
