"""A seeded attacker on every address as every role: whatever is sent, it ends in a page of ours, never in an error."""

import logging

import pytest
from django.core.cache import cache

from pmo.audit.verification import verify_all
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.stories.fuzzing import Attacker

pytestmark = pytest.mark.django_db
PEOPLE = (*(player.email for player in cast.SHOWN), cast.MANAGER.email, None)


@pytest.fixture(autouse=True)
def quiet_and_in_order():
    logging.disable(logging.CRITICAL)
    cache.clear()
    yield
    logging.disable(logging.NOTSET)
    cache.clear()


def attacked(slug: str, seed: int, times: int) -> list[str]:
    return [f"{each.request}: {each.error}" for each in Attacker(seed, slug, PEOPLE).attack(times)]


@pytest.mark.parametrize(
    ("stage", "seed"), [(Stage.DRAFTED, 11), (Stage.PLANNED, 12)], indirect=["stage"], scope="module"
)
def test_nothing_breaks(stage, seed):
    broken = attacked(stage.office.slug, seed, 260)

    assert broken == []
    assert all(finding.holds for finding in verify_all())


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "stage",
    [Stage.ELICITED, Stage.DRAFTED, Stage.AGREED, Stage.PLANNED, Stage.REVIEWED],
    indirect=True,
    scope="module",
)
def test_nothing_breaks_for_long(stage, seed):
    assert attacked(stage.office.slug, seed, 4000) == []
