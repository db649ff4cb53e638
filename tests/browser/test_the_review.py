"""Steps 7 and 9 in a browser: cadence, reminder, two reviews and how they end; the auditor proves the ledger."""

import re
from datetime import UTC, datetime

import pytest

from mandates.models import MandateVersion, Review
from mandates.services import reviews
from mandates.states import VersionState
from pmo.access.models import Person
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from pmo.notices.tasks import tick
from tests.browser.accessibility import violations
from tests.browser.people import PHONE, asks_nothing_wide, press, says

OFFICE = f"/{cast.SLUG}"


def go_on_to(*moment: int) -> None:
    """Let it be a moment, and the scheduler tick."""
    set_time(datetime(*moment, tzinfo=UTC))
    tick()


def others_answer(review: Review) -> None:
    """Let all but the executive of the demonstration find the mandate still right."""
    for seat in review.mandate.office.seats.filter(decision_role="signatory"):
        person = Person.objects.get(held__seat=seat, held__end__isnull=True)
        if person.email != cast.EXECUTIVE.email:
            reviews.answer_review(
                review_id=review.pk,
                seat_id=seat.pk,
                choice="still_right",
                shown_digest=review.version.digest,
                by=person,
            )


def mails_to(page, email: str) -> int:
    """Return how many mails about the review the mailbox page shows that somebody was sent."""
    page.goto("/mailbox/")
    mails = page.locator("article").filter(has_text=f"To {email}")
    return mails.filter(has=page.get_by_role("heading", name=re.compile("still right|review", re.IGNORECASE))).count()


def end(desk, number: int, outcome: str, reason: str) -> None:
    desk.goto(f"{OFFICE}/reviews/{number}/")
    desk.get_by_role("radio", name=outcome).check()
    desk.get_by_label("In a sentence, why").fill(reason)
    press(desk, "End the review")
    says(desk, reason)


def test_a_review_is_reminded_of_answered_reaffirmed_and_the_next_one_revised(at, demonstration_at):
    demonstration_at(Stage.PLANNED)
    administrator = at(cast.ADMINISTRATOR.email)
    phone, desk = at(cast.EXECUTIVE.email, PHONE), at(cast.MANAGER.email)

    administrator.goto(f"{OFFICE}/settings/cadence/")
    administrator.get_by_label("Every how many months").fill("3")
    administrator.get_by_label("Counted from").fill("2026-01-31")
    administrator.get_by_label("Opens how many days before").fill("30")
    administrator.get_by_label("Plan and open reviews by themselves").check()
    press(administrator, "Show the days")
    says(administrator, "Thursday 30 April 2026")
    press(administrator, "Save the cadence")
    administrator.goto(f"{OFFICE}/settings/reminders/")
    administrator.get_by_role("link", name=re.compile("^Change.*review", re.IGNORECASE)).click()
    administrator.get_by_label("How many days before the day").fill("seven")
    press(administrator, "Save the reminders")
    says(administrator, "“seven” is no number of days")
    administrator.get_by_label("How many days before the day").fill("30, 7, 1, 0, -1")
    press(administrator, "Save the reminders")
    go_on_to(2026, 4, 1, 9)
    told = mails_to(administrator, cast.EXECUTIVE.email)
    go_on_to(2026, 4, 23, 9)
    assert mails_to(administrator, cast.EXECUTIVE.email) == told + 1
    assert violations(administrator) == []
    phone.goto(f"{OFFICE}/waiting/")
    phone.locator("main .btn-primary").click()
    asks_nothing_wide(phone)
    phone.get_by_role("radio", name="Still right").check()
    press(phone, "Send my answer")
    says(phone, "Your answer is kept")
    others_answer(Review.objects.get(number=1))
    end(desk, 1, "Reaffirmed", "Still right for everybody.")
    go_on_to(2026, 7, 2, 9)
    phone.goto(f"{OFFICE}/reviews/2/answer/")
    phone.get_by_role("radio", name="Change this").check()
    phone.get_by_label("Which statement?").select_option(index=1)
    phone.get_by_label("What should change?").fill("The date is no longer to be kept.")
    press(phone, "Send my answer")
    says(phone, "Your answer is kept")
    end(desk, 2, "To be revised", "One date cannot be kept.")

    desk.goto(f"{OFFICE}/mandate/draft/")
    says(desk, "One date cannot be kept.")
    desk.goto(f"{OFFICE}/mandate/")
    says(desk, "In force")
    states = set(MandateVersion.objects.values_list("state", flat=True))
    assert states == {VersionState.IN_FORCE, VersionState.DRAFT}


def test_an_auditor_proves_the_chain_and_is_offered_no_deed(at, demonstration_at):
    demonstration_at(Stage.REVIEWED)
    page = at(cast.AUDITOR.email, password=cast.password())

    page.goto(f"{OFFICE}/ledger/")
    page.get_by_role("link", name="Prove the chain").click()
    says(page, "entries hold")
    for room in ("", "executives/", "requirements/", "mandate/", "rounds/", "signatures/", "reviews/", "plan/"):
        page.goto(f"{OFFICE}/{room}")
        assert page.locator("main form[method=post]").count() == 0


@pytest.mark.parametrize("room", ["import/", "mandate/draft/header/", "rounds/open/", "plan/items/new/"])
def test_an_auditor_who_goes_to_a_working_page_is_told_why_not(at, demonstration_at, room):
    demonstration_at(Stage.DRAFTED)
    page = at(cast.AUDITOR.email)

    answer = page.goto(f"{OFFICE}/{room}")

    assert answer.status in {200, 403, 409}
    assert page.locator("main form[method=post]").count() == 0
    assert violations(page) == []
