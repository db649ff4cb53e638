"""Steps 6 and 8 in a browser: the plan is made, traced and published; every item says why, in somebody's own words."""

import re

import pytest
from playwright.sync_api import expect

from businessplans.models import BusinessPlan, PlanItem
from businessplans.states import PlanState
from mandates.models import Source
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.browser.accessibility import violations
from tests.browser.people import DESK, PHONE, asks_nothing_wide, press, says

PLAN = f"/{cast.SLUG}/plan"


def test_a_plan_with_a_gap_is_refused_and_without_one_published(at, demonstration_at):
    demonstration_at(Stage.SIGNED)
    page = at(cast.MANAGER.email)

    page.goto(f"{PLAN}/")
    page.get_by_role("link", name="Make the plan").click()
    page.get_by_label("From").fill("2026-02-01")
    page.get_by_label("Until").fill("2027-12-31")
    press(page, "Make the plan")
    objective = PlanItem.objects.filter(level="objective").first()
    page.goto(f"{PLAN}/{objective.key}/")
    page.get_by_role("link", name="Add an action under it").click()
    page.get_by_label("What is done").fill("Put the one list of jobs up")
    page.get_by_label("Owner").select_option(index=3)
    page.get_by_label("From").fill("2026-03-01")
    page.get_by_label("Until").fill("2026-09-30")
    press(page, "Add it to the plan")
    action = PlanItem.objects.get(level="action")
    page.goto(f"{PLAN}/{action.key}/budget/")
    page.get_by_label("Once").fill("120000")
    page.get_by_label("A year").fill("15000")
    press(page, "Save")
    says(page, "120,000")
    page.goto(f"{PLAN}/publish/")
    says(page, "The plan cannot be published yet")
    page.get_by_role("link", name=re.compile("^Close 1 gap")).click()
    says(page, "Put the one list of jobs up")
    assert violations(page) == []
    assert BusinessPlan.objects.get().state == PlanState.DRAFT
    page.goto(f"{PLAN}/{action.key}/serves/")
    page.get_by_label("Per cent of the item").first.fill("60")
    page.get_by_label("Why").first.fill("One list shows what is late.")
    press(page, "Save")
    says(page, "60 per cent of the item")
    page.goto(f"{PLAN}/publish/")
    press(page, re.compile("^Publish"))

    says(page, "Published")
    assert BusinessPlan.objects.get().state == PlanState.PUBLISHED
    assert violations(page) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_thread_leads_from_an_item_to_what_an_executive_said(at, demonstration_at, size):
    demonstration_at(Stage.REVIEWED)
    page = at(cast.EXECUTIVE.email, size)
    item = PlanItem.objects.filter(level="action", traces__isnull=False).first()

    page.goto(f"{PLAN}/{item.key}/")
    page.get_by_role("link", name="Why are we doing this?").click()
    page.locator("main summary").first.click()

    said = [quote.inner_text().strip("“”\n ") for quote in page.locator("main .pm-quotes blockquote").all()]
    recorded = set(Source.objects.values_list("wording__statement", flat=True))
    assert said
    assert [words for words in said if words not in recorded] == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]


def test_an_executive_reads_what_became_of_each_thing_they_asked_for(at, demonstration_at):
    demonstration_at(Stage.REVIEWED)
    phone = at(cast.EXECUTIVE.email, PHONE)
    own = cast.person(cast.EXECUTIVE).held.get().seat.requirements.select_related("wording")

    phone.goto(f"/{cast.SLUG}/asked/")

    asks_nothing_wide(phone)
    for requirement in own:
        expect(phone.locator(f"#{requirement.key}")).to_contain_text(requirement.wording.statement[:60])
    assert phone.locator("main article p").count() >= own.count()
