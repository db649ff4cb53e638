"""The document of the mandate says which plan items serve a benefit."""

import pytest

from businessplans.selectors.serving import served_by
from mandates.selectors.versions import version_in_force
from tests.scenes import plans as scenes

pytestmark = pytest.mark.django_db


def test_each_benefit_names_its_plan_items_in_one_query(django_assert_num_queries):
    office, _manager, plan = scenes.the_plan()
    version = version_in_force(office)
    lines = {statement.line.source_ref: statement.line_id for statement in version.statements.select_related("line")}

    with django_assert_num_queries(1):
        found = served_by(version, list(lines.values()))

    served = found[lines["B4"]]
    assert [plan.items.get(number=int(thing.key.split("-")[1])).source_ref for thing in served.things] == [
        "3",
        "3.1",
        "3.1.1",
        "3.1.2",
    ]
    assert served.sentence == "4 plan items"
    assert lines["P1"] not in found
