"""The pages of the whole plan: what each shows and does."""

from datetime import date

import pytest

from businessplans.models import BusinessPlan
from businessplans.services.plans import make_plan, publish
from businessplans.states import PlanState
from tests.businessplans.pages import text, url
from tests.scenes import plans as scenes


def test_without_a_mandate_the_page_says_what_comes_first(signed_in, office):
    assert "First the mandate" in text(signed_in.get(url(office, "plan")))


def test_a_manager_makes_the_plan_with_its_skeleton(signed_in, office, version):
    assert "Make the plan" in text(signed_in.get(url(office, "plan")))
    page = signed_in.get(url(office, "new"))

    signed_in.post(url(office, "new"), {"start": "2026-02-01", "end": "2028-01-31"})
    signed_in.post(url(office, "new"), {"start": "2026-02-01", "end": "2028-01-31"})

    plan = BusinessPlan.objects.get()
    assert "begins with 2 items" in text(page)
    assert (plan.start, plan.items.count()) == (date(2026, 2, 1), 2)


def test_a_period_that_ends_first_is_put_right_at_its_field(signed_in, office, version):
    answer = signed_in.post(url(office, "new"), {"start": "2026-02-01", "end": "2026-01-31"})

    assert answer.status_code == 400
    assert "Give a later last day" in text(answer)
    assert 'value="2026-01-31"' in text(answer)


def test_the_sentence_above_the_plan_has_its_sums(client, db):
    office, manager, _plan = scenes.the_plan()
    client.force_login(manager)

    words = text(client.get(url(office, "plan")))

    assert "27 items, £1,019,000 over two years: £457,000 once and £281,000 a year." in words
    assert "Every item has a reason, and every benefit somebody working on it." in words


def test_the_gaps_are_listed_each_with_its_deed(client, db):
    office, manager, plan = scenes.the_plan("plan-with-gaps.json")
    client.force_login(manager)

    answer = client.get(url(office, "gaps"))

    lonely = [row.item.source_ref for row in answer.context["screen"].lonely]
    assert lonely == ["1.1.3", "2.2.2"]
    assert [each.line.source_ref for each in answer.context["screen"].unserved] == ["B4"]
    assert url(office, "serves", plan.items.get(source_ref="1.1.3").number) in text(answer)
    assert f"{url(office, 'item_new')}?benefit=BEN-4" in text(answer)


def test_the_gaps_leave_as_a_list(client, db):
    office, manager, _plan = scenes.the_plan("plan-with-gaps.json")
    client.force_login(manager)

    rows = client.get(url(office, "gaps"), {"format": "csv"}).getvalue().decode().splitlines()

    assert [row.split(",")[0] for row in rows[1:]] == ["Serves no benefit", "Serves no benefit", "Nobody works on it"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [({"level": "action"}, 16), ({"level": "nonsense"}, 27), ({"owner": "0"}, 27), ({}, 27)],
)
def test_the_plan_is_narrowed(client, db, query, shown):
    office, manager, _plan = scenes.the_plan()
    client.force_login(manager)

    assert len(client.get(url(office, "plan"), query).context["screen"].rows) == shown


def test_the_plan_is_narrowed_to_a_benefit_and_an_owner(client, db):
    office, manager, plan = scenes.the_plan()
    client.force_login(manager)
    line = plan.version.statements.get(line__source_ref="B4").line_id
    seat = office.seats.get(title="Chief Information Officer")

    of_benefit = client.get(url(office, "plan"), {"benefit": line}).context["screen"].rows
    of_owner = client.get(url(office, "plan"), {"owner": seat.pk}).context["screen"].rows

    assert [row.item.source_ref for row in of_benefit] == scenes.oracle()["coverage"]["plan"]["items_per_benefit"]["B4"]
    assert {row.item.owner_id for row in of_owner} == {seat.pk}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_plan_is_exported_and_formulas_are_neutralised(signed_in, office, plan, manager, kind):
    scenes.an_item(plan, manager, title="=HYPERLINK(1)")

    answer = signed_in.get(url(office, "plan"), {"format": kind})

    content = answer.getvalue()
    assert answer["Content-Disposition"].startswith("attachment")
    assert kind == "xlsx" or b"'=HYPERLINK(1)" in content


def test_a_published_plan_is_opened_again(signed_in, office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)
    publish(plan_id=plan.pk, by=manager)
    asked = signed_in.get(url(office, "reopen"))

    signed_in.post(url(office, "reopen"))

    plan.refresh_from_db()
    assert "Open the plan again?" in text(asked)
    assert plan.state == PlanState.DRAFT


def test_after_an_amendment_the_plan_is_brought_over(signed_in, office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)
    amended = scenes.a_mandate(office, manager, "B1", "B3")
    assert "Bring the plan over to version 2.0" in text(signed_in.get(url(office, "plan")))
    assert "Add 1 item" in text(signed_in.get(url(office, "fill")))

    signed_in.post(url(office, "fill"))

    plan.refresh_from_db()
    assert plan.version == amended
    told = text(signed_in.get(url(office, "fill")))
    assert "Nothing is missing" in told
    assert "Add 0 items" not in told
