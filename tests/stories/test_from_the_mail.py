"""From a mail to the deed: by code the first time, by one button the next; and out of the reminders."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from mandates.models import Review, ReviewAnswer
from mandates.review_states import ReviewOutcome
from mandates.selectors.versions import version_in_force
from mandates.services.reviews import close_review, open_review
from pmo.access.models import PersonalLink
from pmo.audit.models import Payload
from pmo.clock.shifting import unset_time
from pmo.notices.models import Mail
from pmo.notices.tasks import tick
from tests.scenes import reviews as scene
from tests.scenes.executives import holder_of, manager_of

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://localhost:8000(/l/[\w-]+/)")


@pytest.fixture(autouse=True)
def mails_that_leave(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    unset_time()
    cache.clear()


def reminded(office) -> Review:
    """Let a review be opened and told of, and a week before its day be reminded of."""
    review = scene.an_open_review(office)
    tick()
    mail.outbox.clear()
    scene.at(2026, 4, 23, 12)
    tick()
    return review


def mail_to(person, about):
    """Return the newest mail to somebody whose subject says something."""
    return [each for each in mail.outbox if each.to == [person.email] and about in each.subject][-1]


def link_in(message) -> str:
    return LINK.search(message.body)[1]


def code_for(person) -> str:
    return re.search(r"^[A-Z0-9-]{6,9}$", mail_to(person, "code").body, re.MULTILINE)[0]


def answered(client, office, seat, there) -> bool:
    """Answer that the mandate is still right, on the page that the link led to; say whether it was kept."""
    given = {"choice": "still_right", "shown_digest": version_in_force(office).digest, "seat": seat.pk}
    client.post(there, given)
    return ReviewAnswer.objects.filter(review__number=int(there.split("/")[3]), seat=seat).exists()


@pytest.fixture
def office():
    scene.at(2026, 3, 10)
    return scene.an_office_in_force(seats=2)


@pytest.fixture
def seat(office):
    return office.seats.order_by("pk").first()


def test_from_the_mail_to_the_deed_by_code_and_then_by_one_button(client, office, seat):
    holder, others = holder_of(seat), office.seats.exclude(pk=seat.pk)
    review = reminded(office)

    reminder = link_in(mail_to(holder, "still right"))
    page = client.get(reminder).content.decode()
    asked = client.post(reminder)
    there = client.post(asked.url, {"code": code_for(holder), "next": next_of(asked)}).url
    by_code = answered(client, office, seat, there)
    client.post("/account/logout/")
    for other in others:
        scene.answered(review, other)
    close_review(review_id=review.pk, outcome=ReviewOutcome.REAFFIRM, by=manager_of(office))
    open_review(review_id=Review.objects.get(number=2).pk, by=manager_of(office))
    tick()
    told_at_once = link_in(mail_to(holder, "still right"))
    again = client.post(told_at_once).url
    by_button = answered(client, office, seat, again)

    assert "<h1>Is the mandate still right?</h1>" in page
    assert "Mail me a code" in page
    assert told_at_once != reminder
    assert [there, again] == [f"/{office.slug}/reviews/{number}/answer/" for number in (1, 2)]
    assert (by_code, by_button) == (True, True)


def next_of(answer) -> str:
    return parse_qs(urlsplit(answer.url).query)["next"][0]


def test_one_click_in_the_mail_program_ends_reminders_and_no_duty(client, office, seat):
    holder = holder_of(seat)
    reminded(office)
    reminder = mail_to(holder, "still right")
    way_out = reminder.extra_headers["List-Unsubscribe"].strip("<>")

    Client(enforce_csrf_checks=True).post(urlsplit(way_out).path, {"List-Unsubscribe": "One-Click"})
    mail.outbox.clear()
    scene.at(2026, 4, 27, 12)
    tick()
    while_paused = [each.to for each in mail.outbox]
    client.force_login(holder)
    client.post(urlsplit(way_out).path, {"again": "1"})
    scene.at(2026, 4, 28, 12)
    tick()

    assert reminder.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert while_paused
    assert [holder.email] not in while_paused
    assert mail_to(holder, "still right")
    assert "Is the mandate still right?" in client.get(f"/{office.slug}/waiting/").content.decode()


def test_no_token_is_kept_with_the_mail(office, seat):
    reminded(office)

    tokens = [link_in(each).strip("/").removeprefix("l/") for each in mail.outbox if LINK.search(each.body)]
    kept = (
        str(list(Mail.objects.values()))
        + str(list(PersonalLink.objects.values()))
        + str(list(Payload.objects.values()))
    )

    assert tokens
    assert all(token not in kept for token in tokens)
