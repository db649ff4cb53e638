"""A seat changes hands: signatures stay with who gave them, the seat counts, its new holder stands by it or reopens."""

import pytest
from django.db import DatabaseError, transaction

from executives.services import seats
from executives.states import DecisionRole
from mandates import duties
from mandates.control_states import DelegationScope
from mandates.models import MandateVersion, Ratification, Signature
from mandates.rules.delegations import NewDelegation
from mandates.selectors.briefing import briefing_of
from mandates.selectors.review_pages import review_page
from mandates.selectors.signing import sign_page_of
from mandates.selectors.turnover import open_wishes, said_since, successors, wishes_on
from mandates.services import delegations, reviews, signoff, turnover
from mandates.services.drafting import open_draft
from mandates.states import SignatureState, VersionState
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import unset_time
from pmo.notices.models import Mail
from tests.scenes import reviews as in_review
from tests.scenes.executives import a_person, a_seat, administrator_of, an_office, holder_of, manager_of
from tests.scenes.rounds import a_proof, a_version_out_for_signature, given_by, in_days, signed
from tests.scenes.turnover import an_office_in_force, handed_over, reopening_asked, stood_by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    in_review.at(2026, 5, 3)
    yield
    unset_time()


@pytest.fixture
def office():
    return an_office_in_force()


@pytest.fixture
def seat(office):
    return office.seats.first()


def owed(person, office):
    return {duty.kind for duty in duties.owed_by(standing_of(person, office))}


def mails(kind):
    return [mail.person for mail in Mail.objects.filter(kind=kind)]


def test_whoever_signed_is_no_successor_and_the_next_holder_is_until_they_speak(office, seat):
    before = holder_of(seat)
    assert not successors(office).exists()

    after = handed_over(seat)

    assert "seat.briefing" not in owed(before, office)
    assert "seat.briefing" in owed(after, office)
    assert mails("seat.briefing") == [after]
    stood_by(seat, after)
    assert "seat.briefing" not in owed(after, office)


def test_a_second_click_returns_the_first_word_and_the_other_word_is_refused(office, seat):
    after = handed_over(seat)

    first = stood_by(seat, after)

    assert stood_by(seat, after) == first
    assert Ratification.objects.count() == 1
    assert LedgerEntry.objects.filter(event="version.stood_by").count() == 1
    with pytest.raises(Refused, match="that stays"):
        reopening_asked(seat, after)


def test_who_asked_to_reopen_may_stand_by_it_afterwards_and_the_later_word_counts(office, seat):
    after, by = handed_over(seat), manager_of(office)
    wish = reopening_asked(seat, after)

    in_review.at(2026, 5, 4)
    word = stood_by(seat, after)

    assert [each.choice for each in Ratification.objects.order_by("pk")] == ["reopen", "ratify"]
    assert stood_by(seat, after) == word
    assert list(open_wishes(office)) == []
    assert "version.reopening_asked" not in owed(by, office)
    assert wishes_on(word.version, None) == []
    assert said_since(word.version)[seat.pk] == word
    with pytest.raises(Refused, match="has been answered"):
        turnover.answer_wish(ratification_id=wish.pk, answer="We look.", by=by)
    with pytest.raises(Refused, match="that stays"):
        reopening_asked(seat, after)


def test_only_the_present_holder_who_did_not_sign_speaks_on_the_text_in_force(office, seat):
    before = holder_of(seat)
    other = holder_of(office.seats.last())
    with pytest.raises(Refused, match="signed it for this seat yourself"):
        stood_by(seat, before)
    after = handed_over(seat)

    for stranger in (before, other, manager_of(office)):
        with pytest.raises(Refused, match="Only the present holder"):
            stood_by(seat, stranger)
    with pytest.raises(Refused, match="since you loaded the page"):
        turnover.stand_by(office_id=office.pk, seat_id=seat.pk, shown_digest="0" * 64, by=after)
    with pytest.raises(Refused, match="Say what should be looked at again"):
        reopening_asked(seat, after, "  ")
    assert not Ratification.objects.exists()


def test_a_seat_that_is_only_heard_has_nothing_to_stand_by(office):
    heard = a_seat(office, role=DecisionRole.INPUT)
    after = handed_over(heard)

    assert "seat.briefing" not in owed(after, office)
    with pytest.raises(Refused, match="does not sign"):
        stood_by(heard, after)


def test_who_takes_a_seat_later_is_told_on_the_day(office, seat):
    after = handed_over(seat, days=3)
    turnover.tell_successors(office.pk)
    assert mails("seat.briefing") == []

    in_review.at(2026, 5, 6)
    turnover.tell_successors(office.pk)
    turnover.tell_successors(office.pk)

    assert mails("seat.briefing") == [after]


def test_who_has_not_come_in_yet_is_told_when_they_have(office, seat):
    told = {"email": "nadia@example.org", "name": "Nadia", "start": in_days(office, 0), "by": manager_of(office)}
    holder = seats.seat_newcomer(seat_id=seat.pk, **told)
    turnover.tell_successors(office.pk)
    assert mails("seat.briefing") == []

    office.invitations.update(accepted_at=in_review.at(2026, 5, 4))
    turnover.tell_successors(office.pk)

    assert mails("seat.briefing") == [holder.person]


def test_a_signature_of_the_predecessor_counts_for_the_seat_in_the_middle_of_signing():
    office = an_office()
    first, second = a_seat(office), a_seat(office)
    version = a_version_out_for_signature(office)
    given = signed(version, first)

    after = handed_over(first)
    assert sign_page_of(standing_of(after, office)) is None
    signed(version, second)
    turnover.tell_successors(office.pk)

    version.refresh_from_db()
    assert version.state == VersionState.IN_FORCE
    assert Signature.objects.get(seat=first).person == given.person != after
    assert "seat.briefing" in owed(after, office)
    assert mails("seat.briefing") == [after]


def test_an_unsigned_request_passes_to_the_successor_who_then_needs_no_briefing():
    office = an_office()
    first, second = a_seat(office), a_seat(office)
    version = a_version_out_for_signature(office)
    before, after = holder_of(first), handed_over(first)

    told = {"shown_digest": version.digest, "reason": "X.", "by": before}
    with pytest.raises(Refused, match="Only the present holder"):
        signoff.decline(version_id=version.pk, seat_id=first.pk, **told)
    assert sign_page_of(standing_of(after, office)).request.state == SignatureState.WAITING
    for seat in (first, second):
        signed(version, seat)

    version.refresh_from_db()
    assert version.state == VersionState.IN_FORCE
    assert Signature.objects.get(seat=first).person == after
    assert not successors(office).exists()


def test_who_let_somebody_sign_stands_behind_it_and_is_no_successor():
    office = an_office()
    first, second = a_seat(office), a_seat(office)
    allowed = {"paper_counts": False, "delegation": True, "objection_days": 10, "by": administrator_of(office)}
    delegations.set_policy(office_id=office.pk, **allowed)
    named = NewDelegation(holder_of(second), DelegationScope.ALL, in_days(office, 0), in_days(office, 9))
    delegations.name_delegate(seat_id=first.pk, given=named, by=holder_of(first))
    version = a_version_out_for_signature(office)
    by = holder_of(second)

    proof, given = a_proof(version, by), given_by(by)
    told = {"seat_id": first.pk, "shown_digest": version.digest, "proof": proof, "given": given, "by": by}
    signoff.sign(version_id=version.pk, **told)
    signed(version, second)

    assert Signature.objects.get(seat=first).delegation.by == holder_of(first)
    assert not successors(office).exists()
    with pytest.raises(Refused, match="signed it for this seat yourself"):
        stood_by(first, holder_of(first))


def test_who_signs_a_newer_version_owes_no_word_on_the_old_one(office, seat):
    after = handed_over(seat)

    in_review.at(2026, 6, 1)
    version = a_version_out_for_signature(office, "One thing more.")
    assert "seat.briefing" in owed(after, office)
    signed(version, seat)

    assert "seat.briefing" not in owed(after, office)


def test_a_word_on_an_older_text_is_none_on_one_that_the_predecessor_signed_later(office, seat):
    version = a_version_out_for_signature(office, "One thing more.")
    signed(version, seat)
    after = handed_over(seat)
    stood_by(seat, after)
    assert "seat.briefing" not in owed(after, office)

    signed(version, office.seats.last())

    assert MandateVersion.objects.get(pk=version.pk).state == VersionState.IN_FORCE
    assert "seat.briefing" in owed(after, office)


def test_a_wish_to_reopen_reaches_the_managers_until_a_draft_answers_it(office, seat):
    after = handed_over(seat)

    wish = reopening_asked(seat, after)

    assert mails("version.reopening_asked") == [manager_of(office)]
    assert "version.reopening_asked" in owed(manager_of(office), office)
    assert "seat.briefing" not in owed(after, office)
    in_review.at(2026, 5, 4)
    open_draft(office_id=office.pk, by=manager_of(office))
    assert list(open_wishes(office)) == []
    with pytest.raises(Refused, match="has been answered"):
        turnover.answer_wish(ratification_id=wish.pk, answer="We look.", by=manager_of(office))


def test_a_review_that_opens_answers_a_wish_and_has_it_on_its_agenda(office, seat):
    wish = reopening_asked(seat, handed_over(seat))

    in_review.at(2026, 5, 4)
    review = in_review.an_open_review(office)

    assert list(open_wishes(office)) == []
    assert review_page(review, standing_of(manager_of(office), office)).wishes == (wish,)
    assert reviews.open_review(review_id=review.pk, by=manager_of(office)) == review


def test_a_manager_answers_a_wish_in_a_sentence_that_its_author_reads(office, seat):
    after, by = handed_over(seat), manager_of(office)
    wish = reopening_asked(seat, after)
    with pytest.raises(Refused, match="Only a PMO manager"):
        turnover.answer_wish(ratification_id=wish.pk, answer="Yes.", by=after)

    answered = turnover.answer_wish(ratification_id=wish.pk, answer="In the autumn.", by=by)

    assert turnover.answer_wish(ratification_id=wish.pk, answer="In the autumn.", by=by) == answered
    assert "version.reopening_asked" not in owed(by, office)
    assert mails("version.reopening_answered") == [after]
    assert briefing_of(standing_of(after, office)).said.answer == "In the autumn."


def test_the_database_keeps_a_word_as_it_was_said_and_takes_none_on_another_text(office, seat):
    after = handed_over(seat)
    said = stood_by(seat, after)
    made = {"seat": office.seats.last(), "person": a_person(), "choice": "ratify", "version": said.version}

    for forbidden in (
        lambda: Ratification.objects.filter(pk=said.pk).update(choice="reopen", wish="X."),
        lambda: Ratification.objects.filter(pk=said.pk).delete(),
        lambda: Ratification.objects.create(digest="0" * 64, **made),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
