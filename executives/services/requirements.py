"""Deeds on requirements: writing down, playing back, and what the executive says to it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from executives.models import Interview, Requirement
from executives.rules.requirements import (
    may_change,
    may_confirm,
    may_decline,
    may_play_back,
    may_record,
    may_say,
    may_withdraw,
    may_write,
)
from executives.rules.saying import is_in_time
from executives.rules.talks import is_from
from executives.services.returning import LEFT_OUT, leave_out, take_out
from executives.services.seats import lock_seat
from executives.services.writing import day_to_confirm, write_confirmation, write_requirement, write_wording
from executives.states import UNSETTLED_STATES, RequirementState
from executives.words import Words
from pmo import clock
from pmo.access.models import Person
from pmo.access.rules import is_manager
from pmo.access.services import lock_office
from pmo.access.standing import Standing, standing_of
from pmo.audit.services import record


@transaction.atomic
def record_requirement(
    *, seat_id: int, words: Words, source_ref: str = "", interview: Interview | None = None, by: Person
) -> Requirement:
    """Write down what a seat's holder said, perhaps in a talk; the very same words again are the ones there are."""
    seat = lock_seat(seat_id)
    may_record(standing_of(by, seat.office), seat).require()
    is_from(seat, interview).require()
    may_say(words).require()
    same = seat.requirements.filter(wording__digest=words.digest, source_ref=source_ref).exclude(state__in=LEFT_OUT)
    if requirement := same.select_related("wording", "office").first():
        return _said_in(interview, requirement)
    return _said_in(interview, write_requirement(seat, words, source_ref=source_ref, by=by))


@transaction.atomic
def change_requirement(*, requirement_id: int, words: Words, shown_digest: str, by: Person) -> Requirement:
    """Put other words in the place of those shown: a new wording, unconfirmed, that is asked about again.

    What was left out comes back as *recorded*.
    """
    requirement = lock_requirement(requirement_id)
    standing = standing_of(by, requirement.office)
    may_write(standing, requirement).require()
    may_say(words).require()
    if _says_already(requirement, words):
        return requirement
    may_change(standing, requirement, shown_digest).require()
    write_wording(requirement, words, by=by)
    return requirement


@transaction.atomic
def correct(*, requirement_id: int, words: Words, shown_digest: str, by: Person) -> Requirement:
    """Let executives put their own words right and confirm them in the same deed."""
    requirement = change_requirement(requirement_id=requirement_id, words=words, shown_digest=shown_digest, by=by)
    return confirm(requirement_id=requirement.pk, shown_digest=words.digest, by=by)


@transaction.atomic
def play_back(*, requirement_ids: Iterable[int], due: date | None = None, by: Person) -> list[Requirement]:
    """Show executives what was written down: all of the requirements, or none; those played back already stay so.

    They are asked for their word until a day, in a week unless another is given, and reminded of it.
    """
    wanted = sorted(set(requirement_ids))
    found = Requirement.objects.filter(pk__in=wanted)
    for office_id in sorted(set(found.values_list("office_id", flat=True))):
        office = lock_office(office_id)
        is_manager(standing_of(by, office)).require()
        is_in_time(due or clock.today(office.time_zone), clock.today(office.time_zone)).require()
    loaded = list(found.select_related("office", "seat", "wording").select_for_update(of=("self",)))
    for requirement in loaded:
        if requirement.state == RequirementState.CONFIRMED:
            continue
        may_play_back(standing_of(by, requirement.office), requirement).require()
        if requirement.state == RequirementState.RECORDED:
            requirement.state = RequirementState.PLAYED_BACK
            requirement.confirm_by = due or day_to_confirm(requirement.office)
            requirement.save(update_fields=["state", "confirm_by"])
            _note("requirement.played_back", requirement, by)
    return loaded


@transaction.atomic
def confirm(*, requirement_id: int, shown_digest: str, by: Person) -> Requirement:
    """Confirm exactly the words shown, as the one who holds the seat today."""
    requirement = lock_requirement(requirement_id)
    may_confirm(standing_of(by, requirement.office), requirement, shown_digest).require()
    if requirement.state == RequirementState.CONFIRMED:
        return requirement
    return write_confirmation(requirement, by=by, seat_ids=standing_of(by, requirement.office).seat_ids)


@transaction.atomic
def confirm_all(*, shown_digests: dict[int, str], by: Person) -> list[Requirement]:
    """Confirm all the words shown on one page, each by its digest: all of them or, if one has changed, none."""
    return [
        confirm(requirement_id=requirement_id, shown_digest=digest, by=by)
        for requirement_id, digest in sorted(shown_digests.items())
    ]


@transaction.atomic
def decline(*, requirement_id: int, shown_digest: str, reason: str, by: Person) -> Requirement:
    """Leave one's own words out, with the reason; what belongs to others as well stays with them."""
    requirement = lock_requirement(requirement_id)
    standing = standing_of(by, requirement.office)
    if _has_left(requirement, standing):
        return requirement
    may_decline(standing, requirement, shown_digest, reason).require()
    return take_out(requirement, standing.seat_ids, reason, by)


@transaction.atomic
def withdraw(*, requirement_id: int, reason: str, by: Person) -> Requirement:
    """Take back what was written down by mistake, with the reason; the number is never given again."""
    requirement = lock_requirement(requirement_id)
    standing = standing_of(by, requirement.office)
    if requirement.state == RequirementState.WITHDRAWN and standing.is_manager:
        return requirement
    may_withdraw(standing, requirement, reason).require()
    return leave_out(requirement, RequirementState.WITHDRAWN, reason, by)


def lock_requirement(requirement_id: int) -> Requirement:
    """Lock the office of a requirement, then the requirement; seat and wording come loaded."""
    office = lock_office(Requirement.objects.values_list("office_id", flat=True).get(pk=requirement_id))
    loaded = Requirement.objects.select_for_update(of=("self",)).select_related("seat", "wording__confirmed_by")
    requirement = loaded.get(pk=requirement_id)
    requirement.office = office
    return requirement


def _said_in(interview: Interview | None, requirement: Requirement) -> Requirement:
    """Name the talk in which it was said, unless an earlier one is named."""
    if interview and requirement.interview_id is None:
        requirement.interview = interview
        requirement.save(update_fields=["interview"])
    return requirement


def _says_already(requirement: Requirement, words: Words) -> bool:
    is_said = requirement.wording is not None and requirement.wording.digest == words.digest
    return is_said and requirement.state in (*UNSETTLED_STATES, RequirementState.CONFIRMED)


def _has_left(requirement: Requirement, standing: Standing) -> bool:
    """Say whether the person has left these words out already."""
    mine = [each for each in requirement.ownerships.all() if each.seat_id in standing.seat_ids]
    if requirement.state == RequirementState.DECLINED:
        return bool(mine)
    return bool(mine) and all(each.left_at for each in mine)


def _note(event: str, requirement: Requirement, by: Person) -> None:
    said = {"seat": requirement.seat_id, "digest": requirement.wording.digest if requirement.wording else None}
    record(event, about=requirement, office=requirement.office, by=by, payload=said)
