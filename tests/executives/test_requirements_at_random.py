"""Whatever people do in whatever order: nobody else's confirmation, and no confirmed state without one."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from executives.models import Requirement
from executives.services import requirements, seats
from executives.states import RequirementState
from executives.words import words_of
from pmo.access.verdicts import Refused
from pmo.audit.verification import verify
from tests.scenes import executives as scenes

PEOPLE = ("manager", "first", "second", "other", "auditor")
STEP = st.tuples(
    st.sampled_from(("change", "correct", "confirm", "decline", "withdraw", "play_back", "hand_over")),
    st.sampled_from(PEOPLE),
    st.booleans(),
)


class Story:
    """One seat, its requirement, and who held the seat at each deed."""

    def __init__(self) -> None:
        self.office = scenes.an_office()
        self.seat = scenes.a_seat(self.office, start=date(2020, 1, 6))
        self.requirement_id = scenes.a_requirement(self.seat).pk
        self.people = {
            "manager": scenes.manager_of(self.office),
            "first": scenes.holder_of(self.seat),
            "second": scenes.a_person(self.office),
            "other": scenes.holder_of(scenes.a_seat(self.office)),
            "auditor": scenes.an_auditor(self.office),
        }
        self.start = date(2021, 1, 1)
        self.stale = "0" * 64

    def take(self, deed: str, who: str, fresh: bool) -> None:
        """Do a deed; a refusal is an answer too."""
        requirement = Requirement.objects.select_related("wording").get(pk=self.requirement_id)
        by = self.people[who]
        shown = requirement.wording.digest if fresh else self.stale
        same = {"requirement_id": requirement.pk, "by": by}
        words = scenes.some_words() if fresh else words_of(requirement.wording)
        self.stale = requirement.wording.digest
        deeds = {
            "change": lambda: requirements.change_requirement(**same, words=words, shown_digest=shown),
            "correct": lambda: requirements.correct(**same, words=words, shown_digest=shown),
            "confirm": lambda: requirements.confirm(**same, shown_digest=shown),
            "decline": lambda: requirements.decline(**same, shown_digest=shown, reason="Settled."),
            "withdraw": lambda: requirements.withdraw(**same, reason="Written twice."),
            "play_back": lambda: requirements.play_back(requirement_ids=[requirement.pk], by=by),
            "hand_over": lambda: self.hand_over(by),
        }
        try:
            deeds[deed]()
        except Refused:
            return
        self.check(deed, who)

    def hand_over(self, by) -> None:
        self.start += timedelta(days=1)
        sitting = scenes.holder_of(self.seat)
        person = self.people["second"] if sitting == self.people["first"] else self.people["first"]
        seats.seat_person(seat_id=self.seat.pk, person=person, start=self.start, by=by)

    def check(self, deed: str, who: str) -> None:
        """Hold the two things that never happen."""
        requirement = Requirement.objects.select_related("wording").get(pk=self.requirement_id)
        if deed in {"confirm", "correct", "decline"}:
            assert self.people[who] == scenes.holder_of(self.seat)
        if requirement.state == RequirementState.CONFIRMED:
            assert requirement.wording.confirmed_at is not None
        if requirement.state in {RequirementState.RECORDED, RequirementState.PLAYED_BACK}:
            assert requirement.wording.confirmed_at is None
        holders = {self.people["first"].pk, self.people["second"].pk}
        confirmers = set(requirement.wordings.exclude(confirmed_by=None).values_list("confirmed_by", flat=True))
        assert confirmers <= holders
        assert requirement.wording == requirement.wordings.order_by("number").last()


@pytest.mark.django_db
@seed(20260131)
@settings(max_examples=12, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_no_order_of_deeds_reaches_what_must_not_be(steps):
    story = Story()

    for step in steps:
        story.take(*step)

    assert verify(story.office.pk).holds


@pytest.mark.long
@pytest.mark.django_db
@settings(max_examples=200, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=10, max_size=40))
def test_no_long_order_of_deeds_reaches_what_must_not_be(steps):
    story = Story()

    for step in steps:
        story.take(*step)

    assert verify(story.office.pk).holds
