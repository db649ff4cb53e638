"""A wording is confirmed by the one who holds the seat, for exactly the words shown; a change asks again."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection

from executives.models import Requirement, Wording
from executives.services import requirements, seats
from executives.states import RequirementState
from pmo.access.verdicts import Ground, Refused
from pmo.audit.models import LedgerEntry
from pmo.audit.verification import verify
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def seat(office):
    return scenes.a_seat(office, "Director, Port & Terminals")


@pytest.fixture
def manager(office):
    return scenes.manager_of(office)


@pytest.fixture
def executive(seat):
    return scenes.holder_of(seat)


def change(requirement, words, by, shown=None):
    return requirements.change_requirement(
        requirement_id=requirement.pk, words=words, shown_digest=shown or requirement.wording.digest, by=by
    )


def confirm(requirement, by, shown=None):
    return requirements.confirm(requirement_id=requirement.pk, shown_digest=shown or requirement.wording.digest, by=by)


def test_a_requirement_has_the_office_s_next_number_and_its_first_wording(office, seat):
    scenes.a_requirement(scenes.a_seat(scenes.an_office()))
    first, second = scenes.a_requirement(seat), scenes.a_requirement(seat)

    assert [first.key, second.key] == ["REQ-1", "REQ-2"]
    assert second.wording.number == 1
    assert second.state == RequirementState.RECORDED


def test_a_number_is_not_given_again_after_a_withdrawal(seat):
    scenes.a_withdrawn_requirement(seat)

    assert scenes.a_requirement(seat).key == "REQ-2"


def test_recording_the_very_same_words_twice_is_one_requirement(seat, manager):
    words = scenes.some_words()
    first = requirements.record_requirement(seat_id=seat.pk, words=words, by=manager)

    second = requirements.record_requirement(seat_id=seat.pk, words=words, by=manager)

    assert first == second
    assert Requirement.objects.count() == 1


def test_words_without_a_statement_are_refused(seat, manager):
    with pytest.raises(Refused, match="Write down what they said"):
        requirements.record_requirement(seat_id=seat.pk, words=scenes.some_words("   "), by=manager)


def test_a_text_that_does_not_fit_is_refused_and_never_cut(seat, manager):
    with pytest.raises(Refused, match=r"40,000 .* 8,000"):
        requirements.record_requirement(seat_id=seat.pk, words=scenes.some_words("x" * 40_000), by=manager)


def test_the_holder_confirms_exactly_the_words_shown(seat, executive):
    requirement = scenes.a_requirement(seat)

    confirm(requirement, executive)

    wording = Wording.objects.get(requirement=requirement)
    assert wording.confirmed_by == executive
    assert wording.confirmed_at is not None
    assert Requirement.objects.get().state == RequirementState.CONFIRMED


def test_confirming_twice_is_one_deed(office, seat, executive):
    requirement = scenes.a_requirement(seat)
    at = confirm(requirement, executive).wording.confirmed_at

    again = confirm(requirement, executive)

    assert again.wording.confirmed_at == at
    assert LedgerEntry.objects.filter(event="requirement.confirmed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_deed():
    seat = scenes.a_seat(scenes.an_office())
    requirement, executive = scenes.a_requirement(seat), scenes.holder_of(seat)
    failures = []

    def click():
        try:
            confirm(requirement, executive)
        except Exception as failure:  # noqa: BLE001 - whatever fails in a thread is told below
            failures.append(failure)
        finally:
            connection.close()

    clicks = [Thread(target=click) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    assert failures == []
    assert LedgerEntry.objects.filter(event="requirement.confirmed").count() == 1


def test_a_change_by_anybody_makes_a_new_wording_that_nobody_has_confirmed(seat, manager):
    requirement = scenes.a_confirmed_requirement(seat)

    changed = change(requirement, scenes.some_words(), manager)

    assert changed.state == RequirementState.RECORDED
    assert [wording.confirmed_at is None for wording in changed.wordings.order_by("number")] == [False, True]


def test_a_correction_by_the_executive_alone_confirms_nothing(seat, executive):
    requirement = scenes.a_confirmed_requirement(seat)

    changed = change(requirement, scenes.some_words(), executive)

    assert changed.state == RequirementState.RECORDED
    assert changed.wording.confirmed_by is None


def test_a_correction_with_its_confirmation_is_one_deed_and_stays_one(seat, executive):
    requirement = scenes.a_requirement(seat)
    given = {"requirement_id": requirement.pk, "words": scenes.some_words(), "by": executive}

    requirements.correct(**given, shown_digest=requirement.wording.digest)
    corrected = requirements.correct(**given, shown_digest=requirement.wording.digest)

    assert corrected.state == RequirementState.CONFIRMED
    assert corrected.wording.confirmed_by == executive
    assert corrected.wording.number == 2


def test_a_manager_cannot_correct_and_confirm_and_nothing_is_written(seat, manager):
    requirement = scenes.a_requirement(seat)

    with pytest.raises(Refused) as refusal:
        requirements.correct(
            requirement_id=requirement.pk,
            words=scenes.some_words(),
            shown_digest=requirement.wording.digest,
            by=manager,
        )

    assert refusal.value.verdict.ground == Ground.ROLE
    assert requirement.wordings.count() == 1


def test_the_same_words_again_change_nothing_and_keep_the_confirmation(seat, manager):
    words = scenes.some_words("We wait twelve weeks.")
    requirement = scenes.confirmed(requirements.record_requirement(seat_id=seat.pk, words=words, by=manager))

    change(requirement, scenes.some_words("We wait twelve weeks.  \r\n"), manager)

    assert Requirement.objects.get().state == RequirementState.CONFIRMED
    assert Wording.objects.count() == 1


def test_a_change_of_words_that_somebody_else_changed_meanwhile_is_refused(seat, manager, executive):
    requirement = scenes.a_requirement(seat)
    shown = requirement.wording.digest
    change(requirement, scenes.some_words("Theirs."), manager, shown)

    with pytest.raises(Refused, match="after you opened it"):
        change(requirement, scenes.some_words("Mine."), executive, shown)

    assert Requirement.objects.get().wording.statement == "Theirs."


@pytest.mark.parametrize("deed", ["confirm", "decline"])
def test_words_that_are_no_longer_current_are_neither_confirmed_nor_declined(seat, manager, executive, deed):
    requirement = scenes.a_requirement(seat)
    shown = requirement.wording.digest
    change(requirement, scenes.some_words(), manager)

    deeds = {
        "confirm": lambda: confirm(requirement, executive, shown),
        "decline": lambda: requirements.decline(
            requirement_id=requirement.pk, shown_digest=shown, reason="No.", by=executive
        ),
    }
    with pytest.raises(Refused, match="after you opened it"):
        deeds[deed]()


def test_all_the_words_of_a_page_are_confirmed_or_none(seat, manager, executive):
    first, second = scenes.a_requirement(seat), scenes.a_requirement(seat)
    shown = {each.pk: each.wording.digest for each in (first, second)}
    change(second, scenes.some_words(), manager)

    with pytest.raises(Refused):
        requirements.confirm_all(shown_digests=shown, by=executive)

    assert not Wording.objects.filter(confirmed_at__isnull=False).exists()


def test_a_declined_requirement_keeps_its_reason_and_comes_back_to_be_asked_about(seat, manager):
    requirement = scenes.a_declined_requirement(seat)
    assert requirement.decline_reason == "That is settled."

    back = change(requirement, scenes.some_words(requirement.wording.statement), manager)

    assert back.state == RequirementState.RECORDED
    assert back.decline_reason == ""
    assert back.wording.number == 2


def test_declining_wants_a_reason(seat, executive):
    requirement = scenes.a_requirement(seat)

    with pytest.raises(Refused, match="Say why"):
        requirements.decline(
            requirement_id=requirement.pk, shown_digest=requirement.wording.digest, reason=" ", by=executive
        )


@pytest.mark.parametrize("deed", ["declined", "withdrawn"])
def test_leaving_out_twice_is_one_deed(seat, manager, executive, deed):
    requirement = scenes.a_requirement(seat)
    given = {"requirement_id": requirement.pk, "reason": "Settled."}
    for _click in range(2):
        if deed == "declined":
            requirements.decline(**given, shown_digest=requirement.wording.digest, by=executive)
        else:
            requirements.withdraw(**given, by=manager)

    assert LedgerEntry.objects.filter(event=f"requirement.{deed}").count() == 1


def test_playing_back_twice_is_one_deed_and_leaves_the_confirmed_ones_alone(seat, manager):
    open_one, done = scenes.a_requirement(seat), scenes.a_confirmed_requirement(seat)
    for _click in range(2):
        requirements.play_back(requirement_ids=[open_one.pk, done.pk], by=manager)

    states = dict(Requirement.objects.values_list("pk", "state"))
    assert states == {open_one.pk: RequirementState.PLAYED_BACK, done.pk: RequirementState.CONFIRMED}
    assert LedgerEntry.objects.filter(event="requirement.played_back").count() == 1


def test_the_predecessor_confirms_no_more_and_the_successor_may(office, seat, manager, executive):
    requirement, successor = scenes.a_requirement(seat), scenes.a_person(office)
    seats.seat_person(seat_id=seat.pk, person=successor, start=date(2026, 1, 5), by=manager)

    with pytest.raises(Refused) as refusal:
        confirm(requirement, executive)
    confirm(requirement, successor)

    assert refusal.value.verdict.ground == Ground.ROLE
    assert Wording.objects.get().confirmed_by == successor


def test_every_deed_stands_in_the_ledger_with_keys_and_digests_and_without_the_words(office, seat, manager, executive):
    requirement = scenes.a_played_back_requirement(seat, "A secret nobody should read in the ledger.")
    confirm(requirement, executive)
    change(requirement, scenes.some_words(), manager, requirement.wording.digest)

    entries = LedgerEntry.objects.filter(office=office.pk, about_key="REQ-1").order_by("number")
    assert [entry.event.split(".")[1] for entry in entries] == ["recorded", "played_back", "confirmed", "changed"]
    assert not any("secret" in entry.payload.content for entry in entries)
    assert requirement.wording.digest in entries[2].payload.content
    assert verify(office.pk).holds
