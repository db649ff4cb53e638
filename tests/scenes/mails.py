"""Every kind of mail: how things stand before the deed, then the deed that writes it. Each scene stops in between."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from executives.services.requirements import correct
from mandates.review_states import ReviewOutcome
from mandates.services import reviews, rounds, signoff, statements
from mandates.states import StanceChoice
from pmo import clock
from pmo.access.models import Office, Person
from pmo.clock.shifting import set_time
from pmo.desk.services.asking import ask_those_who_owe
from pmo.notices.services import set_rule
from pmo.notices.tasks import tick
from tests.scenes import amending_mails, letters, signing_mails, turnover_mails
from tests.scenes import reviews as in_review
from tests.scenes import rounds as in_round
from tests.scenes import soundings as in_sounding
from tests.scenes.executives import (
    a_confirmed_requirement,
    a_played_back_requirement,
    a_seat,
    administrator_of,
    holder_of,
    manager_of,
    some_words,
)
from tests.scenes.letters import an_office_with_seats
from tests.scenes.saying import asked as asked_for_words

Scene = Callable[[], Iterator[None]]
PLACE = "a-session"


def _after(days: int) -> None:
    set_time(clock.now() + timedelta(days=days, hours=3))
    tick()


def round_opened() -> Iterator[None]:
    version = in_round.a_draft_saying(an_office_with_seats())
    yield
    in_round.asked(version)


def round_opened_far_away() -> Iterator[None]:
    version = in_round.a_draft_saying(an_office_with_seats())
    Person.objects.update(time_zone="Pacific/Honolulu")
    yield
    in_round.asked(version)


def round_agreed() -> Iterator[None]:
    round_ = in_round.all_answered(in_round.an_open_round(an_office_with_seats()))
    yield
    in_round.closed(round_)


def round_not_agreed() -> Iterator[None]:
    round_ = in_round.all_answered(in_round.an_open_round(an_office_with_seats()), choice=StanceChoice.OBJECT)
    yield
    in_round.closed(round_)


def round_lapsed() -> Iterator[None]:
    in_round.an_open_round(an_office_with_seats())
    yield
    _after(9)


def round_extended() -> Iterator[None]:
    round_ = in_round.an_open_round(an_office_with_seats())
    yield
    office = round_.version.mandate.office
    rounds.extend_round(round_id=round_.pk, deadline=in_round.in_days(office, 14), by=manager_of(office))


def round_agreed_over_other_words() -> Iterator[None]:
    wanted = a_confirmed_requirement(an_office_with_seats().seats.first())
    version, by = in_round.a_draft_saying(wanted.office), manager_of(wanted.office)
    statements.set_sources(statement_id=version.statements.get().pk, wording_ids=[wanted.wording_id], by=by)
    round_ = in_round.all_answered(in_round.asked(version))
    correct(
        requirement_id=wanted.pk,
        words=some_words("Other words."),
        shown_digest=wanted.wording.digest,
        by=holder_of(wanted.seat),
    )
    yield
    in_round.closed(round_)


def round_cancelled() -> Iterator[None]:
    round_ = in_round.an_open_round(an_office_with_seats())
    yield
    rounds.cancel_round(round_id=round_.pk, reason="X.", by=manager_of(round_.version.mandate.office))


def sounding_opened() -> Iterator[None]:
    office = an_office_with_seats()
    in_round.a_draft_saying(office, *in_sounding.TEXTS)
    yield
    in_sounding.a_sounding(office)


def sounding_extended() -> Iterator[None]:
    office = an_office_with_seats()
    sounding = in_sounding.a_sounding(office)
    yield
    in_sounding.extended(sounding, 14)


def sounding_opened_without_names() -> Iterator[None]:
    office = an_office_with_seats()
    in_round.a_draft_saying(office, *in_sounding.TEXTS)
    for _more in range(2):
        a_seat(office)
    yield
    in_sounding.a_sounding(office, "fist", anonymous=True)


def sounding_closed() -> Iterator[None]:
    in_sounding.a_sounding(an_office_with_seats())
    yield
    _after(9)


def sounding_cancelled() -> Iterator[None]:
    sounding = in_sounding.a_sounding(an_office_with_seats())
    yield
    in_sounding.cancelled(sounding, "X.")


def sounding_reminder() -> Iterator[None]:
    in_sounding.a_sounding(an_office_with_seats())
    yield
    _after(4)


def round_reminder() -> Iterator[None]:
    in_round.an_open_round(an_office_with_seats())
    yield
    _after(4)


def round_escalated() -> Iterator[None]:
    office = an_office_with_seats()
    said = {"offsets": [3, 2, 1], "hour": 8, "active": True, "weekly_after": True}
    others = {"escalate_after": 1, "escalate_to": "manager"}
    set_rule(office_id=office.pk, kind="round.answer", by=administrator_of(office), **said, **others)
    in_round.an_open_round(office)
    _after(4)
    yield
    _after(1)


def signature_reminder() -> Iterator[None]:
    office = an_office_with_seats()
    version = in_round.an_agreed_version(office)
    signoff.send_for_signature(version_id=version.pk, due=in_round.in_days(office, 7), by=manager_of(office))
    yield
    _after(4)


def _in_force() -> Office:
    in_review.at(2026, 3, 10)
    return in_review.an_office_in_force(seats=2)


def review_opened() -> Iterator[None]:
    office = _in_force()
    review = in_review.a_planned_review(office)
    yield
    reviews.open_review(review_id=review.pk, by=manager_of(office))


def review_reminder() -> Iterator[None]:
    in_review.an_open_review(_in_force())
    yield
    in_review.at(2026, 4, 23, 12)
    tick()


def review_reaffirmed() -> Iterator[None]:
    yield from _review_closed("still_right", ReviewOutcome.REAFFIRM, "")


def review_to_be_revised() -> Iterator[None]:
    yield from _review_closed("talk", ReviewOutcome.REVISE, "X.")


def _review_closed(choice: str, outcome: ReviewOutcome, reason: str) -> Iterator[None]:
    office = _in_force()
    review = in_review.an_open_review(office)
    for seat in office.seats.all():
        in_review.answered(review, seat, choice, wish=reason)
    yield
    reviews.close_review(review_id=review.pk, outcome=outcome, reason=reason, by=manager_of(office))


def asked_by_hand() -> Iterator[None]:
    office = an_office_with_seats()
    a_played_back_requirement(office.seats.first())
    in_round.an_open_round(office)
    yield
    ask_those_who_owe(office_id=office.pk, by=manager_of(office))


def words_asked() -> Iterator[None]:
    seat = an_office_with_seats().seats.all()[0]
    yield
    asked_for_words(seat)


def words_reminder() -> Iterator[None]:
    asked_for_words(an_office_with_seats().seats.all()[0])
    yield
    _after(4)


def words_to_confirm() -> Iterator[None]:
    first, second = an_office_with_seats().seats.all()
    for seat in (first, second, second):
        a_played_back_requirement(seat, f"Said by {seat.pk}, {seat.requirements.count()}.")
    yield
    _after(4)


KEPT: dict[str, list[Scene]] = {
    "words.asked": [words_asked],
    "words.say": [words_reminder],
    "requirements.confirm": [words_to_confirm],
    "round.opened": [round_opened, round_opened_far_away],
    "round.extended": [round_extended],
    "round.closed": [round_agreed, round_agreed_over_other_words, round_not_agreed, round_lapsed],
    "round.cancelled": [round_cancelled],
    "round.answer": [round_reminder, round_escalated],
    "sounding.opened": [sounding_opened, sounding_opened_without_names],
    "sounding.extended": [sounding_extended],
    "sounding.closed": [sounding_closed],
    "sounding.cancelled": [sounding_cancelled],
    "sounding.answer": [sounding_reminder],
    "version.out_for_signature": [*amending_mails.OUT, *signing_mails.OUT],
    "version.sign": [signature_reminder],
    **amending_mails.KEPT,
    **signing_mails.KEPT,
    **turnover_mails.KEPT,
    "review.opened": [review_opened],
    "review.answer": [review_reminder],
    "review.closed": [review_reaffirmed, review_to_be_revised],
    "progress.asked": [asked_by_hand],
    "invitation": [letters.invited_to_a_role, letters.invited_to_a_seat_again, letters.named_an_assistant],
    "assistant": [letters.named_an_assistant],
    "seat": [letters.seat_passed_on],
    "address": [
        letters.address_proposed,
        letters.address_of_another_proposed,
        letters.address_refused,
        letters.address_changed,
        letters.address_undone,
    ],
}
"""Mails that are kept, by their kind."""

PASSING: list[Scene] = [
    *(
        letters.code_for_an_address,
        letters.code_for_means,
        letters.code_for_signing,
        letters.code_for_coming_in,
        letters.new_password_asked_for,
    ),
    *(letters.signed_out_everywhere, letters.signed_out_somewhere, letters.password_changed),
]
"""Mails of coming in, which are kept nowhere."""
