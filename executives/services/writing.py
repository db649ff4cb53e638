"""The writes that several deeds share; whoever calls them has locked the office and asked the rule."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from executives.models import Confirmation, Holder, Ownership, PaperConsent, Requirement, Seat, Wording
from executives.registry import HANDED_OVER
from executives.rules.seats import day_before
from executives.selectors.missing import seats_missing
from executives.selectors.owners import confirmed_without
from executives.states import UNSETTLED_STATES, RequirementState
from executives.words import FIELDS, Words
from pmo import clock
from pmo.access.letters import Letter, post
from pmo.access.models import Office, Person
from pmo.access.readers import as_read_by
from pmo.audit import canonical
from pmo.audit.services import record
from pmo.ui.dates import in_words

TIME_TO_CONFIRM = timedelta(days=7)


def write_seat(office: Office, *, title: str, decision_role: str, sponsor: bool, source_ref: str, by: Person) -> Seat:
    """Add a seat after the others."""
    last = office.seats.aggregate(last=Max("order"))["last"] or 0
    seat = Seat.objects.create(
        office=office,
        title=title.strip(),
        decision_role=decision_role,
        sponsor=sponsor,
        source_ref=source_ref,
        order=last + 1,
    )
    said = {"title": seat.title, "decision_role": seat.decision_role, "sponsor": sponsor}
    record("seat.registered", about=seat, office=office, by=by, payload=said)
    return seat


def rewrite_seat(seat: Seat, *, title: str, decision_role: str, sponsor: bool, by: Person) -> Seat:
    """Change what a seat is called and its part in the decision; nothing is written when nothing differs."""
    new = {"title": title.strip(), "decision_role": str(decision_role), "sponsor": sponsor}
    old = {name: getattr(seat, name) for name in new}
    if new == old:
        return seat
    for name, value in new.items():
        setattr(seat, name, value)
    seat.save(update_fields=list(new))
    record("seat.changed", about=seat, office=seat.office, by=by, payload={"old": old, "new": new})
    return seat


def write_holder(seat: Seat, person: Person, start: date, end: date | None = None, *, by: Person) -> Holder:
    """Let a person hold a seat from a day on; an open holder who began earlier ends the day before."""
    for earlier in seat.holders.filter(end__isnull=True, start__lt=start).select_related("person"):
        end_holder(earlier, seat, day_before(start), by=by)
    holder = Holder.objects.create(seat=seat, person=person, start=start, end=end)
    said = {"person": person.pk, "from": start, "until": end}
    record("seat.handed_over", about=seat, office=seat.office, by=by, payload=said)
    ask_newcomer(seat, by=by)
    for source in HANDED_OVER.all():
        source(seat)
    return holder


def end_holder(holder: Holder, seat: Seat, last_day: date, *, by: Person) -> None:
    """End a tenure, and tell whoever held the seat: nobody's vote passes on behind their back.

    Who follows is not named: perhaps somebody who is known elsewhere, and has not come in here yet. Whoever never came
    in themselves is told nothing: a file of former years may bring them.
    """
    holder.end = last_day
    holder.save(update_fields=["end"])
    if holder.person == by or holder.person.last_login is None:
        return
    with as_read_by(holder.person):
        day = in_words(last_day, today=last_day, style="day")
        said = {"by": by.name, "seat": seat.title, "office": seat.office.name, "day": day}
        text = _(
            "%(by)s has written down that you hold the seat %(seat)s in %(office)s until %(day)s. After that day "
            "somebody else answers and signs for it, or nobody. If you did not expect this, tell an administrator of "
            "your office."
        )
        subject = _("Your seat %(seat)s passes on") % said
        post(Letter(holder.person, "seat", subject, text % said, office=seat.office))


def write_requirement(
    seat: Seat, words: Words, *, source_ref: str = "", by: Person, event: str = "requirement.recorded"
) -> Requirement:
    """Add a requirement under the office's next number, with its first wording."""
    last = Requirement.objects.filter(office=seat.office).aggregate(last=Max("number"))["last"] or 0
    requirement = Requirement.objects.create(
        office=seat.office, seat=seat, number=last + 1, source_ref=source_ref, state=RequirementState.RECORDED
    )
    Ownership.objects.create(requirement=requirement, seat=seat)
    write_wording(requirement, words, by=by, event=event)
    return requirement


def day_to_confirm(office: Office) -> date:
    """Return the day until which people are asked about words that are played back today."""
    return clock.today(office.time_zone) + TIME_TO_CONFIRM


def write_wording(requirement: Requirement, words: Words, *, by: Person, event: str = "requirement.changed") -> Wording:
    """Put new words in the place of the current ones: unconfirmed, back to *recorded*, earlier reports void."""
    old = requirement.wording
    fields = {name: getattr(words, name) for name in FIELDS}
    wording = Wording.objects.create(
        requirement=requirement,
        number=old.number + 1 if old else 1,
        **{name: canonical.text(value) if isinstance(value, str) else value for name, value in fields.items()},
        digest=words.digest,
        by=by,
        at=clock.now(),
    )
    requirement.wording, requirement.state = wording, RequirementState.RECORDED
    requirement.decline_reason = requirement.reported_confirmed_by = ""
    requirement.reported_confirmed_at = requirement.confirm_by = None
    requirement.save()
    said = {"seat": requirement.seat_id, "old": old.digest if old else None, "new": wording.digest}
    record(event, about=requirement, office=requirement.office, by=by, payload=said)
    return wording


def write_confirmation(requirement: Requirement, *, by: Person, seat_ids: Iterable[int]) -> Requirement:
    """Note that the holder of some of its seats confirms the current words; the only way to a confirmation."""
    wording = requirement.wording
    assert wording is not None, "a requirement has words"
    given = set(wording.confirmations.values_list("seat_id", flat=True))
    new = sorted(set(requirement.owner_ids) & set(seat_ids) - given)
    now = clock.now()
    Confirmation.objects.bulk_create(Confirmation(wording=wording, seat_id=each, person=by, at=now) for each in new)
    if new:
        said = {"seats": new, "wording": wording.number, "digest": wording.digest}
        record("requirement.confirmed", about=requirement, office=requirement.office, by=by, payload=said)
    return settle(requirement)


def settle(requirement: Requirement) -> Requirement:
    """Call the words confirmed once every owner with a holder has confirmed them, the last of them by their click."""
    last = Confirmation.objects.filter(wording=requirement.wording_id, seat__in=requirement.owner_ids).last()
    if last is None or requirement.state not in UNSETTLED_STATES or seats_missing(requirement):
        return requirement
    wording = requirement.wording
    assert wording is not None, "a requirement has words"
    wording.confirmed_by_id, wording.confirmed_at = last.person_id, last.at
    wording.on_paper = PaperConsent.objects.filter(confirmations__wording=wording).first()
    wording.save(update_fields=["confirmed_by", "confirmed_at", "on_paper"])
    requirement.state, requirement.confirm_by = RequirementState.CONFIRMED, None
    requirement.save(update_fields=["state", "confirm_by"])
    return requirement


def ask_newcomer(seat: Seat, *, by: Person) -> None:
    """Ask whoever takes a seat about words that the other owners confirmed while nobody held it."""
    for requirement in confirmed_without(seat):
        ask_anew(requirement)
        record("requirement.asked_anew", about=requirement, office=seat.office, by=by, payload={"seat": seat.pk})


def ask_anew(requirement: Requirement) -> None:
    """Call words confirmed no longer: an owner has not been heard. What the others confirmed stands."""
    wording = requirement.wording
    assert wording is not None, "a requirement has words"
    wording.confirmed_by = wording.confirmed_at = wording.on_paper = None
    wording.save(update_fields=["confirmed_by", "confirmed_at", "on_paper"])
    requirement.state, requirement.confirm_by = RequirementState.PLAYED_BACK, day_to_confirm(requirement.office)
    requirement.save(update_fields=["state", "confirm_by"])
