"""The database goes after the mail server took a mail and before that was written down."""

from datetime import date

import psycopg2
import pytest
from django.db import Error, connection

from pmo.audit.models import LedgerEntry
from pmo.notices.models import Mail, Notice
from pmo.notices.services import send_due
from pmo.notices.states import NoticeState
from tests.scenes import notices as scene
from tests.servers import background

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MORNING = date(2026, 3, 24)


def cut_off(number):
    """Return what ends the database's side of a connection, from another one."""
    address = background.database_url()

    def cut(_arrival):
        with psycopg2.connect(address) as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [number])

    return cut


def test_the_very_same_mail_leaves_again_and_is_noted_once(mail_server):
    with scene.a_kind():
        office, administrator = scene.an_office()
        scene.somebody_owes(office, administrator)
        scene.at(date(2026, 3, 1))
        scene.a_rule(office, administrator, [7])
        moment = scene.at(MORNING, 8, 1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (number,) = cursor.fetchone()
        mail_server.heard = cut_off(number)

        with pytest.raises(Error):
            send_due(moment)
        connection.close()
        mail_server.heard = None
        too_early = send_due(moment)
        Notice.objects.update(claimed_until=None)
        Mail.objects.update(claimed_until=None)
        sent = send_due(moment)
        again = send_due(moment)

    first, second = mail_server.arrivals
    assert (too_early, sent, again) == (0, 1, 0)
    assert (first.message_id, first.content) == (second.message_id, second.content)
    assert Notice.objects.get().state == NoticeState.SENT
    assert LedgerEntry.objects.filter(event="notice.sent").count() == 1
