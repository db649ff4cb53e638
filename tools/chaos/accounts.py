"""Is every reminder accounted for? Findings are sentences; none is the aim."""

from collections import defaultdict
from datetime import datetime, timedelta

from pmo.audit.verification import verify_all
from pmo.notices.models import Notice
from pmo.notices.states import NoticeState
from tools.chaos.expected import Debt, longest_common, without
from tools.chaos.facts import Facts

ALL_STOOD_FOR = 10.0  # seconds of the machine's time: a start, a lease, some ticks, a refusal
A_TICK_TAKES = 10.0
HORIZON = timedelta(days=40)


def missing_rows(facts: Facts) -> list[str]:
    """Find reminders that a rule wanted, that had time to be planned, and that nobody ever wrote down."""
    rows = {(each.occurrence, each.owed_by, each.offset) for each in facts.reminders if each.addressee == each.owed_by}
    return [
        f"{debt.occurrence} {debt.debtor} {offset:+d}: no row, due {at:%Y-%m-%d %H:%M}, open since {debt.opened:%m-%d}"
        for debt in facts.debts.values()
        for offset, at in debt.slots(min(debt.ended or facts.end, facts.end)).items()
        if (*debt.key, offset) not in rows and _stood(facts, max(debt.opened, at - HORIZON), at)
    ]


def _stood(facts: Facts, first: datetime, last: datetime, long: float = ALL_STOOD_FOR) -> bool:
    """Say whether nothing was down for long enough somewhere between two instants of the clock."""
    span = (facts.pace.when(first), facts.pace.when(last))
    return longest_common([span], facts.quiet) >= long


def unaccounted(facts: Facts) -> list[str]:
    """Find rows whose state is no end, or an end without its reason."""
    families: dict[tuple, list[Notice]] = defaultdict(list)
    for notice in facts.reminders:
        families[notice.occurrence, notice.owed_by, notice.addressee].append(notice)
    found = []
    for notice in facts.notices:
        family = families[notice.occurrence, notice.owed_by, notice.addressee]
        if fault := _fault(notice, family, facts):
            found.append(f"{notice.key} of {notice.owed_by or notice.addressee}: {notice.state}, {fault}")
    return found


def _fault(notice: Notice, family: list[Notice], facts: Facts) -> str:
    """Say what is wrong with a row's state; empty when it is in order."""
    is_past = notice.due_at <= facts.end
    debt = facts.debts.get((notice.occurrence, notice.owed_by))
    match notice.state:
        case NoticeState.SENT:
            return "" if notice.mail_id and notice.mail and notice.mail.state == "sent" else "without a mail that left"
        case NoticeState.CANCELLED:
            return _unfounded(notice, debt, facts)
        case NoticeState.OVERTAKEN:
            later = [each for each in family if each.offset < notice.offset and each.state != NoticeState.PLANNED]
            return "" if later else "by nothing"
        case NoticeState.HELD:
            return "" if notice.held_because and not is_past else "without a reason, or beyond its time"
        case NoticeState.FAILED:
            gave_up = notice.mail and notice.mail.state == "failed" and notice.mail.last_error
            return "" if gave_up else "and not given up"
        case _:
            return "and past" if is_past else ""


def _unfounded(notice: Notice, debt: Debt | None, facts: Facts) -> str:
    """Say why a row should not have been cancelled; empty when what it asks for was done."""
    if debt is None or notice.settled_at is None:
        return "of a debt that nobody knows"
    if notice.addressee != notice.owed_by:
        return ""  # told somebody else only after so many reminders
    moment = facts.pace.speed * timedelta(seconds=A_TICK_TAKES)  # the tick noted its own beginning
    return "" if debt.ended and debt.ended <= notice.settled_at + moment else "and still owed then"


def told(facts: Facts) -> dict[tuple[str, str], list[Notice]]:
    """Return what was sent to each debtor."""
    found = defaultdict(list)
    for notice in facts.reminders:
        if notice.state == NoticeState.SENT and notice.addressee == notice.owed_by:
            found[notice.occurrence, notice.owed_by].append(notice)
    return found


def _must(debt: Debt, facts: Facts) -> datetime | None:
    """Return since when a debtor should have been told, if they owed it long enough while nothing was down."""
    last = min(debt.ended or facts.end, facts.end)
    slots = debt.slots(last)
    if not slots or (debt.office, debt.person) in facts.unreachable:
        return None
    since = max(debt.opened, min(slots.values()))
    if since >= last:
        return None
    for first, until in without((since, last), facts.away(debt)):
        if _stood(facts, first, until, ALL_STOOD_FOR * (3 if debt.person in facts.quiet_people else 1)):
            return first
    return None


def musts(facts: Facts) -> int:
    """Count the debts of which somebody must have been told."""
    return sum(_must(debt, facts) is not None for debt in facts.debts.values())


def untold(facts: Facts) -> list[str]:
    """Find debtors who owed something long enough while all stood, and were never told."""
    was_told = told(facts)
    return [
        f"{debt.occurrence} {debt.debtor}: to be told since {since:%Y-%m-%d %H:%M}, ended {debt.ended}"
        for debt in facts.debts.values()
        if (since := _must(debt, facts)) and debt.key not in was_told
    ]


def latencies(facts: Facts) -> list[float]:
    """Return how long the first telling took in the machine's time, of those that must have been told."""
    was_told, found = told(facts), []
    for debt in facts.debts.values():
        since = _must(debt, facts)
        mails = [notice.mail for notice in was_told.get(debt.key, []) if notice.mail]
        came = [facts.by_message[each.message_id][0].at for each in mails if each.message_id in facts.by_message]
        if since and came:
            found.append(max(0.0, min(came) - facts.pace.when(since)))
    return found


def misplaced(facts: Facts) -> list[str]:
    """Find rows that are due at another instant than an independent reckoning says."""
    found = []
    for notice in facts.reminders:
        debt = facts.debts.get((notice.occurrence, notice.owed_by))
        if debt is None or notice.addressee != notice.owed_by or notice.held_because:
            continue
        at = debt.slots(notice.due_at + timedelta(days=60)).get(notice.offset)
        if at is None or (at != notice.due_at and not _came_later(at, notice, debt, facts)):
            found.append(f"{notice.key}: due {notice.due_at}, reckoned {at}")
    return found


def _came_later(at: datetime, notice: Notice, debt: Debt, facts: Facts) -> bool:
    """Say whether a reminder was held until a later instant, or could only be planned when its own had passed."""
    was_tried = notice.state != NoticeState.PLANNED  # and may have been held until another instant
    return was_tried or (at < notice.due_at and not _stood(facts, debt.opened, at))


def forgotten(facts: Facts) -> list[str]:
    """Find what was committed, and the database does not know."""
    return [
        f"review:{each['review']} seat:{each['seat']}: {each['what']}, and gone"
        for each in facts.deeds
        if (each["review"], each["seat"]) not in facts.kept
    ]


def closings(facts: Facts) -> list[str]:
    """Find holders who were not told of a closing, or told twice."""
    found = []
    for review in sorted({each["review"] for each in facts.deeds if each["what"] == "closed"}):
        debts = [debt for debt in facts.debts.values() if debt.occurrence == f"review:{review}" and debt.ended]
        about = [each for each in facts.told_at_once if each.occurrence == f"review:{review}"]
        for debt in debts:
            mine = {each.mail_id for each in about if each.mail and each.mail.person_id == debt.person}
            if len(mine) != 1:
                found.append(f"{debt.occurrence} {debt.debtor}: {len(mine)} mails of its closing")
    return found


def sent_twice(facts: Facts) -> list[str]:
    """Find notices whose entries in the ledger are not one for each that was sent, and none for any other."""
    known = {notice.pk for notice in facts.notices}
    wrong = [
        f"{notice.key}: {facts.sent_entries[notice.pk]} entries, {notice.state}"
        for notice in facts.notices
        if facts.sent_entries[notice.pk] != (1 if notice.state == NoticeState.SENT else 0)
    ]
    return wrong + [f"notice {pk}: {n} entries" for pk, n in facts.sent_entries.items() if n > 1 and pk not in known]


def broken_chains(_facts: Facts) -> list[str]:
    """Verify every chain of the ledger."""
    return [str(finding) for finding in verify_all() if not finding.holds]
