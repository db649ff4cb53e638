"""How long an executive takes on a phone, counted: 1.2 s a tap, 0.5 s a typed character, 2 s a page."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from mandates.models import Stance
from tests.browser.people import PHONE, asks_nothing_wide, says
from tests.scenes.executives import a_played_back_requirement, a_seat, an_office, holder_of
from tests.scenes.rounds import an_open_round

A_TAP, A_CHARACTER, A_PAGE = 1.2, 0.5, 2.0
REASON = "Nobody has counted how many of our jobs finish late, so far."
CHANGE = "Count them first."


@dataclass
class Thumb:
    """An executive's thumb on a phone, and the seconds that it has taken."""

    page: Page
    seconds: float = 0

    def opens(self, address: str) -> None:
        self.page.goto(address)
        self.seconds += A_PAGE

    def taps(self, what: Locator) -> None:
        what.click()
        self.seconds += A_TAP

    def goes_on(self, what: Locator) -> None:
        """Tap what leads to another page."""
        before = self.page.url
        with self.page.expect_navigation():
            what.click()
        assert before
        self.seconds += A_TAP + A_PAGE

    def types(self, where: Locator, words: str) -> None:
        """Tap into a field and type."""
        where.click()
        where.fill(words)
        self.seconds += A_TAP + A_CHARACTER * len(words)


def test_twelve_statements_with_one_objection_take_no_more_than_ninety_seconds(at):
    office = an_office("pace")
    seat = a_seat(office, name="Ada Acheson")
    an_open_round(office, *(f"Statement number {number} says something." for number in range(1, 13)))
    thumb = Thumb(at(holder_of(seat).email, PHONE))

    thumb.opens(f"/{office.slug}/rounds/1/answer/")
    thumb.goes_on(thumb.page.get_by_role("link", name="All on one page").first)
    asks_nothing_wide(thumb.page)
    seventh = thumb.page.get_by_role("group", name="Statement number 7 says something.")
    thumb.taps(seventh.get_by_text("Object", exact=True))
    thumb.types(seventh.get_by_label("What is your reason?"), REASON)
    thumb.types(seventh.get_by_label("What would you put instead?"), CHANGE)
    thumb.goes_on(thumb.page.get_by_role("button", name="Agree to all the rest"))
    says(thumb.page, "You have answered all")

    counting = Stance.objects.filter(superseded_at__isnull=True)
    assert (counting.filter(choice="agree").count(), counting.filter(choice="object").count()) == (11, 1)
    assert len(REASON) == 60
    assert thumb.seconds <= 90


def test_five_requirements_are_confirmed_in_no_more_than_thirty_seconds(at):
    office = an_office("pace")
    seat = a_seat(office, name="Ada Acheson")
    wanted = [a_played_back_requirement(seat, f"We want thing number {number}.") for number in range(1, 6)]
    thumb = Thumb(at(holder_of(seat).email, PHONE))

    thumb.opens(f"/{office.slug}/words/")
    for _each in wanted:
        thumb.goes_on(thumb.page.locator("main .btn-primary").first)

    assert {each.state for each in seat.requirements.all()} == {"confirmed"}
    assert thumb.seconds <= 30
