"""What an executive reads about their own words before and after a mandate is in force."""

import pytest

from mandates.selectors.landings import LandedIn, Landing
from mandates.services import drafting, statements
from pmo.access.standing import standing_of
from pmo.desk.selectors.asked import asked_by, became
from tests.scenes import lineage
from tests.scenes.executives import a_confirmed_requirement, a_requirement, a_seat, an_office, holder_of, manager_of

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


def test_the_owner_of_a_merged_requirement_reads_into_what_it_went_and_where_that_landed():
    office = an_office()
    seat, other = a_seat(office), a_seat(office)
    merged = lineage.merged(a_confirmed_requirement(seat), a_confirmed_requirement(other))
    by = manager_of(office)
    version = drafting.open_draft(office_id=office.pk, by=by)
    drafting.leave_out(version_id=version.pk, requirement_id=merged.pk, code="other", reason="Later.", by=by)
    before = [each.became for each in asked_by(standing_of(holder_of(seat), office))]
    statement = statements.add_statement(version_id=version.pk, kind="ISS", text="Reports are late.", by=by)
    statements.set_sources(statement_id=statement.pk, wording_ids=[merged.wording_id], by=by)
    type(version).objects.filter(pk=version.pk).update(state="in_consensus")

    source, result = asked_by(standing_of(holder_of(seat), office))

    assert before == [f"Merged into {merged.key}.", "Written down. It waits for you to confirm it."]
    assert source.became == f"Merged into {merged.key}. In the draft of the mandate as ISS-1."
    assert [each.key for each in source.landing.statements] == ["ISS-1"]
    assert result.became == "In the draft of the mandate as ISS-1."
