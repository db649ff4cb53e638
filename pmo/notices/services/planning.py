"""Planning: which reminders leave in the next 40 days. Run as often as one likes, it changes nothing twice."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from pmo.access.locks import lock_office
from pmo.access.models import Office
from pmo.audit.models import Chain
from pmo.clock.calendar import end_of
from pmo.clock.reading import machine_time
from pmo.notices import kinds
from pmo.notices.kinds import DAYS
from pmo.notices.models import Notice, Planned, ReminderRule
from pmo.notices.outlook import Outlook, Wanted
from pmo.notices.selectors.outlooks import outlook_of
from pmo.notices.services.moving import Place, move
from pmo.notices.slots import leaves_at, to_plan

ONE_GO = timedelta(seconds=30)
log = logging.getLogger(__name__)


def plan_notices(now: datetime) -> int:
    """Bring the planned notices of all offices up to what their rules and duties want; return how many are new."""
    return sum(plan_office(office_id, now) for office_id in Office.objects.values_list("pk", flat=True))


def plan_stale(now: datetime) -> int:
    """Plan the offices in which anything happened or whose day has come; what one go does not reach, the next does."""
    until, planned = machine_time() + ONE_GO, 0
    for office_id in list(stale_offices(now).values_list("pk", flat=True)):
        if machine_time() > until:
            break
        try:
            planned += _day_of(office_id, now)
        except Exception:
            log.exception("Office %s could not be planned; the others are.", office_id)
    return planned


def stale_offices(now: datetime) -> QuerySet[Office]:
    """Return the offices whose plan may be out of date; a plan from a future that never came is out of date too."""
    length = Coalesce(Subquery(Chain.objects.filter(office=OuterRef("office")).values("length")), 0)
    fresh = Planned.objects.filter(
        office=OuterRef("pk"), again_at__gt=now, again_at__lte=now + timedelta(days=2)
    ).filter(ledger_length=length)
    return Office.objects.filter(~Exists(fresh)).order_by("pk")


def _day_of(office_id: int, now: datetime) -> int:
    """Let the apps above do what the day asks of them in an office, then plan it."""
    for source in DAYS.all():
        try:
            source(office_id)
        except Exception:
            log.exception("%s failed for office %s; its reminders are planned all the same.", source, office_id)
    return plan_office(office_id, now)


@transaction.atomic
def plan_office(office_id: int, now: datetime) -> int:
    """Plan one office under its lock, so that two planners at once write each notice once."""
    office = lock_office(office_id)
    length = Chain.objects.filter(office=office_id).values_list("length", flat=True).first() or 0
    ensure_rules(office)
    rules = ReminderRule.objects.filter(office=office, kind__in=[kind.name for kind in kinds.every()])
    outlook, written = outlook_of(office, rules, now)
    new: list[Notice] = []
    places: dict[tuple[str, str, str, str, int], Place] = {}
    for wanted in outlook.wanted():
        hour, zone = wanted.rule.hour, wanted.person.time_zone
        for slot in wanted.slots:
            places[*wanted.subject, slot.offset] = Place(slot, leaves_at(slot, hour, zone, now))
        new += _notices(outlook, wanted)
    move(written, places, now)
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    today = now.astimezone(ZoneInfo(office.time_zone)).date()
    again_at = end_of(today, office.time_zone)
    Planned.objects.update_or_create(office=office, defaults={"ledger_length": length, "again_at": again_at})
    return len(new)


def ensure_rules(office: Office) -> None:
    """Give an office the usual rule for every kind that it has none for."""
    known = set(ReminderRule.objects.filter(office=office).values_list("kind", flat=True))
    missing = [ReminderRule(office=office, kind=kind.name) for kind in kinds.every() if kind.name not in known]
    if missing:
        ReminderRule.objects.bulk_create(missing, ignore_conflicts=True)


def _notices(outlook: Outlook, wanted: Wanted) -> Iterable[Notice]:
    """Return what is to be written down of what one addressee is to be told."""
    known = set(outlook.known.get(wanted.subject, {}))
    rule, zone = wanted.rule, wanted.person.time_zone
    for slot in to_plan(wanted.slots, known, outlook.now, wanted.occurrence.told_at):
        yield Notice(
            rule=rule,
            office=outlook.office,
            kind=rule.kind,
            occurrence=wanted.occurrence.key,
            owed_by=wanted.owed_by,
            addressee=wanted.addressee,
            offset=slot.offset,
            due_on=slot.due_on,
            due_at=leaves_at(slot, rule.hour, zone, outlook.now),
        )
