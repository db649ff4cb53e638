"""The deed of asking, by one click, those who owe something: each at most once a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from executives.selectors.seats import person_in, seats_of
from pmo import clock
from pmo.access.duties import Duty, owed_by
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit.services import record
from pmo.clock.calendar import instant
from pmo.desk.rules import is_asked_now, may_ask
from pmo.notices.holds import known_about, quiet_until
from pmo.notices.kinds import Told
from pmo.notices.models import Notice
from pmo.notices.services import mail_at_once
from pmo.notices.states import MailState
from pmo.ui.figures import spelled

KIND = "progress.asked"


@dataclass(frozen=True)
class Outcome:
    """What became of one person who owes something: asked, perhaps with a mail that waits for the end of their quiet
    hours, or not asked, and why."""

    person: Person
    duties: list[Duty]
    why_not: str | Promise = ""
    leaves_at: datetime | None = None

    @property
    def is_asked(self) -> bool:
        return not self.why_not


@transaction.atomic
def ask_those_who_owe(*, office_id: int, by: Person) -> list[Outcome]:
    """Send a reminder at once to each seat holder who owes something; say whom it went to, and whom not and why."""
    office = lock_office(office_id)
    may_ask(standing_of(by, office)).require()
    people = {person.pk: person for seat in seats_of(office) if (person := person_in(seat))}
    now = clock.now()
    known, told = known_about(people.values(), now), _told_today(office, people)
    outcomes = []
    for person in people.values():
        if not (duties := owed_by(standing_of(person, office))):
            continue
        today = now.astimezone(ZoneInfo(person.time_zone)).date()
        verdict = is_asked_now(person, office.pk, by, today, known, told_today=person.pk in told)
        if verdict and not _ask(office, person, duties, by):
            verdict = is_asked_now(person, office.pk, by, today, known, told_today=True)
        outcomes.append(Outcome(person, duties, verdict.reason, quiet_until(person, now) if verdict else None))
    if asked := [each.person.pk for each in outcomes if each.is_asked]:
        record("progress.asked", about=office, office=office, by=by, payload={"people": asked})
    return outcomes


def _told_today(office: Office, people: dict[int, Person]) -> set[int]:
    """Return who was asked by hand or reminded today, by the office's own day."""
    today = clock.today(office.time_zone)
    asked = Notice.objects.filter(office=office, kind=KIND, occurrence=_occurrence(today))
    reminded = Notice.objects.filter(
        office=office, rule__isnull=False, mail__made_at__gte=instant(today, time(0), office.time_zone)
    ).exclude(mail__state__in=[MailState.FAILED, MailState.CANCELLED])
    return set((asked | reminded).filter(mail__person__in=people).values_list("mail__person_id", flat=True))


def _occurrence(today: date) -> str:
    return f"asked:{today.isoformat()}"


def _ask(office: Office, person: Person, duties: list[Duty], by: Person) -> bool:
    """Write to one person; say whether anything was written."""
    about = _occurrence(clock.today(office.time_zone))
    return bool(
        mail_at_once(office=office, people=[person], kind=KIND, occurrence=about, tells=_words(office, duties, by))
    )


def _words(office: Office, duties: list[Duty], by: Person) -> Callable[[], Told]:
    """Return what tells that something waits, to be asked in the reader's own language; the page says what it is."""
    count = len(duties)
    page = duties[0].url if count == 1 else reverse("desk:waiting", args=[office.slug])

    def told() -> Told:
        names = {"n": spelled(count).capitalize(), "office": office.name, "by": by.name}
        subject = ngettext("One thing waits for you in %(office)s", "%(n)s things wait for you in %(office)s", count)
        sentence = _("%(by)s asks you to look at it. It takes a few minutes.")
        return Told(subject % names, sentence % names, _("See what waits"), page)

    return told
