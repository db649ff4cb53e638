"""The demonstration, built once for a whole module and brought from stage to stage by its people's deeds."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from mandates.models import ConsensusRound, MandateVersion
from pmo.access.models import Office
from pmo.clock.shifting import set_time, unset_time
from pmo.desk.demonstration import agreeing, cast
from pmo.desk.demonstration.stages import SHOWN_AT, STEPS, Stage
from tools.crawling.following import Page, browser, crawl

PEOPLE = {player.role: player for player in cast.SHOWN}
ASKED = "asked"  # the second round is open, and some have answered
ASKED_AT = datetime(2025, 11, 19, 8, 0, tzinfo=UTC)


class Demonstration:
    """The office at the stage that was last reached, and what each of its people found there."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        self.office: Office
        self.found: dict[tuple[str, str], list[Page]] = {}

    def begin(self) -> None:
        set_time(SHOWN_AT[Stage.EMPTY])
        self.office, self.reached = cast.open_offices(), [Stage.EMPTY]

    def reach(self, stage: str) -> None:
        """Do what is missing for a stage."""
        for each in ORDER[: ORDER.index(stage) + 1]:
            if each not in self.reached:
                DEEDS[each](self.office)
                self.reached.append(each)
        set_time(SHOWN_AT.get(stage, ASKED_AT))

    def pages(self, role: str) -> list[Page]:
        """Return what a person finds at this stage."""
        key = self.reached[-1], role
        if key not in self.found:
            self.found[key] = crawl(browser(cast.person(PEOPLE[role])), self.office)
        return self.found[key]


def _draft_of(office: Office) -> MandateVersion:
    return MandateVersion.objects.get(mandate__office=office)


def _ask(office: Office) -> None:
    """Hold the first round, open the second one and take the answers of its first days."""
    version = _draft_of(office)
    agreeing.answer_as_recorded(agreeing.open_recorded_round(version, 1), 1)
    agreeing.close_recorded_round(ConsensusRound.objects.get(version=version, number=1), 1)
    agreeing.amend_for_round(office, version, 2)
    agreeing.open_recorded_round(version, 2)


def _agree(office: Office) -> None:
    version = _draft_of(office)
    for number in agreeing.ROUNDS[1:]:
        asked = ConsensusRound.objects.filter(version=version, number=number).first()
        if asked is None:
            agreeing.amend_for_round(office, version, number)
            asked = agreeing.open_recorded_round(version, number)
        agreeing.answer_as_recorded(asked, number)
        agreeing.close_recorded_round(asked, number)


DEEDS = STEPS | {ASKED: _ask, Stage.AGREED: _agree}
ORDER = [Stage.EMPTY, Stage.ELICITED, Stage.DRAFTED, ASKED, Stage.AGREED, Stage.SIGNED, Stage.PLANNED, Stage.REVIEWED]


@pytest.fixture(scope="module")
def building(django_db_setup, django_db_blocker) -> Iterator[Demonstration]:
    """A demonstration that only goes forward, taken away when the module ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        demonstration = Demonstration()
        demonstration.begin()
        yield demonstration
        unset_time()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def stage(request, building) -> Demonstration:
    """The demonstration at the stage that the test asks for."""
    building.reach(request.param)
    return building
