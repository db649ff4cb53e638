"""A mail to somebody who has no account: to an address, in a language."""

import pytest
from django.core import mail as outgoing
from django.db import IntegrityError

from pmo import clock
from pmo.access.letters import Letter
from pmo.access.verdicts import Refused
from pmo.notices.models import Mail
from pmo.notices.services import send_due
from pmo.notices.services.again import send_again
from pmo.notices.services.carrying import carry
from tests.scenes.executives import an_office, manager_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def a_letter(office=None):
    return carry(
        Letter(None, "copy", "A text", "Read it.", "Open", address="rita@example.org", name="Rita Reader",
               office=office or an_office(), language="de", way="{somewhere:7}")
    )  # fmt: skip


def test_it_goes_to_the_address_in_the_readers_language():
    mail = a_letter()

    send_due(clock.now())

    mail.refresh_from_db()
    assert (mail.person, mail.state, mail.to_name) == (None, "sent", "rita@example.org")
    assert outgoing.outbox[0].to == ["rita@example.org"]
    assert "{somewhere:7}" in mail.text
    assert "Rita Reader" in mail.text
    assert '<html lang="de">' in mail.html


def test_it_stands_in_the_list_of_what_was_sent(client):
    mail = a_letter()
    client.force_login(manager_of(mail.office))

    page = client.get(f"/{mail.office.slug}/settings/reminders/")
    why = client.get(f"/why/{mail.pk}/")

    assert "rita@example.org" in page.content.decode()
    assert "Why did rita@example.org get this?" in why.content.decode()


def test_it_is_not_sent_again_from_there():
    mail = a_letter()
    send_due(clock.now())

    with pytest.raises(Refused, match="without an account"):
        send_again(mail_id=mail.pk, shown=0, by=manager_of(mail.office))


def test_a_mail_to_nobody_is_no_mail():
    with pytest.raises(IntegrityError):
        Mail.objects.create(kind="copy", subject="X", text="X", message_id="<x@example.org>")
