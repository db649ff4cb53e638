"""What an executive reads about their own words before and after a mandate is in force."""

import pytest

from mandates.selectors.landings import LandedIn, Landing
from pmo.desk.selectors.asked import became
from tests.scenes.executives import a_requirement, a_seat, an_office

pytestmark = pytest.mark.django_db

LANDED = Landing(statements=(LandedIn("BEN-1", "Fewer things at once", "draft", "/"),))
LEFT_OUT = Landing(code="other", reason="Another seat decides it.")


@pytest.mark.parametrize(
    ("landing", "stands", "said"),
    [
        (LANDED, False, "In the draft of the mandate as BEN-1."),
        (LANDED, True, "In the mandate as BEN-1."),
        (LEFT_OUT, False, "Not in the draft of the mandate: Another seat decides it."),
        (LEFT_OUT, True, "Not in the mandate: Another seat decides it."),
    ],
)
def test_a_draft_is_not_called_the_mandate(landing, stands, said):
    requirement = a_requirement(a_seat(an_office()))

    assert became(requirement, landing, stands=stands) == said
