"""Loading what planning, and the look ahead, need to know of an office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from pmo.access.models import Office
from pmo.access.registry import SPONSORS
from pmo.access.selectors import memberships_of
from pmo.access.states import Role
from pmo.notices import kinds
from pmo.notices.addressees import people_of
from pmo.notices.kinds import Occurrence
from pmo.notices.models import Notice, ReminderRule
from pmo.notices.outlook import Outlook, Subject
from pmo.notices.slots import HORIZON
from pmo.notices.states import EscalateTo, NoticeState

LOOK_BACK = timedelta(days=400)
OPEN = (NoticeState.PLANNED, NoticeState.HELD)


@dataclass(frozen=True)
class Written:
    """What stands in the database of one notice."""

    pk: int
    subject: Subject
    offset: int
    state: str
    due_on: date
    due_at: datetime


def rules_here(office: Office) -> list[ReminderRule]:
    """Return an office's rules, the usual ones where nobody has set any."""
    saved = {rule.kind: rule for rule in ReminderRule.objects.filter(office=office)}
    return [saved.get(kind.name) or ReminderRule(office=office, kind=kind.name) for kind in kinds.every()]


def outlook_of(
    office: Office, rules: Iterable[ReminderRule], now: datetime, last: date | None = None, *, ahead: bool = False
) -> tuple[Outlook, list[Written]]:
    """Load an office's duties, people and notices; `ahead` adds the duties that are no rows yet."""
    today = now.astimezone(ZoneInfo(office.time_zone)).date()
    until = last or today + HORIZON + timedelta(days=2)
    duties = [(rule, _duties(office, rule, today, until, ahead=ahead)) for rule in rules]
    above = _above(office) if any(rule.escalate_after is not None for rule, _found in duties) else {}
    asked = {addressee for _rule, found in duties for each in found for addressee in each.addressees}
    people = people_of(office, asked.union(*above.values()))
    written = notices_about(office, [each.key for _rule, found in duties for each in found])
    known: dict[Subject, dict[int, str]] = {}
    for each in written:
        known.setdefault(each.subject, {})[each.offset] = each.state
    return Outlook(office, now, until, duties, people, above, known), written


def notices_about(office: Office, occurrences: list[str]) -> list[Written]:
    """Return the reminders about some occurrences, and all that are still to be sent."""
    about = Q(occurrence__in=occurrences) | Q(state__in=OPEN)
    found = Notice.objects.filter(about, office=office, rule__isnull=False)
    rows = found.values_list("pk", "kind", "occurrence", "owed_by", "addressee", "offset", "state", "due_on", "due_at")
    return [Written(row[0], row[1:5], *row[5:]) for row in rows]


def _duties(office: Office, rule: ReminderRule, today: date, until: date, *, ahead: bool) -> list[Occurrence]:
    kind = kinds.find(rule.kind)
    if kind is None or not rule.active or not rule.offsets:
        return []
    last = until + timedelta(days=max(*rule.offsets, 0))
    found = kind.find(office, today - LOOK_BACK, last)
    return [*found, *kind.foresee(office, today, last)] if ahead else found


def _above(office: Office) -> dict[EscalateTo, tuple[str, ...]]:
    managers = memberships_of(office).filter(role=Role.MANAGER)
    return {
        EscalateTo.MANAGER: tuple(f"membership:{number}" for number in managers.values_list("pk", flat=True)),
        EscalateTo.SPONSOR: tuple(addressee for source in SPONSORS.all() for addressee in source(office)),
    }
