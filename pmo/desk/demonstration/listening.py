"""Stage *elicited*: the files taken in, played back, and confirmed by all who did confirm."""

from datetime import UTC, datetime, timedelta

from executives.models import Holder, Requirement
from executives.services.requirements import confirm, play_back
from executives.services.rosters import apply_roster, keep_roster
from pmo.access.models import Office, Person
from pmo.access.services.invitations import take_up_at_sign_in
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material

BEGUN = datetime(2025, 9, 8, 8, 0, tzinfo=UTC)
PLAYED_BACK = datetime(2025, 10, 6, 9, 0, tzinfo=UTC)
CONFIRMED = datetime(2025, 10, 8, 7, 30, tzinfo=UTC)


def take_in(office: Office) -> None:
    """Take in executives and requirements from their files, as the manager."""
    manager = cast.person(cast.MANAGER)
    set_time(BEGUN)
    for name in ("executives.csv", "requirements.csv"):
        kept = keep_roster(office_id=office.pk, name=name, data=material.raw(name), by=manager)
        apply_roster(roster_id=kept.pk, by=manager)
    for held in Holder.objects.filter(seat__office=office).select_related("person"):
        take_up_at_sign_in(held.person)
    cast.give_passwords()


def confirm_words(office: Office) -> None:
    """Play all requirements back; each executive confirms their own, all but the one that the file leaves open."""
    set_time(PLAYED_BACK)
    requirements = list(Requirement.objects.filter(office=office).select_related("wording", "seat"))
    play_back(requirement_ids=[each.pk for each in requirements], by=cast.person(cast.MANAGER))
    open_refs = {row["ref"] for row in material.table("requirements.csv") if row["confirmed"] != "yes"}
    moment = CONFIRMED
    for each in requirements:
        if each.wording and each.source_ref not in open_refs:
            moment += timedelta(seconds=20)
            set_time(moment)
            confirm(requirement_id=each.pk, shown_digest=each.wording.digest, by=holder(each.seat_id))


def holder(seat_id: int) -> Person:
    """Return the person who holds a seat."""
    return Person.objects.get(held__seat_id=seat_id, held__end__isnull=True)
