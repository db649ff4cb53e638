"""A reminder from cadence to mailbox on real PostgreSQL and Redis, and two connections that claim at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from mandates.models import Review
from mandates.review_states import ReviewState
from pmo.clock.shifting import unset_time
from pmo.notices.models import MailboxMessage, Notice
from pmo.notices.services import plan_notices, send_due
from tests.scenes import notices as scene
from tests.scenes.reminding import a_reminder_arrives_and_ends_with_the_answer
from tests.servers import background

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_reminder_arrives_and_ends_with_the_answer(client, mail_server, redis_url, tmp_path):
    mail = f"smtp://{mail_server.host}:{mail_server.port}"
    with background.worker_and_scheduler(broker=redis_url, log=tmp_path / "celery.log", TEST_MAIL_URL=mail):
        a_reminder_arrives_and_ends_with_the_answer(client, mail_server)

    assert Review.objects.filter(state=ReviewState.OPEN).count() == 1


def in_parallel(deed, times):
    """Run a deed in threads with a connection each."""

    def once(_number):
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(once, range(times)))


def test_two_connections_plan_and_send_each_reminder_once(settings):
    settings.EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
    with scene.a_kind():
        office, administrator = scene.an_office()
        for _number in range(12):
            scene.somebody_owes(office, administrator)
        moment = scene.at(date(2026, 3, 24), 8, 1)

        in_parallel(lambda: plan_notices(moment), 4)
        sent = in_parallel(lambda: send_due(moment), 4)
        unset_time()

    assert Notice.objects.count() == 12 * 10
    assert sum(sent) == 12
    assert MailboxMessage.objects.count() == 12
