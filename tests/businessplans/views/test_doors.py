"""Who gets in where, and how often a page asks the database."""

import pytest

from pmo.access.states import Role
from tests.businessplans.pages import FOR_READERS, OF_AN_ITEM, ROOMS, url
from tests.scenes import plans as scenes


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, "executive"])
@pytest.mark.parametrize("name", [*ROOMS, *OF_AN_ITEM])
def test_everybody_reads_and_only_managers_change(client, office, plan, action, role, name):
    if role == "executive":
        reader = scenes.a_seat(office).holders.get().person
    else:
        reader = scenes.a_person(office, role)
    client.force_login(reader)

    answer = client.get(url(office, name, action.number if name in OF_AN_ITEM else None))

    assert answer.status_code == (200 if name in FOR_READERS else 403)


@pytest.mark.parametrize("name", [*ROOMS, *OF_AN_ITEM])
def test_a_stranger_finds_nothing(client, office, plan, action, name):
    client.force_login(scenes.a_manager(scenes.an_office("other")))

    answer = client.get(url(office, name, action.number if name in OF_AN_ITEM else None))

    assert answer.status_code == 404


@pytest.mark.parametrize("name", OF_AN_ITEM)
def test_an_item_that_is_not_there_is_not_found(signed_in, office, plan, name):
    assert signed_in.get(url(office, name, 99)).status_code == 404


def test_a_page_asks_as_often_for_270_items_as_for_27(client, django_assert_max_num_queries, db):
    office, manager, plan = scenes.the_plan()
    client.force_login(manager)
    number = plan.items.get(source_ref="2.1").number
    names = ["plan", "gaps", "publish", "item", "why", "serves", "needs", "item_edit"]

    def queries(name):
        with django_assert_max_num_queries(20) as counted:
            assert client.get(url(office, name, number if name in OF_AN_ITEM else None)).status_code == 200
        return len(counted)

    few = {name: queries(name) for name in names}
    scenes.ten_times(plan)

    assert {name: queries(name) for name in names} == few


def test_before_there_is_a_plan_its_gaps_lead_to_what_comes_first(client, db):
    office = scenes.an_office()
    client.force_login(scenes.a_manager(office))

    page = client.get(url(office, "gaps"), follow=True)

    assert page.redirect_chain[-1][0] == url(office, "plan")
