"""The recorded amendment of Harbour Rail: all sign, nothing is carried over, the right people are asked."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from mandates.models import Line, MandateVersion, Source, Statement
from mandates.profiles import profile_of
from mandates.selectors.amending import amendment_of
from mandates.selectors.openings import would_ask
from mandates.selectors.same_words import rests_on
from mandates.services import amending, drafting, rounds, signoff, statements
from mandates.states import SignatureState, UnansweredReason, VersionState
from mandates.terms import Terms
from pmo.access.models import Office
from pmo.access.verdicts import Refused
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.architecture.source import ROOT
from tests.scenes.rounds import all_answered, in_days

AMENDMENT = json.loads((ROOT / "tests" / "data" / "harbour-rail" / "amendment.json").read_text())
TARGET, REMOVED, REWORDED = AMENDMENT["changes"]


@pytest.fixture
def office(demonstration_at) -> Office:
    """Return the office on the day on which the amendment was proposed, its mandate in force."""
    found = demonstration_at(Stage.PLANNED)
    set_time(datetime.fromisoformat(AMENDMENT["proposed_on"]).replace(hour=9, tzinfo=UTC))
    return found


@pytest.fixture
def manager(office):
    return cast.person(cast.MANAGER)


@pytest.fixture
def draft(office, manager) -> MandateVersion:
    """Return the draft of the amendment, as it was recorded, complete."""
    version = drafting.open_draft(office_id=office.pk, reason=AMENDMENT["reason"], by=manager)
    aimed = statement(version, TARGET["benefit"])
    profile = replace(profile_of(aimed), target=Decimal(TARGET["to"]))
    change(aimed, aimed.text, profile, manager)
    gone = statement(version, REMOVED["benefit"])
    statements.remove_statement(statement_id=gone.pk, shown_digest=gone.digest, by=manager)
    change(statement(version, REWORDED["statement"]), REWORDED["to_text"], None, manager)
    landed = Source.objects.filter(statement__version=version).values("wording__requirement")
    told = version.unanswered.values("requirement")
    for each in office.requirements.filter(state="confirmed").exclude(pk__in=landed).exclude(pk__in=told):
        reason = {"code": UnansweredReason.OUT_OF_SCOPE, "reason": REMOVED["reason"]}
        drafting.leave_out(version_id=version.pk, requirement_id=each.pk, by=manager, **reason)
    return version


def statement(version: MandateVersion, reference: str) -> Statement:
    """Return a statement of a version by its reference."""
    found = version.statements.select_related("line", "benefit__owner", "objective")
    return found.get(line__source_ref=reference)


def change(found: Statement, text: str, profile, by) -> None:
    """Let a statement say something else."""
    same = {"statement_id": found.pk, "shown_digest": found.digest}
    statements.change_statement(text=text, profile=profile, by=by, **same)


def test_it_is_major_and_all_seven_signatories_sign(draft):
    found = amendment_of(draft)

    references = {line.key: line.source_ref for line in Line.objects.all()}
    assert found.amendment_class == AMENDMENT["amendment_class"]
    assert {(references[each.key], each.sort) for each in found.classified.reasons if each.key} >= {
        (TARGET["benefit"], "benefit.target"),
        (REMOVED["benefit"], "statement.removed"),
        (REWORDED["statement"], "statement.text"),
    }
    assert len(found.signers) == AMENDMENT["signatures_needed"]


def test_no_short_way_leads_round_the_round(draft, manager):
    with pytest.raises(Refused, match="major change"):
        amending.send_amendment(version_id=draft.pk, by=manager)


def test_the_round_asks_all_about_what_changed_and_nobody_about_the_rest(draft):
    found = would_ask(draft)

    asked = {item.line.source_ref for item in found.asked_items}
    assert asked == {TARGET["benefit"], REWORDED["statement"]}
    assert len(found.counted) == AMENDMENT["signatures_needed"]
    assert [each.seat.decision_role for each in found.participants if not each.counted] == ["input"]
    assert {found.owed_by(each) for each in found.participants} == {2}


def test_signed_by_all_it_takes_the_place_of_the_one_before_and_carries_nothing_over(draft, office, manager):
    deadline = in_days(office, 7)
    round_ = rounds.open_round(version_id=draft.pk, deadline=deadline, terms=Terms(), by=manager)
    rounds.close_round(round_id=all_answered(round_).pk, by=manager)

    out = signoff.send_for_signature(version_id=draft.pk, by=manager)

    requests = out.signature_requests.all()
    version = MandateVersion.objects.get(pk=out.pk)
    assert (version.key, version.amendment_class) == (AMENDMENT["proposed_version"], "major")
    assert len(requests) == AMENDMENT["signatures_needed"]
    carried = [each for each in requests if each.state == SignatureState.SIGNED]
    assert len(carried) == AMENDMENT["signatures_carried_over"]
    assert rests_on(version) == ()
    assert office.mandates.get().versions.get(state=VersionState.IN_FORCE).key == AMENDMENT["base_version"]
