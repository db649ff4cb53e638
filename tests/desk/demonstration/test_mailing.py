"""The demonstration's past is mailed to nobody, whatever mail server it has."""

import pytest

from pmo.desk.demonstration.mailing import post
from pmo.notices.models import Mail, MailboxMessage
from tests.scenes.executives import a_person

pytestmark = pytest.mark.django_db


def test_what_was_written_in_the_past_stays_in_the_mailbox(mail_server, settings):
    backend = settings.EMAIL_BACKEND
    Mail.objects.create(person=a_person(), subject="A round is open", text="Look", html="", message_id="<1@here>")

    post()

    assert MailboxMessage.objects.get().subject == "A round is open"
    assert mail_server.messages == []
    assert backend == settings.EMAIL_BACKEND
