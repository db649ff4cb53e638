"""Taking files in: kept and looked at first, then all accepted rows together or none."""

import hashlib
from collections import Counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from executives.importing.roster import read_roster
from executives.importing.sheets import UnreadableFile
from executives.models import Requirement, RosterFile, Seat
from executives.planning.rows import Planned, RequirementIntent, SeatIntent, stored
from executives.rules.rosters import is_as_shown, may_import
from executives.rules.seats import may_seat
from executives.selectors.rosters import RosterScreen, known_emails, roster_screen
from executives.services.writing import rewrite_seat, write_holder, write_requirement, write_seat, write_wording
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.services.invitations import ask_in, expect
from pmo.access.standing import standing_of
from pmo.access.verdicts import wrong_input
from pmo.audit.services import record


@transaction.atomic
def keep_roster(*, office_id: int, name: str, data: bytes, by: Person) -> RosterFile:
    """Read a file and keep its rows to be looked at; nothing of the office changes.

    The same file chosen again is read again, since the office may know more people now.
    """
    office = lock_office(office_id)
    may_import(standing_of(by, office)).require()
    try:
        roster = read_roster(data, name, known_emails=known_emails(office))
    except UnreadableFile as refusal:
        wrong_input(refusal.sentence).require()
    rows, digest = stored(roster), hashlib.sha256(data).hexdigest()
    kept, _is_new = RosterFile.objects.update_or_create(
        office=office, digest=digest, by=by, applied_at=None, defaults={"name": name[:200], "rows": rows}
    )
    return kept


@transaction.atomic
def apply_roster(*, roster_id: int, by: Person, shown_digest: str | None = None) -> RosterFile:
    """Take in all accepted rows of a file, or none; a second time returns what the first has done.

    The plan is made again under the lock: when it differs from the one shown, nothing is written.
    """
    office = lock_office(RosterFile.objects.values_list("office_id", flat=True).get(pk=roster_id))
    roster = RosterFile.objects.select_for_update().get(pk=roster_id)
    roster.office = office
    may_import(standing_of(by, office)).require()
    if roster.applied_at is not None:
        return roster
    screen = roster_screen(roster)
    is_as_shown(shown_digest, screen.digest).require()
    written = [_take_in(planned, roster, by) for planned in _seats_first(screen.rows) if planned.intent]
    roster.applied, roster.applied_at = _report(screen, written), clock.now()
    roster.save(update_fields=["applied", "applied_at"])
    said = {"file": roster.name, "digest": roster.digest, "counts": roster.applied["counts"]}
    record("roster.imported", about=roster, office=office, by=by, payload=said)
    return roster


def _seats_first(rows: list[Planned]) -> list[Planned]:
    return sorted(rows, key=lambda planned: not planned.row.is_executive)


def _take_in(planned: Planned, roster: RosterFile, by: Person) -> Requirement | Seat:
    match planned.intent:
        case SeatIntent() as intent:
            return _take_in_seat(intent, roster.office, by)
        case RequirementIntent() as intent:
            return _take_in_requirement(intent, roster, by)
    raise TypeError(f"{planned.intent!r} is nothing to take in.")


def _take_in_seat(intent: SeatIntent, office: Office, by: Person) -> Seat:
    facts = intent.facts
    fields: dict[str, Any] = {
        "title": intent.title,
        "decision_role": intent.decision_role,
        "sponsor": intent.sponsor,
        "by": by,
    }
    if facts.seat is None:
        facts.seat = write_seat(office, source_ref=facts.source_ref, **fields)
    else:
        facts.seat = rewrite_seat(facts.seat, **fields)
    if ends := intent.ends:
        facts.seat.holders.filter(end__isnull=True, person__email=ends.email).update(end=ends.end)
        said = {"until": ends.end, "person": None}
        record("seat.vacated", about=facts.seat, office=office, by=by, payload=said)
    if post := intent.post:
        guest = expect(
            office, email=post.email, name=post.who, time_zone=intent.time_zone, language=intent.language or "en"
        )
        may_seat(guest.person, by).require()
        write_holder(facts.seat, guest.person, post.start, post.end, by=by)
        ask_in(office, guest, part_of=facts.seat.title, by=by, at_once=False)
    return facts.seat


def _take_in_requirement(intent: RequirementIntent, roster: RosterFile, by: Person) -> Requirement:
    seat = intent.facts.seat
    assert seat is not None, "seats are taken in first"
    requirement = intent.requirement
    if requirement is None:
        requirement = write_requirement(seat, intent.words, source_ref=intent.source_ref, by=by)
    elif intent.rewrites:
        write_wording(requirement, intent.words, by=by)
    if intent.source_ref:
        requirement.source_ref = intent.source_ref
    if intent.is_reported:
        said = gettext("%(name)s, in the file %(file)s") % {"name": by.name, "file": roster.name}
        requirement.reported_confirmed_by, requirement.reported_confirmed_at = said[:200], clock.now()
    requirement.save(update_fields=["source_ref", "reported_confirmed_by", "reported_confirmed_at"])
    return requirement


def _report(screen: RosterScreen, written: list[Requirement | Seat]) -> dict[str, Any]:
    """Return what was done, for the page that says so and for the second click."""
    return {
        "counts": {kind: dict(Counter(counts)) for kind, counts in screen.counts.items()},
        "requirement_ids": [each.pk for each in written if isinstance(each, Requirement)],
        "refused": [[row.row.sheet, row.row.number, row.sentence] for row in screen.refused],
    }
