"""The story of a reminder, told with whatever worker, scheduler and mail server stand beside the test."""

import time

from django.urls import reverse

from mandates.models import Review
from mandates.selectors.versions import version_in_force
from mandates.services.reviews import answer_review
from pmo.clock.shifting import unset_time
from tests.scenes import reviews as scene
from tests.scenes.executives import administrator_of, holder_of
from tests.servers.mail import MailServer

PATIENCE = 60


def told(server: MailServer) -> list[str]:
    """Return who was reminded of the review so far, in the order of arrival; other mails are not counted."""
    return [message["To"] for message in list(server.messages) if message["Subject"] == "Is the mandate still right?"]


def wait_for(server: MailServer, count: int) -> list[str]:
    """Wait until so many mails have arrived; return who got them."""
    deadline = time.monotonic() + PATIENCE
    while len(told(server)) < count and time.monotonic() < deadline:
        time.sleep(0.1)
    return told(server)


def a_reminder_arrives_and_ends_with_the_answer(client, server: MailServer) -> None:
    """An administrator sets the cadence, time passes, two are reminded; one answers and hears nothing any more."""
    scene.at(2026, 2, 10)
    try:
        office = scene.an_office_in_force(seats=2)
        first, second = office.seats.order_by("pk")
        client.force_login(administrator_of(office))
        cadence = {"months": "3", "anchor": "2026-01-31", "lead_days": "30", "active": "on"}
        client.post(reverse("mandates:cadence", kwargs={"office": office.slug}), cadence)

        scene.at(2026, 4, 15, 12)
        both = wait_for(server, 2)
        review = Review.objects.get(number=1)
        shown = version_in_force(office).digest
        answer_review(
            review_id=review.pk, seat_id=first.pk, choice="still_right", shown_digest=shown, by=holder_of(first)
        )
        scene.at(2026, 4, 23, 12)
        third = wait_for(server, 3)
        scene.at(2026, 4, 27, 12)
        last = wait_for(server, 4)

        assert sorted(both) == sorted([holder_of(first).email, holder_of(second).email])
        assert third[2:] == last[2:3] == [holder_of(second).email]
        assert last[3:] == [holder_of(second).email]
        assert len({message["Message-ID"] for message in server.messages}) == len(server.messages)
    finally:
        unset_time()
