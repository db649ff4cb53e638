"""The demonstration at the stage that a test asks for, and what each of its people finds there by following links."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo.access.models import Office
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.scenes.demonstration import ASKED, Stages
from tools.crawling.following import EXAMPLES, Page, browser, crawl

PEOPLE = {player.role: player for player in cast.SHOWN}
ORDER = [
    Stage.EMPTY,
    Stage.ELICITED,
    Stage.DRAFTED,
    ASKED,
    Stage.AGREED,
    Stage.SIGNED,
    Stage.PLANNED,
    Stage.REVIEWED,
    Stage.AMENDED,
]
LOOKED_AT_TWICE = {ASKED, Stage.AMENDED}  # two pages of a kind there, one on the way


class Demonstration:
    """The office at a stage, and what each of its people found there."""

    def __init__(self, office: Office, stage: str) -> None:
        self.office, self.name = office, stage
        self.examples = EXAMPLES if stage in LOOKED_AT_TWICE else 1
        self.found: dict[str, list[Page]] = {}

    def pages(self, role: str) -> list[Page]:
        """Return what a person finds."""
        if role not in self.found:
            self.found[role] = crawl(browser(cast.person(PEOPLE[role])), self.office, examples=self.examples)
        return self.found[role]


@pytest.fixture(scope="module")
def stage(request, kept_stages: Stages, django_db_setup: Path, django_db_blocker) -> Iterator[Demonstration]:
    """The demonstration at the stage that the test asks for."""
    with django_db_blocker.unblock(), kept_stages.standing(request.param, django_db_setup) as office:
        yield Demonstration(office, request.param)
