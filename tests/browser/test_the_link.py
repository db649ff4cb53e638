"""From a mail on a phone to the deed: by code the first time, by one button the next."""

import re

from mandates.models import ReviewAnswer
from pmo.access.browsers import COOKIE
from pmo.access.links import address_of, make_link, unsubscribe_address
from pmo.notices.models import MailboxMessage, Reach
from tests.browser.accessibility import violations
from tests.browser.conftest import listened_to
from tests.browser.people import PHONE, asks_nothing_wide, press, says
from tests.scenes import reviews as scene
from tests.scenes.executives import holder_of


def test_a_link_from_the_mail_leads_to_the_answer(browser, browser_context_args, live_server, settings, complaints):
    settings.EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
    settings.SITE_URL = live_server.url
    office = scene.an_office_in_force(seats=1)
    ada = holder_of(office.seats.get())
    scene.an_open_review(office)
    path = f"/{office.slug}/reviews/1/answer/"
    first, second = (make_link(person=ada, office=office, purpose="review.answer", path=path) for _time in range(2))
    given = browser_context_args | {"viewport": PHONE, "base_url": live_server.url}
    with browser.new_context(**given) as context:
        phone = listened_to(context.new_page(), live_server.url, complaints)

        phone.goto(address_of(first))
        says(phone, f"This link is for {ada.name}.")
        asks_nothing_wide(phone)
        assert violations(phone) == []
        press(phone, "Mail me a code")
        asks_nothing_wide(phone)
        code = re.search(r"^[A-Z0-9-]{6,9}$", MailboxMessage.objects.first().text, re.MULTILINE)[0]
        phone.get_by_label("The code from the mail").fill(code)
        press(phone, "Go on")
        phone.wait_for_url(f"**{path}")
        phone.get_by_role("radio", name="Still right").check()
        phone.locator("main .btn-primary").click()
        says(phone, "Your answer is kept")
        phone.get_by_role("contentinfo").get_by_text("Sign out").click()
        phone.wait_for_url("**/account/login/")

        phone.goto(address_of(second))
        press(phone, "Go on")
        phone.wait_for_url(f"**{path}")
        phone.goto(unsubscribe_address(ada, office))
        asks_nothing_wide(phone)
        press(phone, "Pause my reminders")
        says(phone, "Your reminders are paused")
        assert violations(phone) == []
        trusted = next(cookie for cookie in context.cookies() if cookie["name"] == COOKIE)

    assert (trusted["httpOnly"], trusted["sameSite"]) == (True, "Lax")
    assert ReviewAnswer.objects.get().choice == "still_right"
    assert Reach.objects.get().person == ada
