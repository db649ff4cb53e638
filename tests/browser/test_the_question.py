"""An executive says one thing by link on a phone: kept as they type, sent in less than two minutes."""

import re

from playwright.sync_api import Page, expect

from executives.models import Requirement, Unfinished, WordsRequest
from pmo.access.links import address_of
from pmo.access.models import PersonalLink
from pmo.notices.models import MailboxMessage
from tests.browser.accessibility import violations
from tests.browser.conftest import PATIENCE, listened_to
from tests.browser.people import PHONE, asks_nothing_wide, press, says
from tests.scenes import executives as scenes
from tests.scenes import saying as scene

TAP, LETTER, PAGE = 1.2, 0.5, 2.0
TWO_MINUTES = 120
WORDS = (
    "Ships wait half a day at the quay, because nobody tells the terminal when they come; "
    "and our best customers pay for all."
)


class Hand:
    """A hand on a phone, counted: 1.2 s a tap, 0.5 s a letter, 2 s a page."""

    def __init__(self, phone: Page) -> None:
        self.phone, self.seconds = phone, 0.0

    def goes_to(self, address: str) -> None:
        self.phone.goto(address)
        self.seconds += PAGE

    def taps(self, label: str) -> None:
        here = self.phone.url
        press(self.phone, label)
        self.phone.wait_for_url(lambda url: url != here)
        self.seconds += TAP + PAGE

    def writes(self, text: str) -> None:
        field = self.phone.get_by_label("In your own words")
        field.tap()
        field.press_sequentially(text)
        self.seconds += TAP + LETTER * len(text)


def comes_in_by_code(phone: Page, link: PersonalLink) -> None:
    """Follow a link by a mailed code, so that the browser is trusted, and sign out."""
    phone.goto(address_of(link))
    press(phone, "Mail me a code")
    asks_nothing_wide(phone)
    code = re.search(r"^[A-Z0-9-]{6,9}$", MailboxMessage.objects.first().text, re.MULTILINE)[0]
    phone.get_by_label("The code from the mail").fill(code)
    press(phone, "Go on")
    says(phone, "Why you")
    phone.get_by_role("contentinfo").get_by_text("Sign out").click()
    phone.wait_for_url("**/account/login/")


def test_one_thing_is_said_by_link_in_less_than_two_minutes(
    browser, browser_context_args, live_server, settings, complaints
):
    settings.EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
    settings.SITE_URL = live_server.url
    seat = scenes.a_seat(scenes.an_office("harbour-rail"), "Director, Port & Terminals", name="Ingrid Maas")
    request = scene.asked(seat)
    about, question = (PersonalLink.objects.get(purpose=purpose) for purpose in ("about", "words.asked"))
    given = browser_context_args | {"viewport": PHONE, "base_url": live_server.url, "has_touch": True}
    with browser.new_context(**given) as context:
        context.set_default_timeout(PATIENCE)
        phone = listened_to(context.new_page(), live_server.url, complaints)
        comes_in_by_code(phone, about)
        hand = Hand(phone)

        hand.goes_to(address_of(question))
        hand.taps("Go on")
        says(phone, "What goes wrong today?")
        asks_nothing_wide(phone)
        hand.writes(WORDS)
        expect(phone.get_by_text("Nobody sees it until you send it.")).to_contain_text("Kept at", timeout=PATIENCE)
        kept = Unfinished.objects.get().fields
        phone.reload()
        expect(phone.get_by_label("In your own words")).to_have_value(WORDS)
        assert violations(phone) == []
        hand.taps("Go on")
        says(phone, "What does it cost today?")
        asks_nothing_wide(phone)
        hand.taps("Enough, let me read it")
        assert violations(phone) == []
        asks_nothing_wide(phone)
        hand.taps("Send it")
        says(phone, "It stands confirmed in your own words.")

    assert len(WORDS) == 120
    assert hand.seconds < TWO_MINUTES
    assert kept == {"statement": WORDS, "prompt": "wrong", "kind": "issue"}
    assert Requirement.objects.get().word.label == "Confirmed"
    assert not Unfinished.objects.exists()
    assert WordsRequest.objects.get(pk=request.pk).ended_as == "said"
