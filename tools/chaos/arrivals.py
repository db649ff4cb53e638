"""Is what arrived at the mail server what should have arrived? Findings are sentences; none is the aim."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

from dateutil import tz

from pmo.notices.states import MailState
from tests.servers.mail import Arrival
from tools.chaos.facts import Facts

WORD_OF_IT = 2.0  # seconds of the machine's time between the last look at a duty and the mail's arrival
BLOW_AFTER = 20.0
STRIKES_SENDERS = ("worker", "both workers", "PostgreSQL", "all")


def unmatched(facts: Facts) -> list[str]:
    """Find mails that arrived and are not known as sent, and mails that are known as sent and never arrived."""
    found = [f"{key} arrived, and no row knows it" for key in facts.by_message if key not in facts.mails]
    for key, same in facts.by_message.items():
        state = facts.mails[key].state if key in facts.mails else ""
        if any(each.was_answered for each in same) and state != MailState.SENT and not dropped(same, state, facts):
            found.append(f"{key} arrived, and its row is {state}")
    for key, mail in facts.mails.items():
        if mail.state == MailState.SENT and key not in facts.by_message:
            found.append(f"{key} is sent, and never arrived")
    return found


def dropped(same: list[Arrival], state: str, facts: Facts) -> bool:
    """Say whether a blow came before it was noted, and nobody wanted it any more when it was to be repeated."""
    return state == MailState.CANCELLED and all(was_struck(each, facts) for each in same if each.was_answered)


def was_struck(arrival: Arrival, facts: Facts) -> bool:
    """Say whether a worker or the database was killed between the server's acceptance and our note of it."""
    blows = [each["killed"] for each in facts.kills if each["what"].startswith(STRIKES_SENDERS)]
    return any(arrival.at - 1 <= blow <= arrival.at + BLOW_AFTER for blow in blows)


def unnoted(facts: Facts) -> int:
    """Count the mails that arrived, were not noted for a blow, and were not repeated for being done or overtaken."""
    return sum(
        dropped(same, facts.mails[key].state, facts)
        for key, same in facts.by_message.items()
        if key in facts.mails and any(each.was_answered for each in same)
    )


def altered(facts: Facts) -> list[str]:
    """Find repeats that are not the same bytes to the same person, and notices that arrived by two Message-IDs."""
    found = [
        f"{key}: {len({each.digest for each in same})} texts to {len({each.to for each in same})} people"
        for key, same in facts.by_message.items()
        if len({(each.digest, each.to) for each in same}) > 1
    ]
    subjects: dict[tuple, set[str]] = defaultdict(set)
    for notice in facts.reminders:
        if notice.mail and notice.mail.message_id in facts.by_message:
            subjects[notice.occurrence, notice.addressee, notice.owed_by, notice.offset].add(notice.mail.message_id)
    return found + [f"{about}: {keys}" for about, keys in subjects.items() if len(keys) > 1]


def unexplained(facts: Facts) -> list[str]:
    """Find repeats of what the server had acknowledged, without a blow between acceptance and commit."""
    return [
        f"{key}: again after {second.at - first.at:.1f} s"
        for key, same in facts.by_message.items()
        for first, second in pairwise(same)
        if first.was_answered and not was_struck(first, facts)
    ]


def crowded(facts: Facts) -> list[str]:
    """Find people who got more than one mail of reminders for a day."""
    days: dict[tuple, set[str]] = defaultdict(set)
    for key in facts.by_message:
        mail = facts.mails.get(key)
        if mail and mail.form == "bundled":
            days[mail.person_id, mail.for_day].add(key)
    return [f"person {person} on {day}: {len(keys)} mails" for (person, day), keys in days.items() if len(keys) > 1]


def premature(facts: Facts) -> list[str]:
    """Find reminders that arrived before their own day began at the reader's place, or at a bad address."""
    found = []
    for notice, _mail, same in carried(facts):
        debt = facts.debts.get((notice.occurrence, notice.owed_by))
        if debt is None:
            continue
        if notice.addressee == notice.owed_by and (debt.office, debt.person) in facts.unreachable:
            found.append(f"{notice.key}: sent to an address that is bad")
        day = debt.days(facts.end + timedelta(days=90)).get(notice.offset)
        zone = tz.gettz(notice.mail.person.time_zone if notice.mail else debt.zone)
        began = datetime.combine(day, datetime.min.time(), zone) if day else None
        if began and facts.pace.told(same[0].at) < began and same[0].at < facts.settled["machine"]:
            found.append(f"{notice.key}: arrived {facts.pace.told(same[0].at)}, its day is {day}")
    return found


def carried(facts: Facts) -> list[tuple]:
    """Return every reminder that arrived, with its mail and its arrivals."""
    return [
        (notice, notice.mail, facts.by_message[notice.mail.message_id])
        for notice in facts.reminders
        if notice.mail and notice.mail.message_id in facts.by_message and notice.state == "sent"
    ]


def told_when_done(facts: Facts) -> list[str]:
    """Find reminders that arrived after what they ask for was surely committed, but for the race of a moment."""
    found = []
    for notice, _mail, same in carried(facts):
        debt = facts.debts.get((notice.occurrence, notice.owed_by))
        late = [each.at - debt.ended_by for each in same if debt and debt.ended_by and each.at > debt.ended_by]
        if late and max(late) > WORD_OF_IT:
            found.append(f"{notice.key} of {notice.owed_by}: {max(late):.1f} s after it was done")
    return found
