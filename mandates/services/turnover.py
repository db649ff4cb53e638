"""Deeds of turnover: a new holder stands by what the seat signed or asks to reopen it; the manager answers."""

from django.db import transaction

from executives.models import Seat
from mandates import turnover_mails
from mandates.control_states import SuccessorChoice
from mandates.locks import lock_mandate
from mandates.models import MandateVersion, Ratification
from mandates.rules.turnover import Succession, may_answer_wish, may_ask_to_reopen, may_succeed
from mandates.selectors.turnover import last_signature_for, open_wishes, ratifications_in, successors, who_stands_behind
from mandates.selectors.versions import version_in_force
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.selectors import is_at_home
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def stand_by(*, office_id: int, seat_id: int, shown_digest: str, by: Person) -> Ratification:
    """Say as the new holder of a seat that one stands by the version in force; the second click is the first.

    Who had asked to reopen it may: the later word counts.
    """
    seat, version, said = _before(office_id, seat_id, by)
    if said and said.choice == SuccessorChoice.RATIFY:
        return said
    may_succeed(standing_of(by, seat.office), _succession(seat, version, None), shown_digest).require()
    assert version is not None
    return _say(version, seat, SuccessorChoice.RATIFY, "", by=by)


@transaction.atomic
def ask_to_reopen(*, office_id: int, seat_id: int, wish: str, shown_digest: str, by: Person) -> Ratification:
    """Ask as the new holder of a seat that the version in force be looked at again; the PMO managers are told."""
    seat, version, said = _before(office_id, seat_id, by)
    if said and said.choice == SuccessorChoice.REOPEN:
        return said
    succession = _succession(seat, version, said)
    may_ask_to_reopen(standing_of(by, seat.office), succession, shown_digest, wish).require()
    assert version is not None
    asked = _say(version, seat, SuccessorChoice.REOPEN, canonical.text(wish), by=by)
    turnover_mails.reopening_asked(asked)
    return asked


def _before(office_id: int, seat_id: int, by: Person) -> tuple[Seat, MandateVersion | None, Ratification | None]:
    """Lock the mandate; return the seat, the version in force, and what the person said of it last for the seat."""
    lock_mandate(office_id)
    seat = Seat.objects.select_related("office").get(pk=seat_id, office=office_id)
    version = version_in_force(seat.office)
    said = version.ratifications.filter(seat=seat, person=by).order_by("at", "pk").last() if version else None
    return seat, version, said


def _succession(seat: Seat, version: MandateVersion | None, said: Ratification | None) -> Succession:
    last = last_signature_for(seat.office, seat.pk)
    return Succession(seat, version, who_stands_behind(last), said is not None)


def _say(version: MandateVersion, seat: Seat, choice: SuccessorChoice, wish: str, *, by: Person) -> Ratification:
    said = Ratification.objects.create(
        version=version, seat=seat, person=by, digest=version.digest, choice=choice, wish=wish
    )
    event = "version.stood_by" if choice == SuccessorChoice.RATIFY else "version.reopening_asked"
    payload = {"seat": seat.title, "digest": version.digest, "wish": wish}
    record(event, about=version, office=seat.office, by=by, payload=payload)
    return said


@transaction.atomic
def answer_wish(*, ratification_id: int, answer: str, by: Person) -> Ratification:
    """Answer a wish to reopen in a sentence; its author is told."""
    office = Office.objects.get(mandates__versions__ratifications=ratification_id)
    lock_mandate(office.pk)
    wish = ratifications_in(office).get(pk=ratification_id)
    said = canonical.text(answer)
    if wish.answer and wish.answer == said and wish.answered_by_id == by.pk:
        return wish
    is_open = open_wishes(office).filter(pk=wish.pk).exists()
    may_answer_wish(standing_of(by, office), wish, answer, is_open=is_open).require()
    wish.answer, wish.answered_by, wish.answered_at = said, by, clock.now()
    wish.save(update_fields=["answer", "answered_by", "answered_at"])
    payload = {"seat": wish.seat.title, "answer": said}
    record("version.reopening_answered", about=wish.version, office=office, by=by, payload=payload)
    turnover_mails.wish_answered(wish)
    return wish


def tell_after_hand_over(seat: Seat) -> None:
    """Tell whoever has just taken a seat what it stands for, while a version is in force."""
    tell_successors(seat.office_id)


@transaction.atomic
def tell_successors(office_id: int) -> None:
    """Tell every new holder of a seat, once a version, what the seat stands for; who has not come in yet, later."""
    office = Office.objects.get(pk=office_id)
    version = version_in_force(office)
    if version is None:
        return
    for holder in successors(office).filter(person__is_active=True):
        if is_at_home(holder.person, office):
            turnover_mails.seat_taken(holder, version, last_signature_for(office, holder.seat_id))
