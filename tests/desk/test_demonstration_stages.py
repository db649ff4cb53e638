"""The demonstration reaches its last stage by services alone, and its figures are the recorded ones."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from businessplans.models import BusinessPlan, PlanItem, TraceLink
from businessplans.states import PlanState
from executives.models import Requirement, Seat
from mandates.models import ConsensusRound, MandateVersion, Review, Signature, Stance, Statement
from mandates.services.freezing import is_unchanged
from mandates.states import ReviewOutcome, VersionState
from pmo import clock
from pmo.audit.verification import verify_all
from pmo.clock.shifting import unset_time
from pmo.desk.demonstration.stages import SHOWN_AT, Stage, build

pytestmark = pytest.mark.django_db
ORACLE = json.loads((Path(__file__).parents[1] / "data" / "harbour-rail" / "oracle.json").read_text())


@pytest.fixture(autouse=True)
def own_time():
    yield
    unset_time()


def test_the_last_stage_holds_what_was_recorded():
    office = build(Stage.REVIEWED)

    counts = ORACLE["counts"]
    assert Seat.objects.filter(office=office).count() == counts["seats"]
    assert Requirement.objects.filter(office=office).count() == counts["requirements"]
    kinds = Requirement.objects.filter(office=office).values_list("wording__kind", flat=True)
    assert dict(Counter(kinds)) == counts["by_kind"]
    assert Statement.objects.filter(version__mandate__office=office).count() == counts["statements"]
    assert Stance.objects.count() == counts["stance_rows"]

    asked = {
        each.number: sorted(each.items.filter(changed=True).values_list("line__source_ref", flat=True))
        for each in ConsensusRound.objects.filter(mandate__office=office)
    }
    assert asked == {int(n): sorted(told["statements_asked"]) for n, told in ORACLE["agreement"].items()}

    version = MandateVersion.objects.get(mandate__office=office)
    assert (version.state, version.key) == (VersionState.IN_FORCE, "1.0")
    assert is_unchanged(version)
    assert Signature.objects.filter(version=version).count() == 7
    assert version.in_force_at.date().isoformat() == "2026-01-31"

    plan = BusinessPlan.objects.get(office=office)
    assert plan.state == PlanState.PUBLISHED
    assert PlanItem.objects.filter(plan=plan).count() == ORACLE["coverage"]["plan"]["items"]
    assert TraceLink.objects.filter(item__plan=plan).count() == ORACLE["coverage"]["plan"]["links"]

    review = Review.objects.get(mandate__office=office, number=1)
    assert (review.due.isoformat(), review.outcome) == ("2026-04-30", ReviewOutcome.REAFFIRM)
    assert all(finding.holds for finding in verify_all())
    assert abs((clock.now() - SHOWN_AT[Stage.REVIEWED]).total_seconds()) < 60


def test_an_early_stage_holds_no_more_than_it_should():
    office = build(Stage.ELICITED)

    states = Counter(Requirement.objects.filter(office=office).values_list("state", flat=True))
    assert states == {"confirmed": 44, "played_back": 1}
    assert not MandateVersion.objects.exists()


def test_outside_a_demonstration_the_command_is_refused(settings):
    settings.CLOCK_CAN_SHIFT = False

    with pytest.raises(CommandError, match="demonstration settings only"):
        call_command("demo")
