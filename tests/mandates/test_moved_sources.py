"""Words that a statement comes from: confirmed at opening, and answered before anything freezes when they move on."""

import pytest
from django.db import DatabaseError, transaction

from executives.services import requirements
from executives.services import seats as holding
from executives.states import DecisionRole
from mandates.models import ItemSource, MandateVersion, RoundItem, SourceAnswer
from mandates.selectors.sources import moved_in_round, moved_in_version
from mandates.services import rounds, sources, statements
from mandates.services.freezing import freeze
from mandates.states import RoundState, VersionState
from pmo.access.verdicts import Refused
from tests.scenes.executives import (
    a_confirmed_requirement,
    a_requirement,
    a_seat,
    holder_of,
    manager_of,
    some_words,
)
from tests.scenes.mandates import state_of
from tests.scenes.rounds import a_draft_saying, all_answered, asked, closed, in_days, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanted(ceo):
    return a_confirmed_requirement(ceo, "Jobs finish late.")


@pytest.fixture
def round_(office, ceo, wanted):
    return asked(resting_on(a_draft_saying(office, "Jobs finish late."), wanted))


def resting_on(version, *wanted):
    statements.set_sources(
        statement_id=version.statements.get().pk,
        wording_ids=[each.wording_id for each in wanted],
        by=manager_of(version.mandate.office),
    )
    return version


def corrected(requirement, text):
    """Let the executive say something else, and confirm it."""
    requirement.refresh_from_db()
    return requirements.correct(
        requirement_id=requirement.pk,
        words=some_words(text),
        shown_digest=requirement.wording.digest,
        by=holder_of(requirement.seat),
    )


def declined(requirement, reason="No longer so."):
    requirement.refresh_from_db()
    return requirements.decline(
        requirement_id=requirement.pk,
        shown_digest=requirement.wording.digest,
        reason=reason,
        by=holder_of(requirement.seat),
    )


def answer_to(version, moved, reason="It holds for both."):
    return sources.answer_source(
        version_id=version.pk,
        line_id=moved.line.pk,
        requirement_id=moved.requirement.pk,
        moved_to=moved.moved_to,
        reason=reason,
        by=manager_of(version.mandate.office),
    )


def test_a_source_whose_present_words_wait_for_their_executive_is_not_asked_about(office, ceo, wanted):
    version = resting_on(a_draft_saying(office), wanted)
    requirements.change_requirement(
        requirement_id=wanted.pk,
        words=some_words("Something else."),
        shown_digest=wanted.wording.digest,
        by=manager_of(office),
    )

    with pytest.raises(Refused, match=f"not confirmed: {wanted.key}"):
        asked(version)


def test_a_source_that_was_taken_back_by_mistake_is_not_asked_about(office, ceo, wanted):
    version = resting_on(a_draft_saying(office), wanted)
    requirements.withdraw(requirement_id=wanted.pk, reason="Twice.", by=manager_of(office))

    with pytest.raises(Refused, match=f"not confirmed: {wanted.key}"):
        asked(version)


def test_declined_with_a_reason_and_of_a_vacant_seat_are_asked_about_and_shown(client, office, ceo, wanted):
    adviser = a_seat(office, "Adviser", DecisionRole.INPUT)
    nobodys = a_requirement(adviser)
    version = resting_on(a_draft_saying(office), wanted, nobodys)
    declined(wanted)
    holding.vacate_seat(seat_id=adviser.pk, last_day=in_days(office, -1), by=manager_of(office))

    round_ = asked(version)

    kept = ItemSource.objects.filter(item__round=round_).order_by("standing")
    assert [(each.standing, each.reason) for each in kept] == [("declined", "No longer so."), ("vacant", "")]
    client.force_login(holder_of(ceo))
    for address in (f"/{office.slug}/rounds/1/", f"/{office.slug}/rounds/1/answer/{item(round_).key}/"):
        shown = client.get(address).content.decode()
        assert "No longer so." in shown
        assert nobodys.key in shown


def test_a_source_changed_after_opening_shows_on_round_page_ballot_and_draft(client, office, ceo, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")
    client.force_login(holder_of(ceo))

    for address in ("rounds/1/", "mandate/draft/"):
        client.force_login(manager_of(office))
        shown = client.get(f"/{office.slug}/{address}").content.decode()
        assert "moved on" in shown or "older words" in shown, address
    client.force_login(holder_of(ceo))
    card = client.get(f"/{office.slug}/rounds/1/answer/{item(round_).key}/").content.decode()
    assert "have changed since the round opened" in card


def test_full_agreement_does_not_freeze_while_a_source_that_moved_on_is_unanswered(client, office, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")

    done = closed(all_answered(round_))

    assert (done.state, state_of(round_.version)) == (RoundState.SETTLED, VersionState.DRAFT)
    client.force_login(manager_of(office))
    shown = client.get(f"/{office.slug}/rounds/1/").content.decode()
    assert "Agreed, and not fixed yet" in shown
    assert "Fix the text as agreed" not in shown
    with pytest.raises(Refused, match="have moved on"):
        sources.take_as_agreed(version_id=round_.version_id, by=manager_of(office))


def test_answered_while_the_round_is_open_it_freezes_at_the_close(office, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")
    [moved] = moved_in_round(round_)
    answer_to(round_.version, moved)

    closed(all_answered(round_))

    assert state_of(round_.version) == VersionState.AGREED


def test_answered_afterwards_the_manager_fixes_the_text_that_all_agreed_on(client, office, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")
    closed(all_answered(round_))
    [moved] = moved_in_version(round_.version)
    at, given = f"/{office.slug}/rounds/1/sources/", {"line": moved.line.pk, "requirement": wanted.pk}
    client.force_login(manager_of(office))

    empty = client.post(at, given | {"moved_to": moved.moved_to, "reason": " "})
    other = client.post(at, given | {"moved_to": "0" * 64, "reason": "It holds."})
    kept = client.post(at, given | {"moved_to": moved.moved_to, "reason": "It holds."})
    offered = client.get(f"/{office.slug}/rounds/1/").content.decode()
    done = client.post(f"/{office.slug}/rounds/1/agreed/")

    assert (empty.status_code, other.status_code, kept.status_code) == (400, 409, 302)
    assert "Fix the text as agreed" in offered
    assert done.status_code == 302
    assert state_of(round_.version) == VersionState.AGREED


def test_an_answer_holds_for_these_words_alone(office, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")
    answer_to(round_.version, moved_in_version(round_.version)[0])
    corrected(wanted, "Jobs finish five months late.")

    closed(all_answered(round_))

    assert state_of(round_.version) == VersionState.DRAFT
    assert SourceAnswer.objects.count() == 1


def test_what_its_executive_takes_back_after_opening_has_moved_on_too(office, wanted, round_):
    declined(wanted)

    [moved] = moved_in_round(round_)
    closed(all_answered(round_))

    assert moved.is_taken_back
    assert state_of(round_.version) == VersionState.DRAFT


def test_a_changed_statement_is_asked_about_instead_of_fixed(office, ceo, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")
    closed(all_answered(round_))
    statement = round_.version.statements.get()
    statements.change_statement(
        statement_id=statement.pk,
        text="Jobs finish four months late.",
        profile=None,
        shown_digest=statement.digest,
        by=manager_of(office),
    )
    wanted.refresh_from_db()
    resting_on(round_.version, wanted)

    with pytest.raises(Refused, match="did not agree on exactly this text"):
        sources.take_as_agreed(version_id=round_.version_id, by=manager_of(office))
    closed(all_answered(asked(round_.version)))

    assert state_of(round_.version) == VersionState.AGREED


@pytest.mark.parametrize("instead", ["nothing", "the new words"])
def test_words_let_go_after_the_round_want_their_answer_all_the_same(office, ceo, wanted, round_, instead):
    corrected(wanted, "Jobs finish four months late.")
    closed(all_answered(round_))
    wanted.refresh_from_db()
    resting_on(round_.version, *([wanted] if instead == "the new words" else []))

    with pytest.raises(Refused, match="ISS-1 come from have moved on"):
        sources.take_as_agreed(version_id=round_.version_id, by=manager_of(office))
    with pytest.raises(DatabaseError), transaction.atomic():
        freeze(MandateVersion.objects.get(pk=round_.version_id), by=manager_of(office))
    answer_to(round_.version, moved_in_version(round_.version)[0])
    sources.take_as_agreed(version_id=round_.version_id, by=manager_of(office))

    assert state_of(round_.version) == VersionState.AGREED


def test_nothing_freezes_on_words_that_nobody_confirmed_and_no_round_showed(office, ceo, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")
    closed(all_answered(round_))
    answer_to(round_.version, moved_in_version(round_.version)[0])
    unheard = a_requirement(ceo)
    resting_on(round_.version, unheard)

    with pytest.raises(Refused, match=f"nobody has confirmed and no round has shown: {unheard.key}"):
        sources.take_as_agreed(version_id=round_.version_id, by=manager_of(office))


def test_nobody_but_the_manager_answers_a_source_or_fixes_a_text(office, ceo, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")
    [moved] = moved_in_round(round_)

    with pytest.raises(Refused, match="Only a PMO manager"):
        sources.answer_source(
            version_id=round_.version_id,
            line_id=moved.line.pk,
            requirement_id=wanted.pk,
            moved_to=moved.moved_to,
            reason="x",
            by=holder_of(ceo),
        )
    with pytest.raises(Refused, match="Only a PMO manager"):
        sources.take_as_agreed(version_id=round_.version_id, by=holder_of(ceo))


def test_a_draft_that_no_round_agreed_on_is_never_taken_as_agreed(office, ceo):
    version = a_draft_saying(office)

    with pytest.raises(Refused, match="did not agree on exactly this text"):
        sources.take_as_agreed(version_id=version.pk, by=manager_of(office))


def test_the_database_freezes_nothing_over_an_unanswered_source(office, wanted, round_):
    corrected(wanted, "Jobs finish four months late.")
    rounds.cancel_round(round_id=round_.pk, reason="Wrong.", by=manager_of(office))

    with pytest.raises(DatabaseError), transaction.atomic():
        freeze(MandateVersion.objects.get(pk=round_.version_id), by=manager_of(office))


def test_the_database_keeps_no_unconfirmed_words_as_confirmed(office, ceo, wanted, round_):
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemSource.objects.create(
            item=RoundItem.objects.first(), wording=a_requirement(ceo).wording, standing="confirmed"
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemSource.objects.update(reason="x")
