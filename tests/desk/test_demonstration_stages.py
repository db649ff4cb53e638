"""The demonstration reaches its stages by services alone, and its figures are the recorded ones."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from businessplans.models import BusinessPlan, PlanItem, TraceLink
from businessplans.states import PlanState
from executives.models import Requirement, Seat
from mandates.models import (
    Comment,
    Condition,
    ConsensusRound,
    MandateVersion,
    ReadingCopy,
    Reservation,
    Review,
    Signature,
    Stance,
    Statement,
)
from mandates.review_states import ReviewOutcome
from mandates.selectors.same_words import rests_on
from mandates.selectors.turnover import successors
from mandates.services.freezing import is_unchanged
from mandates.states import VersionState
from pmo import clock
from pmo.audit.verification import verify_all
from pmo.clock.shifting import unset_time
from pmo.desk.demonstration.stages import SHOWN_AT, Stage, build
from pmo.desk.selectors.board import board, open_matters

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data" / "harbour-rail"
ORACLE = json.loads((DATA / "oracle.json").read_text())
AMENDMENT = json.loads((DATA / "amendment.json").read_text())


@pytest.fixture(autouse=True)
def own_time():
    yield
    unset_time()


def test_after_the_first_review_it_holds_what_was_recorded():
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


def test_in_the_end_one_amendment_is_in_force_another_is_being_signed_and_a_seat_has_changed_hands(demonstration_at):
    office = demonstration_at(Stage.AMENDED)

    versions = MandateVersion.objects.filter(mandate__office=office).order_by("pk")
    assert [(each.key, each.state, each.amendment_class) for each in versions] == [
        ("1.0", VersionState.SUPERSEDED, "major"),
        ("1.1", VersionState.IN_FORCE, "minor"),
        ("2.0", VersionState.OUT_FOR_SIGNATURE, "major"),
    ]
    light, proposed = versions[1], versions[2]
    assert [each.version.key for each in rests_on(light)] == ["1.0"]
    assert Reservation.objects.filter(signature__version__in=(light, proposed)).count() == 2
    assert Condition.objects.get(signature__version=proposed).is_precondition
    states = Counter(proposed.signature_requests.values_list("state", flat=True))
    assert states == {"signed": 3, "waiting": 3, "later": 1}
    said = dict(proposed.statements.values_list("line__source_ref", "text"))
    target, removed, reworded = AMENDMENT["changes"]
    assert str(target["to"]) in said[target["benefit"]]
    assert removed["benefit"] not in said
    assert said[reworded["statement"]] == reworded["to_text"]
    assert [each.person.name for each in successors(office)] == ["Leila Haddad"]
    opened = ReadingCopy.objects.filter(version=light).values_list("opened_at", flat=True)
    assert sorted(at is None for at in opened) == [False, True]
    comments = Comment.objects.filter(version=proposed, answers_to=None)
    assert {each.is_open for each in comments} == {True, False}
    assert all(finding.holds for finding in verify_all())


def test_today_says_of_the_version_that_is_out_who_has_signed_it_and_what_else_is_owed(demonstration_at):
    office = demonstration_at(Stage.AMENDED)

    rows = {row.seat.title: row for row in board(office, open_matters(office))}

    assert str(rows["Chief Financial Officer"].signature) == "not yet"
    assert rows["Director, Safety & People"].signature is None, "who signed the version before is not asked now"
    assert rows["Director, Port & Terminals"].owes == ("a signature", "a word on a condition")
    assert rows["Commercial Director"].owes == ("a signature", "a word on what the seat signed")


def test_an_early_stage_holds_no_more_than_it_should():
    office = build(Stage.ELICITED)

    states = Counter(Requirement.objects.filter(office=office).values_list("state", flat=True))
    assert states == {"confirmed": 44, "played_back": 1}
    assert not MandateVersion.objects.exists()


def test_outside_a_demonstration_the_command_is_refused(settings):
    settings.CLOCK_CAN_SHIFT = False

    with pytest.raises(CommandError, match="demonstration settings only"):
        call_command("demo")
